/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console's pages about drills: who may begin one, where it is marked, what the report says,
 * and that no figure of the console moves. */
#include <string.h>

#include "aft-case-pages.h"
#include "aft-house-store-drills.h"
#include "aft-house-store-people.h"

#define DRILLS "/console/drills"
#define BEGIN  DRILLS "/begin"
#define MARK   "tag tag-drill"

/* The form of BEGIN as it stands there. */
static int
press (AftPageFixture *fixture, const AftId *venue_id)
{
  g_autofree char *venue = aft_id_to_text (venue_id);
  g_autofree char *pair = aft_case_pages_dup_event (fixture);
  return aft_page_fixture_post (fixture, BEGIN, "venue", venue, "event", strchr (pair, '=') + 1,
                                NULL);
}

static AftHouseCase *
find_drill (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  const AftHouseCaseQuery query = { .only_drills = TRUE, .limit = 1 };
  g_autoptr (GPtrArray) found
      = aft_house_store_list_cases_sync (fixture->house.store, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  return g_ptr_array_steal_index (found, 0);
}

/* "bo" has begun one at the fixture's venue. */
static AftHouseCase *
begin (AftPageFixture *fixture)
{
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (press (fixture, &fixture->house.venue_id), ==, 303);
  return find_drill (fixture);
}

static int
show_report (AftPageFixture *fixture, const AftHouseCase *item)
{
  g_autofree char *path = aft_page_fixture_dup_path (DRILLS, &item->id, NULL);
  return aft_page_fixture_get (fixture, path);
}

static void
put_on_duty (AftPageFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  const AftId user = aft_page_fixture_get_user (fixture, name);
  g_assert_true (aft_house_store_set_duty_sync (
      fixture->house.store, &user, &fixture->house.venue_id, TRUE, "user:test", &error));
}

static void
rename_to (AftPageFixture *fixture, const char *name, const char *public_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseUser) user
      = aft_house_store_find_user_sync (fixture->house.store, name, &error);
  g_free (user->public_name);
  user->public_name = g_strdup (public_name);
  g_assert_true (aft_house_store_put_user_sync (fixture->house.store, user, "user:test", &error));
}

/* As the alarm writes it. */
static void
tell (AftPageFixture *fixture, const AftHouseCase *item, AftValueBuilder *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) value = aft_value_builder_end (told);
  g_assert_true (aft_house_store_tell_drill_sync (fixture->house.store, &item->id, value, &error));
}

static void
tell_rung (AftPageFixture *fixture, const AftHouseCase *item, const char *name)
{
  AftValueBuilder *told = aft_value_builder_new_object ();
  AftValueBuilder *users = aft_value_builder_new_array ();
  const AftId user = aft_page_fixture_get_user (fixture, name);
  aft_value_builder_take (users, aft_value_new_take_string (aft_id_to_text (&user)));
  aft_value_builder_set_number (told, "consoles", 2);
  aft_value_builder_set_take (told, "users", aft_value_builder_end (users));
  tell (fixture, item, told);
}

static void
tell_robot (AftPageFixture *fixture, const AftHouseCase *item, const char *result)
{
  AftValueBuilder *told = aft_value_builder_new_object ();
  aft_value_builder_set_string (told, "robot", "wecom");
  aft_value_builder_set_string (told, "event", "flagged");
  aft_value_builder_set_string (told, "result", result);
  aft_value_builder_set_number (told, "tries", 1);
  tell (fixture, item, told);
}

