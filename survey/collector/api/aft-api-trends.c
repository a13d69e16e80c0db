/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/trends: a view's tables for another program. What they say is survey/trends'. */
#include <math.h>
#include <string.h>

#include "aft-api-private.h"
#include "aft-api-program.h"
#include "aft-api-rows.h"
#include "aft-error.h"
#include "aft-house-proof.h"
#include "aft-trend-table.h"

#define TABLES_DEFAULT "figure,points"
#define TABLES_ALL     "all"

/* -- a table --------------------------------------------------------------------------------- */

static AftValue *
describe_column (const AftTrendColumn *column)
{
  static const char *const types[] = { [AFT_TREND_TEXT] = "text",
                                       [AFT_TREND_INTEGER] = "integer",
                                       [AFT_TREND_NUMBER] = "number",
                                       [AFT_TREND_SHARE] = "share",
                                       [AFT_TREND_DAY] = "day" };
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "id", column->id);
  aft_value_builder_set_string (builder, "label", column->label);
  aft_value_builder_set_string (builder, "type", types[column->type]);
  return aft_value_builder_end (builder);
}

static AftValue *
describe_cell (const AftTrendColumn *column, const AftTrendCell *cell)
{
  const char *text = cell->code != NULL ? cell->code : cell->text;
  if (cell->is_hidden)
    return aft_value_new_null ();
  if (column->type == AFT_TREND_TEXT)
    return text != NULL ? aft_value_new_string (text) : aft_value_new_null ();
  if (isnan (cell->number))
    return aft_value_new_null ();
  if (column->type == AFT_TREND_DAY)
    return aft_value_new_take_string (aft_house_dup_date ((gint32) cell->number));
  return aft_value_new_number (cell->number);
}

/* The cells by their columns' ids; what was taken out, or is too little for a figure, is said. */
static AftValue *
describe_row (const AftTrendTable *table, gsize row)
{
  gboolean is_hidden = FALSE;
  gboolean is_thin = FALSE;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (gsize i = 0; i < table->columns->len; i++)
    {
      const AftTrendColumn *column = &g_array_index (table->columns, AftTrendColumn, i);
      const AftTrendCell *cell = aft_trend_table_get_cell (table, row, i);
      aft_value_builder_set_take (builder, column->id, describe_cell (column, cell));
      is_hidden = is_hidden || cell->is_hidden;
      is_thin = is_thin || cell->is_thin;
    }
  if (is_hidden)
    aft_value_builder_set_boolean (builder, "suppressed", TRUE);
  if (is_thin)
    aft_value_builder_set_boolean (builder, "not_enough", TRUE);
  return aft_value_builder_end (builder);
}

static AftValue *
describe_table (const AftTrendTable *table)
{
  AftValueBuilder *columns = aft_value_builder_new_array ();
  AftValueBuilder *rows = aft_value_builder_new_array ();
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (gsize i = 0; i < table->columns->len; i++)
    aft_value_builder_take (columns,
                            describe_column (&g_array_index (table->columns, AftTrendColumn, i)));
  for (gsize i = 0; i < table->rows->len; i++)
    aft_value_builder_take (rows, describe_row (table, i));
  aft_value_builder_set_string (builder, "id", table->id);
  aft_value_builder_set_string (builder, "title", table->title);
  aft_value_builder_set_take (builder, "columns", aft_value_builder_end (columns));
  aft_value_builder_set_take (builder, "rows", aft_value_builder_end (rows));
  return aft_value_builder_end (builder);
}

/* -- what is asked for ----------------------------------------------------------------------- */

/* Without a word about tables: the figure, its points and what "by" names. */
static char **
list_ids (const AftHttpRequest *request)
{
  const char *text = aft_http_request_get_query (request, "table");
  const char *by = aft_http_request_get_query (request, "by");
  g_autofree char *usual = by != NULL && *by != '\0' ? g_strconcat (TABLES_DEFAULT ",by-", by, NULL)
                                                     : g_strdup (TABLES_DEFAULT);
  if (g_strcmp0 (text, TABLES_ALL) == 0)
    return g_strdupv ((char **) aft_trend_table_get_ids ());
  return g_strsplit (text != NULL ? text : usual, ",", -1);
}

/* The ids of the tables of @scope, checked; free with g_strfreev(). Of all of them some may be
 * empty. */
static char **
read_tables (const AftHttpRequest *request,
             const AftTrendScope *scope,
             guint *ret_parts,
             GError **error)
{
  gboolean is_all = g_strcmp0 (aft_http_request_get_query (request, "table"), TABLES_ALL) == 0;
  g_auto (GStrv) ids = list_ids (request);
  *ret_parts = AFT_TREND_FIGURE;
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      guint part = aft_trend_table_get_part (ids[i]);
      *ret_parts |= part;
      if (part != 0)
        continue;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "There is no table \"%s\"", ids[i]);
      return NULL;
    }
  if (!is_all && !aft_trend_view_check_parts (scope, *ret_parts, error))
    return NULL;
  return g_steal_pointer (&ids);
}

