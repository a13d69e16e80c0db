/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-case.h"

G_BEGIN_DECLS

/* What the forms on a case's page share. @act is the last word of a form's address; texts are in
 * the reader's language. */

void aft_case_open_act (AftPage *page, const AftCaseFile *file, const char *act);
/* @style: as of aft_page_button(). */
void aft_case_close_act (AftPage *page, const char *text, const char *style);
/* The same, folded away until it is wanted, or was refused. */
void
aft_case_open_folded (AftPage *page, const AftCaseFile *file, const char *act, const char *title);
void aft_case_close_folded (AftPage *page, const char *text);

/* Field "words", of AFT_HOUSE_WORDS_MAX characters. */
void
aft_case_write_words_field (AftPage *page, const char *act, const char *label, gboolean is_needed);
/* Field "cost", an amount. */
void aft_case_write_money (AftPage *page, const char *act, const char *label, const char *hint);
/* A choice among those who work at the case's venue: @field's value is the id of one, or NULL. */
void aft_case_write_colleagues (AftPage *page,
                                const AftCaseFile *file,
                                const AftPageField *field,
                                gboolean has_me);

G_END_DECLS
