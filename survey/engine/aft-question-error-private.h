/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session-private.h"

G_BEGIN_DECLS

/* One error of a question. @text: the author's, localisable, or NULL; @standard stands for the
 * standard message it has else (copied, may be NULL). */
AftQuestionError *aft_question_error_new (AftSession *session,
                                          const char *kind,
                                          const char *level,
                                          const AftValue *text,
                                          const char *standard);

/* Would a person read the same? Then errors on show stay as they are, with the answers as they were
 * when they were found. */
gboolean
aft_question_errors_equal (AftSession *session, const GPtrArray *shown, const GPtrArray *found);

G_END_DECLS
