/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as spreadsheets save them: RFC 4180, byte order marks, GB18030, and what is refused. */
#include "aft-csv-reader.h"
#include "aft-error.h"

/* The records of @text as "field|field;field|field"; a faulty one as "!line". */
static char *
read_all (const char *text)
{
  g_autoptr (AftCsvReader) reader = aft_csv_reader_new (text);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (NULL);
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_read = aft_csv_reader_next (reader, fields, &error);
      if (!is_read && error == NULL)
        return g_string_free (all, FALSE);
      if (all->len > 0)
        g_string_append_c (all, ';');
      if (error != NULL)
        {
          g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
          g_string_append_printf (all, "!%u", aft_csv_reader_get_line (reader));
        }
      for (guint i = 0; i < fields->len; i++)
        g_string_append_printf (all, "%s%s", i > 0 ? "|" : "", (char *) fields->pdata[i]);
    }
}

static void
assert_reads (const char *text, const char *expected)
{
  g_autofree char *all = read_all (text);
  g_assert_cmpstr (all, ==, expected);
}

static void
test_records (void)
{
  assert_reads ("", "");
  assert_reads ("a,b\nc,d", "a|b;c|d");
  assert_reads ("a,b\r\nc,d\r\n", "a|b;c|d");
  assert_reads ("a\rb\r", "a;b");
  assert_reads (",\n", "|");
  assert_reads ("a,,\n\n\nb", "a||;b");
  assert_reads ("\xef\xbb\xbf电话,会员号", "电话|会员号");
}

static void
test_quotes (void)
{
  assert_reads ("\"a,b\",\"c \"\"d\"\"\"\n", "a,b|c \"d\"");
  assert_reads ("\"two\nlines\",x\ny", "two\nlines|x;y");
  assert_reads ("\"\"", "");
  assert_reads ("\"\",a", "|a");
}

static void
test_faults_named_and_passed (void)
{
  assert_reads ("a\nb\"c\n4", "a;!2;4");
  assert_reads ("\"a\"b\n4", "!1;4");
  assert_reads ("\"a\r\nb\nc", "!1;b;c");
  assert_reads ("\"x\ny\"\n\"z\"!\n4", "x\ny;!3;4");
}

static void
test_limits (void)
{
  g_autofree char *field = g_strnfill (AFT_CSV_FIELD_MAX, 'a');
  g_autofree char *longer = g_strconcat (field, "a\nb", NULL);
  g_autofree char *quoted = g_strconcat ("\"", field, "aaaa\"\nb", NULL);
  g_autofree char *commas = g_strnfill (AFT_CSV_FIELDS_MAX, ',');
  g_autofree char *wide = g_strconcat (commas, "\nb", NULL);
  assert_reads (field, field);
  assert_reads (longer, "!1;b");
  assert_reads (quoted, "!1;b");
  assert_reads (wide, "!1;b");
}

static void
assert_decodes (const char *bytes, gsize length, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = aft_csv_decode (bytes, length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_encodings (void)
{
  static const char gb[] = "\xb5\xe7\xbb\xb0,\xb5\xc8\xbc\xb6"; /* 电话,等级 */
  assert_decodes (gb, sizeof gb - 1, "电话,等级");
  assert_decodes ("\xef\xbb\xbf电话", 9, "电话");
  assert_decodes ("a,b", 3, "a,b");
  assert_decodes ("", 0, "");
}

static void
test_other_files_refused (void)
{
  static const char utf16[] = "\xff\xfe\x61\x00\x2c\x00";
  static const char broken[] = "a,\xff\xff";
  const char *const files[] = { utf16, broken };
  const gsize lengths[] = { sizeof utf16 - 1, sizeof broken - 1 };
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (aft_csv_decode (files[i], lengths[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/csv-reader/records-and-fields", test_records);
  g_test_add_func ("/base/csv-reader/quotes", test_quotes);
  g_test_add_func ("/base/csv-reader/faults-named-and-passed", test_faults_named_and_passed);
  g_test_add_func ("/base/csv-reader/limits", test_limits);
  g_test_add_func ("/base/csv-reader/utf-8-and-gb18030", test_encodings);
  g_test_add_func ("/base/csv-reader/other-files-refused", test_other_files_refused);
  return g_test_run ();
}
