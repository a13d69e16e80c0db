/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the house's store stand on. */
#include "aft-house-fixture.h"

#include <sqlite3.h>

#include "aft-body.h"
#include "aft-chain.h"

/* Far enough from 0 that no test goes before the boot. */
#define MONOTONIC_MS 100000000

/* As a survey's house keys would say it. */
static gint
find_measure (const AftResponse *response, const char *question)
{
  AftAspect aspect;
  if (aft_response_get_kind (response) != AFT_RESPONSE_EXIT)
    return AFT_HOUSE_UNMEASURED;
  if (g_str_equal (question, "overall"))
    return AFT_MEASURE_SATISFACTION;
  if (g_str_equal (question, "nps"))
    return AFT_MEASURE_RECOMMENDATION;
  return aft_aspect_from_text (question, &aspect) ? AFT_MEASURE_ASPECT + (gint) aspect
                                                  : AFT_HOUSE_UNMEASURED;
}

void
aft_house_tally (const AftResponse *response,
                 const char *definition,
                 GArray *tallies,
                 gpointer unused)
{
  AftValue *answers = aft_response_get_answers (response);
  for (gsize i = 0; i < aft_value_get_length (answers); i++)
    {
      const AftValue *answer = aft_value_get_member_at (answers, i);
      if (aft_value_get_type (answer) != AFT_VALUE_NUMBER)
        continue;
      const char *question = aft_value_get_member_name (answers, i);
      gint measure = find_measure (response, question);
      g_autofree char *option = g_strdup_printf ("%.0f", aft_value_get_number (answer));
      if (measure == AFT_HOUSE_UNMEASURED)
        aft_house_tallies_add (tallies, question, option);
      else
        aft_house_tallies_add_measure (tallies, question, option, (AftMeasure) measure,
                                       (guint) aft_value_get_number (answer));
    }
}

AftHouseSqliteOptions
aft_house_fixture_get_options (AftHouseFixture *fixture)
{
  return (AftHouseSqliteOptions){
    .path = fixture->path,
    .clock = fixture->clock,
    .random = fixture->random,
    .tally = aft_house_tally,
  };
}

void
aft_house_fixture_close (AftHouseFixture *fixture)
{
  g_clear_pointer (&fixture->store, aft_house_store_unref);
}

void
aft_house_fixture_reopen (AftHouseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = aft_house_fixture_get_options (fixture);
  aft_house_fixture_close (fixture);
  fixture->store = aft_house_sqlite_open (&options, &error);
  g_assert_no_error (error);
}

static AftValue *
make_day_parts (void)
{
  static const char *const parts[][3]
      = { { "lunch", "11:00", "14:30" }, { "night", "21:00", "03:00" } };
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      AftValueBuilder *part = aft_value_builder_new_object ();
      aft_value_builder_set_string (part, "id", parts[i][0]);
      aft_value_builder_set_string (part, "from", parts[i][1]);
      aft_value_builder_set_string (part, "to", parts[i][2]);
      aft_value_builder_take (list, aft_value_builder_end (part));
    }
  return aft_value_builder_end (list);
}

void
aft_house_furnish (AftHouseStore *store, const AftId *venue_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) parts = make_day_parts ();
  AftHouse house = { (char *) "回味", (char *) "CNY", (char *) "CN", AFT_LANGUAGE_ZH_CN, 0 };
  AftVenueFields fields = {
    .id = venue_id,
    .name = "南京路店",
    .zone = "Asia/Shanghai",
    .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
    .country_code = "86",
    .day_parts = parts,
  };
  AftHouseSurvey survey = {
    .kind = (char *) "exit",
    .id = (char *) "exit",
    .version = (char *) "3",
    .definition = (char *) "{}",
  };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_no_error (error);
  g_assert_true (aft_house_store_set_up_sync (store, &house, "user:test", &error)
                 && aft_house_store_put_venue_sync (store, venue, "user:test", &error)
                 && aft_house_store_publish_survey_sync (store, &survey, "user:test", &error));
}

AftHouseKiosk
aft_house_kiosk_new (AftClock *clock, AftRandom *random)
{
  return (AftHouseKiosk){
    .id = aft_id_generate (clock, random),
    .boot_id = aft_id_generate (clock, random),
    .chain = aft_chain_start (),
  };
}

