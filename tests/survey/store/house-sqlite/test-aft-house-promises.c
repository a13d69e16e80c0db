/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is promised to a guest: never forgotten in silence, each change an event of its case, all of
 * it proved; and what is seen of the guest before and after the case. */
#include "aft-error.h"
#include "aft-house-case-fixture.h"
#include "aft-house-store-promises.h"

#define HOUR_MS G_GINT64_CONSTANT (3600000)
#define PROMISE "明天下午给客人回电话"

static AftHouseCase *
take (AftCaseFixture *fixture)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftHouseCaseAction taking
      = aft_case_action (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->staff);
  return aft_case_act (fixture, &taking);
}

static AftHousePromise
make_promise (AftCaseFixture *fixture, const AftHouseCase *item, const AftId *owner)
{
  return (AftHousePromise){
    .id = aft_id_generate (fixture->house.clock, fixture->house.random),
    .case_id = item->id,
    .text = (char *) PROMISE,
    .owner_id = *owner,
    .due_ms = item->flow.flagged_ms + HOUR_MS,
  };
}

static void
promise (AftCaseFixture *fixture, const AftHousePromise *made)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = aft_house_store_add_promise_sync (fixture->house.store, made, &fixture->staff,
                                                       "user:test", &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
}

static void
assert_not_promised (AftCaseFixture *fixture,
                     const AftHousePromise *made,
                     const AftId *user,
                     AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (
      aft_house_store_add_promise_sync (fixture->house.store, made, user, "user:test", &error));
  g_assert_error (error, AFT_ERROR, (int) code);
}

static AftHousePromiseEnd
make_end (AftCaseFixture *fixture, const AftHousePromise *made, const AftId *user)
{
  return (AftHousePromiseEnd){
    .promise_id = made->id,
    .event_id = aft_id_generate (fixture->house.clock, fixture->house.random),
    .user_id = *user,
    .actor = "user:test",
  };
}

static void
finish (AftCaseFixture *fixture, const AftHousePromiseEnd *end)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = aft_house_store_finish_promise_sync (fixture->house.store, end, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
}

static void
assert_not_finished (AftCaseFixture *fixture, const AftHousePromiseEnd *end, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_assert_false (aft_house_store_finish_promise_sync (fixture->house.store, end, &error));
  g_assert_error (error, AFT_ERROR, (int) code);
}

static GPtrArray *
list (AftCaseFixture *fixture, const AftId *case_id, gboolean only_open)
{
  g_autoptr (GError) error = NULL;
  const AftHousePromiseQuery query
      = { .case_id = case_id, .only_open = only_open, .limit = AFT_HOUSE_PROMISES_MAX };
  GPtrArray *promises = aft_house_store_list_promises_sync (fixture->house.store, &query, &error);
  g_assert_no_error (error);
  return promises;
}

static AftHouseCase *
get (AftCaseFixture *fixture, const AftHouseCase *item)
{
  g_autoptr (GError) error = NULL;
  AftHouseCase *now = aft_house_store_get_case_sync (fixture->house.store, &item->id, &error);
  g_assert_no_error (error);
  return now;
}

static guint
count_due (AftCaseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseCaseCounts counts = { 0 };
  g_assert_true (aft_house_store_count_cases_sync (fixture->house.store, NULL, 0, &counts, &error));
  return counts.promises_due;
}

static GPtrArray *
verify (AftCaseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (fixture->house.store, NULL, &error);
  g_assert_no_error (error);
  return g_ptr_array_ref (verification->findings);
}

static void
assert_sound (AftCaseFixture *fixture)
{
  g_autoptr (GPtrArray) findings = verify (fixture);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", (char *) findings->pdata[i]);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_made_once (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->manager);
  AftHousePromise sooner = make_promise (fixture, item, &fixture->staff);
  sooner.due_ms -= HOUR_MS / 2;
  for (guint i = 0; i < 2; i++)
    promise (fixture, &made);
  promise (fixture, &sooner);
  g_autoptr (GPtrArray) open = list (fixture, NULL, TRUE);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  g_autoptr (AftHouseCase) now = get (fixture, item);
  g_assert_cmpuint (open->len, ==, 2); /* the first due first */
  g_assert_true (aft_id_equal (&((AftHousePromise *) open->pdata[0])->id, &sooner.id));
  const AftHousePromise *read = open->pdata[1];
  g_assert_cmpstr (read->text, ==, PROMISE);
  g_assert_cmpstr (read->owner_name, ==, "wang");
  g_assert_cmpstr (read->owner_public_name, ==, "王经理");
  g_assert_cmpstr (read->case_number, ==, item->number);
  g_assert_cmpint (read->due_ms, ==, made.due_ms);
  g_assert_cmpint (now->promise_due_ms, ==, sooner.due_ms);
  g_assert_cmpuint (events->len, ==, 4);
  const AftHouseCaseEvent *event = events->pdata[2];
  g_assert_cmpint (event->kind, ==, AFT_CASE_EVENT_PROMISED);
  g_assert_cmpstr (event->words, ==, PROMISE);
  made.due_ms++;
  assert_not_promised (fixture, &made, &fixture->staff, AFT_ERROR_CONFLICT);
  assert_sound (fixture);
}

