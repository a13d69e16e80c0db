/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/surveys: what kiosks ask. The words of every text in three languages side by
 * side, with a look at them as a guest reads them; the structure as a file that is checked; and the
 * versions that were in use before. What is published reaches the kiosks between two guests. */
#include "aft-console-form.h"

#include <string.h>

#include "aft-check.h"
#include "aft-console-board.h"
#include "aft-console-house.h"
#include "aft-console-speech.h"
#include "aft-console-wording.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-survey-publishing.h"
#include "aft-survey-texts.h"

#define SURVEYS    "/console/settings/surveys"
#define FORM_BYTES 524288  /* every text of a long survey, percent-encoded */
#define FILE_BYTES 4194304 /* as of aft_json_limits_survey */
#define FINDINGS   20
#define TEXT_MAX   4000 /* characters of one */
#define BASE       "base"

static const struct
{
  const char *kind;
  const char *name;
} kinds[] = { { "exit", N_ ("Survey at the exit") },
              { "complaint", N_ ("Complaint") },
              { "suggestion", N_ ("Suggestion") } };

/* The kind in the path; NULL with @error set. */
static const char *
find_kind (const AftPage *page, const char **ret_name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, page->word))
      {
        *ret_name = aft_page_say (page, kinds[i].name);
        return kinds[i].kind;
      }
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such kind of survey");
  return NULL;
}

static char *
dup_path (const char *kind, const char *tail)
{
  return g_strconcat (SURVEYS "/", kind, tail, NULL);
}

/* -- all of them ----------------------------------------------------------------------------- */

static const AftHouseSurvey *
find_current (const GPtrArray *surveys, const char *kind)
{
  for (guint i = 0; i < surveys->len; i++)
    {
      const AftHouseSurvey *survey = surveys->pdata[i];
      if (survey->is_current && g_strcmp0 (survey->kind, kind) == 0)
        return survey;
    }
  return NULL;
}

static void
write_kind (AftPage *page, guint index, const GPtrArray *surveys)
{
  const AftHouseSurvey *survey = find_current (surveys, kinds[index].kind);
  g_autofree char *path = dup_path (kinds[index].kind, NULL);

  aft_html_open (page->html, "li", NULL);
  aft_html_put (page->html, "a", aft_page_say (page, kinds[index].name), "href", path, NULL);
  aft_html_open (page->html, "p", "class", "small quiet", NULL);
  if (survey != NULL)
    aft_html_text_printf (page->html, aft_page_say (page, N_ ("Version %s")), survey->version);
  else
    aft_html_text (page->html, aft_page_say (page, N_ ("None is published: kiosks use the one "
                                                       "they came with.")));
  aft_html_close (page->html, "p");
  aft_html_close (page->html, "li");
}

static AftHttpReply *
make_surveys (AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) surveys = aft_house_store_list_surveys_sync (page->store, error);

  if (surveys == NULL)
    return NULL;
  aft_form_open_page (page, aft_page_say (page, N_ ("Surveys")), AFT_SECTION_SETTINGS);
  aft_html_open (page->html, "div", "class", "card", NULL);
  aft_html_open (page->html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    write_kind (page, i, surveys);
  aft_html_close (page->html, "ul");
  aft_html_close (page->html, "div");
  aft_form_link (page, "/console/settings", aft_page_say (page, N_ ("Back to the settings")));
  return aft_form_close_page (page);
}

/* -- the words ------------------------------------------------------------------------------- */

typedef struct
{
  const char *kind;
  const char *name;
  AftHouseSurvey *survey; /* the current one; NULL: none was published */
  AftValue *definition;   /* as it is, or as the form has it */
  GPtrArray *findings;    /* of a file; NULL: none was sent */
  gboolean is_shown;      /* as a guest reads it, below the form */
} Editing;

