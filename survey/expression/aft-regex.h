/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftRegex: a regular expression as JavaScript reads it without the `u` flag, over UTF-16 units
 * (libpcre2-16 without UTF; SURVEY-FORMAT, first page). Immutable. */
typedef struct _AftRegex AftRegex;

/* INVALID when JavaScript refuses it, or when it needs what PCRE2 does differently: (?i) beyond
 * ASCII, variable look-behind, possessive quantifiers. */
AftRegex *
aft_regex_new (const char *pattern, gboolean ignore_case, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_regex_free (AftRegex *regex);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRegex, aft_regex_free)

/* Does it occur anywhere in @text (search, not a full match)? A pattern that exceeds the match
 * limits does not match. */
gboolean aft_regex_search (const AftRegex *regex, const char *text);

G_END_DECLS
