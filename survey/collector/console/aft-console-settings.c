/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings: where to find what can be set, by what the reader may do. One's own language
 * and password are everybody's. */
#include "aft-console-door.h"
#include "aft-console-form.h"
#include "aft-console-house.h"
#include "aft-console-programs.h"
#include "aft-console-speech.h"

#define SETTINGS "/console/settings"

static void
write_entry (AftPage *page, const char *path, const char *title, const char *text)
{
  aft_html_open (page->html, "li", NULL);
  aft_html_put (page->html, "a", title, "href", path, NULL);
  aft_page_line (page, "small quiet", text);
  aft_html_close (page->html, "li");
}

static void
write_own (AftPage *page)
{
  const AftConsoleCaller *caller = page->caller;
  const AftPageField field
      = { .id = "own-language", .name = "language", .label = aft_page_say (page, N_ ("Language")) };

  aft_form_open_section (page, aft_page_say (page, N_ ("You")));
  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("Name to sign in with")), caller->name);
  aft_form_fact (page, aft_page_say (page, N_ ("Name that guests read")), caller->public_name);
  aft_form_fact (page, aft_page_say (page, N_ ("Role")), aft_speech_get_role (page, caller->role));
  aft_html_close (page->html, "dl");
  aft_page_open_form (page, "/console/language", "change");
  aft_form_hidden (page, "back", SETTINGS);
  aft_page_open_select (page, &field);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    aft_page_option (page, aft_language_get_tag (i), aft_language_get_own_name (i),
                     i == page->language);
  aft_page_close_select (page);
  aft_form_end (page, aft_page_say (page, N_ ("Save")), NULL);
  aft_form_link (page, "/console/password", aft_page_say (page, N_ ("Change password")));
  aft_form_link (page, AFT_SECOND_FACTOR, aft_page_say (page, N_ ("Sign-in code")));
  aft_html_close (page->html, "section");
}

static void
write_house (AftPage *page)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("The house")));
  aft_html_open (page->html, "ul", "class", "rows", NULL);
  write_entry (page, SETTINGS "/staff", aft_page_say (page, N_ ("Staff")),
               aft_page_say (page, N_ ("Who may sign in, where they work, PINs for the kiosks' "
                                       "desk.")));
  write_entry (page, SETTINGS "/venues", aft_page_say (page, N_ ("Restaurants")),
               aft_page_say (page, N_ ("Names, opening hours, holidays.")));
  write_entry (page, SETTINGS "/phones", aft_page_say (page, N_ ("Phones")),
               aft_page_say (page, N_ ("Codes on the tables and at the door, what came by them, "
                                       "misuse.")));
  write_entry (page, SETTINGS "/rules", aft_page_say (page, N_ ("Rules")),
               aft_page_say (page, N_ ("Who is at risk, tiers, treatment and times, causes, "
                                       "handling steps.")));
  write_entry (page, SETTINGS "/rules/privacy", aft_page_say (page, N_ ("Privacy notice")),
               aft_page_say (page, N_ ("What guests read on the kiosks about their data.")));
  write_entry (page, SETTINGS "/surveys", aft_page_say (page, N_ ("Surveys")),
               aft_page_say (page, N_ ("What kiosks ask: words, questions, versions.")));
  if (page->caller->role == AFT_ROLE_OWNER)
    write_entry (page, AFT_PROGRAMS, aft_page_say (page, N_ ("Access for programs")),
                 aft_page_say (page, N_ ("Tokens for accounting and other programs that fetch "
                                         "figures, answers and cases.")));
  aft_html_close (page->html, "ul");
  aft_html_close (page->html, "section");
}

static AftHttpReply *
make_settings (AftPage *page, GError **error)
{
  aft_form_open_page (page, aft_page_say (page, N_ ("Settings")), AFT_SECTION_SETTINGS);
  write_own (page);
  if (page->caller->role >= AFT_ROLE_MANAGER)
    write_house (page);
  return aft_form_close_page (page);
}

static const AftPageRoute pages[] = {
  { "GET", SETTINGS, AFT_ROLE_STAFF, make_settings, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_settings (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
