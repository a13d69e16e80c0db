/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables from spreadsheets: reading ends, keeps its limits, and what was read can be written and is
 * then read the same. */
#include <string.h>

#include "aft-csv-reader.h"
#include "aft-error.h"
#include "aft-fuzz.h"

static void
write_record (GString *text, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *quoted = g_strdup (fields->pdata[i]);
      g_string_append (text, i > 0 ? ",\"" : "\"");
      for (const char *at = quoted; *at != '\0'; at++)
        g_string_append_printf (text, *at == '"' ? "\"%c" : "%c", *at);
      g_string_append_c (text, '"');
    }
  g_string_append (text, "\r\n");
}

static void
assert_same (const GPtrArray *fields)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) again = g_ptr_array_new_with_free_func (g_free);
  write_record (text, fields);
  g_autoptr (AftCsvReader) reader = aft_csv_reader_new (text->str);
  g_assert_true (aft_csv_reader_next (reader, again, NULL));
  g_assert_cmpuint (again->len, ==, fields->len);
  for (guint i = 0; i < fields->len; i++)
    g_assert_cmpstr (again->pdata[i], ==, fields->pdata[i]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = aft_csv_decode (data, size, NULL);
  if (text == NULL)
    return 0;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_autoptr (AftCsvReader) reader = aft_csv_reader_new (text);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  gboolean is_over = FALSE;
  guint line = 0;
  while (!is_over)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_read = aft_csv_reader_next (reader, fields, &error);
      g_assert_cmpuint (aft_csv_reader_get_line (reader), >=, line);
      line = aft_csv_reader_get_line (reader);
      g_assert_cmpuint (fields->len, <=, AFT_CSV_FIELDS_MAX);
      g_assert_true (is_read == (fields->len > 0));
      if (is_read)
        assert_same (fields);
      is_over = !is_read && error == NULL;
    }
  return 0;
}
