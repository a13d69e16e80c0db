/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fill-outbox DATA-FOLDER ROWS: fills a kiosk's database with unsent answers through the store
 * itself, as if the network had been away for weeks. The device is the one of DATA-FOLDER/identity;
 * without that file nothing is written. */

#include "aft-identity.h"
#include "aft-kiosk-store.h"
#include "aft-response-builder.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct
{
  AftClock *clock;
  AftRandom *random;
  AftId boot_id;
  AftDigest survey;
} Maker;

static AftResponse *
make_response (Maker *maker, const AftId *sitting_id, guint number, GError **error)
{
  AftId id = aft_id_generate (maker->clock, maker->random);
  g_autoptr (AftResponseBuilder) builder
      = aft_response_builder_new (AFT_RESPONSE_EXIT, &id, sitting_id);
  AftValueBuilder *answers = aft_value_builder_new_object ();
  gint64 now_ms = aft_clock_get_real_ms (maker->clock);

  aft_value_builder_set_number (answers, "overall", 1 + number % 5);
  aft_value_builder_set_number (answers, "recommend", number % 11);
  aft_value_builder_set_string (answers, "words", "上菜有点慢,味道很好,下次还来。");

  g_autoptr (AftValue) value = aft_value_builder_end (answers);

  aft_response_builder_set_survey (builder, "exit", "1", &maker->survey);
  aft_response_builder_set_times (builder, now_ms, now_ms);
  aft_response_builder_set_boot (builder, &maker->boot_id, now_ms);
  aft_response_builder_set_answers (builder, value);
  aft_response_builder_make_salt (builder, maker->random);
  return aft_response_builder_end (g_steal_pointer (&builder), error);
}

static gboolean
fill (AftKioskStore *store, Maker *maker, guint rows, GError **error)
{
  for (guint done = 0; done < rows;)
    {
      g_autoptr (GPtrArray) responses
          = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_response_unref);
      AftId sitting_id = aft_id_generate (maker->clock, maker->random);

      for (guint i = 0; i < 8 && done < rows; i++, done++)
        {
          AftResponse *response = make_response (maker, &sitting_id, done, error);

          if (response == NULL)
            return FALSE;
          g_ptr_array_add (responses, response);
        }

      g_autoptr (GArray) receipts = aft_kiosk_store_finish_sync (store, responses, error);

      if (receipts == NULL)
        return FALSE;
    }
  return TRUE;
}

static AftKioskStore *
open_store (const char *folder, Maker *maker, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "kiosk.db", NULL);
  g_autoptr (AftDevice) device = aft_identity_open (folder, maker->clock, maker->random, error);

  if (device == NULL)
    return NULL;
  return aft_kiosk_store_open_sync (
      &(AftKioskStoreOptions){
          .path = path, .clock = maker->clock, .device_id = aft_device_get_id (device) },
      error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (AftRandom) random = aft_random_new_system ();
  Maker maker = { .clock = clock, .random = random };

  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 3)
    {
      fputs ("usage: fill-outbox DATA-FOLDER ROWS\n", stderr);
      return 2;
    }
  maker.boot_id = aft_id_generate (clock, random);
  maker.survey = aft_digest_of_text ("benchmark");

  g_autoptr (AftKioskStore) store = open_store (argv[1], &maker, &error);

  if (store == NULL || !fill (store, &maker, (guint) strtoul (argv[2], NULL, 10), &error))
    {
      fprintf (stderr, "fill-outbox: %s\n", error->message);
      return 1;
    }
  return 0;
}
