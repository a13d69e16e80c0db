/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON in and out. Reading is jansson's work, behind checks of size, depth and NUL bytes that it
 * does not make; writing is done here, because canonical form (RFC 8785) asks for ECMAScript's
 * numbers and an order of its own. What a document means is no concern of this file. */
#include "aft-json.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "aft-error.h"
#include "aft-file-private.h"
#include "aft-number.h"

const AftJsonLimits aft_json_limits_wire = { .size_bytes = 64 * 1024, .depth = 16 };
const AftJsonLimits aft_json_limits_survey = { .size_bytes = 4 * 1024 * 1024, .depth = 160 };

typedef json_t JsonDocument;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JsonDocument, json_decref)

typedef struct
{
  GString *text;
  gboolean canonical;
} JsonWriter;

static gboolean write_value (JsonWriter *writer, const AftValue *value, GError **error);

/* Deepest nesting of brackets outside texts; tells nothing about whether they match. */
static guint
measure_depth (const char *text, gsize length)
{
  guint depth = 0, deepest = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string && c == '\\')
        i++;
      else if (c == '"')
        in_string = !in_string;
      else if (!in_string && (c == '[' || c == '{'))
        depth++;
      else if (!in_string && (c == ']' || c == '}') && depth > 0)
        depth--;
      deepest = MAX (deepest, depth);
    }
  return deepest;
}

static gboolean
check_limits (const char *text, gsize length, const AftJsonLimits *limits, GError **error)
{
  if (length > limits->size_bytes)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                   "the document is larger than %" G_GSIZE_FORMAT " bytes", limits->size_bytes);
      return FALSE;
    }
  if (length > 0 && memchr (text, '\0', length) != NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "the document holds a NUL byte");
      return FALSE;
    }
  if (measure_depth (text, length) > limits->depth)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                   "the document is nested deeper than %u levels", limits->depth);
      return FALSE;
    }
  return TRUE;
}

static AftValue *value_from_json (json_t *json);

static AftValue *
array_from_json (json_t *json)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();

  for (size_t i = 0; i < json_array_size (json); i++)
    aft_value_builder_take (builder, value_from_json (json_array_get (json, i)));
  return aft_value_builder_end (builder);
}

static AftValue *
object_from_json (json_t *json)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();

  for (void *place = json_object_iter (json); place != NULL;
       place = json_object_iter_next (json, place))
    aft_value_builder_set_take (builder, json_object_iter_key (place),
                                value_from_json (json_object_iter_value (place)));
  return aft_value_builder_end (builder);
}

static AftValue *
value_from_json (json_t *json)
{
  switch (json_typeof (json))
    {
    case JSON_OBJECT:
      return object_from_json (json);
    case JSON_ARRAY:
      return array_from_json (json);
    case JSON_STRING:
      return aft_value_new_string_len (json_string_value (json), json_string_length (json));
    case JSON_INTEGER:
    case JSON_REAL:
      return aft_value_new_number (json_number_value (json));
    case JSON_TRUE:
    case JSON_FALSE:
      return aft_value_new_boolean (json_is_true (json));
    case JSON_NULL:
      return aft_value_new_null ();
    default:
      g_assert_not_reached ();
    }
}

AftValue *
aft_json_parse (const char *text, gsize length_bytes, const AftJsonLimits *limits, GError **error)
{
  g_autoptr (JsonDocument) document = NULL;
  json_error_t fault;

  if (!check_limits (text, length_bytes, limits, error))
    return NULL;
  /* Integers as reals: all numbers are doubles here, and jansson would refuse one beyond 64 bits.
   */
  document
      = json_loadb (text, length_bytes,
                    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &fault);
  if (document == NULL)
    {
      g_autofree char *reason = g_utf8_make_valid (fault.text, -1);

      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "line %d, column %d: %s", fault.line,
                   fault.column, reason);
      return NULL;
    }
  return value_from_json (document);
}

AftValue *
aft_json_parse_file (const char *path, const AftJsonLimits *limits, GError **error)
{
  gsize length;
  g_autofree char *text = aft_file_read (path, limits->size_bytes, &length, error);
  AftValue *value;

  if (text == NULL)
    return NULL;
  value = aft_json_parse (text, length, limits, error);
  if (value == NULL)
    g_prefix_error (error, "%s: ", path);
  return value;
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s cannot be stored", what);
  return FALSE;
}

static gboolean
is_control (guchar c)
{
  return c < 0x20;
}

static void
write_escaped (GString *text, guchar c)
{
  static const char shorthands[] = "\b\t\n\f\r\"\\";
  static const char letters[] = "btnfr\"\\";
  const char *found = strchr (shorthands, c);

  if (found != NULL)
    g_string_append_printf (text, "\\%c", letters[found - shorthands]);
  else
    g_string_append_printf (text, "\\u%04x", c);
}

static gboolean
is_plain (guchar c)
{
  return !is_control (c) && c != '"' && c != '\\';
}

