/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of guests: columns by their names in three languages, and every bad line by its number and
 * reason. */
#include <string.h>

#include "aft-error.h"
#include "aft-guest-sheet.h"

static const guint8 key[AFT_GUEST_KEY_BYTES] = { 7 };
/* 2026-11-22 */
static const AftGuestSheetFacts facts
    = { .key = key, .country_code = "86", .minor_digits = 2, .today = 20779 };

static GPtrArray *
read_sheet (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) left_out = NULL;
  GPtrArray *guests = aft_guest_sheet_read (text, &facts, &left_out, &error);
  g_assert_no_error (error);
  return guests;
}

/* What the refusal says. */
static char *
refuse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) left_out = NULL;
  g_assert_null (aft_guest_sheet_read (text, &facts, &left_out, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  return g_strdup (error->message);
}

static void
assert_refused (const char *text, const char *part)
{
  g_autofree char *message = refuse (text);
  if (strstr (message, part) == NULL)
    g_error ("%s: not in: %s", part, message);
}

static void
test_whole_line (void)
{
  g_autoptr (GPtrArray) guests = read_sheet (
      "Phone,Member No,Tier,Visits,Spend,Last visit,Notes\r\n"
      "138 0000 0001,m-1,VIP,12,\"¥1,234.5\",2026-11-05,\"window, no coriander\"\r\n");
  g_assert_cmpuint (guests->len, ==, 1);
  const AftHouseImportedGuest *guest = guests->pdata[0];
  AftDigest phone = aft_guest_key_make (key, "+8613800000001");
  AftDigest member = aft_guest_key_make (key, "M-1");
  g_assert_true (guest->has_phone && aft_digest_equal (&guest->phone_key, &phone));
  g_assert_true (guest->has_member && aft_digest_equal (&guest->member_key, &member));
  g_assert_cmpint (guest->tier, ==, AFT_TIER_VIP);
  g_assert_cmpint (guest->tier_source, ==, AFT_HOUSE_TIER_BY_IMPORT);
  g_assert_cmpuint (guest->visits, ==, 12);
  g_assert_cmpint (guest->spend_minor, ==, 123450);
  g_assert_cmpint (guest->last_day, ==, 20762);
  g_assert_cmpstr (guest->preferences, ==, "window, no coriander");
  g_assert_cmpuint (guest->line, ==, 2);
}

static void
test_chinese_names (void)
{
  g_autoptr (GPtrArray) simplified
      = read_sheet ("会员卡号,手机号码,会员等级,消费次数,累计消费,最近消费日期,备注\n"
                    ",13800000001,核心客户,3,88,2026年11月5日,\n");
  g_autoptr (GPtrArray) traditional = read_sheet ("會員號,等級,次數,金額\nA1,普通,2,10.00\n");
  const AftHouseImportedGuest *guest = simplified->pdata[0];
  g_assert_false (guest->has_member);
  g_assert_cmpint (guest->tier, ==, AFT_TIER_CORE);
  g_assert_cmpint (guest->spend_minor, ==, 8800);
  g_assert_cmpint (guest->last_day, ==, 20762);
  g_assert_null (guest->preferences);
  guest = traditional->pdata[0];
  g_assert_cmpint (guest->tier, ==, AFT_TIER_ORDINARY);
  g_assert_cmpint (guest->spend_minor, ==, 1000);
}

static void
test_other_columns_left_out (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) left_out = NULL;
  g_autoptr (GPtrArray) guests
      = aft_guest_sheet_read ("姓名,电话,生日\n王,13800000001,1-1\n", &facts, &left_out, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (guests->len, ==, 1);
  g_assert_cmpuint (g_strv_length (left_out), ==, 2);
  g_assert_cmpstr (left_out[0], ==, "姓名");
  g_assert_cmpstr (left_out[1], ==, "生日");
}

static void
test_every_bad_line_named (void)
{
  g_autofree char *message = refuse ("phone,tier,visits,spend,last visit\n"
                                     "13800000001,gold,1,1,2026-01-01\n"
                                     "13800000002,vip,1,1,2026-01-01\n"
                                     "1.38E+10,vip,1,1,2026-01-01\n"
                                     "13800000004,vip,-1,1,2026-01-01\n"
                                     "13800000005,vip,1,1.234,2026-01-01\n"
                                     "13800000006,vip,1,1,2026-02-30\n"
                                     "13800000007,vip,1,1,2027-01-01\n"
                                     ",vip,1,1,2026-01-01\n"
                                     "13800000002,vip,1,1,2026-01-01\n"
                                     "\"13800000009\"x,vip,1,1,2026-01-01\n");
  g_assert_cmpstr (message, ==,
                   "Nothing was imported, 9 lines are wrong: "
                   "line 2: no tier: vip, core, ordinary or low; "
                   "line 4: no telephone number; line 5: no number of visits; "
                   "line 6: no amount; line 7: no date: write it as 2026-11-22; "
                   "line 8: the last visit is in the future; "
                   "line 9: neither a telephone nor a member number; "
                   "line 10: the same guest as in line 3; "
                   "line 11: There is something behind a closing quote");
}

static void
test_faults_bounded (void)
{
  GString *text = g_string_new ("phone\n");
  for (guint i = 0; i < AFT_GUEST_SHEET_FAULTS + 50; i++)
    g_string_append (text, "x\n");
  assert_refused (text->str, "250 lines are wrong");
  assert_refused (text->str, "; and 50 more");
  g_string_free (text, TRUE);
}

static void
test_no_table_refused (void)
{
  assert_refused ("", "empty");
  assert_refused ("name,birthday\nWang,1-1\n", "names no column");
  assert_refused ("phone,电话\n1,2\n", "twice");
}

static void
test_blank_lines_passed (void)
{
  g_autoptr (GPtrArray) guests = read_sheet ("phone,tier\n,\n\n13800000001,\n,\n");
  g_assert_cmpuint (guests->len, ==, 1);
}

static void
test_minor_digits (void)
{
  g_assert_cmpuint (aft_guest_sheet_get_minor_digits ("CNY"), ==, 2);
  g_assert_cmpuint (aft_guest_sheet_get_minor_digits ("JPY"), ==, 0);
  g_assert_cmpuint (aft_guest_sheet_get_minor_digits ("KWD"), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collector/guest-sheet/whole-line", test_whole_line);
  g_test_add_func ("/collector/guest-sheet/chinese-names", test_chinese_names);
  g_test_add_func ("/collector/guest-sheet/other-columns-left-out", test_other_columns_left_out);
  g_test_add_func ("/collector/guest-sheet/every-bad-line-named", test_every_bad_line_named);
  g_test_add_func ("/collector/guest-sheet/faults-bounded", test_faults_bounded);
  g_test_add_func ("/collector/guest-sheet/no-table-refused", test_no_table_refused);
  g_test_add_func ("/collector/guest-sheet/blank-lines-passed", test_blank_lines_passed);
  g_test_add_func ("/collector/guest-sheet/digits-of-a-currency", test_minor_digits);
  return g_test_run ();
}
