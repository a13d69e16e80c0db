/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of guests served: columns by their names, and the first bad line by its number and reason.
 */
#include "aft-served-sheet.h"

#include <string.h>

#include "aft-error.h"
#include "aft-venue.h"

#define TODAY 20779 /* 2026-11-22 */

static const AftId ids[] = { { { 1 } }, { { 2 } }, { { 3 } }, { { 4 } } };

static GPtrArray *
make_venues (void)
{
  static const char *const names[] = { "南京路店", "分店", "分店", "Caf\xc3\xa9" };
  GPtrArray *venues = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_venue_unref);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      AftVenueFields fields
          = { .id = &ids[i], .name = names[i], .zone = "Asia/Shanghai", .country_code = "86" };
      g_ptr_array_add (venues, aft_venue_new (&fields, &error));
      g_assert_no_error (error);
    }
  return venues;
}

static GArray *
read_sheet (const char *text, GError **error)
{
  g_autoptr (GPtrArray) venues = make_venues ();
  return aft_served_sheet_read (text, venues, TODAY, error);
}

static void
assert_served (const GArray *served, guint index, AftHouseServed expected)
{
  const AftHouseServed *one = &g_array_index (served, AftHouseServed, index);
  g_assert_true (aft_id_equal (&one->venue_id, &expected.venue_id));
  g_assert_cmpint (one->day, ==, expected.day);
  g_assert_cmpuint (one->guests, ==, expected.guests);
}

static void
test_names_in_either_form (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) served = read_sheet ("venue,day,guests\nCafe\xcc\x81,2026-11-20,7\n", &error);
  g_assert_no_error (error);
  assert_served (served, 0, (AftHouseServed){ ids[3], TODAY - 2, 7 });
}

static void
test_columns_by_their_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = aft_id_to_text (&ids[1]);
  g_autofree char *text = g_strdup_printf ("Guests,note,venue,Day\r\n"
                                           "210,rain, 南京路店 ,2026-11-21\r\n\r\n"
                                           "0,,%s,2026/11/2\r\n",
                                           id);
  g_autoptr (GArray) served = read_sheet (text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (served->len, ==, 2);
  assert_served (served, 0, (AftHouseServed){ ids[0], TODAY - 1, 210 });
  assert_served (served, 1, (AftHouseServed){ ids[1], TODAY - 20, 0 });
}

static void
test_chinese_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) served = read_sheet ("门店,日期,就餐人数\n南京路店,2026-11-22,88\n", &error);
  g_assert_no_error (error);
  assert_served (served, 0, (AftHouseServed){ ids[0], TODAY, 88 });
}

static const struct
{
  const char *text;
  const char *message;
} faults[] = {
  { "", "The file is empty" },
  { "venue,guests\n", "The first line names no column day" },
  { "venue,day,guests\n北京店,2026-11-22,1\n",
    "Line 2: there is no such venue. Nothing was taken over" },
  { "venue,day,guests\n分店,2026-11-22,1\n",
    "Line 2: several venues have that name. Nothing was taken over" },
  { "venue,day,guests\n南京路店,2026-11-22,1\n南京路店,2026-02-30,1\n",
    "Line 3: no day: write it as 2026-11-22. Nothing was taken over" },
  { "venue,day,guests\n南京路店,2026-11-22x,1\n",
    "Line 2: no day: write it as 2026-11-22. Nothing was taken over" },
  { "venue,day,guests\n南京路店,2026-11-23,1\n",
    "Line 2: the day is in the future. Nothing was taken over" },
  { "venue,day,guests\n南京路店,2026-11-22,-1\n",
    "Line 2: no number of guests. Nothing was taken over" },
  { "venue,day,guests\n南京路店,2026-11-22\n",
    "Line 2: no number of guests. Nothing was taken over" },
  { "venue,day,guests\n南京路店,2026-11-22,100001\n",
    "Line 2: no number of guests. Nothing was taken over" },
  { "venue,day,guests\n南京路店,2026-11-22,1\n\n南京路店,2026/11/22,2\n",
    "Line 4: that day of the venue is there already. Nothing was taken over" },
};

static void
test_the_first_bad_line_is_named (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (read_sheet (faults[i].text, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, faults[i].message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collector/served-sheet/columns-by-their-names", test_columns_by_their_names);
  g_test_add_func ("/collector/served-sheet/a-name-in-either-form", test_names_in_either_form);
  g_test_add_func ("/collector/served-sheet/in-chinese-too", test_chinese_names);
  g_test_add_func ("/collector/served-sheet/the-first-bad-line-is-named",
                   test_the_first_bad_line_is_named);
  return g_test_run ();
}
