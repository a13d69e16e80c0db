/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-value.h"

G_BEGIN_DECLS

/* What a strict reader of a document has to refuse, made from a document that it accepts. */

/* TRUE when the document was accepted wholly, with nothing at fault; FALSE with @error set. */
typedef gboolean (*AftHostileRead) (const char *text, gsize length, GError **error);

typedef struct
{
  AftHostileRead read;
  const char *const *optional; /* names of members that may be null, ended by NULL; or NULL */
  gboolean is_reply;           /* members that are not known are passed over */
} AftHostileReader;

/* Asserts that @text is accepted, and that none of these is: it ends at any byte before its end; a
 * NUL, a byte that is no UTF-8 or a further document follows or stands inside; any member of any
 * object is missing, doubled, of each other type, or joined by an unknown one; brackets without
 * end. Of a reply, one joined by an unknown member is not tried. */
void aft_hostile_assert_strict (const AftHostileReader *reader, const char *text);
/* Asserts that @text is accepted with a further member in any of its objects. */
void aft_hostile_assert_passes_strangers (const AftHostileReader *reader, const char *text);

G_END_DECLS
