/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drills that the house begins: who may, one at a time, what is kept of who was there, and that no
 * figure moves. */
#include "aft-house-case-fixture.h"
#include "aft-house-store-drills.h"
#include "aft-json.h"

static AftHouseDrill
drill_new (AftCaseFixture *fixture, const AftId *user_id)
{
  AftHouseDrill drill = {
    .id = aft_id_generate (fixture->house.clock, fixture->house.random),
    .venue_id = fixture->house.venue_id,
    .actor = "user:test",
  };
  if (user_id != NULL)
    drill.user_id = *user_id;
  return drill;
}

static AftHouseCase *
begin (AftCaseFixture *fixture, const AftHouseDrill *drill)
{
  g_autoptr (GError) error = NULL;
  AftHouseCase *item = aft_house_store_begin_drill_sync (fixture->house.store, drill, &error);
  g_assert_no_error (error);
  return item;
}

static void
assert_refused (AftCaseFixture *fixture, const AftHouseDrill *drill, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_house_store_begin_drill_sync (fixture->house.store, drill, &error));
  g_assert_error (error, AFT_ERROR, (int) code);
}

static void
set_duty (AftCaseFixture *fixture, const AftId *user_id, gboolean is_on)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (aft_house_store_set_duty_sync (
      fixture->house.store, user_id, &fixture->house.venue_id, is_on, "user:test", &error));
}

static void
sign_in (AftCaseFixture *fixture, const AftId *user_id, const char *token)
{
  g_autoptr (GError) error = NULL;
  const AftDigest digest = aft_digest_of_text (token);
  const AftHouseLogin login = {
    .id = aft_id_generate (fixture->house.clock, fixture->house.random),
    .user_id = *user_id,
    .address = (char *) "192.168.1.7",
  };
  g_assert_true (aft_house_store_add_login_sync (fixture->house.store, &login, &digest, &error));
}

static AftHouseCase *
close_drill (AftCaseFixture *fixture, const AftHouseCase *item)
{
  AftHouseCaseAction take
      = aft_case_action (fixture, item, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->manager);
  aft_house_case_free (aft_case_act (fixture, &take));
  AftHouseCaseAction end
      = aft_case_action (fixture, item, AFT_CASE_EVENT_CLOSED, &fixture->manager);
  end.to = AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY;
  return aft_case_act (fixture, &end);
}

/* The first event's "present" as JSON; of two lists of ids. */
static char *
dup_present (AftCaseFixture *fixture, const AftHouseCase *item)
{
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  const AftHouseCaseEvent *first = events->pdata[0];
  g_assert_cmpint (first->kind, ==, AFT_CASE_EVENT_FLAGGED);
  return aft_json_to_line (aft_value_get_member (first->detail, "present"));
}

