/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-browser.h"
#include "aft-console.h"
#include "aft-house-fixture.h"

G_BEGIN_DECLS

/* A house with two restaurants and its console, asked without a socket. At the fixture's venue work
 * "bo" and "bao" (managers) and "cai" (staff), at the other one "ding" (manager); "an" is an
 * owner. */
typedef struct
{
  AftHouseFixture house;
  AftId elsewhere; /* the other venue */
  AftConsole *console;
  AftBrowser browser;
  char *form_token; /* of who is signed in */
  int status;       /* of the last reply */
  char *body;       /* of the last reply */
  char *location;   /* of the last reply, NULL: it sends nowhere */
  guint changes;    /* told to the kiosks */
} AftPageFixture;

/* What a text that wants to be more looks like. */
#define AFT_PAGE_HOSTILE "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;"

/* What any sealed part opens to: words, contact. */
#define AFT_PAGE_WORDS "汤洒在我身上了" AFT_PAGE_HOSTILE
#define AFT_PAGE_PHONE "13800005678"

void aft_page_fixture_set_up (AftPageFixture *fixture, gconstpointer unused);
void aft_page_fixture_tear_down (AftPageFixture *fixture, gconstpointer unused);

AftId aft_page_fixture_get_user (AftPageFixture *fixture, const char *name);
/* From now on requests are those of @name. */
void aft_page_fixture_sign_in (AftPageFixture *fixture, const char *name);
/* Asks; the status. */
int aft_page_fixture_get (AftPageFixture *fixture, const char *target);
/* Posts the pairs of name and value that follow, up to a NULL name, with the right form token. */
int aft_page_fixture_post (AftPageFixture *fixture, const char *target, ...) G_GNUC_NULL_TERMINATED;
/* Posts @form as it is. */
int aft_page_fixture_post_raw (AftPageFixture *fixture, const char *target, const char *form);

/* "BASE/UUID/TAIL" */
char *aft_page_fixture_dup_path (const char *base, const AftId *id, const char *tail);

/* Asserts that the last page says @text, or does not. */
void aft_page_fixture_assert_says (AftPageFixture *fixture, const char *text);
void aft_page_fixture_assert_silent (AftPageFixture *fixture, const char *text);
/* Asserts that the text AFT_PAGE_HOSTILE stands on the last page as text and as nothing else. */
void aft_page_fixture_assert_harmless (AftPageFixture *fixture);
/* Asserts that posting to @target without a form token, with a wrong one, and from another site is
 * refused. */
void aft_page_fixture_assert_guarded (AftPageFixture *fixture, const char *target);

G_END_DECLS
