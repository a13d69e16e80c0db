/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms as browsers send them (WHATWG URL, 5: application/x-www-form-urlencoded), read strictly:
 * bounded, each name once, text that is text. What a form's fields mean is their page's question,
 * and so is which of them it takes; multipart is read elsewhere into the same thing. */
#include "aft-http-form.h"

#include <string.h>

#include "aft-error.h"
#include "aft-http-form-private.h"
#include "aft-secret.h"

#define NAME_SIGNS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-"

typedef struct
{
  char *name;
  char *value; /* may be a password */
} Field;

struct _AftHttpForm
{
  guint ref_count;
  GArray *fields;      /* of Field, in the order they were sent */
  GHashTable *by_name; /* borrowed name → borrowed value */
  GBytes *file;
};

const AftHttpFormLimits aft_http_form_limits_default
    = { .fields = 1000, .name_bytes = 100, .value_bytes = 64 * 1024 };

static void
clear_field (gpointer data)
{
  Field *field = data;

  g_free (field->name);
  aft_secret_free_text (field->value);
}

AftHttpForm *
aft_http_form_new (void)
{
  AftHttpForm *form = g_new0 (AftHttpForm, 1);

  form->ref_count = 1;
  form->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_array_set_clear_func (form->fields, clear_field);
  form->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return form;
}

AftHttpForm *
aft_http_form_ref (AftHttpForm *form)
{
  form->ref_count++;
  return form;
}

void
aft_http_form_unref (AftHttpForm *form)
{
  if (form == NULL || --form->ref_count > 0)
    return;
  g_hash_table_unref (form->by_name);
  g_array_unref (form->fields);
  g_clear_pointer (&form->file, g_bytes_unref);
  g_free (form);
}

static gboolean
refuse (GError **error, AftErrorCode code, const char *message)
{
  g_set_error_literal (error, AFT_ERROR, code, message);
  return FALSE;
}

/* CR LF and a lone CR become LF, in place. */
static gsize
join_line_ends (char *value, gsize length)
{
  gsize kept = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (value[i] == '\r' && i + 1 < length && value[i + 1] == '\n')
        continue;
      value[kept++] = value[i];
      if (value[i] == '\r')
        value[kept - 1] = '\n';
    }
  value[kept] = '\0';
  return kept;
}

static gboolean
is_text (const char *value, gsize length)
{
  if (!g_utf8_validate_len (value, length, NULL))
    return FALSE;
  for (const char *at = value; at < value + length; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_iscntrl (character) && character != '\n' && character != '\t')
        return FALSE;
    }
  return TRUE;
}

gboolean
aft_http_form_add (AftHttpForm *form,
                   const char *name,
                   const char *value,
                   gsize length,
                   const AftHttpFormLimits *limits,
                   GError **error)
{
  Field field = { NULL, NULL };

  if (*name == '\0' || name[strspn (name, NAME_SIGNS)] != '\0')
    return refuse (error, AFT_ERROR_INVALID, "A field of the form has no proper name.");
  if (strlen (name) > limits->name_bytes || length > limits->value_bytes)
    return refuse (error, AFT_ERROR_TOO_LARGE, "A field of the form is too long.");
  if (form->fields->len >= limits->fields)
    return refuse (error, AFT_ERROR_TOO_LARGE, "The form has too many fields.");
  if (g_hash_table_contains (form->by_name, name))
    return refuse (error, AFT_ERROR_INVALID, "A field of the form was sent twice.");
  field.value = g_malloc (length + 1);
  memcpy (field.value, value, length);
  if (!is_text (field.value, join_line_ends (field.value, length)))
    {
      aft_secret_wipe (field.value, length);
      g_free (field.value);
      return refuse (error, AFT_ERROR_INVALID, "A field of the form is not text.");
    }
  field.name = g_strdup (name);
  g_array_append_val (form->fields, field);
  g_hash_table_insert (form->by_name, field.name, field.value);
  return TRUE;
}

void
aft_http_form_set_file (AftHttpForm *form, GBytes *file)
{
  g_assert (form->file == NULL);
  form->file = g_bytes_ref (file);
}

/* Decodes @length bytes of @text into @decoded, which has room for one byte more than that; FALSE
 * for a '%' without two hex digits, or a byte that must be encoded. */
