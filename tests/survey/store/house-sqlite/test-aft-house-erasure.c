/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking a guest's data away: no byte of it stays in any file, the figures do; whatever comes in
 * between, before or at the same time. */
#include <signal.h>
#include <string.h>

#include "aft-base64url.h"
#include "aft-house-case-fixture.h"
#include "aft-house-store-erasure.h"
#include "aft-house-store-guests.h"
#include "aft-house-store-phones.h"

#define PHONE    "13812345678"
#define DAY_MS   G_GINT64_CONSTANT (86400000)
#define SITTINGS 40
#define NOTES    6
#define VICTIMS  30 /* of the process that is killed */
#define ENOUGH   7  /* receipts until it is */

/* -- guests ------------------------------------------------------------------------------------
 */

typedef struct
{
  AftId response_id;
  char *words; /* unique texts of this guest, wherever they stand */
  char *note;
  char *table;
  AftId case_id;
} Guest;

static void
free_guest (gpointer data)
{
  Guest *guest = data;
  g_free (guest->words);
  g_free (guest->note);
  g_free (guest->table);
  g_free (guest);
}

static AftResponse *
make_response (AftCaseFixture *fixture,
               const Guest *guest,
               AftResponseKind kind,
               const AftId *sitting_id)
{
  g_autoptr (GError) error = NULL;
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->house.clock, fixture->house.random, kind, sitting_id);
  AftValueBuilder *answers = aft_value_builder_new_object ();
  g_autofree char *box
      = aft_base64url_encode ((const guint8 *) guest->words, strlen (guest->words));
  AftConsent consent = { .callback = TRUE, .text_version = "1", .given_ms = 1 };
  aft_value_builder_set_number (answers, "overall", 2);
  aft_value_builder_set_string (answers, "words", guest->words);
  g_autoptr (AftValue) value = aft_value_builder_end (answers);
  aft_response_builder_set_answers (builder, value);
  aft_response_builder_set_table (builder, guest->table);
  aft_response_builder_set_consent (builder, &consent);
  aft_response_builder_take_seal (
      builder, aft_sealed_part_new (AFT_SEALED_CONTACT, "0011223344556677", box));
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

static void
send (AftCaseFixture *fixture, AftResponse *response, guint8 key)
{
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  item.has_guest = key != 0;
  item.guest_key.bytes[0] = key;
  item.visit_score = 2;
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
}

static Guest *
make_guest (guint number)
{
  Guest *guest = g_new0 (Guest, 1);
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < 12; i++)
    g_string_append_printf (words, "第%u位客人说上菜慢%u，电话" PHONE "；", number, i);
  guest->words = g_strdup (words->str);
  guest->note = g_strdup_printf ("客人%u的备注:请打" PHONE "-%u", number, number);
  guest->table = g_strdup_printf ("Window-%04u-xyz", number);
  return guest;
}

static void
note (AftCaseFixture *fixture, const Guest *guest, guint count)
{
  AftHouseCase asked = { .id = guest->case_id };
  for (guint i = 0; i < count; i++)
    {
      AftHouseCaseAction action
          = aft_case_action (fixture, &asked, AFT_CASE_EVENT_NOTE, &fixture->staff);
      action.words = guest->note;
      aft_house_case_free (aft_case_act (fixture, &action));
    }
}

/* An exit survey and a complaint of one sitting, with a case and @notes in it. */
static Guest *
come (AftCaseFixture *fixture, guint number, guint8 key, guint notes)
{
  Guest *guest = make_guest (number);
  g_autoptr (AftResponse) first = make_response (fixture, guest, AFT_RESPONSE_EXIT, NULL);
  g_autoptr (AftResponse) second
      = make_response (fixture, guest, AFT_RESPONSE_COMPLAINT, aft_response_get_sitting_id (first));
  send (fixture, first, key);
  send (fixture, second, key);
  guest->response_id = *aft_response_get_id (second);
  g_autoptr (AftHouseCase) item = aft_case_get_of (fixture, second);
  guest->case_id = item->id;
  note (fixture, guest, notes);
  return guest;
}

/* -- looking into the files --------------------------------------------------------------------
 */