static void
test_by_those_who_may (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autofree char *long_text = g_strnfill (AFT_HOUSE_PROMISE_MAX + 1, 'x');
  g_autoptr (AftHouseCase) fresh = aft_case_complain (fixture);
  AftHousePromise early = make_promise (fixture, fresh, &fixture->staff);
  assert_not_promised (fixture, &early, &fixture->staff, AFT_ERROR_CONFLICT); /* nobody took it */
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->staff);
  assert_not_promised (fixture, &made, &fixture->stranger, AFT_ERROR_DENIED);
  made.owner_id = fixture->stranger;
  assert_not_promised (fixture, &made, &fixture->staff, AFT_ERROR_DENIED);
  made.owner_id = made.id;
  assert_not_promised (fixture, &made, &fixture->staff, AFT_ERROR_NOT_FOUND);
  made.owner_id = fixture->staff;
  made.case_id = made.id;
  assert_not_promised (fixture, &made, &fixture->staff, AFT_ERROR_NOT_FOUND);
  made.case_id = item->id;
  made.text = (char *) "";
  assert_not_promised (fixture, &made, &fixture->staff, AFT_ERROR_INVALID);
  made.text = long_text;
  assert_not_promised (fixture, &made, &fixture->staff, AFT_ERROR_INVALID);
  made.text = (char *) PROMISE;
  made.due_ms = 0;
  assert_not_promised (fixture, &made, &fixture->staff, AFT_ERROR_INVALID);
  g_autoptr (GPtrArray) none = list (fixture, NULL, FALSE);
  g_assert_cmpuint (none->len, ==, 0);
  assert_sound (fixture);
}

/* Of the three events that only their own functions write, none comes by the other way. */
static void
test_only_with_a_promise (AftCaseFixture *fixture, gconstpointer unused)
{
  const AftCaseEventKind kinds[]
      = { AFT_CASE_EVENT_PROMISED, AFT_CASE_EVENT_KEPT, AFT_CASE_EVENT_WITHDRAWN };
  g_autoptr (AftHouseCase) item = take (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AftHouseCaseAction action = aft_case_action (fixture, item, kinds[i], &fixture->staff);
      action.words = PROMISE;
      aft_case_assert_refused (fixture, &action, AFT_ERROR_INVALID);
    }
}

static void
test_with_the_agreement (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->stranger);
  AftHouseCaseAction agreeing
      = aft_case_action (fixture, item, AFT_CASE_EVENT_AGREED, &fixture->staff);
  agreeing.words = "重做一份";
  agreeing.promise = &made;
  aft_case_assert_refused (fixture, &agreeing, AFT_ERROR_DENIED); /* both, or neither */
  g_autoptr (AftHouseCase) before = get (fixture, item);
  g_assert_cmpint (before->flow.agreed_ms, ==, 0);
  made.owner_id = fixture->staff;
  g_autoptr (AftHouseCase) agreed = aft_case_act (fixture, &agreeing);
  g_autoptr (AftHouseCase) again = aft_case_act (fixture, &agreeing);
  g_autoptr (GPtrArray) open = list (fixture, &item->id, TRUE);
  g_assert_cmpint (agreed->flow.agreed_ms, !=, 0);
  g_assert_cmpint (agreed->promise_due_ms, ==, made.due_ms);
  g_assert_cmpuint (again->flow.last_event, ==, agreed->flow.last_event);
  g_assert_cmpuint (open->len, ==, 1);
  agreeing = aft_case_action (fixture, item, AFT_CASE_EVENT_NOTE, &fixture->staff);
  agreeing.promise = &made;
  aft_case_assert_refused (fixture, &agreeing, AFT_ERROR_INVALID);
  assert_sound (fixture);
}

