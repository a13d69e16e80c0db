/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-pages-private.h"

G_BEGIN_DECLS

/* A guest's sitting on the phone: one survey of a kind, one screen a request. All of it is in the
 * form (aft-survey-state.h), nothing on the server: Back, another tab, a lost connection and a
 * restart of this program change nothing. page->venue is set; page->link too for
 * AFT_RESPONSE_FOLLOW_UP, which adds to what is on the slip; else the code of /s/CODE is looked up.
 * Works (AftPhoneWork) of routes: a GET shows the first screen, a POST to the same path takes what
 * was answered and shows the next, stores the answers at the end, and says thanks. */

AftHttpReply *aft_survey_sitting_begin (AftPhonePage *page, AftResponseKind kind, GError **error);
AftHttpReply *aft_survey_sitting_go_on (AftPhonePage *page, AftResponseKind kind, GError **error);

G_END_DECLS
