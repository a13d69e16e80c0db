/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* Levels of arrays and objects in answers, so that the whole body stays within the wire's 16. */
#define AFT_BODY_ANSWERS_DEPTH 12

/* The limits on answers that hold for writing and reading: TOO_LARGE for a text over
 * AFT_BODY_TEXT_MAX or nesting over AFT_BODY_ANSWERS_DEPTH. */
gboolean aft_body_check_answers (const AftValue *answers, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
