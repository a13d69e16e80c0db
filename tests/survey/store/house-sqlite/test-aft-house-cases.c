/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Acting on cases: who may, what is then known, nobody's event is lost, and all of it is proved. */
#include "aft-house-case-fixture.h"

#include <string.h>

#define THREADS 4
#define NOTES   25
/* Of random actions on so many cases. */
#define RANDOM_ACTIONS 1000
#define RANDOM_CASES   4

static void
assert_sound (AftCaseFixture *fixture)
{
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

/* @kind by @user, with a note; asserts. */
static void
act (AftCaseFixture *fixture, AftHouseCase **item, AftCaseEventKind kind, const AftId *user)
{
  AftHouseCaseAction action = aft_case_action (fixture, *item, kind, user);
  action.words = "已经和客人说过";
  AftHouseCase *after = aft_case_act (fixture, &action);
  aft_house_case_free (*item);
  *item = after;
}

/* A complaint that the staff has taken. */
static AftHouseCase *
take (AftCaseFixture *fixture)
{
  AftHouseCase *item = aft_case_complain (fixture);
  act (fixture, &item, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->staff);
  return item;
}

static void
test_to_its_end (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  g_assert_cmpint (item->flow.state, ==, AFT_CASE_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (item->owner_name, ==, "li");
  g_assert_cmpstr (item->owner_public_name, ==, "小李");
  for (AftCaseStep step = AFT_CASE_STEP_CALM; step < AFT_CASE_STEPS; step++)
    {
      AftHouseCaseAction action
          = aft_case_action (fixture, item, AFT_CASE_EVENT_STEP, &fixture->staff);
      action.step = step;
      action.stated_cause = step == AFT_CASE_STEP_LISTEN ? "dish-cold" : NULL;
      aft_house_case_free (aft_case_act (fixture, &action));
    }
  AftHouseCaseAction closing
      = aft_case_action (fixture, item, AFT_CASE_EVENT_CLOSED, &fixture->staff);
  closing.to = AFT_CASE_STATE_RECOVERED;
  aft_case_assert_refused (fixture, &closing, AFT_ERROR_INVALID);
  closing.root_cause = "kitchen";
  closing.outcome = "satisfied";
  closing.needs_no_action = TRUE;
  closing.has_cost = TRUE;
  closing.cost_minor = 3800;
  g_autoptr (AftHouseCase) closed = aft_case_act (fixture, &closing);
  g_assert_cmpint (closed->flow.state, ==, AFT_CASE_STATE_RECOVERED);
  g_assert_cmpint (closed->flow.steps, ==, (1 << AFT_CASE_STEPS) - 1);
  g_assert_cmpstr (closed->stated_cause, ==, "dish-cold");
  g_assert_cmpstr (closed->root_cause, ==, "kitchen");
  g_assert_cmpstr (closed->outcome, ==, "satisfied");
  g_assert_cmpint (closed->cost_minor, ==, 3800);
  g_assert_cmpint (closed->escalate_ms, ==, 0);
  assert_sound (fixture);
}

static void
test_refused_changes_nothing (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftHouseCaseAction early
      = aft_case_action (fixture, item, AFT_CASE_EVENT_AGREED, &fixture->staff);
  early.stated_cause = "dish-cold";
  aft_case_assert_refused (fixture, &early, AFT_ERROR_CONFLICT);
  g_autoptr (AftHouseCase) after
      = aft_house_store_get_case_sync (fixture->house.store, &item->id, NULL);
  g_assert_cmpuint (after->flow.last_event, ==, 1);
  g_assert_null (after->stated_cause);
  assert_sound (fixture);
}

static void
test_only_who_works_there (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  AftId nobody = aft_id_generate (fixture->house.clock, fixture->house.random);
  AftHouseCaseAction action
      = aft_case_action (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->stranger);
  aft_case_assert_refused (fixture, &action, AFT_ERROR_DENIED);
  action.user_id = nobody;
  aft_case_assert_refused (fixture, &action, AFT_ERROR_NOT_FOUND);
  action.user_id = fixture->owner;
  g_autoptr (AftHouseCase) taken = aft_case_act (fixture, &action);
  g_assert_true (aft_id_equal (&taken->flow.owner, &fixture->owner));
  AftHouseCaseAction other
      = aft_case_action (fixture, item, AFT_CASE_EVENT_AGREED, &fixture->staff);
  aft_case_assert_refused (fixture, &other, AFT_ERROR_DENIED);
}

static void
test_wrong_actions_are_refused (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  g_autofree char *long_words = g_strnfill (AFT_HOUSE_WORDS_MAX + 1, 'x');
  AftHouseCaseAction good = aft_case_action (fixture, item, AFT_CASE_EVENT_NOTE, &fixture->staff);
  AftHouseCaseAction wrong[] = { good, good, good, good, good, good, good, good };
  wrong[0].kind = AFT_CASE_EVENT_FLAGGED;
  wrong[1].kind = (AftCaseEventKind) 99;
  wrong[2].words = long_words;
  wrong[3].words = "a\x1b[1m";
  wrong[4].root_cause = "Not A Name";
  wrong[5].event_id = (AftId){ { 0 } };
  wrong[6].has_cost = TRUE;
  wrong[6].cost_minor = -1;
  wrong[7].kind = AFT_CASE_EVENT_RISK;
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    aft_case_assert_refused (fixture, &wrong[i], AFT_ERROR_INVALID);
  good.case_id = good.event_id;
  aft_case_assert_refused (fixture, &good, AFT_ERROR_NOT_FOUND);
}

static void
test_the_same_twice (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  g_autoptr (AftHouseCase) other = aft_case_complain (fixture);
  AftHouseCaseAction action
      = aft_case_action (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->staff);
  g_autoptr (AftHouseCase) first = aft_case_act (fixture, &action);
  g_autoptr (AftHouseCase) second = aft_case_act (fixture, &action);
  g_assert_cmpuint (first->flow.last_event, ==, 2);
  g_assert_cmpuint (second->flow.last_event, ==, 2);
  action.case_id = other->id;
  aft_case_assert_refused (fixture, &action, AFT_ERROR_CONFLICT);
  assert_sound (fixture);
}

static void
test_handed_over (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHouseCaseAction action
      = aft_case_action (fixture, item, AFT_CASE_EVENT_HANDED_OVER, &fixture->staff);
  action.other_id = fixture->manager;
  aft_case_assert_refused (fixture, &action, AFT_ERROR_INVALID);
  action.words = "要经理";
  action.other_id = fixture->stranger;
  aft_case_assert_refused (fixture, &action, AFT_ERROR_DENIED);
  action.other_id = fixture->manager;
  g_autoptr (AftHouseCase) after = aft_case_act (fixture, &action);
  g_assert_cmpstr (after->owner_name, ==, "wang");
  g_assert_cmpuint (after->flow.owner_changes, ==, 1);
  assert_sound (fixture);
}

/* What a thread does to the case: notes of its own, and one try to take it. */
typedef struct
{
  AftCaseFixture *fixture;
  const AftHouseCase *item;
  const AftId *user;
  AftHouseCaseAction actions[NOTES];
  gboolean has_taken;
} Worker;

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  for (guint i = 0; i < NOTES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftHouseCase) after = aft_house_store_act_on_case_sync (
          worker->fixture->house.store, &worker->actions[i], &error);
      if (worker->actions[i].kind == AFT_CASE_EVENT_ACKNOWLEDGED)
        worker->has_taken = after != NULL;
      else
        g_assert_no_error (error);
    }
  return NULL;
}

