/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A house's store with kiosks that send as fast as it takes it, several batches at a time. For each
 * item that has its receipt one write(2) of "ack ID\n", and not before: whoever kills this program
 * knows what must be there afterwards. --check verifies everything and lists the ids of its rows.
 * Started again, the kiosks go on from what the store says it has. --phones: before them guests
 * answer on their phones. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aft-body.h"
#include "aft-house-fixture.h"
#include "aft-house-store-phones.h"

#define KIOSKS 4
/* Every so many responses are complaints, of so many guests. */
#define COMPLAINTS 7
#define GUESTS     5

typedef struct
{
  AftHouseStore *store;
  AftClock *clock;
  AftRandom *random;
  AftId venue_id;
  AftHouseKiosk kiosks[KIOSKS];
} House;

/* A batch that is being waited for. */
typedef struct
{
  House *house;
  guint kiosk;
} Waiting;

static void
say (const char *word, const AftId *id)
{
  g_autofree char *text = id != NULL ? aft_id_to_text (id) : g_strdup ("-");
  g_autofree char *line = g_strdup_printf ("%s %s\n", word, text);
  gssize count = strlen (line);
  if (write (STDOUT_FILENO, line, count) != count)
    exit (EXIT_FAILURE);
}

static void
give_up (const GError *error)
{
  g_printerr ("headless-house: %s\n", error->message);
  exit (EXIT_FAILURE);
}

/* The same ids at every start. */
static AftId
make_id (guint8 kind, guint8 number)
{
  AftId id = { { 1, 0x8b, 0xcf, 0xe5, 0x68, 0, 0x70, kind, 0x80, 0, 0, 0, 0, 0, 0, number } };
  return id;
}

static gboolean
is_furnished (House *house)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices = aft_house_store_list_devices_sync (house->store, NULL, &error);
  if (devices == NULL)
    give_up (error);
  return devices->len == KIOSKS;
}

/* Killed in the middle of furnishing, the file is thrown away and begun anew by who killed us. */
static void
furnish (House *house)
{
  aft_house_furnish (house->store, &house->venue_id);
  for (guint i = 0; i < KIOSKS; i++)
    aft_house_enrol (house->store, house->random, &house->venue_id, &house->kiosks[i]);
}

static AftResponse *
make_answer (House *house, AftResponseKind kind, const AftResponse *about)
{
  const AftId *sitting = about != NULL ? aft_response_get_sitting_id (about) : NULL;
  AftResponseBuilder *builder = aft_sample_builder_new (house->clock, house->random, kind, sitting);
  aft_response_builder_set_channel (builder, AFT_CHANNEL_PHONE);
  return aft_response_builder_end (builder, NULL);
}

/* What somebody complains of, or adds to it: that nothing was put right. */
static void
send_answer (House *house, const AftId *device_id, AftResponse *response, const AftResponse *about)
{
  g_autoptr (GError) error = NULL;
  AftHouseEnvelope envelope = { .device_id = *device_id, .boot_id = *device_id };
  AftHouseBatch *batch = aft_house_batch_new (&envelope);
  AftHouseItem item = { .kind = AFT_HOUSE_ITEM_RESPONSE,
                        .id = *aft_response_get_id (response),
                        .marks = AFT_HOUSE_MARK_CROWDED,
                        .response = aft_response_ref (response) };
  if (about != NULL)
    item.added = (AftHouseAdded){ .about_id = *aft_response_get_id (about),
                                  .put_right = AFT_HOUSE_PUT_RIGHT_NO,
                                  .wants_call = TRUE };
  g_autofree char *body = aft_body_from_response (response, &item.digest, &error);
  if (body == NULL)
    give_up (error);
  aft_house_batch_take (batch, &item);
  g_autoptr (AftHouseReceipts) receipts
      = aft_house_store_accept_phone_sync (house->store, batch, &error);
  if (receipts == NULL)
    give_up (error);
}

static void
answer_by_phone (House *house)
{
  const guint8 key[AFT_HOUSE_PHONE_KEY_BYTES] = { 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseDevice) phones
      = aft_house_store_get_phone_device_sync (house->store, &house->venue_id, &error);
  if (phones == NULL)
    give_up (error);
  g_autoptr (AftHouseCode) code
      = aft_house_store_add_code_sync (house->store, &house->venue_id, "A12", "user:test", &error);
  if (code == NULL)
    give_up (error);
  AftHousePhoneNote note = { key, code->code, AFT_HOUSE_MARK_CROWDED, house->venue_id };
  if (!aft_house_store_note_phone_sync (house->store, &note, NULL, &error))
    give_up (error);
  g_autoptr (AftResponse) complaint = make_answer (house, AFT_RESPONSE_COMPLAINT, NULL);
  g_autoptr (AftResponse) added = make_answer (house, AFT_RESPONSE_FOLLOW_UP, complaint);
  send_answer (house, &phones->id, complaint, NULL);
  send_answer (house, &phones->id, added, complaint);
}

