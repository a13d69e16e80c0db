/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiles and runs regular expressions over UTF-16 units with libpcre2-16. What JavaScript means
 * is decided by aft-regex-translation.c; here are PCRE2's options and the limits that keep a
 * hostile pattern or text from taking a kiosk's time and memory. */
#define PCRE2_CODE_UNIT_WIDTH 16

#include "aft-regex.h"

#include "aft-error.h"
#include "aft-regex-translation-private.h"

#include <pcre2.h>

#define MOST_NESTING  200
#define MOST_MATCHING 1000000 /* backtracking points, some 50 ms */
#define MOST_DEPTH    20000
#define MOST_HEAP_KIB 16384

struct _AftRegex
{
  pcre2_code *code;
  pcre2_match_context *limits;
};

typedef pcre2_compile_context CompileContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CompileContext, pcre2_compile_context_free)
typedef pcre2_match_data MatchData;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatchData, pcre2_match_data_free)

static CompileContext *
new_compile_context (void)
{
  CompileContext *context = pcre2_compile_context_create (NULL);

  g_assert (context != NULL);
  pcre2_set_parens_nest_limit (context, MOST_NESTING);
#if PCRE2_MAJOR > 10 || PCRE2_MINOR >= 43
  /* Later versions could look behind by a varying length, but not as JavaScript does. */
  pcre2_set_max_varlookbehind (context, 0);
#endif
  return context;
}

static pcre2_code *
compile (const char *translated, gboolean ignore_case, GError **error)
{
  g_autoptr (CompileContext) context = new_compile_context ();
  g_autofree gunichar2 *units = g_utf8_to_utf16 (translated, -1, NULL, NULL, NULL);
  guint32 options = PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_DOLLAR_ENDONLY
                    | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP
                    | PCRE2_NEVER_BACKSLASH_C | (ignore_case ? PCRE2_CASELESS : 0);
  int code = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code *compiled
      = pcre2_compile (units, PCRE2_ZERO_TERMINATED, options, &code, &offset, context);

  if (compiled == NULL)
    {
      gunichar2 message[256] = { 0 };
      pcre2_get_error_message (code, message, G_N_ELEMENTS (message));
      g_autofree char *text = g_utf16_to_utf8 (message, -1, NULL, NULL, NULL);
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "regular expression: %s", text);
    }
  return compiled;
}

AftRegex *
aft_regex_new (const char *pattern, gboolean ignore_case, GError **error)
{
  g_autofree char *translated = aft_regex_translate (pattern, ignore_case, error);
  pcre2_code *code = translated != NULL ? compile (translated, ignore_case, error) : NULL;
  AftRegex *regex = NULL;

  if (code == NULL)
    return NULL;
  regex = g_new0 (AftRegex, 1);
  regex->code = code;
  regex->limits = pcre2_match_context_create (NULL);
  g_assert (regex->limits != NULL);
  pcre2_set_match_limit (regex->limits, MOST_MATCHING);
  pcre2_set_depth_limit (regex->limits, MOST_DEPTH);
  pcre2_set_heap_limit (regex->limits, MOST_HEAP_KIB);
  return regex;
}

void
aft_regex_free (AftRegex *regex)
{
  if (regex == NULL)
    return;
  pcre2_code_free (regex->code);
  pcre2_match_context_free (regex->limits);
  g_free (regex);
}

gboolean
aft_regex_search (const AftRegex *regex, const char *text)
{
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  g_autoptr (MatchData) data = pcre2_match_data_create_from_pattern (regex->code, NULL);

  g_assert (data != NULL);
  if (units == NULL)
    return FALSE;
  return pcre2_match (regex->code, units, (PCRE2_SIZE) length, 0, 0, data, regex->limits) >= 0;
}