static void
clear_editing (Editing *editing)
{
  g_clear_pointer (&editing->survey, aft_house_survey_free);
  g_clear_pointer (&editing->definition, aft_value_unref);
  g_clear_pointer (&editing->findings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Editing, clear_editing)

static gboolean
load_editing (AftPage *page, Editing *editing, GError **error)
{
  g_autoptr (GError) reason = NULL;
  editing->kind = find_kind (page, &editing->name, error);
  if (editing->kind == NULL)
    return FALSE;
  editing->survey = aft_house_store_get_current_survey_sync (page->store, editing->kind, &reason);
  if (editing->survey == NULL && !g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (editing->survey == NULL)
    return TRUE;
  editing->definition
      = aft_json_parse (editing->survey->definition, strlen (editing->survey->definition),
                        &aft_json_limits_survey, error);
  return editing->definition != NULL;
}

/* What a text is for, in words; an author's own property by its name. */
static const struct
{
  const char *property;
  const char *name;
} uses[] = { { "title", N_ ("Question or title") },
             { "description", N_ ("Explanation") },
             { "html", N_ ("Text") },
             { "text", N_ ("Answer") },
             { "labelTrue", N_ ("Answer yes") },
             { "labelFalse", N_ ("Answer no") },
             { "minRateDescription", N_ ("Lowest step") },
             { "maxRateDescription", N_ ("Highest step") },
             { "placeholder", N_ ("Hint in the field") },
             { "requiredErrorText", N_ ("When nothing is answered") },
             { "minErrorText", N_ ("When it is too little") },
             { "maxErrorText", N_ ("When it is too much") },
             { "completedHtml", N_ ("Thanks") } };

static guint
rank_use (const AftSurveyText *text)
{
  guint rank = 0;
  while (rank < G_N_ELEMENTS (uses) && !g_str_equal (uses[rank].property, text->property))
    rank++;
  return rank;
}

static const char *
get_use (const AftPage *page, const AftSurveyText *text)
{
  guint rank = rank_use (text);
  return rank < G_N_ELEMENTS (uses) ? aft_page_say (page, uses[rank].name) : text->property;
}

static gint
compare_texts (gconstpointer a, gconstpointer b, gpointer places)
{
  const AftSurveyText *first = *(const AftSurveyText *const *) a;
  const AftSurveyText *second = *(const AftSurveyText *const *) b;
  guint groups[] = { GPOINTER_TO_UINT (g_hash_table_lookup (places, first->element)),
                     GPOINTER_TO_UINT (g_hash_table_lookup (places, second->element)) };
  if (groups[0] != groups[1])
    return groups[0] < groups[1] ? -1 : 1;
  return (gint) rank_use (first) - (gint) rank_use (second);
}

/* Texts as a guest meets them: a stored definition has its members in the order of the alphabet. */
static GPtrArray *
list_texts (const AftValue *definition)
{
  GPtrArray *texts = aft_survey_texts_list (definition);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < texts->len; i++)
    {
      AftSurveyText *text = texts->pdata[i];
      if (!g_hash_table_contains (places, text->element))
        g_hash_table_insert (places, text->element, GUINT_TO_POINTER (i));
    }
  g_ptr_array_sort_with_data (texts, compare_texts, places);
  return texts;
}

static char *
dup_field_name (const char *path, AftLanguage language)
{
  return g_strconcat (path, ":", aft_language_get_tag (language), NULL);
}

static const char *
find_in_form (const char *path, AftLanguage language, gpointer user_data)
{
  g_autofree char *name = dup_field_name (path, language);
  return aft_http_form_get (user_data, name);
}

static void
write_area (AftPage *page, const AftSurveyText *text, AftLanguage language)
{
  g_autofree char *name = dup_field_name (text->path, language);
  const AftWording wording
      = { .name = name, .language = language, .text = text->texts[language], .most = TEXT_MAX };

  aft_wording_area (page, &wording);
}

static void
write_text (AftPage *page, const AftSurveyText *text)
{
  AftHtml *html = page->html;

  aft_wording_open (page);
  aft_html_open (html, "legend", NULL);
  aft_html_text (html,
                 *text->element != '\0' ? text->element : aft_page_say (page, N_ ("Whole survey")));
  aft_html_text_printf (html, " · %s", get_use (page, text));
  if (text->value != NULL)
    aft_html_text_printf (html, " %s", text->value);
  aft_html_close (html, "legend");
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    write_area (page, text, i);
  aft_wording_close (page);
}

static void
write_words (AftPage *page, const Editing *editing, const GPtrArray *texts)
{
  AftHtml *html = page->html;
  g_autofree char *publish = dup_path (editing->kind, "/publish");
  g_autofree char *look = dup_path (editing->kind, "/look");
  g_autofree char *base = aft_digest_to_text (&editing->survey->digest);
  const char *sent = page->form != NULL ? aft_http_form_get (page->form, BASE) : NULL;

  aft_form_open_section (page, aft_page_say (page, N_ ("Words")));
  aft_page_line (page, "small quiet",
                 aft_page_say (page, N_ ("A language that is left empty is shown in English. {…} "
                                         "stands for what the guest answered.")));
  aft_page_open_form (page, publish, NULL);
  aft_form_hidden (page, BASE, sent != NULL ? sent : base);
  for (guint i = 0; i < texts->len; i++)
    write_text (page, texts->pdata[i]);
  aft_html_open (html, "div", "class", "row", NULL);
  aft_html_put (html, "button", aft_page_say (page, N_ ("Look at it")), "type", "submit",
                "formaction", look, NULL);
  aft_page_button (page, aft_page_say (page, N_ ("Publish to the kiosks")), "primary");
  aft_html_close (html, "div");
  aft_html_close (html, "form");
  aft_html_close (html, "section");
}

/* -- as a guest reads it --------------------------------------------------------------------- */

/* Mark-up in a text is the kiosk's to draw: here its words are enough. */
static char *
dup_without_tags (const char *text)
{
  GString *plain = g_string_new (NULL);
  gboolean is_tag = FALSE;
  for (; *text != '\0'; text++)
    {
      is_tag = is_tag ? *text != '>' : *text == '<';
      if (!is_tag && *text != '>')
        g_string_append_c (plain, *text);
    }
  return g_string_free (plain, FALSE);
}

static void
write_shown_text (AftPage *page, const AftSurveyText *text, AftLanguage language)
{
  const char *said = text->texts[language];
  gboolean is_said = said != NULL && *said != '\0';
  const char *shown = is_said ? said : text->texts[AFT_LANGUAGE_EN];
  const char *tag = aft_language_get_tag (is_said ? language : AFT_LANGUAGE_EN);
  if (shown == NULL || *shown == '\0')
    return;
  g_autofree char *plain = dup_without_tags (shown);
  gboolean is_title = g_str_equal (text->property, "title");
  gboolean is_choice = g_str_equal (text->property, "text");

  aft_html_put (page->html, is_choice ? "span" : "p", plain, "lang", tag, "class",
                is_choice ? "tag" : (is_title ? "strong" : "small"), NULL);
  aft_html_text (page->html, " ");
}

static void
write_shown (AftPage *page, const GPtrArray *texts, AftLanguage language)
{
  AftHtml *html = page->html;
  const char *element = NULL;

  aft_html_open (html, "section", "class", "reading", NULL);
  aft_html_put (html, "h3", aft_language_get_own_name (language), "lang",
                aft_language_get_tag (language), NULL);
  for (guint i = 0; i < texts->len; i++)
    {
      const AftSurveyText *text = texts->pdata[i];
      if (element == NULL || !g_str_equal (element, text->element))
        {
          if (element != NULL)
            aft_html_close (html, "div");
          aft_html_open (html, "div", "class", "screen", NULL);
          element = text->element;
        }
      write_shown_text (page, text, language);
    }
  if (element != NULL)
    aft_html_close (html, "div");
  aft_html_close (html, "section");
}

static void
write_look (AftPage *page, const GPtrArray *texts)
{
  aft_html_open (page->html, "section", "class", "card", "id", "look", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("As a guest reads it")), NULL);
  aft_page_line (page, "small quiet", aft_page_say (page, N_ ("Not published yet.")));
  aft_html_open (page->html, "div", "class", "readings", NULL);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    write_shown (page, texts, i);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "section");
}

