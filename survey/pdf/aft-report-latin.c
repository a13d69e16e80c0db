/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Latin letters and digits are taken from another face of the same family, which draws them alike.
 * Cairo 1.16 keeps of a face only what its letters need, unless two of them share their hints ("I"
 * and "F" do): then it keeps all that the face has for any letter, which for a Chinese one is 850
 * kB. A face that has only Latin letters to give stays small either way. */
#include <string.h>

#include "aft-report-drawing-private.h"

#define SANS  "Noto Sans CJK JP, sans-serif"
#define SERIF "Noto Serif CJK JP, serif"

/* The middle dot is set by the language, as are dashes and quotation marks. */
static gboolean
is_latin (gunichar letter)
{
  return letter < 0x250 && letter != 0xb7;
}

void
aft_paper_set_latin (PangoAttrList *attributes, const char *text, gboolean is_serif)
{
  const char *at = text;

  while (*at != '\0')
    {
      const char *start = at;
      while (*at != '\0' && is_latin (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (at > start)
        {
          PangoAttribute *family = pango_attr_family_new (is_serif ? SERIF : SANS);
          family->start_index = (guint) (start - text);
          family->end_index = (guint) (at - text);
          pango_attr_list_insert (attributes, family);
        }
      while (*at != '\0' && !is_latin (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
    }
}

static gboolean
is_all_latin (const char *text, const char *end)
{
  for (; text < end; text = g_utf8_next_char (text))
    if (!is_latin (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

char *
aft_paper_dup_latin_chart (const char *svg)
{
  static const char tag[] = "<text";
  GString *chart = g_string_new (NULL);
  const char *at = svg;

  for (const char *found = strstr (at, tag); found != NULL; found = strstr (at, tag))
    {
      const char *start = strchr (found, '>');
      const char *end = start != NULL ? strchr (start, '<') : NULL;
      found += strlen (tag);
      g_string_append_len (chart, at, found - at);
      if (end != NULL && is_all_latin (start, end))
        g_string_append (chart, " font-family=\"" SANS "\"");
      at = found;
    }
  g_string_append (chart, at);
  return g_string_free (chart, FALSE);
}
