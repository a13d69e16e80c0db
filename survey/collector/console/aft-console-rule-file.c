/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule document of the house with its versions: gets one, saves the next, and lists who saved
 * which and when. What is in it, and how it is edited, is for the pages. */
#include "aft-console-rule-file.h"

#include <string.h>

#include "aft-console-form.h"
#include "aft-console-rules.h"
#include "aft-console-speech.h"
#include "aft-error.h"

#define BASE "base" /* the version in force when the form was made */
#define FROM "from" /* the version the form was made from */

void
aft_rule_file_clear (AftRuleFile *file)
{
  g_clear_pointer (&file->versions, g_ptr_array_unref);
  g_clear_pointer (&file->text, g_free);
  g_clear_pointer (&file->path, g_free);
}

static gboolean
find_document (AftRuleFile *file, const AftPage *page, GError **error)
{
  file->word = page->word;
  if (aft_rule_document_from_text (page->word, &file->document))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There are no such rules");
  return FALSE;
}

char *
aft_rule_file_dup_version (const AftRuleFile *file,
                           const AftPage *page,
                           guint version,
                           GError **error)
{
  if (version > 0)
    {
      g_autoptr (AftHouseRules) own
          = aft_house_store_get_rules_sync (page->store, file->word, version, error);
      return own != NULL ? g_strdup (own->text) : NULL;
    }
  g_autoptr (GBytes) bytes = aft_rule_document_load_default (file->document, error);
  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

static guint
read_number (const char *text, guint fallback)
{
  guint64 number = 0;
  gboolean is_one
      = text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL);
  return is_one ? (guint) number : fallback;
}

gboolean
aft_rule_file_load (AftRuleFile *file, const AftPage *page, GError **error)
{
  if (!find_document (file, page, error))
    return FALSE;
  file->path = g_strconcat (AFT_RULE_PAGES "/", file->word, NULL);
  file->versions = aft_house_store_list_rules_sync (page->store, file->word, error);
  if (file->versions == NULL)
    return FALSE;
  const AftHouseRules *newest = file->versions->len > 0 ? file->versions->pdata[0] : NULL;
  file->current = newest != NULL ? newest->version : 0;
  const char *asked = page->form != NULL ? aft_http_form_get (page->form, FROM)
                                         : aft_page_get_query (page, "version");
  file->shown = read_number (asked, file->current);
  file->text = aft_rule_file_dup_version (file, page, file->shown, error);
  return file->text != NULL;
}

gboolean
aft_rule_file_save (const AftRuleFile *file, AftPage *page, const char *text, GError **error)
{
  guint version = 0;
  const AftHouseRules rules
      = { .kind = (char *) file->word, .text = (char *) text, .actor = page->caller->actor };
  guint base = read_number (aft_page_get_field (page, BASE), G_MAXINT);

  if (!aft_house_store_save_rules_sync (page->store, &rules, base, &version, error))
    return FALSE;
  page->has_changed_house = TRUE;
  return TRUE;
}

const char *
aft_rule_file_get_title (const AftPage *page, AftRuleDocument document)
{
  static const char *const titles[AFT_RULE_DOCUMENTS] = {
    [AFT_RULE_DOCUMENT_RISK] = N_ ("Who is at risk"),
    [AFT_RULE_DOCUMENT_TIERS] = N_ ("Tiers"),
    [AFT_RULE_DOCUMENT_TREATMENT] = N_ ("Treatment and times"),
    [AFT_RULE_DOCUMENT_CAUSES] = N_ ("Causes"),
    [AFT_RULE_DOCUMENT_STEPS] = N_ ("Handling steps"),
    [AFT_RULE_DOCUMENT_PRIVACY] = N_ ("Privacy notice"),
  };
  return aft_page_say (page, titles[document]);
}

gboolean
aft_rule_file_has_text_page (const AftRuleFile *file)
{
  return file->document != AFT_RULE_DOCUMENT_PRIVACY;
}

