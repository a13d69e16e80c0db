/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limits the collector is measured against, with the same libraries and nothing of ours in the
 * way:
 *
 *   collector-limits nothing         a SoupServer that answers every request with an empty object
 *   collector-limits store FILE      a SoupServer that puts the same rows into SQLite as durably,
 * in groups, with their rollups, and believes everything: no token is looked up, no JSON is read
 * (bytes are cut out where make-uploads puts them), nothing is compared collector-limits commit
 * FILE N   N transactions of one row each, and how long they took
 *
 * The servers print their port and run until they are killed. */
#include <libsoup/soup.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aft-digest.h"
#include "aft-id.h"

#define GROUP_MAX 256

/* One answered option on one day, as the house counts it. */
typedef struct
{
  gint64 numbers[9];
} Group;

typedef struct
{
  sqlite3 *sqlite;
  sqlite3_stmt *begin;
  sqlite3_stmt *commit;
  sqlite3_stmt *put;
  sqlite3_stmt *seal;
  sqlite3_stmt *count;
  sqlite3_stmt *device;
  GHashTable *groups; /* Group → count */
  GAsyncQueue *queue; /* Upload */
} Limits;

typedef struct
{
  SoupServerMessage *message;
  GBytes *body;
  guint rows;
} Upload;

/* Longer than none of ours. */
static const char receipt[]
    = "{\"sequence\":1000,\"id\":\"01934f5a-5c37-7abc-8def-0123456789ab\","
      "\"digest\":\"0123456789abcdef0123456789abcdef0123456789abcdef01234567"
      "89abcdef\",\"status\":\"stored\",\"reason\":null,\"detail\":null,"
      "\"received_at\":1795321234567}";

static const char schema[]
    = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8192;"
      "PRAGMA cache_size = -8192;"
      "CREATE TABLE response (ref INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, venue, device,"
      " sequence, sitting_id, kind, state, survey, boot, ended_ms, duration_ms, monotonic_ms, "
      "burst,"
      " locale, table_code, answers, salt, digest, received_ms, day, part, clock, true_ms);"
      "CREATE INDEX response_day ON response (venue, day);"
      "CREATE TABLE sealed (id BLOB NOT NULL PRIMARY KEY, response, position, name, kid, box,"
      " UNIQUE (response, position)) WITHOUT ROWID;"
      "CREATE TABLE device (ref INTEGER PRIMARY KEY, last_sequence, last_chain);"
      "CREATE TABLE rollup (venue, survey, question, day, part, option, locale, channel, tier,"
      " count, PRIMARY KEY (venue, survey, question, day, part, option, locale, channel, tier))"
      " WITHOUT ROWID";

static void
expect (Limits *limits, int code)
{
  if (code == SQLITE_OK || code == SQLITE_DONE)
    return;
  fprintf (stderr, "collector-limits: %s\n", sqlite3_errmsg (limits->sqlite));
  exit (1);
}

static sqlite3_stmt *
prepare (Limits *limits, const char *sql)
{
  sqlite3_stmt *row = NULL;
  expect (limits,
          sqlite3_prepare_v3 (limits->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, &row, NULL));
  return row;
}

static void
run (Limits *limits, sqlite3_stmt *row)
{
  expect (limits, sqlite3_step (row));
  sqlite3_reset (row);
}

static guint
hash_group (gconstpointer key)
{
  guint hash = 2166136261u;
  for (guint i = 0; i < 9; i++)
    hash = (hash ^ (guint) ((const Group *) key)->numbers[i]) * 16777619u;
  return hash;
}

static gboolean
equal_groups (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Group)) == 0;
}

static void
open_database (Limits *limits, const char *path)
{
  expect (limits, sqlite3_open (path, &limits->sqlite));
  expect (limits, sqlite3_exec (limits->sqlite, schema, NULL, NULL, NULL));
  limits->begin = prepare (limits, "BEGIN IMMEDIATE");
  limits->commit = prepare (limits, "COMMIT");
  limits->put = prepare (
      limits,
      "INSERT INTO response (id, venue, device, sequence, sitting_id, kind, state, survey,"
      " boot, ended_ms, duration_ms, monotonic_ms, burst, locale, table_code, answers, salt,"
      " digest, received_ms, day, part, clock, true_ms) VALUES (?1, ?2, ?3, ?4, ?1, 0, 0, 1,"
      " ?3, ?5, 15000, ?6, 0, 0, NULL, ?7, ?1, ?8, ?5, ?9, 1, 0, NULL)");
  limits->seal = prepare (limits, "INSERT INTO sealed VALUES (?4, ?1, ?2, 'words',"
                                  " '0123456789abcdef', ?3)");
  limits->count = prepare (limits, "INSERT INTO rollup VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
                                   " ?10) ON CONFLICT DO UPDATE SET count = count + ?10");
  limits->device = prepare (limits, "INSERT INTO device VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE"
                                    " SET last_sequence = ?2, last_chain = ?3");
  limits->groups = g_hash_table_new_full (hash_group, equal_groups, g_free, NULL);
}

