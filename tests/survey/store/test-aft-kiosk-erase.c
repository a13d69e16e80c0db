/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk's own copies of what a guest had erased: gone from every file when it is said, and not
 * before the collector has what it needs for the chain. */
#include <string.h>

#include "aft-kiosk-store-erase.h"
#include "aft-kiosk-store-quarantine.h"
#include "aft-kiosk-store-upload.h"
#include "aft-store-fixture.h"

#define WORDS "上菜有点慢" /* of aft-sample.c, as is */
#define TABLE "\"A12\""
#define TURNS 60

/* Receives every row that is unsent. */
static void
receive_all (AftKioskStore *store, AftReceiptStatus status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  const AftReceiptsHead head = { .server_ms = G_GINT64_CONSTANT (1900000000000) };
  AftReceiptsBuilder *builder = aft_receipts_builder_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const AftOutboxRow *row = rows->pdata[i];
      const AftReceipt receipt
          = { .sequence = row->sequence,
              .id = row->id,
              .digest = row->digest,
              .status = status,
              .reason = status == AFT_RECEIPT_REFUSED ? AFT_REFUSAL_INVALID : AFT_REFUSAL_NONE,
              .received_ms = head.server_ms };
      aft_receipts_builder_add (builder, &receipt);
    }
  g_autoptr (AftReceipts) receipts = aft_receipts_builder_end (builder, &head);
  g_assert_true (aft_kiosk_store_record_receipts_sync (store, receipts, &error));
  g_assert_no_error (error);
}

static GArray *
erase (AftKioskStore *store, const AftId *ids, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_vals (list, ids, count);
  GArray *erased = aft_kiosk_store_erase_sync (store, list, &error);
  g_assert_no_error (error);
  return erased;
}

static guint
count_in_files (AftStoreFixture *fixture, const char *text)
{
  guint count = 0;
  const char *folder = aft_temp_dir_get_path (fixture->dir);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      gsize length = 0;
      g_autofree char *content = NULL;
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (!g_file_get_contents (path, &content, &length, NULL))
        continue;
      const char *at = content;
      while ((at = memmem (at, (gsize) (content + length - at), text, strlen (text))) != NULL)
        {
          count++;
          at += strlen (text);
        }
    }
  return count;
}

static void
test_no_file_holds_the_copy (AftStoreFixture *fixture, gconstpointer unused)
{
  AftId ids[TURNS];
  AftKioskStore *store = aft_store_fixture_open (fixture);
  for (guint i = 0; i < TURNS; i++)
    {
      g_autoptr (AftResponse) response
          = aft_store_fixture_make_response (fixture, AFT_RESPONSE_COMPLAINT, NULL);
      ids[i] = aft_store_fixture_finish (store, response).id;
    }
  receive_all (store, AFT_RECEIPT_STORED);
  g_assert_cmpuint (count_in_files (fixture, WORDS), >, 0);
  for (guint i = 0; i < TURNS; i += 20)
    {
      g_autoptr (GArray) erased = erase (store, ids + i, 20);
      g_assert_cmpuint (erased->len, ==, 20);
    }
  g_assert_cmpuint (count_in_files (fixture, WORDS), ==, 0);
  g_assert_cmpuint (count_in_files (fixture, TABLE), ==, 0);
  g_assert_cmpuint (count_in_files (fixture, "A12"), ==, 0);
  aft_store_fixture_assert_sound (store, TURNS);
  aft_kiosk_store_unref (store);
}

static void
test_the_unsent_stays_until_it_is_sent (AftStoreFixture *fixture, gconstpointer unused)
{
  AftKioskStore *store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) response
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_COMPLAINT, NULL);
  AftId id = aft_store_fixture_finish (store, response).id;
  g_autoptr (GArray) early = erase (store, &id, 1);
  g_assert_cmpuint (early->len, ==, 0);
  g_autoptr (GPtrArray) rows = aft_store_fixture_list (store);
  g_assert_nonnull (strstr (((const AftOutboxRow *) rows->pdata[0])->body, WORDS));
  receive_all (store, AFT_RECEIPT_STORED);
  g_autoptr (GArray) late = erase (store, &id, 1);
  g_assert_cmpuint (late->len, ==, 1);
  g_assert_cmpuint (count_in_files (fixture, WORDS), ==, 0);
  aft_kiosk_store_unref (store);
}

/* A store that was lost and made anew has nothing to erase, and says so. */
static void
test_what_was_never_here_is_gone (AftStoreFixture *fixture, gconstpointer unused)
{
  AftKioskStore *store = aft_store_fixture_open (fixture);
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  g_autoptr (GArray) erased = erase (store, &id, 1);
  g_assert_cmpuint (erased->len, ==, 1);
  g_assert_true (aft_id_equal (&g_array_index (erased, AftId, 0), &id));
  aft_kiosk_store_unref (store);
}

static void
test_a_tap_that_goes_on_is_not_touched (AftStoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftKioskStore *store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) tap = aft_store_fixture_make_tap (fixture, 4);
  g_assert_true (aft_kiosk_store_record_tap_sync (store, tap, &error));
  g_autoptr (GArray) erased = erase (store, aft_response_get_id (tap), 1);
  g_assert_cmpuint (erased->len, ==, 0);
  aft_kiosk_store_unref (store);
}

/* It could not be sent once more without a body. */
static void
test_what_was_refused_goes_too (AftStoreFixture *fixture, gconstpointer unused)
{
  AftStoreCounts counts;
  AftKioskStore *store = aft_store_fixture_open (fixture);
  g_autoptr (AftResponse) response
      = aft_store_fixture_make_response (fixture, AFT_RESPONSE_COMPLAINT, NULL);
  AftId id = aft_store_fixture_finish (store, response).id;
  receive_all (store, AFT_RECEIPT_REFUSED);
  g_autoptr (GArray) erased = erase (store, &id, 1);
  g_assert_cmpuint (erased->len, ==, 1);
  g_assert_cmpuint (count_in_files (fixture, WORDS), ==, 0);
  g_assert_true (aft_kiosk_store_count_sync (store, 0, &counts, NULL));
  g_assert_cmpuint (counts.quarantined, ==, 0);
  g_assert_cmpuint (counts.unsent, ==, 0);
  aft_store_fixture_assert_sound (store, 1);
  aft_kiosk_store_unref (store);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/store/kiosk-erase/" name, AftStoreFixture, NULL, aft_store_fixture_set_up, test,   \
              aft_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-file-holds-the-copy", test_no_file_holds_the_copy);
  ADD ("the-unsent-stays-until-it-is-sent", test_the_unsent_stays_until_it_is_sent);
  ADD ("what-was-never-here-is-gone", test_what_was_never_here_is_gone);
  ADD ("a-tap-that-goes-on-is-not-touched", test_a_tap_that_goes_on_is_not_touched);
  ADD ("what-was-refused-goes-too", test_what_was_refused_goes_too);
  return g_test_run ();
}