static void
test_begun_and_listed (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/kiosks"), ==, 200);
  aft_page_fixture_assert_says (fixture, "href=\"" DRILLS "\"");
  g_assert_cmpint (aft_page_fixture_get (fixture, DRILLS), ==, 200);
  aft_page_fixture_assert_says (fixture, "There was no drill yet.");
  aft_page_fixture_assert_says (fixture, "href=\"" BEGIN "\"");
  g_assert_cmpint (aft_page_fixture_get (fixture, BEGIN), ==, 200);
  aft_page_fixture_assert_says (fixture, "Begin the drill");
  g_assert_cmpint (press (fixture, &fixture->house.venue_id), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
  aft_page_fixture_assert_says (fixture, "The drill has begun. It rings now.");
  g_assert_cmpint (aft_page_fixture_get (fixture, DRILLS), ==, 200);
  aft_page_fixture_assert_says (fixture, "DRILL-0001");
  aft_page_fixture_assert_says (fixture, "Nobody has taken it for 0 s");
  g_assert_cmpuint (fixture->changes, ==, 0);
}

static void
test_same_form_twice (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *venue = aft_id_to_text (&fixture->house.venue_id);
  g_autofree char *pair = aft_case_pages_dup_event (fixture);
  aft_page_fixture_sign_in (fixture, "bo");
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (aft_page_fixture_post (fixture, BEGIN, "venue", venue, "event",
                                            strchr (pair, '=') + 1, NULL),
                     ==, 303);
  g_autoptr (AftHouseCase) item = find_drill (fixture);
  g_assert_cmpstr (item->number, ==, "DRILL-0001");
}

static void
test_second_refused (AftPageFixture *fixture, gconstpointer unused)
{
  aft_house_case_free (begin (fixture));
  g_assert_cmpint (press (fixture, &fixture->house.venue_id), ==, 409);
  aft_page_fixture_assert_says (fixture, "A drill is still open at this restaurant.");
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (press (fixture, &fixture->elsewhere), ==, 303);
}

static void
test_who_may (AftPageFixture *fixture, gconstpointer unused)
{
  const AftId nowhere = aft_id_generate (fixture->house.clock, fixture->house.random);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, DRILLS), ==, 200);
  aft_page_fixture_assert_silent (fixture, BEGIN);
  g_assert_cmpint (aft_page_fixture_get (fixture, BEGIN), ==, 403);
  g_assert_cmpint (press (fixture, &fixture->house.venue_id), ==, 403);
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (press (fixture, &fixture->house.venue_id), ==, 404);
  g_assert_cmpint (press (fixture, &nowhere), ==, 404);
  g_assert_cmpint (aft_page_fixture_post (fixture, BEGIN, "venue", AFT_PAGE_HOSTILE, NULL), ==,
                   422);
  aft_page_fixture_assert_silent (fixture, "<script>alert");
  aft_page_fixture_assert_guarded (fixture, BEGIN);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (press (fixture, &nowhere), ==, 404);
}

static void
test_others_see_nothing (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) real = aft_case_pages_complain (fixture);
  g_autoptr (AftHouseCase) item = begin (fixture);
  g_assert_cmpint (show_report (fixture, real), ==, 404);
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (show_report (fixture, item), ==, 404);
  g_assert_cmpint (aft_page_fixture_get (fixture, DRILLS), ==, 200);
  aft_page_fixture_assert_silent (fixture, item->number);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (show_report (fixture, item), ==, 200);
}

static void
test_marked (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = begin (fixture);
  static const char *const paths[] = { "/console", "/console/cases", DRILLS };
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_assert_cmpint (aft_page_fixture_get (fixture, paths[i]), ==, 200);
      aft_page_fixture_assert_says (fixture, item->number);
      aft_page_fixture_assert_says (fixture, MARK);
      aft_page_fixture_assert_says (fixture, "data-drill=\"Drill\"");
    }
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, MARK);
  aft_page_fixture_assert_says (fixture, "It was staged to practise.");
  aft_page_fixture_assert_says (fixture, "Report: who answered when");
  g_assert_cmpint (show_report (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, MARK);
}

