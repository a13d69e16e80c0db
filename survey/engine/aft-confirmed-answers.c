/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorts a guest's answers by the house keys of the questions they belong to: what is sealed, what
 * is consent, where an answer leads, what of a broken-off sitting may be kept. Knows the format's
 * element lists; asks the engine for nothing but the definition. Makes no box and stores nothing.
 */
#include "aft-confirmed-answers.h"

#include <string.h>

#include "aft-json.h"
#include "aft-secret.h"

#define COMMENT_SUFFIX "-Comment"

static const AftValue *find_in_list (const AftValue *elements, const char *name);

static const AftValue *
find_element (const AftValue *holder, const char *name)
{
  static const char *const lists[] = { "pages", "elements", "questions" };
  if (g_strcmp0 (aft_value_get_member_string (holder, "name", NULL), name) == 0
      && aft_value_get_member (holder, "type") != NULL)
    return holder;
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const AftValue *found = find_in_list (aft_value_get_member (holder, lists[i]), name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static const AftValue *
find_in_list (const AftValue *elements, const char *name)
{
  for (gsize i = 0; i < aft_value_get_length (elements); i++)
    {
      const AftValue *found = find_element (aft_value_get_item (elements, i), name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The question that the data's @key belongs to, NULL when none: "x" and "x-Comment" belong to x. */
static const AftValue *
find_question (const AftSurvey *survey, const char *key)
{
  const AftValue *definition = aft_survey_get_definition (survey);
  const AftValue *found = find_element (definition, key);
  if (found != NULL || !g_str_has_suffix (key, COMMENT_SUFFIX))
    return found;
  g_autofree char *name = g_strndup (key, strlen (key) - strlen (COMMENT_SUFFIX));
  return find_element (definition, name);
}

static gboolean
is_tapped (const AftValue *question, const char *key)
{
  static const char *const types[]
      = { "rating", "radiogroup", "checkbox", "dropdown", "boolean", NULL };
  return g_strcmp0 (aft_value_get_member_string (question, "name", NULL), key) == 0
         && g_strv_contains (types, aft_value_get_member_string (question, "type", ""));
}

AftValue *
aft_confirmed_answers_keep_taps (const AftSurvey *survey, const AftValue *data)
{
  AftValueBuilder *kept = aft_value_builder_new_object ();
  for (gsize i = 0; i < aft_value_get_length (data); i++)
    {
      const char *key = aft_value_get_member_name (data, i);
      if (is_tapped (find_question (survey, key), key))
        aft_value_builder_set (kept, key, aft_value_get_member_at (data, i));
    }
  return aft_value_builder_end (kept);
}

/* The house's limits on a stored text: no control characters but TAB and LF, at most
 * AFT_CONFIRMED_TEXT_MAX characters. A secret copy. */
static char *
dup_clean_text (const char *text)
{
  char *clean = g_strdup (text);
  if (g_utf8_strlen (clean, -1) > AFT_CONFIRMED_TEXT_MAX)
    {
      char *end = g_utf8_offset_to_pointer (clean, AFT_CONFIRMED_TEXT_MAX);
      aft_secret_wipe (end, strlen (end));
    }
  for (char *at = clean; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) && *at != '\t' && *at != '\n')
      *at = ' ';
  return clean;
}

static AftValue *
clean_value (AftValue *value)
{
  if (aft_value_get_type (value) != AFT_VALUE_STRING)
    return aft_value_ref (value);
  g_autoptr (AftSecretText) clean = dup_clean_text (aft_value_get_string (value));
  return aft_value_new_string (clean);
}

static const char *
get_seal (const AftValue *question)
{
  return aft_value_get_member_string (aft_value_get_member (question, "aftertaste"), "seal", "");
}

void
aft_confirmed_answers_free (AftConfirmedAnswers *answers)
{
  if (answers == NULL)
    return;
  g_clear_pointer (&answers->open, aft_value_unref);
  g_clear_pointer (&answers->words, g_ptr_array_unref);
  g_clear_pointer (&answers->contact, aft_secret_free_text);
  g_free (answers);
}

/* One JSON text of all contact answers. */
static char *
end_contact (AftValueBuilder *builder)
{
  g_autoptr (AftValue) contact = aft_value_builder_end (builder);
  return aft_value_get_length (contact) > 0 ? aft_json_to_line (contact) : NULL;
}

AftConfirmedAnswers *
aft_confirmed_answers_new (const AftSurvey *survey, const AftValue *data, gboolean is_sealing)
{
  AftConfirmedAnswers *answers = g_new0 (AftConfirmedAnswers, 1);
  AftValueBuilder *open = aft_value_builder_new_object ();
  AftValueBuilder *contact = aft_value_builder_new_object ();
  answers->words = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_secret_free_text);

  for (gsize i = 0; i < aft_value_get_length (data); i++)
    {
      const char *key = aft_value_get_member_name (data, i);
      AftValue *value = aft_value_get_member_at (data, i);
      const char *seal = is_sealing ? get_seal (find_question (survey, key)) : "";
      if (g_str_equal (seal, AFT_SEALED_WORDS) && aft_value_get_string (value) != NULL)
        g_ptr_array_add (answers->words, dup_clean_text (aft_value_get_string (value)));
      else if (*seal != '\0')
        aft_value_builder_set_take (contact, key, clean_value (value));
      else
        aft_value_builder_set_take (open, key, clean_value (value));
    }

  answers->open = aft_value_builder_end (open);
  answers->contact = end_contact (contact);
  return answers;
}

char *
aft_confirmed_answers_dup_purpose (guint index)
{
  return index == 0 ? g_strdup (AFT_SEALED_WORDS)
                    : g_strdup_printf (AFT_SEALED_WORDS "-%c", (char) ('a' + MIN (index, 25)));
}

char *
aft_confirmed_answers_dup_text_version (const char *edition, const char *notice)
{
  glong room = AFT_CONSENT_VERSION_MAX - 1 - g_utf8_strlen (notice, -1);
  g_autofree char *cut = g_utf8_substring (edition, 0, MIN (g_utf8_strlen (edition, -1), room));
  return g_strconcat (cut, "+", notice, NULL);
}

gboolean
aft_confirmed_answers_read_consent (const AftSurvey *survey,
                                    const AftValue *data,
                                    AftConsent *ret_consent)
{
  gboolean was_asked = FALSE;
  *ret_consent = (AftConsent){ .text_version = "1" };
  for (gsize i = 0; i < aft_value_get_length (data); i++)
    {
      const char *key = aft_value_get_member_name (data, i);
      const AftValue *house = aft_survey_get_element_house (survey, key);
      const char *purpose = aft_value_get_member_string (house, "consent", "");
      gboolean is_given = aft_value_get_length (aft_value_get_member_at (data, i)) > 0
                          || aft_value_get_boolean (aft_value_get_member_at (data, i));
      if (*purpose == '\0')
        continue;
      was_asked = TRUE;
      if (g_str_equal (purpose, "callback"))
        ret_consent->callback = is_given;
      if (g_str_equal (purpose, "offers"))
        ret_consent->offers = is_given;
      ret_consent->text_version
          = aft_value_get_member_string (house, "consentVersion", ret_consent->text_version);
    }
  return was_asked;
}

gboolean
aft_confirmed_answers_lead_to (const AftSurvey *survey,
                               const AftValue *data,
                               AftResponseKind *ret_kind)
{
  for (gsize i = 0; i < aft_value_get_length (data); i++)
    {
      const char *key = aft_value_get_member_name (data, i);
      const char *chosen = aft_value_get_string (aft_value_get_member_at (data, i));
      const AftValue *leads
          = aft_value_get_member (aft_survey_get_element_house (survey, key), "leadsTo");
      const char *kind = chosen != NULL ? aft_value_get_member_string (leads, chosen, NULL) : NULL;
      if (kind != NULL && aft_response_kind_from_text (kind, ret_kind)
          && (*ret_kind == AFT_RESPONSE_COMPLAINT || *ret_kind == AFT_RESPONSE_SUGGESTION))
        return TRUE;
    }
  return FALSE;
}

gboolean
aft_confirmed_answers_can_lead (const AftSurvey *survey)
{
  return aft_survey_find_element_by_house (survey, "leadsTo") != NULL;
}
