/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listings for other programs: what is asked for, pages by the last row that was told, and lines
 * that are made while they are sent, each some from a snapshot of its own. What a row says is
 * aft-api-responses.c's. */
#include "aft-api-rows.h"

#include <string.h>

#include "aft-base64url.h"
#include "aft-calendar.h"
#include "aft-error.h"
#include "aft-house-store-care.h"
#include "aft-json.h"
#include "aft-seal.h"
#include "aft-trend-scope.h"

#define LINES_A_PIECE 500
#define NAME_TABLES   3

static const char *const row_names[]
    = { "venue", "from", "to", "survey", "language", "with", "after", "limit" };

struct _AftApiRows
{
  AftHouseStore *store;
  const AftApiListing *listing; /* static */
  GArray *venue_ids;            /* AftId; NULL: all */
  AftHouseWalk walk;            /* pointers lead into what stands here */
  char *survey;
  char **opened; /* names of sealed parts */
  AftUploadOpener opener;
  AftId last;
  guint64 count; /* rows of the piece at hand */
  const char *separator;
  GString *text;
  GHashTable *names[NAME_TABLES]; /* number → AftHouseWalkName in lists[] */
  GArray *lists[NAME_TABLES];
  gboolean is_done;
};

/* -- who asks -------------------------------------------------------------------------------- */

const GArray *
aft_api_get_venue_ids (const AftProgramAsk *ask)
{
  const GArray *ids = ask->token->venue_ids;
  return ids != NULL && ids->len > 0 ? ids : NULL;
}

/* -- the rows -------------------------------------------------------------------------------- */

static void
free_rows (gpointer data)
{
  AftApiRows *rows = data;
  if (rows == NULL)
    return;
  for (guint i = 0; i < NAME_TABLES; i++)
    {
      g_clear_pointer (&rows->names[i], g_hash_table_unref);
      g_clear_pointer (&rows->lists[i], g_array_unref);
    }
  g_clear_pointer (&rows->venue_ids, g_array_unref);
  if (rows->text != NULL)
    g_string_free (rows->text, TRUE);
  aft_house_store_unref (rows->store);
  g_free (rows->survey);
  g_strfreev (rows->opened);
  g_free (rows);
}

typedef AftApiRows OwnedRows;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OwnedRows, free_rows)

AftHouseStore *
aft_api_rows_get_store (AftApiRows *rows)
{
  return rows->store;
}

const AftHouseWalkName *
aft_api_rows_find_name (AftApiRows *rows, AftHouseWalkNames which, gint32 number)
{
  return g_hash_table_lookup (rows->names[which], GINT_TO_POINTER (number));
}

const char *const *
aft_api_rows_get_opened (AftApiRows *rows)
{
  static const char *const none[] = { NULL };
  return rows->opened != NULL ? (const char *const *) rows->opened : none;
}

char *
aft_api_rows_open (AftApiRows *rows, const AftHouseWalkRow *row, const char *name)
{
  for (gsize i = 0; rows->opener.open_note != NULL && i < row->n_seals; i++)
    {
      const AftHouseWalkSeal *seal = &row->seals[i];
      if (!g_str_equal (seal->name, name))
        continue;
      g_autofree char *box = aft_base64url_encode (seal->box, seal->length);
      g_autoptr (AftSealedPart) part = aft_sealed_part_new (name, seal->kid, box);
      return rows->opener.open_note (part, &row->id, rows->opener.user_data);
    }
  return NULL;
}

static gboolean
load_names (AftApiRows *rows, GError **error)
{
  for (guint i = 0; i < NAME_TABLES; i++)
    {
      rows->lists[i]
          = aft_house_store_list_walk_names_sync (rows->store, (AftHouseWalkNames) i, error);
      if (rows->lists[i] == NULL)
        return FALSE;
      rows->names[i] = g_hash_table_new (NULL, NULL);
      for (guint k = 0; k < rows->lists[i]->len; k++)
        {
          AftHouseWalkName *name = &g_array_index (rows->lists[i], AftHouseWalkName, k);
          g_hash_table_insert (rows->names[i], GINT_TO_POINTER (name->number), name);
        }
    }
  return TRUE;
}

GString *
aft_api_rows_begin (AftApiRows *rows, const AftId *id)
{
  if (rows->count++ > 0)
    g_string_append (rows->text, rows->separator);
  rows->last = *id;
  return rows->text;
}

