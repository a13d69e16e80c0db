/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one value type that answers, definitions and stored bodies are made of, and its builder. It
 * stores and compares; reading and writing JSON is aft-json's business, and what an expression
 * means by equal, true or empty is survey/expression's. */
#include "aft-value.h"

#include <math.h>
#include <sodium.h>
#include <string.h>

#include "aft-secret.h"

/* From so many members on, an object is looked up by a hash table: a response body is not. */
#define INDEX_FROM 24
/* Room that the first member makes. */
#define FIRST_MEMBERS 8

typedef struct
{
  char *name; /* NULL in an array */
  AftValue *value;
} Member;

typedef struct
{
  Member *list; /* NULL while empty */
  guint count;
  guint room;
  GHashTable *places; /* name (borrowed from members) → index + 1; NULL while small */
} Members;

struct _AftValue
{
  gatomicrefcount references;
  AftValueType type;
  gboolean boolean; /* BOOLEAN; DATE: has a time */
  union
  {
    double number;
    char *string; /* right behind the value, or its own */
    gint64 date_ms;
    Members members;
  };
};

struct _AftValueBuilder
{
  AftValueType type;
  Members members;
};

/* With room for @extra bytes behind it. */
static AftValue *
allocate_with (AftValueType type, gsize extra)
{
  AftValue *value = g_malloc0 (sizeof *value + extra);

  g_atomic_ref_count_init (&value->references);
  value->type = type;
  return value;
}

static AftValue *
allocate_value (AftValueType type)
{
  return allocate_with (type, 0);
}

static void
clear_member (Member *member)
{
  g_free (member->name);
  aft_value_unref (member->value);
}

static void
clear_members (Members *members)
{
  g_clear_pointer (&members->places, g_hash_table_unref);
  for (guint i = 0; i < members->count; i++)
    clear_member (&members->list[i]);
  g_clear_pointer (&members->list, g_free);
  members->count = 0;
}

/* Keyed anew in each process (SipHash), so that nobody can send names that all collide. */
static guint
hash_name (gconstpointer name)
{
  static gsize is_keyed;
  static guint8 key[crypto_shorthash_KEYBYTES];
  union
  {
    guint8 bytes[crypto_shorthash_BYTES];
    guint hash;
  } out;

  if (g_once_init_enter (&is_keyed))
    {
      randombytes_buf (key, sizeof key);
      g_once_init_leave (&is_keyed, 1);
    }
  crypto_shorthash (out.bytes, name, strlen (name), key);
  return out.hash;
}

static void
index_members (Members *members, guint from)
{
  for (guint i = from; i < members->count; i++)
    g_hash_table_insert (members->places, members->list[i].name, GUINT_TO_POINTER (i + 1));
}

static gboolean
find_member (const Members *members, const char *name, guint *ret_index)
{
  if (members->places != NULL)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (members->places, name));

      *ret_index = place - 1;
      return place > 0;
    }
  for (guint i = 0; i < members->count; i++)
    if (strcmp (members->list[i].name, name) == 0)
      {
        *ret_index = i;
        return TRUE;
      }
  return FALSE;
}

/* Eats @name, NULL in an array, and @value. */
static void
append_member (Members *members, char *name, AftValue *value)
{
  if (members->count == members->room)
    {
      members->room = MAX (FIRST_MEMBERS, 2 * members->room);
      members->list = g_renew (Member, members->list, members->room);
    }
  members->list[members->count++] = (Member){ name, value };
  if (name == NULL || members->count < INDEX_FROM)
    return;
  if (members->places == NULL)
    {
      members->places = g_hash_table_new (hash_name, g_str_equal);
      index_members (members, 0);
    }
  else
    {
      index_members (members, members->count - 1);
    }
}

AftValue *
aft_value_new_null (void)
{
  return allocate_value (AFT_VALUE_NULL);
}

AftValue *
aft_value_new_boolean (gboolean boolean)
{
  AftValue *value = allocate_value (AFT_VALUE_BOOLEAN);

  value->boolean = boolean ? TRUE : FALSE;
  return value;
}

AftValue *
aft_value_new_number (double number)
{
  AftValue *value = allocate_value (AFT_VALUE_NUMBER);

  value->number = number;
  return value;
}

AftValue *
aft_value_new_string (const char *text)
{
  return aft_value_new_string_len (text, strlen (text));
}

AftValue *
aft_value_new_string_len (const char *text, gsize length_bytes)
{
  AftValue *value;

  if (!g_utf8_validate_len (text, length_bytes, NULL))
    return aft_value_new_take_string (g_utf8_make_valid (text, (gssize) length_bytes));
  value = allocate_with (AFT_VALUE_STRING, length_bytes + 1);
  value->string = (char *) (value + 1);
  memcpy (value->string, text, length_bytes);
  return value;
}