static void
test_nobody_s_event_is_lost (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  const AftId *users[THREADS]
      = { &fixture->staff, &fixture->manager, &fixture->owner, &fixture->staff };
  Worker workers[THREADS] = { 0 };
  GThread *threads[THREADS];
  guint taken = 0;
  for (guint i = 0; i < THREADS; i++)
    {
      workers[i] = (Worker){ .fixture = fixture, .item = item, .user = users[i] };
      for (guint k = 0; k < NOTES; k++)
        workers[i].actions[k] = aft_case_action (
            fixture, item, k == NOTES / 2 ? AFT_CASE_EVENT_ACKNOWLEDGED : AFT_CASE_EVENT_NOTE,
            users[i]);
    }
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("acting", work, &workers[i]);
  for (guint i = 0; i < THREADS; i++)
    {
      g_thread_join (threads[i]);
      taken += workers[i].has_taken ? 1 : 0;
    }
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  g_assert_cmpuint (taken, ==, 1);
  g_assert_cmpuint (events->len, ==, 2 + THREADS * (NOTES - 1));
  for (guint i = 0; i < events->len; i++)
    g_assert_cmpuint (((AftHouseCaseEvent *) events->pdata[i])->number, ==, i + 1);
  assert_sound (fixture);
}

static void
test_escalated_by_age (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 next_ms = 0;
  g_autoptr (AftHouseCase) item = aft_case_complain (fixture);
  g_assert_true (aft_house_store_escalate_due_sync (fixture->house.store, &next_ms, &error));
  g_assert_cmpint (next_ms, ==, item->escalate_ms);
  aft_fake_clock_advance_seconds (fixture->house.fake, 10 * 60);
  g_assert_true (aft_house_store_escalate_due_sync (fixture->house.store, &next_ms, &error));
  g_assert_cmpint (next_ms, ==, item->flow.flagged_ms + 20 * 60000);
  aft_fake_clock_advance_seconds (fixture->house.fake, 10 * 60);
  g_assert_true (aft_house_store_escalate_due_sync (fixture->house.store, &next_ms, &error));
  g_assert_cmpint (next_ms, ==, 0);
  g_autoptr (AftHouseCase) after
      = aft_house_store_get_case_sync (fixture->house.store, &item->id, &error);
  g_assert_cmpint (after->flow.escalated_to, ==, AFT_ROLE_OWNER);
  g_assert_cmpuint (after->flow.last_event, ==, 3);
  assert_sound (fixture);
}

