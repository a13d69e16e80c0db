/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One case on a board: what it is, how long it has waited, what comes next and the one button that
 * matters then. Which cases stand there, and in which order, is each page's. */
#include "aft-console-board.h"

char *
aft_board_dup_path (const AftId *case_id)
{
  g_autofree char *id = aft_id_to_text (case_id);
  return g_strconcat ("/console/cases/", id, NULL);
}

const char *
aft_board_get_owner (const AftHouseCase *item)
{
  return item->owner_public_name != NULL ? item->owner_public_name : item->owner_name;
}

AftCaseClock
aft_board_read_clock (const AftPage *page, const AftBoard *board, const AftHouseCase *item)
{
  const AftPlace *place = aft_places_find (board->places, &item->venue_id);
  AftCaseClockKind kind = item->flow.acknowledged_ms == 0 ? AFT_CASE_CLOCK_CONTACT
                          : item->flow.agreed_ms == 0     ? AFT_CASE_CLOCK_HANDLING
                                                          : AFT_CASE_CLOCK_RESOLUTION;
  return aft_case_clock_read (&item->flow, kind, &item->targets,
                              place != NULL ? place->hours : NULL, page->now_ms);
}

static gboolean
is_promise_late (const AftPage *page, const AftHouseCase *item)
{
  return item->promise_due_ms != 0 && item->promise_due_ms < page->now_ms;
}

const char *
aft_board_get_next (const AftPage *page, const AftBoard *board, const AftHouseCase *item)
{
  if (item->flow.state == AFT_CASE_STATE_NEW)
    return item->kind == AFT_CASE_KIND_CALL ? aft_page_say (page, N_ ("Somebody goes to the guest"))
                                            : aft_page_say (page, N_ ("Somebody takes it"));
  if (is_promise_late (page, item))
    return aft_page_say (page, N_ ("Keep what was promised: it is overdue"));
  if (aft_case_state_is_closed (item->flow.state))
    return aft_page_say (page, N_ ("Nothing: it is closed"));
  if (item->flow.state == AFT_CASE_STATE_WAITING)
    return aft_page_say (page, N_ ("The guest answers"));
  for (AftCaseStep step = 0; step < AFT_CASE_STEPS; step++)
    if ((item->flow.steps & (1u << step)) == 0)
      return aft_handling_steps_get_title (board->rules->steps, step, page->language);
  return aft_page_say (page, N_ ("Close it"));
}

/* -- the card ----------------------------------------------------------------------------------
 */

static void
write_what (AftPage *page, const AftBoard *board, const AftHouseCase *item, const char *path)
{
  AftHtml *html = page->html;
  const AftPlace *place = aft_places_find (board->places, &item->venue_id);

  aft_html_open (html, "div", "class", "who", NULL);
  aft_html_open (html, "h3", "class", "number", NULL);
  aft_html_put (html, "a", item->number, "href", path, "data-key", path, NULL);
  aft_html_close (html, "h3");
  aft_speech_level (page, item->level);
  if (item->kind == AFT_CASE_KIND_DRILL)
    aft_html_put (html, "span", aft_speech_get_kind (page, item->kind), "class", "tag tag-drill",
                  NULL);
  else
    aft_html_put (html, "span", aft_speech_get_kind (page, item->kind), NULL);
  if (item->table != NULL)
    {
      aft_html_open (html, "span", NULL);
      aft_html_text_printf (html, aft_page_say (page, N_ ("Table %s")), item->table);
      aft_html_close (html, "span");
    }
  if (board->places->len > 1 && place != NULL)
    aft_html_put (html, "span", aft_venue_get_name (place->venue), "class", "quiet", NULL);
  aft_html_close (html, "div");
}

static void
write_since (AftPage *page, const AftBoard *board, const AftHouseCase *item)
{
  AftHtml *html = page->html;
  AftCaseClock clock = aft_board_read_clock (page, board, item);
  gboolean is_closed = aft_case_state_is_closed (item->flow.state);
  gint64 end_ms = is_closed ? item->flow.closed_ms : page->now_ms;
  g_autofree char *age = aft_speech_dup_span (page, MAX (end_ms - item->flow.flagged_ms, 0));
  g_autofree char *left = aft_speech_dup_clock (page, &clock);
  const char *owner = aft_board_get_owner (item);

  aft_html_open (html, "div", "class", "who", NULL);
  aft_html_open (html, "span", "class", "age", NULL);
  aft_html_text_printf (
      html, is_closed ? aft_page_say (page, N_ ("took %s")) : aft_page_say (page, N_ ("for %s")),
      age);
  aft_html_close (html, "span");
  aft_html_put (html, "span", aft_speech_get_state (page, item->flow.state), NULL);
  if (owner != NULL)
    aft_html_put (html, "span", owner, NULL);
  if (item->returned_ms != 0)
    aft_html_put (html, "span", aft_page_say (page, N_ ("came back")), "class", "good", NULL);
  if (!is_closed && clock.has_target)
    {
      const char *class = aft_speech_get_clock_class (&clock);
      aft_html_put (html, "span", left, "class",
                    g_str_equal (class, "is-late")   ? "late"
                    : g_str_equal (class, "is-soon") ? "soon"
                                                     : "quiet",
                    NULL);
    }
  aft_html_close (html, "div");
}

static void
write_next (AftPage *page, const AftBoard *board, const AftHouseCase *item)
{
  aft_html_open (page->html, "p", "class", "next", NULL);
  aft_html_put (page->html, "span", aft_page_say (page, N_ ("Next:")), "class", "quiet", NULL);
  aft_html_put (page->html, "strong", aft_board_get_next (page, board, item), "class",
                is_promise_late (page, item) ? "late" : NULL, NULL);
  aft_html_close (page->html, "p");
}

static void
write_news (AftPage *page)
{
  aft_html_open (page->html, "p", "class", "news", NULL);
  aft_html_put (page->html, "span", NULL, "class", "mark mark-today", "aria-hidden", "true", NULL);
  aft_html_put (page->html, "strong", aft_page_say (page, N_ ("The guest has added something")),
                NULL);
  aft_html_close (page->html, "p");
}

/* Its name says of which case, for those who do not see where the button stands. */
static void
write_taking (AftPage *page, const AftHouseCase *item, const char *path)
{
  AftHtml *html = page->html;
  g_autofree char *action = g_strconcat (path, "/acknowledge", NULL);

  aft_html_open (html, "div", "class", "do", NULL);
  aft_page_open_form (page, action, "acknowledge");
  aft_html_open (html, "button", "class", "primary", NULL);
  aft_html_text (html, aft_page_say (page, N_ ("Take it")));
  aft_html_put (html, "span", item->number, "class", "unseen", NULL);
  aft_html_close (html, "button");
  aft_html_close (html, "form");
  aft_html_close (html, "div");
}

void
aft_board_card (AftPage *page, const AftBoard *board, const AftHouseCase *item)
{
  g_autofree char *path = aft_board_dup_path (&item->id);
  g_autofree char *id = aft_id_to_text (&item->id);
  g_autofree char *element = g_strconcat ("case-", id, NULL);
  g_autofree char *class = g_strconcat ("waits is-", aft_risk_level_to_text (item->level), NULL);

  aft_html_open (page->html, "li", "class", class, "id", element, "data-item", "", NULL);
  write_what (page, board, item, path);
  write_since (page, board, item);
  if (aft_id_is_among (&item->id, board->added))
    write_news (page);
  write_next (page, board, item);
  if (item->flow.state == AFT_CASE_STATE_NEW)
    write_taking (page, item, path);
  aft_html_close (page->html, "li");
}
