/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/trends/download: one table of the view in the address, as CSV or for Excel, or all of
 * them as a workbook. They are made of the tables that stand on the page, so both say the same;
 * what is hidden there is an empty cell of CSV. Tables are small: the bytes are put together in
 * memory. */
#include "aft-console-trends.h"

#include "aft-error.h"
#include "aft-trend-book.h"
#include "aft-venue.h"

static gboolean
on_bytes (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, bytes, (guint) length);
  return TRUE;
}

static char *
dup_made (const AftTrendsLook *look)
{
  g_autoptr (GTimeZone) zone
      = look->venues->len > 0
            ? g_time_zone_new_identifier (aft_venue_get_zone (look->venues->pdata[0]))
            : NULL;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (look->page->now_ms / 1000);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return g_date_time_format (local != NULL ? local : utc, "%Y-%m-%d %H:%M");
}

static gboolean
write_book (const AftTrendBook *book, const AftSheetOptions *options, AftSink *sink, GError **error)
{
  g_autoptr (AftSheet) sheet = aft_sheet_new (options, sink, error);

  return sheet != NULL && aft_trend_book_write (book, sheet, NULL, NULL, error)
         && aft_sheet_finish (sheet, error) && aft_sink_finish (sink, error);
}

/* The tables' bytes, or NULL. */
static GBytes *
write_tables (const AftTrendsLook *look, GPtrArray *tables, AftSheetFormat format, GError **error)
{
  const AftPage *page = look->page;
  g_autofree char *made = dup_made (look);
  const AftTrendBookOptions parts
      = { .voice = &look->voice,
          .view = look->view,
          .tables = tables,
          .house = page->house != NULL ? page->house->name : "Aftertaste",
          .made = made,
          .program = "Aftertaste",
          .is_for_people = format == AFT_SHEET_XLSX };
  g_autoptr (AftTrendBook) book = aft_trend_book_new (&parts);
  AftSheetOptions options = {
    .format = format, .language = page->language, .has_labels = TRUE, .has_label_line = TRUE
  };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (AftSink) sink = aft_sink_new_function (on_bytes, bytes);

  aft_trend_book_set_up (book, &options);
  if (!write_book (book, &options, sink, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* A name of ASCII, and the reader's own beside it (RFC 6266, RFC 8187). */
static void
set_name (AftHttpReply *reply,
          const AftTrendsLook *look,
          const char *id,
          const char *title,
          AftSheetFormat format)
{
  const char *ending = aft_sheet_format_to_text (format);
  g_autofree char *period = aft_period_to_text (look->scope->period);
  g_autofree char *own = g_strdup_printf ("%s %s.%s", title, period, ending);
  g_autofree char *escaped = g_uri_escape_string (own, NULL, FALSE);
  g_autofree char *header
      = g_strdup_printf ("attachment; filename=\"aftertaste-%s-%s.%s\"; filename*=UTF-8''%s", id,
                         period, ending, escaped);

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

/* CSV has one table. */
static guint
read_part (const AftPage *page, AftSheetFormat format, const char **ret_id, GError **error)
{
  const char *id = aft_page_get_query (page, "table");
  guint part = id != NULL ? aft_trend_table_get_part (id) : 0;

  *ret_id = id;
  if (format == AFT_SHEET_XLSX && g_strcmp0 (id, AFT_TRENDS_ALL) == 0)
    return AFT_TREND_ALL_PARTS;
  if (part == 0)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such table");
  return part;
}

static GPtrArray *
list_tables (const AftTrendsLook *look, const char *id, GError **error)
{
  AftTrendTable *table;
  GPtrArray *tables;

  if (g_str_equal (id, AFT_TRENDS_ALL))
    return aft_trend_book_list_tables (&look->voice, look->view, error);
  table = aft_trend_table_new (&look->voice, look->view, id, error);
  if (table == NULL)
    return NULL;
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_trend_table_free);
  g_ptr_array_add (tables, table);
  return tables;
}

AftHttpReply *
aft_trends_make_download (AftPage *page, GError **error)
{
  g_auto (AftTrendsLook) look = { .page = page };
  AftSheetFormat format = AFT_SHEET_CSV;
  const char *id = NULL;
  guint part = 0;

  if (!read_format (page, &format, error))
    return NULL;
  part = read_part (page, format, &id, error);
  if (part == 0 || !aft_trends_look_read (&look, page, error)
      || !aft_trends_look_load (&look, part, error))
    return NULL;
  g_autoptr (GPtrArray) tables = list_tables (&look, id, error);
  g_autoptr (GBytes) bytes = tables != NULL ? write_tables (&look, tables, format, error) : NULL;
  if (bytes == NULL)
    return NULL;
  AftHttpReply *reply = aft_http_reply_new_bytes (200, aft_sheet_format_get_type (format), bytes);
  const char *title = part == AFT_TREND_ALL_PARTS
                          ? aft_page_say (page, N_ ("Trends"))
                          : ((const AftTrendTable *) tables->pdata[0])->title;
  set_name (reply, &look, id, title, format);
  return reply;
}
