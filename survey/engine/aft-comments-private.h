/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-values-private.h"

G_BEGIN_DECLS

/* "Other" and its text, and comment areas: the part of answers that stands beside the items. */

/* What is chosen among the items when the answer is @value. */
void aft_comments_render (AftSession *session, const AftElement *element, AftValue *value);
/* Other is no longer chosen: its text goes, once the answer is stored (aft_comments_drop). */
void aft_comments_leave_other (AftSession *session, const AftElement *element);
void aft_comments_drop (AftSession *session, const AftElement *element);
/* A default that is none of the items. */
void aft_comments_set_unknown (AftSession *session, const AftElement *element, AftValue *value);
/* The answer with other's own words, as validators see it; a new reference or NULL. */
AftValue *aft_comments_get_words (AftSession *session, const AftElement *element);
/* Takes over a stored comment without telling anyone. */
void aft_comments_hold (AftSession *session, const AftElement *element, const char *comment);
/* A stored @value that is none of the items becomes "other" with that text; a new reference. */
AftValue *
aft_comments_split_unknown (AftSession *session, const AftElement *element, AftValue *value);

G_END_DECLS
