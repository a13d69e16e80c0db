/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session-private.h"

G_BEGIN_DECLS

/* What stands for the reference's standard messages that more than one check gives. */
#define AFT_DEFAULT_EMAIL "email"
#define AFT_DEFAULT_FEW   "few %g"

/* NULL when @value, the answer to @element, passes @validator; else the kind of the error (static).
 * @ret_standard gets what stands for its standard message, or NULL; the caller owns it. */
const char *aft_validator_check (AftSession *session,
                                 const AftElement *element,
                                 const AftValidator *validator,
                                 const AftValue *value,
                                 char **ret_standard);

/* Is @text an e-mail address, as survey-core sees it? */
gboolean aft_validator_is_email (const char *text);

G_END_DECLS
