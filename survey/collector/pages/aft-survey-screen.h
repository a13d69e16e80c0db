/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-page-frame.h"
#include "aft-privacy-notice.h"
#include "aft-screen.h"

G_BEGIN_DECLS

/* What a screen of a survey is drawn with. */
typedef struct
{
  const AftScreen *screen;
  const char *state;               /* sealed */
  const AftValue *answers;         /* that may have been piped into texts */
  const AftPrivacyNotice *privacy; /* shown beside questions about contact; NULL: not */
  const char *telephone;           /* of the venue, for the notice; NULL: none */
  const char *fault;               /* one sentence above all; NULL: none */
  gboolean is_first;               /* nothing was answered yet: languages are links */
} AftSurveyLook;

/* Begins the page and writes the form. What may stand below it (other ways to go) is written by who
 * asked, before aft_page_frame_end(). */
void aft_survey_screen_open (AftPhonePage *page, const AftSurveyLook *look);

G_END_DECLS