void
aft_house_enrol (AftHouseStore *store,
                 AftRandom *random,
                 const AftId *venue_id,
                 AftHouseKiosk *kiosk)
{
  g_autoptr (GError) error = NULL;
  AftDigest token;
  AftHousePoll poll = AFT_HOUSE_POLL_PENDING;
  g_autofree char *id = aft_id_to_text (&kiosk->id);
  g_autofree char *code = g_strndup (id + 24, 8);
  AftHouseAuthorization authorization = {
    .user_code = code,
    .device_id = kiosk->id,
    .name = (char *) "门口",
  };
  aft_random_fill (random, authorization.device_code_digest.bytes, AFT_DIGEST_BYTES);
  aft_random_fill (random, token.bytes, AFT_DIGEST_BYTES);
  g_assert_true (aft_house_store_authorize_sync (store, &authorization, &error)
                 && aft_house_store_approve_sync (store, code, venue_id, "user:test", &error)
                 && aft_house_store_poll_sync (store, &authorization.device_code_digest, &token,
                                               &poll, &error));
  g_assert_cmpint (poll, ==, AFT_HOUSE_POLL_APPROVED);
}

void
aft_house_fixture_set_up (AftHouseFixture *fixture, gconstpointer unused)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->path = aft_temp_dir_dup_path (fixture->dir, "collector.db");
  /* 2023-11-15 06:13:20 in Shanghai. */
  fixture->fake = aft_fake_clock_new (G_GINT64_CONSTANT (1700000000000000));
  fixture->clock = aft_fake_clock_get_clock (fixture->fake);
  /* After 2024, from when on a kiosk's clock is plausible: 2026-11-15 12:30 in Shanghai. */
  aft_fake_clock_set_real_us (fixture->fake, G_GINT64_CONSTANT (1794717000000000));
  fixture->random = aft_seeded_random_new (7);
  fixture->venue_id = aft_id_generate (fixture->clock, fixture->random);
  fixture->kiosk = aft_house_kiosk_new (fixture->clock, fixture->random);
  aft_house_fixture_reopen (fixture);
  aft_house_furnish (fixture->store, &fixture->venue_id);
  aft_house_enrol (fixture->store, fixture->random, &fixture->venue_id, &fixture->kiosk);
}

void
aft_house_fixture_tear_down (AftHouseFixture *fixture, gconstpointer unused)
{
  aft_house_fixture_close (fixture);
  aft_random_unref (fixture->random);
  aft_fake_clock_free (fixture->fake);
  aft_temp_dir_free (fixture->dir);
  g_free (fixture->path);
}

static sqlite3 *
open_directly (AftHouseFixture *fixture)
{
  sqlite3 *sqlite = NULL;
  g_assert_null (fixture->store);
  g_assert_cmpint (sqlite3_open (fixture->path, &sqlite), ==, SQLITE_OK);
  return sqlite;
}