void
aft_rule_file_write_state (AftPage *page, const AftRuleFile *file)
{
  if (file->shown != file->current)
    aft_page_line (page, "late",
                   aft_page_say (page, N_ ("This is an earlier version. Saving it puts it in force "
                                           "again.")));
  else if (file->shown == 0)
    aft_page_line (page, NULL,
                   aft_page_say (page, N_ ("In force: the rules that come with the program.")));
  else
    aft_page_line (page, NULL, aft_page_say (page, N_ ("In force: the house's own rules.")));
}

/* What stood in the form stays there: it was made from that. */
void
aft_rule_file_write_base (AftPage *page, const AftRuleFile *file)
{
  g_autofree char *current = g_strdup_printf ("%u", file->current);
  g_autofree char *shown = g_strdup_printf ("%u", file->shown);
  const char *sent = page->form != NULL ? aft_http_form_get (page->form, BASE) : NULL;

  aft_form_hidden (page, BASE, sent != NULL ? sent : current);
  aft_form_hidden (page, FROM, shown);
}

/* -- versions --------------------------------------------------------------------------------- */

/* Who it was, by the name staff know. */
static char *
dup_person (const GPtrArray *users, const char *actor)
{
  const char *name = g_str_has_prefix (actor, "user:") ? actor + strlen ("user:") : actor;

  for (guint i = 0; i < users->len; i++)
    {
      const AftHouseUser *user = users->pdata[i];
      if (g_ascii_strcasecmp (user->name, name) == 0 && user->public_name != NULL)
        return g_strdup_printf ("%s (%s)", user->public_name, name);
    }
  return g_strdup (name);
}

static void
open_version (AftPage *page, const AftRuleFile *file, guint version, const char *name)
{
  g_autofree char *number = g_strdup_printf ("%u", version);
  g_autofree char *address = aft_html_dup_address (file->path, "version", number, NULL);

  aft_html_open (page->html, "li", NULL);
  aft_html_put (page->html, "a", name, "href", address, "aria-current",
                version == file->shown ? "true" : NULL, NULL);
  if (version == file->current)
    {
      aft_html_text (page->html, " ");
      aft_html_put (page->html, "span", aft_page_say (page, N_ ("In force")), "class",
                    "tag tag-good", NULL);
    }
}

static void
write_version (AftPage *page,
               const AftRuleFile *file,
               const AftHouseRules *one,
               const GPtrArray *users,
               GTimeZone *zone)
{
  g_autofree char *name
      = g_strdup_printf (aft_page_say (page, N_ ("Version %d")), (int) one->version);
  g_autofree char *person = dup_person (users, one->actor);

  open_version (page, file, one->version, name);
  aft_html_open (page->html, "p", "class", "small quiet", NULL);
  aft_speech_time (page, one->saved_ms, zone);
  aft_html_text_printf (page->html, " · %s", person);
  aft_html_close (page->html, "p");
  aft_html_close (page->html, "li");
}

gboolean
aft_rule_file_write_versions (AftPage *page, const AftRuleFile *file, GError **error)
{
  g_autoptr (GPtrArray) users = aft_house_store_list_users_sync (page->store, error);
  g_autoptr (GPtrArray) places = users != NULL ? aft_places_load (page, error) : NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  if (places == NULL)
    return FALSE;
  const AftPlace *place = places->len > 0 ? places->pdata[0] : NULL;
  aft_form_open_section (page, aft_page_say (page, N_ ("Versions")));
  aft_html_open (page->html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < file->versions->len; i++)
    write_version (page, file, file->versions->pdata[i], users, place != NULL ? place->zone : utc);
  open_version (page, file, 0, aft_page_say (page, N_ ("The rules that come with the program")));
  aft_html_close (page->html, "li");
  aft_html_close (page->html, "ul");
  aft_html_close (page->html, "section");
  return TRUE;
}
