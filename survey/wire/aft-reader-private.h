/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"
#include "aft-id.h"
#include "aft-locale.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftReader: reads the members of one object strictly; @bad is the first that was missing, of
 * another type or out of its limits. What it gives for such a one is of the right type and empty,
 * so that a whole object is read before anybody asks. */
typedef struct
{
  const AftValue *object;
  const char *bad; /* static text; NULL: all was well so far */
} AftReader;

/* @value must be an object with exactly @members members, else @name is bad: of what a device
 * sends, every member is known. */
AftReader aft_reader_open (const AftValue *value, const char *name, gsize members);
/* @value must be an object, else @name is bad: a reply may have members more, because collectors
 * are renewed before their kiosks are. */
AftReader aft_reader_open_reply (const AftValue *value, const char *name);

/* NULL when it is bad; borrowed. */
AftValue *aft_reader_get (AftReader *reader, const char *name, AftValueType type);
/* Never NULL. */
const char *aft_reader_get_text (AftReader *reader, const char *name);
/* 0 to 2^53 - 1: 2^53 + 1 is read as 2^53, so neither is taken (RFC 7493, 2.2). */
gint64 aft_reader_get_integer (AftReader *reader, const char *name);
gboolean aft_reader_get_boolean (AftReader *reader, const char *name);
/* Ids, digests and tags have one written form; another would change the digest of the same thing.
 */
AftId aft_reader_get_id (AftReader *reader, const char *name);
AftDigest aft_reader_get_digest (AftReader *reader, const char *name);
AftLanguage aft_reader_get_language (AftReader *reader, const char *name);

/* Makes @name bad unless something already is. */
void aft_reader_refuse_unless (AftReader *reader, gboolean is_fit, const char *name);

/* FALSE with INVALID, "@what whose … is missing or wrong", when something was bad. */
gboolean aft_reader_check (const AftReader *reader, const char *what, GError **error);

/* The member "schema" of @document against @schema: UNSUPPORTED when it is a later one, INVALID
 * when it is none. */
gboolean
aft_reader_check_schema (const AftValue *document, guint schema, const char *what, GError **error);

/* Has @text 2 × @bytes lower-case hexadecimal digits? */
gboolean aft_reader_is_hex (const char *text, gsize bytes);

G_END_DECLS