AftValue *
aft_value_new_take_string (char *text)
{
  AftValue *value;

  if (!g_utf8_validate (text, -1, NULL))
    {
      value = aft_value_new_string (text);
      aft_secret_free_text (text);
      return value;
    }
  value = allocate_value (AFT_VALUE_STRING);
  value->string = text;
  return value;
}

AftValue *
aft_value_new_date (gint64 local_ms)
{
  AftValue *value = allocate_value (AFT_VALUE_DATE);

  value->date_ms = local_ms;
  return value;
}

AftValue *
aft_value_ref (AftValue *value)
{
  g_atomic_ref_count_inc (&value->references);
  return value;
}

/* It may be a guest's words. */
static void
wipe_string (AftValue *value)
{
  if (value->string == (char *) (value + 1))
    aft_secret_wipe (value->string, strlen (value->string));
  else
    aft_secret_free_text (value->string);
}

void
aft_value_unref (AftValue *value)
{
  if (value == NULL || !g_atomic_ref_count_dec (&value->references))
    return;
  if (value->type == AFT_VALUE_STRING)
    wipe_string (value);
  else if (value->type == AFT_VALUE_ARRAY || value->type == AFT_VALUE_OBJECT)
    clear_members (&value->members);
  g_free (value);
}

static gboolean
has_type (const AftValue *value, AftValueType type)
{
  return value != NULL && value->type == type;
}

static gboolean
has_members (const AftValue *value)
{
  return has_type (value, AFT_VALUE_ARRAY) || has_type (value, AFT_VALUE_OBJECT);
}

AftValueType
aft_value_get_type (const AftValue *value)
{
  return value != NULL ? value->type : AFT_VALUE_NULL;
}

gboolean
aft_value_is_null (const AftValue *value)
{
  return aft_value_get_type (value) == AFT_VALUE_NULL;
}

gboolean
aft_value_get_boolean (const AftValue *value)
{
  return has_type (value, AFT_VALUE_BOOLEAN) && value->boolean;
}

double
aft_value_get_number (const AftValue *value)
{
  return has_type (value, AFT_VALUE_NUMBER) ? value->number : 0;
}

const char *
aft_value_get_string (const AftValue *value)
{
  return has_type (value, AFT_VALUE_STRING) ? value->string : NULL;
}

gint64
aft_value_get_date_ms (const AftValue *value)
{
  return has_type (value, AFT_VALUE_DATE) ? value->date_ms : 0;
}

gsize
aft_value_get_length (const AftValue *value)
{
  return has_members (value) ? value->members.count : 0;
}

static const Member *
get_member_in (const AftValue *value, AftValueType type, gsize index)
{
  if (!has_type (value, type) || index >= value->members.count)
    return NULL;
  return &value->members.list[index];
}

AftValue *
aft_value_get_item (const AftValue *value, gsize index)
{
  const Member *member = get_member_in (value, AFT_VALUE_ARRAY, index);

  return member != NULL ? member->value : NULL;
}

const char *
aft_value_get_member_name (const AftValue *value, gsize index)
{
  const Member *member = get_member_in (value, AFT_VALUE_OBJECT, index);

  return member != NULL ? member->name : NULL;
}

AftValue *
aft_value_get_member_at (const AftValue *value, gsize index)
{
  const Member *member = get_member_in (value, AFT_VALUE_OBJECT, index);

  return member != NULL ? member->value : NULL;
}

AftValue *
aft_value_get_member (const AftValue *value, const char *name)
{
  guint index;

  if (!has_type (value, AFT_VALUE_OBJECT) || !find_member (&value->members, name, &index))
    return NULL;
  return value->members.list[index].value;
}

const char *
aft_value_get_member_string (const AftValue *value, const char *name, const char *fallback)
{
  const char *text = aft_value_get_string (aft_value_get_member (value, name));

  return text != NULL ? text : fallback;
}

double
aft_value_get_member_number (const AftValue *value, const char *name, double fallback)
{
  AftValue *member = aft_value_get_member (value, name);

  return has_type (member, AFT_VALUE_NUMBER) ? member->number : fallback;
}

gboolean
aft_value_get_member_boolean (const AftValue *value, const char *name, gboolean fallback)
{
  AftValue *member = aft_value_get_member (value, name);

  return has_type (member, AFT_VALUE_BOOLEAN) ? member->boolean : fallback;
}

