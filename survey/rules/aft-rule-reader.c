/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strict reading of rule documents, which managers edit: one place for types, limits, ids and for
 * how a fault is worded. What a member means, and whether members fit together, is for the reader
 * of each document. */
#include "aft-rule-reader-private.h"

#include <math.h>
#include <string.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-rule-document.h"

#define VERSION_MAX 64
#define ID_LETTERS  "abcdefghijklmnopqrstuvwxyz0123456789-"

AftValue *
aft_rule_reader_parse (const char *text, gsize length_bytes, GError **error)
{
  static const AftJsonLimits limits = { AFT_RULE_DOCUMENT_MAX_BYTES, 8 };
  return aft_json_parse (text, length_bytes, &limits, error);
}

/* Parts of a document stand in messages, perhaps cut: a message stays valid and one line. */
static char *
make_readable (const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  GString *readable = g_string_new (NULL);
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      g_string_append_unichar (readable, g_unichar_isprint (letter) ? letter : '?');
    }
  return g_string_free (readable, FALSE);
}

void
aft_rule_reader_refuse (const AftRuleReader *reader, const char *name, const char *format, ...)
{
  if (*reader->fault != NULL)
    return;
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_autofree char *readable = make_readable (what);
  g_set_error (reader->fault, AFT_ERROR, AFT_ERROR_INVALID, "%s%s%s%s%s", reader->place,
               *reader->place != '\0' ? ": " : "", name != NULL ? name : "",
               name != NULL ? ": " : "", readable);
}

static void
refuse_strangers (const AftRuleReader *reader, const char *const *members)
{
  for (gsize i = 0; i < aft_value_get_length (reader->object); i++)
    {
      const char *name = aft_value_get_member_name (reader->object, i);
      if (g_strv_contains (members, name))
        continue;
      aft_rule_reader_refuse (reader, NULL, "there is no member “%.64s” here", name);
      return;
    }
}

AftRuleReader
aft_rule_reader_open (const AftValue *value,
                      char *place,
                      const char *const *members,
                      GError **fault)
{
  gboolean is_object = aft_value_get_type (value) == AFT_VALUE_OBJECT;
  AftRuleReader reader = { is_object ? value : NULL, place, fault };
  if (is_object)
    refuse_strangers (&reader, members);
  else
    aft_rule_reader_refuse (&reader, NULL, "an object is needed");
  return reader;
}

static gboolean
is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  return length > 0 && length <= AFT_RULE_ID_MAX && strspn (text, ID_LETTERS) == length;
}

AftRuleReader
aft_rule_reader_open_item (const AftRuleReader *parent,
                           const AftValue *list,
                           gsize index,
                           const char *kind,
                           const char *const *members)
{
  const AftValue *item = aft_value_get_item (list, index);
  const char *id = aft_value_get_member_string (item, "id", NULL);
  char *place = is_id (id) ? g_strdup_printf ("%s %s", kind, id)
                           : g_strdup_printf ("%s %" G_GSIZE_FORMAT, kind, index + 1);
  return aft_rule_reader_open (item, place, members, parent->fault);
}

AftRuleReader
aft_rule_reader_open_member (const AftRuleReader *parent,
                             const char *name,
                             const char *const *members)
{
  char *place = g_strconcat (parent->place, *parent->place != '\0' ? ": " : "", name, NULL);
  return aft_rule_reader_open (aft_value_get_member (parent->object, name), place, members,
                               parent->fault);
}

void
aft_rule_reader_clear (AftRuleReader *reader)
{
  g_clear_pointer (&reader->place, g_free);
}

gboolean
aft_rule_reader_has (const AftRuleReader *reader, const char *name)
{
  return aft_value_get_member (reader->object, name) != NULL;
}

const AftValue *
aft_rule_reader_get_list (const AftRuleReader *reader, const char *name, guint most)
{
  const AftValue *list = aft_value_get_member (reader->object, name);
  gsize length = aft_value_get_length (list);
  if (aft_value_get_type (list) == AFT_VALUE_ARRAY && length > 0 && length <= most)
    return list;
  aft_rule_reader_refuse (reader, name, "a list of 1 to %u items is needed", most);
  return NULL;
}

gint64
aft_rule_reader_get_integer (const AftRuleReader *reader,
                             const char *name,
                             gint64 minimum,
                             gint64 maximum)
{
  const AftValue *value = aft_value_get_member (reader->object, name);
  double number = aft_value_get_number (value);
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER && number >= (double) minimum
      && number <= (double) maximum && floor (number) == number)
    return (gint64) number;
  aft_rule_reader_refuse (
      reader, name, "a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " is needed",
      minimum, maximum);
  return minimum;
}

const char *
aft_rule_reader_get_string (const AftRuleReader *reader, const char *name)
{
  const char *text = aft_value_get_string (aft_value_get_member (reader->object, name));
  if (text == NULL)
    aft_rule_reader_refuse (reader, name, "a text is needed");
  return text != NULL ? text : "";
}

guint
aft_rule_reader_get_word (const AftRuleReader *reader, const char *name, const char *const *words)
{
  const char *text = aft_rule_reader_get_string (reader, name);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      return i;
  g_autofree char *choice = g_strjoinv (", ", (char **) words);
  aft_rule_reader_refuse (reader, name, "one of %s is needed", choice);
  return 0;
}

AftRuleText *
aft_rule_reader_dup_text (const AftRuleReader *reader, const char *name)
{
  g_autoptr (GError) error = NULL;
  AftRuleText *text = aft_rule_text_new (aft_value_get_member (reader->object, name), &error);
  if (text == NULL)
    aft_rule_reader_refuse (reader, name, "%s", error->message);
  return text;
}

GPtrArray *
aft_rule_reader_dup_texts (const AftRuleReader *reader, const char *name, guint most)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_rule_text_free);
  const AftValue *list = aft_rule_reader_get_list (reader, name, most);
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      g_autoptr (GError) error = NULL;
      AftRuleText *text = aft_rule_text_new (aft_value_get_item (list, i), &error);
      if (text == NULL)
        aft_rule_reader_refuse (reader, name, "%" G_GSIZE_FORMAT ": %s", i + 1, error->message);
      else
        g_ptr_array_add (texts, text);
    }
  return texts;
}

char *
aft_rule_reader_dup_id (const AftRuleReader *reader, GHashTable *seen)
{
  const char *id = aft_value_get_string (aft_value_get_member (reader->object, "id"));
  if (!is_id (id))
    aft_rule_reader_refuse (reader, "id", "1 to %u of a-z, 0-9 and - are needed", AFT_RULE_ID_MAX);
  else if (!g_hash_table_add (seen, g_strdup (id)))
    aft_rule_reader_refuse (reader, "id", "there is another of this id");
  return g_strdup (is_id (id) ? id : "");
}

char *
aft_rule_reader_dup_version (const AftRuleReader *reader)
{
  const char *text = aft_value_get_string (aft_value_get_member (reader->object, "version"));
  gsize length = text != NULL ? strlen (text) : 0;
  gboolean is_fit = length > 0 && length <= VERSION_MAX;
  for (gsize i = 0; is_fit && i < length; i++)
    is_fit = g_ascii_isalnum (text[i]) || strchr ("._-", text[i]) != NULL;
  if (!is_fit)
    aft_rule_reader_refuse (reader, "version", "1 to %u of A-Z, a-z, 0-9, . - and _ are needed",
                            VERSION_MAX);
  return g_strdup (is_fit ? text : "");
}
