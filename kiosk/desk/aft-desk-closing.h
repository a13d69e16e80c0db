/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-cause-list.h"
#include "aft-desk-source.h"

G_BEGIN_DECLS

/* AftDeskClosing: what has to be known before a case is closed, asked one thing after the other:
 * how it ended, then for a complaint or a survey which of the house's outcomes that is, what the
 * guest says it was, what the house found, and whether it cost nothing and nothing has to be
 * changed. A call and a drill have no causes. */
typedef struct _AftDeskClosing AftDeskClosing;

/* @causes is referenced. */
AftDeskClosing *aft_desk_closing_new (AftCauseList *causes, AftCaseKind kind);
/* Accepts NULL. */
void aft_desk_closing_free (AftDeskClosing *closing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDeskClosing, aft_desk_closing_free)

/* Has everything been answered? */
gboolean aft_desk_closing_is_done (AftDeskClosing *closing);
/* The present question, translated, and what can be chosen; not when it is done. */
const char *aft_desk_closing_get_title (AftDeskClosing *closing);
guint aft_desk_closing_get_length (AftDeskClosing *closing);
const char *
aft_desk_closing_get_choice (AftDeskClosing *closing, guint index, AftLanguage language);
/* Answers it. */
void aft_desk_closing_choose (AftDeskClosing *closing, guint index);
/* To the question before; FALSE when this is the first. */
gboolean aft_desk_closing_go_back (AftDeskClosing *closing);

/* Is there more to be entered than the desk takes, so that the case stays open? */
gboolean aft_desk_closing_is_left_open (AftDeskClosing *closing);

/* The answers so far as one line of text, translated. Newly allocated. */
char *aft_desk_closing_dup_summary (AftDeskClosing *closing, AftLanguage language);
/* Fills state, outcome and causes of @action, borrowed from @closing. */
void aft_desk_closing_fill (AftDeskClosing *closing, AftDeskAction *action);

G_END_DECLS