static void
test_begins_a_case (AftCaseFixture *fixture, gconstpointer unused)
{
  const AftHouseDrill drill = drill_new (fixture, &fixture->manager);
  g_autoptr (AftHouseCase) item = begin (fixture, &drill);
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  const AftHouseCaseEvent *first = events->pdata[0];
  g_assert_cmpint (item->kind, ==, AFT_CASE_KIND_DRILL);
  g_assert_cmpint (item->flow.state, ==, AFT_CASE_STATE_NEW);
  g_assert_cmpint (item->level, ==, AFT_RISK_AT_RISK);
  g_assert_cmpstr (item->number, ==, "DRILL-0001");
  g_assert_cmpint (item->contact_due_ms, >, item->flow.flagged_ms);
  g_assert_cmpint (item->escalate_ms, >, 0);
  g_assert_true (aft_id_is_zero (&item->device_id));
  g_assert_true (aft_id_is_zero (&item->response_id));
  g_assert_cmpstr (first->user_public_name, ==, "王经理");
  aft_house_fixture_assert_audited (&fixture->house, "case.flagged");
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_same_id_is_one_drill (AftCaseFixture *fixture, gconstpointer unused)
{
  AftHouseDrill drill = drill_new (fixture, NULL);
  g_autoptr (AftHouseCase) first = begin (fixture, &drill);
  g_autoptr (AftHouseCase) again = begin (fixture, &drill);
  g_assert_true (aft_id_equal (&first->id, &again->id));
  g_autoptr (AftHouseCase) closed = close_drill (fixture, first);
  g_autoptr (AftHouseCase) later = begin (fixture, &drill);
  g_assert_true (aft_id_equal (&first->id, &later->id));
  g_assert_cmpint (later->flow.state, ==, closed->flow.state);
  g_autoptr (AftHouseCase) real = aft_case_complain (fixture);
  drill.id = real->sitting_id;
  assert_refused (fixture, &drill, AFT_ERROR_CONFLICT);
}

static void
test_one_at_a_time (AftCaseFixture *fixture, gconstpointer unused)
{
  const AftHouseDrill drill = drill_new (fixture, &fixture->manager);
  const AftHouseDrill second = drill_new (fixture, &fixture->owner);
  g_autoptr (AftHouseCase) item = begin (fixture, &drill);
  assert_refused (fixture, &second, AFT_ERROR_CONFLICT);
  aft_house_case_free (close_drill (fixture, item));
  g_autoptr (AftHouseCase) next = begin (fixture, &second);
  g_assert_cmpstr (next->number, ==, "DRILL-0002");
}

static void
test_kiosks_drill_counts_too (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_case_send_event (fixture, AFT_HOUSE_ITEM_DRILL, "{\"note\":\"x\"}", NULL);
  const AftHouseDrill drill = drill_new (fixture, NULL);
  g_autoptr (AftHouseCase) item
      = aft_house_store_get_case_of_sync (fixture->house.store, &id, &error);
  g_autofree char *present = dup_present (fixture, item);
  g_assert_cmpstr (present, ==, "{\"on_duty\":[],\"signed_in\":[]}");
  assert_refused (fixture, &drill, AFT_ERROR_CONFLICT);
}

static void
test_who_may (AftCaseFixture *fixture, gconstpointer unused)
{
  const AftHouseDrill staff = drill_new (fixture, &fixture->staff);
  const AftHouseDrill stranger = drill_new (fixture, &fixture->stranger);
  AftHouseDrill nowhere = drill_new (fixture, NULL);
  AftHouseDrill nobody = drill_new (fixture, NULL);
  nowhere.venue_id = nowhere.id;
  nobody.user_id = nobody.id;
  assert_refused (fixture, &staff, AFT_ERROR_DENIED);
  assert_refused (fixture, &stranger, AFT_ERROR_DENIED);
  assert_refused (fixture, &nowhere, AFT_ERROR_NOT_FOUND);
  assert_refused (fixture, &nobody, AFT_ERROR_NOT_FOUND);
}

static void
test_who_is_there_is_kept (AftCaseFixture *fixture, gconstpointer unused)
{
  const AftHouseDrill drill = drill_new (fixture, NULL);
  g_autofree char *staff = aft_id_to_text (&fixture->staff);
  g_autofree char *manager = aft_id_to_text (&fixture->manager);
  g_autofree char *owner = aft_id_to_text (&fixture->owner);
  sign_in (fixture, &fixture->staff, "gone");
  aft_fake_clock_advance_ms (fixture->house.fake, AFT_HOUSE_LOGIN_IDLE_MS + 1000);
  sign_in (fixture, &fixture->manager, "desk");
  sign_in (fixture, &fixture->manager, "phone");
  sign_in (fixture, &fixture->owner, "home");
  sign_in (fixture, &fixture->stranger, "elsewhere");
  set_duty (fixture, &fixture->staff, TRUE);
  set_duty (fixture, &fixture->manager, TRUE);
  g_autoptr (AftHouseCase) item = begin (fixture, &drill);
  set_duty (fixture, &fixture->staff, FALSE);
  g_autofree char *present = dup_present (fixture, item);
  g_autofree char *wanted
      = g_strdup_printf ("{\"on_duty\":[\"%s\",\"%s\"],\"signed_in\":[\"%s\",\"%s\"]}", staff,
                         manager, owner, manager);
  g_assert_cmpstr (present, ==, wanted);
}

static gboolean
tell (AftCaseFixture *fixture, const AftId *case_id, GError **error)
{
  AftValueBuilder *told = aft_value_builder_new_object ();
  aft_value_builder_set_number (told, "consoles", 2);
  g_autoptr (AftValue) value = aft_value_builder_end (told);
  return aft_house_store_tell_drill_sync (fixture->house.store, case_id, value, error);
}

static void
test_what_was_done_is_kept (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const AftHouseDrill drill = drill_new (fixture, NULL);
  g_autoptr (AftHouseCase) item = begin (fixture, &drill);
  aft_house_case_free (close_drill (fixture, item));
  g_assert_true (tell (fixture, &item->id, &error));
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, &item->id);
  const AftHouseCaseEvent *last = events->pdata[events->len - 1];
  g_assert_cmpstr (last->actor, ==, "collector");
  g_assert_nonnull (aft_value_get_member (last->detail, "told"));
  g_autoptr (AftHouseCase) real = aft_case_complain (fixture);
  g_assert_false (tell (fixture, &real->id, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (tell (fixture, &drill.id, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_listed_apart (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  const AftHouseDrill drill = drill_new (fixture, NULL);
  const AftHouseCaseQuery only = { .only_drills = TRUE, .limit = 10 };
  const AftHouseCaseQuery without = { .no_drills = TRUE, .limit = 10 };
  const AftHouseCaseQuery all = { .only_open = TRUE, .limit = 10 };
  g_autoptr (AftHouseCase) real = aft_case_complain (fixture);
  g_autoptr (AftHouseCase) item = begin (fixture, &drill);
  g_autoptr (GPtrArray) drills
      = aft_house_store_list_cases_sync (fixture->house.store, &only, &error);
  g_autoptr (GPtrArray) reals
      = aft_house_store_list_cases_sync (fixture->house.store, &without, &error);
  g_autoptr (GPtrArray) both = aft_house_store_list_cases_sync (fixture->house.store, &all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drills->len, ==, 1);
  g_assert_cmpuint (reals->len, ==, 1);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_true (aft_id_equal (&((AftHouseCase *) drills->pdata[0])->id, &item->id));
  g_assert_true (aft_id_equal (&((AftHouseCase *) reals->pdata[0])->id, &real->id));
}

/* Everything that is counted anywhere, as one text. The store is opened anew. */
static char *
count_everything (AftCaseFixture *fixture, gint32 day)
{
  static const char *const sums[]
      = { "count (*) FROM response",        "count (*) FROM guest",
          "count (*) FROM visit",           "coalesce (sum (count), 0) FROM rollup",
          "count (*) FROM rollup",          "coalesce (sum (count), 0) FROM device_day",
          "count (*) FROM event",           "count (*) FROM risk",
          "max (last_sequence) FROM device" };
  g_autoptr (GError) error = NULL;
  AftHouseCaseCounts counts = { 0 };
  GString *text = g_string_new (NULL);
  g_assert_true (
      aft_house_store_count_cases_sync (fixture->house.store, NULL, day, &counts, &error));
  g_string_append_printf (text, "%u open %u new %u late %u critical %u waiting %u today %u %u %u\n",
                          counts.open, counts.unacknowledged, counts.overdue, counts.critical,
                          counts.waiting, counts.flagged_today, counts.recovered_today,
                          counts.lost_today, counts.actions_due);
  aft_house_fixture_close (&fixture->house);
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autofree char *sql = g_strconcat ("SELECT ", sums[i], NULL);
      g_string_append_printf (text, "%s: %" G_GINT64_FORMAT "\n", sums[i],
                              aft_house_fixture_query (&fixture->house, sql));
    }
  aft_case_fixture_reopen (fixture);
  return g_string_free (text, FALSE);
}

static void
test_no_figure_moves (AftCaseFixture *fixture, gconstpointer unused)
{
  const AftHouseDrill drill = drill_new (fixture, &fixture->manager);
  aft_house_receipts_free (aft_house_fixture_send_new (&fixture->house, 3));
  g_autoptr (AftHouseCase) real = aft_case_complain (fixture);
  g_autofree char *before = count_everything (fixture, real->day);
  g_assert_true (g_str_has_prefix (before, "1 open 1 new"));
  g_autoptr (AftHouseCase) item = begin (fixture, &drill);
  g_autofree char *open = count_everything (fixture, real->day);
  g_assert_cmpstr (open, ==, before);
  aft_house_case_free (close_drill (fixture, item));
  g_autofree char *after = count_everything (fixture, real->day);
  g_assert_cmpstr (after, ==, before);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/store/house/drills/" name, AftCaseFixture, NULL, aft_case_fixture_set_up, test,    \
              aft_case_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-drill-begins-as-a-case", test_begins_a_case);
  ADD ("the-same-id-is-one-drill", test_same_id_is_one_drill);
  ADD ("one-at-a-time", test_one_at_a_time);
  ADD ("a-kiosks-drill-counts-too", test_kiosks_drill_counts_too);
  ADD ("managers-and-owners-begin-one", test_who_may);
  ADD ("who-is-there-is-kept", test_who_is_there_is_kept);
  ADD ("what-the-program-did-is-kept", test_what_was_done_is_kept);
  ADD ("drills-are-listed-apart", test_listed_apart);
  ADD ("no-figure-moves", test_no_figure_moves);
  return g_test_run ();
}
