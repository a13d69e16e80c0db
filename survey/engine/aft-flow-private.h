/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session-private.h"

G_BEGIN_DECLS

/* Which page, or which element of it, is shown; the buttons; progress. */

/* Visible pages in order, without the start page: GPtrArray of borrowed AftElement. */
GPtrArray *aft_flow_get_visible_pages (AftSession *session);
gboolean aft_flow_is_start_page (const AftSession *session, const AftElement *page);
/* What is on the screen: the start page, the page or the element; NULL when nothing is. */
const AftElement *aft_flow_get_shown (AftSession *session);

/* Chooses the first page or element; before and after the first conditions. */
void aft_flow_begin (AftSession *session);
void aft_flow_settle (AftSession *session);

typedef enum
{
  AFT_BUTTON_START,
  AFT_BUTTON_PREVIOUS,
  AFT_BUTTON_NEXT,
  AFT_BUTTON_COMPLETE
} AftButton;

gboolean aft_flow_has_button (AftSession *session, AftButton button);
/* Does what the button does: TRUE when the screen changed (complete: when it is completed). */
gboolean aft_flow_press (AftSession *session, AftButton button);

/* An answer came: the page or element may be done with. */
void aft_flow_try_advance (AftSession *session, const AftElement *question);
/* Carries out an advance that was put off. */
gboolean aft_flow_advance (AftSession *session);

/* Something became visible or hidden; an element or page on the screen may have gone. */
void aft_flow_note_visibility (AftSession *session);
void aft_flow_note_page (AftSession *session, const AftElement *page);
void aft_flow_leave_hidden_element (AftSession *session);
/* An answer changed: progress may have. */
void aft_flow_note_answer (AftSession *session);
void aft_flow_note_locale (AftSession *session);

/* 0–100, or −1 while one question is shown at a time. */
int aft_flow_get_progress (AftSession *session);

G_END_DECLS