/* -- file and versions ----------------------------------------------------------------------- */

static void
write_findings (AftPage *page, const GPtrArray *findings)
{
  AftHtml *html = page->html;
  guint shown = MIN (findings->len, FINDINGS);

  aft_html_open (html, "ul", "class", "findings", "aria-label",
                 aft_page_say (page, N_ ("What the check found")), NULL);
  for (guint i = 0; i < shown; i++)
    {
      const AftFinding *finding = findings->pdata[i];
      aft_html_open (html, "li", NULL);
      aft_html_put (html, "strong",
                    finding->is_error ? aft_page_say (page, N_ ("Wrong"))
                                      : aft_page_say (page, N_ ("Look at this")),
                    NULL);
      aft_html_text_printf (html, " %s: %s %s", finding->path, finding->code, finding->what);
      aft_html_close (html, "li");
    }
  aft_html_close (html, "ul");
}

static void
write_file (AftPage *page, const Editing *editing)
{
  AftHtml *html = page->html;
  g_autofree char *path = dup_path (editing->kind, "/file");
  const AftPageField field
      = { .id = "file",
          .label = aft_page_say (page, N_ ("Survey file (JSON)")),
          .hint = aft_page_say (page, N_ ("It is checked first. With a fault in it nothing is "
                                          "published.")),
          .type = "file",
          .is_needed = TRUE };

  aft_form_open_section (page, aft_page_say (page, N_ ("Questions")));
  if (editing->findings != NULL)
    write_findings (page, editing->findings);
  aft_page_open_file_form (page, path);
  aft_page_field (page, &field);
  aft_page_button (page, aft_page_say (page, N_ ("Check and publish")), NULL);
  aft_html_close (html, "form");
  if (editing->survey != NULL)
    {
      g_autofree char *download = dup_path (editing->kind, "/definition");
      aft_form_link (page, download, aft_page_say (page, N_ ("Download the one in use")));
    }
  aft_html_close (html, "section");
}

