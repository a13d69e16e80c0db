/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftRegexClass: a set of UTF-16 units under construction, as ranges. */
typedef struct _AftRegexClass AftRegexClass;

AftRegexClass *aft_regex_class_new (void);
void aft_regex_class_free (AftRegexClass *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRegexClass, aft_regex_class_free)

void aft_regex_class_add (AftRegexClass *set, gunichar2 first, gunichar2 last);
/* The set of \d \D \w \W \s \S in JavaScript; FALSE when @letter is none of the six. */
gboolean aft_regex_class_add_escape (AftRegexClass *set, gunichar2 letter);

/* Does the set hold letters beyond ASCII that have another case outside it, as far as can be told
 * from its ranges? (JavaScript folds such letters; libpcre2-16 without UTF does not.) */
gboolean aft_regex_class_has_foreign_case (const AftRegexClass *set);

/* Appends the set, or all that is not in it, as a class of PCRE2. */
void aft_regex_class_write (const AftRegexClass *set, gboolean is_negated, GString *target);

G_END_DECLS