static void
keep_group (Limits *limits, const Group *group)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (limits->groups, group));
  g_hash_table_replace (limits->groups, g_memdup2 (group, sizeof *group),
                        GUINT_TO_POINTER (count + 1));
}

/* Each text or number behind a name is an option of that question. */
static void
count_answers (Limits *limits, const char *answers, gsize length, Group group)
{
  guint hash = 0;
  for (gsize i = 1; i < length; i++)
    {
      char c = answers[i];
      if (c == ':')
        group.numbers[2] = hash % 64;
      if ((c == ',' || c == ']' || c == '}') && hash != 0)
        {
          group.numbers[5] = hash % 64;
          keep_group (limits, &group);
        }
      hash = strchr (":,[]}", c) != NULL ? 0 : hash * 31 + (guchar) c;
    }
}

static void
write_groups (Limits *limits)
{
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer count = NULL;
  g_hash_table_iter_init (&iter, limits->groups);
  while (g_hash_table_iter_next (&iter, &key, &count))
    {
      for (int i = 0; i < 9; i++)
        sqlite3_bind_int64 (limits->count, i + 1, ((const Group *) key)->numbers[i]);
      sqlite3_bind_int64 (limits->count, 10, GPOINTER_TO_UINT (count));
      run (limits, limits->count);
    }
  g_hash_table_remove_all (limits->groups);
}

/* What follows @name in @text, which is known to be there. */
static const char *
find (const char *text, const char *name)
{
  const char *at = strstr (text, name);
  g_assert (at != NULL);
  return at + strlen (name);
}

static void
put_seals (Limits *limits, const char *body)
{
  const char *at = find (body, "\"seals\":[");
  const char *end = strchr (at, ']');
  gint64 ref = sqlite3_last_insert_rowid (limits->sqlite);
  for (int i = 0; (at = strstr (at, "\"box\":\"")) != NULL && at < end; i++)
    {
      at += 7;
      guint64 id[2] = { GUINT64_TO_BE (ref), (guint64) i };
      sqlite3_bind_int64 (limits->seal, 1, ref);
      sqlite3_bind_blob (limits->seal, 4, id, sizeof id, SQLITE_STATIC);
      sqlite3_bind_int (limits->seal, 2, i);
      sqlite3_bind_blob (limits->seal, 3, at, (int) strcspn (at, "\"") * 3 / 4, SQLITE_STATIC);
      run (limits, limits->seal);
    }
}

