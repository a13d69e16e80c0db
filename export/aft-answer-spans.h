/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftSpans: the members of an object, or the items of a list, in canonical JSON (RFC 8785) that the
 * house has stored, one after the other as they stand there: nothing is made of them. */
typedef struct
{
  const char *at;
  const char *end;
} AftSpans;

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

/* Of an object or a list. CORRUPT when @text is neither. */
gboolean aft_spans_begin (AftSpans *spans, const char *text, gsize length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The next member; the next item where @ret_name is NULL. FALSE with @error unset: there is none
 * left. CORRUPT. */
gboolean aft_spans_next (AftSpans *spans, AftSpan *ret_name, AftSpan *ret_value, GError **error);

/* Newly allocated. */
char *aft_span_dup_text (const AftSpan *span);
/* By type and bytes, for a GHashTable of AftSpan. */
guint aft_span_hash (gconstpointer span);
gboolean aft_span_equal (gconstpointer a, gconstpointer b);

G_END_DECLS
