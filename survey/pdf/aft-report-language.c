/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document's language, by which a screen reader chooses its voice, and its title in the
 * window's: Cairo writes neither into the PDF's catalogue. What Cairo wrote stays as it is; a new
 * catalogue is appended after it, with a table and a trailer of its own that point back. */
#include <string.h>

#include "aft-error.h"
#include "aft-report-drawing-private.h"

/* Where @text stands last among bytes of any value; NULL: nowhere. */
static const char *
find_last (const GByteArray *pdf, const char *text)
{
  const char *data = (const char *) pdf->data;
  const gsize length = strlen (text);

  for (gsize at = pdf->len; at >= length; at--)
    if (memcmp (data + at - length, text, length) == 0)
      return data + at - length;
  return NULL;
}

/* The number behind @name in @text; 0: there is none. */
static guint64
read_number (const char *text, const char *name)
{
  const char *found = strstr (text, name);
  return found != NULL ? g_ascii_strtoull (found + strlen (name), NULL, 10) : 0;
}

/* What stands between the brackets of object @number; NULL: it is not there. */
static char *
dup_object (const GByteArray *pdf, guint64 number)
{
  g_autofree char *start = g_strdup_printf ("\n%" G_GUINT64_FORMAT " 0 obj\n<<", number);
  const char *found = find_last (pdf, start);
  const char *end = NULL;

  if (found == NULL)
    return NULL;
  found += strlen (start);
  end = g_strstr_len (found, (const char *) pdf->data + pdf->len - found, ">>\nendobj");
  return end != NULL ? g_strndup (found, (gsize) (end - found)) : NULL;
}

GBytes *
aft_paper_add_language (GByteArray *pdf, AftLanguage language, GError **error)
{
  const char *found = find_last (pdf, "trailer\n");
  g_autofree char *trailer
      = found != NULL ? g_strndup (found, pdf->len - (gsize) (found - (const char *) pdf->data))
                      : g_strdup ("");
  const guint64 root = read_number (trailer, "/Root ");
  const guint64 offset = pdf->len;
  g_autofree char *catalogue = root > 0 ? dup_object (pdf, root) : NULL;
  g_autoptr (GString) added = g_string_new (NULL);

  if (catalogue == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INTERNAL, "The report is no PDF");
      return NULL;
    }
  g_string_append_printf (added,
                          "%" G_GUINT64_FORMAT " 0 obj\n<< /Lang (%s)\n"
                          "   /ViewerPreferences << /DisplayDocTitle true >>\n  %s>>\nendobj\n",
                          root, aft_language_get_tag (language), catalogue);
  const guint64 table = offset + added->len;
  g_string_append_printf (added,
                          "xref\n%" G_GUINT64_FORMAT " 1\n%010" G_GUINT64_FORMAT " 00000 n \n"
                          "trailer\n<< /Size %" G_GUINT64_FORMAT "\n   /Root %" G_GUINT64_FORMAT
                          " 0 R\n   /Info %" G_GUINT64_FORMAT " 0 R\n   /Prev %" G_GUINT64_FORMAT
                          "\n>>\nstartxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n",
                          root, offset, read_number (trailer, "/Size "), root,
                          read_number (trailer, "/Info "), read_number (trailer, "startxref\n"),
                          table);
  g_byte_array_append (pdf, (const guint8 *) added->str, (guint) added->len);
  return g_bytes_new (pdf->data, pdf->len);
}
