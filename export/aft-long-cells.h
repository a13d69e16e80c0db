/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-answer-plan.h"
#include "aft-catalogue.h"
#include "aft-export-file.h"
#include "aft-export-names.h"

G_BEGIN_DECLS

/* Answers as rows: one an answered question, or one a chosen option where several can be. */
typedef struct
{
  gsize first; /* of the columns question, question_text, value, label */
  const AftAnswerPlan *plan;
  AftExportNames *names;
  gboolean has_words; /* those that are stored open are shown */
  gboolean has_contact;
  guint64 hidden; /* how many were not */
} AftLongCells;

/* Adds the columns. */
void aft_long_cells_add (AftLongCells *cells,
                         AftExportColumns *columns,
                         const AftCatalogue *catalogue,
                         AftLanguage language);
/* Ends a row for each of @answers, an object of canonical JSON. CORRUPT; errors of the sheet. */
gboolean aft_long_cells_write (AftLongCells *cells,
                               AftSheet *sheet,
                               const AftHouseWalkRow *row,
                               const char *answers,
                               gsize length,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A row of a text that is no answer of a definition's. */
gboolean aft_long_cells_write_text (AftLongCells *cells,
                                    AftSheet *sheet,
                                    const AftHouseWalkRow *row,
                                    const char *question,
                                    const char *text,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
