/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftReportDocument: keeps the blocks of a report in their order, with copies of all their texts.
 * What they look like is for the writers; what they say is for who made them. */
#include "aft-report-document.h"

struct _AftReportDocument
{
  AftReportHead head;
  GPtrArray *blocks;   /* AftReportBlock */
  GStringChunk *texts; /* of all of them: a name that comes a thousand times is kept once */
  GPtrArray *charts;   /* char *, which are long and come once */
  gboolean begins_page;
};

static const char *
keep (AftReportDocument *document, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (document->texts, text) : NULL;
}

static void
free_block (gpointer data)
{
  AftReportBlock *block = data;
  g_free ((gpointer) block->figures);
  g_free ((gpointer) block->facts);
  g_free ((gpointer) block->table.columns);
  g_free ((gpointer) block->table.cells);
  g_free (block);
}

static AftReportBlock *
add_block (AftReportDocument *document, AftReportKind kind, const char *text)
{
  AftReportBlock *block = g_new0 (AftReportBlock, 1);

  block->kind = kind;
  block->text = keep (document, text);
  block->begins_page = document->begins_page;
  document->begins_page = FALSE;
  g_ptr_array_add (document->blocks, block);
  return block;
}

AftReportDocument *
aft_report_document_new (const AftReportHead *head)
{
  AftReportDocument *document = g_new0 (AftReportDocument, 1);

  document->blocks = g_ptr_array_new_with_free_func (free_block);
  document->texts = g_string_chunk_new (4096);
  document->charts = g_ptr_array_new_with_free_func (g_free);
  document->head = (AftReportHead){ .language = head->language,
                                    .title = keep (document, head->title),
                                    .page_of = keep (document, head->page_of),
                                    .made = keep (document, head->made),
                                    .contents = keep (document, head->contents),
                                    .made_ms = head->made_ms };
  return document;
}

void
aft_report_document_free (AftReportDocument *document)
{
  if (document == NULL)
    return;
  g_ptr_array_unref (document->blocks);
  g_ptr_array_unref (document->charts);
  g_string_chunk_free (document->texts);
  g_free (document);
}

void
aft_report_document_add_text (AftReportDocument *document, AftReportKind kind, const char *text)
{
  g_assert (kind <= AFT_REPORT_NOTE);
  if (text != NULL && *text != '\0')
    add_block (document, kind, text);
}

void
aft_report_document_add_figures (AftReportDocument *document,
                                 const AftReportFigure *figures,
                                 gsize n_figures)
{
  AftReportBlock *block = add_block (document, AFT_REPORT_FIGURES, NULL);
  AftReportFigure *copies = g_new0 (AftReportFigure, n_figures);

  for (gsize i = 0; i < n_figures; i++)
    copies[i] = (AftReportFigure){ .label = keep (document, figures[i].label),
                                   .value = keep (document, figures[i].value),
                                   .range = keep (document, figures[i].range),
                                   .note = keep (document, figures[i].note) };
  block->figures = copies;
  block->n_figures = n_figures;
}

void
aft_report_document_add_facts (AftReportDocument *document,
                               const AftReportFact *facts,
                               gsize n_facts)
{
  AftReportBlock *block = add_block (document, AFT_REPORT_FACTS, NULL);
  AftReportFact *copies = g_new0 (AftReportFact, n_facts);

  for (gsize i = 0; i < n_facts; i++)
    copies[i] = (AftReportFact){ keep (document, facts[i].label), keep (document, facts[i].text) };
  block->facts = copies;
  block->n_facts = n_facts;
}

void
aft_report_document_take_chart (AftReportDocument *document, char *svg, const char *text)
{
  if (svg == NULL)
    return;
  g_ptr_array_add (document->charts, svg);
  add_block (document, AFT_REPORT_CHART, text)->svg = svg;
}

void
aft_report_document_add_table (AftReportDocument *document, const AftReportTable *table)
{
  AftReportBlock *block = add_block (document, AFT_REPORT_TABLE, table->title);
  AftReportColumn *columns = g_new0 (AftReportColumn, table->n_columns);
  const char **cells = g_new0 (const char *, table->n_rows * table->n_columns);

  g_assert (table->n_columns > 0);
  for (gsize i = 0; i < table->n_columns; i++)
    columns[i] = (AftReportColumn){ keep (document, table->columns[i].label),
                                    table->columns[i].is_number };
  for (gsize i = 0; i < table->n_rows * table->n_columns; i++)
    cells[i] = keep (document, table->cells[i]);
  block->table = (AftReportTable){ .title = block->text,
                                   .columns = columns,
                                   .n_columns = table->n_columns,
                                   .cells = cells,
                                   .n_rows = table->n_rows };
}

void
aft_report_document_begin_page (AftReportDocument *document)
{
  document->begins_page = TRUE;
}

const AftReportHead *
aft_report_document_get_head (const AftReportDocument *document)
{
  return &document->head;
}

gsize
aft_report_document_get_length (const AftReportDocument *document)
{
  return document->blocks->len;
}

const AftReportBlock *
aft_report_document_get_block (const AftReportDocument *document, gsize at)
{
  g_assert (at < document->blocks->len);
  return document->blocks->pdata[at];
}