static void
resume (House *house)
{
  for (guint i = 0; i < KIOSKS; i++)
    {
      g_autoptr (GError) error = NULL;
      AftHouseKiosk *kiosk = &house->kiosks[i];
      g_autoptr (AftHouseDevice) device
          = aft_house_store_get_device_sync (house->store, &kiosk->id, &error);
      if (device == NULL)
        give_up (error);
      kiosk->sequence = device->last_sequence;
      kiosk->chain = device->last_chain;
    }
}

static void send_next (House *house, guint kiosk);

static void
on_accepted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree Waiting *waiting = data;
  g_autoptr (AftHouseReceipts) receipts = aft_house_store_accept_finish (result, &error);
  if (receipts == NULL)
    give_up (error);
  for (guint i = 0; i < receipts->items->len; i++)
    {
      const AftHouseReceipt *receipt = &g_array_index (receipts->items, AftHouseReceipt, i);
      if (receipt->status != AFT_HOUSE_STORED)
        exit (EXIT_FAILURE);
      say ("ack", &receipt->id);
    }
  send_next (waiting->house, waiting->kiosk);
}

static void
send_next (House *house, guint which)
{
  AftHouseKiosk *kiosk = &house->kiosks[which];
  AftHouseBatch *batch = aft_house_kiosk_batch (kiosk, house->clock);
  Waiting *waiting = g_new (Waiting, 1);
  *waiting = (Waiting){ house, which };
  for (guint64 i = 0; i <= kiosk->sequence % 5; i++)
    {
      gboolean is_complaint = kiosk->sequence % COMPLAINTS == 0;
      g_autoptr (AftResponse) response = aft_sample_response_new (
          house->clock, house->random, is_complaint ? AFT_RESPONSE_COMPLAINT : AFT_RESPONSE_EXIT,
          NULL);
      AftHouseItem item = aft_house_kiosk_number (kiosk, response);
      item.has_guest = is_complaint;
      item.guest_key.bytes[0] = kiosk->sequence % GUESTS;
      aft_house_batch_take (batch, &item);
    }
  aft_house_store_accept_async (house->store, batch, on_accepted, waiting);
}

static int
check (AftHouseStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseVerification) verification = aft_house_store_verify_sync (store, NULL, &error);
  sqlite3 *sqlite = NULL;
  sqlite3_stmt *row = NULL;
  if (verification == NULL)
    give_up (error);
  for (guint i = 0; i < verification->findings->len; i++)
    g_printerr ("headless-house: %s\n", (char *) verification->findings->pdata[i]);
  if (verification->findings->len > 0
      || sqlite3_open_v2 (path, &sqlite, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK
      || sqlite3_prepare_v2 (sqlite, "SELECT id FROM response", -1, &row, NULL) != SQLITE_OK)
    return EXIT_FAILURE;
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      AftId id;
      memcpy (id.bytes, sqlite3_column_blob (row, 0), AFT_ID_BYTES);
      say ("row", &id);
    }
  sqlite3_finalize (row);
  sqlite3_close (sqlite);
  return EXIT_SUCCESS;
}

static void
open_house (House *house, const char *path)
{
  g_autoptr (GError) error = NULL;
  house->clock = aft_clock_new_system ();
  house->random = aft_random_new_system ();
  house->venue_id = make_id (0, 0);
  AftHouseSqliteOptions options
      = { .path = path, .clock = house->clock, .random = house->random, .tally = aft_house_tally };
  house->store = aft_house_sqlite_open (&options, &error);
  if (house->store == NULL)
    give_up (error);
  for (guint i = 0; i < KIOSKS; i++)
    {
      house->kiosks[i] = aft_house_kiosk_new (house->clock, house->random);
      house->kiosks[i].id = make_id (1, i);
    }
}

static void
close_house (House *house)
{
  aft_house_store_unref (house->store);
  aft_random_unref (house->random);
  aft_clock_unref (house->clock);
}

int
main (int argc, char **argv)
{
  House house = { 0 };
  gboolean is_check = argc == 4 && g_str_equal (argv[3], "--check");
  gboolean has_phones = argc == 4 && g_str_equal (argv[3], "--phones");
  if (argc < 3 || !g_str_equal (argv[1], "--data"))
    {
      g_printerr ("headless-house: --data FILE [--check | --phones]\n");
      return 2;
    }
  open_house (&house, argv[2]);
  if (is_check)
    {
      int status = check (house.store, argv[2]);
      close_house (&house);
      return status;
    }
  if (!is_furnished (&house))
    furnish (&house);
  if (has_phones)
    answer_by_phone (&house);
  resume (&house);
  say ("open", NULL);
  for (guint i = 0; i < KIOSKS; i++)
    send_next (&house, i);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}
