/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "aft-value.h"

G_BEGIN_DECLS

/* What is wrong with a survey definition: every finding, errors and warnings (codes: SURVEY-FORMAT,
 * survey-vectors/README). */
typedef struct
{
  gboolean is_error;
  const char *code; /* static, e.g. "expression-syntax" */
  char *path;       /* "pages[0].elements[2].visibleIf" */
  char *what;       /* the thing: type, function, element name … */
} AftFinding;

/* All findings in document order: GPtrArray of AftFinding, owned by the caller. */
GPtrArray *aft_check_survey (const AftValue *definition);
/* The same of a text that may be no JSON at all (json-syntax, not-a-survey). */
GPtrArray *aft_check_survey_text (const char *json, gsize length_bytes);
gboolean aft_check_has_errors (const GPtrArray *findings);

G_END_DECLS
