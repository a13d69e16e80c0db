/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spoils a good document in every way that a strict reader must notice. Members are counted in
 * order over the whole document; a pass writes it with one of them changed. */
#include "aft-hostile.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"

typedef enum
{
  CHANGE_REMOVE,
  CHANGE_DOUBLE,
  CHANGE_REPLACE,
  CHANGE_JOIN
} Change;

/* One pass. */
typedef struct
{
  GString *text;
  guint target; /* which member is changed */
  guint seen;
  Change change;
  const char *replacement;
  AftValueType replacement_type;
  const char *const *optional;
  gboolean is_changed;
} Pass;

static void write_value (Pass *pass, const AftValue *value);

static void
write_member (Pass *pass, const char *name, const AftValue *value)
{
  if (pass->text->str[pass->text->len - 1] != '{')
    g_string_append_c (pass->text, ',');
  g_string_append_printf (pass->text, "\"%s\":", name);
  write_value (pass, value);
}

/* Would the replacement be right in its place? */
static gboolean
is_harmless (const Pass *pass, const char *name, const AftValue *value)
{
  AftValueType type = aft_value_get_type (value);
  gboolean is_optional = pass->optional != NULL && g_strv_contains (pass->optional, name);
  if (pass->replacement_type == AFT_VALUE_NULL)
    return is_optional || type == AFT_VALUE_NULL;
  /* A number is replaced by one that is no integer. */
  return type == pass->replacement_type && type != AFT_VALUE_NUMBER;
}

static void
write_changed (Pass *pass, const char *name, const AftValue *value)
{
  pass->is_changed = pass->change != CHANGE_REPLACE || !is_harmless (pass, name, value);
  if (pass->change == CHANGE_REPLACE && pass->is_changed)
    {
      if (pass->text->str[pass->text->len - 1] != '{')
        g_string_append_c (pass->text, ',');
      g_string_append_printf (pass->text, "\"%s\":%s", name, pass->replacement);
    }
  else if (pass->change != CHANGE_REMOVE)
    write_member (pass, name, value);
  if (pass->change == CHANGE_DOUBLE)
    write_member (pass, name, value);
  if (pass->change == CHANGE_JOIN)
    g_string_append (pass->text, ",\"stranger\":1");
}

static void
write_object (Pass *pass, const AftValue *value)
{
  g_string_append_c (pass->text, '{');
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      const char *name = aft_value_get_member_name (value, i);
      const AftValue *member = aft_value_get_member_at (value, i);
      if (pass->seen++ == pass->target)
        write_changed (pass, name, member);
      else
        write_member (pass, name, member);
    }
  g_string_append_c (pass->text, '}');
}

static void
write_value (Pass *pass, const AftValue *value)
{
  if (aft_value_get_type (value) == AFT_VALUE_OBJECT)
    write_object (pass, value);
  else if (aft_value_get_type (value) == AFT_VALUE_ARRAY)
    {
      g_string_append_c (pass->text, '[');
      for (gsize i = 0; i < aft_value_get_length (value); i++)
        {
          if (i > 0)
            g_string_append_c (pass->text, ',');
          write_value (pass, aft_value_get_item (value, i));
        }
      g_string_append_c (pass->text, ']');
    }
  else
    {
      g_autofree char *leaf = aft_json_to_line (value);
      g_string_append (pass->text, leaf);
    }
}

static void
assert_refused (const AftHostileReader *reader, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  /* A copy of exactly that size, so that reading beyond it is seen. */
  g_autofree char *copy = g_memdup2 (text, length);
  gboolean is_accepted = reader->read (copy, length, &error);
  if (is_accepted || error == NULL || error->domain != AFT_ERROR)
    g_error ("accepted, or without a reason: %.*s", (int) length, text);
}

static void
assert_accepted (const AftHostileReader *reader, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  if (!reader->read (text, length, &error))
    g_error ("%s: %.*s", error->message, (int) length, text);
}

typedef void (*Verdict) (const AftHostileReader *reader, const char *text, gsize length);

/* As many passes as there are members. */
static void
assert_passes (const AftHostileReader *reader,
               const AftValue *document,
               const Pass *model,
               Verdict verdict)
{
  gboolean is_over = FALSE;
  for (guint target = 0; !is_over; target++)
    {
      Pass pass = *model;
      pass.target = target;
      pass.optional = reader->optional;
      pass.text = g_string_new (NULL);
      write_value (&pass, document);
      is_over = pass.seen <= target;
      if (pass.is_changed)
        verdict (reader, pass.text->str, pass.text->len);
      g_string_free (pass.text, TRUE);
    }
}

static AftValue *
parse (const char *text)
{
  const AftJsonLimits limits = { 1 << 20, 200 };
  AftValue *document = aft_json_parse (text, strlen (text), &limits, NULL);
  g_assert_nonnull (document);
  return document;
}

static void
assert_members (const AftHostileReader *reader, const char *text)
{
  static const struct
  {
    const char *text;
    AftValueType type;
  } others[] = {
    { "null", AFT_VALUE_NULL },    { "true", AFT_VALUE_BOOLEAN }, { "1.5", AFT_VALUE_NUMBER },
    { "\"x\"", AFT_VALUE_STRING }, { "[1]", AFT_VALUE_ARRAY },    { "{\"x\":1}", AFT_VALUE_OBJECT },
  };
  const Change changes[] = { CHANGE_REMOVE, CHANGE_DOUBLE, CHANGE_JOIN };
  g_autoptr (AftValue) document = parse (text);
  for (guint i = 0; i < G_N_ELEMENTS (changes) - (reader->is_reply ? 1 : 0); i++)
    {
      Pass pass = { .change = changes[i] };
      assert_passes (reader, document, &pass, assert_refused);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      Pass pass = {
        .change = CHANGE_REPLACE,
        .replacement = others[i].text,
        .replacement_type = others[i].type,
      };
      assert_passes (reader, document, &pass, assert_refused);
    }
}

void
aft_hostile_assert_passes_strangers (const AftHostileReader *reader, const char *text)
{
  g_autoptr (AftValue) document = parse (text);
  Pass pass = { .change = CHANGE_JOIN };
  assert_passes (reader, document, &pass, assert_accepted);
}

/* @bytes behind @text, and in its middle. */
static void
assert_spoiled (const AftHostileReader *reader, const char *text, const char *bytes, gsize count)
{
  gsize length = strlen (text);
  gsize places[] = { 0, length / 2, length };
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GString) spoiled = g_string_new (text);
      g_string_insert_len (spoiled, places[i], bytes, count);
      assert_refused (reader, spoiled->str, spoiled->len);
    }
}

void
aft_hostile_assert_strict (const AftHostileReader *reader, const char *text)
{
  g_autoptr (GError) error = NULL;
  gsize length = strlen (text);
  gboolean is_accepted = reader->read (text, length, &error);
  g_assert_no_error (error);
  g_assert_true (is_accepted);
  for (gsize end = 0; end < length; end++)
    assert_refused (reader, text, end);
  assert_spoiled (reader, text, "\0", 1);
  assert_spoiled (reader, text, "\xff", 1);
  assert_spoiled (reader, text, "\xed\xa0\x80", 3);
  assert_spoiled (reader, text, "{}", 2);
  assert_members (reader, text);
  g_autofree char *brackets = g_strnfill (60000, '[');
  assert_refused (reader, brackets, strlen (brackets));
}
