/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/trends/download: one table of the view in the address, as CSV or for Excel. It is made
 * of the table that stands on the page, so both say the same; what is hidden there is an empty cell
 * here. Tables are small: the bytes are put together in memory. */
#include "aft-console-trends.h"

#include <math.h>

#include "aft-error.h"
#include "aft-sheet.h"

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, bytes, (guint) length);
  return TRUE;
}

static AftColumnType
get_type (AftTrendColumnType type)
{
  static const AftColumnType types[] = {
    [AFT_TREND_TEXT] = AFT_COLUMN_TEXT,     [AFT_TREND_INTEGER] = AFT_COLUMN_INTEGER,
    [AFT_TREND_NUMBER] = AFT_COLUMN_NUMBER, [AFT_TREND_SHARE] = AFT_COLUMN_NUMBER,
    [AFT_TREND_DAY] = AFT_COLUMN_DAY,
  };
  return types[type];
}

static AftSheet *
open_sheet (const AftTrendsLook *look,
            const AftTrendTable *table,
            AftSheetFormat format,
            AftSink *sink,
            GError **error)
{
  g_autofree AftColumn *columns = g_new0 (AftColumn, table->columns->len);
  AftSheetOptions options = { .format = format,
                              .language = look->page->language,
                              .title = table->title,
                              .columns = columns,
                              .n_columns = table->columns->len,
                              .has_label_line = TRUE,
                              .rows = table->rows->len };

  for (guint i = 0; i < table->columns->len; i++)
    {
      const AftTrendColumn *column = &g_array_index (table->columns, AftTrendColumn, i);
      columns[i] = (AftColumn){ .name = column->id,
                                .label = column->label,
                                .type = get_type (column->type) };
    }
  return aft_sheet_new (&options, sink, error);
}

static void
put_cell (AftSheet *sheet, const AftTrendTable *table, guint row, guint column)
{
  const AftTrendCell *cell = aft_trend_table_get_cell (table, row, column);
  AftTrendColumnType type = g_array_index (table->columns, AftTrendColumn, column).type;

  if (cell->is_hidden)
    return;
  if (type == AFT_TREND_TEXT)
    {
      if (cell->text != NULL)
        aft_sheet_put_text (sheet, column, cell->text, -1);
    }
  else if (!isnan (cell->number))
    {
      if (type == AFT_TREND_INTEGER || type == AFT_TREND_DAY)
        aft_sheet_put_integer (sheet, column, (gint64) cell->number);
      else
        aft_sheet_put_number (sheet, column, cell->number);
    }
}

/* The table's bytes, or NULL. */
static GBytes *
write_sheet (const AftTrendsLook *look,
             const AftTrendTable *table,
             AftSheetFormat format,
             GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);
  g_autoptr (AftSheet) sheet = open_sheet (look, table, format, sink, error);

  if (sheet == NULL)
    return NULL;
  for (guint i = 0; i < table->rows->len; i++)
    {
      for (guint j = 0; j < table->columns->len; j++)
        put_cell (sheet, table, i, j);
      if (!aft_sheet_end_row (sheet, error))
        return NULL;
    }
  if (!aft_sheet_finish (sheet, error) || !aft_sink_finish (sink, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* A name of ASCII, and the reader's own beside it (RFC 6266, RFC 8187). */
static void
set_name (AftHttpReply *reply,
          const AftTrendsLook *look,
          const AftTrendTable *table,
          AftSheetFormat format)
{
  const char *ending = aft_sheet_format_to_text (format);
  g_autofree char *period = aft_period_to_text (look->scope->period);
  g_autofree char *own = g_strdup_printf ("%s %s.%s", table->title, period, ending);
  g_autofree char *escaped = g_uri_escape_string (own, NULL, FALSE);
  g_autofree char *header
      = g_strdup_printf ("attachment; filename=\"aftertaste-%s-%s.%s\"; filename*=UTF-8''%s",
                         table->id, period, ending, escaped);

  aft_http_reply_set_header (reply, "Content-Disposition", header);
}

/* For people: the formats that their programs open. */
static gboolean
read_format (const AftPage *page, AftSheetFormat *ret_format, GError **error)
{
  const char *text = aft_page_get_query (page, "format");

  if (text != NULL && aft_sheet_format_from_text (text, ret_format)
      && (*ret_format == AFT_SHEET_CSV || *ret_format == AFT_SHEET_XLSX))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such format");
  return FALSE;
}

static guint
read_part (const AftPage *page, const char **ret_id, GError **error)
{
  const char *id = aft_page_get_query (page, "table");
  guint part = id != NULL ? aft_trend_table_get_part (id) : 0;

  *ret_id = id;
  if (part == 0)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such table");
  return part;
}

AftHttpReply *
aft_trends_make_download (AftPage *page, GError **error)
{
  g_auto (AftTrendsLook) look = { .page = page };
  AftSheetFormat format = AFT_SHEET_CSV;
  const char *id = NULL;
  guint part = read_part (page, &id, error);

  if (part == 0 || !read_format (page, &format, error) || !aft_trends_look_read (&look, page, error)
      || !aft_trends_look_load (&look, part, error))
    return NULL;
  g_autoptr (AftTrendTable) table = aft_trend_table_new (&look.voice, look.view, id, error);
  g_autoptr (GBytes) bytes = table != NULL ? write_sheet (&look, table, format, error) : NULL;
  if (bytes == NULL)
    return NULL;
  AftHttpReply *reply = aft_http_reply_new_bytes (200, aft_sheet_format_get_type (format), bytes);
  set_name (reply, &look, table, format);
  return reply;
}
