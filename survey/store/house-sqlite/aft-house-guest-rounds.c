/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A round over all guests whose tier the rules say, a part in a transaction at a time. How far it
 * has come is written with each part, so that whoever goes on begins where it was. When a round is
 * due is not decided here. */
#include "aft-error.h"
#include "aft-house-sqlite-flagging-private.h"
#include "aft-house-sqlite-guests-private.h"
#include "aft-json.h"

#define SETTING "guests.rank"

typedef struct
{
  const AftHouseRankRound *round;
  AftHouseRankProgress progress;
  gint64 after; /* the last guest that was looked at */
} Round;

/* Stays at the beginning where there was another round, or none. */
static void
recall (Round *round, const char *text)
{
  const AftJsonLimits limits = { 1024, 2 };
  g_autoptr (AftValue) known
      = text != NULL ? aft_json_parse (text, strlen (text), &limits, NULL) : NULL;
  const char *name = known != NULL ? aft_value_get_member_string (known, "name", NULL) : NULL;
  if (g_strcmp0 (name, round->round->name) != 0)
    return;
  round->after = (gint64) aft_value_get_member_number (known, "after", 0);
  round->progress.looked_at = (guint64) aft_value_get_member_number (known, "looked_at", 0);
  round->progress.changed = (guint64) aft_value_get_member_number (known, "changed", 0);
  round->progress.is_over = aft_value_get_member_boolean (known, "is_over", FALSE);
}

static gboolean
read_progress (AftHouseSession *session, Round *round, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT text FROM setting WHERE name = '" SETTING "'", error);
  if (row == NULL)
    return FALSE;
  if (aft_sqlite_step (row, &local))
    recall (round, (const char *) sqlite3_column_text (row, 0));
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static char *
describe (const Round *round)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "name", round->round->name);
  aft_value_builder_set_number (builder, "after", (double) round->after);
  aft_value_builder_set_number (builder, "looked_at", (double) round->progress.looked_at);
  aft_value_builder_set_number (builder, "changed", (double) round->progress.changed);
  aft_value_builder_set_boolean (builder, "is_over", round->progress.is_over);
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  return aft_json_to_line (value);
}

static gboolean
write_progress (AftHouseSession *session, const Round *round, GError **error)
{
  g_autofree char *text = describe (round);
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (session->connection,
                                      "INSERT INTO setting (name, text) VALUES ('" SETTING "', ?1)"
                                      " ON CONFLICT (name) DO UPDATE SET text = ?1",
                                      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, text);
  return aft_sqlite_run (row, error);
}

/* The refs of the next part. */
static gboolean
list_part (AftHouseSession *session, gint64 after, GArray *guests, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT ref FROM guest WHERE ref > ?1 AND tier_source = ?2 ORDER BY ref LIMIT ?3", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, after);
  aft_sqlite_bind_integer (row, 2, AFT_HOUSE_TIER_BY_RULES);
  aft_sqlite_bind_integer (row, 3, AFT_HOUSE_RANK_PART);
  while (aft_sqlite_step (row, &local))
    {
      gint64 ref = sqlite3_column_int64 (row, 0);
      g_array_append_val (guests, ref);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
rank_part (AftHouseSession *session, Round *round, const GArray *guests, GError **error)
{
  sqlite3 *sqlite = aft_house_connection_get_sqlite (session->connection);
  int before = sqlite3_total_changes (sqlite);
  for (guint i = 0; i < guests->len; i++)
    {
      round->after = g_array_index (guests, gint64, i);
      if (!aft_house_session_rank_guest (session, round->after, round->round->today, NULL, error))
        return FALSE;
    }
  round->progress.looked_at += guests->len;
  round->progress.changed += (guint64) (sqlite3_total_changes (sqlite) - before);
  return TRUE;
}

static gboolean
note_end (AftHouseSession *session, const Round *round, GError **error)
{
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "round", round->round->name);
  aft_value_builder_set_number (detail, "looked_at", (double) round->progress.looked_at);
  aft_value_builder_set_number (detail, "changed", (double) round->progress.changed);
  return aft_house_session_note (session, round->round->actor, "guest.rank", NULL, detail, error);
}

static gboolean
work_rank (AftHouseSession *session, gpointer data, GError **error)
{
  Round *round = data;
  g_autoptr (GArray) guests = g_array_new (FALSE, FALSE, sizeof (gint64));
  round->after = 0;
  round->progress = (AftHouseRankProgress){ 0 };
  if (!round->round->is_anew && !read_progress (session, round, error))
    return FALSE;
  if (round->progress.is_over)
    return TRUE;
  if (!list_part (session, round->after, guests, error)
      || !rank_part (session, round, guests, error))
    return FALSE;
  round->progress.is_over = guests->len < AFT_HOUSE_RANK_PART;
  return (!round->progress.is_over || note_end (session, round, error))
         && write_progress (session, round, error);
}

gboolean
aft_house_sqlite_rank_guests (AftHouseStore *store,
                              const AftHouseRankRound *round,
                              AftHouseRankProgress *ret_progress,
                              GError **error)
{
  Round going = { .round = round };
  if (!aft_house_sqlite_write (store, work_rank, &going, error))
    return FALSE;
  *ret_progress = going.progress;
  return TRUE;
}