static void
test_kept (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->manager);
  promise (fixture, &made);
  AftHousePromiseEnd end = make_end (fixture, &made, &fixture->stranger);
  assert_not_finished (fixture, &end, AFT_ERROR_DENIED);
  end.promise_id = item->id;
  assert_not_finished (fixture, &end, AFT_ERROR_NOT_FOUND);
  end = make_end (fixture, &made, &fixture->staff);
  end.words = "客人说好";
  for (guint i = 0; i < 2; i++)
    finish (fixture, &end);
  g_autoptr (GPtrArray) all = list (fixture, &item->id, FALSE);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  g_autoptr (AftHouseCase) now = get (fixture, item);
  g_assert_cmpint (((AftHousePromise *) all->pdata[0])->done_ms, !=, 0);
  g_assert_false (((AftHousePromise *) all->pdata[0])->is_withdrawn);
  g_assert_cmpint (now->promise_due_ms, ==, 0);
  g_assert_cmpuint (events->len, ==, 4);
  g_assert_cmpstr (((AftHouseCaseEvent *) events->pdata[3])->words, ==, "客人说好");
  end.is_withdrawn = TRUE;
  assert_not_finished (fixture, &end, AFT_ERROR_CONFLICT);
  assert_sound (fixture);
}

/* Whoever promised it may keep it in a colleague's case, but not let it go. */
static void
test_a_colleague_s_case (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) fresh = aft_case_complain (fixture);
  AftHouseCaseAction taking
      = aft_case_action (fixture, fresh, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->manager);
  g_autoptr (AftHouseCase) item = aft_case_act (fixture, &taking);
  AftHousePromise made = make_promise (fixture, item, &fixture->staff);
  g_autoptr (GError) error = NULL;
  assert_not_promised (fixture, &made, &fixture->staff, AFT_ERROR_DENIED);
  g_assert_true (aft_house_store_add_promise_sync (fixture->house.store, &made, &fixture->manager,
                                                   "user:test", &error));
  AftHousePromiseEnd end = make_end (fixture, &made, &fixture->staff);
  end.is_withdrawn = TRUE;
  end.words = "忙";
  assert_not_finished (fixture, &end, AFT_ERROR_DENIED);
  end.is_withdrawn = FALSE;
  finish (fixture, &end);
  assert_sound (fixture);
}

static void
test_withdrawn (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->staff);
  promise (fixture, &made);
  AftHousePromiseEnd end = make_end (fixture, &made, &fixture->staff);
  end.is_withdrawn = TRUE;
  assert_not_finished (fixture, &end, AFT_ERROR_INVALID);
  end.words = "客人已当面答复";
  for (guint i = 0; i < 2; i++)
    finish (fixture, &end);
  g_autoptr (GPtrArray) all = list (fixture, NULL, FALSE);
  g_assert_true (((AftHousePromise *) all->pdata[0])->is_withdrawn);
  end.is_withdrawn = FALSE;
  assert_not_finished (fixture, &end, AFT_ERROR_CONFLICT);
  assert_sound (fixture);
}

static void
test_closed_over (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->staff);
  AftHouseCaseAction answered
      = aft_case_action (fixture, item, AFT_CASE_EVENT_STEP, &fixture->staff);
  AftHouseCaseAction closing
      = aft_case_action (fixture, item, AFT_CASE_EVENT_CLOSED, &fixture->staff);
  answered.step = AFT_CASE_STEP_ANSWER;
  promise (fixture, &made);
  aft_house_case_free (aft_case_act (fixture, &answered));
  closing.to = AFT_CASE_STATE_RECOVERED;
  closing.stated_cause = closing.root_cause = "quality";
  closing.needs_no_action = closing.has_cost = TRUE;
  aft_case_assert_refused (fixture, &closing, AFT_ERROR_INVALID);
  closing.words = "月饼要到中秋才送";
  g_autoptr (AftHouseCase) closed = aft_case_act (fixture, &closing);
  g_assert_cmpint (closed->flow.state, ==, AFT_CASE_STATE_RECOVERED);
  g_assert_cmpint (closed->promise_due_ms, ==, made.due_ms); /* it is still to be kept */
  AftHousePromiseEnd end = make_end (fixture, &made, &fixture->staff);
  finish (fixture, &end);
  assert_sound (fixture);
}

