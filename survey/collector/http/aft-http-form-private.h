/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-form.h"

G_BEGIN_DECLS

/* For the readers of the two ways a form is sent. */

AftHttpForm *aft_http_form_new (void);
/* Adds a field after checking name, value and @limits. The bytes of @value end with a NUL that is
 * not counted in @length. FALSE: INVALID or TOO_LARGE. */
gboolean aft_http_form_add (AftHttpForm *form,
                            const char *name,
                            const char *value,
                            gsize length,
                            const AftHttpFormLimits *limits,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes its own reference of @file. */
void aft_http_form_set_file (AftHttpForm *form, GBytes *file);

G_END_DECLS
