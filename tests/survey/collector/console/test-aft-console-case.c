/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of a case's page: what stands on it for whom, and what its forms do. */
#include "aft-case-pages.h"

#include <string.h>

#include "aft-house-store-care.h"

static void
assert_before (AftPageFixture *fixture, const char *first, const char *second)
{
  const char *one = strstr (fixture->body, first);
  const char *other = strstr (fixture->body, second);
  g_assert_nonnull (one);
  g_assert_nonnull (other);
  g_assert_true (one < other);
}

static guint
count_events (AftPageFixture *fixture, const AftHouseCase *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events
      = aft_house_store_list_case_events_sync (fixture->house.store, &item->id, &error);
  g_assert_no_error (error);
  return events->len;
}

static AftCaseState
get_state (AftPageFixture *fixture, const AftHouseCase *item)
{
  g_autoptr (AftHouseCase) now = aft_case_pages_get (fixture, item);
  return now->flow.state;
}

/* "cai" has taken it and stands at the page. */
static AftHouseCase *
take_complaint (AftPageFixture *fixture, const char *name)
{
  AftHouseCase *item = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, name);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  return item;
}

/* -- the page ----------------------------------------------------------------------------------
 */

static void
test_words_first (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  assert_before (fixture, "汤洒在我身上了", "Why it was flagged");
  assert_before (fixture, "Why it was flagged", "Go to the guest");
  assert_before (fixture, "Go to the guest", "History");
  aft_page_fixture_assert_says (fixture, item->number);
  aft_page_fixture_assert_says (fixture, "First answer");
  aft_page_fixture_assert_harmless (fixture);
}

static void
test_own_venue (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 404);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 404);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "contact", NULL, NULL), ==, 404);
  g_assert_cmpint (get_state (fixture, item), ==, AFT_CASE_STATE_NEW);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
}

static void
test_guarded (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_complain (fixture);
  g_autofree char *path = aft_page_fixture_dup_path ("/console/cases", &item->id, "acknowledge");
  aft_page_fixture_sign_in (fixture, "cai");
  aft_page_fixture_assert_guarded (fixture, path);
  g_assert_cmpint (get_state (fixture, item), ==, AFT_CASE_STATE_NEW);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "juggle", NULL, NULL), ==, 404);
}

/* -- acts --------------------------------------------------------------------------------------
 */

static void
test_taken (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "cai");
  g_assert_true (g_str_has_suffix (fixture->location, "?said=taken"));
  g_assert_cmpint (get_state (fixture, item), ==, AFT_CASE_STATE_ACKNOWLEDGED);
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
  aft_page_fixture_assert_says (fixture, "You have taken it.");
  aft_page_fixture_assert_says (fixture, "cai has it");
}

/* A double click, or the way back and once more. */
static void
test_twice_is_once (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "cai");
  g_autofree char *event = aft_case_pages_dup_event (fixture);
  g_autofree char *form = g_strconcat (event, "&words=once", NULL);
  guint before = count_events (fixture, item);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "note", form), ==, 303);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "note", form), ==, 303);
  g_assert_cmpuint (count_events (fixture, item), ==, before + 1);
}

static void
test_two_at_once (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "bo");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 409);
  aft_page_fixture_assert_says (fixture, "bo has taken it at ");
  aft_page_fixture_assert_says (fixture, "role=\"alert\"");
}

/* What another's case allows is on the page, and no more is done. */
static void
test_others_case (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "bo");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_silent (fixture, "id=\"act-close\"");
  aft_page_fixture_assert_says (fixture, "id=\"act-note\"");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "step", "step", "calm"), ==, 409);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "note", "words", "I saw it"), ==, 303);
}

static void
test_note (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "cai");
  guint before = count_events (fixture, item);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "note", "words", "  "), ==, 409);
  g_assert_cmpuint (count_events (fixture, item), ==, before);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "note", "words", AFT_PAGE_HOSTILE), ==, 303);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
}

static void
test_steps (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "cai");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "name=\"step\" value=\"calm\"");
  aft_page_fixture_assert_says (fixture, "What you can say");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "step", "step", "calm"), ==, 303);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "step", "step", "dance"), ==, 409);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "name=\"step\" value=\"ask\"");
  g_assert_cmpint (get_state (fixture, item), ==, AFT_CASE_STATE_IN_PROGRESS);
}

static void
test_waiting (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "cai");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "wait", NULL, NULL), ==, 409);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "agree", "words", "a new dish"), ==, 303);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "wait", NULL, NULL), ==, 303);
  g_assert_cmpint (get_state (fixture, item), ==, AFT_CASE_STATE_WAITING);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "resume", NULL, NULL), ==, 303);
  g_assert_cmpint (get_state (fixture, item), ==, AFT_CASE_STATE_IN_PROGRESS);
}

static void
test_hand_over (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "cai");
  AftId bao = aft_page_fixture_get_user (fixture, "bao");
  g_autofree char *to = aft_id_to_text (&bao);
  g_autofree char *first = aft_case_pages_dup_event (fixture);
  g_autofree char *form = g_strconcat (first, "&words=she+waits+at+the+door&to=", to, NULL);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "hand-over", "to", to), ==, 409);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "hand-over", "words", "to nobody"), ==, 409);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "hand-over", form), ==, 303);
  g_autoptr (AftHouseCase) now = aft_case_pages_get (fixture, item);
  g_assert_true (aft_id_equal (&now->flow.owner, &bao));
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "bao has it");
}

