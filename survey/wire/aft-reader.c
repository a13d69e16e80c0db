/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict reading of an object's members, for every document of the wire: one place for what a type
 * and its limits are. What a member means, and whether the members fit together, is for who reads
 * the document. */
#include "aft-reader-private.h"

#include <math.h>
#include <string.h>

#include "aft-error.h"

#define EXACT_MAX 9007199254740991.0

void
aft_reader_refuse_unless (AftReader *reader, gboolean is_fit, const char *name)
{
  if (!is_fit && reader->bad == NULL)
    reader->bad = name;
}

AftReader
aft_reader_open (const AftValue *value, const char *name, gsize members)
{
  gboolean is_fit
      = aft_value_get_type (value) == AFT_VALUE_OBJECT && aft_value_get_length (value) == members;
  return (AftReader){ value, is_fit ? NULL : name };
}

AftReader
aft_reader_open_reply (const AftValue *value, const char *name)
{
  return (AftReader){ value, aft_value_get_type (value) == AFT_VALUE_OBJECT ? NULL : name };
}

AftValue *
aft_reader_get (AftReader *reader, const char *name, AftValueType type)
{
  AftValue *value = aft_value_get_member (reader->object, name);
  gboolean is_fit = value != NULL && aft_value_get_type (value) == type;
  aft_reader_refuse_unless (reader, is_fit, name);
  return is_fit ? value : NULL;
}

const char *
aft_reader_get_text (AftReader *reader, const char *name)
{
  AftValue *value = aft_reader_get (reader, name, AFT_VALUE_STRING);
  return value != NULL ? aft_value_get_string (value) : "";
}

gint64
aft_reader_get_integer (AftReader *reader, const char *name)
{
  double number = aft_value_get_number (aft_reader_get (reader, name, AFT_VALUE_NUMBER));
  gboolean is_fit = number >= 0 && number <= EXACT_MAX && floor (number) == number;
  aft_reader_refuse_unless (reader, is_fit, name);
  return is_fit ? (gint64) number : 0;
}

gboolean
aft_reader_get_boolean (AftReader *reader, const char *name)
{
  return aft_value_get_boolean (aft_reader_get (reader, name, AFT_VALUE_BOOLEAN));
}

static gboolean
is_lower_case (const char *text)
{
  return strpbrk (text, "ABCDEF") == NULL;
}

AftId
aft_reader_get_id (AftReader *reader, const char *name)
{
  AftId id = { { 0 } };
  const char *text = aft_reader_get_text (reader, name);
  aft_reader_refuse_unless (reader, aft_id_from_text (text, &id) && is_lower_case (text), name);
  return id;
}

AftDigest
aft_reader_get_digest (AftReader *reader, const char *name)
{
  AftDigest digest = { { 0 } };
  const char *text = aft_reader_get_text (reader, name);
  gboolean is_digest = aft_digest_from_text (text, &digest) && is_lower_case (text);
  aft_reader_refuse_unless (reader, is_digest, name);
  return digest;
}

AftLanguage
aft_reader_get_language (AftReader *reader, const char *name)
{
  const char *text = aft_reader_get_text (reader, name);
  AftLanguage language = aft_language_from_tag (text);
  aft_reader_refuse_unless (reader, g_str_equal (text, aft_language_get_tag (language)), name);
  return language;
}

gboolean
aft_reader_check (const AftReader *reader, const char *what, GError **error)
{
  if (reader->bad == NULL)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s whose %s is missing or wrong", what,
               reader->bad);
  return FALSE;
}

gboolean
aft_reader_check_schema (const AftValue *document, guint schema, const char *what, GError **error)
{
  double found = aft_value_get_member_number (document, "schema", 0);
  if (found == schema)
    return TRUE;
  AftErrorCode code = found > schema ? AFT_ERROR_UNSUPPORTED : AFT_ERROR_INVALID;
  g_set_error (error, AFT_ERROR, code, "%s of another schema than %u", what, schema);
  return FALSE;
}

gboolean
aft_reader_is_hex (const char *text, gsize bytes)
{
  return strlen (text) == 2 * bytes && strspn (text, "0123456789abcdef") == 2 * bytes;
}
