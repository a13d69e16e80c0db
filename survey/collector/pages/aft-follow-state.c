/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case in its guest's words. Due times are those that the store keeps: they already pass over the
 * hours in which the house is closed. */
#include "aft-follow-state.h"

#include "aft-page-frame.h"
#include "aft-page-time.h"

/* -- now ---------------------------------------------------------------------------------------
 */

static const char *
get_headline (AftCaseState state)
{
  switch (state)
    {
    case AFT_CASE_STATE_NEW:
      return N_ ("We have received it");
    case AFT_CASE_STATE_ACKNOWLEDGED:
    case AFT_CASE_STATE_IN_PROGRESS:
      return N_ ("We are looking after it");
    case AFT_CASE_STATE_OFFERED:
      return N_ ("We have proposed something to you");
    case AFT_CASE_STATE_WAITING:
      return N_ ("We are waiting for your answer");
    default:
      return N_ ("We have finished with it");
    }
}

char *
aft_follow_state_dup_headline (const AftPhonePage *page, const AftHouseCase *item)
{
  AftCaseState state = item->flow.state;
  gboolean is_held = state == AFT_CASE_STATE_ACKNOWLEDGED || state == AFT_CASE_STATE_IN_PROGRESS;

  /* The name to sign in with is nobody's to read. */
  if (is_held && item->owner_public_name != NULL)
    return g_strdup_printf (aft_page_frame_say (page, N_ ("%s is looking after it")),
                            item->owner_public_name);
  return g_strdup (aft_page_frame_say (page, get_headline (state)));
}

typedef enum
{
  NEXT_NOTHING,
  NEXT_TAKEN,
  NEXT_ANSWER,
  NEXT_DONE
} Next;

static Next
get_next (const AftHouseCase *item)
{
  switch (item->flow.state)
    {
    case AFT_CASE_STATE_NEW:
      return NEXT_TAKEN;
    case AFT_CASE_STATE_ACKNOWLEDGED:
    case AFT_CASE_STATE_IN_PROGRESS:
      return item->flow.agreed_ms == 0 ? NEXT_ANSWER : NEXT_DONE;
    default:
      return NEXT_NOTHING;
    }
}

/* 0: no time is set. */
static gint64
get_due_ms (const AftHouseCase *item, Next next)
{
  switch (next)
    {
    case NEXT_TAKEN:
      return item->contact_due_ms;
    case NEXT_ANSWER:
      return item->handling_due_ms;
    case NEXT_DONE:
      return item->promise_due_ms != 0 ? item->promise_due_ms : item->resolution_due_ms;
    default:
      return 0;
    }
}

char *
aft_follow_state_dup_promise (const AftPhonePage *page, const AftHouseCase *item)
{
  Next next = get_next (item);
  gint64 due_ms = get_due_ms (item, next);
  gboolean is_told = item->flow.escalated_to > AFT_ROLE_STAFF;

  if (due_ms == 0)
    return NULL;
  if (due_ms < page->now_ms && is_told)
    return g_strdup (aft_page_frame_say (
        page, N_ ("It takes longer than we wanted; the management has been told.")));
  if (due_ms < page->now_ms)
    return g_strdup (aft_page_frame_say (
        page, N_ ("It takes longer than we wanted. We have not forgotten it.")));
  g_autofree char *when = aft_page_time_dup (page, due_ms);
  if (next == NEXT_TAKEN)
    return g_strdup_printf (aft_page_frame_say (page, N_ ("Somebody takes it up by %s.")), when);
  if (next == NEXT_ANSWER)
    return g_strdup_printf (aft_page_frame_say (page, N_ ("You hear what we can do by %s.")), when);
  return g_strdup_printf (aft_page_frame_say (page, N_ ("What was agreed is done by %s.")), when);
}

/* -- so far ------------------------------------------------------------------------------------
 */

/* NULL: nothing that a guest is told. */
static const char *
get_event (AftCaseEventKind kind)
{
  switch (kind)
    {
    case AFT_CASE_EVENT_FLAGGED:
      return N_ ("Received");
    case AFT_CASE_EVENT_ACKNOWLEDGED:
      return N_ ("Taken up");
    case AFT_CASE_EVENT_HANDED_OVER:
      return N_ ("Given to a colleague");
    case AFT_CASE_EVENT_ESCALATED:
      return N_ ("The management was told");
    case AFT_CASE_EVENT_CALLED:
      return N_ ("We telephoned");
    case AFT_CASE_EVENT_AGREED:
      return N_ ("We agreed on what to do");
    case AFT_CASE_EVENT_CLOSED:
      return N_ ("Finished");
    case AFT_CASE_EVENT_REOPENED:
      return N_ ("Taken up again");
    case AFT_CASE_EVENT_GUEST:
      return N_ ("You added something");
    case AFT_CASE_EVENT_PHOTO:
      return N_ ("You added a photo");
    default:
      return NULL;
    }
}

/* Who did it, where a guest may know: of who is escalated to, or does it for the program, nobody.
 */
static const char *
get_name (const AftHouseCaseEvent *event)
{
  gboolean is_somebodys
      = event->kind == AFT_CASE_EVENT_ACKNOWLEDGED || event->kind == AFT_CASE_EVENT_CALLED
        || event->kind == AFT_CASE_EVENT_AGREED || event->kind == AFT_CASE_EVENT_CLOSED
        || event->kind == AFT_CASE_EVENT_REOPENED;
  return is_somebodys ? event->user_public_name : NULL;
}

static void
write_event (AftPhonePage *page, const AftHouseCaseEvent *event)
{
  const char *text = get_event (event->kind);
  const char *name = get_name (event);
  AftHtml *html = page->html;

  if (text == NULL)
    return;
  aft_html_open (html, "li", NULL);
  aft_html_text (html, aft_page_frame_say (page, text));
  if (name != NULL)
    aft_html_text_printf (html, " · %s", name);
  aft_html_open (html, "span", "class", "quiet", NULL);
  aft_html_text (html, " · ");
  aft_page_time_write (page, event->time_ms);
  aft_html_close (html, "span");
  aft_html_close (html, "li");
}

void
aft_follow_state_write_history (AftPhonePage *page, const GPtrArray *events)
{
  aft_html_open (page->html, "ol", "class", "history", NULL);
  for (guint i = 0; i < events->len; i++)
    write_event (page, events->pdata[i]);
  aft_html_close (page->html, "ol");
}
