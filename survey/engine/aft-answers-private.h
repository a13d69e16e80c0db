/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* AftAnswers: a small map from names to values that keeps the order in which names came. A value
 * may be a kept null. Nothing a guest typed stays in memory when it goes. */
typedef struct _AftAnswers AftAnswers;

AftAnswers *aft_answers_new (void);
void aft_answers_free (AftAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftAnswers, aft_answers_free)

guint aft_answers_get_count (const AftAnswers *answers);
const char *aft_answers_get_name (const AftAnswers *answers, guint index);
AftValue *aft_answers_get_at (const AftAnswers *answers, guint index);
gboolean aft_answers_has (const AftAnswers *answers, const char *name);
/* NULL when there is none; borrowed. */
AftValue *aft_answers_get (const AftAnswers *answers, const char *name);
/* @value may be NULL: a null is kept. Takes its own reference. */
void aft_answers_set (AftAnswers *answers, const char *name, AftValue *value);
void aft_answers_remove (AftAnswers *answers, const char *name);
void aft_answers_clear (AftAnswers *answers);

G_END_DECLS
