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

/* @value: as text. */
static gboolean
end_row (const AftLongCells *cells,
         AftSheet *sheet,
         const AftHouseWalkRow *row,
         const AftAnswerQuestion *question,
         const char *value,
         GError **error)
{
  aft_response_cells_put (sheet, cells->names, row);
  aft_sheet_put_text (sheet, cells->first + LONG_QUESTION, question->name, -1);
  aft_sheet_put_text (sheet, cells->first + LONG_QUESTION_TEXT, question->title, -1);
  aft_sheet_put_text (sheet, cells->first + LONG_VALUE, value, -1);
  aft_sheet_put_text (sheet, cells->first + LONG_LABEL,
                      aft_answer_plan_get_label (cells->plan, question, value), -1);
  return aft_sheet_end_row (sheet, error);
}

static gboolean
write_value (AftLongCells *cells,
             AftSheet *sheet,
             const AftHouseWalkRow *row,
             const AftAnswerQuestion *question,
             const AftSpan *value,
             GError **error)
{
  AftSpans items;
  AftSpan item;
  GError *local = NULL;
  if (value->type == AFT_SPAN_NULL)
    return TRUE;
  if (value->type != AFT_SPAN_LIST)
    {
      g_autofree char *text = aft_span_dup_text (value);
      return end_row (cells, sheet, row, question, text, error);
    }
  if (!aft_spans_begin (&items, value->text, value->length, error))
    return FALSE;
  while (local == NULL && aft_spans_next (&items, NULL, &item, &local))
    {
      g_autofree char *text = aft_span_dup_text (&item);
      if (!end_row (cells, sheet, row, question, text, &local))
        break;
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
write_member (AftLongCells *cells,
              AftSheet *sheet,
              const AftHouseWalkRow *row,
              const AftSpan *name,
              const AftSpan *value,
              GError **error)
{
  const AftAnswerQuestion *known = aft_answer_plan_find (cells->plan, name);
  if (known == NULL)
    {
      g_autofree char *text = aft_span_dup_text (value);
      g_autofree char *question = aft_span_dup_text (name);
      return aft_long_cells_write_text (cells, sheet, row, question, text, error);
    }
  AftAnswerSeal seal = aft_answer_plan_get_seal (cells->plan, known, row->survey);
  if ((seal == AFT_ANSWER_WORDS && !cells->has_words)
      || (seal == AFT_ANSWER_CONTACT && !cells->has_contact))
    {
      cells->hidden++;
      return TRUE;
    }
  return write_value (cells, sheet, row, known, value, error);
}

gboolean
aft_long_cells_write (AftLongCells *cells,
                      AftSheet *sheet,
                      const AftHouseWalkRow *row,
                      const char *answers,
                      gsize length,
                      GError **error)
{
  AftSpans members;
  AftSpan name;
  AftSpan value;
  GError *local = NULL;
  if (!aft_spans_begin (&members, answers, length, error))
    return FALSE;
  while (local == NULL && aft_spans_next (&members, &name, &value, &local))
    if (!write_member (cells, sheet, row, &name, &value, &local))
      break;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_long_cells_write_text (AftLongCells *cells,
                           AftSheet *sheet,
                           const AftHouseWalkRow *row,
                           const char *question,
                           const char *text,
                           GError **error)
{
  aft_response_cells_put (sheet, cells->names, row);
  aft_sheet_put_text (sheet, cells->first + LONG_QUESTION, question, -1);
  aft_sheet_put_text (sheet, cells->first + LONG_VALUE, text, -1);
  return aft_sheet_end_row (sheet, error);
}
