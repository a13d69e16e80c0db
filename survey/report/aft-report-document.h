/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"

G_BEGIN_DECLS

/* AftReportDocument: what a report says, block after block, before anybody knows whether it becomes
 * paper (survey/pdf) or a page (aft-report-html.h). All texts are in the reader's language and are
 * copied; valid UTF-8. Once handed to a writer it is only read. */
typedef struct _AftReportDocument AftReportDocument;

typedef struct
{
  AftLanguage language;
  const char
      *title; /* "老灶火锅 · 满意度报告 · 2026 年 10 月": of the file, and in its running head */
  const char *page_of;  /* the running foot: "第 {page} 页，共 {pages} 页" */
  const char *made;     /* the running foot, too: when and by what it was made */
  const char *contents; /* a name for the list of sections: "目录" */
  gint64 made_ms;       /* UTC */
} AftReportHead;

typedef enum
{
  AFT_REPORT_TITLE,   /* once, at the top */
  AFT_REPORT_LEAD,    /* the sentence that everybody reads */
  AFT_REPORT_SECTION, /* in the outline on paper, and in the list of contents of a page */
  AFT_REPORT_HEADING, /* inside of a section */
  AFT_REPORT_TEXT,
  AFT_REPORT_NOTE, /* smaller: what was left out and why */
  AFT_REPORT_FIGURES,
  AFT_REPORT_FACTS,
  AFT_REPORT_CHART,
  AFT_REPORT_TABLE
} AftReportKind;

/* A large figure. */
typedef struct
{
  const char *label; /* "满意度" */
  const char *value; /* "86 %"; or, where there are not enough answers, "—" */
  const char *range; /* its interval and n: "84–88 %，412 份" */
  const char *note;  /* "上月 84 %"; NULL: none */
} AftReportFigure;

/* A line with what it is about in front. */
typedef struct
{
  const char *label;
  const char *text;
} AftReportFact;

typedef struct
{
  const char *label;
  gboolean is_number; /* set to the right, and not broken where that can be helped */
} AftReportColumn;

/* A table row by row. */
typedef struct
{
  const char *title; /* NULL: the heading before it says it */
  const AftReportColumn *columns;
  gsize n_columns;
  const char *const *cells; /* n_rows × n_columns, row by row; NULL: empty */
  gsize n_rows;
} AftReportTable;

/* What a writer sees of a block: what is not of its kind is NULL or 0. Borrowed. */
typedef struct
{
  AftReportKind kind;
  gboolean begins_page; /* on paper */
  const char *text;     /* of the text kinds; the title of a table; what a chart shows, in words */
  const AftReportFigure *figures;
  gsize n_figures;
  const AftReportFact *facts;
  gsize n_facts;
  const char *svg;
  AftReportTable table;
} AftReportBlock;

AftReportDocument *aft_report_document_new (const AftReportHead *head);
/* Accepts NULL. */
void aft_report_document_free (AftReportDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftReportDocument, aft_report_document_free)

/* @kind: AFT_REPORT_TITLE … AFT_REPORT_NOTE. NULL and "" add nothing. */
void
aft_report_document_add_text (AftReportDocument *document, AftReportKind kind, const char *text);
void aft_report_document_add_figures (AftReportDocument *document,
                                      const AftReportFigure *figures,
                                      gsize n_figures);
void aft_report_document_add_facts (AftReportDocument *document,
                                    const AftReportFact *facts,
                                    gsize n_facts);
/* @svg: a chart in its stand-alone form; eaten. NULL adds nothing. @text may be NULL. */
void aft_report_document_take_chart (AftReportDocument *document, char *svg, const char *text);
/* At least one column. */
void aft_report_document_add_table (AftReportDocument *document, const AftReportTable *table);

/* What is added next begins a page on paper. */
void aft_report_document_begin_page (AftReportDocument *document);

const AftReportHead *aft_report_document_get_head (const AftReportDocument *document);
gsize aft_report_document_get_length (const AftReportDocument *document);
/* The block at @at, from 0. */
const AftReportBlock *aft_report_document_get_block (const AftReportDocument *document, gsize at);

G_END_DECLS
