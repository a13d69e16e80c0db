/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking over responses as they are stored: a piece of them is copied out of a snapshot, which is
 * over before the first of them is handed on, so that a slow reader holds nothing up. A piece is as
 * large as a small buffer, whatever the rows hold; nothing is made of a row but the row itself.
 * Where to go on is told by aft-house-walk-range.c. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-rows.h"
#include "aft-house-walk-private.h"

#define PIECE_ROWS  2000
#define PIECE_BYTES (192 * 1024)
/* Of the first: who waits for a row does not wait for a thousand. */
#define FIRST_ROWS 32

/* Of what a row names by number, as text: told once each. */
typedef struct
{
  GHashTable *day_parts; /* word → its text */
  GHashTable *channels;  /* device → AftChannel */
} Names;

typedef struct
{
  const AftHouseWalk *asked;
  AftHouseWalkRange range;
  GArray *surveys; /* gint32; NULL: any */
  Names names;
  guint64 left;  /* rows that may still come */
  guint most;    /* rows that the next piece may have */
  guint seen;    /* rows of the piece that was read last, also those that nobody wants */
  GArray *rows;  /* AftHouseWalkRow */
  guint8 *bytes; /* what they point to */
  gsize size;
  gsize used;
} Walk;

static void
walk_clear (Walk *walk)
{
  aft_house_walk_range_clear (&walk->range);
  g_clear_pointer (&walk->surveys, g_array_unref);
  g_clear_pointer (&walk->names.day_parts, g_hash_table_unref);
  g_clear_pointer (&walk->names.channels, g_hash_table_unref);
  g_clear_pointer (&walk->rows, g_array_unref);
  g_clear_pointer (&walk->bytes, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/* -- a row -------------------------------------------------------------------------------------
 */

enum
{
  ROW_REF,
  ROW_DAY,
  ROW_SURVEY,
  ROW_LOCALE,
  ROW_ID,
  ROW_VENUE,
  ROW_DEVICE,
  ROW_SEQUENCE,
  ROW_SITTING_ID,
  ROW_KIND,
  ROW_STATE,
  ROW_ENDED_MS,
  ROW_DURATION_MS,
  ROW_BURST,
  ROW_TABLE,
  ROW_ANSWERS,
  ROW_RECEIVED_MS,
  ROW_PART,
  ROW_CLOCK,
  ROW_TRUE_MS,
  ROW_RISK,
  ROW_GUEST,
  ROW_TIER,
  ROW_MARKS,
  ROW_ERASED_MS,
  ROW_LEVEL,
  ROW_POINTS
};

#define SELECT                                                                                     \
  "SELECT r.ref, r.day, r.survey, r.locale, r.id, r.venue, r.device, r.sequence, r.sitting_id,"    \
  " r.kind, r.state, r.ended_ms, r.duration_ms, r.burst, r.table_code, r.answers, r.received_ms,"  \
  " r.part, r.clock, r.true_ms, r.risk, r.guest, r.tier, r.marks, r.erased_ms, risk.level,"        \
  " risk.points FROM response AS r LEFT JOIN risk ON risk.response = r.ref"

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "A stored response's %s is damaged", what);
  return FALSE;
}

/* Room for @length more bytes, which a pointer may lie in; NULL: the piece is full. */
static gpointer
take_room (Walk *walk, gsize length)
{
  gsize begin = (walk->used + sizeof (gpointer) - 1) & ~(sizeof (gpointer) - 1);
  if (begin > walk->size || length > walk->size - begin)
    return NULL;
  walk->used = begin + length;
  return walk->bytes + begin;
}

/* A copy of a text that lives as long as the piece. FALSE: it is full. */
static gboolean
take_text (Walk *walk, AftHouseRow *row, int column, const char **ret_text, gsize *ret_length)
{
  const char *text = (const char *) sqlite3_column_text (row, column);
  gsize length = (gsize) sqlite3_column_bytes (row, column);
  char *copy = text != NULL ? take_room (walk, length + 1) : NULL;
  *ret_text = copy;
  *ret_length = copy != NULL ? length : 0;
  if (copy != NULL)
    memcpy (copy, text, length + 1);
  return text == NULL || copy != NULL;
}

