/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/programs: the other programs that may read figures, answers and cases, what
 * each may have, who let it in and when it last came; and revoking one, which is asked once. How a
 * token is made is aft-console-program-token.c's. */
#include "aft-console-programs.h"

#include <string.h>

#include "aft-console-door.h"
#include "aft-console-house.h"
#include "aft-console-speech.h"
#include "aft-error.h"
#include "aft-house-store-tokens.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)
#define PERSON "user:" /* how the audit's actors begin who are people */

/* -- the list ----------------------------------------------------------------------------------
 */

/* The names of the restaurants it is for. Newly allocated. */
static char *
dup_reach (const AftPage *page, const AftHouseToken *token, const GPtrArray *places)
{
  return token->venue_ids->len == 0 ? g_strdup (aft_page_say (page, N_ ("All restaurants")))
                                    : aft_places_dup_names (page, places, token->venue_ids);
}

/* The day of @utc_ms where the house is. Newly allocated, as are the sentences below. */
static char *
dup_day (const AftPage *page, gint64 utc_ms, const GPtrArray *places)
{
  const AftPlace *place = places->len > 0 ? places->pdata[0] : NULL;
  gint64 local_ms = place != NULL ? aft_clock_to_local_ms (utc_ms, place->zone) : utc_ms;
  return aft_speech_dup_day (page, (gint32) (local_ms / DAY_MS));
}

static char *
dup_made (const AftPage *page, const AftHouseToken *token, const GPtrArray *places)
{
  g_autofree char *day = dup_day (page, token->created_ms, places);

  if (token->made_by == NULL || !g_str_has_prefix (token->made_by, PERSON))
    return g_strdup_printf (aft_page_say (page, N_ ("Made on the collector's machine, %s")), day);
  return g_strdup_printf (aft_page_say (page, N_ ("Made by %s, %s")),
                          token->made_by + strlen (PERSON), day);
}

static char *
dup_used (const AftPage *page, const AftHouseToken *token)
{
  if (token->last_used_day == 0)
    return g_strdup (aft_page_say (page, N_ ("never used")));
  g_autofree char *day = aft_speech_dup_day (page, token->last_used_day);
  return g_strdup_printf (aft_page_say (page, N_ ("last used %s")), day);
}

static void
write_revoke_link (AftPage *page, const AftHouseToken *token)
{
  g_autofree char *path = aft_form_dup_path (AFT_PROGRAMS "/", &token->id, "/revoke");

  aft_html_open (page->html, "p", "class", "small", NULL);
  aft_html_open (page->html, "a", "href", path, NULL);
  aft_html_text_printf (page->html, aft_page_say (page, N_ ("Revoke: %s")), token->name);
  aft_html_close (page->html, "a");
  aft_html_close (page->html, "p");
}

static void
write_token (AftPage *page, const AftHouseToken *token, const GPtrArray *places)
{
  AftHtml *html = page->html;
  g_autofree char *reach = dup_reach (page, token, places);
  g_autofree char *made = dup_made (page, token, places);
  g_autofree char *used = dup_used (page, token);

  aft_html_open (html, "li", NULL);
  aft_html_put (html, "strong", token->name, NULL);
  aft_page_line (page, "small", reach);
  aft_page_line (page, "small",
                 token->may_contact
                     ? aft_page_say (page, N_ ("Also guests' words, names and phone numbers"))
                     : aft_page_say (page, N_ ("No words, names or phone numbers of guests")));
  aft_html_open (html, "p", "class", "small quiet", NULL);
  aft_html_text_printf (html, "%s · %s", made, used);
  if (token->revoked_ms != 0)
    {
      g_autofree char *day = dup_day (page, token->revoked_ms, places);
      aft_html_text (html, " · ");
      aft_html_text_printf (html, aft_page_say (page, N_ ("revoked %s")), day);
    }
  aft_html_close (html, "p");
  if (token->revoked_ms == 0)
    write_revoke_link (page, token);
  aft_html_close (html, "li");
}

static guint
count_tokens (const GPtrArray *tokens, gboolean is_revoked)
{
  guint count = 0;
  for (guint i = 0; i < tokens->len; i++)
    if ((((const AftHouseToken *) tokens->pdata[i])->revoked_ms != 0) == is_revoked)
      count++;
  return count;
}