static void
test_corrective_actions (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) item = take (fixture);
  AftHouseStore *store = fixture->house.store;
  AftHouseCorrectiveActionQuery query = { .only_open = TRUE, .limit = 10 };
  AftHouseCorrectiveAction action = {
    .id = aft_id_generate (fixture->house.clock, fixture->house.random),
    .case_id = item->id,
    .text = (char *) "出菜前量温度",
    .owner_id = fixture->manager,
    .due_day = item->day + 7,
  };
  for (guint i = 0; i < 2; i++)
    g_assert_true (aft_house_store_add_corrective_action_sync (store, &action, &fixture->staff,
                                                               "user:test", &error));
  action.text = (char *) "另一件事";
  g_assert_false (aft_house_store_add_corrective_action_sync (store, &action, &fixture->staff,
                                                              "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_autoptr (GPtrArray) open = aft_house_store_list_corrective_actions_sync (store, &query, &error);
  g_assert_cmpuint (open->len, ==, 1);
  const AftHouseCorrectiveAction *first = open->pdata[0];
  g_assert_cmpstr (first->text, ==, "出菜前量温度");
  g_assert_cmpstr (first->owner_name, ==, "王经理");
  g_assert_cmpstr (first->case_number, ==, item->number);
  for (guint i = 0; i < 2; i++)
    g_assert_true (aft_house_store_finish_corrective_action_sync (
        store, &action.id, &fixture->manager, "user:test", &error));
  g_autoptr (GPtrArray) left = aft_house_store_list_corrective_actions_sync (store, &query, &error);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpuint (events->len, ==, 4);
  assert_sound (fixture);
}

static guint
count_listed (AftCaseFixture *fixture, const AftHouseCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list
      = aft_house_store_list_cases_sync (fixture->house.store, query, &error);
  g_assert_no_error (error);
  return list->len;
}

static void
test_listed_by_pages (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseCaseQuery query = { .venue_ids = venues, .only_open = TRUE, .limit = 3 };
  for (guint i = 0; i < 5; i++)
    aft_house_case_free (aft_case_complain (fixture));
  g_assert_cmpuint (count_listed (fixture, &query), ==, 0);
  g_array_append_val (venues, fixture->house.venue_id);
  g_autoptr (GPtrArray) page
      = aft_house_store_list_cases_sync (fixture->house.store, &query, &error);
  g_assert_cmpuint (page->len, ==, 3);
  g_assert_cmpstr (((AftHouseCase *) page->pdata[0])->number, ==, "门口-0005");
  query.after_id = &((AftHouseCase *) page->pdata[2])->id;
  g_assert_cmpuint (count_listed (fixture, &query), ==, 2);
  query.after_id = NULL;
  query.owner_id = &fixture->staff;
  g_assert_cmpuint (count_listed (fixture, &query), ==, 0);
  query.only_open = FALSE;
  query.owner_id = NULL;
  query.guest_id = &fixture->staff;
  g_assert_cmpuint (count_listed (fixture, &query), ==, 0);
}

static void
test_counted (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseCaseCounts counts = { 0 };
  g_autoptr (AftHouseCase) taken = take (fixture);
  g_autoptr (AftHouseCase) waits = aft_case_complain (fixture);
  aft_fake_clock_advance_seconds (fixture->house.fake, 6 * 60);
  g_assert_true (
      aft_house_store_count_cases_sync (fixture->house.store, NULL, taken->day, &counts, &error));
  g_assert_cmpuint (counts.open, ==, 2);
  g_assert_cmpuint (counts.unacknowledged, ==, 1);
  g_assert_cmpuint (counts.overdue, ==, 1);
  g_assert_cmpuint (counts.critical, ==, 0);
  g_assert_cmpuint (counts.flagged_today, ==, 2);
  AftHouseCaseAction closing
      = aft_case_action (fixture, waits, AFT_CASE_EVENT_CLOSED, &fixture->manager);
  closing.to = AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY;
  closing.words = "客人已走";
  closing.stated_cause = closing.root_cause = "unknown";
  closing.needs_no_action = closing.has_cost = TRUE;
  aft_house_case_free (aft_case_act (fixture, &closing));
  g_assert_true (
      aft_house_store_count_cases_sync (fixture->house.store, NULL, taken->day, &counts, &error));
  g_assert_cmpuint (counts.open, ==, 1);
  g_assert_cmpuint (counts.overdue, ==, 0);
  g_assert_cmpuint (counts.recovered_today, ==, 0);
}

static void
test_erased_words_leave_proof (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) item = take (fixture);
  g_autoptr (GPtrArray) before = aft_case_list_events (fixture, &item->id);
  g_assert_cmpstr (((AftHouseCaseEvent *) before->pdata[1])->words, ==, "已经和客人说过");
  g_assert_true (
      aft_house_store_erase_case_words_sync (fixture->house.store, &item->id, "user:test", &error));
  g_autoptr (GPtrArray) after = aft_case_list_events (fixture, &item->id);
  const AftHouseCaseEvent *event = after->pdata[1];
  g_assert_null (event->words);
  g_assert_true (
      aft_digest_equal (&event->digest, &((AftHouseCaseEvent *) before->pdata[1])->digest));
  assert_sound (fixture);
}