static gboolean
take_seal (Walk *walk, AftHouseRow *row, AftHouseWalkSeal *seal)
{
  gsize unused = 0;
  gsize length = (gsize) sqlite3_column_bytes (row, 2);
  guint8 *box = take_room (walk, length);
  if (box == NULL || !take_text (walk, row, 0, &seal->name, &unused)
      || !take_text (walk, row, 1, &seal->kid, &unused))
    return FALSE;
  memcpy (box, sqlite3_column_blob (row, 2), length);
  seal->box = box;
  seal->length = length;
  return TRUE;
}

/* FALSE, with @error unset: the piece is full. */
static gboolean
take_seals (AftHouseSession *session, Walk *walk, gint64 ref, AftHouseWalkRow *item, GError **error)
{
  GError *local = NULL;
  gboolean has_room = TRUE;
  AftHouseWalkSeal *seals = take_room (walk, AFT_RESPONSE_SEALS_MAX * sizeof (AftHouseWalkSeal));
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "SELECT name, kid, box FROM sealed WHERE response = ?1 ORDER BY position", error);
  if (row == NULL || seals == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, ref);
  item->seals = seals;
  item->n_seals = 0;
  while (has_room && item->n_seals < AFT_RESPONSE_SEALS_MAX && aft_sqlite_step (row, &local))
    has_room = take_seal (walk, row, &seals[item->n_seals++]);
  if (local != NULL)
    g_propagate_error (error, local);
  return has_room && local == NULL;
}

/* What the kiosk said: {"level":"watch","points":20,…}, as aft_risk_dup_text() writes it, of which
 * the beginning is enough. */
static gboolean
read_kiosk_risk (const char *text, AftHouseWalkRow *item, GError **error)
{
  static const char before[] = "{\"level\":\"";
  static const char between[] = "\",\"points\":";
  char level[16];
  AftRiskLevel found = AFT_RISK_NONE;
  const char *at = g_str_has_prefix (text, before) ? text + sizeof before - 1 : "";
  gsize length = strcspn (at, "\"");
  if (length >= sizeof level || !g_str_has_prefix (at + length, between))
    return refuse ("risk", error);
  memcpy (level, at, length);
  level[length] = '\0';
  if (!aft_risk_level_from_text (level, &found))
    return refuse ("risk", error);
  item->risk_level = found;
  item->risk_points = (guint) g_ascii_strtoull (at + length + sizeof between - 1, NULL, 10);
  return TRUE;
}

static gboolean
read_risk (AftHouseRow *row, AftHouseWalkRow *item, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (row, ROW_RISK);
  if (sqlite3_column_type (row, ROW_LEVEL) == SQLITE_NULL)
    return text == NULL || read_kiosk_risk (text, item, error);
  item->risk_level = (guint) sqlite3_column_int (row, ROW_LEVEL);
  item->risk_points = (guint) sqlite3_column_int (row, ROW_POINTS);
  return TRUE;
}

static gboolean
find_day_part (AftHouseSession *session,
               Names *names,
               gint32 part,
               const char **ret,
               GError **error)
{
  *ret = NULL;
  if (part == 0 || (*ret = g_hash_table_lookup (names->day_parts, GINT_TO_POINTER (part))) != NULL)
    return TRUE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT text FROM word WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, part);
  if (!aft_house_expect_row (row, "A day-part has no name", error))
    return FALSE;
  char *text = aft_sqlite_dup_text (row, 0);
  g_hash_table_insert (names->day_parts, GINT_TO_POINTER (part), text);
  *ret = text;
  return TRUE;
}