/* Some more rows behind the last one into an empty text. */
static gboolean
read_some (AftApiRows *rows, const char *separator, GError **error)
{
  rows->count = 0;
  rows->separator = separator;
  if (!rows->listing->work (rows, &rows->walk, error))
    return FALSE;
  rows->is_done = rows->count < rows->walk.limit;
  rows->walk.after_id = &rows->last;
  return TRUE;
}

/* -- what is asked for ----------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *name)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "What is asked for with %s is none", name);
  return FALSE;
}

/* Every parameter is one of ours. */
static gboolean
check_names (const AftHttpRequest *request, GError **error)
{
  gsize known = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (row_names); i++)
    known += aft_http_request_get_query (request, row_names[i]) != NULL ? 1 : 0;
  if (known == aft_http_request_count_query (request))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "A listing knows venue, from, to, survey, language, with, after and limit");
  return FALSE;
}

static gboolean
read_day (const AftHttpRequest *request, const char *name, gint32 *day, GError **error)
{
  const char *text = aft_http_request_get_query (request, name);
  return text == NULL || aft_calendar_day_from_text (text, day) || refuse (error, name);
}

/* Is there such a restaurant, and may the token see it? */
static gboolean
check_venue (const AftProgramAsk *ask, const AftId *id, GError **error)
{
  const GArray *allowed = aft_api_get_venue_ids (ask);
  g_autoptr (AftVenue) venue = allowed == NULL || aft_id_is_among (id, allowed)
                                   ? aft_house_store_get_venue_sync (ask->store, id, error)
                                   : NULL;
  if (venue != NULL)
    return TRUE;
  g_clear_error (error);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such restaurant");
  return FALSE;
}

static gboolean
read_venues (AftApiRows *rows, const AftProgramAsk *ask, GError **error)
{
  const GArray *allowed = aft_api_get_venue_ids (ask);
  const char *text = aft_http_request_get_query (ask->request, "venue");
  if (text == NULL)
    {
      rows->venue_ids = allowed != NULL ? g_array_copy ((GArray *) allowed) : NULL;
      return TRUE;
    }
  rows->venue_ids = aft_trend_venues_from_text (text, error);
  if (rows->venue_ids == NULL)
    return FALSE;
  for (guint i = 0; i < rows->venue_ids->len; i++)
    if (!check_venue (ask, &g_array_index (rows->venue_ids, AftId, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
read_answers (AftApiRows *rows, const AftHttpRequest *request, GError **error)
{
  const char *language = aft_http_request_get_query (request, "language");
  const char *survey = aft_http_request_get_query (request, "survey");
  if (!rows->listing->has_answers && (language != NULL || survey != NULL))
    return refuse (error, language != NULL ? "language" : "survey");
  rows->survey = g_strdup (survey);
  rows->walk.survey_id = rows->survey;
  rows->walk.has_language = language != NULL;
  rows->walk.language = aft_language_from_tag (language);
  return language == NULL || g_str_equal (language, aft_language_get_tag (rows->walk.language))
         || refuse (error, "language");
}

/* What leaves the house opened is in its audit, and so is that somebody tried. */
static gboolean
note_opening (const AftProgramAsk *ask, const char *opened, gboolean is_allowed, GError **error)
{
  g_autofree char *token = aft_id_to_text (&ask->token->id);
  g_autofree char *actor = g_strconcat ("program:", token, NULL);
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "opened", opened);
  aft_value_builder_set_string (builder, "over", "api");
  g_autoptr (AftValue) detail = aft_value_builder_end (builder);
  g_autofree char *text = aft_json_to_canonical (detail, error);
  const AftHouseAuditRow row
      = { .actor = actor,
          .action = (char *) (is_allowed ? "export.contact" : "export.refused"),
          .subject = (char *) "responses",
          .detail = text };
  return text != NULL && aft_house_store_append_audit_sync (ask->store, &row, error);
}

static gboolean
read_opened (AftApiRows *rows, const AftProgramAsk *ask, GError **error)
{
  static const char *const sealed[] = { AFT_SEALED_WORDS, AFT_SEALED_CONTACT, NULL };
  const char *text = aft_http_request_get_query (ask->request, "with");
  if (text == NULL)
    return TRUE;
  rows->opened = g_strsplit (text, ",", -1);
  for (gsize i = 0; rows->opened[i] != NULL; i++)
    if (!rows->listing->has_answers || !g_strv_contains (sealed, rows->opened[i]))
      return refuse (error, "with");
  if (!note_opening (ask, text, ask->token->may_contact, error))
    return FALSE;
  rows->opener = *ask->opener;
  rows->walk.has_seals = TRUE;
  if (!ask->token->may_contact)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED,
                         "This token may not have what guests sealed");
  return ask->token->may_contact;
}

static gboolean
read_place (AftApiRows *rows, const AftHttpRequest *request, GError **error)
{
  guint64 limit = AFT_API_ROWS_DEFAULT;
  const char *after = aft_http_request_get_query (request, "after");
  const char *text = aft_http_request_get_query (request, "limit");
  if (after != NULL && !aft_id_from_text (after, &rows->last))
    return refuse (error, "after");
  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, AFT_API_ROWS_MOST, &limit, NULL))
    return refuse (error, "limit");
  rows->walk.after_id = after != NULL ? &rows->last : NULL;
  rows->walk.limit = limit;
  return TRUE;
}

