/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what was filled in into a rule document: each field to its place in the document as it was,
 * with what is wrong said at the field. How fields look is aft-console-rule-fields.c's; what may
 * stand in a document is in the end for the document's own check. */
#include "aft-console-rule-form.h"

#include <string.h>

#include "aft-console-speech.h"
#include "aft-json.h"
#include "aft-rule-text.h"

static const AftJsonLimits limits = { AFT_RULE_DOCUMENT_MAX_BYTES, 8 };

gboolean
aft_rule_form_init (AftRuleForm *form,
                    AftPage *page,
                    const AftRuleFormKind *kind,
                    const char *text,
                    GError **error)
{
  *form = (AftRuleForm){ .page = page,
                         .kind = kind,
                         .is_fixed = page->caller->role < AFT_ROLE_OWNER };
  form->faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  form->order = g_ptr_array_new ();
  form->present = aft_json_parse (text, strlen (text), &limits, error);
  return form->present != NULL;
}

void
aft_rule_form_clear (AftRuleForm *form)
{
  g_clear_pointer (&form->present, aft_value_unref);
  g_clear_pointer (&form->edited, aft_value_unref);
  g_clear_pointer (&form->order, g_ptr_array_unref);
  g_clear_pointer (&form->faults, g_hash_table_unref);
}

void
aft_rule_form_refuse (AftRuleForm *form, const char *path, const char *sentence)
{
  if (g_hash_table_contains (form->faults, path))
    return;
  char *key = g_strdup (path);
  g_hash_table_insert (form->faults, key, g_strdup (sentence));
  g_ptr_array_add (form->order, key);
}

/* -- what was sent ---------------------------------------------------------------------------- */

static const char *
get_sent (const AftRuleForm *form, const char *path)
{
  return form->page->form != NULL ? aft_http_form_get (form->page->form, path) : NULL;
}

/* Calls for each field at or below @path: is there one, and has one anything in it? */
static void
look_below (const AftRuleForm *form, const char *path, gboolean *ret_is_sent, gboolean *ret_is_full)
{
  const char *name = NULL;
  const char *value = NULL;
  gsize length = strlen (path);

  *ret_is_sent = *ret_is_full = FALSE;
  for (gsize i = 0;
       form->page->form != NULL && aft_http_form_get_at (form->page->form, i, &name, &value); i++)
    {
      if (strncmp (name, path, length) != 0 || (name[length] != '\0' && name[length] != '.'))
        continue;
      *ret_is_sent = TRUE;
      *ret_is_full = *ret_is_full || value[strspn (value, " \t\n")] != '\0';
    }
}

gboolean
aft_rule_form_is_filled (const AftRuleForm *form, const char *path)
{
  gboolean is_sent, is_full;
  look_below (form, path, &is_sent, &is_full);
  return is_full;
}

gboolean
aft_rule_form_was_sent (const AftRuleForm *form, const char *path)
{
  gboolean is_sent, is_full;
  look_below (form, path, &is_sent, &is_full);
  return is_sent;
}

/* -- one field -------------------------------------------------------------------------------- */

static const char *
get_last_part (const char *path)
{
  const char *dot = strrchr (path, '.');
  return dot != NULL ? dot + 1 : path;
}

static const AftRuleField *
find_field (const AftRuleForm *form, const char *path)
{
  const char *name = get_last_part (path);

  for (gsize i = 0; i < form->kind->count; i++)
    if (g_str_equal (form->kind->fields[i].name, name))
      return &form->kind->fields[i];
  return NULL;
}

static gboolean
is_wording (const char *path)
{
  const char *name = get_last_part (path);

  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    if (g_str_equal (name, aft_rule_tree_get_key (i)))
      return TRUE;
  return FALSE;
}

static AftValue *
read_whole (AftRuleForm *form, const char *path, const AftRuleField *field, const char *typed)
{
  gint64 number = 0;

  if (g_ascii_string_to_signed (typed, 10, field->least, field->most, &number, NULL))
    return aft_value_new_number ((double) number);
  g_autofree char *sentence
      = g_strdup_printf (aft_page_say (form->page, N_ ("A whole number from %d to %d, please.")),
                         (int) field->least, (int) field->most);
  aft_rule_form_refuse (form, path, sentence);
  return NULL;
}

static AftValue *
read_money (AftRuleForm *form, const char *path, const AftRuleField *field, const char *typed)
{
  gint64 minor = 0;

  if (aft_speech_read_money (typed, &minor) && minor >= field->least && minor <= field->most)
    return aft_value_new_number ((double) minor);
  g_autofree char *least = aft_speech_dup_money (form->page, field->least);
  g_autofree char *most = aft_speech_dup_money (form->page, field->most);
  g_autofree char *sentence = g_strdup_printf (
      aft_page_say (form->page, N_ ("An amount from %s to %s, please.")), least, most);
  aft_rule_form_refuse (form, path, sentence);
  return NULL;
}

