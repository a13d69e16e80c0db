/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-value.h"

G_BEGIN_DECLS

/* Limits of a document that is read. Depth counts nested arrays and objects. */
typedef struct
{
  gsize size_bytes;
  guint depth;
} AftJsonLimits;

/* RELIABILITY: 16 levels on the wire (64 KiB), 160 in a survey (4 MiB). */
extern const AftJsonLimits aft_json_limits_wire;
extern const AftJsonLimits aft_json_limits_survey;

/* Reads one RFC 8259 document: valid UTF-8, no NUL (neither byte nor \u0000), no duplicate names,
 * finite numbers, nothing after it. INVALID with line and column in the message, TOO_LARGE when
 * over
 * @limits. The caller owns the result. */
AftValue *aft_json_parse (const char *text,
                          gsize length_bytes,
                          const AftJsonLimits *limits,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of a file; NOT_FOUND, DENIED or UNAVAILABLE when it cannot be read. */
AftValue *aft_json_parse_file (const char *path,
                               const AftJsonLimits *limits,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* RFC 8785 (JCS): members sorted by UTF-16 units, ECMAScript numbers, no blanks. INVALID when the
 * value holds a date, NaN, an infinity, or a control character other than TAB and LF (house rule:
 * such text is refused, never stored). Newly allocated UTF-8. */
char *aft_json_to_canonical (const AftValue *value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same behind what @text holds, of a value or of a text alone; on failure the end of @text is
 * of no use. */
gboolean aft_json_append_canonical (GString *text,
                                    const AftValue *value,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_json_append_canonical_text (GString *text,
                                         const char *string,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One line, members in their order; what JSON lacks is written as {"$":"nan"}, {"$":"inf"},
 * {"$":"-inf"}, {"$":"date","v":"2026-03-14T19:30:00"}. Newly allocated UTF-8, never fails. */
char *aft_json_to_line (const AftValue *value);

G_END_DECLS
