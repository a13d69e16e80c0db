/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-response.h"

G_BEGIN_DECLS

/* Levels of arrays and objects in answers: with envelope, list, item and body the wire's 16. */
#define AFT_BODY_ANSWERS_DEPTH 12

/* The limits on answers that hold for writing and reading: TOO_LARGE for a text over
 * AFT_BODY_TEXT_MAX or nesting over AFT_BODY_ANSWERS_DEPTH. */
gboolean aft_body_check_answers (const AftValue *answers, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As aft_body_to_response(), of a document that was read already and whose canonical form is known
 * to be within its limits. */
AftResponse *aft_body_from_value (const AftValue *value, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
