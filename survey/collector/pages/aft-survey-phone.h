/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-phones.h"
#include "aft-http-reply.h"
#include "aft-http-request.h"
#include "aft-secret-box.h"

G_BEGIN_DECLS

/* Which phone it is, for a day: a cookie of 128 random bits, so that answers of one phone on one
 * day can be told apart from those of many. It is given with the thanks alone, says nothing of its
 * owner, and the house keeps only a keyed hash of it. Phones without one are no fault. */

#define AFT_SURVEY_PHONE_COOKIE  "__Host-aft-phone"
#define AFT_SURVEY_PHONE_SECONDS 86400

/* The hash of the cookie that came with @request; FALSE when there is none, or none of ours. */
gboolean aft_survey_phone_read (const AftHttpRequest *request,
                                const AftSecretBoxKey *key,
                                guint8 ret_key[AFT_HOUSE_PHONE_KEY_BYTES]);
/* The value of a new cookie, and its hash. Newly allocated. */
char *aft_survey_phone_make (AftRandom *random,
                             const AftSecretBoxKey *key,
                             guint8 ret_key[AFT_HOUSE_PHONE_KEY_BYTES]);
/* Gives it with @reply. */
void aft_survey_phone_give (AftHttpReply *reply, const char *value);

G_END_DECLS
