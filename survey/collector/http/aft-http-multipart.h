/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-http-form.h"

G_BEGIN_DECLS

/* The boundary that @content_type names, when it is multipart/form-data with a boundary (1–70
 * letters, digits, "'()+_,-./:=?") and nothing else; NULL otherwise, also for NULL. Newly
 * allocated. */
char *aft_http_multipart_dup_boundary (const char *content_type);

/* Reads multipart/form-data (RFC 7578) as browsers write it: fields, and at most one part with a
 * file, which is bounded by @body alone; what it says of its name and type is not believed, so it
 * is dropped. A file nobody chose (no name, no bytes) is none. Nothing stands before the first
 * boundary or behind the last. INVALID with what is wrong, TOO_LARGE beyond @limits (NULL: the
 * default). */
AftHttpForm *aft_http_multipart_parse (GBytes *body,
                                       const char *boundary,
                                       const AftHttpFormLimits *limits,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