static gboolean
write_string (JsonWriter *writer, const char *string, GError **error)
{
  const char *p = string;

  g_string_append_c (writer->text, '"');
  while (*p != '\0')
    {
      const char *plain = p;

      while (is_plain ((guchar) *p))
        p++;
      g_string_append_len (writer->text, plain, p - plain);
      if (*p == '\0')
        break;
      if (writer->canonical && is_control ((guchar) *p) && *p != '\t' && *p != '\n')
        return refuse (error, "a control character");
      write_escaped (writer->text, (guchar) *p++);
    }
  g_string_append_c (writer->text, '"');
  return TRUE;
}

static gboolean
write_number (JsonWriter *writer, double number, GError **error)
{
  g_autofree char *text = NULL;

  if (isfinite (number))
    {
      text = aft_number_to_text (number);
      g_string_append (writer->text, text);
      return TRUE;
    }
  if (writer->canonical)
    return refuse (error, "a number that is not finite");
  if (isnan (number))
    g_string_append (writer->text, "{\"$\":\"nan\"}");
  else
    g_string_append (writer->text, number > 0 ? "{\"$\":\"inf\"}" : "{\"$\":\"-inf\"}");
  return TRUE;
}

static gboolean
write_date (JsonWriter *writer, const AftValue *value, GError **error)
{
  gint64 ms = aft_value_get_date_ms (value);
  gint64 seconds = ms >= 0 ? ms / 1000 : -((999 - ms) / 1000);
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;

  if (writer->canonical)
    return refuse (error, "a date");
  date = g_date_time_new_from_unix_utc (seconds);
  /* NULL beyond the years 1–9999, and of a date that could not be read. */
  text = date != NULL ? g_date_time_format (date, "\"%Y-%m-%dT%H:%M:%S\"") : g_strdup ("null");
  g_string_append_printf (writer->text, "{\"$\":\"date\",\"v\":%s}", text);
  return TRUE;
}

static gboolean
write_array (JsonWriter *writer, const AftValue *value, GError **error)
{
  g_string_append_c (writer->text, '[');
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      if (i > 0)
        g_string_append_c (writer->text, ',');
      if (!write_value (writer, aft_value_get_item (value, i), error))
        return FALSE;
    }
  g_string_append_c (writer->text, ']');
  return TRUE;
}

/* Order of UTF-16 units. UTF-8 bytes sort by code point, which differs only where a supplementary
 * character (lead byte F0 and up; as UTF-16 D800–DFFF) meets U+E000–U+FFFF (EE, EF). */
static int
compare_utf16 (const char *a, const char *b)
{
  guchar left, right;

  while (*a == *b && *a != '\0')
    {
      a++;
      b++;
    }
  left = (guchar) *a;
  right = (guchar) *b;
  if (left >= 0xee && right >= 0xee && (left >= 0xf0) != (right >= 0xf0))
    return left >= 0xf0 ? -1 : 1;
  return (int) left - (int) right;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return compare_utf16 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const AftValue *object, gboolean sorted)
{
  gsize count = aft_value_get_length (object);
  GPtrArray *names = g_ptr_array_sized_new ((guint) count);

  for (gsize i = 0; i < count; i++)
    g_ptr_array_add (names, (gpointer) aft_value_get_member_name (object, i));
  if (sorted)
    g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
write_object (JsonWriter *writer, const AftValue *value, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (value, writer->canonical);

  g_string_append_c (writer->text, '{');
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (i > 0)
        g_string_append_c (writer->text, ',');
      if (!write_string (writer, name, error))
        return FALSE;
      g_string_append_c (writer->text, ':');
      if (!write_value (writer, aft_value_get_member (value, name), error))
        return FALSE;
    }
  g_string_append_c (writer->text, '}');
  return TRUE;
}

static gboolean
write_value (JsonWriter *writer, const AftValue *value, GError **error)
{
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_NULL:
      g_string_append (writer->text, "null");
      return TRUE;
    case AFT_VALUE_BOOLEAN:
      g_string_append (writer->text, aft_value_get_boolean (value) ? "true" : "false");
      return TRUE;
    case AFT_VALUE_NUMBER:
      return write_number (writer, aft_value_get_number (value), error);
    case AFT_VALUE_STRING:
      return write_string (writer, aft_value_get_string (value), error);
    case AFT_VALUE_ARRAY:
      return write_array (writer, value, error);
    case AFT_VALUE_OBJECT:
      return write_object (writer, value, error);
    case AFT_VALUE_DATE:
      return write_date (writer, value, error);
    default:
      g_assert_not_reached ();
    }
}

gboolean
aft_json_append_canonical (GString *text, const AftValue *value, GError **error)
{
  JsonWriter writer = { .text = text, .canonical = TRUE };

  return write_value (&writer, value, error);
}

gboolean
aft_json_append_canonical_text (GString *text, const char *string, GError **error)
{
  JsonWriter writer = { .text = text, .canonical = TRUE };

  return write_string (&writer, string, error);
}

char *
aft_json_to_canonical (const AftValue *value, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!aft_json_append_canonical (text, value, error))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
aft_json_to_line (const AftValue *value)
{
  JsonWriter writer = { .text = g_string_new (NULL), .canonical = FALSE };
  gboolean written = write_value (&writer, value, NULL);

  g_assert (written);
  return g_string_free (writer.text, FALSE);
}
