/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-uploads KIOSKS OUT ROWS BATCH SURVEY: writes the uploads of a chain's kiosks as they would
 * come, chained and with true digests, ROWS in all and BATCH in each (fewer where 64 KiB are full).
 * KIOSKS: a device and its token a line; SURVEY: the digest of the survey "exit", version 1.
 *
 * Scores, words, languages and visits left half-way are spread as in PERFORMANCE "The load". Words
 * are as long as sealed words, but nobody could open them: the collector has not tried to, either.
 */
#include "uploads.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aft-chain.h"
#include "aft-envelope.h"
#include "aft-seeded-random.h"

#define SEAL_OVERHEAD 48 /* bytes that a sealed box is longer than its text */
#define DAY_MS        86400000

typedef struct
{
  AftId device;
  AftId boot;
  char token[64];
} Kiosk;

typedef struct
{
  AftRandom *random;
  GArray *kiosks; /* Kiosk */
  char survey[65];
  guint batch;
  gint64 made_ms;
  FILE *out;
  FILE *index;
  guint64 offset;
  guint64 requests;
} Maker;

static guint
below (Maker *maker, guint limit)
{
  return (guint) aft_seeded_random_below (maker->random, limit);
}

static AftId
make_id (Maker *maker, gint64 ms)
{
  AftId id;
  aft_random_fill (maker->random, id.bytes, sizeof id.bytes);
  for (guint i = 0; i < 6; i++)
    id.bytes[i] = (guint8) ((guint64) ms >> (40 - 8 * i));
  id.bytes[6] = 0x70 | (id.bytes[6] & 0x0f);
  id.bytes[8] = 0x80 | (id.bytes[8] & 0x3f);
  return id;
}

/* The first value whose share, in hundredths, is not yet used up. */
static guint
choose (Maker *maker, const guint8 *shares)
{
  guint drawn = below (maker, 100);
  guint value = 0;
  while (drawn >= shares[value])
    drawn -= shares[value++];
  return value;
}

/* Each of @options with one chance in four, in their order. */
static void
append_chosen (Maker *maker, GString *json, const char *const *options, guint count)
{
  gboolean is_first = TRUE;
  g_string_append_c (json, '[');
  for (guint i = 0; i < count; i++)
    if (below (maker, 4) == 0)
      {
        g_string_append_printf (json, "%s\"%s\"", is_first ? "" : ",", options[i]);
        is_first = FALSE;
      }
  g_string_append_c (json, ']');
}

static guint
draw_score (Maker *maker, guint overall)
{
  static const guint8 nps[] = { 12, 28, 60 };
  static const guint lowest[] = { 0, 7, 9 };
  static const guint span[] = { 7, 2, 2 };
  guint group = choose (maker, nps);
  group = overall <= 2 ? 0 : group;
  return lowest[group] + below (maker, span[group]);
}

/* Members in the order of their names: the text is canonical as it is written. */
static void
append_answers (Maker *maker, GString *json, gboolean is_whole)
{
  static const guint8 shares[] = { 4, 6, 14, 34, 42 };
  static const char *const loved[]
      = { "food", "portion", "service", "speed", "price", "hygiene", "ambience" };
  static const char *const why[]
      = { "food", "portion", "service", "price", "hygiene", "ambience", "something-else" };
  static const char *const returns[] = { "yes", "perhaps", "no" };
  guint overall = choose (maker, shares) + 1;
  g_string_append (json, "{");
  if (is_whole && overall == 5)
    {
      g_string_append (json, "\"loved\":");
      append_chosen (maker, json, loved, G_N_ELEMENTS (loved));
      g_string_append_c (json, ',');
    }
  g_string_append_printf (json, "\"overall\":%u", overall);
  if (is_whole)
    g_string_append_printf (json, ",\"recommend\":%u", draw_score (maker, overall));
  if (is_whole && overall < 5)
    {
      g_string_append_printf (json, ",\"return\":\"%s\",\"why\":", returns[below (maker, 3)]);
      append_chosen (maker, json, why, G_N_ELEMENTS (why));
    }
  g_string_append_c (json, '}');
}

/* A box of so many bytes, in base64url. */
static void
append_seal (Maker *maker, GString *json, const char *name, guint bytes)
{
  guint8 box[512];
  aft_random_fill (maker->random, box, bytes);
  g_autofree char *text = g_base64_encode (box, bytes);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  g_string_append_printf (json, "%s{\"box\":\"%s\",\"kid\":\"0123456789abcdef\",\"name\":\"%s\"}",
                          json->str[json->len - 1] == '[' ? "" : ",", text, name);
}