/* Of calls and drills, too. */
static void
test_drills (AftCaseFixture *fixture, gconstpointer unused)
{
  AftId event = aft_case_send_event (fixture, AFT_HOUSE_ITEM_DRILL, "{\"time\":1}", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) item
      = aft_house_store_get_case_of_sync (fixture->house.store, &event, &error);
  g_assert_no_error (error);
  AftHouseCaseAction taking
      = aft_case_action (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->staff);
  AftHouseCaseAction closing
      = aft_case_action (fixture, item, AFT_CASE_EVENT_CLOSED, &fixture->staff);
  AftHousePromise made = make_promise (fixture, item, &fixture->staff);
  aft_house_case_free (aft_case_act (fixture, &taking));
  promise (fixture, &made);
  aft_fake_clock_advance_seconds (fixture->house.fake, 7200);
  g_assert_cmpuint (count_due (fixture), ==, 0); /* in no figure */
  closing.to = AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY;
  aft_case_assert_refused (fixture, &closing, AFT_ERROR_INVALID);
  closing.words = "演练结束";
  aft_house_case_free (aft_case_act (fixture, &closing));
}

static void
test_overdue_is_counted (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->staff);
  promise (fixture, &made);
  g_assert_cmpuint (count_due (fixture), ==, 0);
  aft_fake_clock_advance_seconds (fixture->house.fake, 3601);
  g_assert_cmpuint (count_due (fixture), ==, 1);
  AftHousePromiseEnd end = make_end (fixture, &made, &fixture->staff);
  finish (fixture, &end);
  g_assert_cmpuint (count_due (fixture), ==, 0);
}

static void
test_other_venues (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->staff);
  AftHousePromiseQuery query = { .venue_ids = venues, .limit = 10 };
  promise (fixture, &made);
  g_autoptr (GPtrArray) none
      = aft_house_store_list_promises_sync (fixture->house.store, &query, &error);
  g_array_append_val (venues, fixture->house.venue_id);
  g_autoptr (GPtrArray) one
      = aft_house_store_list_promises_sync (fixture->house.store, &query, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (one->len, ==, 1);
}

static void
test_erased (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->staff);
  promise (fixture, &made);
  g_assert_true (
      aft_house_store_erase_case_words_sync (fixture->house.store, &item->id, "user:test", &error));
  g_autoptr (GPtrArray) all = list (fixture, NULL, FALSE);
  g_assert_cmpstr (((AftHousePromise *) all->pdata[0])->text, ==, "");
  promise (fixture, &made); /* the same again is still the same */
  AftHousePromiseEnd end = make_end (fixture, &made, &fixture->staff);
  finish (fixture, &end);
  assert_sound (fixture);
}

/* What somebody with the file could do to a promise shows. */
typedef struct
{
  const char *name;
  const char *sql;
  const char *finding;
} Tampering;

static const Tampering tamperings[] = {
  { "words", "UPDATE promise SET text = 'x'", "a promise is not what was promised" },
  { "a-time", "UPDATE promise SET due_ms = due_ms + 1", "a promise is not what was promised" },
  { "a-promise-gone", "DELETE FROM promise", "something that was promised is missing" },
  { "a-promise-added",
    "INSERT INTO promise SELECT randomblob (16), service_case, text, owner, due_ms, created_ms, 0,"
    " 0 FROM promise",
    "a promise is not what was promised" },
  { "kept", "UPDATE promise SET done_ms = 5", "a promise has ended otherwise" },
  { "withdrawn", "UPDATE promise SET done_ms = 5, withdrawn = 1", "a promise has ended otherwise" },
};

static void
test_tampering_shows (AftCaseFixture *fixture, gconstpointer data)
{
  const Tampering *tampering = data;
  gboolean is_found = FALSE;
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHousePromise made = make_promise (fixture, item, &fixture->staff);
  promise (fixture, &made);
  aft_house_fixture_close (&fixture->house);
  aft_house_fixture_execute (&fixture->house, tampering->sql);
  aft_case_fixture_reopen (fixture);
  g_autoptr (GPtrArray) findings = verify (fixture);
  for (guint i = 0; i < findings->len; i++)
    {
      g_test_message ("%s", (char *) findings->pdata[i]);
      is_found = is_found || strstr (findings->pdata[i], tampering->finding) != NULL;
    }
  g_assert_true (is_found);
}

