/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session-private.h"

G_BEGIN_DECLS

/* What expressions see: variables, calculated values and answers, merged. Borrowed until the next
 * change. */
const AftValue *aft_conditions_get_known (AftSession *session);
/* To be called when anything of that changed. */
void aft_conditions_forget_known (AftSession *session);

/* The question that the name "question[index]" is about, or NULL when it is no such name. */
const AftElement *
aft_conditions_find_indexed (AftSession *session, const char *name, gint64 *ret_index);

/* The result of @condition now; a new reference. @item: what {item} means, or NULL. */
AftValue *
aft_conditions_evaluate (AftSession *session, const AftCondition *condition, const AftValue *item);

/* Runs every condition until nothing changes, at most ten rounds. */
void aft_conditions_run (AftSession *session);
/* @name has the value @value (NULL: taken back) from now on: runs what depends on it. */
void aft_conditions_note_change (AftSession *session, const char *name, AftValue *value);
/* The same when the comment of the question @name changed. */
void aft_conditions_note_comment (AftSession *session, const char *name, AftValue *comment);
/* Tells the questions that @name changed ("" for anything): some check their errors again. */
void aft_conditions_tell (AftSession *session, const char *name);

/* Sets the variable @name (any case). */
void aft_conditions_set_variable (AftSession *session, const char *name, AftValue *value);

/* Takes @value (from an expression) as the answer of @question: a date becomes its text. */
AftValue *aft_conditions_convert_result (AftValue *value);

G_END_DECLS
