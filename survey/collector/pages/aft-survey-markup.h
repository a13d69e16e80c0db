/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-html.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* Writes a text of the house that may hold a little html, and @answers that were piped into it raw
 * (aft-html-markup.h), as it is meant: nothing that a guest typed becomes an element. */
void aft_survey_markup_write (AftHtml *html, const char *text, const AftValue *answers);

G_END_DECLS