/* -- closing -----------------------------------------------------------------------------------
 */

#define CLOSING                                                                                    \
  "&to=recovered&stated-cause=waiting&root-cause=understaffed&responsibility=floor"                \
  "&outcome=satisfied&cost=12.5&words=all+well"

static char *
dup_closing (AftPageFixture *fixture, const char *rest)
{
  g_autofree char *event = aft_case_pages_dup_event (fixture);
  return g_strconcat (event, CLOSING, rest, NULL);
}

static char *
dup_corrective (AftPageFixture *fixture)
{
  AftId cai = aft_page_fixture_get_user (fixture, "cai");
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *owner = aft_id_to_text (&cai);
  g_autofree char *action = aft_id_to_text (&id);
  return g_strconcat ("&action=two+more+at+noon&action-due=2027-01-31&action-id=", action,
                      "&action-owner=", owner, NULL);
}

static void
test_closing (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "cai");
  g_autofree char *bare = dup_closing (fixture, "");
  g_autofree char *corrective = dup_corrective (fixture);
  g_autofree char *whole = dup_closing (fixture, corrective);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "step", "step", "calm"), ==, 303);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "close", "to", "recovered"), ==, 409);
  aft_page_fixture_assert_says (fixture, "Choose both causes");
  g_assert_cmpint (aft_case_pages_send (fixture, item, "close", bare), ==, 409);
  aft_page_fixture_assert_says (fixture, "Write what is to be done");
  aft_page_fixture_assert_says (fixture, "all well");
  g_assert_cmpint (get_state (fixture, item), ==, AFT_CASE_STATE_IN_PROGRESS);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "close", whole), ==, 303);
  g_autoptr (AftHouseCase) now = aft_case_pages_get (fixture, item);
  g_assert_cmpint (now->flow.state, ==, AFT_CASE_STATE_RECOVERED);
  g_assert_cmpint (now->cost_minor, ==, 1250);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "two more at noon");
  aft_page_fixture_assert_says (fixture, "¥12.50");
}

static void
test_reopened (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take_complaint (fixture, "cai");
  g_autofree char *closing = dup_closing (fixture, "&no-action=on");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "step", "step", "calm"), ==, 303);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "close", closing), ==, 303);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "step", "step", "ask"), ==, 409);
  aft_page_fixture_assert_says (fixture, "That cannot be done any more");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "reopen", "words", ""), ==, 409);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "reopen", "words", "again"), ==, 303);
  g_assert_cmpint (get_state (fixture, item), ==, AFT_CASE_STATE_IN_PROGRESS);
}

/* Of a call there is nothing to learn: somebody went. */
static void
test_call_closed (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_call (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "step", "step", "answer"), ==, 303);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_silent (fixture, "close-stated");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "close", "to", "recovered"), ==, 303);
}

/* -- contact -----------------------------------------------------------------------------------
 */

static gboolean
is_audited (AftPageFixture *fixture, const char *action, const char *actor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = aft_house_store_list_audit_sync (fixture->house.store, 0, 1000, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const AftHouseAuditRow *row = rows->pdata[i];
      if (g_str_equal (row->action, action) && g_str_equal (row->actor, actor))
        return TRUE;
    }
  return FALSE;
}

static void
test_contact (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_silent (fixture, AFT_PAGE_PHONE);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "contact", NULL, NULL), ==, 403);
  aft_page_fixture_assert_silent (fixture, AFT_PAGE_PHONE);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_silent (fixture, AFT_PAGE_PHONE);
  g_assert_false (is_audited (fixture, "contact.show", "user:bo"));
  g_assert_cmpint (aft_case_pages_act (fixture, item, "contact", NULL, NULL), ==, 200);
  aft_page_fixture_assert_says (fixture, AFT_PAGE_PHONE);
  g_assert_true (is_audited (fixture, "contact.show", "user:bo"));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/console/case/" name, AftPageFixture, NULL, aft_page_fixture_set_up, test,          \
              aft_page_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-guest-s-words-come-first-and-are-text", test_words_first);
  ADD ("it-is-there-only-for-those-of-its-venue", test_own_venue);
  ADD ("its-forms-are-taken-from-its-own-pages-alone", test_guarded);
  ADD ("who-takes-it-has-it", test_taken);
  ADD ("a-form-sent-twice-is-one-event", test_twice_is_once);
  ADD ("of-two-at-once-one-is-told-who-was-quicker", test_two_at_once);
  ADD ("a-colleague-s-case-takes-notes-alone", test_others_case);
  ADD ("a-note-needs-words-and-they-are-text", test_note);
  ADD ("one-step-follows-the-other-with-what-to-say", test_steps);
  ADD ("it-waits-for-the-guest-and-goes-on", test_waiting);
  ADD ("a-hand-over-names-somebody-and-says-why", test_hand_over);
  ADD ("closing-needs-causes-and-an-action", test_closing);
  ADD ("what-is-closed-is-opened-again-with-a-reason", test_reopened);
  ADD ("a-call-is-closed-without-causes", test_call_closed);
  ADD ("contact-is-shown-to-a-manager-who-asks-and-written-down", test_contact);
  return g_test_run ();
}
