/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A JavaScript pattern (ECMA-262 with its Annex B, no flags but `i`) in the words of PCRE2, UTF-16
 * units both. Everything that the two read differently is spelled out: classes as ranges,
 * characters as \uHHHH, groups by number. The caller compiles with ALT_BSUX, DOLLAR_ENDONLY and
 * MATCH_UNSET_BACKREF. INVALID when JavaScript refuses the pattern, or when it ignores case beyond
 * ASCII. Newly allocated ASCII text. */
char *aft_regex_translate (const char *pattern,
                           gboolean ignore_case,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