static gboolean
arrays_equal (const AftValue *a, const AftValue *b)
{
  for (gsize i = 0; i < aft_value_get_length (a); i++)
    if (!aft_value_equal (aft_value_get_item (a, i), aft_value_get_item (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
objects_equal (const AftValue *a, const AftValue *b)
{
  for (gsize i = 0; i < aft_value_get_length (a); i++)
    {
      const Member *member = &a->members.list[i];
      AftValue *other = aft_value_get_member (b, member->name);

      if (other == NULL || !aft_value_equal (member->value, other))
        return FALSE;
    }
  return TRUE;
}

gboolean
aft_value_equal (const AftValue *a, const AftValue *b)
{
  AftValueType type = aft_value_get_type (a);

  if (type != aft_value_get_type (b) || aft_value_get_length (a) != aft_value_get_length (b))
    return FALSE;
  switch (type)
    {
    case AFT_VALUE_NULL:
      return TRUE;
    case AFT_VALUE_BOOLEAN:
      return a->boolean == b->boolean;
    case AFT_VALUE_NUMBER:
      return a->number == b->number || (isnan (a->number) && isnan (b->number));
    case AFT_VALUE_STRING:
      return strcmp (a->string, b->string) == 0;
    case AFT_VALUE_ARRAY:
      return arrays_equal (a, b);
    case AFT_VALUE_OBJECT:
      return objects_equal (a, b);
    case AFT_VALUE_DATE:
      return a->date_ms == b->date_ms;
    default:
      g_assert_not_reached ();
    }
}

static AftValueBuilder *
new_builder (AftValueType type)
{
  AftValueBuilder *builder = g_new0 (AftValueBuilder, 1);

  builder->type = type;
  return builder;
}

AftValueBuilder *
aft_value_builder_new_array (void)
{
  return new_builder (AFT_VALUE_ARRAY);
}

AftValueBuilder *
aft_value_builder_new_object (void)
{
  return new_builder (AFT_VALUE_OBJECT);
}

AftValueBuilder *
aft_value_builder_new_from (const AftValue *value)
{
  AftValueBuilder *builder;

  g_assert (has_members (value));
  builder = new_builder (value->type);
  for (guint i = 0; i < value->members.count; i++)
    {
      const Member *member = &value->members.list[i];

      append_member (&builder->members, g_strdup (member->name), aft_value_ref (member->value));
    }
  return builder;
}

void
aft_value_builder_free (AftValueBuilder *builder)
{
  if (builder == NULL)
    return;
  clear_members (&builder->members);
  g_free (builder);
}

static AftValue *
ref_or_null (AftValue *value)
{
  return value != NULL ? aft_value_ref (value) : aft_value_new_null ();
}

void
aft_value_builder_add (AftValueBuilder *builder, AftValue *value)
{
  aft_value_builder_take (builder, ref_or_null (value));
}

void
aft_value_builder_take (AftValueBuilder *builder, AftValue *value)
{
  g_assert (builder->type == AFT_VALUE_ARRAY);
  append_member (&builder->members, NULL, value != NULL ? value : aft_value_new_null ());
}

void
aft_value_builder_set (AftValueBuilder *builder, const char *name, AftValue *value)
{
  aft_value_builder_set_take (builder, name, ref_or_null (value));
}

void
aft_value_builder_set_take (AftValueBuilder *builder, const char *name, AftValue *value)
{
  AftValue *taken = value != NULL ? value : aft_value_new_null ();
  guint index;

  g_assert (builder->type == AFT_VALUE_OBJECT);
  if (find_member (&builder->members, name, &index))
    {
      Member *member = &builder->members.list[index];

      aft_value_unref (member->value);
      member->value = taken;
      return;
    }
  append_member (&builder->members, g_strdup (name), taken);
}

gboolean
aft_value_builder_append_take (AftValueBuilder *builder, char *name, AftValue *value)
{
  guint index;

  g_assert (builder->type == AFT_VALUE_OBJECT);
  if (find_member (&builder->members, name, &index))
    {
      g_free (name);
      aft_value_unref (value);
      return FALSE;
    }
  append_member (&builder->members, name, value);
  return TRUE;
}

void
aft_value_builder_set_string (AftValueBuilder *builder, const char *name, const char *text)
{
  aft_value_builder_set_take (builder, name, text != NULL ? aft_value_new_string (text) : NULL);
}

void
aft_value_builder_set_number (AftValueBuilder *builder, const char *name, double number)
{
  aft_value_builder_set_take (builder, name, aft_value_new_number (number));
}

void
aft_value_builder_set_boolean (AftValueBuilder *builder, const char *name, gboolean boolean)
{
  aft_value_builder_set_take (builder, name, aft_value_new_boolean (boolean));
}

gboolean
aft_value_builder_remove (AftValueBuilder *builder, const char *name)
{
  Members *members = &builder->members;
  guint index;

  g_assert (builder->type == AFT_VALUE_OBJECT);
  if (!find_member (members, name, &index))
    return FALSE;
  if (members->places != NULL)
    g_hash_table_remove (members->places, name);
  clear_member (&members->list[index]);
  members->count--;
  memmove (&members->list[index], &members->list[index + 1],
           (members->count - index) * sizeof (Member));
  if (members->places != NULL)
    index_members (members, index);
  return TRUE;
}

AftValue *
aft_value_builder_end (AftValueBuilder *builder)
{
  AftValue *value = allocate_value (builder->type);

  value->members = builder->members;
  g_free (builder);
  return value;
}