static gboolean
find_channel (AftHouseSession *session,
              Names *names,
              gint32 device,
              AftChannel *ret,
              GError **error)
{
  gpointer known = NULL;
  gpointer key = GINT_TO_POINTER (device);
  if (g_hash_table_lookup_extended (names->channels, key, NULL, &known))
    {
      *ret = (AftChannel) GPOINTER_TO_INT (known);
      return TRUE;
    }
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT channel FROM device WHERE ref = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_integer (row, 1, device);
  if (!aft_house_expect_row (row, "A device is missing", error))
    return FALSE;
  *ret = sqlite3_column_int (row, 0) == 0 ? AFT_CHANNEL_KIOSK : AFT_CHANNEL_PHONE;
  g_hash_table_insert (names->channels, key, GINT_TO_POINTER (*ret));
  return TRUE;
}

static void
read_numbers (AftHouseRow *row, AftHouseWalkRow *item)
{
  item->clock = (guint) sqlite3_column_int (row, ROW_CLOCK);
  item->id = aft_sqlite_get_id (row, ROW_ID);
  item->sitting_id = aft_sqlite_get_id (row, ROW_SITTING_ID);
  item->venue = sqlite3_column_int (row, ROW_VENUE);
  item->device = sqlite3_column_int (row, ROW_DEVICE);
  item->survey = sqlite3_column_int (row, ROW_SURVEY);
  item->sequence = (guint64) sqlite3_column_int64 (row, ROW_SEQUENCE);
  item->kind
      = (AftResponseKind) CLAMP (sqlite3_column_int (row, ROW_KIND), 0, AFT_RESPONSE_KINDS - 1);
  item->state
      = (AftResponseState) CLAMP (sqlite3_column_int (row, ROW_STATE), 0, (int) AFT_RESPONSE_TAP);
  item->language = aft_house_rows_to_language (sqlite3_column_int (row, ROW_LOCALE));
  item->tier = (AftTier) CLAMP (sqlite3_column_int (row, ROW_TIER), 0, AFT_TIERS - 1);
  item->day = sqlite3_column_int (row, ROW_DAY);
  item->ended_ms = sqlite3_column_int64 (
      row, item->clock == AFT_HOUSE_CLOCK_CORRECTED ? ROW_TRUE_MS : ROW_ENDED_MS);
  item->duration_ms = sqlite3_column_int64 (row, ROW_DURATION_MS);
  item->received_ms = sqlite3_column_int64 (row, ROW_RECEIVED_MS);
  item->erased_ms = sqlite3_column_int64 (row, ROW_ERASED_MS);
  item->marks = (guint) sqlite3_column_int (row, ROW_MARKS);
  item->is_burst = sqlite3_column_int (row, ROW_BURST) != 0;
  item->has_guest = sqlite3_column_type (row, ROW_GUEST) != SQLITE_NULL;
}

/* FALSE, with @error unset: the piece is full. */
static gboolean
read_item (AftHouseSession *session,
           AftHouseRow *row,
           Walk *walk,
           AftHouseWalkRow *item,
           GError **error)
{
  gsize unused = 0;
  *item = (AftHouseWalkRow){ .risk_level = AFT_RISK_NONE };
  read_numbers (row, item);
  if (!read_risk (row, item, error)
      || !find_day_part (session, &walk->names, sqlite3_column_int (row, ROW_PART), &item->day_part,
                         error)
      || !find_channel (session, &walk->names, item->device, &item->channel, error))
    return FALSE;
  return take_text (walk, row, ROW_ANSWERS, &item->answers, &item->answers_length)
         && take_text (walk, row, ROW_TABLE, &item->table_code, &unused)
         && (!walk->asked->has_seals
             || take_seals (session, walk, sqlite3_column_int64 (row, ROW_REF), item, error));
}

/* -- a piece -----------------------------------------------------------------------------------
 */

static gboolean
is_wanted (const Walk *walk, AftHouseRow *row)
{
  gint32 survey = sqlite3_column_int (row, ROW_SURVEY);
  gboolean is_of_survey = walk->surveys == NULL;
  if (walk->asked->has_language
      && aft_house_rows_to_language (sqlite3_column_int (row, ROW_LOCALE)) != walk->asked->language)
    return FALSE;
  for (guint i = 0; !is_of_survey && i < walk->surveys->len; i++)
    is_of_survey = g_array_index (walk->surveys, gint32, i) == survey;
  return is_of_survey;
}

