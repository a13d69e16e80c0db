/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The long form: the same cells of a response again and again, with one answer each. What is a
 * question, and what its values are called, the plan knows. */
#include "aft-long-cells.h"

#include <glib/gi18n.h>
#include <string.h>

#include "aft-response-cells.h"

#define NAME_MOST 100
#define TEXT_MOST 1000

typedef enum
{
  LONG_QUESTION,
  LONG_QUESTION_TEXT,
  LONG_VALUE,
  LONG_LABEL
} LongCell;

void
aft_long_cells_add (AftLongCells *cells,
                    AftExportColumns *columns,
                    const AftCatalogue *catalogue,
                    AftLanguage language)
{
  static const struct
  {
    const char *name;
    const char *label;
    guint most;
  } own[] = {
    [LONG_QUESTION] = { "question", NC_ ("export", "Question's name"), NAME_MOST },
    [LONG_QUESTION_TEXT] = { "question_text", NC_ ("export", "Question"), NAME_MOST * 2 },
    [LONG_VALUE] = { "value", NC_ ("export", "Value"), TEXT_MOST },
    [LONG_LABEL] = { "label", NC_ ("export", "In words"), NAME_MOST },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      const AftColumn column
          = { .name = own[i].name,
              .label = aft_catalogue_get_context (catalogue, language, "export", own[i].label),
              .type = AFT_COLUMN_TEXT,
              .most = own[i].most };
      gsize index = aft_export_columns_add (columns, &column);
      if (i == 0)
        cells->first = index;
    }
}

/* What rows are made of. */
typedef struct
{
  AftLongCells *cells;
  AftSheet *sheet;
  const AftHouseWalkRow *row;
  const AftAnswerQuestion *question; /* whose items are read */
} Making;

/* @label: NULL where there is none. */
static gboolean
end_row (const Making *making,
         const AftAnswerQuestion *question,
         const char *value,
         const char *label,
         GError **error)
{
  const AftLongCells *cells = making->cells;
  AftSheet *sheet = making->sheet;
  aft_response_cells_put (sheet, cells->names, making->row);
  aft_sheet_put_text (sheet, cells->first + LONG_QUESTION, question->name, -1);
  aft_sheet_put_text (sheet, cells->first + LONG_QUESTION_TEXT, question->title, -1);
  aft_sheet_put_text (sheet, cells->first + LONG_VALUE, value, -1);
  aft_sheet_put_text (sheet, cells->first + LONG_LABEL, label, -1);
  return aft_sheet_end_row (sheet, error);
}

static gboolean
on_value (const AftSpan *unused, const AftSpan *value, gpointer user_data, GError **error)
{
  const Making *making = user_data;
  g_autofree char *text = aft_span_dup_text (value);
  return end_row (making, making->question, text,
                  aft_answer_plan_get_label (making->cells->plan, making->question, text), error);
}

static gboolean
write_unknown (const Making *making, const AftSpan *name, const AftSpan *value, GError **error)
{
  g_autofree char *text = aft_span_dup_text (value);
  g_autofree char *question = aft_span_dup_text (name);
  return end_row (making, &(AftAnswerQuestion){ .name = question }, text, NULL, error);
}

static gboolean
on_member (const AftSpan *name, const AftSpan *value, gpointer user_data, GError **error)
{
  Making *making = user_data;
  AftLongCells *cells = making->cells;
  const AftAnswerQuestion *known = aft_answer_plan_find (cells->plan, name);
  if (known == NULL)
    return write_unknown (making, name, value, error);
  AftAnswerSeal seal = aft_answer_plan_get_seal (cells->plan, known, making->row->survey);
  if ((seal == AFT_ANSWER_WORDS && !cells->has_words)
      || (seal == AFT_ANSWER_CONTACT && !cells->has_contact))
    {
      cells->hidden++;
      return TRUE;
    }
  making->question = known;
  if (value->type == AFT_SPAN_LIST)
    return aft_spans_each (value->text, value->length, on_value, making, error);
  return value->type == AFT_SPAN_NULL || on_value (NULL, value, making, error);
}

gboolean
aft_long_cells_write (AftLongCells *cells,
                      AftSheet *sheet,
                      const AftHouseWalkRow *row,
                      const char *answers,
                      gsize length,
                      GError **error)
{
  Making making = { .cells = cells, .sheet = sheet, .row = row };
  return aft_spans_each (answers, length, on_member, &making, error);
}

gboolean
aft_long_cells_write_text (AftLongCells *cells,
                           AftSheet *sheet,
                           const AftHouseWalkRow *row,
                           const char *question,
                           const char *text,
                           GError **error)
{
  const Making making = { .cells = cells, .sheet = sheet, .row = row };
  return end_row (&making, &(AftAnswerQuestion){ .name = question }, text, NULL, error);
}
