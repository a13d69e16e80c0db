/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-browser.h"
#include "aft-follow-up.h"
#include "aft-house-fixture.h"
#include "aft-house-store-cases.h"
#include "aft-pages.h"

G_BEGIN_DECLS

/* The guest's pages over a real store, and somebody's phone that asks for them. The house seems to
 * have its keys: every sealed part opens as AFT_PHONE_WORDS or AFT_PHONE_CONTACT. */
#define AFT_PHONE_WORDS   "<script>owned()</script> & \"冷\" </blockquote><h1>"
#define AFT_PHONE_NUMBER  "13800138000"
#define AFT_PHONE_NAME    "欧阳小明"
#define AFT_PHONE_CONTACT "{\"phone\":\"" AFT_PHONE_NUMBER "\",\"name\":\"" AFT_PHONE_NAME "\"}"

typedef struct
{
  AftHouseFixture house;
  AftPages *pages;
  AftBrowser browser;
  AftHttpReply *reply; /* the last */
  char *body;          /* its page */
  int status;
} AftPhoneFixture;

void aft_phone_fixture_set_up (AftPhoneFixture *fixture, gconstpointer unused);
void aft_phone_fixture_tear_down (AftPhoneFixture *fixture, gconstpointer unused);

/* A complaint that the fixture's kiosk has stored and not sent yet. The caller owns both. */
AftResponse *aft_phone_fixture_complain (AftPhoneFixture *fixture);
/* It arrives. */
void aft_phone_fixture_send (AftPhoneFixture *fixture, AftResponse *response);
/* What stands on its slip; the caller owns it. */
char *aft_phone_fixture_dup_token (AftPhoneFixture *fixture, const AftResponse *response);
/* The path of a page below the link, in English. The caller owns it. */
char *aft_phone_fixture_dup_path (const char *token, const char *below);

/* The status of the reply, which stays in @fixture until the next. @form NULL: GET. */
int aft_phone_fixture_ask (AftPhoneFixture *fixture, const char *target, const char *form);
/* The same of a page below a link, in English. */
int aft_phone_fixture_open (AftPhoneFixture *fixture, const char *token, const char *below);
/* Status line, headers and page as one text, to be held against another. */
char *aft_phone_fixture_dup_whole (AftPhoneFixture *fixture);
void aft_phone_fixture_assert_says (AftPhoneFixture *fixture, const char *text);
void aft_phone_fixture_assert_silent (AftPhoneFixture *fixture, const char *text);

G_END_DECLS
