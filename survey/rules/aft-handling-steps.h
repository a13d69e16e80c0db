/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-case.h"
#include "aft-locale.h"

G_BEGIN_DECLS

/* AftHandlingSteps: the five steps in which a complaint is handled, with what to say (steps.json;
 * DOMAIN rows 107–119). Immutable, counted atomically. */
typedef struct _AftHandlingSteps AftHandlingSteps;

#define AFT_HANDLING_STEPS_SENTENCES_MAX 12 /* things to say, and hints, of one step */

/* Reads a document: all five, in their order. INVALID with the step and the member at fault, or
 * TOO_LARGE. */
AftHandlingSteps *aft_handling_steps_parse (const char *text,
                                            gsize length_bytes,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftHandlingSteps *aft_handling_steps_ref (AftHandlingSteps *steps);
/* Accepts NULL. */
void aft_handling_steps_unref (AftHandlingSteps *steps);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHandlingSteps, aft_handling_steps_unref)

/* Everything is borrowed. */
const char *aft_handling_steps_get_version (const AftHandlingSteps *steps);
/* Two or three words, and what is to be reached. */
const char *aft_handling_steps_get_title (const AftHandlingSteps *steps,
                                          AftCaseStep step,
                                          AftLanguage language);
const char *
aft_handling_steps_get_aim (const AftHandlingSteps *steps, AftCaseStep step, AftLanguage language);
/* What can be said to the guest, word for word; @index below the count. */
guint aft_handling_steps_count_sayings (const AftHandlingSteps *steps, AftCaseStep step);
const char *aft_handling_steps_get_saying (const AftHandlingSteps *steps,
                                           AftCaseStep step,
                                           guint index,
                                           AftLanguage language);
/* The same to a guest who has been here before (row 76): the document's `say_again`, or what is
 * said to anybody where it has none. */
guint aft_handling_steps_count_sayings_again (const AftHandlingSteps *steps, AftCaseStep step);
const char *aft_handling_steps_get_saying_again (const AftHandlingSteps *steps,
                                                 AftCaseStep step,
                                                 guint index,
                                                 AftLanguage language);
/* What to mind; @index below the count. */
guint aft_handling_steps_count_hints (const AftHandlingSteps *steps, AftCaseStep step);
const char *aft_handling_steps_get_hint (const AftHandlingSteps *steps,
                                         AftCaseStep step,
                                         guint index,
                                         AftLanguage language);

G_END_DECLS
