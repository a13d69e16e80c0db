/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit: who did what, all of it from the first row on. Whether its chain is whole is for
 * `aftertaste-collector verify` to say. */
#include <glib/gi18n.h>

#include "aft-export-file.h"
#include "aft-export.h"
#include "aft-house-store-care.h"

#define FAILED      1
#define PAGE        500
#define ACTOR_MOST  200
#define DETAIL_MOST 4000

typedef struct
{
  const AftExportOptions *options;
  AftExportHouse *house;
  AftExportFile *file;
} Export;

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->file, aft_export_file_free);
  g_clear_pointer (&export->house, aft_export_house_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static const AftColumn cells[] = {
  { .name = "sequence", .label = NC_ ("export", "Row"), .type = AFT_COLUMN_INTEGER },
  { .name = "time", .label = NC_ ("export", "When (UTC)"), .type = AFT_COLUMN_TIME },
  { .name = "actor", .label = NC_ ("export", "Who"), .type = AFT_COLUMN_TEXT, .most = ACTOR_MOST },
  { .name = "action",
    .label = NC_ ("export", "What"),
    .type = AFT_COLUMN_TEXT,
    .most = ACTOR_MOST },
  { .name = "subject",
    .label = NC_ ("export", "To what"),
    .type = AFT_COLUMN_TEXT,
    .most = ACTOR_MOST },
  { .name = "detail",
    .label = NC_ ("export", "Detail"),
    .type = AFT_COLUMN_TEXT,
    .most = DETAIL_MOST },
};

/* Calls @on_row for each; no more than a page is in memory. The rows that there were. */
typedef gboolean (*OnRow) (Export *export, const AftHouseAuditRow *row, GError **error);

static gboolean
each_row (Export *export, guint64 most, OnRow on_row, guint64 *ret_count, GError **error)
{
  guint64 after = 0;
  guint got = PAGE;
  *ret_count = 0;
  while (got == PAGE && *ret_count < most)
    {
      g_autoptr (GPtrArray) rows
          = aft_house_store_list_audit_sync (export->house->store, after, PAGE, error);
      if (rows == NULL)
        return FALSE;
      got = rows->len;
      for (guint i = 0; i < got && *ret_count < most; i++)
        {
          const AftHouseAuditRow *row = rows->pdata[i];
          after = row->sequence;
          (*ret_count)++;
          if (on_row != NULL && !on_row (export, row, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
on_row (Export *export, const AftHouseAuditRow *row, GError **error)
{
  AftSheet *sheet = aft_export_file_get_sheet (export->file);
  aft_sheet_put_integer (sheet, 0, (gint64) row->sequence);
  aft_sheet_put_integer (sheet, 1, row->time_ms);
  aft_sheet_put_text (sheet, 2, row->actor, -1);
  aft_sheet_put_text (sheet, 3, row->action, -1);
  aft_sheet_put_text (sheet, 4, row->subject, -1);
  aft_sheet_put_text (sheet, 5, row->detail, -1);
  return aft_sheet_end_row (sheet, error) && aft_export_file_step (export->file, 0, error);
}

static gboolean
open_file (Export *export, guint64 total, GError **error)
{
  AftLanguage reader = AFT_LANGUAGE_EN;
  AftColumn columns[G_N_ELEMENTS (cells)];
  const AftSheetOptions sheet = {
    .title = "audit", .columns = columns, .n_columns = G_N_ELEMENTS (columns), .rows = total
  };
  if (!aft_export_options_get_reader (export->options, export->house, &reader, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      columns[i] = cells[i];
      columns[i].label
          = aft_catalogue_get_context (export->house->catalogue, reader, "export", cells[i].label);
    }
  export->file = aft_export_file_new (export->options, export->house, &sheet, error);
  return export->file != NULL;
}

static gboolean
write_table (Export *export, GError **error)
{
  guint64 total = 0;
  guint64 count = 0;
  gboolean is_sav = export->options->format == AFT_SHEET_SAV;
  export->house = aft_export_house_open (&export->options->place, error);
  if (export->house == NULL || (is_sav && !each_row (export, G_MAXUINT64, NULL, &total, error)))
    return FALSE;
  return open_file (export, total, error)
         && each_row (export, is_sav ? total : G_MAXUINT64, on_row, &count, error)
         && each_row (export, G_MAXUINT64, NULL, &count, error)
         && aft_export_file_finish (export->file, count, error);
}

int
aft_export_audit (int count, char **words)
{
  static const char *const takes[]
      = { "--labels", "--codes", "--reader-language", "--no-bom", "--raw", NULL };
  g_autoptr (GError) error = NULL;
  g_auto (AftExportOptions) options = { .venues = NULL };
  if (!aft_export_options_read (&options, count, words, takes, NULL))
    return 2;
  g_auto (Export) export = { .options = &options };
  if (write_table (&export, &error))
    return 0;
  return aft_export_fail (FAILED, "%s", error->message);
}
