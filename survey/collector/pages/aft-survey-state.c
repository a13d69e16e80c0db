/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sitting's state as text: an object of JSON in a secret box, as base64url. What the members mean
 * to a survey is aft-survey-walk.c's; whether the sitting may go on is aft-survey-sitting.c's. */
#include "aft-survey-state.h"

#include <string.h>

#include "aft-base64url.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-secret.h"

#define PURPOSE "survey-state-1"

static const AftJsonLimits limits = { AFT_SURVEY_STATE_MAX_BYTES, 16 };

AftSurveyState *
aft_survey_state_new (AftResponseKind kind, const char *word)
{
  AftSurveyState *state = g_new0 (AftSurveyState, 1);
  state->kind = kind;
  state->word = g_strdup (word);
  state->answers = aft_value_builder_end (aft_value_builder_new_object ());
  return state;
}

void
aft_survey_state_free (AftSurveyState *state)
{
  if (state == NULL)
    return;
  g_free (state->word);
  g_free (state->page);
  g_free (state->element);
  aft_value_unref (state->answers);
  g_free (state);
}

void
aft_survey_state_set_place (AftSurveyState *state, const char *page, const char *element)
{
  char *own_page = g_strdup (page);
  char *own_element = g_strdup (element);
  g_free (state->page);
  g_free (state->element);
  state->page = own_page;
  state->element = own_element;
}

void
aft_survey_state_take_answers (AftSurveyState *state, AftValue *answers)
{
  aft_value_unref (state->answers);
  state->answers = answers;
}

/* -- out ---------------------------------------------------------------------------------------
 */

static void
set_id (AftValueBuilder *builder, const char *name, const AftId *id)
{
  g_autofree char *text = aft_id_to_text (id);
  aft_value_builder_set_string (builder, name, text);
}

static AftValue *
to_value (const AftSurveyState *state)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autofree char *digest = aft_digest_to_text (&state->survey);

  aft_value_builder_set_string (builder, "kind", aft_response_kind_to_text (state->kind));
  aft_value_builder_set_string (builder, "word", state->word);
  aft_value_builder_set_string (builder, "survey", digest);
  set_id (builder, "response", &state->response_id);
  set_id (builder, "sitting", &state->sitting_id);
  set_id (builder, "next", &state->next_id);
  aft_value_builder_set_number (builder, "started", (double) state->started_ms);
  aft_value_builder_set_string (builder, "language", aft_language_get_tag (state->language));
  aft_value_builder_set_number (builder, "seed", state->seed);
  aft_value_builder_set_number (builder, "screens", state->screens);
  aft_value_builder_set_number (builder, "marks", state->marks);
  aft_value_builder_set_boolean (builder, "second", state->is_second);
  if (state->page != NULL)
    aft_value_builder_set_string (builder, "page", state->page);
  if (state->element != NULL)
    aft_value_builder_set_string (builder, "element", state->element);
  aft_value_builder_set (builder, "answers", state->answers);
  return aft_value_builder_end (builder);
}

char *
aft_survey_state_seal (const AftSurveyState *state, const AftSecretBoxKey *key, AftRandom *random)
{
  gsize size = 0;
  g_autoptr (AftValue) value = to_value (state);
  g_autoptr (AftSecretText) line = aft_json_to_line (value);
  g_autoptr (GBytes) box = aft_secret_box_seal (key, PURPOSE, line, strlen (line), random);
  const guint8 *bytes = g_bytes_get_data (box, &size);
  return aft_base64url_encode (bytes, size);
}

/* -- in ----------------------------------------------------------------------------------------
 */

static gboolean
read_id (const AftValue *value, const char *name, AftId *ret_id)
{
  return aft_id_from_text (aft_value_get_member_string (value, name, ""), ret_id);
}

static guint
read_count (const AftValue *value, const char *name)
{
  double number = aft_value_get_member_number (value, name, 0);
  return number > 0 && number <= G_MAXUINT32 ? (guint) number : 0;
}

/* It was sealed by us: what is looked at is whether this program still understands it. */
static AftSurveyState *
from_value (const AftValue *value)
{
  AftResponseKind kind;
  AftValue *answers = aft_value_get_member (value, "answers");
  const char *word = aft_value_get_member_string (value, "word", NULL);
  if (word == NULL || aft_value_get_type (answers) != AFT_VALUE_OBJECT
      || !aft_response_kind_from_text (aft_value_get_member_string (value, "kind", ""), &kind))
    return NULL;

  g_autoptr (AftSurveyState) state = aft_survey_state_new (kind, word);
  aft_survey_state_take_answers (state, aft_value_ref (answers));
  if (!aft_digest_from_text (aft_value_get_member_string (value, "survey", ""), &state->survey)
      || !read_id (value, "response", &state->response_id)
      || !read_id (value, "sitting", &state->sitting_id)
      || !read_id (value, "next", &state->next_id))
    return NULL;
  state->started_ms = (gint64) aft_value_get_member_number (value, "started", 0);
  state->language = aft_language_from_tag (aft_value_get_member_string (value, "language", ""));
  state->seed = read_count (value, "seed");
  state->screens = read_count (value, "screens");
  state->marks = read_count (value, "marks");
  state->is_second = aft_value_get_member_boolean (value, "second", FALSE);
  aft_survey_state_set_place (state, aft_value_get_member_string (value, "page", NULL),
                              aft_value_get_member_string (value, "element", NULL));
  return g_steal_pointer (&state);
}

AftSurveyState *
aft_survey_state_open (const char *text, const AftSecretBoxKey *key, GError **error)
{
  gsize box_size = 0, size = 0;
  g_autofree guint8 *box
      = strlen (text) <= AFT_SURVEY_STATE_MAX_BYTES ? aft_base64url_decode (text, &box_size) : NULL;
  g_autoptr (AftSecretText) line
      = (char *) aft_secret_box_open (key, PURPOSE, box, box_size, &size, error);
  if (line == NULL)
    return NULL;
  g_autoptr (AftValue) value = aft_json_parse (line, size, &limits, NULL);
  AftSurveyState *state = value != NULL ? from_value (value) : NULL;
  if (state == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The state is of another version");
  return state;
}