/* @typed is not empty and at most @most characters. */
static AftValue *
read_words (AftRuleForm *form, const char *path, guint most, const char *typed)
{
  if (g_utf8_strlen (typed, -1) <= (glong) most)
    return aft_value_new_string (typed);
  g_autofree char *sentence = g_strdup_printf (
      aft_page_say (form->page, N_ ("This is too long: %d characters at most.")), (int) most);
  aft_rule_form_refuse (form, path, sentence);
  return NULL;
}

static AftValue *
read_typed (AftRuleForm *form, const char *path, const AftRuleField *field, const char *typed)
{
  if (field == NULL)
    return read_words (form, path, AFT_RULE_TEXT_MAX, typed);
  switch (field->kind)
    {
    case AFT_RULE_FIELD_WHOLE:
    case AFT_RULE_FIELD_MINUTES:
      return read_whole (form, path, field, typed);
    case AFT_RULE_FIELD_MONEY:
      return read_money (form, path, field, typed);
    case AFT_RULE_FIELD_CONDITION:
    case AFT_RULE_FIELD_CHOICE:
    default:
      return read_words (form, path, (guint) field->most, typed);
    }
}

/* One line without blanks at its ends. */
static char *
dup_line (const char *text)
{
  return g_strstrip (g_strdelimit (g_strdup (text), "\n\t", ' '));
}

AftValue *
aft_rule_form_read_leaf (AftRuleForm *form, const char *path, const AftValue *present)
{
  const AftRuleField *field = find_field (form, path);
  const char *sent = field != NULL || is_wording (path) ? get_sent (form, path) : NULL;
  AftValue *kept = present != NULL ? aft_value_ref ((AftValue *) present) : NULL;

  if (sent == NULL)
    return kept;
  g_autofree char *typed = dup_line (sent);
  AftValue *value = *typed != '\0' ? read_typed (form, path, field, typed) : NULL;
  if (*typed == '\0' && present != NULL)
    aft_rule_form_refuse (form, path, aft_page_say (form->page, N_ ("Something is needed here.")));
  if (value == NULL)
    return kept;
  aft_value_unref (kept);
  return value;
}

AftValue *
aft_rule_form_read_texts (AftRuleForm *form, const char *path, const AftValue *present)
{
  AftValueBuilder *texts = aft_value_builder_new_object ();
  g_autoptr (AftValue) nothing = aft_value_new_string ("");

  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      const char *key = aft_rule_tree_get_key (i);
      const AftValue *text = aft_value_get_member (present, key);
      g_autofree char *below = aft_rule_tree_dup_path (path, key);
      aft_value_builder_set_take (
          texts, key, aft_rule_form_read_leaf (form, below, text != NULL ? text : nothing));
    }
  return aft_value_builder_end (texts);
}

/* -- the whole -------------------------------------------------------------------------------- */

static AftValue *
read_members (AftRuleForm *form, const char *path, const AftValue *present)
{
  AftValueBuilder *object = aft_value_builder_new_from (present);

  for (gsize i = 0; i < aft_value_get_length (present); i++)
    {
      const char *name = aft_value_get_member_name (present, i);
      g_autofree char *below = aft_rule_tree_dup_path (path, name);
      aft_value_builder_set_take (
          object, name,
          aft_rule_form_read_value (form, below, aft_value_get_member_at (present, i)));
    }
  return aft_value_builder_end (object);
}

static AftValue *
read_items (AftRuleForm *form, const char *path, const AftValue *present)
{
  AftValue *own
      = form->kind->read_list != NULL ? form->kind->read_list (form, path, present) : NULL;

  if (own != NULL)
    return own;
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_value_get_length (present); i++)
    {
      g_autofree char *below = aft_rule_tree_dup_item_path (path, i);
      aft_value_builder_take (
          list, aft_rule_form_read_value (form, below, aft_value_get_item (present, i)));
    }
  return aft_value_builder_end (list);
}

AftValue *
aft_rule_form_read_value (AftRuleForm *form, const char *path, const AftValue *present)
{
  switch (aft_value_get_type (present))
    {
    case AFT_VALUE_OBJECT:
      return read_members (form, path, present);
    case AFT_VALUE_ARRAY:
      return read_items (form, path, present);
    default:
      return aft_rule_form_read_leaf (form, path, present);
    }
}

/* What the document's own check says, at its field where there is one; what it says is English. */
static void
check_document (AftRuleForm *form)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *text = aft_rule_tree_dup_text (form->edited, &fault);
  const char *rest = NULL;

  if (text != NULL
      && aft_rule_document_check (form->kind->document, text, strlen (text), NULL, &fault))
    return;
  g_autofree char *path = aft_rule_tree_locate (form->edited, fault->message, &rest);
  form->fault_language = "en";
  aft_rule_form_refuse (form, path != NULL ? path : "", path != NULL ? rest : fault->message);
}

gboolean
aft_rule_form_read (AftRuleForm *form, const char *version)
{
  form->edited = aft_rule_form_read_value (form, "", form->present);
  if (form->kind->check != NULL && form->order->len == 0)
    form->kind->check (form);
  if (aft_rule_form_has_changed (form))
    {
      AftValueBuilder *numbered = aft_value_builder_new_from (form->edited);
      aft_value_builder_set_string (numbered, "version", version);
      aft_value_unref (form->edited);
      form->edited = aft_value_builder_end (numbered);
    }
  if (form->order->len == 0)
    check_document (form);
  return form->order->len == 0;
}