/* 10 to 60 characters of three bytes, most of them short. */
static guint
draw_words (Maker *maker)
{
  double sum = -6;
  for (guint i = 0; i < 12; i++)
    sum += below (maker, 1000) / 1000.0;
  return 3 * (guint) CLAMP (exp (3.1 + .5 * sum), 10, 60);
}

static void
append_seals (Maker *maker, GString *json, gboolean has_contact)
{
  g_string_append (json, "\"seals\":[");
  if (below (maker, 100) < 40)
    append_seal (maker, json, "words", SEAL_OVERHEAD + draw_words (maker));
  if (has_contact)
    append_seal (maker, json, "contact", SEAL_OVERHEAD + 40);
  g_string_append (json, "],");
}

static void
append_id (GString *json, const char *name, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  g_string_append_printf (json, "\"%s\":\"%s\",", name, text);
}

static void
append_salt (Maker *maker, GString *json)
{
  guint8 salt[16];
  aft_random_fill (maker->random, salt, sizeof salt);
  g_string_append (json, "\"salt\":\"");
  for (guint i = 0; i < sizeof salt; i++)
    g_string_append_printf (json, "%02x", salt[i]);
  g_string_append (json, "\",\"schema\":1,");
}

/* A response of the day before the file was made. */
static char *
make_body (Maker *maker, const Kiosk *kiosk, gint64 ended_ms, AftId *ret_id)
{
  GString *json = g_string_sized_new (1024);
  gint64 monotonic_ms = UPLOADS_BOOT_MS - (maker->made_ms - ended_ms);
  gboolean is_whole = below (maker, 100) >= 12;
  gboolean has_contact = below (maker, 100) < 4;
  AftId sitting = make_id (maker, ended_ms - 20000);
  *ret_id = make_id (maker, ended_ms - 15000);
  g_string_append (json, "{\"answers\":");
  append_answers (maker, json, is_whole);
  g_string_append_c (json, ',');
  append_id (json, "boot_id", &kiosk->boot);
  g_string_append (json, "\"burst\":false,\"channel\":\"kiosk\",\"consent\":");
  if (has_contact)
    g_string_append_printf (json,
                            "{\"callback\":true,\"given_ms\":%" G_GINT64_FORMAT
                            ",\"locale\":\"zh-CN\",\"offers\":false,\"version\":\"1\"},",
                            ended_ms - 1000);
  else
    g_string_append (json, "null,");
  g_string_append_printf (json, "\"ended_ms\":%" G_GINT64_FORMAT ",", ended_ms);
  append_id (json, "id", ret_id);
  g_string_append_printf (
      json, "\"kind\":\"exit\",\"locale\":\"%s\",\"monotonic_ms\":%" G_GINT64_FORMAT ",",
      below (maker, 10) < 8 ? "zh-CN" : "en", monotonic_ms);
  append_salt (maker, json);
  append_seals (maker, json, has_contact);
  append_id (json, "sitting_id", &sitting);
  g_string_append_printf (json,
                          "\"started_ms\":%" G_GINT64_FORMAT
                          ",\"state\":\"%s\",\"survey\":{\"digest\":\"%s\",\"id\":\"exit\","
                          "\"version\":\"1\"},\"table\":null}",
                          ended_ms - 15000, is_whole ? "complete" : "partial", maker->survey);
  return g_string_free (json, FALSE);
}

static void
write_request (Maker *maker, guint number, AftEnvelopeBuilder *builder)
{
  const Kiosk *kiosk = &g_array_index (maker->kiosks, Kiosk, number);
  guint rows = aft_envelope_builder_get_count (builder);
  g_autoptr (GBytes) request = NULL;
  aft_envelope_unref (aft_envelope_builder_end (builder, &request));
  gsize length = 0;
  const char *body = g_bytes_get_data (request, &length);
  g_autofree char *head = g_strdup_printf (
      "POST /api/v1/batches HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
      "Content-Type: application/json\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
      kiosk->token, length);
  gsize head_length = strlen (head);
  UploadsEntry entry = {
    .offset = maker->offset,
    .length = (guint32) (head_length + length),
    .kiosk = number,
    .rows = rows,
    .sent_at = (guint32) (head_length + (strstr (body, "\"sent_ms\":") + 10 - body)),
  };
  fwrite (head, 1, head_length, maker->out);
  fwrite (body, 1, length, maker->out);
  fwrite (&entry, sizeof entry, 1, maker->index);
  maker->offset += entry.length;
  maker->requests++;
}

