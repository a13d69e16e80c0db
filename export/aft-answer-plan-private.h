/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answer-plan.h"

G_BEGIN_DECLS

/* Shared by the two files of AftAnswerPlan. */

typedef struct
{
  AftAnswerQuestion shown; /* first */
  AftSpan key;             /* its name */
  GHashTable *seals;       /* survey → AftAnswerSeal, where it is not open */
  gboolean has_column;     /* of single answers */
  gsize column;
  AftColumnType type;
  GHashTable *options;    /* AftSpan → column + 1; NULL: never several */
  GArray *option_columns; /* gsize */
  GHashTable *labels;     /* value → what it is called */
  GPtrArray *texts;       /* what the above borrows */
} AftPlanQuestion;
void aft_answer_plan_question_free (gpointer question);

typedef struct
{
  enum
  {
    AFT_CELL_EMPTY,
    AFT_CELL_INTEGER,
    AFT_CELL_NUMBER,
    AFT_CELL_TEXT
  } kind;
  union
  {
    gint64 integer;
    double number;
    struct
    {
      const char *text;
      gsize length;
    };
  };
} AftAnswerCell;

struct _AftAnswerPlan
{
  AftAnswerPlanOptions options;
  AftExportColumns *columns;
  GHashTable *questions; /* by the key of AftPlanQuestion */
  gint32 survey;         /* whose definition is read */
  AftAnswerSeal seal;    /* of the question that is read */
  gboolean has_first;
  gsize first;      /* column of the first cell; behind the last is "more" */
  GArray *cells;    /* AftAnswerCell */
  GString *more;    /* without the last brace */
  GPtrArray *meant; /* texts that were written with escapes */
  guint64 unfit;
  guint64 hidden;
};

G_END_DECLS