static void
test_taken_in_time (AftPageFixture *fixture, gconstpointer unused)
{
  rename_to (fixture, "bo", "王经理" AFT_PAGE_HOSTILE);
  put_on_duty (fixture, "bo");
  put_on_duty (fixture, "cai");
  g_autoptr (AftHouseCase) item = begin (fixture);
  tell_rung (fixture, item, "bo");
  tell_robot (fixture, item, "taken");
  tell_robot (fixture, item, "given-up");
  aft_fake_clock_advance_seconds (fixture->house.fake, 14);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  g_assert_cmpint (show_report (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, " took it after 14 s");
  aft_page_fixture_assert_says (fixture, "<dt>Consoles it rang on</dt><dd>2</dd>");
  aft_page_fixture_assert_says (fixture, "<dt>On duty and did nothing in it</dt><dd>cai</dd>");
  aft_page_fixture_assert_says (fixture, "wecom has passed it on");
  aft_page_fixture_assert_says (fixture, "wecom did not take it");
  aft_page_fixture_assert_says (fixture, "王经理");
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Consoles it rang on: 2");
  aft_page_fixture_assert_harmless (fixture);
}

static void
test_history_of_report (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = begin (fixture);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "step", "step", "calm"), ==, 303);
  aft_fake_clock_advance_seconds (fixture->house.fake, 60);
  g_autofree char *event = aft_case_pages_dup_event (fixture);
  g_autofree char *close = g_strconcat (event, "&to=closed-without-remedy&words=done", NULL);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "close", close), ==, 303);
  g_assert_cmpint (show_report (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "<strong>60 s</strong>");
  aft_page_fixture_assert_says (fixture, "<strong>Closed</strong>");
  aft_page_fixture_assert_says (fixture, "<strong>Step done</strong>");
  g_assert_cmpint (press (fixture, &fixture->house.venue_id), ==, 303);
}

/* Everything on Today but the board and what follows from the drill's being there. */
static char *
dup_section (AftPageFixture *fixture, const char *id)
{
  g_autofree char *begin = g_strdup_printf ("id=\"%s\"", id);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  const char *at = strstr (fixture->body, begin);
  g_assert_nonnull (at);
  const char *list = strstr (at, "</ul>");
  const char *section = strstr (at, "</section>");
  const char *end = g_str_equal (id, "figures") ? list : section;
  g_assert_nonnull (end);
  return g_strndup (at, (gsize) (end - at));
}

static char *
dup_guests (AftPageFixture *fixture)
{
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/guests"), ==, 200);
  const char *at = strstr (fixture->body, "<main");
  g_assert_nonnull (at);
  return g_strndup (at, (gsize) (strstr (at, "</main>") - at));
}

/* What is different in each page made. */
static char *
dup_plain (const char *text)
{
  g_autoptr (GRegex) ids
      = g_regex_new ("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", G_REGEX_DEFAULT, 0, NULL);
  return g_regex_replace_literal (ids, text, -1, 0, "ID", 0, NULL);
}

static char *
dup_figures (AftPageFixture *fixture)
{
  g_autofree char *figures = dup_section (fixture, "figures");
  g_autofree char *fairness = dup_section (fixture, "fairness");
  g_autofree char *guests = dup_guests (fixture);
  g_autofree char *all = g_strconcat (figures, "\n", fairness, "\n", guests, NULL);
  return dup_plain (all);
}

static void
test_no_figure_moves (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) real = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_case_pages_act (fixture, real, "acknowledge", NULL, NULL), ==, 303);
  g_autofree char *before = dup_figures (fixture);
  g_autoptr (AftHouseCase) item = begin (fixture);
  g_autofree char *open = dup_figures (fixture);
  g_assert_cmpstr (open, ==, before);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  g_autofree char *after = dup_figures (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
add (const char *name, void (*test) (AftPageFixture *, gconstpointer))
{
  g_test_add (name, AftPageFixture, NULL, aft_page_fixture_set_up, test,
              aft_page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/console/drills/a-drill-is-begun-and-listed", test_begun_and_listed);
  add ("/console/drills/the-same-form-twice-is-one-drill", test_same_form_twice);
  add ("/console/drills/a-second-one-is-refused-with-a-sentence", test_second_refused);
  add ("/console/drills/managers-and-owners-begin-one-at-their-own", test_who_may);
  add ("/console/drills/others-see-nothing-of-it", test_others_see_nothing);
  add ("/console/drills/it-is-marked-wherever-it-stands", test_marked);
  add ("/console/drills/the-report-says-who-took-it-when", test_taken_in_time);
  add ("/console/drills/the-report-has-each-step-to-the-closing", test_history_of_report);
  add ("/console/drills/no-figure-moves", test_no_figure_moves);
  return g_test_run ();
}
