/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-page-frame.h"
#include "aft-screen.h"

G_BEGIN_DECLS

/* What is said on a survey's screens where its author has said nothing, in the page's language;
 * borrowed. */

const char *aft_survey_words_get_error (const AftPhonePage *page,
                                        const AftQuestionView *question,
                                        const AftErrorView *error);
/* "" where a rating's step has no words. */
const char *aft_survey_words_get_choice (const AftPhonePage *page,
                                         const AftQuestionView *question,
                                         const AftChoiceView *choice);
/* Whether the screen reads back what was said, and the next step confirms it. */
gboolean aft_survey_words_is_read_back (const AftScreen *screen);
const char *aft_survey_words_get_next (const AftPhonePage *page, const AftScreen *screen);
const char *aft_survey_words_get_back (const AftPhonePage *page, const AftScreen *screen);

G_END_DECLS
