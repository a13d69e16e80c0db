/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question of a survey as HTML: what every type of the format looks like on a phone. No script:
 * where one tap is the whole answer its choices are buttons, else radios, ticks and fields. What
 * comes back is read by aft-survey-form.c. */
#include "aft-survey-question.h"

#include <string.h>

#include "aft-confirmed-answers.h"
#include "aft-number.h"
#include "aft-secret.h"
#include "aft-survey-face.h"
#include "aft-survey-form.h"
#include "aft-survey-markup.h"
#include "aft-survey-words.h"

#define MOST_ROWS 8
/* Longer words take a line each: half the width of a small phone holds no more. */
#define SHORT_COLUMNS 12
/* Steps of a scale stand side by side while each is no longer. */
#define STEP_COLUMNS 4

typedef struct
{
  AftPhonePage *page;
  const AftQuestionView *question;
  const AftSurveyDrawing *drawing;
  char *name;         /* of its field */
  char *title_id;     /* what it is called by, and */
  char *described_by; /* what is said about it; NULL: nothing */
} Writer;

static void
clear_writer (Writer *writer)
{
  g_free (writer->name);
  g_free (writer->title_id);
  g_free (writer->described_by);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, clear_writer)

/* Columns that @text takes: a Chinese sign is as wide as two Latin ones. */
static guint
count_columns (const char *text)
{
  guint columns = 0;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    columns += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return columns;
}

static guint
get_widest (const Writer *writer)
{
  guint widest = 0;
  for (guint i = 0; i < writer->question->choices->len; i++)
    {
      const AftChoiceView *choice = g_ptr_array_index (writer->question->choices, i);
      const char *text = aft_survey_words_get_choice (writer->page, writer->question, choice);
      widest = MAX (widest, count_columns (text));
    }
  return widest;
}

static const char *
get_layout (const Writer *writer)
{
  const AftQuestionView *question = writer->question;
  guint widest = get_widest (writer);
  const AftChoiceView *first
      = question->choices->len > 0 ? g_ptr_array_index (question->choices, 0) : NULL;

  if (first != NULL && first->face != NULL)
    return "choices faces";
  if (question->type == AFT_QUESTION_RATING && widest <= STEP_COLUMNS)
    return "choices steps";
  if (aft_value_get_member_boolean (question->house, "wide", FALSE) || widest > SHORT_COLUMNS)
    return "choices";
  return "choices two";
}

/* -- choices -----------------------------------------------------------------------------------
 */

static void
write_choice_text (const Writer *writer, const AftChoiceView *choice)
{
  AftHtml *html = writer->page->html;
  const AftQuestionView *question = writer->question;
  const char *text = aft_survey_words_get_choice (writer->page, question, choice);
  g_autofree char *number = *text == '\0' && question->type == AFT_QUESTION_RATING
                                ? aft_number_to_text (aft_value_get_number (choice->value))
                                : NULL;

  aft_survey_face_write (html, choice->face);
  aft_html_text (html, number != NULL ? number : text);
  if (question->type == AFT_QUESTION_RATING && question->rating_look == AFT_RATING_STARS)
    aft_html_put (html, "span", "★", "aria-hidden", "true", NULL);
}

static void
write_button (const Writer *writer, const AftChoiceView *choice, guint index)
{
  AftHtml *html = writer->page->html;
  g_autofree char *value = g_strdup_printf ("%u", index);

  aft_html_open (html, "button", "name", writer->name, "value", value, "aria-pressed",
                 choice->is_selected ? "true" : NULL, "disabled", AFT_HTML_IF (choice->is_disabled),
                 NULL);
  write_choice_text (writer, choice);
  aft_html_close (html, "button");
}

static void
write_pick (const Writer *writer, const AftChoiceView *choice, guint index)
{
  AftHtml *html = writer->page->html;
  gboolean is_tick = writer->question->type == AFT_QUESTION_CHECKBOX;
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *name = is_tick ? aft_survey_form_dup_choice_name (writer->drawing->index, index)
                                  : g_strdup (writer->name);

  aft_html_open (html, "label", "class", "pick", NULL);
  aft_html_open (html, "input", "type", is_tick ? "checkbox" : "radio", "name", name, "value",
                 is_tick ? "1" : number, "checked", AFT_HTML_IF (choice->is_selected), "disabled",
                 AFT_HTML_IF (choice->is_disabled || writer->question->is_read_only),
                 "aria-describedby", writer->described_by, NULL);
  aft_html_open (html, "span", NULL);
  write_choice_text (writer, choice);
  aft_html_close (html, "span");
  aft_html_close (html, "label");
}