/* As AftHouseWalkTake. */
static gboolean
take_row (AftHouseSession *session,
          AftHouseRow *row,
          AftHouseWalkPlace *place,
          gpointer user_data,
          GError **error)
{
  Walk *walk = user_data;
  AftHouseWalkRow item;
  GError *local = NULL;
  gsize used = walk->used;
  if (walk->seen == walk->most || walk->rows->len == walk->left)
    return FALSE;
  if (is_wanted (walk, row))
    {
      while (!read_item (session, row, walk, &item, &local))
        {
          walk->used = used;
          if (local != NULL)
            g_propagate_error (error, local);
          if (local != NULL || walk->rows->len > 0)
            return FALSE;
          /* Nothing points into it yet. */
          walk->size *= 2;
          walk->bytes = g_realloc (walk->bytes, walk->size);
        }
      g_array_append_val (walk->rows, item);
    }
  walk->seen++;
  place->day = sqlite3_column_int64 (row, ROW_DAY);
  place->ref = sqlite3_column_int64 (row, ROW_REF);
  return TRUE;
}

static const AftHouseWalkReading reading = {
  .rest_of_day = SELECT " WHERE r.venue = ?1 AND r.day = ?2 AND r.ref > ?3 ORDER BY r.ref",
  .days = SELECT " WHERE r.venue = ?1 AND r.day > ?2 AND r.day <= ?3 ORDER BY r.day, r.ref",
  .take = take_row,
};

/* May be carried out again: only what is whole moves the walk on. */
typedef struct
{
  Walk *walk;
  AftHouseWalkPlace place;
} Piece;

static gboolean
work_read (AftHouseSession *session, gpointer data, GError **error)
{
  Piece *piece = data;
  Walk *walk = piece->walk;
  AftHouseWalkReading own = reading;
  piece->place = walk->range.place;
  walk->seen = 0;
  walk->used = 0;
  g_array_set_size (walk->rows, 0);
  own.user_data = walk;
  return aft_house_walk_range_read (session, &walk->range, &piece->place, &own, error);
}

/* -- a walk ------------------------------------------------------------------------------------
 */

#define FIND_AFTER "SELECT venue, day, ref FROM response WHERE id = ?1"

