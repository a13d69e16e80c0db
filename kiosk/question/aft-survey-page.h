/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-session.h"

G_BEGIN_DECLS

/* AftSurveyPage: draws the screens of one AftSession and turns a guest's touches into its acts.
 *
 * Properties:
 *   "is-tight" (gboolean)    there is little height: the steps stand beside the questions
 *   "is-writing" (gboolean)  an answer is being typed and not in its field yet: nothing is skipped
 * Signals:
 *   "acted"      the guest did something (restart the idle clock)
 *   "completed"  the session has just been completed; the page keeps its last screen and takes no
 *                more touches
 *   "left"       Back was pressed on the first screen
 *   "privacy-asked"  the guest wants to read how the house handles their data
 * Texts typed live only in the session and in this widget; disposing of the page wipes them. */
#define AFT_TYPE_SURVEY_PAGE (aft_survey_page_get_type ())
G_DECLARE_FINAL_TYPE (AftSurveyPage, aft_survey_page, AFT, SURVEY_PAGE, GtkWidget)

/* @session is borrowed and must outlive the page. @can_leave: Back on the first screen leaves. */
GtkWidget *aft_survey_page_new (AftSession *session, gboolean can_leave);

/* Draws the screen anew, after a change of language or of a variable from outside. */
void aft_survey_page_refresh (AftSurveyPage *page);

/* TRUE while the screen has a field to type in (the idle clock is longer then). */
gboolean aft_survey_page_is_typing (AftSurveyPage *page);

G_END_DECLS