static void
write_ends (const Writer *writer)
{
  AftHtml *html = writer->page->html;
  const AftQuestionView *question = writer->question;

  if (question->minimum_text == NULL && question->maximum_text == NULL)
    return;
  aft_html_open (html, "p", "class", "ends quiet", NULL);
  aft_html_put (html, "span", question->minimum_text, NULL);
  aft_html_put (html, "span", question->maximum_text, NULL);
  aft_html_close (html, "p");
}

static void
write_choices (const Writer *writer)
{
  AftHtml *html = writer->page->html;
  const GPtrArray *choices = writer->question->choices;

  aft_html_open (html, "div", "class", get_layout (writer), "role", "group", "aria-labelledby",
                 writer->title_id, "aria-describedby", writer->described_by, NULL);
  for (guint i = 0; i < choices->len; i++)
    {
      const AftChoiceView *choice = g_ptr_array_index (choices, i);
      if (writer->drawing->is_one_tap)
        write_button (writer, choice, i);
      else
        write_pick (writer, choice, i);
    }
  aft_html_close (html, "div");
  write_ends (writer);
}

static void
write_list (const Writer *writer)
{
  AftHtml *html = writer->page->html;
  const AftQuestionView *question = writer->question;
  const char *hint = question->placeholder != NULL
                         ? question->placeholder
                         : aft_page_frame_say (writer->page, N_ ("Please choose"));

  aft_html_open (html, "select", "name", writer->name, "aria-labelledby", writer->title_id,
                 "aria-describedby", writer->described_by, "disabled",
                 AFT_HTML_IF (question->is_read_only), NULL);
  aft_html_put (html, "option", hint, "value", "", NULL);
  for (guint i = 0; i < question->choices->len; i++)
    {
      const AftChoiceView *choice = g_ptr_array_index (question->choices, i);
      g_autofree char *value = g_strdup_printf ("%u", i);
      aft_html_put (html, "option", aft_survey_words_get_choice (writer->page, question, choice),
                    "value", value, "selected", AFT_HTML_IF (choice->is_selected), "disabled",
                    AFT_HTML_IF (choice->is_disabled), NULL);
    }
  aft_html_close (html, "select");
}

/* -- fields ------------------------------------------------------------------------------------
 */

/* Keys of the phone, and what it may fill in by itself. Numbers are texts: what a browser makes of
 * its own number fields differs, and its complaints are in its own language. */
static const struct
{
  const char *input_type;
  const char *type;
  const char *keys;
  const char *fills;
} inputs[] = {
  { "text", "text", NULL, "off" }, { "number", "text", "decimal", "off" },
  { "tel", "tel", "tel", "tel" },  { "email", "text", "email", "email" },
  { "date", "date", NULL, "off" },
};

static char *
dup_length (int most)
{
  int length = most > 0 ? MIN (most, AFT_CONFIRMED_TEXT_MAX) : AFT_CONFIRMED_TEXT_MAX;
  return g_strdup_printf ("%d", length);
}

static char *
dup_text (const AftValue *value)
{
  if (aft_value_get_type (value) == AFT_VALUE_NUMBER)
    return aft_number_to_text (aft_value_get_number (value));
  return g_strdup (aft_value_get_string (value));
}

static void
write_line (const Writer *writer)
{
  const AftQuestionView *question = writer->question;
  g_autofree char *length = dup_length (question->maximum_length);
  g_autoptr (AftSecretText) value = dup_text (question->value);
  gsize kind = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    if (g_strcmp0 (inputs[i].input_type, question->input_type) == 0)
      kind = i;
  aft_html_open (writer->page->html, "input", "type", inputs[kind].type, "name", writer->name,
                 "value", value, "inputmode", inputs[kind].keys, "autocomplete", inputs[kind].fills,
                 "maxlength", length, "placeholder", question->placeholder, "aria-labelledby",
                 writer->title_id, "aria-describedby", writer->described_by, "aria-required",
                 question->is_required ? "true" : NULL, "aria-invalid",
                 question->errors->len > 0 ? "true" : NULL, "readonly",
                 AFT_HTML_IF (question->is_read_only), NULL);
}