static guint
count_bytes (const char *haystack, gsize length, const char *needle, gsize needle_length)
{
  guint count = 0;
  const char *end = haystack + length;
  for (const char *at = haystack;
       (at = memmem (at, (gsize) (end - at), needle, needle_length)) != NULL; at += needle_length)
    count++;
  return count;
}

/* In UTF-8, UTF-16 and base64, in whatever place of three it begins. */
static guint
count_text (const char *haystack, gsize length, const char *text)
{
  glong units = 0;
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (text, -1, NULL, &units, NULL);
  guint count = count_bytes (haystack, length, text, strlen (text))
                + count_bytes (haystack, length, (const char *) wide, (gsize) units * 2);
  for (guint shift = 0; shift < 3; shift++)
    {
      g_autofree char *shifted = g_strconcat (&"\1\1"[2 - shift], text, NULL);
      g_autofree char *coded = g_base64_encode ((const guchar *) shifted, strlen (shifted));
      gsize coded_length = strlen (coded);
      count += count_bytes (haystack, length, coded + 4, coded_length - 8);
    }
  return count;
}

/* Over all files of the folder. */
static guint
count_in_files (const char *folder, const char *text)
{
  guint count = 0;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      gsize length = 0;
      g_autofree char *content = NULL;
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_get_contents (path, &content, &length, NULL))
        count += count_text (content, length, text);
    }
  return count;
}

static guint
count_guest (AftCaseFixture *fixture, const Guest *guest)
{
  g_autofree char *folder = g_path_get_dirname (fixture->house.path);
  /* Part of the words: what is left of a page must not hold that either. */
  g_autofree char *part = g_utf8_substring (guest->words, 0, 10);
  return count_in_files (folder, part) + count_in_files (folder, guest->note)
         + count_in_files (folder, guest->table);
}

static AftHouseErasureReceipt *
erase_slip (AftCaseFixture *fixture, const AftId *response_id)
{
  g_autoptr (GError) error = NULL;
  const AftHouseErasureTarget target
      = { .response_id = response_id, .device_id = &fixture->house.kiosk.id };
  AftHouseErasureReceipt *receipt = aft_house_store_erase_sync (
      fixture->house.store, &target, AFT_HOUSE_ERASE_BY_SLIP, "guest", &error);
  g_assert_no_error (error);
  return receipt;
}

/* The store is opened anew behind it. */
static gint64
query (AftCaseFixture *fixture, const char *sql)
{
  aft_house_fixture_close (&fixture->house);
  gint64 number = aft_house_fixture_query (&fixture->house, sql);
  aft_case_fixture_reopen (fixture);
  return number;
}

static gint64
sum_rollups (AftCaseFixture *fixture)
{
  return query (fixture, "SELECT sum (count) FROM rollup");
}

/* -- rules -------------------------------------------------------------------------------------
 */

