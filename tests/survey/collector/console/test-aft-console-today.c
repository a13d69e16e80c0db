/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of Today and of the list of cases: what waits stands there, oldest first, for those whose
 * it is. */
#include "aft-case-pages.h"

#include <string.h>

#define MINUTE_MS 60000

static void
pass (AftPageFixture *fixture, gint64 ms)
{
  aft_fake_clock_advance_us (fixture->house.fake, ms * 1000);
}

static void
test_empty (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_says (fixture, "Nothing waits.");
  aft_page_fixture_assert_says (fixture, "Nobody is on duty.");
}

static void
test_order (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) first = aft_case_pages_complain (fixture);
  pass (fixture, 12 * MINUTE_MS);
  g_autoptr (AftHouseCase) second = aft_case_pages_call (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  const char *older = strstr (fixture->body, first->number);
  const char *newer = strstr (fixture->body, second->number);
  g_assert_nonnull (older);
  g_assert_nonnull (newer);
  g_assert_true (older < newer);
  aft_page_fixture_assert_says (fixture, "for 12 min");
  aft_page_fixture_assert_says (fixture, "Somebody goes to the guest");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases"), ==, 200);
  g_assert_true (strstr (fixture->body, second->number) < strstr (fixture->body, first->number));
}

static void
test_venues (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_silent (fixture, item->number);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases?show=all"), ==, 200);
  aft_page_fixture_assert_silent (fixture, item->number);
}

/* In hand it stands below what nobody has. */
static void
test_in_hand (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) taken = aft_case_pages_complain (fixture);
  pass (fixture, MINUTE_MS);
  g_autoptr (AftHouseCase) other = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_act (fixture, taken, "acknowledge", NULL, NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  g_assert_true (strstr (fixture->body, other->number) < strstr (fixture->body, taken->number));
  aft_page_fixture_assert_says (fixture, "In hand");
}

static void
test_duty (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *venue = aft_id_to_text (&fixture->house.venue_id);
  g_autofree char *elsewhere = aft_id_to_text (&fixture->elsewhere);
  aft_page_fixture_sign_in (fixture, "cai");
  aft_page_fixture_assert_guarded (fixture, "/console/duty");
  g_assert_cmpint (
      aft_page_fixture_post (fixture, "/console/duty", "venue", venue, "on", "yes", NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
  aft_page_fixture_assert_says (fixture, "You are on duty.");
  aft_page_fixture_assert_says (fixture, "Go off duty");
  g_assert_cmpint (
      aft_page_fixture_post (fixture, "/console/duty", "venue", elsewhere, "on", "yes", NULL), ==,
      403);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, "/console/duty", "venue", venue, "on", "no", NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_says (fixture, "Nobody is on duty.");
}

/* One that is laid down stands there until somebody says that it is done. */
static void
test_actions (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_complain (fixture);
  AftId cai = aft_page_fixture_get_user (fixture, "cai");
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *owner = aft_id_to_text (&cai);
  g_autofree char *action = aft_id_to_text (&id);
  g_autofree char *event = aft_case_pages_dup_event (fixture);
  g_autofree char *form = g_strconcat (event, "&action=%3Cb%3Ehotter+soup&action-due=2020-01-31",
                                       "&action-owner=", owner, "&action-id=", action, NULL);
  g_autofree char *done = aft_page_fixture_dup_path ("/console/actions", &id, "done");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "action", form), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_says (fixture, "&lt;b&gt;hotter soup");
  aft_page_fixture_assert_says (fixture, "31 Jan 2020");
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_post (fixture, done, NULL, NULL), ==, 403);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, done, NULL, NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_silent (fixture, "hotter soup");
}

/* DOMAIN row 47. */
static void
test_first_answers (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_silent (fixture, "It must not depend on who the guest is.");
  pass (fixture, 3 * MINUTE_MS);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_says (fixture, "It must not depend on who the guest is.");
  aft_page_fixture_assert_says (fixture, "<td class=\"amount\">3 min</td>");
}

static void
test_found (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) first = aft_case_pages_complain (fixture);
  g_autoptr (AftHouseCase) second = aft_case_pages_complain (fixture);
  g_autofree char *lower = g_utf8_strdown (first->number, -1);
  g_autofree char *typed = g_uri_escape_string (lower, NULL, FALSE);
  g_autofree char *target = g_strconcat ("/console/cases?number=+", typed, NULL);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, target), ==, 200);
  aft_page_fixture_assert_says (fixture, first->number);
  aft_page_fixture_assert_silent (fixture, second->number);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases?number=%22%3E%3Cscript%3Ealert"),
                   ==, 200);
  aft_page_fixture_assert_says (fixture, "none has this number");
  aft_page_fixture_assert_silent (fixture, "<script>alert");
}

static void
test_pages (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *oldest = NULL;
  for (guint i = 0; i < 31; i++)
    {
      g_autoptr (AftHouseCase) item = aft_case_pages_call (fixture);
      oldest = oldest == NULL ? g_strdup (item->number) : oldest;
      pass (fixture, MINUTE_MS);
    }
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases"), ==, 200);
  aft_page_fixture_assert_silent (fixture, oldest);
  const char *more = strstr (fixture->body, "/console/cases?after=");
  g_assert_nonnull (more);
  g_autofree char *target = g_strndup (more, strcspn (more, "\""));
  g_assert_cmpint (aft_page_fixture_get (fixture, target), ==, 200);
  aft_page_fixture_assert_says (fixture, oldest);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/console/today/" name, AftPageFixture, NULL, aft_page_fixture_set_up, test,         \
              aft_page_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("an-empty-board-says-what-to-do", test_empty);
  ADD ("what-waits-longest-stands-first", test_order);
  ADD ("other-venues-cases-are-not-there", test_venues);
  ADD ("what-nobody-has-stands-above-what-is-in-hand", test_in_hand);
  ADD ("duty-is-a-switch-where-one-works", test_duty);
  ADD ("corrective-actions-stand-there-until-they-are-done", test_actions);
  ADD ("first-answers-are-reported-by-tier", test_first_answers);
  ADD ("a-case-is-found-by-its-number-however-typed", test_found);
  ADD ("the-list-goes-on-page-by-page", test_pages);
  return g_test_run ();
}