gboolean
aft_rule_form_has_changed (const AftRuleForm *form)
{
  return !aft_value_equal (form->present, form->edited);
}

gint64
aft_rule_form_get_number (const AftRuleForm *form, const char *path)
{
  return (gint64) aft_value_get_number (aft_rule_tree_get (form->edited, path));
}

/* -- as a person reads it --------------------------------------------------------------------- */

static char *
dup_amount (gint64 minor)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", minor / 100, (int) (minor % 100));
}

static gboolean
is_money (const AftRuleForm *form, const char *path)
{
  const AftRuleField *field = find_field (form, path);
  return field != NULL && field->kind == AFT_RULE_FIELD_MONEY;
}

char *
aft_rule_form_dup_typed (const AftRuleForm *form, const char *path)
{
  const char *sent = get_sent (form, path);
  const AftValue *value = aft_rule_tree_get (form->present, path);

  if (sent != NULL)
    return g_strdup (sent);
  if (aft_value_get_type (value) != AFT_VALUE_NUMBER)
    return g_strdup (aft_value_get_string (value) != NULL ? aft_value_get_string (value) : "");
  gint64 number = (gint64) aft_value_get_number (value);
  return is_money (form, path) ? dup_amount (number)
                               : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

char *
aft_rule_form_dup_value (const AftRuleForm *form, const char *path, const AftValue *value)
{
  double number = aft_value_get_number (value);

  if (value == NULL)
    return g_strdup ("–");
  if (aft_value_get_string (value) != NULL)
    return g_strdup (aft_value_get_string (value));
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER && is_money (form, path))
    return aft_speech_dup_money (form->page, (gint64) number);
  return aft_json_to_line (value);
}

/* -- names of places -------------------------------------------------------------------------- */

static const char *
get_wording (const AftRuleForm *form, const AftValue *value)
{
  return aft_value_get_member_string (value, aft_rule_tree_get_key (form->page->language), NULL);
}

const char *
aft_rule_form_get_text (const AftRuleForm *form, const char *path)
{
  const AftValue *document = form->edited != NULL ? form->edited : form->present;
  const char *text = get_wording (form, aft_rule_tree_get (document, path));
  return text != NULL ? text : "";
}

/* What an item of a list is called by what it says itself; NULL: by its number. */
static const char *
get_item_name (const AftRuleForm *form, const AftValue *item)
{
  static const char *const members[] = { "title", "reason", "text" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = get_wording (form, aft_value_get_member (item, members[i]));
      if (text != NULL)
        return text;
    }
  return aft_value_get_member_string (item, "id", NULL);
}

static char *
dup_field_label (const AftRuleForm *form, const AftRuleField *field)
{
  const char *label = aft_page_say (form->page, field->label);
  g_autofree char *money = aft_speech_dup_money (form->page, 0);

  if (field->kind != AFT_RULE_FIELD_MONEY)
    return g_strdup (label);
  money[strlen (money) - strlen ("0.00")] = '\0';
  return g_strdup_printf ("%s (%s)", label, g_strstrip (money));
}

/* NULL: it goes without saying. */
static char *
dup_part_label (const AftRuleForm *form, const char *part)
{
  AftTier tier = AFT_TIER_UNKNOWN;
  AftRiskLevel level = AFT_RISK_NONE;
  const AftRuleField *field = find_field (form, part);
  const char *own = form->kind->say_part != NULL ? form->kind->say_part (form, part) : NULL;

  if (own != NULL)
    return g_strdup (own);
  if (field != NULL)
    return dup_field_label (form, field);
  if (aft_tier_from_text (part, &tier))
    return g_strdup (aft_speech_get_tier (form->page, tier));
  if (aft_risk_level_from_text (part, &level))
    return g_strdup (aft_speech_get_level (form->page, level));
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    if (g_str_equal (part, aft_rule_tree_get_key (i)))
      return g_strdup (aft_language_get_own_name (i));
  return NULL;
}

static char *
dup_item_label (const AftRuleForm *form, const AftValue *item, const char *part)
{
  const char *name = get_item_name (form, item);
  guint64 index = 0;

  if (name != NULL)
    return g_strdup (name);
  g_ascii_string_to_unsigned (part, 10, 0, G_MAXUINT16, &index, NULL);
  return g_strdup_printf ("%u", (guint) index + 1);
}

char *
aft_rule_form_dup_label (const AftRuleForm *form, const AftValue *document, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean is_item = aft_value_get_type (document) == AFT_VALUE_ARRAY;
      document = document != NULL ? aft_rule_tree_get (document, parts[i]) : NULL;
      g_autofree char *word
          = is_item ? dup_item_label (form, document, parts[i]) : dup_part_label (form, parts[i]);
      if (word != NULL)
        g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "", word);
    }
  return g_strdup (out->len > 0 ? out->str : path);
}