void
aft_house_fixture_execute (AftHouseFixture *fixture, const char *sql)
{
  sqlite3 *sqlite = open_directly (fixture);
  g_assert_cmpint (sqlite3_exec (sqlite, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (sqlite);
}

void
aft_house_fixture_execute_beside (AftHouseFixture *fixture, const char *sql)
{
  sqlite3 *sqlite = NULL;
  g_assert_cmpint (sqlite3_open (fixture->path, &sqlite), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (sqlite, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (sqlite);
}

void
aft_house_fixture_assert_fails (AftHouseFixture *fixture, const char *sql)
{
  sqlite3 *sqlite = open_directly (fixture);
  g_assert_cmpint (sqlite3_exec (sqlite, sql, NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
  sqlite3_close (sqlite);
}

/* Eats @sqlite. */
static gint64
query (sqlite3 *sqlite, const char *sql)
{
  sqlite3_stmt *row = NULL;
  g_assert_cmpint (sqlite3_prepare_v2 (sqlite, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  gint64 number = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (sqlite);
  return number;
}

gint64
aft_house_fixture_query (AftHouseFixture *fixture, const char *sql)
{
  return query (open_directly (fixture), sql);
}

gint64
aft_house_fixture_query_beside (AftHouseFixture *fixture, const char *sql)
{
  sqlite3 *sqlite = NULL;
  g_assert_cmpint (sqlite3_open_v2 (fixture->path, &sqlite, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  return query (sqlite, sql);
}

AftHouseItem
aft_house_kiosk_number (AftHouseKiosk *kiosk, AftResponse *response)
{
  g_autoptr (GError) error = NULL;
  gboolean is_call = aft_response_get_kind (response) == AFT_RESPONSE_CALL_STAFF;
  AftHouseItem item = {
    .kind = is_call ? AFT_HOUSE_ITEM_CALL_STAFF : AFT_HOUSE_ITEM_RESPONSE,
    .sequence = ++kiosk->sequence,
    .id = *aft_response_get_id (response),
    .previous = kiosk->chain,
    .response = aft_response_ref (response),
  };
  g_autofree char *body = aft_body_from_response (response, &item.digest, &error);
  g_assert_no_error (error);
  g_assert_nonnull (body);
  item.chain = aft_chain_next (&kiosk->id, item.sequence, &item.previous, &item.digest);
  kiosk->chain = item.chain;
  return item;
}

AftHouseBatch *
aft_house_kiosk_batch (const AftHouseKiosk *kiosk, AftClock *clock)
{
  AftHouseEnvelope envelope = {
    .device_id = kiosk->id,
    .boot_id = kiosk->boot_id,
    .sent_ms = aft_clock_get_real_ms (clock),
    .monotonic_ms = MONOTONIC_MS,
  };
  return aft_house_batch_new (&envelope);
}

AftHouseItem
aft_house_item_copy (const AftHouseItem *item)
{
  AftHouseItem copy = *item;
  if (item->response != NULL)
    aft_response_ref (item->response);
  copy.body = g_strdup (item->body);
  copy.survey_id = g_strdup (item->survey_id);
  copy.survey_version = g_strdup (item->survey_version);
  copy.detail = g_strdup (item->detail);
  copy.note = g_strdup (item->note);
  copy.risk = item->risk != NULL ? aft_risk_ref (item->risk) : NULL;
  if (item->tallies != NULL)
    g_array_ref (item->tallies);
  return copy;
}

AftHouseItem
aft_house_fixture_next (AftHouseFixture *fixture)
{
  g_autoptr (AftResponse) response
      = aft_sample_response_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  return aft_house_kiosk_number (&fixture->kiosk, response);
}

AftHouseReceipts *
aft_house_fixture_send (AftHouseFixture *fixture, const AftHouseItem *item)
{
  g_autoptr (GError) error = NULL;
  AftHouseBatch *batch = aft_house_kiosk_batch (&fixture->kiosk, fixture->clock);
  aft_house_batch_take (batch, item);
  AftHouseReceipts *receipts = aft_house_store_accept_sync (fixture->store, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (receipts->items->len, ==, 1);
  return receipts;
}

AftHouseReceipts *
aft_house_fixture_send_new (AftHouseFixture *fixture, guint count)
{
  g_autoptr (GError) error = NULL;
  AftHouseBatch *batch = aft_house_kiosk_batch (&fixture->kiosk, fixture->clock);
  for (guint i = 0; i < count; i++)
    {
      AftHouseItem item = aft_house_fixture_next (fixture);
      aft_house_batch_take (batch, &item);
    }
  AftHouseReceipts *receipts = aft_house_store_accept_sync (fixture->store, batch, &error);
  g_assert_no_error (error);
  return receipts;
}

void
aft_house_assert_receipt (AftHouseReceipts *receipts, AftHouseStatus status, AftHouseReason reason)
{
  const AftHouseReceipt *receipt = &g_array_index (receipts->items, AftHouseReceipt, 0);
  g_assert_cmpint (receipt->status, ==, status);
  g_assert_cmpint (receipt->reason, ==, reason);
  aft_house_receipts_free (receipts);
}

void
aft_house_fixture_assert_findings (AftHouseFixture *fixture, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseVerification) verification
      = aft_house_store_verify_sync (fixture->store, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < verification->findings->len; i++)
    g_test_message ("%s", (char *) verification->findings->pdata[i]);
  g_assert_cmpuint (verification->findings->len, ==, count);
}

void
aft_house_fixture_assert_audited (AftHouseFixture *fixture, const char *action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_house_store_list_audit_sync (fixture->store, 0, 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >, 0);
  const AftHouseAuditRow *last = rows->pdata[rows->len - 1];
  g_assert_cmpuint (last->sequence, ==, rows->len);
  g_assert_cmpstr (last->action, ==, action);
  g_assert_cmpstr (last->actor, ==, "user:test");
}
