/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/rules/privacy as a form: the sections of what guests read about their data, and
 * how a guest reads them. */
#include "aft-console-rule-form.h"
#include "aft-console-rules.h"
#include "aft-privacy-notice.h"
#include "aft-rule-text.h"

#include <string.h>

#define SECTIONS "sections"

static void
write_section (AftRuleForm *form, gsize index, const char *name)
{
  AftPage *page = form->page;
  g_autofree char *path = aft_rule_tree_dup_item_path (SECTIONS, index);
  g_autofree char *title = aft_rule_tree_dup_path (path, "title");
  g_autofree char *text = aft_rule_tree_dup_path (path, "text");

  aft_html_open (page->html, "section", "class", "card", NULL);
  aft_html_put (page->html, "h2", name, NULL);
  aft_rule_form_short_texts (form, title, aft_page_say (page, N_ ("Heading")),
                             AFT_PRIVACY_NOTICE_TITLE_MAX);
  aft_rule_form_texts (form, text, aft_page_say (page, N_ ("Paragraph")));
  aft_html_close (page->html, "section");
}

/* Sections that were sent and not taken stay on the page. */
static gsize
count_shown (const AftRuleForm *form)
{
  gsize count = aft_value_get_length (aft_rule_tree_get (form->present, SECTIONS));

  for (gsize i = count; i < AFT_PRIVACY_NOTICE_SECTIONS_MAX; i++)
    {
      g_autofree char *path = aft_rule_tree_dup_item_path (SECTIONS, i);
      count = aft_rule_form_is_filled (form, path) ? i + 1 : count;
    }
  return count;
}

static void
write_form (AftRuleForm *form)
{
  AftPage *page = form->page;
  gsize count = count_shown (form);

  aft_page_line (page, "quiet",
                 aft_page_say (page, N_ ("Kiosks show this where they ask for consent and for a "
                                         "telephone number. {house} stands for the restaurant's "
                                         "name, {contact} for its telephone. A section that is "
                                         "emptied in all languages is taken away.")));
  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *name = g_strdup_printf (aft_page_say (page, N_ ("Section %d")), (int) i + 1);
      write_section (form, i, name);
    }
  if (!form->is_fixed && count < AFT_PRIVACY_NOTICE_SECTIONS_MAX)
    write_section (form, count, aft_page_say (page, N_ ("One more section")));
}

/* -- what was typed --------------------------------------------------------------------------- */

/* What the document's check would say in English, at the field and in the reader's language. */
static void
judge_texts (AftRuleForm *form, const char *path, const AftValue *texts, glong most)
{
  AftPage *page = form->page;

  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      const char *key = aft_rule_tree_get_key (i);
      const char *text = aft_value_get_member_string (texts, key, "");
      g_autofree char *below = aft_rule_tree_dup_path (path, key);
      g_autofree char *long_sentence = g_strdup_printf (
          aft_page_say (page, N_ ("This is too long: %d characters at most.")), (int) most);
      if (g_utf8_strlen (text, -1) > most)
        aft_rule_form_refuse (form, below, long_sentence);
      if (!aft_privacy_notice_is_fillable (text))
        aft_rule_form_refuse (form, below,
                              aft_page_say (page, N_ ("Nothing but {house} and {contact} may "
                                                      "stand in braces.")));
    }
}

static AftValue *
read_texts (AftRuleForm *form, const char *item, const char *name, const AftValue *old, glong most)
{
  g_autofree char *path = aft_rule_tree_dup_path (item, name);
  AftValue *texts = aft_rule_form_read_texts (form, path, aft_value_get_member (old, name));
  judge_texts (form, path, texts, most);
  return texts;
}

static AftValue *
read_section (AftRuleForm *form, const char *item, const AftValue *old)
{
  AftValueBuilder *section = aft_value_builder_new_object ();
  aft_value_builder_set_take (section, "title",
                              read_texts (form, item, "title", old, AFT_PRIVACY_NOTICE_TITLE_MAX));
  aft_value_builder_set_take (section, "text",
                              read_texts (form, item, "text", old, AFT_RULE_TEXT_MAX));
  return aft_value_builder_end (section);
}

