/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/rules: the house's five rule documents as they are in force, checked as a whole
 * before they are saved; every version stays and can be looked at. */
#include "aft-console-form.h"
#include "aft-console-house.h"
#include "aft-console-rules.h"
#include "aft-console-speech.h"
#include "aft-error.h"
#include "aft-house-store-rules.h"
#include "aft-rule-document.h"

#include <string.h>

#define RULES      "/console/settings/rules"
#define BODY_BYTES (3 * 65536 + 4096) /* each of a value's 64 KiB may come as three */

/* What is on a page about one document. */
typedef struct
{
  AftRuleDocument document;
  const char *word;
  AftHouseRules *own;  /* NULL: the house has none of its own */
  GPtrArray *versions; /* AftHouseRules without texts */
  char *text;          /* as shown */
  guint shown;         /* version of what is shown, 0: the one that comes with the programs */
} RulesFile;

static void
rules_file_clear (RulesFile *file)
{
  g_clear_pointer (&file->own, aft_house_rules_free);
  g_clear_pointer (&file->versions, g_ptr_array_unref);
  g_clear_pointer (&file->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RulesFile, rules_file_clear)

static const char *
get_title (const AftPage *page, AftRuleDocument document)
{
  static const char *const titles[AFT_RULE_DOCUMENTS] = {
    [AFT_RULE_DOCUMENT_RISK] = N_ ("Who is at risk"),
    [AFT_RULE_DOCUMENT_TIERS] = N_ ("Tiers"),
    [AFT_RULE_DOCUMENT_TREATMENT] = N_ ("Treatment and times"),
    [AFT_RULE_DOCUMENT_CAUSES] = N_ ("Causes"),
    [AFT_RULE_DOCUMENT_STEPS] = N_ ("Handling steps"),
  };
  return aft_page_say (page, titles[document]);
}

/* -- the list ----------------------------------------------------------------------------------
 */

static AftHttpReply *
make_list (AftPage *page, GError **error)
{
  aft_form_open_page (page, aft_page_say (page, N_ ("Rules")), AFT_SECTION_SETTINGS);
  aft_html_open (page->html, "ul", "class", "card rows", NULL);
  for (guint i = 0; i < AFT_RULE_DOCUMENTS; i++)
    {
      if (i == AFT_RULE_DOCUMENT_PRIVACY) /* has a form of its own */
        continue;
      g_autofree char *path = g_strconcat (RULES "/", aft_rule_document_to_text (i), NULL);
      aft_html_open (page->html, "li", NULL);
      aft_html_put (page->html, "a", get_title (page, i), "href", path, NULL);
      aft_html_close (page->html, "li");
    }
  aft_html_close (page->html, "ul");
  aft_form_link (page, "/console/settings", aft_page_say (page, N_ ("Back to Settings")));
  return aft_form_close_page (page);
}

/* -- what is in force --------------------------------------------------------------------------
 */

static gboolean
read_own (RulesFile *file, const AftPage *page, guint version, GError **error)
{
  g_autoptr (GError) reason = NULL;

  file->own = aft_house_store_get_rules_sync (page->store, file->word, version, &reason);
  if (file->own != NULL)
    {
      file->text = g_strdup (file->own->text);
      file->shown = file->own->version;
      return TRUE;
    }
  if (version != 0 || !g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  g_autoptr (GBytes) bytes = aft_rule_document_load_default (file->document, error);
  if (bytes == NULL)
    return FALSE;
  file->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return TRUE;
}

static guint
read_version (const AftPage *page)
{
  guint64 version = 0;
  const char *text = aft_page_get_query (page, "version");
  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &version, NULL))
    version = 0;
  return (guint) version;
}

static gboolean
find_document (RulesFile *file, const AftPage *page, GError **error)
{
  file->word = page->word;
  if (aft_rule_document_from_text (page->word, &file->document)
      && file->document != AFT_RULE_DOCUMENT_PRIVACY)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There are no such rules");
  return FALSE;
}

static gboolean
read_file (RulesFile *file, const AftPage *page, GError **error)
{
  if (!find_document (file, page, error) || !read_own (file, page, read_version (page), error))
    return FALSE;
  file->versions = aft_house_store_list_rules_sync (page->store, file->word, error);
  return file->versions != NULL;
}

/* -- one document ------------------------------------------------------------------------------
 */

static guint
get_current (const RulesFile *file)
{
  const AftHouseRules *newest = file->versions->len > 0 ? file->versions->pdata[0] : NULL;
  return newest != NULL ? newest->version : 0;
}

static void
write_state (AftPage *page, const RulesFile *file)
{
  if (file->shown == 0)
    aft_page_line (page, NULL,
                   aft_page_say (page, N_ ("In force: the rules that come with the program.")));
  else if (file->shown == get_current (file))
    aft_page_line (page, NULL, aft_page_say (page, N_ ("In force: the house's own rules.")));
  else
    aft_page_line (page, "late",
                   aft_page_say (page, N_ ("This is an earlier version. Saving it puts it in force "
                                           "again.")));
}

static void
write_text (AftPage *page, const char *text, gboolean is_open)
{
  AftHtml *html = page->html;

  aft_html_open (html, "div", "class", "field", NULL);
  aft_html_put (html, "label", aft_page_say (page, N_ ("Rules as text")), "for", "text", NULL);
  aft_html_put (html, "p",
                aft_page_say (page, N_ ("JSON. What holds for each reader is under default "
                                        "(English), zh-cn and zh-tw.")),
                "class", "hint", "id", "text-hint", NULL);
  aft_html_put (html, "textarea", text, "id", "text", "name", "text", "rows", "24", "spellcheck",
                "false", "autocomplete", "off", "wrap", "off", "readonly", AFT_HTML_IF (!is_open),
                "aria-describedby", "text-hint", NULL);
  aft_html_close (html, "div");
}