static void
write_version (AftPage *page, const Editing *editing, const AftHouseSurvey *survey, GTimeZone *zone)
{
  AftHtml *html = page->html;
  g_autofree char *path = dup_path (editing->kind, "/back");
  g_autofree char *digest = aft_digest_to_text (&survey->digest);
  g_autofree char *when = aft_speech_dup_time (page, survey->published_ms, zone);

  aft_html_open (html, "li", "class", "row", NULL);
  aft_html_open (html, "span", NULL);
  aft_html_text_printf (html, aft_page_say (page, N_ ("Version %s, published %s")), survey->version,
                        when);
  aft_html_close (html, "span");
  if (survey->is_current)
    aft_html_put (html, "span", aft_page_say (page, N_ ("In use")), "class", "tag tag-good", NULL);
  else
    {
      aft_page_open_form (page, path, NULL);
      aft_form_hidden (page, "digest", digest);
      aft_page_button (page, aft_page_say (page, N_ ("Use this one again")), "plain");
      aft_html_close (html, "form");
    }
  aft_html_close (html, "li");
}

static gint
compare_published (gconstpointer a, gconstpointer b)
{
  const AftHouseSurvey *first = *(const AftHouseSurvey *const *) a;
  const AftHouseSurvey *second = *(const AftHouseSurvey *const *) b;
  return (first->published_ms < second->published_ms)
         - (first->published_ms > second->published_ms);
}

static void
write_versions (AftPage *page, const Editing *editing, GPtrArray *surveys, GTimeZone *zone)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("Versions")));
  aft_html_open (page->html, "ul", "class", "rows", NULL);
  g_ptr_array_sort (surveys, compare_published);
  for (guint i = 0; i < surveys->len; i++)
    {
      const AftHouseSurvey *survey = surveys->pdata[i];
      if (g_strcmp0 (survey->kind, editing->kind) == 0)
        write_version (page, editing, survey, zone);
    }
  aft_html_close (page->html, "ul");
  aft_html_close (page->html, "section");
}

