/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* The texts of a survey's definition, apart from its structure: for whoever words it anew. A text
 * is an object by language ("default" is English), or a plain text where the format has one for
 * people (title, description, html …); languages that are not the house's stay as they are. */

/* One of them. */
typedef struct
{
  char *path;     /* "pages.0.elements.1.title": of A-Z a-z 0-9 . _ -, at most 90 bytes */
  char *element;  /* name of the question, panel or page it belongs to; "" of the survey itself */
  char *property; /* "title" */
  char *value;    /* of the choice or step it names, as text; NULL: of none */
  char *texts[AFT_LANGUAGES]; /* NULL: not said; readers then get the English one */
} AftSurveyText;
void aft_survey_text_free (AftSurveyText *text);

/* AftSurveyText, as they stand in @definition. Deeper than a path can say nothing is found. */
GPtrArray *aft_survey_texts_list (const AftValue *definition);

/* What the text at @path is to be in @language; NULL: as it is; "": not said any more. Borrowed for
 * the call. */
typedef const char *(*AftSurveyTextFunc) (const char *path,
                                          AftLanguage language,
                                          gpointer user_data);
/* @definition with other texts, structure and order of all else untouched. New reference. */
AftValue *
aft_survey_texts_replace (const AftValue *definition, AftSurveyTextFunc find, gpointer user_data);

G_END_DECLS
