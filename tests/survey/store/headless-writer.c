/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk without a window: guests tap, finish, complain and call for staff as fast as the store
 * takes it. For each record that the store acknowledged one write(2) of "ack ID\n", and not before:
 * whoever kills this program knows what must be there afterwards. --check opens the database,
 * checks all of it and lists the ids of its rows. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-kiosk-store-read.h"
#include "aft-sample.h"

#define DEVICE_ID "018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f"
/* Between two tries on a full disk. */
#define PATIENCE_US 2000

typedef struct
{
  AftKioskStore *store;
  AftClock *clock;
  AftRandom *random;
  gboolean is_patient; /* asks again while the disk is full */
} Writer;

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
give_up (GError *error)
{
  g_printerr ("headless-writer: %s\n", error->message);
  exit (EXIT_FAILURE);
}

/* Is it worth trying again? Says so and waits a little. */
static gboolean
is_to_be_repeated (Writer *writer, GError *error)
{
  if (!writer->is_patient || !g_error_matches (error, AFT_ERROR, AFT_ERROR_FULL))
    give_up (error);
  say ("full", NULL);
  g_usleep (PATIENCE_US);
  return TRUE;
}

static void
record_tap (Writer *writer, AftResponse *tap)
{
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      if (aft_kiosk_store_record_tap_sync (writer->store, tap, &error))
        break;
      is_to_be_repeated (writer, error);
    }
  say ("ack", aft_response_get_id (tap));
}

static void
record_event (Writer *writer, const AftId *sitting_id)
{
  g_autoptr (AftResponse) call = aft_sample_response_new (writer->clock, writer->random,
                                                          AFT_RESPONSE_CALL_STAFF, sitting_id);
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autofree AftStoreReceipt *receipt
          = aft_kiosk_store_record_event_sync (writer->store, call, &error);
      if (receipt != NULL)
        break;
      is_to_be_repeated (writer, error);
    }
  say ("ack", aft_response_get_id (call));
}

static void
finish (Writer *writer, GPtrArray *responses)
{
  g_autoptr (GArray) receipts = NULL;
  while (receipts == NULL)
    {
      g_autoptr (GError) error = NULL;
      receipts = aft_kiosk_store_finish_sync (writer->store, responses, &error);
      if (receipts == NULL)
        is_to_be_repeated (writer, error);
    }
  for (guint i = 0; i < receipts->len; i++)
    say ("ack", &g_array_index (receipts, AftStoreReceipt, i).id);
}

static void
serve_guest (Writer *writer, guint which)
{
  g_autoptr (AftResponse) tap = aft_sample_tap_new (writer->clock, writer->random, which % 5 + 1);
  const AftId *sitting_id = aft_response_get_sitting_id (tap);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_response_unref);
  record_tap (writer, tap);
  if (which % 3 == 0)
    record_event (writer, sitting_id);
  if (which % 4 == 1)
    return; /* walks off; the next start finishes it */
  g_ptr_array_add (list, aft_sample_completed_new (tap));
  if (which % 2 == 0)
    g_ptr_array_add (list, aft_sample_response_new (writer->clock, writer->random,
                                                    AFT_RESPONSE_COMPLAINT, sitting_id));
  finish (writer, list);
}

static int
check (AftKioskStore *store)
{
  g_autoptr (GError) error = NULL;
  guint64 rows = 0;
  guint64 after = 0;
  if (!aft_kiosk_store_verify_sync (store, &rows, &error))
    give_up (error);
  while (after < rows)
    {
      g_autoptr (GPtrArray) page = aft_kiosk_store_list_unsent_sync (store, after, 200, &error);
      if (page == NULL)
        give_up (error);
      for (guint i = 0; i < page->len; i++)
        {
          const AftOutboxRow *row = page->pdata[i];
          say ("row", &row->id);
          after = row->sequence;
        }
    }
  return EXIT_SUCCESS;
}

static AftKioskStore *
open_store (const char *path, AftClock *clock)
{
  g_autoptr (GError) error = NULL;
  AftId device_id;
  gboolean is_id = aft_id_from_text (DEVICE_ID, &device_id);
  g_assert (is_id);
  AftKioskStoreOptions options = { .path = path, .clock = clock, .device_id = &device_id };
  AftKioskStore *store = aft_kiosk_store_open_sync (&options, &error);
  if (store == NULL)
    give_up (error);
  return store;
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  gboolean is_check = FALSE;
  gboolean is_patient = FALSE;
  int guests = G_MAXINT;
  const GOptionEntry entries[]
      = { { "data", 0, 0, G_OPTION_ARG_FILENAME, &path, "The database", "FILE" },
          { "guests", 0, 0, G_OPTION_ARG_INT, &guests, "How many, then end", "COUNT" },
          { "patient", 0, 0, G_OPTION_ARG_NONE, &is_patient, "Wait while the disk is full", NULL },
          { "check", 0, 0, G_OPTION_ARG_NONE, &is_check, "Check it all and list ids", NULL },
          { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || path == NULL)
    {
      g_printerr ("headless-writer: %s\n", error != NULL ? error->message : "--data is missing");
      return 2;
    }
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (AftRandom) random = aft_random_new_system ();
  g_autoptr (AftKioskStore) store = open_store (path, clock);
  if (is_check)
    return check (store);
  Writer writer = { store, clock, random, is_patient };
  say ("open", NULL);
  for (int which = 0; which < guests; which++)
    serve_guest (&writer, which);
  return EXIT_SUCCESS;
}