static void
put_response (Limits *limits, const char *item, gint64 device)
{
  char id_text[AFT_ID_TEXT_LENGTH + 1];
  char digest_text[2 * AFT_DIGEST_BYTES + 1];
  AftId id;
  AftDigest digest;
  const char *body = find (item, "\"body\":");
  const char *answers = find (body, "\"answers\":");
  gsize length = (gsize) (strstr (answers, ",\"boot_id\"") - answers);
  gint64 ended_ms = g_ascii_strtoll (find (answers, "\"ended_ms\":"), NULL, 10);
  Group group = { { device / 3, 1, 0, ended_ms / 86400000, ended_ms / 14400000 % 6 } };
  g_strlcpy (id_text, find (item, "\"id\":\""), sizeof id_text);
  g_strlcpy (digest_text, find (item, "\"digest\":\""), sizeof digest_text);
  if (!aft_id_from_text (id_text, &id) || !aft_digest_from_text (digest_text, &digest))
    g_assert_not_reached ();
  sqlite3_bind_blob (limits->put, 1, id.bytes, AFT_ID_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (limits->put, 2, device / 3);
  sqlite3_bind_int64 (limits->put, 3, device);
  sqlite3_bind_int64 (limits->put, 4, g_ascii_strtoll (item, NULL, 10));
  sqlite3_bind_int64 (limits->put, 5, ended_ms);
  sqlite3_bind_int64 (limits->put, 6, ended_ms / 7);
  sqlite3_bind_text (limits->put, 7, answers, (int) length, SQLITE_STATIC);
  sqlite3_bind_blob (limits->put, 8, digest.bytes, AFT_DIGEST_BYTES, SQLITE_STATIC);
  sqlite3_bind_int64 (limits->put, 9, group.numbers[3]);
  run (limits, limits->put);
  put_seals (limits, body);
  count_answers (limits, answers, length, group);
}

/* The device is a number made from its id: which is as good as another. */
static void
put_upload (Limits *limits, Upload *upload)
{
  gsize length = 0;
  const char *at = g_bytes_get_data (upload->body, &length);
  gint64 device = g_str_hash (find (at, "\"device_id\":\"")) % 15000;
  while ((at = strstr (at, "{\"sequence\":")) != NULL)
    {
      at += strlen ("{\"sequence\":");
      put_response (limits, at, device);
      upload->rows++;
    }
  sqlite3_bind_int64 (limits->device, 1, device);
  sqlite3_bind_int64 (limits->device, 2, upload->rows);
  sqlite3_bind_zeroblob (limits->device, 3, 32);
  run (limits, limits->device);
}

static gboolean
on_stored (gpointer data)
{
  Upload *upload = data;
  GString *reply = g_string_new ("{\"items\":[");
  for (guint i = 0; i < upload->rows; i++)
    {
      g_string_append (reply, i > 0 ? "," : "");
      g_string_append_len (reply, receipt, sizeof receipt - 1);
    }
  g_string_append (reply, "]}");
  soup_server_message_set_status (upload->message, 200, NULL);
  gsize length = reply->len;
  soup_server_message_set_response (upload->message, "application/json", SOUP_MEMORY_TAKE,
                                    g_string_free (reply, FALSE), length);
  soup_server_message_unpause (upload->message);
  g_object_unref (upload->message);
  g_bytes_unref (upload->body);
  g_free (upload);
  return G_SOURCE_REMOVE;
}

static gpointer
write_uploads (gpointer data)
{
  Limits *limits = data;
  for (;;)
    {
      g_autoptr (GPtrArray) group = g_ptr_array_new ();
      gpointer next = g_async_queue_pop (limits->queue);
      run (limits, limits->begin);
      for (; next != NULL;
           next = group->len < GROUP_MAX ? g_async_queue_try_pop (limits->queue) : NULL)
        {
          put_upload (limits, next);
          g_ptr_array_add (group, next);
        }
      write_groups (limits);
      run (limits, limits->commit);
      for (guint i = 0; i < group->len; i++)
        g_idle_add_full (G_PRIORITY_DEFAULT, on_stored, group->pdata[i], NULL);
    }
  return NULL;
}

static void
on_upload (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  Limits *limits = data;
  Upload *upload = g_new0 (Upload, 1);
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize length = g_bytes_get_size (body);
  /* strstr() needs an end. */
  char *text = g_strndup (g_bytes_get_data (body, NULL), length);
  upload->message = g_object_ref (message);
  upload->body = g_bytes_new_take (text, length + 1);
  soup_server_message_pause (message);
  g_async_queue_push (limits->queue, upload);
}

static void
on_anything (SoupServer *server,
             SoupServerMessage *message,
             const char *path,
             GHashTable *query,
             gpointer data)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
}

static int
serve (Limits *limits)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  if (limits->sqlite != NULL)
    {
      limits->queue = g_async_queue_new ();
      g_thread_unref (g_thread_new ("writer", write_uploads, limits));
    }
  soup_server_add_handler (server, NULL, limits->sqlite != NULL ? on_upload : on_anything, limits,
                           NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    {
      fprintf (stderr, "collector-limits: %s\n", error->message);
      return 1;
    }
  GSList *uris = soup_server_get_uris (server);
  printf ("listening on 127.0.0.1:%d\n", g_uri_get_port (uris->data));
  fflush (stdout);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (loop);
  return 0;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;
  return left < right ? -1 : left > right;
}

static int
measure_commits (Limits *limits, guint count)
{
  g_autofree gint64 *took_us = g_new (gint64, MAX (count, 1));
  for (guint i = 0; i < count; i++)
    {
      gint64 start_us = g_get_monotonic_time ();
      guint8 id[16] = { 0 };
      memcpy (id, &i, sizeof i);
      run (limits, limits->begin);
      sqlite3_bind_blob (limits->put, 1, id, sizeof id, SQLITE_STATIC);
      sqlite3_bind_text (limits->put, 7, receipt, 200, SQLITE_STATIC);
      run (limits, limits->put);
      run (limits, limits->commit);
      took_us[i] = g_get_monotonic_time () - start_us;
      g_usleep (1000);
    }
  qsort (took_us, count, sizeof *took_us, compare_times);
  printf ("{\"p50_ms\":%.3f,\"p99_ms\":%.3f}\n", took_us[count / 2] / 1e3,
          took_us[count * 99 / 100] / 1e3);
  return 0;
}

int
main (int argc, char **argv)
{
  Limits limits = { 0 };
  setlocale (LC_ALL, "C.UTF-8");
  if (argc == 2 && g_str_equal (argv[1], "nothing"))
    return serve (&limits);
  if (argc >= 3)
    open_database (&limits, argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "store"))
    return serve (&limits);
  if (argc == 4 && g_str_equal (argv[1], "commit"))
    return measure_commits (&limits, (guint) atoi (argv[3]));
  fputs ("usage: collector-limits nothing | store FILE | commit FILE N\n", stderr);
  return 2;
}