static gboolean
decode (const char *text, gsize length, char *decoded, gsize *ret_length)
{
  gsize count = 0;

  for (gsize i = 0; i < length; i++)
    {
      char byte = text[i];

      if (byte <= ' ' || byte > '~')
        return FALSE;
      if (byte == '+')
        byte = ' ';
      else if (byte == '%')
        {
          int high = i + 2 < length ? g_ascii_xdigit_value (text[i + 1]) : -1;
          int low = i + 2 < length ? g_ascii_xdigit_value (text[i + 2]) : -1;

          if (high < 0 || low < 0)
            return FALSE;
          byte = (char) (high * 16 + low);
          i += 2;
        }
      decoded[count++] = byte;
    }
  decoded[count] = '\0';
  *ret_length = count;
  return TRUE;
}

/* One "name=value", decoded in @room, which is as large as the whole body. */
static gboolean
read_pair (AftHttpForm *form,
           GString *room,
           const char *pair,
           gsize length,
           const AftHttpFormLimits *limits,
           GError **error)
{
  const char *equals = memchr (pair, '=', length);
  g_autofree char *name = NULL;
  gsize name_length = 0;
  gsize value_length = 0;

  if (equals == NULL || !decode (pair, (gsize) (equals - pair), room->str, &name_length)
      || memchr (room->str, '\0', name_length) != NULL)
    return refuse (error, AFT_ERROR_INVALID, "The form is not well formed.");
  name = g_strdup (room->str);
  if (!decode (equals + 1, (gsize) (pair + length - (equals + 1)), room->str, &value_length))
    return refuse (error, AFT_ERROR_INVALID, "The form is not well formed.");
  return aft_http_form_add (form, name, room->str, value_length, limits, error);
}

static gboolean
read_pairs (AftHttpForm *form,
            const char *text,
            gsize length,
            const AftHttpFormLimits *limits,
            GError **error)
{
  g_autoptr (GString) room = g_string_sized_new (length + 1);
  const char *end = text + length;
  gboolean is_good = TRUE;

  while (is_good && text <= end)
    {
      const char *ampersand = memchr (text, '&', (gsize) (end - text));
      const char *pair_end = ampersand == NULL ? end : ampersand;

      is_good = read_pair (form, room, text, (gsize) (pair_end - text), limits, error);
      text = pair_end + 1;
    }
  aft_secret_wipe (room->str, room->allocated_len);
  return is_good;
}

AftHttpForm *
aft_http_form_parse (GBytes *body, const AftHttpFormLimits *limits, GError **error)
{
  g_autoptr (AftHttpForm) form = aft_http_form_new ();
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);

  if (limits == NULL)
    limits = &aft_http_form_limits_default;
  if (length > 0 && !read_pairs (form, text, length, limits, error))
    return NULL;
  return g_steal_pointer (&form);
}

const char *
aft_http_form_get (const AftHttpForm *form, const char *name)
{
  return g_hash_table_lookup (form->by_name, name);
}

char *
aft_http_form_dup_trimmed (const AftHttpForm *form, const char *name)
{
  const char *value = aft_http_form_get (form, name);

  return g_strstrip (g_strdup (value == NULL ? "" : value));
}

gsize
aft_http_form_count (const AftHttpForm *form)
{
  return form->fields->len;
}

gboolean
aft_http_form_get_at (const AftHttpForm *form,
                      gsize index,
                      const char **ret_name,
                      const char **ret_value)
{
  const Field *field;

  if (index >= form->fields->len)
    return FALSE;
  field = &g_array_index (form->fields, Field, index);
  *ret_name = field->name;
  *ret_value = field->value;
  return TRUE;
}

static gboolean
is_known (const char *field, const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_has_suffix (names[i], ":") ? g_str_has_prefix (field, names[i])
                                         : strcmp (field, names[i]) == 0)
      return TRUE;
  return FALSE;
}

const char *
aft_http_form_find_unknown (const AftHttpForm *form, const char *const *names)
{
  for (gsize i = 0; i < form->fields->len; i++)
    {
      const Field *field = &g_array_index (form->fields, Field, i);

      if (!is_known (field->name, names))
        return field->name;
    }
  return NULL;
}

GBytes *
aft_http_form_get_file (const AftHttpForm *form)
{
  return form->file;
}