/* Everything that somebody with the file could do to a case shows. */
typedef struct
{
  const char *name;
  const char *sql;
  const char *finding;
} Tampering;

static const Tampering tamperings[] = {
  { "a-state", "UPDATE service_case SET state = 5", "its events do not give what it is" },
  { "an-owner", "UPDATE service_case SET owner = NULL", "its events do not give what it is" },
  { "an-offer", "UPDATE service_case SET offered_minor = 1", "its events do not give what it is" },
  { "an-approval", "UPDATE service_case SET asked_minor = 9, asked_by = owner",
    "its events do not give what it is" },
  { "a-time", "UPDATE service_case SET acknowledged_ms = acknowledged_ms - 1",
    "its events do not give what it is" },
  { "an-event",
    "DROP TRIGGER case_event_keeps; UPDATE case_event SET time_ms = time_ms + 1 WHERE number = 2",
    "event 2 has been changed" },
  { "a-detail",
    "DROP TRIGGER case_event_keeps; UPDATE case_event SET detail = '{}' WHERE number = 2",
    "event 2 has been changed" },
  { "words", "DROP TRIGGER case_event_keeps; UPDATE case_event SET words = 'x' WHERE number = 2",
    "event 2 has other words than it had" },
  { "an-event-gone", "DROP TRIGGER case_event_stays; DELETE FROM case_event WHERE number = 1",
    "is of an event that is not there" },
  { "an-event-added",
    "INSERT INTO case_event SELECT service_case, 3, randomblob (16), 2, time_ms, actor, user, '{}',"
    " NULL, NULL, digest FROM case_event WHERE number = 2",
    "event 3 is not in the audit" },
};

