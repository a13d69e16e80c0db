/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of cases stand on: people, clocks, a judge that says what it is told to, and a
 * watch that remembers. */
#include "aft-house-case-fixture.h"

#include "aft-chain.h"
#include "aft-json.h"

static void
free_told (gpointer data)
{
  AftToldChange *told = data;
  g_free (told->number);
  g_free (told->public_name);
  g_free (told);
}

static void
on_change (const AftHouseChange *change, gpointer user_data)
{
  AftCaseFixture *fixture = user_data;
  AftToldChange *told = g_new (AftToldChange, 1);
  *told = (AftToldChange){ change->case_id,
                           change->event,
                           change->state,
                           change->response_id,
                           change->device_id,
                           g_strdup (change->number),
                           g_strdup (change->public_name) };
  g_ptr_array_add (fixture->changes, told);
}

AftRisk *
aft_case_risk_new (AftRiskLevel level, guint points)
{
  g_autoptr (GError) error = NULL;
  const AftRiskSignal signal = { "service", (gint) points };
  AftRiskFields fields = {
    .level = level,
    .points = points,
    .version = "1",
    .signals = &signal,
    .signal_count = points > 0 ? 1 : 0,
  };
  AftRisk *risk = aft_risk_new (&fields, &error);
  g_assert_no_error (error);
  return risk;
}

static AftRisk *
judge (const AftResponse *response, const char *definition, const AftValue *facts, gpointer data)
{
  AftCaseFixture *fixture = data;
  g_assert_nonnull (definition);
  g_free (fixture->facts);
  fixture->facts = aft_json_to_canonical (facts, NULL);
  return aft_case_risk_new (fixture->judged, 20 * fixture->judged);
}

/* Contact within 5 minutes, managers after 10, owners after 20; offers up to 50.00. */
static void
treat (AftRiskLevel level,
       AftTier tier,
       AftCaseTargets *ret_targets,
       char **ret_version,
       gpointer data)
{
  *ret_targets = (AftCaseTargets){ 5, 60, 1440, { 10, 20 }, 5000 };
  *ret_version = g_strdup ("7");
}

void
aft_case_fixture_reopen (AftCaseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = aft_house_fixture_get_options (&fixture->house);
  options.treat = treat;
  options.judge = judge;
  options.judge_data = fixture;
  aft_house_fixture_close (&fixture->house);
  fixture->house.store = aft_house_sqlite_open (&options, &error);
  g_assert_no_error (error);
  fixture->watch = aft_house_store_watch (fixture->house.store, NULL, on_change, fixture, NULL);
}

static AftId
hire (AftCaseFixture *fixture,
      const char *name,
      const char *public_name,
      AftRole role,
      gboolean works)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseUser user = {
    .id = aft_id_generate (fixture->house.clock, fixture->house.random),
    .name = (char *) name,
    .public_name = (char *) public_name,
    .password_hash = (char *) "$argon2id$",
    .role = role,
    .venue_ids = venues,
  };
  if (works)
    g_array_append_val (venues, fixture->house.venue_id);
  gboolean is_done
      = aft_house_store_put_user_sync (fixture->house.store, &user, "user:test", &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  return user.id;
}

void
aft_case_fixture_set_up (AftCaseFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_set_up (&fixture->house, NULL);
  fixture->changes = g_ptr_array_new_with_free_func (free_told);
  aft_case_fixture_reopen (fixture);
  fixture->staff = hire (fixture, "li", "小李", AFT_ROLE_STAFF, TRUE);
  fixture->manager = hire (fixture, "wang", "王经理", AFT_ROLE_MANAGER, TRUE);
  fixture->owner = hire (fixture, "chen", NULL, AFT_ROLE_OWNER, FALSE);
  fixture->stranger = hire (fixture, "zhao", NULL, AFT_ROLE_STAFF, FALSE);
}

void
aft_case_fixture_tear_down (AftCaseFixture *fixture, gconstpointer unused)
{
  /* Somebody may still have the store, and something to tell. */
  if (fixture->house.store != NULL)
    aft_house_store_unwatch (fixture->house.store, fixture->watch);
  aft_house_fixture_tear_down (&fixture->house, NULL);
  g_ptr_array_unref (fixture->changes);
  g_free (fixture->facts);
}

AftResponse *
aft_case_response_new (AftCaseFixture *fixture, AftResponseKind kind, const AftId *sitting_id)
{
  return aft_sample_response_new (fixture->house.clock, fixture->house.random, kind, sitting_id);
}

void
aft_case_send (AftCaseFixture *fixture, AftResponse *response, AftRisk *risk)
{
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  item.risk = risk;
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
}

AftHouseCase *
aft_case_get_of (AftCaseFixture *fixture, const AftResponse *response)
{
  g_autoptr (GError) error = NULL;
  AftHouseCase *item = aft_house_store_get_case_of_sync (fixture->house.store,
                                                         aft_response_get_id (response), &error);
  g_assert_no_error (error);
  return item;
}

void
aft_case_assert_none (AftCaseFixture *fixture, const AftResponse *response)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_house_store_get_case_of_sync (fixture->house.store,
                                                   aft_response_get_id (response), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

AftHouseCase *
aft_case_complain (AftCaseFixture *fixture)
{
  g_autoptr (AftResponse) response = aft_case_response_new (fixture, AFT_RESPONSE_COMPLAINT, NULL);
  aft_case_send (fixture, response, aft_case_risk_new (AFT_RISK_AT_RISK, 45));
  return aft_case_get_of (fixture, response);
}

AftHouseCaseAction
aft_case_action (AftCaseFixture *fixture,
                 const AftHouseCase *item,
                 AftCaseEventKind kind,
                 const AftId *user)
{
  return (AftHouseCaseAction){
    .event_id = aft_id_generate (fixture->house.clock, fixture->house.random),
    .case_id = item->id,
    .kind = kind,
    .actor = "user:test",
    .user_id = *user,
  };
}

AftHouseCase *
aft_case_act (AftCaseFixture *fixture, const AftHouseCaseAction *action)
{
  g_autoptr (GError) error = NULL;
  AftHouseCase *item = aft_house_store_act_on_case_sync (fixture->house.store, action, &error);
  g_assert_no_error (error);
  return item;
}

void
aft_case_assert_refused (AftCaseFixture *fixture,
                         const AftHouseCaseAction *action,
                         AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (aft_house_store_act_on_case_sync (fixture->house.store, action, &error));
  g_assert_error (error, AFT_ERROR, (int) code);
}

GPtrArray *
aft_case_list_events (AftCaseFixture *fixture, const AftId *case_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *events = aft_house_store_list_case_events_sync (fixture->house.store, case_id, &error);
  g_assert_no_error (error);
  return events;
}

AftId
aft_case_send_event (AftCaseFixture *fixture,
                     AftHouseItemKind kind,
                     const char *body,
                     const char *note)
{
  AftHouseKiosk *kiosk = &fixture->house.kiosk;
  AftHouseItem item = {
    .kind = kind,
    .sequence = ++kiosk->sequence,
    .id = aft_id_generate (fixture->house.clock, fixture->house.random),
    .previous = kiosk->chain,
    .digest = aft_digest_of_text (body),
    .body = g_strdup (body),
    .note = g_strdup (note),
  };
  AftId id = item.id;
  item.chain = aft_chain_next (&kiosk->id, item.sequence, &item.previous, &item.digest);
  kiosk->chain = item.chain;
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  return id;
}