/* A name that nobody knows is a fault: whoever mistypes one should not get all. */
static gboolean
check_names (const char *query, GError **error)
{
  GUriParamsIter iter;
  char *name = NULL;
  char *value = NULL;
  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      gboolean is_known = aft_trend_scope_has_name (name) || g_str_equal (name, "table")
                          || g_str_equal (name, "reader");
      if (!is_known)
        g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "What is %s?", name);
      g_free (name);
      g_free (value);
      if (!is_known)
        return FALSE;
    }
  return TRUE;
}

static AftTrendScope *
read_scope (const AftProgramAsk *ask, GError **error)
{
  const char *target = aft_http_request_get_target (ask->request);
  const char *mark = strchr (target, '?');
  const char *query = mark != NULL ? mark + 1 : "";
  g_autoptr (GPtrArray) venues
      = check_names (query, error) ? aft_house_store_list_venues_sync (ask->store, error) : NULL;
  if (venues == NULL)
    return NULL;
  g_autoptr (AftTrendScope) scope
      = aft_trend_scope_read (query, aft_trend_find_today (venues, ask->now_ms), error);
  if (scope == NULL || !aft_trend_scope_limit (scope, aft_api_get_venue_ids (ask), error))
    return NULL;
  if (ask->enough > 0)
    scope->enough = ask->enough;
  if (ask->few > 0)
    scope->few = ask->few;
  return g_steal_pointer (&scope);
}

static gboolean
read_language (const AftProgramAsk *ask, AftLanguage *ret_language, GError **error)
{
  const char *text = aft_http_request_get_query (ask->request, "reader");
  if (text != NULL)
    {
      *ret_language = aft_language_from_tag (text);
      if (g_str_equal (text, aft_language_get_tag (*ret_language)))
        return TRUE;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "There is no language \"%s\"", text);
      return FALSE;
    }
  g_autoptr (AftHouse) house = aft_house_store_get_house_sync (ask->store, error);
  if (house != NULL)
    *ret_language = house->language;
  return house != NULL;
}

/* -- the reply ------------------------------------------------------------------------------- */

static AftValue *
describe_tables (const AftTrendVoice *voice,
                 const AftTrendView *view,
                 char *const *ids,
                 GError **error)
{
  g_autoptr (AftValueBuilder) builder = aft_value_builder_new_array ();
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (AftTrendTable) table = aft_trend_table_new (voice, view, ids[i], error);
      if (table == NULL)
        return NULL;
      aft_value_builder_take (builder, describe_table (table));
    }
  return aft_value_builder_end (g_steal_pointer (&builder));
}

static AftHttpReply *
reply_view (const AftTrendVoice *voice, const AftTrendView *view, char *const *ids, GError **error)
{
  AftValue *tables = describe_tables (voice, view, ids, error);
  if (tables == NULL)
    return NULL;
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autofree char *query = aft_trend_scope_to_query (view->scope);
  g_autofree char *sentence = aft_trend_words_dup_sentence (voice, view);
  aft_value_builder_set_string (builder, "view", query);
  aft_value_builder_set_take (
      builder, "from", aft_value_new_take_string (aft_house_dup_date (view->elapsed.from_day)));
  aft_value_builder_set_take (
      builder, "to", aft_value_new_take_string (aft_house_dup_date (view->elapsed.to_day)));
  aft_value_builder_set_string (builder, "sentence", sentence);
  aft_value_builder_set_number (builder, "enough", (double) view->scope->enough);
  aft_value_builder_set_number (builder, "few", (double) view->scope->few);
  aft_value_builder_set_take (builder, "tables", tables);
  g_autoptr (AftValue) value = aft_value_builder_end (builder);
  return aft_http_reply_new_json (200, value);
}

static AftHttpReply *
show_trends (const AftProgramAsk *ask, GError **error)
{
  guint parts = 0;
  AftTrendVoice voice = { ask->catalogue, AFT_LANGUAGE_EN };
  g_autoptr (AftTrendScope) scope = read_scope (ask, error);
  g_auto (GStrv) ids = scope != NULL ? read_tables (ask->request, scope, &parts, error) : NULL;
  if (ids == NULL || !read_language (ask, &voice.language, error))
    return NULL;
  g_autoptr (AftTrendView) view = aft_trend_view_load_sync (ask->store, scope, parts, error);
  return view != NULL ? reply_view (&voice, view, ids, error) : NULL;
}

void
aft_api_add_trends (AftApi *api, AftRouter *router)
{
  static const AftProgramRoute route = { "/api/v1/trends", show_trends };
  aft_api_add_program_route (api, router, &route);
}
