/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/trends: which figures the address asks for, who may see them, and in which order the
 * parts stand: the one sentence, the chart with its limits, then by venue, day-part and what else
 * was chosen, the hours, the causes, and what was done about them. */
#include "aft-console-trends.h"

#include <string.h>

#include "aft-console-form.h"
#include "aft-error.h"
#include "aft-http-page.h"

void
aft_trends_look_clear (AftTrendsLook *look)
{
  g_clear_pointer (&look->venues, g_ptr_array_unref);
  g_clear_pointer (&look->scope, aft_trend_scope_free);
  g_clear_pointer (&look->view, aft_trend_view_free);
}

char *
aft_trends_dup_address (const char *path, const AftTrendScope *scope, const char *tail)
{
  g_autofree char *query = aft_trend_scope_to_query (scope);
  return g_strconcat (path, "?", query, tail, NULL);
}

/* -- what is asked for -------------------------------------------------------------------------
 */

static gboolean
has_text (const AftPage *page, const char *name)
{
  const char *text = aft_page_get_query (page, name);
  return text != NULL && *text != '\0';
}

/* Days of the form's own fields go before the period; one alone is that day. */
static gboolean
read_days (AftTrendsLook *look, GError **error)
{
  const char *from = aft_page_get_query (look->page, "from");
  const char *to = aft_page_get_query (look->page, "to");
  g_autofree char *period = NULL;

  if (!has_text (look->page, "from") && !has_text (look->page, "to"))
    return TRUE;
  if (has_text (look->page, "from") && has_text (look->page, "to"))
    period = g_strconcat (from, "..", to, NULL);
  else
    period = g_strdup (has_text (look->page, "from") ? from : to);
  return aft_trend_scope_set (look->scope, "period", period, error);
}

static void
read_first (AftTrendsLook *look)
{
  const char *text = aft_page_get_query (look->page, "first");
  guint64 first = 0;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, AFT_TREND_VENUES_MOST, &first, NULL))
    look->first = (gsize) first;
}

static void
set_limits (AftTrendsLook *look)
{
  const AftConsoleOptions *options = &look->page->console->options;

  look->scope->enough = options->enough > 0 ? options->enough : AFT_FIGURE_ENOUGH;
  look->scope->few = options->few > 0 ? options->few : AFT_FIGURE_FEW;
}

gboolean
aft_trends_look_read_view (AftTrendsLook *look, AftPage *page, const char *query, GError **error)
{
  look->page = page;
  look->voice = (AftTrendVoice){ page->catalogue, page->language };
  look->venues = aft_page_list_venues (page, error);
  if (look->venues == NULL)
    return FALSE;
  look->scope
      = aft_trend_scope_read (query, aft_trend_find_today (look->venues, page->now_ms), error);
  if (look->scope == NULL || !read_days (look, error))
    return FALSE;
  read_first (look);
  set_limits (look);
  return aft_trend_scope_limit (look->scope, aft_page_get_venue_ids (page), error);
}

gboolean
aft_trends_look_read (AftTrendsLook *look, AftPage *page, GError **error)
{
  const char *target = aft_http_request_get_target (aft_http_exchange_get_request (page->exchange));
  const char *query = strchr (target, '?');
  return aft_trends_look_read_view (look, page, query != NULL ? query + 1 : NULL, error);
}

gboolean
aft_trends_look_load (AftTrendsLook *look, guint parts, GError **error)
{
  look->view = aft_trend_view_load_sync (look->page->store, look->scope, parts, error);
  return look->view != NULL;
}

/* -- the page ----------------------------------------------------------------------------------
 */

/* In the order of the page. By venue where there are several, by day-part always. */
static GArray *
list_parts (const AftTrendsLook *look)
{
  const AftTrendScope *scope = look->scope;
  guint count = scope->names_venues ? scope->venue_ids->len : look->venues->len;
  guint chosen = AFT_TREND_BY (scope->by);
  const guint parts[]
      = { AFT_TREND_POINTS,
          count > 1 ? AFT_TREND_BY_VENUE : 0,
          AFT_TREND_BY (AFT_SLICE_DAY_PART),
          scope->by == AFT_SLICE_ALL || scope->by == AFT_SLICE_DAY_PART ? 0 : chosen,
          AFT_TREND_HOURS,
          AFT_TREND_ASPECTS,
          AFT_TREND_DRIVERS,
          AFT_TREND_ANSWERS,
          AFT_TREND_RETURN,
          AFT_TREND_CASES };
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != 0)
      g_array_append_val (list, parts[i]);
  return list;
}

static guint
add_up (const GArray *parts)
{
  guint sum = AFT_TREND_FIGURE;

  for (guint i = 0; i < parts->len; i++)
    sum |= g_array_index (parts, guint, i);
  return sum;
}

static gboolean
is_empty (const AftTrendView *view)
{
  guint64 sum = view->figure.n;

  for (guint i = 0; i < AFT_TREND_COUNTS; i++)
    sum += view->counts[i];
  if (view->answers != NULL)
    sum += view->answers->begun + view->answers->counts[AFT_ANSWERS_COMPLAINT];
  if (view->cases != NULL)
    sum += view->cases->cases;
  return sum == 0;
}