/* What the check found, in its own words. */
static void
write_check (AftPage *page, const RulesFile *file, const char *text)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *version = NULL;

  if (page->form == NULL)
    return;
  if (aft_rule_document_check (file->document, text, strlen (text), &version, &fault))
    {
      aft_html_put (page->html, "p", aft_page_say (page, N_ ("The rules are good.")), "class",
                    "strong", "role", "status", NULL);
      return;
    }
  aft_html_open (page->html, "div", "class", "say", NULL);
  aft_page_line (page, "strong", aft_page_say (page, N_ ("This is wrong:")));
  aft_html_put (page->html, "p", fault->message, "lang", "en", NULL);
  aft_html_close (page->html, "div");
}

static void
write_form (AftPage *page, const RulesFile *file)
{
  AftHtml *html = page->html;
  const char *text = page->form != NULL ? aft_page_get_field (page, "text") : file->text;
  gboolean is_open = page->caller->role == AFT_ROLE_OWNER;
  g_autofree char *action = g_strconcat (RULES "/", file->word, NULL);
  g_autofree char *base = page->form != NULL ? g_strdup (aft_page_get_field (page, "base"))
                                             : g_strdup_printf ("%u", get_current (file));

  aft_html_open (html, "div", "class", "card source", NULL);
  write_state (page, file);
  write_check (page, file, text);
  aft_page_open_form (page, action, "source");
  aft_form_hidden (page, "base", base);
  write_text (page, text, is_open);
  if (is_open)
    {
      aft_html_open (html, "div", "class", "row", NULL);
      aft_html_put (html, "button", aft_page_say (page, N_ ("Check")), "name", "do", "value",
                    "check", NULL);
      aft_html_put (html, "button", aft_page_say (page, N_ ("Check and save")), "class", "primary",
                    "name", "do", "value", "save", NULL);
      aft_html_close (html, "div");
    }
  else
    {
      aft_page_line (page, "quiet", aft_page_say (page, N_ ("The owner changes them.")));
    }
  aft_html_close (html, "form");
  aft_html_close (html, "div");
}

static void
write_versions (AftPage *page, const RulesFile *file)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *path = g_strconcat (RULES "/", file->word, NULL);

  if (file->versions->len == 0)
    return;
  aft_html_open (page->html, "section", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("Versions")), NULL);
  aft_html_open (page->html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < file->versions->len; i++)
    {
      const AftHouseRules *one = file->versions->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", one->version);
      g_autofree char *address = aft_html_dup_address (path, "version", number, NULL);
      g_autofree char *name
          = g_strdup_printf (aft_page_say (page, N_ ("Version %d")), (int) one->version);
      aft_html_open (page->html, "li", NULL);
      aft_html_put (page->html, "a", name, "href", address, NULL);
      aft_html_text (page->html, " · ");
      aft_speech_time (page, one->saved_ms, utc);
      aft_html_text_printf (page->html, " UTC · %s", one->actor);
      aft_html_close (page->html, "li");
    }
  aft_html_close (page->html, "ul");
  aft_html_close (page->html, "section");
}

static AftHttpReply *
make_document (AftPage *page, GError **error)
{
  g_auto (RulesFile) file = { .word = NULL };

  if (!read_file (&file, page, error))
    return NULL;
  aft_form_open_page (page, get_title (page, file.document), AFT_SECTION_SETTINGS);
  write_form (page, &file);
  write_versions (page, &file);
  aft_form_link (page, RULES, aft_page_say (page, N_ ("Back to the rules")));
  return aft_form_close_page (page);
}

/* -- saving ------------------------------------------------------------------------------------
 */

static AftHttpReply *
save_document (AftPage *page, GError **error)
{
  GError *reason = NULL;
  guint version = 0;
  guint64 base = 0;
  RulesFile file = { .word = NULL };
  const char *text = aft_page_get_field (page, "text");
  const AftHouseRules rules
      = { .kind = (char *) page->word, .text = (char *) text, .actor = page->caller->actor };

  if (!find_document (&file, page, error))
    return NULL;
  if (!aft_rule_document_check (file.document, text, strlen (text), NULL, NULL))
    return aft_form_refuse_with (page, N_ ("The rules have a fault. Nothing was saved."),
                                 make_document, error);
  if (!g_str_equal (aft_page_get_field (page, "do"), "save"))
    return make_document (page, error);
  if (g_ascii_string_to_unsigned (aft_page_get_field (page, "base"), 10, 0, G_MAXINT, &base, NULL)
      && aft_house_store_save_rules_sync (page->store, &rules, (guint) base, &version, &reason))
    {
      g_autofree char *path = g_strconcat (RULES "/", page->word, NULL);
      page->has_changed_house = TRUE;
      return aft_page_redirect (path, "saved");
    }
  if (reason == NULL)
    return aft_form_refuse_with (page, N_ ("The form could not be read. Nothing was done."),
                                 make_document, error);
  return aft_form_refuse (page, reason, make_document, error);
}

static const AftPageRoute pages[] = {
  { "GET", RULES, AFT_ROLE_MANAGER, make_list, AFT_ROUTE_NO_BODY, 0 },
  { "GET", RULES "/{word:word}", AFT_ROLE_MANAGER, make_document, AFT_ROUTE_NO_BODY, 0 },
  { "POST", RULES "/{word:word}", AFT_ROLE_OWNER, save_document, AFT_ROUTE_FORM, BODY_BYTES },
};

void
aft_console_add_rule_pages (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
