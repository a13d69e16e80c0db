/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of tables as people write them. */
#include <string.h>

#include "aft-error.h"
#include "aft-table-list.h"

static void
assert_reads (const char *text, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) codes = aft_table_list_parse (text, &error);
  g_assert_no_error (error);
  g_autofree char *found = g_strjoinv (" ", codes);
  g_assert_cmpstr (found, ==, wanted);
}

static void
assert_refuses (const char *text, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_table_list_parse (text, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_ranges_and_single_tables_stand_in_the_order_written (void)
{
  assert_reads ("1-3,A1-A3, 12 ,包间3", "1 2 3 A1 A2 A3 12 包间3");
  assert_reads ("大厅8-10、窗边2，9", "大厅8 大厅9 大厅10 窗边2 9");
  assert_reads ("A1-3", "A1 A2 A3");
}

static void
test_noughts_in_front_are_kept (void)
{
  assert_reads ("A08-A11,007-009", "A08 A09 A10 A11 007 008 009");
}

static void
test_a_dash_that_is_no_range_belongs_to_the_code (void)
{
  assert_reads ("VIP-1", "VIP-1");
  assert_reads ("A1-B3", "A1-B3");
  assert_reads ("T-1-T-3", "T-1 T-2 T-3");
}

static void
test_a_table_is_named_once (void)
{
  assert_reads ("3,1-4,4,,", "3 1 2 4");
}

/* 17 characters as they are typed, 16 of a code. */
static void
test_a_code_is_kept_composed (void)
{
  assert_reads ("E\xcc\x81"
                "1-E\xcc\x81"
                "2, \xc3\x89"
                "1",
                "\xc3\x89"
                "1 \xc3\x89"
                "2");
  assert_reads ("Caf\xc3\xa9 123456789e\xcc\x81", "Caf\xc3\xa9 123456789\xc3\xa9");
}

static void
test_what_is_no_list_is_refused (void)
{
  assert_refuses ("", "No table");
  assert_refuses (" , ", "No table");
  assert_refuses ("9-1", "smaller");
  assert_refuses ("1-100000", "1000");
  assert_refuses ("1-600,A1-A600", "1000");
  assert_refuses ("12345678901234567", "16 characters");
  assert_refuses ("A\tB", "16 characters");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/table-list/ranges-and-single-tables-stand-in-the-order-written",
                   test_ranges_and_single_tables_stand_in_the_order_written);
  g_test_add_func ("/model/table-list/noughts-in-front-are-kept", test_noughts_in_front_are_kept);
  g_test_add_func ("/model/table-list/a-dash-that-is-no-range-belongs-to-the-code",
                   test_a_dash_that_is_no_range_belongs_to_the_code);
  g_test_add_func ("/model/table-list/a-table-is-named-once", test_a_table_is_named_once);
  g_test_add_func ("/model/table-list/a-code-is-kept-composed", test_a_code_is_kept_composed);
  g_test_add_func ("/model/table-list/what-is-no-list-is-refused", test_what_is_no_list_is_refused);
  return g_test_run ();
}