static void
test_no_file_holds_the_words (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (free_guest);
  for (guint i = 0; i < SITTINGS; i++)
    g_ptr_array_add (guests, come (fixture, i, 0, NOTES));
  /* Pages in which others lie in between, and cells that have moved. */
  for (guint i = 0; i < SITTINGS; i++)
    note (fixture, guests->pdata[SITTINGS - 1 - i], NOTES);
  gint64 counted = sum_rollups (fixture);
  for (guint i = 0; i < SITTINGS; i += 3)
    {
      const Guest *guest = guests->pdata[i];
      g_assert_cmpuint (count_guest (fixture, guest), >, 0);
      g_autoptr (AftHouseErasureReceipt) receipt = erase_slip (fixture, &guest->response_id);
      g_assert_true (receipt->is_final);
      g_assert_cmpuint (receipt->responses, ==, 2);
      g_assert_cmpuint (receipt->sealed, ==, 2);
      g_assert_cmpuint (receipt->cases, ==, 1);
      g_assert_cmpuint (receipt->waiting, ==, 2);
      g_assert_cmpuint (count_guest (fixture, guest), ==, 0);
    }
  g_assert_cmpuint (count_guest (fixture, guests->pdata[1]), >, 0);
  g_assert_cmpint (sum_rollups (fixture), ==, counted);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_the_link_is_dead (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  Guest *guest = come (fixture, 1, 0, 0);
  g_autoptr (AftHouseErasureReceipt) receipt = erase_slip (fixture, &guest->response_id);
  g_autoptr (AftHouseErasureReceipt) again = erase_slip (fixture, &guest->response_id);
  g_autoptr (AftHouseFollowUp) found = aft_house_store_find_follow_up_sync (
      fixture->house.store, &fixture->house.kiosk.id, &guest->response_id, &error);
  const AftHouseErasureTarget target = { .response_id = &guest->response_id };
  g_assert_no_error (error);
  g_assert_true (found->is_erased);
  g_assert_null (found->response);
  g_assert_null (aft_house_store_dup_guest_data_sync (fixture->house.store, &target, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  /* Twice is no error, and says that nothing was left. */
  g_assert_cmpuint (again->responses, ==, 0);
  g_assert_false (aft_id_equal (&receipt->id, &again->id));
  free_guest (guest);
}

static void
test_what_arrives_later_is_its_ratings (AftCaseFixture *fixture, gconstpointer unused)
{
  Guest *guest = make_guest (9);
  g_autoptr (AftResponse) first = make_response (fixture, guest, AFT_RESPONSE_EXIT, NULL);
  g_autoptr (AftResponse) slip
      = make_response (fixture, guest, AFT_RESPONSE_COMPLAINT, aft_response_get_sitting_id (first));
  g_autoptr (AftResponse) third = make_response (fixture, guest, AFT_RESPONSE_SUGGESTION,
                                                 aft_response_get_sitting_id (first));
  guest->response_id = *aft_response_get_id (slip);
  send (fixture, first, 7);
  g_autoptr (AftHouseErasureReceipt) receipt = erase_slip (fixture, &guest->response_id);
  g_assert_cmpuint (receipt->responses, ==, 0);
  g_assert_cmpuint (receipt->waiting, ==, 1);
  send (fixture, slip, 7);
  send (fixture, third, 7);
  aft_case_assert_none (fixture, slip);
  /* What came before goes with it; the guest, who is known by it, does not come to be known again.
   */
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM response WHERE erased_ms > 0"
                                   " AND salt IS NULL AND table_code IS NULL"
                                   " AND guest IS NULL AND answers = '{\"overall\":2}'"),
                   ==, 3);
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM erasure_order"), ==, 3);
  g_assert_cmpint (query (fixture, "SELECT sum (count) FROM rollup WHERE venue > 0"
                                   " AND question = -1"),
                   ==, 3);
  aft_house_fixture_assert_findings (&fixture->house, 0);
  free_guest (guest);
}

static void
test_an_unknown_response_needs_its_device (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  const AftHouseErasureTarget target = { .response_id = &id };
  const AftHouseErasureTarget both = { .response_id = &id, .guest_id = &id };
  const AftHouseErasureTarget guest = { .guest_id = &id };
  AftHouseStore *store = fixture->house.store;
  g_assert_null (
      aft_house_store_erase_sync (store, &target, AFT_HOUSE_ERASE_BY_CASE, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (
      aft_house_store_erase_sync (store, &guest, AFT_HOUSE_ERASE_BY_GUEST, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (
      aft_house_store_erase_sync (store, &both, AFT_HOUSE_ERASE_BY_GUEST, "user:test", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_a_number_takes_all_sittings (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDigest key = { { 5 } };
  const AftHouseErasureTarget target = { .key = &key };
  Guest *first = come (fixture, 1, 5, 1);
  aft_fake_clock_advance_ms (fixture->house.fake, 40 * DAY_MS);
  Guest *second = come (fixture, 2, 5, 1);
  Guest *other = come (fixture, 3, 6, 1);
  g_autoptr (AftValue) held
      = aft_house_store_dup_guest_data_sync (fixture->house.store, &target, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aft_value_get_length (aft_value_get_member (held, "responses")), ==, 4);
  g_assert_cmpuint (aft_value_get_length (aft_value_get_member (held, "cases")), ==, 2);
  g_assert_cmpuint (
      aft_value_get_length (aft_value_get_member (aft_value_get_member (held, "guest"), "visits")),
      ==, 2);
  g_autoptr (AftHouseErasureReceipt) receipt = aft_house_store_erase_sync (
      fixture->house.store, &target, AFT_HOUSE_ERASE_BY_PHONE, "user:test", &error);
  g_assert_no_error (error);
  aft_house_fixture_assert_audited (&fixture->house, "guest.erase");
  g_assert_cmpuint (receipt->responses, ==, 4);
  g_assert_cmpuint (receipt->visits, ==, 2);
  g_assert_cmpuint (receipt->guests, ==, 1);
  g_assert_cmpuint (count_guest (fixture, first) + count_guest (fixture, second), ==, 0);
  g_assert_cmpuint (count_guest (fixture, other), >, 0);
  g_assert_null (aft_house_store_find_guest_sync (fixture->house.store, &key, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  aft_house_fixture_assert_findings (&fixture->house, 0);
  free_guest (first);
  free_guest (second);
  free_guest (other);
}

/* Whoever typed somebody else's number at a kiosk has a slip, too. */
static void
test_a_slip_takes_its_own_sitting_alone (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftDigest key = { { 5 } };
  Guest *first = come (fixture, 1, 5, 1);
  aft_fake_clock_advance_ms (fixture->house.fake, 3 * DAY_MS);
  Guest *second = come (fixture, 2, 5, 1);
  const AftHouseErasureTarget target = { .response_id = &second->response_id };
  g_autoptr (AftValue) held
      = aft_house_store_dup_guest_data_sync (fixture->house.store, &target, &error);
  const AftValue *cases = aft_value_get_member (held, "cases");
  g_assert_null (aft_value_get_member (held, "guest"));
  g_assert_cmpuint (aft_value_get_length (aft_value_get_member (held, "responses")), ==, 2);
  g_assert_cmpuint (aft_value_get_length (cases), ==, 1);
  g_assert_null (aft_value_get_member (aft_value_get_item (cases, 0), "notes"));
  g_autoptr (AftHouseErasureReceipt) receipt = erase_slip (fixture, &second->response_id);
  g_assert_cmpuint (receipt->guests, ==, 0);
  g_assert_cmpuint (receipt->visits, ==, 1);
  g_assert_cmpuint (count_guest (fixture, second), ==, 0);
  g_assert_cmpuint (count_guest (fixture, first), >, 0);
  g_autoptr (AftHouseGuest) known
      = aft_house_store_find_guest_sync (fixture->house.store, &key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (known->visits, ==, 1);
  g_autoptr (AftHouseErasureReceipt) last = erase_slip (fixture, &first->response_id);
  g_assert_cmpuint (last->guests, ==, 1);
  aft_house_fixture_assert_findings (&fixture->house, 0);
  free_guest (first);
  free_guest (second);
}

static void
test_a_kiosk_is_told_until_it_is_done (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftHouseStore *store = fixture->house.store;
  const AftId *kiosk = &fixture->house.kiosk.id;
  Guest *guest = come (fixture, 1, 0, 0);
  g_autoptr (AftHouseErasureReceipt) receipt = erase_slip (fixture, &guest->response_id);
  g_autoptr (GArray) orders = aft_house_store_list_erasure_orders_sync (store, kiosk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (orders->len, ==, 2);
  g_array_set_size (orders, 1);
  g_assert_true (aft_house_store_note_erased_sync (store, kiosk, orders, &error));
  g_autoptr (GArray) left = aft_house_store_list_erasure_orders_sync (store, kiosk, &error);
  g_assert_cmpuint (left->len, ==, 1);
  g_autoptr (AftHouseErasureReceipt) now
      = aft_house_store_get_erasure_sync (store, &receipt->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (now->waiting, ==, 1);
  g_assert_cmpuint (now->responses, ==, receipt->responses);
  g_assert_cmpint (now->way, ==, AFT_HOUSE_ERASE_BY_SLIP);
  free_guest (guest);
}

/* -- at the same time --------------------------------------------------------------------------
 */

static gpointer
race (gpointer data)
{
  AftCaseFixture *fixture = ((gpointer *) data)[0];
  const Guest *guest = ((gpointer *) data)[1];
  return erase_slip (fixture, &guest->response_id);
}

static void
test_racing_erasures_take_each_thing_once (AftCaseFixture *fixture, gconstpointer unused)
{
  GThread *threads[6];
  guint responses = 0;
  Guest *guest = come (fixture, 1, 4, NOTES);
  gpointer pair[] = { fixture, guest };
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("race", race, pair);
  for (guint i = 0; i < 5; i++)
    free_guest (come (fixture, 10 + i, 4, 1));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (AftHouseErasureReceipt) receipt = g_thread_join (threads[i]);
      g_assert_true (receipt->is_final);
      responses += receipt->responses;
    }
  g_assert_cmpuint (responses, ==, 2);
  g_assert_cmpuint (count_guest (fixture, guest), ==, 0);
  aft_house_fixture_assert_findings (&fixture->house, 0);
  free_guest (guest);
}

/* -- a process that is killed ------------------------------------------------------------------
 */

/* Erases one after the other, and says each that it has a receipt of. */
static int
run_victim (const char *path, char **ids)
{
  g_autoptr (GError) error = NULL;
  AftHouseSqliteOptions options = { .path = path,
                                    .clock = aft_clock_new_system (),
                                    .random = aft_random_new_system (),
                                    .tally = aft_house_tally };
  AftHouseStore *store = aft_house_sqlite_open (&options, &error);
  g_assert_no_error (error);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      AftId id;
      g_assert_true (aft_id_from_text (ids[i], &id));
      const AftHouseErasureTarget target = { .response_id = &id };
      aft_house_erasure_receipt_free (
          aft_house_store_erase_sync (store, &target, AFT_HOUSE_ERASE_BY_SLIP, "guest", &error));
      g_assert_no_error (error);
      g_print ("%u\n", i);
    }
  return 0;
}

static GSubprocess *
start_victim (AftCaseFixture *fixture, const GPtrArray *guests)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_ptr_array_add (words, g_strdup (self));
  g_ptr_array_add (words, g_strdup ("--victim"));
  g_ptr_array_add (words, g_strdup (fixture->house.path));
  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (words, aft_id_to_text (&((const Guest *) guests->pdata[i])->response_id));
  g_ptr_array_add (words, NULL);
  GSubprocess *victim = g_subprocess_newv ((const char *const *) words->pdata,
                                           G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  return victim;
}

static void
test_a_killed_erasure_is_whole_or_nothing (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (free_guest);
  for (guint i = 0; i < VICTIMS; i++)
    g_ptr_array_add (guests, come (fixture, i, 0, 2));
  gint64 counted = sum_rollups (fixture);
  aft_house_fixture_close (&fixture->house);
  g_autoptr (GSubprocess) victim = start_victim (fixture, guests);
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (victim));
  guint said = 0;
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  for (; line != NULL && said < ENOUGH; said++)
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
    }
  g_subprocess_send_signal (victim, SIGKILL);
  g_subprocess_wait (victim, NULL, NULL);
  g_assert_cmpuint (said, ==, ENOUGH);
  aft_case_fixture_reopen (fixture);
  guint held = 0;
  for (guint i = 0; i < guests->len; i++)
    {
      guint count = count_guest (fixture, guests->pdata[i]);
      g_assert_true (i >= ENOUGH || count == 0);
      held += count > 0 ? 1 : 0;
    }
  g_assert_cmpint (query (fixture, "SELECT count (DISTINCT sitting_id) FROM response"
                                   " WHERE erased_ms = 0"),
                   ==, held);
  g_assert_cmpint (sum_rollups (fixture), ==, counted);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

/* -- age ---------------------------------------------------------------------------------------
 */

/* All that is due; how many receipts. */
static guint
retain (AftCaseFixture *fixture, gint64 contact_days, gint64 words_days)
{
  guint receipts = 0;
  gboolean is_done = FALSE;
  const AftHouseRetention retention
      = { .contact_ms = contact_days * DAY_MS, .words_ms = words_days * DAY_MS, .limit = 2 };
  while (!is_done)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftHouseErasureReceipt) receipt = NULL;
      g_assert_true (aft_house_store_retain_sync (fixture->house.store, &retention, &receipt,
                                                  &is_done, &error));
      g_assert_no_error (error);
      receipts += receipt != NULL ? 1 : 0;
    }
  return receipts;
}

static gint64
count_contacts (AftCaseFixture *fixture)
{
  return query (fixture, "SELECT count (*) FROM sealed WHERE name = 'contact'");
}

static void
test_contacts_stay_while_a_case_is_open (AftCaseFixture *fixture, gconstpointer unused)
{
  Guest *guest = come (fixture, 1, 3, 1);
  AftHouseCase asked = { .id = guest->case_id };
  aft_fake_clock_advance_ms (fixture->house.fake, 100 * DAY_MS);
  g_assert_cmpuint (retain (fixture, 90, 0), ==, 0);
  g_assert_cmpint (count_contacts (fixture), ==, 2);
  AftHouseCaseAction closing
      = aft_case_action (fixture, &asked, AFT_CASE_EVENT_CLOSED, &fixture->manager);
  closing.to = AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY;
  closing.words = "no remedy";
  closing.needs_no_action = TRUE;
  closing.stated_cause = closing.root_cause = closing.outcome = "other";
  closing.has_cost = TRUE;
  aft_house_case_free (aft_case_act (fixture, &closing));
  aft_fake_clock_advance_ms (fixture->house.fake, 91 * DAY_MS);
  g_assert_cmpuint (retain (fixture, 90, 0), ==, 1);
  g_assert_cmpint (count_contacts (fixture), ==, 0);
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM response WHERE"
                                   " json_extract (answers, '$.words') IS NOT NULL"),
                   ==, 2);
  g_assert_cmpuint (retain (fixture, 90, 0), ==, 0);
  aft_house_fixture_assert_findings (&fixture->house, 0);
  free_guest (guest);
}

static void
test_old_words_go_and_young_ones_stay (AftCaseFixture *fixture, gconstpointer unused)
{
  Guest *old = come (fixture, 1, 3, 2);
  gint64 counted = sum_rollups (fixture);
  aft_fake_clock_advance_ms (fixture->house.fake, 700 * DAY_MS);
  Guest *young = come (fixture, 2, 3, 1);
  g_assert_cmpuint (retain (fixture, 0, 730), ==, 0);
  aft_fake_clock_advance_ms (fixture->house.fake, 31 * DAY_MS);
  g_assert_cmpuint (retain (fixture, 0, 730), >=, 1);
  g_autofree char *folder = g_path_get_dirname (fixture->house.path);
  g_autofree char *part = g_utf8_substring (old->words, 0, 10);
  g_assert_cmpuint (count_in_files (folder, part) + count_in_files (folder, old->note), ==, 0);
  g_assert_cmpuint (count_guest (fixture, young), >, 0);
  g_assert_cmpint (sum_rollups (fixture), ==, 2 * counted);
  g_assert_cmpint (query (fixture, "SELECT count (*) FROM response WHERE guest > 0"), ==, 4);
  aft_house_fixture_assert_findings (&fixture->house, 0);
  free_guest (old);
  free_guest (young);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/store/house-erasure/" name, AftCaseFixture, NULL, aft_case_fixture_set_up, test,   \
              aft_case_fixture_tear_down)

int
main (int argc, char **argv)
{
  if (argc > 2 && g_str_equal (argv[1], "--victim"))
    return run_victim (argv[2], argv + 3);
  g_test_init (&argc, &argv, NULL);
  ADD ("no-file-holds-the-words", test_no_file_holds_the_words);
  ADD ("the-link-is-dead", test_the_link_is_dead);
  ADD ("what-arrives-later-is-its-ratings", test_what_arrives_later_is_its_ratings);
  ADD ("an-unknown-response-needs-its-device", test_an_unknown_response_needs_its_device);
  ADD ("a-number-takes-all-sittings", test_a_number_takes_all_sittings);
  ADD ("a-slip-takes-its-own-sitting-alone", test_a_slip_takes_its_own_sitting_alone);
  ADD ("a-kiosk-is-told-until-it-is-done", test_a_kiosk_is_told_until_it_is_done);
  ADD ("racing-erasures-take-each-thing-once", test_racing_erasures_take_each_thing_once);
  ADD ("a-killed-erasure-is-whole-or-nothing", test_a_killed_erasure_is_whole_or_nothing);
  ADD ("contacts-stay-while-a-case-is-open", test_contacts_stay_while_a_case_is_open);
  ADD ("old-words-go-and-young-ones-stay", test_old_words_go_and_young_ones_stay);
  return g_test_run ();
}