static void
write_tokens (AftPage *page, const GPtrArray *tokens, const GPtrArray *places, gboolean is_revoked)
{
  aft_html_open (page->html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < tokens->len; i++)
    {
      const AftHouseToken *token = tokens->pdata[i];
      if ((token->revoked_ms != 0) == is_revoked)
        write_token (page, token, places);
    }
  aft_html_close (page->html, "ul");
}

static void
write_list (AftPage *page, const GPtrArray *tokens, const GPtrArray *places)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("Programs that may read")));
  if (count_tokens (tokens, FALSE) > 0)
    write_tokens (page, tokens, places, FALSE);
  else
    aft_page_line (page, "quiet",
                   aft_page_say (page, N_ ("No program may read yet. Make a token for the first "
                                           "one.")));
  aft_html_close (page->html, "section");
  if (count_tokens (tokens, TRUE) == 0)
    return;
  aft_form_open_section (page, aft_page_say (page, N_ ("Revoked")));
  write_tokens (page, tokens, places, TRUE);
  aft_html_close (page->html, "section");
}

AftHttpReply *
aft_programs_make_page (AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) places = aft_places_load (page, error);
  g_autoptr (GPtrArray) tokens
      = places != NULL ? aft_house_store_list_tokens_sync (page->store, error) : NULL;

  if (tokens == NULL)
    return NULL;
  aft_form_open_page (page, aft_page_say (page, N_ ("Access for programs")), AFT_SECTION_SETTINGS);
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("Accounting, head office or a spreadsheet can fetch "
                                         "figures, answers and cases by themselves, each with a "
                                         "token of its own. They read; they change nothing.")));
  aft_html_open (page->html, "div", "class", "beside onward", NULL);
  aft_html_open (page->html, "div", NULL);
  write_list (page, tokens, places);
  aft_html_close (page->html, "div");
  aft_html_open (page->html, "div", NULL);
  aft_program_write_form (page, places);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "div");
  aft_form_link (page, "/console/settings", aft_page_say (page, N_ ("Back to Settings")));
  return aft_door_delay (page, aft_form_close_page (page));
}

/* -- revoking ----------------------------------------------------------------------------------
 */

/* The one in the address, which may be used; borrowed from @tokens. NOT_FOUND. */
static const AftHouseToken *
get_token (const AftPage *page, const GPtrArray *tokens, GError **error)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      const AftHouseToken *token = tokens->pdata[i];
      if (token->revoked_ms == 0 && aft_id_equal (&token->id, &page->id))
        return token;
    }
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such token");
  return NULL;
}

static AftHttpReply *
make_revoke (AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) tokens = aft_house_store_list_tokens_sync (page->store, error);
  const AftHouseToken *token = tokens != NULL ? get_token (page, tokens, error) : NULL;

  if (token == NULL)
    return NULL;
  g_autofree char *action = aft_form_dup_path (AFT_PROGRAMS "/", &page->id, "/revoke");
  g_autofree char *title
      = g_strdup_printf (aft_page_say (page, N_ ("Revoke the token? (%s)")), token->name);
  const AftFormQuestion question
      = { .title = title,
          .section = AFT_SECTION_SETTINGS,
          .words
          = aft_page_say (page, N_ ("The program fetches nothing any more, from now on. What "
                                    "it has fetched stays with it. To read again it needs a "
                                    "new token.")),
          .action = action,
          .button = aft_page_say (page, N_ ("Revoke the token")),
          .back = AFT_PROGRAMS };
  return aft_form_ask (page, &question);
}

static AftHttpReply *
revoke_token (AftPage *page, GError **error)
{
  if (!aft_house_store_revoke_token_sync (page->store, &page->id, page->caller->actor, error))
    return NULL;
  return aft_page_redirect (AFT_PROGRAMS, "saved");
}

static const AftPageRoute pages[] = {
  { "GET", AFT_PROGRAMS, AFT_ROLE_OWNER, aft_programs_make_page, AFT_ROUTE_NO_BODY, 0 },
  { "GET", AFT_PROGRAMS "/{id:uuid}/revoke", AFT_ROLE_OWNER, make_revoke, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_PROGRAMS "/{id:uuid}/revoke", AFT_ROLE_OWNER, revoke_token, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_programs (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
  aft_console_add_program_token (console, router);
}