/* The refs of all versions of a survey; NULL for any. */
static gboolean
find_surveys (AftHouseSession *session, const char *survey_id, GArray **ret_refs, GError **error)
{
  GError *local = NULL;
  g_clear_pointer (ret_refs, g_array_unref);
  if (survey_id == NULL)
    return TRUE;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT ref FROM survey WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  *ret_refs = g_array_new (FALSE, FALSE, sizeof (gint32));
  aft_sqlite_bind_text (row, 1, survey_id);
  while (aft_sqlite_step (row, &local))
    {
      gint32 ref = sqlite3_column_int (row, 0);
      g_array_append_val (*ret_refs, ref);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
work_begin (AftHouseSession *session, gpointer data, GError **error)
{
  Walk *walk = data;
  return find_surveys (session, walk->asked->survey_id, &walk->surveys, error)
         && aft_house_walk_range_find (session, walk->asked, FIND_AFTER, &walk->range, error);
}

static gboolean
hand_on (Walk *walk, AftHouseWalkFunc on_row, gpointer user_data, GError **error)
{
  for (guint i = 0; i < walk->rows->len; i++)
    if (!on_row (&g_array_index (walk->rows, AftHouseWalkRow, i), user_data, error))
      return FALSE;
  walk->left -= walk->rows->len;
  return TRUE;
}

static gboolean
walk_responses (AftHouseStore *store,
                const AftHouseWalk *asked,
                AftHouseWalkFunc on_row,
                gpointer user_data,
                GError **error)
{
  g_auto (Walk) walk = {
    .asked = asked,
    .left = asked->limit > 0 ? asked->limit : G_MAXUINT64,
    .most = FIRST_ROWS,
    .names = { g_hash_table_new_full (NULL, NULL, NULL, g_free), g_hash_table_new (NULL, NULL) },
    .rows = g_array_new (FALSE, FALSE, sizeof (AftHouseWalkRow)),
    .bytes = g_malloc (PIECE_BYTES),
    .size = PIECE_BYTES,
  };
  if (!aft_house_sqlite_read (store, work_begin, &walk, error))
    return FALSE;
  while (walk.left > 0 && walk.range.place.venue < walk.range.venues->len)
    {
      Piece piece = { .walk = &walk };
      if (!aft_house_sqlite_read (store, work_read, &piece, error))
        return FALSE;
      walk.range.place = piece.place;
      walk.most = PIECE_ROWS;
      if (!hand_on (&walk, on_row, user_data, error))
        return FALSE;
    }
  return TRUE;
}

/* -- how many ----------------------------------------------------------------------------------
 */

/* Without a filter the index is enough. */
#define COUNT       "SELECT count (*) FROM response WHERE venue = ?1 AND day"
#define THE_REST    " = ?2 AND ref > ?3"
#define THE_DAYS    " > ?2 AND day <= ?3"
#define OF_SURVEYS  " AND (?4 IS NULL OR survey IN (SELECT value FROM json_each (?4)))"
#define IN_LANGUAGE " AND (?5 IS NULL OR locale = ?5)"

static void
bind_filter (AftHouseRow *row, gpointer user_data)
{
  const AftHouseWalkCount *count = user_data;
  aft_sqlite_bind_text (row, 4, count->surveys);
  if (count->walk->has_language)
    aft_sqlite_bind_integer (row, 5, aft_house_rows_from_language (count->walk->language));
}

static char *
dup_list (const GArray *refs)
{
  GString *list = g_string_new ("[");
  for (guint i = 0; i < refs->len; i++)
    g_string_append_printf (list, i > 0 ? ",%d" : "%d", g_array_index (refs, gint32, i));
  return g_string_free (g_string_append_c (list, ']'), FALSE);
}

static gboolean
work_count (AftHouseSession *session, gpointer data, GError **error)
{
  AftHouseWalkCount *count = data;
  const AftHouseWalk *walk = count->walk;
  gboolean has_filter = walk->survey_id != NULL || walk->has_language;
  g_auto (AftHouseWalkRange) range = { .venues = NULL };
  g_autoptr (GArray) surveys = NULL;
  g_autofree char *list = NULL;
  AftHouseWalkReading counting = {
    .rest_of_day = has_filter ? COUNT THE_REST OF_SURVEYS IN_LANGUAGE : COUNT THE_REST,
    .days = has_filter ? COUNT THE_DAYS OF_SURVEYS IN_LANGUAGE : COUNT THE_DAYS,
    .bind = has_filter ? bind_filter : NULL,
  };
  if (!find_surveys (session, walk->survey_id, &surveys, error)
      || !aft_house_walk_range_find (session, walk, FIND_AFTER, &range, error))
    return FALSE;
  list = surveys != NULL ? dup_list (surveys) : NULL;
  count->surveys = list;
  return aft_house_walk_range_count (session, &range, &counting, count, error);
}

static gboolean
count_responses (AftHouseStore *store, const AftHouseWalk *walk, guint64 *ret_count, GError **error)
{
  AftHouseWalkCount count = { .walk = walk };
  if (!aft_house_sqlite_read (store, work_count, &count, error))
    return FALSE;
  *ret_count = count.count;
  return TRUE;
}

const AftHouseWalksClass aft_house_sqlite_walks = {
  .walk_responses = walk_responses,
  .count_responses = count_responses,
  .list_names = aft_house_sqlite_list_walk_names,
  .walk_cases = aft_house_sqlite_walk_cases,
  .count_cases = aft_house_sqlite_count_walk_cases,
};
