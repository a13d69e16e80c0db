/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftValue: one immutable, reference-counted value as JSON knows it, and a date.
 *
 * Used for answers, definitions, stored bodies and the results of expressions. Texts are valid
 * UTF-8 without NUL. Objects keep the order in which members were added; a name occurs once.
 * Counting is atomic: a value may be read and released on any thread. */
typedef struct _AftValue AftValue;

typedef enum
{
  AFT_VALUE_NULL,
  AFT_VALUE_BOOLEAN,
  AFT_VALUE_NUMBER, /* IEEE double, may be NaN or infinite as an expression's result */
  AFT_VALUE_STRING,
  AFT_VALUE_ARRAY,
  AFT_VALUE_OBJECT,
  AFT_VALUE_DATE /* made by expressions only; JSON cannot carry it */
} AftValueType;

/* All constructors return a new reference that the caller owns. */
AftValue *aft_value_new_null (void);
AftValue *aft_value_new_boolean (gboolean boolean);
AftValue *aft_value_new_number (double number);
/* @text: valid UTF-8, copied. */
AftValue *aft_value_new_string (const char *text);
AftValue *aft_value_new_string_len (const char *text, gsize length_bytes);
/* Eats the g_malloc()ed @text. */
AftValue *aft_value_new_take_string (char *text);
/* Milliseconds since 1970-01-01T00:00 of the local civil time, as if it were UTC (so the calendar
 * fields can be read without a time zone). */
AftValue *aft_value_new_date (gint64 local_ms);

AftValue *aft_value_ref (AftValue *value);
/* Accepts NULL. With the last reference the bytes of a text are overwritten: it may be a guest's
 * words. */
void aft_value_unref (AftValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftValue, aft_value_unref)

/* NULL counts as AFT_VALUE_NULL in every reader below; a reader asked of the wrong type gives
 * FALSE, 0, NULL. Results are borrowed. */
AftValueType aft_value_get_type (const AftValue *value);
gboolean aft_value_is_null (const AftValue *value);
gboolean aft_value_get_boolean (const AftValue *value);
double aft_value_get_number (const AftValue *value);
const char *aft_value_get_string (const AftValue *value);
gint64 aft_value_get_date_ms (const AftValue *value);

/* Arrays: number of items; objects: number of members; else 0. */
gsize aft_value_get_length (const AftValue *value);
/* Item @index of an array; NULL when out of range. */
AftValue *aft_value_get_item (const AftValue *value, gsize index);
/* Member @index of an object, in order; NULL when out of range. */
const char *aft_value_get_member_name (const AftValue *value, gsize index);
AftValue *aft_value_get_member_at (const AftValue *value, gsize index);
/* Member named @name (exact, case-sensitive); NULL when missing or @value is no object. */
AftValue *aft_value_get_member (const AftValue *value, const char *name);
/* Shorthands for settings in definitions: the member if it has the type, else @fallback. */
const char *
aft_value_get_member_string (const AftValue *value, const char *name, const char *fallback);
double aft_value_get_member_number (const AftValue *value, const char *name, double fallback);
gboolean aft_value_get_member_boolean (const AftValue *value, const char *name, gboolean fallback);

/* Same type and content; arrays in order, objects without regard to order; NaN equals NaN. (The
 * expression language's own, looser equality is in survey/expression.) */
gboolean aft_value_equal (const AftValue *a, const AftValue *b);

/* Builders. An AftValueBuilder gathers an array or an object; aft_value_builder_end() consumes it.
 * add/set take their own reference of @value (NULL adds null). */
typedef struct _AftValueBuilder AftValueBuilder;

AftValueBuilder *aft_value_builder_new_array (void);
AftValueBuilder *aft_value_builder_new_object (void);
/* A builder that begins with the content of the array or object @value. */
AftValueBuilder *aft_value_builder_new_from (const AftValue *value);
void aft_value_builder_free (AftValueBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftValueBuilder, aft_value_builder_free)

void aft_value_builder_add (AftValueBuilder *builder, AftValue *value);
void aft_value_builder_take (AftValueBuilder *builder, AftValue *value); /* eats @value */
/* Replaces a member of the same name in its place, else appends. */
void aft_value_builder_set (AftValueBuilder *builder, const char *name, AftValue *value);
void aft_value_builder_set_take (AftValueBuilder *builder, const char *name, AftValue *value);
/* Eats @name and @value, which is not NULL; FALSE, with nothing added, when there is such a member.
 */
gboolean aft_value_builder_append_take (AftValueBuilder *builder, char *name, AftValue *value);
void aft_value_builder_set_string (AftValueBuilder *builder, const char *name, const char *text);
void aft_value_builder_set_number (AftValueBuilder *builder, const char *name, double number);
void aft_value_builder_set_boolean (AftValueBuilder *builder, const char *name, gboolean boolean);
/* TRUE when there was such a member. */
gboolean aft_value_builder_remove (AftValueBuilder *builder, const char *name);
AftValue *aft_value_builder_end (AftValueBuilder *builder);

G_END_DECLS
