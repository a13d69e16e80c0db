/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftSpan: a member of an object, or an item of a list, in canonical JSON (RFC 8785) that the house
 * has stored, as it stands there: nothing is made of it. */
typedef enum
{
  AFT_SPAN_TEXT,
  AFT_SPAN_NUMBER,
  AFT_SPAN_TRUE,
  AFT_SPAN_FALSE,
  AFT_SPAN_NULL,
  AFT_SPAN_LIST,
  AFT_SPAN_OBJECT
} AftSpanType;

typedef struct
{
  AftSpanType type;
  const char *text; /* borrowed: a text without its quotes, else all of it */
  gsize length;
  gboolean has_escapes; /* of a text: aft_span_dup_text() says what it means */
} AftSpan;

/* @name: NULL for an item. FALSE with @error set: no more are wanted. */
typedef gboolean (*AftSpanFunc) (const AftSpan *name,
                                 const AftSpan *value,
                                 gpointer user_data,
                                 GError **error);
/* Calls @on_span for one member of the object, or item of the list, that @text is, after the other.
 * CORRUPT when it is neither, or damaged: after those before the damage; what @on_span said. */
gboolean aft_spans_each (const char *text,
                         gsize length,
                         AftSpanFunc on_span,
                         gpointer user_data,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Newly allocated. */
char *aft_span_dup_text (const AftSpan *span);
/* By type and bytes, for a GHashTable of AftSpan. */
guint aft_span_hash (gconstpointer span);
gboolean aft_span_equal (gconstpointer a, gconstpointer b);

G_END_DECLS
