/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where surveys come from, and that a broken one never stops the kiosk. */
#include "aft-house-surveys.h"

#include "aft-temp-dir.h"

#define GOOD(title)                                                                                \
  "{\"title\": \"" title "\", \"aftertaste\": {\"id\": \"own\", \"version\": 20261121},"           \
  " \"elements\": [{\"type\": \"rating\", \"name\": \"q\"}]}"
#define BROKEN                                                                                     \
  "{\"elements\": [{\"type\": \"rating\", \"name\": \"q\", \"visibleIf\": \"{a} ==\"}]}"

static const char *
get_title (AftHouseSurveys *surveys)
{
  const AftValue *definition
      = aft_survey_get_definition (aft_house_surveys_get (surveys, AFT_RESPONSE_EXIT));
  return aft_value_get_member_string (definition, "title", NULL);
}

static void
test_built_in (void)
{
  AftHouseSurveysPlaces places = { 0 };
  g_autoptr (AftHouseSurveys) surveys = aft_house_surveys_load (&places);
  g_assert_cmpuint (aft_house_surveys_get_problems (surveys)->len, ==, 0);
  g_assert_cmpstr (aft_house_surveys_get_id (surveys, AFT_RESPONSE_EXIT), ==, "exit");
  g_assert_cmpstr (aft_house_surveys_get_id (surveys, AFT_RESPONSE_COMPLAINT), ==, "complaint");
  g_assert_cmpstr (aft_house_surveys_get_id (surveys, AFT_RESPONSE_SUGGESTION), ==, "suggestion");
  g_assert_cmpstr (aft_house_surveys_get_version (surveys, AFT_RESPONSE_EXIT), ==, "1");
}

static void
test_folder (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_write (dir, "exit.json", GOOD ("ours"));
  AftHouseSurveysPlaces places = { .folder = aft_temp_dir_get_path (dir) };
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_autoptr (AftHouseSurveys) surveys = aft_house_surveys_load (&places);
  g_assert_cmpstr (get_title (surveys), ==, "ours");
  g_assert_cmpstr (aft_house_surveys_get_id (surveys, AFT_RESPONSE_EXIT), ==, "own");
  g_assert_cmpstr (aft_house_surveys_get_version (surveys, AFT_RESPONSE_EXIT), ==, "20261121");
  /* The folder need not have all. */
  g_assert_cmpstr (aft_house_surveys_get_id (surveys, AFT_RESPONSE_COMPLAINT), ==, "complaint");
}

static void
test_last_good (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *kept = aft_temp_dir_dup_path (dir, "kept");
  g_autofree char *path = aft_temp_dir_write (dir, "mine.json", GOOD ("good"));
  AftHouseSurveysPlaces places = { .exit_file = path, .kept = kept };
  g_autoptr (AftHouseSurveys) before = aft_house_surveys_load (&places);
  g_assert_cmpstr (get_title (before), ==, "good");

  g_autofree char *same = aft_temp_dir_write (dir, "mine.json", BROKEN);
  g_assert_cmpstr (same, ==, path);
  g_autoptr (AftHouseSurveys) after = aft_house_surveys_load (&places);
  g_assert_cmpstr (get_title (after), ==, "good");
  const GPtrArray *problems = aft_house_surveys_get_problems (after);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (problems, 0), path));
}

static void
test_broken_first (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *kept = aft_temp_dir_dup_path (dir, "kept");
  g_autofree char *path = aft_temp_dir_write (dir, "mine.json", "no json at all");
  AftHouseSurveysPlaces places = { .exit_file = path, .kept = kept };
  g_autoptr (AftHouseSurveys) surveys = aft_house_surveys_load (&places);
  g_assert_cmpstr (aft_house_surveys_get_id (surveys, AFT_RESPONSE_EXIT), ==, "exit");
  g_assert_cmpuint (aft_house_surveys_get_problems (surveys)->len, ==, 1);
}

static void
test_missing_file (void)
{
  AftHouseSurveysPlaces places = { .exit_file = "/nowhere/exit.json" };
  g_autoptr (AftHouseSurveys) surveys = aft_house_surveys_load (&places);
  g_assert_cmpuint (aft_house_surveys_get_problems (surveys)->len, ==, 1);
  g_assert_nonnull (aft_house_surveys_get (surveys, AFT_RESPONSE_EXIT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/surveys/built-in-ones-are-good", test_built_in);
  g_test_add_func ("/kiosk/surveys/folder-comes-first", test_folder);
  g_test_add_func ("/kiosk/surveys/last-good-one-goes-on", test_last_good);
  g_test_add_func ("/kiosk/surveys/broken-at-first-start-gives-the-built-in", test_broken_first);
  g_test_add_func ("/kiosk/surveys/missing-file-is-a-problem", test_missing_file);
  return g_test_run ();
}