static AftApiRows *
new_rows (const AftProgramAsk *ask, const AftApiListing *listing, GError **error)
{
  g_autoptr (OwnedRows) rows = g_new0 (AftApiRows, 1);
  rows->store = aft_house_store_ref (ask->store);
  rows->listing = listing;
  rows->text = g_string_new (NULL);
  rows->walk.from_day = G_MININT32;
  rows->walk.to_day = G_MAXINT32;
  if (!check_names (ask->request, error) || !read_venues (rows, ask, error)
      || !read_day (ask->request, "from", &rows->walk.from_day, error)
      || !read_day (ask->request, "to", &rows->walk.to_day, error)
      || !read_answers (rows, ask->request, error) || !read_place (rows, ask->request, error)
      || !read_opened (rows, ask, error) || !load_names (rows, error))
    return NULL;
  rows->walk.venue_ids = rows->venue_ids;
  return g_steal_pointer (&rows);
}

/* -- the reply ------------------------------------------------------------------------------- */

static AftHttpReply *
reply_page (AftApiRows *rows, GError **error)
{
  g_autofree char *next = NULL;
  g_string_printf (rows->text, "{\"%s\":[", rows->listing->name);
  if (!read_some (rows, ",", error))
    return NULL;
  next = rows->is_done ? NULL : aft_id_to_text (&rows->last);
  if (next != NULL)
    g_string_append_printf (rows->text, "],\"next\":\"%s\"}", next);
  else
    g_string_append (rows->text, "],\"next\":null}");
  g_autoptr (GBytes) body = g_string_free_to_bytes (g_steal_pointer (&rows->text));
  return aft_http_reply_new_bytes (200, AFT_HTTP_JSON, body);
}

static GBytes *
next_lines (gpointer data, GError **error)
{
  AftApiRows *rows = data;
  if (rows->is_done)
    return NULL;
  g_string_truncate (rows->text, 0);
  if (!read_some (rows, "\n", error))
    return NULL;
  if (rows->count > 0)
    g_string_append_c (rows->text, '\n');
  return g_bytes_new (rows->text->str, rows->text->len);
}

/* Does the sender name lines before anything else? Weights are not read. */
static gboolean
wants_lines (const AftHttpRequest *request)
{
  const char *accept = aft_http_request_get_header (request, "Accept");
  return accept != NULL && g_str_has_prefix (accept, "application/x-ndjson");
}

AftHttpReply *
aft_api_list_rows (const AftProgramAsk *ask, const AftApiListing *listing, GError **error)
{
  g_autoptr (OwnedRows) rows = new_rows (ask, listing, error);
  if (rows == NULL)
    return NULL;
  if (!wants_lines (ask->request))
    return reply_page (rows, error);
  if (aft_http_request_get_query (ask->request, "limit") != NULL)
    {
      refuse (error, "limit");
      return NULL;
    }
  rows->walk.limit = LINES_A_PIECE;
  return aft_http_reply_new_source (
      200, AFT_API_LINES, aft_http_source_new (next_lines, g_steal_pointer (&rows), free_rows));
}