static void
write_kiosk (Maker *maker, guint number, guint rows)
{
  const Kiosk *kiosk = &g_array_index (maker->kiosks, Kiosk, number);
  const AftEnvelopeOrigin origin = { kiosk->device, kiosk->boot, maker->made_ms, UPLOADS_BOOT_MS };
  AftEnvelopeBuilder *builder = aft_envelope_builder_new (&origin);
  AftItem item = { .kind = AFT_ITEM_RESPONSE, .previous = aft_chain_start () };
  for (guint i = 0; i < rows; i++)
    {
      gint64 ended_ms = maker->made_ms - DAY_MS + (gint64) (i + 1) * DAY_MS / rows - 60000;
      g_autofree char *body = make_body (maker, kiosk, ended_ms, &item.id);
      item.sequence = i + 1;
      item.digest = aft_digest_of_text (body);
      item.chain = aft_chain_next (&kiosk->device, item.sequence, &item.previous, &item.digest);
      item.body = body;
      if (aft_envelope_builder_get_count (builder) == maker->batch
          || !aft_envelope_builder_add (builder, &item))
        {
          gboolean is_first = FALSE;
          write_request (maker, number, builder);
          builder = aft_envelope_builder_new (&origin);
          is_first = aft_envelope_builder_add (builder, &item);
          g_assert (is_first);
        }
      item.previous = item.chain;
    }
  if (rows > 0)
    write_request (maker, number, builder);
  else
    aft_envelope_builder_free (builder);
}

static gboolean
read_kiosks (Maker *maker, const char *path)
{
  char device[37];
  Kiosk kiosk;
  FILE *file = fopen (path, "r");
  if (file == NULL)
    return FALSE;
  while (fscanf (file, "%36s %63s", device, kiosk.token) == 2
         && aft_id_from_text (device, &kiosk.device))
    {
      kiosk.boot = make_id (maker, maker->made_ms);
      g_array_append_val (maker->kiosks, kiosk);
    }
  fclose (file);
  return maker->kiosks->len > 0;
}

static gboolean
open_files (Maker *maker, const char *path)
{
  g_autofree char *index = g_strconcat (path, ".index", NULL);
  UploadsHead head = { 0 };
  maker->out = fopen (path, "w");
  maker->index = fopen (index, "w");
  return maker->out != NULL && maker->index != NULL
         && fwrite (&head, sizeof head, 1, maker->index) == 1;
}

static gboolean
close_files (Maker *maker)
{
  UploadsHead head = { UPLOADS_MAGIC, maker->kiosks->len, maker->requests, maker->made_ms };
  gboolean is_whole
      = fseek (maker->index, 0, SEEK_SET) == 0 && fwrite (&head, sizeof head, 1, maker->index) == 1;
  return fclose (maker->index) == 0 && fclose (maker->out) == 0 && is_whole;
}

int
main (int argc, char **argv)
{
  g_autoptr (AftRandom) random = aft_seeded_random_new (1);
  g_autoptr (GArray) kiosks = g_array_new (FALSE, FALSE, sizeof (Kiosk));
  Maker maker = { .random = random, .kiosks = kiosks, .made_ms = g_get_real_time () / 1000 };
  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 6)
    {
      fputs ("usage: make-uploads KIOSKS OUT ROWS BATCH SURVEY\n", stderr);
      return 2;
    }
  guint64 rows = g_ascii_strtoull (argv[3], NULL, 10);
  maker.batch = (guint) g_ascii_strtoull (argv[4], NULL, 10);
  g_strlcpy (maker.survey, argv[5], sizeof maker.survey);
  if (!read_kiosks (&maker, argv[1]) || !open_files (&maker, argv[2]))
    {
      fputs ("make-uploads: the files cannot be opened\n", stderr);
      return 1;
    }
  for (guint i = 0; i < kiosks->len; i++)
    write_kiosk (&maker, i, (guint) (rows / kiosks->len));
  return close_files (&maker) ? 0 : 1;
}