static AftHttpReply *
write_page (AftPage *page, const Editing *editing, GError **error)
{
  g_autoptr (GPtrArray) surveys = aft_house_store_list_surveys_sync (page->store, error);
  g_autoptr (GPtrArray) places = surveys != NULL ? aft_places_load (page, error) : NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  if (places == NULL)
    return NULL;
  const AftPlace *place = places->len > 0 ? places->pdata[0] : NULL;
  aft_form_open_page (page, editing->name, AFT_SECTION_SETTINGS);
  if (editing->definition != NULL)
    {
      g_autoptr (GPtrArray) texts = list_texts (editing->definition);
      if (editing->is_shown)
        write_look (page, texts);
      write_words (page, editing, texts);
    }
  write_file (page, editing);
  if (editing->survey != NULL)
    write_versions (page, editing, surveys, place != NULL ? place->zone : utc);
  aft_form_link (page, SURVEYS, aft_page_say (page, N_ ("Back to the surveys")));
  return aft_form_close_page (page);
}

static AftHttpReply *
make_survey (AftPage *page, GError **error)
{
  g_auto (Editing) editing = { .kind = NULL };
  return load_editing (page, &editing, error) ? write_page (page, &editing, error) : NULL;
}

/* -- acts ------------------------------------------------------------------------------------ */

/* The current survey with the words of the form; FALSE with @error set. */
static gboolean
load_edited (AftPage *page, Editing *editing, GError **error)
{
  if (!load_editing (page, editing, error))
    return FALSE;
  if (editing->definition == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "No survey was published yet");
      return FALSE;
    }
  AftValue *edited = aft_survey_texts_replace (editing->definition, find_in_form, page->form);
  aft_value_unref (editing->definition);
  editing->definition = edited;
  return TRUE;
}

static AftHttpReply *
show_look (AftPage *page, GError **error)
{
  g_auto (Editing) editing = { .is_shown = TRUE };
  return load_edited (page, &editing, error) ? write_page (page, &editing, error) : NULL;
}

/* The words stay in the form when they were not taken. */
static AftHttpReply *
show_edited (AftPage *page, GError **error)
{
  g_auto (Editing) editing = { .kind = NULL };
  return load_edited (page, &editing, error) ? write_page (page, &editing, error) : NULL;
}

static gboolean
publish (AftPage *page, const char *kind, const AftSurvey *survey, GError **error)
{
  g_autoptr (AftHouseSurvey) published
      = aft_survey_publish_sync (page->store, survey, kind, page->caller->actor, error);
  page->has_changed_house = published != NULL;
  return published != NULL;
}

static AftHttpReply *
go_back (const char *kind, const char *said)
{
  g_autofree char *path = dup_path (kind, NULL);
  return aft_page_redirect (path, said);
}

/* @definition with the next version's number, where it counts in whole numbers. */
static AftValue *
number_anew (const AftValue *definition)
{
  const AftValue *house = aft_value_get_member (definition, "aftertaste");
  double version = aft_value_get_member_number (house, "version", -1);
  AftValueBuilder *whole = aft_value_builder_new_from (definition);
  if (version >= 0)
    {
      AftValueBuilder *keys = aft_value_builder_new_from (house);
      aft_value_builder_set_number (keys, "version", version + 1);
      aft_value_builder_set_take (whole, "aftertaste", aft_value_builder_end (keys));
    }
  return aft_value_builder_end (whole);
}

static AftHttpReply *
act_publish (AftPage *page, GError **error)
{
  g_auto (Editing) editing = { .kind = NULL };
  GError *reason = NULL;
  if (!load_edited (page, &editing, error))
    return NULL;
  g_autofree char *base = aft_digest_to_text (&editing.survey->digest);
  if (!g_str_equal (aft_page_get_field (page, BASE), base))
    {
      page->ask.status = 409;
      return aft_form_refuse_with (page,
                                   N_ ("Somebody has published another version meanwhile. Nothing "
                                       "was done: your words are still below."),
                                   show_edited, error);
    }
  g_autoptr (AftValue) numbered = number_anew (editing.definition);
  g_autoptr (AftSurvey) survey = aft_survey_new (numbered, &reason);
  if (survey == NULL || !publish (page, editing.kind, survey, &reason))
    return aft_form_refuse (page, reason, show_edited, error);
  return go_back (editing.kind, "published");
}

