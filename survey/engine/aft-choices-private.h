/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session-private.h"

G_BEGIN_DECLS

/* The items of a choice question or rating: which are shown, in what order, which can be tapped. */

/* Gathers and sorts what is shown, in the language now. */
void aft_choices_refresh (AftSession *session, const AftElement *element);
/* visibleIf and enableIf of the items, the most that may be chosen, and answers that this takes
 * away. Does nothing for questions without items. */
void aft_choices_run_conditions (AftSession *session, const AftElement *element);
/* Takes answers away that are no item shown; gives back those whose item is shown again. */
void aft_choices_drop_unknown (AftSession *session, const AftElement *element);

/* The item of @choices that stands for @value, or NULL; borrowed. */
const AftChoice *aft_choices_find (const GPtrArray *choices, const AftValue *value);
/* The item shown with exactly @value, as a finger would take it; NULL when none. */
const AftChoice *
aft_choices_find_shown (AftSession *session, const AftElement *element, const AftValue *value);
gboolean
aft_choices_is_enabled (AftSession *session, const AftElement *element, const AftChoice *choice);
gboolean
aft_choices_is_selected (AftSession *session, const AftElement *element, const AftChoice *choice);
gboolean aft_choices_is_other_selected (AftSession *session, const AftElement *element);
gboolean aft_choices_is_none_selected (AftSession *session, const AftElement *element);

typedef enum
{
  AFT_UNKNOWN_SHOWN = 0,          /* among the items shown, "other" not excepted */
  AFT_UNKNOWN_BUT_OTHER = 1 << 0, /* "other" is known */
  AFT_UNKNOWN_OF_ALL = 1 << 1,    /* among all items, hidden ones too */
  AFT_UNKNOWN_EMPTY = 1 << 2      /* no answer is looked for as well */
} AftUnknownFlags;

/* Is @value (of a list: any item of it) none of the question's items? */
gboolean aft_choices_is_unknown (AftSession *session,
                                 const AftElement *element,
                                 const AftValue *value,
                                 AftUnknownFlags flags);
/* "other", or a list with it. */
gboolean aft_choices_is_other_value (const AftValue *value);
/* The text of other that would be asked for is missing. */
gboolean aft_choices_lacks_other_text (AftSession *session, const AftElement *element);

G_END_DECLS
