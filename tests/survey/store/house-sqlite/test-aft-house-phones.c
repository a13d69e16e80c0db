/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phones of a venue: one device in no list of kiosks, its answers in a chain that the store
 * gives, counted for what they are; codes and misuse; what stands behind a slip's link. */
#include "aft-house-fixture.h"
#include "aft-house-store-phones.h"

#include <string.h>

#include "aft-body.h"
#include "aft-house-ratings.h"
#include "aft-json.h"

static AftHouseDevice *
get_phones (AftHouseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseDevice *device
      = aft_house_store_get_phone_device_sync (fixture->store, &fixture->venue_id, &error);
  g_assert_no_error (error);
  return device;
}

static AftResponse *
make_answer (AftHouseFixture *fixture, AftChannel channel)
{
  g_autoptr (GError) error = NULL;
  gint64 now_ms = aft_clock_get_real_ms (fixture->clock);
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->clock, fixture->random, AFT_RESPONSE_EXIT, NULL);
  aft_response_builder_set_channel (builder, channel);
  aft_response_builder_set_times (builder, now_ms - 15000, now_ms);
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

static AftHouseItem
make_item (AftResponse *response)
{
  AftHouseItem item = { .kind = AFT_HOUSE_ITEM_RESPONSE,
                        .id = *aft_response_get_id (response),
                        .response = aft_response_ref (response) };
  g_autofree char *body = aft_body_from_response (response, &item.digest, NULL);
  g_assert_nonnull (body);
  return item;
}

static AftHouseReceipts *
try_send (AftHouseFixture *fixture,
          const AftId *device_id,
          const AftHouseItem *item,
          GError **error)
{
  AftHouseEnvelope envelope = { .device_id = *device_id,
                                .boot_id = *device_id,
                                .sent_ms = aft_clock_get_real_ms (fixture->clock) };
  AftHouseBatch *batch = aft_house_batch_new (&envelope);
  aft_house_batch_take (batch, item);
  return aft_house_store_accept_phone_sync (fixture->store, batch, error);
}

/* What is said of the one item. */
static AftHouseReceipt
send_item (AftHouseFixture *fixture, const AftHouseItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseDevice) phones = get_phones (fixture);
  g_autoptr (AftHouseReceipts) receipts = try_send (fixture, &phones->id, item, &error);
  g_assert_no_error (error);
  AftHouseReceipt receipt = g_array_index (receipts->items, AftHouseReceipt, 0);
  receipt.detail = NULL;
  return receipt;
}

static AftHouseReceipt
send_answer (AftHouseFixture *fixture, AftResponse *response)
{
  AftHouseItem item = make_item (response);
  return send_item (fixture, &item);
}