/* -- whether the guest came back ---------------------------------------------------------------
 */

/* A visit of the one guest, scored so; a complaint's gives its case. */
static AftHouseCase *
visit (AftCaseFixture *fixture, AftResponseKind kind, int score)
{
  g_autoptr (AftResponse) response = aft_case_response_new (fixture, kind, NULL);
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  item.has_guest = TRUE;
  item.guest_key.bytes[0] = 7;
  item.visit_score = score;
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  return kind == AFT_RESPONSE_COMPLAINT ? aft_case_get_of (fixture, response) : NULL;
}

static AftHouseCaseVisits
count_visits (AftCaseFixture *fixture, const AftHouseCase *item)
{
  g_autoptr (GError) error = NULL;
  AftHouseCaseVisits visits = { 0 };
  g_assert_true (
      aft_house_store_count_case_visits_sync (fixture->house.store, &item->id, &visits, &error));
  return visits;
}

static void
test_return_is_observed (AftCaseFixture *fixture, gconstpointer unused)
{
  const int days = 86400;
  visit (fixture, AFT_RESPONSE_EXIT, 4);
  aft_fake_clock_advance_seconds (fixture->house.fake, 3 * days);
  g_autoptr (AftHouseCase) item = visit (fixture, AFT_RESPONSE_COMPLAINT, 1);
  visit (fixture, AFT_RESPONSE_EXIT, 2); /* the same day is no return */
  g_autoptr (AftHouseCase) away = get (fixture, item);
  g_assert_cmpint (away->returned_ms, ==, 0);
  AftHouseCaseVisits visits = count_visits (fixture, item);
  g_assert_cmpuint (visits.before, ==, 1);
  g_assert_true (visits.has_last);
  g_assert_cmpint (visits.last_day, ==, item->day - 3);
  aft_fake_clock_advance_seconds (fixture->house.fake, 9 * days);
  visit (fixture, AFT_RESPONSE_EXIT, 5);
  aft_fake_clock_advance_seconds (fixture->house.fake, days);
  visit (fixture, AFT_RESPONSE_EXIT, 3);
  g_autoptr (AftHouseCase) back = get (fixture, item);
  g_assert_cmpint (back->returned_ms, >=, item->flow.flagged_ms + 8 * days * 1000LL);
  g_assert_cmpint (back->returned_score, ==, 5);
  g_assert_cmpuint (count_visits (fixture, item).before, ==, 1);
}

static void
test_nobody_known (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftHouseCaseVisits visits = count_visits (fixture, item);
  AftId nothing = { { 9 } };
  g_assert_cmpuint (visits.before, ==, 0);
  g_assert_false (visits.has_last);
  g_assert_cmpint (item->returned_ms, ==, 0);
  g_assert_false (
      aft_house_store_count_case_visits_sync (fixture->house.store, &nothing, &visits, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

#define ADD_WITH(path, data, function)                                                             \
  g_test_add (path, AftCaseFixture, data, aft_case_fixture_set_up, function,                       \
              aft_case_fixture_tear_down)
#define ADD(path, function) ADD_WITH ("/store/house-promises/" path, NULL, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("made-once-and-listed-by-when-due", test_made_once);
  ADD ("only-those-of-the-venue-promise", test_by_those_who_may);
  ADD ("events-come-only-with-a-promise", test_only_with_a_promise);
  ADD ("promised-with-the-agreement-or-neither", test_with_the_agreement);
  ADD ("kept-is-an-event-once", test_kept);
  ADD ("who-promised-keeps-it-in-a-colleague's-case", test_a_colleague_s_case);
  ADD ("withdrawing-needs-a-reason", test_withdrawn);
  ADD ("closing-over-one-needs-a-reason", test_closed_over);
  ADD ("drills-too-and-in-no-figure", test_drills);
  ADD ("overdue-is-counted", test_overdue_is_counted);
  ADD ("other-venues-are-not-listed", test_other_venues);
  ADD ("erased-words-leave-their-proof", test_erased);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path
          = g_strconcat ("/store/house-promises/tampering-shows/", tamperings[i].name, NULL);
      ADD_WITH (path, &tamperings[i], test_tampering_shows);
    }
  ADD ("a-return-is-observed", test_return_is_observed);
  ADD ("of-nobody-known-nothing-is", test_nobody_known);
  return g_test_run ();
}
