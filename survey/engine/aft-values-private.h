/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session-private.h"

G_BEGIN_DECLS

/* Answers: how they are taken, stored and taken back, with all that follows. NULL is no answer. */

void aft_values_set (AftSession *session, const AftElement *element, AftValue *value);
/* Takes the answer back; its comment too unless @keeps_comment. */
void aft_values_clear (AftSession *session, const AftElement *element, gboolean keeps_comment);
/* What a finger chose among the items ("other" for other). */
void aft_values_render (AftSession *session, const AftElement *element, AftValue *rendered);
/* The items changed: what is chosen is looked at again. */
void aft_values_render_again (AftSession *session, const AftElement *element);

/* The text of other when that is chosen, else of the comment area. */
void aft_values_set_comment (AftSession *session, const AftElement *element, const char *text);
void aft_values_set_other_text (AftSession *session, const AftElement *element, const char *text);
const char *aft_values_get_comment (AftSession *session, const AftElement *element);
const char *aft_values_get_other_text (AftSession *session, const AftElement *element);

/* Sets the default if there is no answer. */
void aft_values_set_default (AftSession *session, const AftElement *element);
/* The default expression gave something else, and nobody has answered yet. */
void aft_values_renew_default (AftSession *session, const AftElement *element);
/* The question is hidden: its answer goes, if the survey wants it so. */
void aft_values_clear_hidden (AftSession *session, const AftElement *element);

/* Takes over answers known before, in place of the defaults. */
void aft_values_load (AftSession *session, const AftValue *data);

G_END_DECLS
