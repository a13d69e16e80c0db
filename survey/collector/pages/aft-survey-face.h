/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-html.h"

G_BEGIN_DECLS

/* Writes the face called @name (AftChoiceView) in the colour of its text, for eyes alone: the words
 * stand beside it. Nothing for another name. */
void aft_survey_face_write (AftHtml *html, const char *name);

G_END_DECLS
