/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of offers on the console: the ladder's apology first, the ceiling said and kept, and above
 * it a second person, on the case's page and on Today. */
#include "aft-case-pages.h"

#include <string.h>

#define WHY "they+waited+an+hour"

/* "cai" has taken it and stands at the page; up to 50.00 may be offered. */
static AftHouseCase *
take (AftPageFixture *fixture)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_complain (fixture);
  aft_house_fixture_execute_beside (&fixture->house,
                                    "UPDATE service_case SET targets = '[5,60,1440,10,20,5000]'");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "step", "step", "ask"), ==, 303);
  return aft_case_pages_get (fixture, item);
}

static int
offer (AftPageFixture *fixture, const AftHouseCase *item, const char *fields)
{
  g_autofree char *event = aft_case_pages_dup_event (fixture);
  g_autofree char *form = g_strconcat (event, "&", fields, NULL);
  return aft_case_pages_send (fixture, item, "offer", form);
}

static gint64
get_offered (AftPageFixture *fixture, const AftHouseCase *item)
{
  g_autoptr (AftHouseCase) now = aft_case_pages_get (fixture, item);
  return now->flow.offered_minor;
}

/* And has said sorry and asked for 90.00. */
static AftHouseCase *
ask (AftPageFixture *fixture)
{
  AftHouseCase *item = take (fixture);
  g_assert_cmpint (offer (fixture, item, "rung=apology"), ==, 303);
  g_assert_cmpint (offer (fixture, item, "rung=discount&cost=90&words=" WHY), ==, 303);
  g_assert_nonnull (strstr (fixture->location, "asked"));
  return item;
}

static int
approve (AftPageFixture *fixture, const AftHouseCase *item, const char *minor)
{
  return aft_case_pages_act (fixture, item, "approve", "asked", minor);
}

static void
test_apology_first (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "<option value=\"apology\" selected");
  aft_page_fixture_assert_says (fixture, "An apology comes first");
  g_assert_cmpint (offer (fixture, item, "rung=treat&cost=20"), ==, 409);
  aft_page_fixture_assert_says (fixture, "Apologise first");
  g_assert_cmpint (offer (fixture, item, "rung=apology&cost=1"), ==, 409);
  g_assert_cmpint (offer (fixture, item, "rung=gold&cost=1"), ==, 409);
  g_assert_cmpint (offer (fixture, item, "cost=0"), ==, 409);
  g_assert_cmpint (offer (fixture, item, "rung=apology&cost="), ==, 303);
  g_assert_cmpint (offer (fixture, item, "rung=treat&cost=much"), ==, 409);
  g_assert_cmpint (offer (fixture, item, "rung=treat&cost=20"), ==, 303);
  g_assert_cmpint (get_offered (fixture, item), ==, 2000);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "An apology, in person");
  aft_page_fixture_assert_says (fixture, "Ceiling ¥50.00, offered so far ¥20.00");
  aft_page_fixture_assert_says (fixture, "Up to ¥30.00;");
}

static void
test_above_it_is_asked_for (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  g_assert_cmpint (offer (fixture, item, "rung=apology"), ==, 303);
  g_assert_cmpint (offer (fixture, item, "rung=off-bill&cost=50.01"), ==, 409);
  aft_page_fixture_assert_says (fixture, "write why");
  aft_page_fixture_assert_says (fixture, "value=\"50.01\"");
  g_autofree char *hostile = g_uri_escape_string (AFT_PAGE_HOSTILE, NULL, FALSE);
  g_autofree char *fields = g_strconcat ("rung=off-bill&cost=50.01&words=", hostile, NULL);
  g_assert_cmpint (offer (fixture, item, fields), ==, 303);
  g_assert_cmpint (get_offered (fixture, item), ==, 0);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "cai asks for ¥50.01");
  aft_page_fixture_assert_says (fixture, "The dish taken off the bill");
  aft_page_fixture_assert_says (fixture, "It waits for a second person");
  aft_page_fixture_assert_silent (fixture, "Approve the offer");
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (offer (fixture, item, "rung=off-bill&cost=70&words=" WHY), ==, 409);
  aft_page_fixture_assert_says (fixture, "Another offer waits for approval already");
}