static AftHttpReply *
act_file (AftPage *page, GError **error)
{
  g_auto (Editing) editing = { .kind = NULL };
  GError *reason = NULL;
  gsize length = 0;
  if (!load_editing (page, &editing, error))
    return NULL;
  GBytes *file = aft_http_form_get_file (page->form);
  const char *text = file != NULL ? g_bytes_get_data (file, &length) : NULL;
  if (length == 0)
    return aft_form_refuse_with (page, N_ ("Choose a file first."), make_survey, error);
  editing.findings = aft_check_survey_text (text, length);
  if (aft_check_has_errors (editing.findings))
    {
      page->ask.refusal = N_ ("There is a fault in the file. Nothing was published.");
      page->ask.status = 422;
      return write_page (page, &editing, error);
    }
  g_autoptr (AftSurvey) survey = aft_survey_new_from_json (text, length, &reason);
  if (survey == NULL || !publish (page, editing.kind, survey, &reason))
    return aft_form_refuse (page, reason, make_survey, error);
  return go_back (editing.kind, "published");
}

static AftHttpReply *
act_back (AftPage *page, GError **error)
{
  const char *name = NULL;
  const char *kind = find_kind (page, &name, error);
  GError *reason = NULL;
  AftDigest digest;
  if (kind == NULL)
    return NULL;
  if (!aft_digest_from_text (aft_page_get_field (page, "digest"), &digest))
    return aft_form_refuse_with (page, N_ ("There is no such version."), make_survey, error);
  g_autoptr (AftHouseSurvey) survey
      = aft_house_store_get_survey_sync (page->store, &digest, &reason);
  if (survey == NULL && g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_error_free (reason);
      return aft_form_refuse_with (page, N_ ("There is no such version."), make_survey, error);
    }
  if (survey != NULL && g_strcmp0 (survey->kind, kind) != 0)
    return aft_form_refuse_with (page, N_ ("There is no such version."), make_survey, error);
  if (survey == NULL)
    return aft_form_refuse (page, reason, make_survey, error);
  survey->is_current = TRUE;
  if (!aft_house_store_publish_survey_sync (page->store, survey, page->caller->actor, &reason))
    return aft_form_refuse (page, reason, make_survey, error);
  page->has_changed_house = TRUE;
  return go_back (kind, "published");
}

static AftHttpReply *
make_definition (AftPage *page, GError **error)
{
  g_auto (Editing) editing = { .kind = NULL };
  if (!load_editing (page, &editing, error))
    return NULL;
  if (editing.survey == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "No survey was published yet");
      return NULL;
    }
  const char *text = editing.survey->definition;
  g_autofree char *name = g_strdup_printf ("attachment; filename=\"%s.json\"", editing.kind);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  AftHttpReply *reply = aft_http_reply_new_bytes (200, AFT_HTTP_JSON, body);
  aft_http_reply_set_header (reply, "Content-Disposition", name);
  return reply;
}

static const AftPageRoute pages[] = {
  { "GET", SURVEYS, AFT_ROLE_MANAGER, make_surveys, AFT_ROUTE_NO_BODY, 0 },
  { "GET", SURVEYS "/{word:word}", AFT_ROLE_MANAGER, make_survey, AFT_ROUTE_NO_BODY, 0 },
  { "GET", SURVEYS "/{word:word}/definition", AFT_ROLE_MANAGER, make_definition, AFT_ROUTE_NO_BODY,
    0 },
  { "POST", SURVEYS "/{word:word}/look", AFT_ROLE_MANAGER, show_look, AFT_ROUTE_FORM, FORM_BYTES },
  { "POST", SURVEYS "/{word:word}/publish", AFT_ROLE_MANAGER, act_publish, AFT_ROUTE_FORM,
    FORM_BYTES },
  { "POST", SURVEYS "/{word:word}/file", AFT_ROLE_MANAGER, act_file, AFT_ROUTE_MULTIPART,
    FILE_BYTES },
  { "POST", SURVEYS "/{word:word}/back", AFT_ROLE_MANAGER, act_back, AFT_ROUTE_FORM, 0 },
};

void
aft_console_add_surveys (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
