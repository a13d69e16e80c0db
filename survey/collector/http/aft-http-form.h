/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftHttpForm: what somebody filled in and sent: fields by name, and at most one file. Every value
 * is UTF-8 without control characters but TAB and LF (the browsers' CR LF is one LF). A name stands
 * there once: choices of several are fields of their own, "venue:ID". Immutable; wiped when it is
 * freed, for there may be a password in it. Counted (one thread). */
typedef struct _AftHttpForm AftHttpForm;

typedef struct
{
  gsize fields;
  gsize name_bytes;
  gsize value_bytes; /* of one value, decoded; a file has the route's limit */
} AftHttpFormLimits;

/* 1,000 fields, names of 100 bytes, values of 64 KiB. */
extern const AftHttpFormLimits aft_http_form_limits_default;

/* Reads application/x-www-form-urlencoded. Names are of A-Z a-z 0-9 . _ : -. INVALID with what is
 * wrong, TOO_LARGE beyond @limits (NULL: the default ones). */
AftHttpForm *aft_http_form_parse (GBytes *body,
                                  const AftHttpFormLimits *limits,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftHttpForm *aft_http_form_ref (AftHttpForm *form);
/* Accepts NULL. */
void aft_http_form_unref (AftHttpForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHttpForm, aft_http_form_unref)

/* All results are borrowed. */

/* NULL when it was not sent, as a box that is not ticked. */
const char *aft_http_form_get (const AftHttpForm *form, const char *name);
/* The same without blanks at its ends and "" when it was not sent; newly allocated. */
char *aft_http_form_dup_trimmed (const AftHttpForm *form, const char *name);
gsize aft_http_form_count (const AftHttpForm *form);
/* Name and value of field @index in the order they were sent; FALSE behind the last. */
gboolean aft_http_form_get_at (const AftHttpForm *form,
                               gsize index,
                               const char **ret_name,
                               const char **ret_value);
/* The first field whose name is none of @names (which ends with NULL); one that ends with ':' there
 * stands for all that begin so. NULL when there is none: what a page did not ask for is refused. */
const char *aft_http_form_find_unknown (const AftHttpForm *form, const char *const *names);

/* The file of multipart/form-data; NULL when none was chosen. Its name is not kept, and what it is
 * must be seen from its bytes. */
GBytes *aft_http_form_get_file (const AftHttpForm *form);

G_END_DECLS