static void
write_none (AftPage *page)
{
  aft_html_open (page->html, "div", "class", "empty", NULL);
  aft_page_line (page, "strong", aft_page_say (page, N_ ("Nobody has answered in this period.")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("Choose an earlier period, or see on Kiosks whether a "
                                         "kiosk stands ready.")));
  aft_html_open (page->html, "p", NULL);
  aft_html_put (page->html, "a", aft_page_say (page, N_ ("To the kiosks")), "href",
                "/console/kiosks", NULL);
  aft_html_close (page->html, "p");
  aft_html_close (page->html, "div");
}

static void
write_workbook (const AftTrendsLook *look)
{
  AftHtml *html = look->page->html;
  g_autofree char *address = aft_trends_dup_address (AFT_TRENDS_DOWNLOAD, look->scope,
                                                     "&table=" AFT_TRENDS_ALL "&format=xlsx");

  aft_html_open (html, "p", "class", "row downloads", NULL);
  aft_html_put (html, "a", aft_page_say (look->page, N_ ("Download all tables as a workbook")),
                "class", "button plain", "href", address, "download", "", NULL);
  aft_html_close (html, "p");
}

static void
write_notes (const AftTrendsLook *look)
{
  g_autoptr (GPtrArray) notes = aft_trend_words_list_notes (&look->voice, look->view);

  aft_form_open_section (look->page, aft_page_say (look->page, N_ ("How to read this")));
  for (guint i = 0; i < notes->len; i++)
    aft_page_line (look->page, NULL, notes->pdata[i]);
  aft_html_close (look->page->html, "section");
}

static void
write_sentence (const AftTrendsLook *look)
{
  g_autofree char *scope = aft_trend_words_dup_scope (&look->voice, look->view);
  g_autofree char *sentence = aft_trend_words_dup_sentence (&look->voice, look->view);

  aft_page_line (look->page, "quiet", scope);
  aft_page_line (look->page, "sentence", sentence);
}

/* The form sends every field, and no period is this week: the address of what is seen says what it
 * is, and nothing else. */
static gboolean
is_canonical (const AftTrendsLook *look)
{
  static const char *const names[]
      = { "venue", "step", "measure", "by", "from", "to", "first", NULL };

  for (gsize i = 0; names[i] != NULL; i++)
    if (aft_page_get_query (look->page, names[i]) != NULL && !has_text (look->page, names[i]))
      return FALSE;
  return has_text (look->page, "period") && !has_text (look->page, "from")
         && !has_text (look->page, "to");
}

AftHttpReply *
aft_trends_make_seen (AftTrendsLook *look, const char *refusal, GError **error)
{
  AftPage *page = look->page;
  g_autoptr (GArray) parts = list_parts (look);
  const AftPageHead head = { .title = aft_page_say (page, N_ ("Trends")),
                             .section = AFT_SECTION_TRENDS,
                             .refusal = refusal };

  if (!aft_trends_look_load (look, add_up (parts), error))
    return NULL;
  aft_page_open (page, &head);
  write_sentence (look);
  aft_trends_write_form (look);
  if (is_empty (look->view))
    write_none (page);
  else
    for (guint i = 0; i < parts->len; i++)
      aft_trends_write_part (look, g_array_index (parts, guint, i));
  if (!is_empty (look->view))
    write_workbook (look);
  write_notes (look);
  return aft_page_close (page, refusal != NULL ? 422 : 200);
}

/* What cannot be seen so: this week instead, and why. */
static AftHttpReply *
make_refused (AftTrendsLook *look, GError **error)
{
  AftPage *page = look->page;

  g_clear_pointer (&look->scope, aft_trend_scope_free);
  look->scope = aft_trend_scope_new (aft_trend_find_today (look->venues, page->now_ms));
  set_limits (look);
  if (!aft_trend_scope_limit (look->scope, aft_page_get_venue_ids (page), error))
    return NULL;
  return aft_trends_make_seen (
      look,
      aft_page_say (page, N_ ("These figures cannot be shown: the address or the days are not "
                              "right, or have not begun. Here is this week.")),
      error);
}

static AftHttpReply *
make_trends (AftPage *page, GError **error)
{
  g_auto (AftTrendsLook) look = { .page = page };
  GError *reason = NULL;

  if (!aft_trends_look_read (&look, page, &reason))
    {
      if (look.venues == NULL || !g_error_matches (reason, AFT_ERROR, AFT_ERROR_INVALID))
        {
          g_propagate_error (error, reason);
          return NULL;
        }
      g_error_free (reason);
      return make_refused (&look, error);
    }
  if (!is_canonical (&look))
    {
      g_autofree char *address = aft_trends_dup_address (AFT_TRENDS, look.scope, NULL);
      return aft_http_reply_new_redirect (address);
    }
  return aft_trends_make_seen (&look, NULL, error);
}

static const AftPageRoute pages[] = {
  { "GET", AFT_TRENDS, AFT_ROLE_MANAGER, make_trends, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_TRENDS "/restaurants", AFT_ROLE_MANAGER, aft_trends_choose_venues,
    AFT_ROUTE_NO_BODY, 0 },
  { "GET", AFT_TRENDS_DOWNLOAD, AFT_ROLE_MANAGER, aft_trends_make_download, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_trends (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