static void
write_area (const Writer *writer)
{
  const AftQuestionView *question = writer->question;
  g_autofree char *length = dup_length (question->maximum_length);
  g_autofree char *rows = g_strdup_printf ("%d", CLAMP (question->rows, 3, MOST_ROWS));

  aft_html_put (writer->page->html, "textarea", aft_value_get_string (question->value), "name",
                writer->name, "rows", rows, "maxlength", length, "autocomplete", "off",
                "placeholder", question->placeholder, "aria-labelledby", writer->title_id,
                "aria-describedby", writer->described_by, "aria-required",
                question->is_required ? "true" : NULL, "aria-invalid",
                question->errors->len > 0 ? "true" : NULL, "readonly",
                AFT_HTML_IF (question->is_read_only), NULL);
}

/* Other's words and the comment share one field: the engine knows which it is by what is chosen. */
static void
write_words (const Writer *writer)
{
  AftHtml *html = writer->page->html;
  const AftQuestionView *question = writer->question;
  gboolean has_other = FALSE;

  for (guint i = 0; i < question->choices->len; i++)
    has_other
        |= ((AftChoiceView *) g_ptr_array_index (question->choices, i))->role == AFT_CHOICE_OTHER;
  if (!question->has_comment && !has_other)
    return;
  g_autofree char *name = aft_survey_form_dup_words_name (writer->drawing->index);
  g_autofree char *length = dup_length (0);
  const char *label = question->comment_label != NULL
                          ? question->comment_label
                          : aft_page_frame_say (writer->page, N_ ("In your own words"));
  aft_html_open (html, "label", "class", "words", NULL);
  aft_html_put (html, "span", label, NULL);
  aft_html_put (html, "textarea", question->comment, "name", name, "rows", "3", "maxlength", length,
                "autocomplete", "off", "placeholder", question->comment_placeholder, NULL);
  aft_html_close (html, "label");
}

/* -- the question ------------------------------------------------------------------------------
 */

static void
write_title (const Writer *writer)
{
  AftHtml *html = writer->page->html;
  const AftQuestionView *question = writer->question;

  if (question->panel_title != NULL)
    aft_html_put (html, "p", question->panel_title, "class", "strong", NULL);
  if (question->panel_description != NULL)
    aft_html_put (html, "p", question->panel_description, "class", "quiet", NULL);
  aft_html_put (html, writer->drawing->is_heading ? "h1" : "h2", question->title, "id",
                writer->title_id, NULL);
}

/* Description and errors, and the ids by which the field is told of them. */
static void
write_about (Writer *writer)
{
  AftHtml *html = writer->page->html;
  const AftQuestionView *question = writer->question;
  g_autoptr (GString) ids = g_string_new (NULL);

  if (question->description != NULL)
    {
      g_string_printf (ids, "%s.about", writer->name);
      aft_html_put (html, "p", question->description, "class", "quiet", "id", ids->str, NULL);
    }
  for (guint i = 0; i < question->errors->len; i++)
    {
      const AftErrorView *error = g_ptr_array_index (question->errors, i);
      g_autofree char *id = g_strdup_printf ("%s.fault%u", writer->name, i);
      aft_html_put (html, "p", aft_survey_words_get_error (writer->page, question, error), "class",
                    "notice fault", "role", "alert", "id", id, NULL);
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", id);
    }
  writer->described_by = ids->len > 0 ? g_string_free (g_steal_pointer (&ids), FALSE) : NULL;
}

static void
write_html (const Writer *writer)
{
  AftHtml *html = writer->page->html;
  const AftQuestionView *question = writer->question;
  gboolean is_read_back = aft_value_get_member_boolean (question->house, "readBack", FALSE);

  if (question->html == NULL)
    return;
  aft_html_open (html, "p", "class", is_read_back ? "card read" : "strong", NULL);
  aft_survey_markup_write (html, question->html, writer->drawing->answers);
  aft_html_close (html, "p");
}

void
aft_survey_question_write (AftPhonePage *page,
                           const AftQuestionView *question,
                           const AftSurveyDrawing *drawing)
{
  g_auto (Writer) writer = { .page = page,
                             .question = question,
                             .drawing = drawing,
                             .name = aft_survey_form_dup_name (drawing->index),
                             .title_id = g_strdup_printf ("t%u", drawing->index) };
  if (question->type == AFT_QUESTION_HTML)
    {
      write_html (&writer);
      return;
    }
  write_title (&writer);
  write_about (&writer);
  if (question->type == AFT_QUESTION_TEXT)
    write_line (&writer);
  else if (question->type == AFT_QUESTION_COMMENT)
    write_area (&writer);
  else if (question->type == AFT_QUESTION_DROPDOWN)
    write_list (&writer);
  else
    write_choices (&writer);
  write_words (&writer);
}