static void
assert_finds (AftCaseFixture *fixture, const char *finding)
{
  g_autoptr (GError) error = NULL;
  gboolean is_found = FALSE;
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (fixture->house.store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < verification->findings->len; i++)
    {
      g_test_message ("%s", (char *) verification->findings->pdata[i]);
      is_found = is_found || strstr (verification->findings->pdata[i], finding) != NULL;
    }
  g_assert_true (is_found);
}

static void
test_tampering_shows (AftCaseFixture *fixture, gconstpointer data)
{
  const Tampering *tampering = data;
  aft_house_case_free (take (fixture));
  aft_house_fixture_close (&fixture->house);
  aft_house_fixture_execute (&fixture->house, tampering->sql);
  aft_case_fixture_reopen (fixture);
  assert_finds (fixture, tampering->finding);
}

static void
test_events_stay (AftCaseFixture *fixture, gconstpointer unused)
{
  aft_house_case_free (take (fixture));
  aft_house_fixture_close (&fixture->house);
  aft_house_fixture_assert_fails (&fixture->house, "DELETE FROM case_event");
  aft_house_fixture_assert_fails (&fixture->house, "UPDATE case_event SET detail = 'x'");
  aft_house_fixture_assert_fails (&fixture->house, "UPDATE case_event SET words = 'x'");
}

static AftHouseCaseAction
make_random_action (AftCaseFixture *fixture, const AftHouseCase *item, AftRandom *random)
{
  static const AftCaseEventKind kinds[]
      = { AFT_CASE_EVENT_ACKNOWLEDGED, AFT_CASE_EVENT_NOTE,   AFT_CASE_EVENT_STEP,
          AFT_CASE_EVENT_AGREED,       AFT_CASE_EVENT_MOVED,  AFT_CASE_EVENT_HANDED_OVER,
          AFT_CASE_EVENT_ESCALATED,    AFT_CASE_EVENT_CLOSED, AFT_CASE_EVENT_REOPENED,
          AFT_CASE_EVENT_CALLED,       AFT_CASE_EVENT_OFFER,  AFT_CASE_EVENT_ASKED,
          AFT_CASE_EVENT_DECLINED };
  const AftId *people[]
      = { &fixture->staff, &fixture->manager, &fixture->owner, &fixture->stranger };
  AftHouseCaseAction action = aft_case_action (
      fixture, item, kinds[aft_seeded_random_below (random, G_N_ELEMENTS (kinds))],
      people[aft_seeded_random_below (random, G_N_ELEMENTS (people))]);
  action.other_id = *people[aft_seeded_random_below (random, G_N_ELEMENTS (people))];
  action.to = (AftCaseState) aft_seeded_random_below (random, AFT_CASE_STATES);
  action.step = (AftCaseStep) aft_seeded_random_below (random, AFT_CASE_STEPS);
  action.words = aft_seeded_random_below (random, 3) > 0 ? "随便写的" : NULL;
  action.stated_cause = aft_seeded_random_below (random, 2) > 0 ? "dish-cold" : NULL;
  action.root_cause = aft_seeded_random_below (random, 2) > 0 ? "kitchen" : NULL;
  action.needs_no_action = aft_seeded_random_below (random, 2) > 0;
  action.has_cost = aft_seeded_random_below (random, 2) > 0;
  action.cost_minor = 2000 * aft_seeded_random_below (random, 5);
  action.is_approval = aft_seeded_random_below (random, 3) == 0;
  action.no_win_back = aft_seeded_random_below (random, 8) == 0;
  return action;
}