static void
test_one_device_a_venue (AftHouseFixture *fixture, gconstpointer unused)
{
  AftId nobody = { { 1 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseDevice) first = get_phones (fixture);
  g_autoptr (AftHouseDevice) again = get_phones (fixture);
  g_autoptr (GPtrArray) kiosks = aft_house_store_list_devices_sync (fixture->store, NULL, NULL);
  g_assert_true (aft_id_equal (&first->id, &again->id));
  g_assert_cmpmem (first->link_key, AFT_LINK_KEY_BYTES, again->link_key, AFT_LINK_KEY_BYTES);
  g_assert_cmpint (first->channel, ==, AFT_CHANNEL_PHONE);
  g_assert_cmpuint (kiosks->len, ==, 1);
  g_assert_cmpint (((AftHouseDevice *) kiosks->pdata[0])->channel, ==, AFT_CHANNEL_KIOSK);
  g_assert_null (aft_house_store_get_phone_device_sync (fixture->store, &nobody, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

/* A manager sees it nowhere, and nobody can take it for a kiosk. */
static void
test_it_is_no_kiosk (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseDevice) phones = get_phones (fixture);
  AftHouseDeviceChange change = { "X", NULL };
  AftHouseHeartbeat beat
      = { .device_id = phones->id, .boot_id = phones->id, .clock_ms = 1, .version = (char *) "1" };
  g_assert_false (aft_house_store_revoke_sync (fixture->store, &phones->id, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (aft_house_store_change_device_sync (fixture->store, &phones->id, &change,
                                                      "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (aft_house_store_heartbeat_sync (fixture->store, &beat, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

static void
test_the_store_numbers_and_links (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseDevice) before = get_phones (fixture);
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (AftResponse) response = make_answer (fixture, AFT_CHANNEL_PHONE);
      AftHouseReceipt receipt = send_answer (fixture, response);
      g_assert_cmpint (receipt.status, ==, AFT_HOUSE_STORED);
      g_assert_cmpuint (receipt.sequence, ==, i);
    }
  g_autoptr (AftHouseDevice) after = get_phones (fixture);
  g_autoptr (GPtrArray) proofs
      = aft_house_store_list_completeness_sync (fixture->store, &after->id, NULL);
  const AftHouseCompleteness *proof = proofs->pdata[0];
  g_assert_cmpuint (after->last_sequence, ==, 3);
  g_assert_false (aft_digest_equal (&after->last_chain, &before->last_chain));
  g_assert_cmpint (after->last_seen_ms, ==, 0);
  g_assert_cmpuint (proof->last_sequence, ==, 3);
  g_assert_cmpuint (proof->gaps->len, ==, 0);
  aft_house_fixture_assert_findings (fixture, 0);
}

/* Sent again after a lost connection: whatever else is in it, it is what it was. */
static void
test_a_known_id_is_a_duplicate (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) first = make_answer (fixture, AFT_CHANNEL_PHONE);
  g_autoptr (AftResponse) other = make_answer (fixture, AFT_CHANNEL_PHONE);
  AftResponseBuilder *builder = aft_response_builder_new_from (first);
  aft_response_builder_set_language (builder, AFT_LANGUAGE_EN);
  g_autoptr (AftResponse) changed = aft_response_builder_end (builder, NULL);
  AftHouseReceipt receipt = send_answer (fixture, first);
  send_answer (fixture, other);
  aft_fake_clock_advance_us (fixture->fake, 60000000);
  AftHouseReceipt again = send_answer (fixture, changed);
  g_assert_cmpint (again.status, ==, AFT_HOUSE_DUPLICATE);
  g_assert_cmpuint (again.sequence, ==, receipt.sequence);
  g_assert_cmpint (again.received_ms, ==, receipt.received_ms);
  g_assert_true (aft_digest_equal (&again.digest, &receipt.digest));
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_an_id_of_a_kiosk_is_refused (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem kiosk_s = aft_house_fixture_next (fixture);
  AftResponseBuilder *builder = aft_response_builder_new_from (kiosk_s.response);
  aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, NULL);
  aft_house_assert_receipt (aft_house_fixture_send (fixture, &kiosk_s), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  AftHouseReceipt receipt = send_answer (fixture, response);
  g_assert_cmpint (receipt.reason, ==, AFT_HOUSE_REASON_CONFLICT);
  aft_house_fixture_assert_findings (fixture, 0);
}

static void
test_only_phones_come_this_way (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseDevice) phones = get_phones (fixture);
  g_autoptr (AftResponse) kiosk_s = make_answer (fixture, AFT_CHANNEL_KIOSK);
  g_autoptr (AftResponse) phone_s = make_answer (fixture, AFT_CHANNEL_PHONE);
  AftHouseReceipt receipt = send_answer (fixture, kiosk_s);
  g_assert_cmpint (receipt.reason, ==, AFT_HOUSE_REASON_INVALID);
  AftHouseItem item = make_item (phone_s);
  g_assert_null (try_send (fixture, &fixture->kiosk.id, &item, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  g_clear_error (&error);
  AftHouseKiosk liar = { .id = phones->id, .boot_id = phones->id };
  AftHouseItem claimed = aft_house_kiosk_number (&liar, phone_s);
  AftHouseBatch *batch = aft_house_kiosk_batch (&liar, fixture->clock);
  aft_house_batch_take (batch, &claimed);
  g_assert_null (aft_house_store_accept_sync (fixture->store, batch, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  g_autoptr (AftHouseDevice) after = get_phones (fixture);
  g_assert_cmpuint (after->last_sequence, ==, 0);
}

/* -- what is counted -- */

static gint64
query_later (AftHouseFixture *fixture, const char *sql)
{
  aft_house_fixture_close (fixture);
  gint64 number = aft_house_fixture_query (fixture, sql);
  aft_house_fixture_reopen (fixture);
  return number;
}

static void
test_figures_know_the_channel (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = make_answer (fixture, AFT_CHANNEL_PHONE);
  AftHouseItem marked = make_item (response);
  marked.marks = AFT_HOUSE_MARK_FAST | AFT_HOUSE_MARK_CROWDED;
  send_item (fixture, &marked);
  aft_house_receipts_free (aft_house_fixture_send_new (fixture, 2));
  aft_house_fixture_assert_findings (fixture, 0);
  /* 7: doubtful, and counted as nothing else. */
  g_assert_cmpint (query_later (fixture, "SELECT sum (count) FROM rollup WHERE channel = 1"
                                         " AND venue > 0 AND question = -1 AND option = 7"),
                   ==, 1);
  g_assert_cmpint (query_later (fixture, "SELECT sum (count) FROM rollup WHERE channel = 1"), ==,
                   2);
  g_assert_cmpint (query_later (fixture, "SELECT sum (count) FROM rollup WHERE channel = 0"
                                         " AND venue > 0 AND question = -2 AND option = 4"),
                   ==, 2);
  g_assert_cmpint (query_later (fixture, "SELECT max (marks) FROM response"), ==, 5);
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, "DELETE FROM rollup WHERE channel = 1 AND venue > 0");
  aft_house_fixture_reopen (fixture);
  aft_house_fixture_assert_findings (fixture, 1);
}

/* -- an erased id -- */

static void
test_only_ratings_of_what_was_erased (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem late = aft_house_fixture_next (fixture);
  g_autofree char *id = aft_id_to_text (&late.id);
  g_auto (GStrv) parts = g_strsplit (id, "-", -1);
  g_autofree char *hex = g_strjoinv ("", parts);
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO tombstone (response_id, erased_ms) VALUES (x'%s', 7)", hex);
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, sql);
  aft_house_fixture_reopen (fixture);
  aft_house_assert_receipt (aft_house_fixture_send (fixture, &late), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  aft_house_fixture_assert_findings (fixture, 0);
  g_assert_cmpint (query_later (fixture, "SELECT count (*) FROM response WHERE erased_ms = 7"
                                         " AND salt IS NULL AND table_code IS NULL"
                                         " AND answers = '{\"overall\":4}'"),
                   ==, 1);
  g_assert_cmpint (
      query_later (fixture, "SELECT sum (n4) FROM trend WHERE measure = 1 AND slice = 0"), ==, 2);
}

static char *
keep (const char *answers, const GArray *tallies)
{
  g_autoptr (AftValue) all
      = aft_json_parse (answers, strlen (answers), &aft_json_limits_wire, NULL);
  g_autoptr (AftValue) kept = aft_house_ratings_keep (all, tallies);
  return aft_json_to_canonical (kept, NULL);
}

static void
test_ratings_hold_no_words (void)
{
  g_autoptr (GArray) tallies = aft_house_tallies_new ();
  aft_house_tallies_add (tallies, "overall", "4");
  aft_house_tallies_add (tallies, "what", "food");
  aft_house_tallies_add (tallies, "what", "other");
  aft_house_tallies_add (tallies, "again", "true");
  g_autofree char *kept = keep (
      "{\"again\":true,\"overall\":4,\"phone\":13800000001,\"what\":[\"food\",\"小李很凶\"],"
      "\"what-Comment\":\"小李\",\"words\":\"汤是凉的\"}",
      tallies);
  g_assert_cmpstr (kept, ==, "{\"again\":true,\"overall\":4,\"what\":[\"food\",\"other\"]}");
}

/* -- what stands behind a link -- */

static AftHouseFollowUp *
find_link (AftHouseFixture *fixture, const AftId *device_id, const AftId *response_id)
{
  g_autoptr (GError) error = NULL;
  AftHouseFollowUp *found
      = aft_house_store_find_follow_up_sync (fixture->store, device_id, response_id, &error);
  g_assert_no_error (error);
  return found;
}

static void
test_a_link_before_and_after_arrival (AftHouseFixture *fixture, gconstpointer unused)
{
  AftHouseItem item = aft_house_fixture_next (fixture);
  AftId id = item.id;
  g_autoptr (AftHouseFollowUp) early = find_link (fixture, &fixture->kiosk.id, &id);
  g_assert_false (early->has_arrived || early->is_erased || early->has_case);
  g_assert_true (aft_id_equal (&early->venue_id, &fixture->venue_id));
  g_assert_null (early->response);
  aft_house_receipts_free (aft_house_fixture_send (fixture, &item));
  g_autoptr (AftHouseFollowUp) later = find_link (fixture, &fixture->kiosk.id, &id);
  g_assert_true (later->has_arrived);
  g_assert_cmpint (later->received_ms, ==, aft_clock_get_real_ms (fixture->clock));
  g_assert_true (aft_id_equal (aft_response_get_id (later->response), &id));
}

/* Who has one key cannot make links to what another kiosk brought. */
static void
test_another_device_s_has_not_arrived (AftHouseFixture *fixture, gconstpointer unused)
{
  AftId nobody = { { 9 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseDevice) phones = get_phones (fixture);
  AftHouseItem item = aft_house_fixture_next (fixture);
  AftId id = item.id;
  aft_house_receipts_free (aft_house_fixture_send (fixture, &item));
  g_autoptr (AftHouseFollowUp) found = find_link (fixture, &phones->id, &id);
  g_assert_false (found->has_arrived);
  g_assert_null (aft_house_store_find_follow_up_sync (fixture->store, &nobody, &id, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
test_devices_by_hint (AftHouseFixture *fixture, gconstpointer unused)
{
  const guint8 other[8] = { 0 };
  g_autoptr (AftHouseDevice) phones = get_phones (fixture);
  const AftId *ids[] = { &phones->id, &fixture->kiosk.id };
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GPtrArray) found = aft_house_store_list_devices_by_hint_sync (
          fixture->store, ids[i]->bytes + AFT_ID_BYTES - 8, NULL);
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_true (aft_id_equal (&((AftHouseDevice *) found->pdata[0])->id, ids[i]));
    }
  g_autoptr (GPtrArray) none
      = aft_house_store_list_devices_by_hint_sync (fixture->store, other, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

/* -- codes -- */

static char *
add_code (AftHouseFixture *fixture, const char *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCode) code = aft_house_store_add_code_sync (fixture->store, &fixture->venue_id,
                                                                 table, "user:test", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (code->table, ==, table);
  return g_strdup (code->code);
}

static void
test_a_code_is_random_and_stays (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autofree char *door = add_code (fixture, NULL);
  aft_house_fixture_assert_audited (fixture, "code.add");
  g_autofree char *table = add_code (fixture, "A12");
  g_autofree char *again = add_code (fixture, "A12");
  g_autofree char *low = g_ascii_strdown (table, -1);
  g_autoptr (AftHouseCode) found = aft_house_store_find_code_sync (fixture->store, low, NULL);
  g_assert_cmpuint (strlen (door), ==, AFT_HOUSE_CODE_LENGTH);
  g_assert_cmpuint (strspn (door, AFT_HOUSE_CODE_LETTERS), ==, AFT_HOUSE_CODE_LENGTH);
  g_assert_cmpstr (door, !=, table);
  g_assert_cmpstr (table, ==, again);
  g_assert_cmpstr (found->code, ==, table);
  g_assert_true (aft_id_equal (&found->venue_id, &fixture->venue_id));
}

static void
test_a_revoked_code_opens_nothing (AftHouseFixture *fixture, gconstpointer unused)
{
  AftId other = { { 3 } };
  g_autoptr (GError) error = NULL;
  g_autofree char *code = add_code (fixture, "3");
  g_assert_false (
      aft_house_store_revoke_code_sync (fixture->store, &other, code, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  for (guint i = 0; i < 2; i++)
    g_assert_true (aft_house_store_revoke_code_sync (fixture->store, &fixture->venue_id, code,
                                                     "user:test", &error));
  aft_house_fixture_assert_audited (fixture, "code.revoke");
  g_assert_null (aft_house_store_find_code_sync (fixture->store, code, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_autofree char *next = add_code (fixture, "3");
  g_assert_cmpstr (next, !=, code);
}

static void
test_what_is_no_code_is_not_found (AftHouseFixture *fixture, gconstpointer unused)
{
  const char *wrong[] = { "", "ABC", "0000000000", "23456789ABC", "二维码二维码二维码一" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (aft_house_store_find_code_sync (fixture->store, wrong[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
    }
}

static void
test_codes_by_table (AftHouseFixture *fixture, gconstpointer unused)
{
  const char *tables[] = { "10", "9", "A10", NULL, "A2" };
  const char *expected[] = { NULL, "9", "10", "A2", "A10" };
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_free (add_code (fixture, tables[i]));
  g_autoptr (GPtrArray) codes
      = aft_house_store_list_codes_sync (fixture->store, &fixture->venue_id, NULL);
  g_assert_cmpuint (codes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < codes->len; i++)
    g_assert_cmpstr (((AftHouseCode *) codes->pdata[i])->table, ==, expected[i]);
}

/* -- misuse -- */

static guint
note (AftHouseFixture *fixture, const guint8 *key, const char *code, guint marks)
{
  g_autoptr (GError) error = NULL;
  guint today = 99;
  guint counted = 99;
  AftHousePhoneNote said = { key, code, marks, fixture->venue_id };
  gboolean is_done = aft_house_store_note_phone_sync (fixture->store, &said, &today, &error);
  g_assert_no_error (error);
  g_assert_true (is_done);
  g_assert_true (aft_house_store_count_phone_sync (fixture->store, &said, &counted, &error));
  g_assert_cmpuint (counted, ==, today);
  return today;
}

static void
test_a_phone_is_known_for_two_days (AftHouseFixture *fixture, gconstpointer unused)
{
  const guint8 mine[AFT_HOUSE_PHONE_KEY_BYTES] = { 1 };
  const guint8 yours[AFT_HOUSE_PHONE_KEY_BYTES] = { 2 };
  g_assert_cmpuint (note (fixture, mine, NULL, 0), ==, 1);
  g_assert_cmpuint (note (fixture, mine, NULL, 0), ==, 2);
  g_assert_cmpuint (note (fixture, yours, NULL, 0), ==, 1);
  g_assert_cmpuint (note (fixture, NULL, NULL, 0), ==, 0);
  aft_fake_clock_advance_us (fixture->fake, G_GINT64_CONSTANT (86400000000));
  g_assert_cmpuint (note (fixture, mine, NULL, 0), ==, 1);
  g_assert_cmpint (query_later (fixture, "SELECT count (*) FROM phone_visit"), ==, 3);
  aft_fake_clock_advance_us (fixture->fake, G_GINT64_CONSTANT (86400000000));
  g_assert_cmpuint (note (fixture, NULL, NULL, 0), ==, 0);
  g_assert_cmpint (query_later (fixture, "SELECT count (*) FROM phone_visit"), ==, 1);
}

/* Nobody has to come for it. */
static void
test_phones_are_forgotten_by_themselves (AftHouseFixture *fixture, gconstpointer unused)
{
  const guint8 mine[AFT_HOUSE_PHONE_KEY_BYTES] = { 1 };
  g_autoptr (GError) error = NULL;
  note (fixture, mine, NULL, 0);
  aft_fake_clock_advance_seconds (fixture->fake, 86400);
  g_assert_true (aft_house_store_forget_phones_sync (fixture->store, &error));
  g_assert_cmpint (query_later (fixture, "SELECT count (*) FROM phone_visit"), ==, 1);
  aft_fake_clock_advance_seconds (fixture->fake, 2 * 86400);
  g_assert_true (aft_house_store_forget_phones_sync (fixture->store, &error));
  g_assert_cmpint (query_later (fixture, "SELECT count (*) FROM phone_visit"), ==, 0);
}

static void
test_a_code_s_days (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = add_code (fixture, NULL);
  note (fixture, NULL, code, 0);
  note (fixture, NULL, code, AFT_HOUSE_MARK_FAST | AFT_HOUSE_MARK_REPEATED);
  note (fixture, NULL, code, AFT_HOUSE_MARK_CROWDED);
  g_assert_true (aft_house_store_note_refused_sync (fixture->store, code, &error));
  aft_fake_clock_advance_us (fixture->fake, G_GINT64_CONSTANT (86400000000));
  g_assert_true (aft_house_store_note_refused_sync (fixture->store, code, &error));
  g_autoptr (GArray) days = aft_house_store_list_code_days_sync (fixture->store, &fixture->venue_id,
                                                                 0, G_MAXINT32, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (days->len, ==, 2);
  const AftHouseCodeDay *last = &g_array_index (days, AftHouseCodeDay, 0);
  const AftHouseCodeDay *first = &g_array_index (days, AftHouseCodeDay, 1);
  g_assert_cmpint (last->day, ==, first->day + 1);
  g_assert_cmpuint (last->answers, ==, 0);
  g_assert_cmpuint (last->refused, ==, 1);
  g_assert_cmpuint (first->answers, ==, 3);
  g_assert_cmpuint (first->fast, ==, 1);
  g_assert_cmpuint (first->repeated, ==, 1);
  g_assert_cmpuint (first->crowded, ==, 1);
  g_assert_cmpuint (first->refused, ==, 1);
}

static void
test_unknown_code_is_not_counted (AftHouseFixture *fixture, gconstpointer unused)
{
  const guint8 key[AFT_HOUSE_PHONE_KEY_BYTES] = { 1 };
  g_autoptr (GError) error = NULL;
  AftHousePhoneNote said = { key, "2222222222", 0, fixture->venue_id };
  g_assert_false (aft_house_store_note_phone_sync (fixture->store, &said, NULL, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (aft_house_store_note_refused_sync (fixture->store, "2222222222", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_assert_cmpint (query_later (fixture, "SELECT count (*) FROM phone_visit"), ==, 0);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-phones/" path, AftHouseFixture, NULL, aft_house_fixture_set_up,        \
              function, aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-device-a-venue", test_one_device_a_venue);
  ADD ("it-is-no-kiosk", test_it_is_no_kiosk);
  ADD ("the-store-numbers-and-links", test_the_store_numbers_and_links);
  ADD ("a-known-id-is-a-duplicate", test_a_known_id_is_a_duplicate);
  ADD ("an-id-of-a-kiosk-is-refused", test_an_id_of_a_kiosk_is_refused);
  ADD ("only-phones-come-this-way", test_only_phones_come_this_way);
  ADD ("figures-know-the-channel", test_figures_know_the_channel);
  ADD ("only-ratings-of-what-was-erased", test_only_ratings_of_what_was_erased);
  g_test_add_func ("/store/house-phones/ratings-hold-no-words", test_ratings_hold_no_words);
  ADD ("a-link-before-and-after-arrival", test_a_link_before_and_after_arrival);
  ADD ("another-device-s-has-not-arrived", test_another_device_s_has_not_arrived);
  ADD ("devices-by-hint", test_devices_by_hint);
  ADD ("a-code-is-random-and-stays", test_a_code_is_random_and_stays);
  ADD ("a-revoked-code-opens-nothing", test_a_revoked_code_opens_nothing);
  ADD ("what-is-no-code-is-not-found", test_what_is_no_code_is_not_found);
  ADD ("codes-by-table", test_codes_by_table);
  ADD ("a-phone-is-known-for-two-days", test_a_phone_is_known_for_two_days);
  ADD ("phones-are-forgotten-by-themselves", test_phones_are_forgotten_by_themselves);
  ADD ("a-code-s-days", test_a_code_s_days);
  ADD ("an-unknown-code-is-not-counted", test_unknown_code_is_not_counted);
  return g_test_run ();
}
