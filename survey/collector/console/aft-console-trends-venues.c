/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of which restaurants trends are seen: all or one by a list, several by boxes. Boxes are too many
 * for an address, so theirs is a form of its own, which is posted and answered with the address of
 * the same view of what was ticked. */
#include "aft-console-trends.h"

#include "aft-console-form.h"
#include "aft-http-page.h"
#include "aft-venue.h"

#define SEVERAL     AFT_TRENDS "/restaurants"
#define VIEW_FIELD  "view"
#define VENUE_FIELD "venue:"

static gboolean
is_chosen (const AftTrendScope *scope, const AftId *id)
{
  return scope->names_venues && aft_id_is_among (id, scope->venue_ids);
}

/* -- all or one --------------------------------------------------------------------------------
 */

/* What was ticked stays chosen where something else is changed. */
static void
put_several (const AftTrendsLook *look)
{
  g_autofree char *value = aft_id_list_to_text (look->scope->venue_ids);
  g_autofree char *count = g_strdup_printf ("%u", look->scope->venue_ids->len);
  g_autofree char *name = g_strdup_printf (aft_page_say (look->page, N_ ("%s restaurants")), count);

  aft_page_option (look->page, value, name, TRUE);
}

void
aft_trends_write_venues (const AftTrendsLook *look)
{
  const AftTrendScope *scope = look->scope;
  gboolean has_several = scope->names_venues && scope->venue_ids->len > 1;
  const AftPageField field
      = { .id = "venue", .label = aft_page_say (look->page, N_ ("Restaurant")) };

  if (look->venues->len < 2)
    return;
  aft_page_open_select (look->page, &field);
  aft_page_option (look->page, "", aft_page_say (look->page, N_ ("All restaurants")),
                   !scope->names_venues);
  if (has_several)
    put_several (look);
  for (guint i = 0; i < look->venues->len; i++)
    {
      const AftVenue *venue = look->venues->pdata[i];
      g_autofree char *id = aft_id_to_text (aft_venue_get_id (venue));
      aft_page_option (look->page, id, aft_venue_get_name (venue),
                       !has_several && is_chosen (scope, aft_venue_get_id (venue)));
    }
  aft_page_close_select (look->page);
}

/* -- several -----------------------------------------------------------------------------------
 */

static void
write_box (const AftTrendsLook *look, const AftVenue *venue)
{
  const AftPage *page = look->page;
  g_autofree char *name = aft_form_dup_path (VENUE_FIELD, aft_venue_get_id (venue), NULL);
  const AftPageField field = { .id = name, .label = aft_venue_get_name (venue) };

  aft_page_tick (look->page, &field,
                 page->form != NULL ? *aft_page_get_field (page, name) != '\0'
                                    : is_chosen (look->scope, aft_venue_get_id (venue)));
}

void
aft_trends_write_several (const AftTrendsLook *look)
{
  AftPage *page = look->page;
  AftHtml *html = page->html;
  g_autofree char *view = aft_trend_scope_to_query (look->scope);

  /* Both of two are all. */
  if (look->venues->len < 3)
    return;
  aft_html_open (html, "details", "class", "several", "open", AFT_HTML_IF (page->form != NULL),
                 NULL);
  aft_html_put (html, "summary", aft_page_say (page, N_ ("Several restaurants")), NULL);
  aft_page_open_form (page, SEVERAL, NULL);
  aft_form_hidden (page, VIEW_FIELD, view);
  aft_html_open (html, "fieldset", "class", "ticks", NULL);
  aft_html_put (html, "legend", aft_page_say (page, N_ ("Seen together")), NULL);
  for (guint i = 0; i < look->venues->len; i++)
    write_box (look, look->venues->pdata[i]);
  aft_html_close (html, "fieldset");
  aft_form_end (page, aft_page_say (page, N_ ("Show these together")), NULL);
  aft_html_close (html, "details");
}

/* What was ticked becomes the scope's; all of them, or none, are no choice. */
static gboolean
put_venues (AftTrendsLook *look, GError **error)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (AftId));

  g_array_unref (look->scope->venue_ids);
  look->scope->venue_ids = ids;
  if (!aft_form_read_ids (look->page, VENUE_FIELD, ids, error))
    return FALSE;
  if (ids->len == look->venues->len)
    g_array_set_size (ids, 0);
  look->scope->names_venues = ids->len > 0;
  return aft_trend_scope_limit (look->scope, aft_page_get_venue_ids (look->page), error);
}

static AftHttpReply *
refuse_many (AftTrendsLook *look, GError **error)
{
  g_autofree char *refusal
      = g_strdup_printf (aft_page_say (look->page, N_ ("At most %d restaurants can be seen "
                                                       "together. Choose fewer, or all.")),
                         AFT_TREND_VENUES_LISTED);
  look->scope->names_venues = FALSE;
  g_array_set_size (look->scope->venue_ids, 0);
  if (!aft_trend_scope_limit (look->scope, aft_page_get_venue_ids (look->page), error))
    return NULL;
  return aft_trends_make_seen (look, refusal, error);
}

AftHttpReply *
aft_trends_choose_venues (AftPage *page, GError **error)
{
  g_auto (AftTrendsLook) look = { .page = page };

  if (!aft_trends_look_read_view (&look, page, aft_page_get_field (page, VIEW_FIELD), error)
      || !put_venues (&look, error))
    return NULL;
  if (look.scope->names_venues && look.scope->venue_ids->len > AFT_TREND_VENUES_LISTED)
    return refuse_many (&look, error);
  g_autofree char *address = aft_trends_dup_address (AFT_TRENDS, look.scope, NULL);
  return aft_http_reply_new_redirect (address);
}