/* Some cases, and what is tried on them; how much of it was done. */
static guint
try_anything (AftCaseFixture *fixture, AftRandom *random)
{
  AftHouseCase *cases[RANDOM_CASES] = { NULL };
  guint done = 0;
  for (guint i = 0; i < RANDOM_CASES; i++)
    cases[i] = aft_case_complain (fixture);
  for (guint i = 0; i < RANDOM_ACTIONS; i++)
    {
      gint64 next_ms = 0;
      const AftHouseCase *item = cases[aft_seeded_random_below (random, RANDOM_CASES)];
      AftHouseCaseAction action = make_random_action (fixture, item, random);
      g_autoptr (AftHouseCase) after
          = aft_house_store_act_on_case_sync (fixture->house.store, &action, NULL);
      done += after != NULL ? 1 : 0;
      aft_fake_clock_advance_seconds (fixture->house.fake, aft_seeded_random_below (random, 300));
      if (i % 20 == 0)
        g_assert_true (aft_house_store_escalate_due_sync (fixture->house.store, &next_ms, NULL));
    }
  for (guint i = 0; i < RANDOM_CASES; i++)
    aft_house_case_free (cases[i]);
  return done;
}

/* Whatever people try, in whatever order: what was refused has left nothing, the rest is proved,
 * cases and the chain of the audit. AFTERTASTE_SCALE (default 1): times 1,000 events. */
static void
test_whatever_is_tried_is_proved (AftCaseFixture *fixture, gconstpointer unused)
{
  const char *scale = g_getenv ("AFTERTASTE_SCALE");
  guint64 rounds = scale != NULL ? g_ascii_strtoull (scale, NULL, 10) : 1;
  const guint32 seed = g_test_rand_int ();
  AftRandom *random = aft_seeded_random_new (seed);
  guint64 done = 0;
  g_test_message ("seed %u", seed);
  for (guint64 i = 0; i < rounds; i++)
    done += try_anything (fixture, random);
  g_test_message ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " were done", done,
                  rounds * RANDOM_ACTIONS);
  g_assert_cmpuint (done, >, rounds * RANDOM_ACTIONS / 10);
  assert_sound (fixture);
  aft_random_unref (random);
}

#define ADD_WITH(path, data, function)                                                             \
  g_test_add (path, AftCaseFixture, data, aft_case_fixture_set_up, function,                       \
              aft_case_fixture_tear_down)
#define ADD(path, function) ADD_WITH ("/store/house-cases/" path, NULL, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("from-its-flag-to-its-end", test_to_its_end);
  ADD ("what-is-refused-changes-nothing", test_refused_changes_nothing);
  ADD ("only-who-works-there-may", test_only_who_works_there);
  ADD ("impossible-actions-are-refused", test_wrong_actions_are_refused);
  ADD ("the-same-event-twice-is-one", test_the_same_twice);
  ADD ("a-hand-over-needs-a-note-and-somebody-there", test_handed_over);
  ADD ("of-many-at-once-nobody-s-event-is-lost", test_nobody_s_event_is_lost);
  ADD ("whatever-is-tried-is-proved", test_whatever_is_tried_is_proved);
  ADD ("age-calls-the-next-role", test_escalated_by_age);
  ADD ("corrective-actions-are-events-too", test_corrective_actions);
  ADD ("cases-come-in-pages", test_listed_by_pages);
  ADD ("today-is-counted", test_counted);
  ADD ("erased-words-leave-their-proof", test_erased_words_leave_proof);
  ADD ("events-stay-as-they-are", test_events_stay);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path
          = g_strconcat ("/store/house-cases/tampering-shows/", tamperings[i].name, NULL);
      ADD_WITH (path, &tamperings[i], test_tampering_shows);
    }
  return g_test_run ();
}