static void
test_second_person_approves (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = ask (fixture);
  g_assert_cmpint (approve (fixture, item, "9000"), ==, 409);
  aft_page_fixture_assert_says (fixture, "Somebody else approves it");
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (approve (fixture, item, "9000"), ==, 404);
  aft_page_fixture_sign_in (fixture, "bao");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Approve the offer");
  g_assert_cmpint (approve (fixture, item, "8999"), ==, 409);
  g_assert_cmpint (approve (fixture, item, "-1"), ==, 409);
  g_assert_cmpint (approve (fixture, item, "90.00"), ==, 409);
  g_assert_cmpint (get_offered (fixture, item), ==, 0);
  g_assert_cmpint (approve (fixture, item, "9000"), ==, 303);
  g_assert_cmpint (get_offered (fixture, item), ==, 9000);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Asked for approval");
  aft_page_fixture_assert_says (fixture, "Approved and offered");
  aft_page_fixture_assert_silent (fixture, "Approve the offer");
  g_assert_cmpint (approve (fixture, item, "9000"), ==, 409);
  aft_page_fixture_assert_says (fixture, "does not wait for approval any more");
}

/* Nobody is their own second person, whatever their role. */
static void
test_leaders_ask_too (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  g_assert_cmpint (offer (fixture, item, "rung=apology"), ==, 303);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (offer (fixture, item, "rung=voucher&cost=90&words=" WHY), ==, 303);
  g_assert_cmpint (approve (fixture, item, "9000"), ==, 409);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_silent (fixture, "Approve the offer");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (approve (fixture, item, "9000"), ==, 409);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (approve (fixture, item, "9000"), ==, 303);
}

static void
test_refused (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = ask (fixture);
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "decline", "words", "no"), ==, 404);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "decline", "words", " "), ==, 409);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "decline", "words", AFT_PAGE_HOSTILE), ==,
                   303);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "decline", "words", "no"), ==, 409);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Offer refused");
  aft_page_fixture_assert_harmless (fixture);
  aft_page_fixture_assert_silent (fixture, "asks for");
}

static void
test_taken_back (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = ask (fixture);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Take the request back");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "decline", "words", "a+slip"), ==, 303);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Request taken back");
}

/* Another's case: who may not act on it may not refuse what is asked in it. */
static void
test_others_leave_it (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  g_assert_cmpint (offer (fixture, item, "rung=apology"), ==, 303);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (offer (fixture, item, "rung=voucher&cost=90&words=" WHY), ==, 303);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "decline", "words", "no"), ==, 409);
  aft_page_fixture_assert_says (fixture, "Only who asked for it");
  aft_page_fixture_assert_says (fixture, "It waits for a second person");
}

static void
test_today (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = ask (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_says (fixture, "Waits for approval");
  aft_page_fixture_assert_silent (fixture, "Approve the offer");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_says (fixture, "cai asks for ¥90.00");
  aft_page_fixture_assert_says (fixture, "they waited an hour");
  aft_page_fixture_assert_says (fixture, "Approve the offer");
  aft_page_fixture_assert_says (fixture, "Refuse the offer");
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_silent (fixture, "asks for");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (approve (fixture, item, "9000"), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_silent (fixture, "Waits for approval");
}

static void
test_guarded (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = ask (fixture);
  static const char *const acts[] = { "offer", "approve", "decline" };
  aft_page_fixture_sign_in (fixture, "bo");
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *path = aft_page_fixture_dup_path ("/console/cases", &item->id, acts[i]);
      aft_page_fixture_assert_guarded (fixture, path);
    }
  g_assert_cmpint (get_offered (fixture, item), ==, 0);
}

static void
add (const char *path, void (*test) (AftPageFixture *fixture, gconstpointer data))
{
  g_test_add (path, AftPageFixture, NULL, aft_page_fixture_set_up, test,
              aft_page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/console/offers/the-apology-comes-first", test_apology_first);
  add ("/console/offers/above-the-ceiling-it-is-asked-for", test_above_it_is_asked_for);
  add ("/console/offers/a-second-person-approves", test_second_person_approves);
  add ("/console/offers/leaders-ask-others-too", test_leaders_ask_too);
  add ("/console/offers/refused-with-a-reason", test_refused);
  add ("/console/offers/taken-back-by-who-asked", test_taken_back);
  add ("/console/offers/others-leave-it", test_others_leave_it);
  add ("/console/offers/today-lists-what-waits", test_today);
  add ("/console/offers/forms-want-their-token", test_guarded);
  return g_test_run ();
}