static AftValue *
read_list (AftRuleForm *form, const char *path, const AftValue *present)
{
  if (!g_str_equal (path, SECTIONS))
    return NULL;
  AftValueBuilder *list = aft_value_builder_new_array ();
  gsize kept = 0;
  for (gsize i = 0; i < AFT_PRIVACY_NOTICE_SECTIONS_MAX; i++)
    {
      g_autofree char *item = aft_rule_tree_dup_item_path (path, i);
      AftValue *old = aft_value_get_item (present, i);
      gboolean was_sent = aft_rule_form_was_sent (form, item);
      if (was_sent ? !aft_rule_form_is_filled (form, item) : old == NULL)
        continue;
      aft_value_builder_take (list, read_section (form, item, old));
      kept++;
    }
  if (kept == 0)
    aft_rule_form_refuse (form, SECTIONS ".0.title.default",
                          aft_page_say (form->page, N_ ("Something is needed here.")));
  return aft_value_builder_end (list);
}

static const char *
say_part (const AftRuleForm *form, const char *part)
{
  if (g_str_equal (part, "title"))
    return aft_page_say (form->page, N_ ("Heading"));
  return g_str_equal (part, "text") ? aft_page_say (form->page, N_ ("Paragraph")) : NULL;
}

/* -- as a guest reads it ---------------------------------------------------------------------- */

static void
write_reading (AftPage *page, const AftPrivacyNotice *notice, const AftPrivacyReader *reader)
{
  AftHtml *html = page->html;
  const char *tag = aft_language_get_tag (reader->language);

  aft_html_open (html, "section", "class", "reading", NULL);
  aft_html_put (html, "h3", aft_language_get_own_name (reader->language), "lang", tag, NULL);
  aft_html_open (html, "div", "class", "screen", "lang", tag, NULL);
  for (guint i = 0; i < aft_privacy_notice_count_sections (notice); i++)
    {
      g_autofree char *title = aft_privacy_notice_dup_title (notice, i, reader);
      g_autofree char *text = aft_privacy_notice_dup_text (notice, i, reader);
      aft_page_line (page, "strong", title);
      aft_page_line (page, NULL, text);
    }
  aft_html_close (html, "div");
  aft_html_close (html, "section");
}

/* By the first restaurant of those the reader works at: each kiosk names its own. */
static void
write_readings (AftPage *page, const AftPrivacyNotice *notice, const GPtrArray *places)
{
  const AftPlace *place = places->len > 0 ? places->pdata[0] : NULL;
  const AftValue *texts = place != NULL ? aft_venue_get_texts (place->venue) : NULL;
  const AftValue *names = aft_value_get_member (texts, "names");

  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      const char *name = place != NULL ? aft_venue_get_name (place->venue) : NULL;
      const AftPrivacyReader reader
          = { .language = i,
              .house_name = aft_value_get_member_string (names, aft_language_get_tag (i), name),
              .telephone = aft_value_get_member_string (texts, "telephone", NULL) };
      write_reading (page, notice, &reader);
    }
}

static gboolean
try_out (const AftRuleForm *form, GError **error)
{
  AftPage *page = form->page;
  g_autofree char *text = aft_rule_tree_dup_text (form->edited, error);
  g_autoptr (AftPrivacyNotice) notice
      = text != NULL ? aft_privacy_notice_parse (text, strlen (text), error) : NULL;
  g_autoptr (GPtrArray) places = notice != NULL ? aft_places_load (page, error) : NULL;
  if (places == NULL)
    return FALSE;
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("As a guest reads it")), NULL);
  aft_html_open (page->html, "div", "class", "readings", NULL);
  write_readings (page, notice, places);
  aft_html_close (page->html, "div");
  return TRUE;
}

const AftRuleFormKind aft_console_privacy_form = { .document = AFT_RULE_DOCUMENT_PRIVACY,
                                                   .write = write_form,
                                                   .read_list = read_list,
                                                   .say_part = say_part,
                                                   .try_out = try_out };
