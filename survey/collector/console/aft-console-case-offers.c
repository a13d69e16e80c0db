/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is offered to a guest: the form, the ceiling, and above it the second person, on the case's
 * page and on Today. What the history says of offers is here, too. */
#include "aft-console-case-offers.h"

#include "aft-console-case-parts.h"
#include "aft-console-form.h"
#include "aft-error.h"
#include "aft-house-store-cases.h"

#define WAITING_MAX 20 /* on Today */

/* What waits for approval in one case; borrowed. */
typedef struct
{
  const AftHouseCase *item;
  const GPtrArray *events; /* of AftHouseCaseEvent */
  const AftConsoleRules *rules;
  const char *path; /* of the case */
} Asked;

/* -- what waits --------------------------------------------------------------------------------
 */

static const AftHouseCaseEvent *
find_asked (const GPtrArray *events)
{
  for (guint i = events->len; i > 0; i--)
    {
      const AftHouseCaseEvent *event = events->pdata[i - 1];
      if (event->kind == AFT_CASE_EVENT_ASKED)
        return event;
    }
  return NULL;
}

static void
write_request (AftPage *page, const Asked *asked)
{
  const AftHouseCase *item = asked->item;
  const AftHouseCaseEvent *event = find_asked (asked->events);
  const char *rung = event != NULL ? aft_case_get_rung (page, asked->rules, event) : NULL;
  const char *name = item->asked_public_name != NULL ? item->asked_public_name : item->asked_name;
  g_autofree char *money = aft_speech_dup_money (page, item->flow.asked_minor);
  g_autofree char *ceiling = aft_speech_dup_money (page, item->ceiling_minor);
  g_autofree char *offered = aft_speech_dup_money (page, item->flow.offered_minor);

  aft_html_open (page->html, "p", NULL);
  aft_html_open (page->html, "strong", NULL);
  aft_html_text_printf (page->html, aft_page_say (page, N_ ("%s asks for %s")),
                        name != NULL ? name : "", money);
  aft_html_close (page->html, "strong");
  if (rung != NULL)
    aft_html_text_printf (page->html, " · %s", rung);
  aft_html_close (page->html, "p");
  if (event != NULL && event->words != NULL)
    aft_html_put (page->html, "p", event->words, "class", "note", NULL);
  aft_html_open (page->html, "p", "class", "quiet small", NULL);
  aft_html_text_printf (page->html, aft_page_say (page, N_ ("Ceiling %s, offered so far %s")),
                        ceiling, offered);
  aft_html_close (page->html, "p");
}

static void
open_form (AftPage *page, const Asked *asked, const char *act)
{
  g_autofree char *action = g_strconcat (asked->path, "/", act, NULL);
  aft_page_open_form (page, action, act);
}

/* Exactly what is seen here is approved, and nothing that was asked for since. */
static void
write_approval (AftPage *page, const Asked *asked)
{
  g_autofree char *minor = g_strdup_printf ("%" G_GINT64_FORMAT, asked->item->flow.asked_minor);

  open_form (page, asked, "approve");
  aft_form_hidden (page, "asked", minor);
  aft_form_end (page, aft_page_say (page, N_ ("Approve the offer")), "primary");
}

/* @is_own: taken back by who asked. */
static void
write_decline (AftPage *page, const Asked *asked, gboolean is_own)
{
  g_autofree char *id = g_strconcat ("decline-", asked->item->number, NULL);
  const AftPageField words = { .id = id,
                               .name = "words",
                               .label = aft_page_say (page, N_ ("Why it is not offered")),
                               .type = "textarea",
                               .value = aft_case_get_draft (page, "decline", "words"),
                               .most = AFT_HOUSE_WORDS_MAX,
                               .is_needed = TRUE };
  const char *title = is_own ? aft_page_say (page, N_ ("Take the request back"))
                             : aft_page_say (page, N_ ("Refuse the offer"));
  gboolean is_open = page->form != NULL && g_strcmp0 (page->word, "decline") == 0;

  aft_html_open (page->html, "details", "open", AFT_HTML_IF (is_open), NULL);
  aft_html_put (page->html, "summary", title, NULL);
  open_form (page, asked, "decline");
  aft_page_field (page, &words);
  aft_form_end (page, title, "plain");
  aft_html_close (page->html, "details");
}

static void
write_decision (AftPage *page, const Asked *asked)
{
  const AftCaseFlow *flow = &asked->item->flow;
  gboolean is_own = aft_id_equal (&flow->asked_by, &page->caller->user_id);
  gboolean may_approve
      = aft_case_flow_may_approve (flow, &page->caller->user_id, page->caller->role);
  gboolean can_offer = flow->state == AFT_CASE_STATE_OFFERED
                       || aft_case_flow_has_edge (flow->state, AFT_CASE_STATE_OFFERED);

  if (may_approve && can_offer)
    write_approval (page, asked);
  else if (may_approve)
    aft_page_line (page, "hint",
                   aft_page_say (page, N_ ("The guest is thinking something over: go on with the "
                                           "case before you approve more.")));
  else
    aft_page_line (page, "hint",
                   aft_page_say (page, N_ ("It waits for a second person: a manager or the owner "
                                           "who has not asked for it.")));
  if (may_approve || is_own)
    write_decline (page, asked, is_own);
}

void
aft_case_write_asked (AftPage *page, const AftCaseFile *file)
{
  const Asked asked = { file->item, file->events, file->rules, file->path };
  gboolean has_asked = file->item->flow.has_asked;

  aft_html_open (page->html, "section", "class", "card", "id", "asked", "data-live", "", "hidden",
                 AFT_HTML_IF (!has_asked), NULL);
  if (has_asked)
    {
      aft_html_put (page->html, "h2", aft_page_say (page, N_ ("Waits for approval")), NULL);
      write_request (page, &asked);
      write_decision (page, &asked);
    }
  aft_html_close (page->html, "section");
}

/* -- what waits, on Today ----------------------------------------------------------------------
 */

static gboolean
write_waiting (AftPage *page,
               const AftConsoleRules *rules,
               const AftHouseCase *item,
               GError **error)
{
  g_autofree char *path = aft_board_dup_path (&item->id);
  g_autoptr (GPtrArray) events
      = aft_house_store_list_case_events_sync (page->store, &item->id, error);
  const Asked asked = { item, events, rules, path };

  if (events == NULL)
    return FALSE;
  aft_html_open (page->html, "li", NULL);
  aft_html_put (page->html, "a", item->number, "href", path, NULL);
  write_request (page, &asked);
  write_decision (page, &asked);
  aft_html_close (page->html, "li");
  return TRUE;
}

gboolean
aft_offers_write_waiting (AftPage *page, const AftConsoleRules *rules, GError **error)
{
  const AftHouseCaseQuery query
      = { .venue_ids = aft_page_get_venue_ids (page), .only_asked = TRUE, .limit = WAITING_MAX };
  gboolean is_done = TRUE;
  g_autoptr (GPtrArray) cases = aft_house_store_list_cases_sync (page->store, &query, error);

  if (cases == NULL)
    return FALSE;
  aft_html_open (page->html, "section", "id", "asked", "data-live", "", "hidden",
                 AFT_HTML_IF (cases->len == 0), NULL);
  if (cases->len > 0)
    {
      aft_html_put (page->html, "h2", aft_page_say (page, N_ ("Waits for approval")), NULL);
      aft_html_open (page->html, "ul", "class", "card rows", NULL);
      for (guint i = 0; i < cases->len && is_done; i++)
        is_done = write_waiting (page, rules, cases->pdata[i], error);
      aft_html_close (page->html, "ul");
    }
  aft_html_close (page->html, "section");
  return is_done;
}

/* -- the form ----------------------------------------------------------------------------------
 */

static gint64
get_left (const AftHouseCase *item)
{
  return aft_case_flow_get_left_minor (&item->flow, item->ceiling_minor);
}

/* The apology is chosen until it was made. */
static void
write_rungs (AftPage *page, const AftCaseFile *file)
{
  const AftTreatment *treatment = file->rules->treatment;
  const char *chosen = aft_case_get_draft (page, "offer", "rung");
  const AftPageField field = { .id = "offer-rung",
                               .name = "rung",
                               .label = aft_page_say (page, N_ ("What is offered")),
                               .is_needed = TRUE };

  if (chosen == NULL && !aft_case_flow_has_apologised (&file->item->flow))
    chosen = aft_treatment_get_rung_id (treatment, 0);
  aft_page_open_select (page, &field);
  aft_page_option (page, "", aft_page_say (page, N_ ("Choose…")), FALSE);
  for (guint i = 0; i < aft_treatment_count_rungs (treatment); i++)
    {
      const char *id = aft_treatment_get_rung_id (treatment, i);
      aft_page_option (page, id, aft_treatment_get_rung_text (treatment, id, page->language),
                       g_strcmp0 (chosen, id) == 0);
    }
  aft_page_close_select (page);
}

/* Empty is nothing, which the apology costs. */
static void
write_cost (AftPage *page, const AftCaseFile *file)
{
  gint64 left_minor = get_left (file->item);
  g_autofree char *left = aft_speech_dup_money (page, left_minor);
  g_autofree char *up_to = g_strdup_printf (
      aft_page_say (page, N_ ("Up to %s; above it a second person has to approve")), left);
  const AftPageField cost = {
    .id = "offer-cost",
    .name = "cost",
    .label = aft_page_say (page, N_ ("What it costs the house")),
    .hint = left_minor > 0
                ? up_to
                : aft_page_say (page, N_ ("Whatever costs something, a second person has to "
                                          "approve")),
    .value = aft_case_get_draft (page, "offer", "cost"),
    .inputmode = "decimal",
    .autocomplete = "off",
    .most = 12,
  };

  aft_page_field (page, &cost);
}

void
aft_case_write_offer (AftPage *page, const AftCaseFile *file)
{
  const AftHouseCase *item = file->item;
  g_autofree char *ceiling = aft_speech_dup_money (page, item->ceiling_minor);
  g_autofree char *offered = aft_speech_dup_money (page, item->flow.offered_minor);
  g_autofree char *so_far = g_strdup_printf (
      aft_page_say (page, N_ ("Ceiling %s, offered so far %s")), ceiling, offered);

  aft_case_open_folded (page, file, "offer", aft_page_say (page, N_ ("Offer something")));
  aft_page_line (page, "hint", so_far);
  if (!aft_case_flow_has_apologised (&item->flow))
    aft_page_line (page, "hint",
                   aft_page_say (page, N_ ("An apology comes first and costs nothing.")));
  write_rungs (page, file);
  write_cost (page, file);
  aft_case_write_words_field (
      page, "offer", aft_page_say (page, N_ ("What exactly; above the ceiling also why")), FALSE);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Make the offer")));
}

/* -- what the forms say ------------------------------------------------------------------------
 */

static gboolean
refuse (char **ret_refusal, const char *text)
{
  *ret_refusal = g_strdup (text);
  return FALSE;
}

gboolean
aft_case_fill_cost (AftPage *page, AftHouseCaseAction *action, char **ret_refusal)
{
  action->has_cost = aft_speech_read_money (aft_page_get_field (page, "cost"), &action->cost_minor);
  return action->has_cost
         || refuse (ret_refusal,
                    aft_page_say (page, N_ ("Write the cost as a number, for instance 88.50.")));
}

/* Above the ceiling it is asked for. */
static gboolean
fill_request (AftPage *page,
              const AftCaseFile *file,
              AftHouseCaseAction *action,
              char **ret_refusal)
{
  g_autofree char *left = aft_speech_dup_money (page, get_left (file->item));

  if (file->item->flow.has_asked)
    return refuse (ret_refusal,
                   aft_page_say (page, N_ ("Another offer waits for approval already. Nothing was "
                                           "offered.")));
  if (action->words == NULL)
    {
      *ret_refusal = g_strdup_printf (
          aft_page_say (page, N_ ("Above %s a second person has to approve: write why. "
                                  "Nothing was offered.")),
          left);
      return FALSE;
    }
  action->kind = AFT_CASE_EVENT_ASKED;
  return TRUE;
}

gboolean
aft_case_fill_offer (AftPage *page,
                     const AftCaseFile *file,
                     AftHouseCaseAction *action,
                     char **ret_refusal)
{
  const AftTreatment *treatment = file->rules->treatment;

  action->rung = aft_page_get_field (page, "rung");
  if (aft_treatment_get_rung_text (treatment, action->rung, page->language) == NULL)
    return refuse (ret_refusal, aft_page_say (page, N_ ("Choose what is offered.")));
  action->is_apology = aft_treatment_is_apology (treatment, action->rung);
  action->has_cost = action->is_apology && *aft_page_get_field (page, "cost") == '\0';
  if (!action->has_cost && !aft_case_fill_cost (page, action, ret_refusal))
    return FALSE;
  if (action->is_apology && action->cost_minor > 0)
    return refuse (ret_refusal, aft_page_say (page, N_ ("An apology costs nothing.")));
  if (action->cost_minor > 0 && !aft_case_flow_has_apologised (&file->item->flow))
    return refuse (ret_refusal,
                   aft_page_say (page, N_ ("Apologise first: only then is anything offered that "
                                           "costs something. Nothing was offered.")));
  return action->cost_minor <= get_left (file->item)
         || fill_request (page, file, action, ret_refusal);
}

gboolean
aft_case_fill_approval (AftPage *page,
                        const AftCaseFile *file,
                        AftHouseCaseAction *action,
                        char **ret_refusal)
{
  const AftHouseCaseEvent *asked = find_asked (file->events);

  action->is_approval = TRUE;
  action->has_cost = g_ascii_string_to_signed (aft_page_get_field (page, "asked"), 10, 0,
                                               AFT_CASE_COST_MAX_MINOR, &action->cost_minor, NULL);
  if (!action->has_cost)
    return refuse (ret_refusal,
                   aft_page_say (page, N_ ("The form could not be read. Nothing was done.")));
  if (asked != NULL)
    action->rung = aft_value_get_member_string (asked->detail, "rung", NULL);
  return TRUE;
}

static const char *
get_denied (const AftPage *page, const AftCaseFile *file, const AftHouseCaseAction *action)
{
  if (action->is_approval)
    return aft_page_say (page, N_ ("Somebody else approves it: a manager or the owner who has not "
                                   "asked for it. Nothing was offered."));
  if (action->kind == AFT_CASE_EVENT_DECLINED)
    return aft_page_say (page, N_ ("Only who asked for it, a manager or the owner can refuse it."));
  if (!aft_case_may_act (page, file))
    return NULL;
  return aft_page_say (page, N_ ("More has been offered meanwhile: above the ceiling a second "
                                 "person has to approve. Nothing was offered."));
}

const char *
aft_case_get_offer_refusal (const AftPage *page,
                            const AftCaseFile *file,
                            const AftHouseCaseAction *action,
                            const GError *error)
{
  gboolean is_decision = action->is_approval || action->kind == AFT_CASE_EVENT_DECLINED;

  if (!is_decision && action->kind != AFT_CASE_EVENT_OFFER && action->kind != AFT_CASE_EVENT_ASKED)
    return NULL;
  if (error->code == AFT_ERROR_DENIED)
    return get_denied (page, file, action);
  if (error->code != AFT_ERROR_CONFLICT || !is_decision || file->item->flow.has_asked)
    return NULL;
  return aft_page_say (page, N_ ("It does not wait for approval any more. Look at the history."));
}

/* -- what has happened -------------------------------------------------------------------------
 */

/* Who asked last before @event. */
static const AftHouseCaseEvent *
find_asked_before (const GPtrArray *events, const AftHouseCaseEvent *event)
{
  const AftHouseCaseEvent *asked = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const AftHouseCaseEvent *other = events->pdata[i];
      if (other->kind == AFT_CASE_EVENT_ASKED && other->number < event->number)
        asked = other;
    }
  return asked;
}

const char *
aft_case_get_offer_event (const AftPage *page,
                          const AftCaseFile *file,
                          const AftHouseCaseEvent *event)
{
  if (event->kind == AFT_CASE_EVENT_DECLINED)
    {
      const AftHouseCaseEvent *asked = find_asked_before (file->events, event);
      gboolean is_own = asked != NULL && aft_id_equal (&asked->user_id, &event->user_id);
      return is_own ? aft_page_say (page, N_ ("Request taken back")) : NULL;
    }
  if (event->kind != AFT_CASE_EVENT_OFFER)
    return NULL;
  if (aft_value_get_member_boolean (event->detail, "approval", FALSE))
    return aft_page_say (page, N_ ("Approved and offered"));
  return NULL;
}

const char *
aft_case_get_rung (const AftPage *page,
                   const AftConsoleRules *rules,
                   const AftHouseCaseEvent *event)
{
  const char *id = aft_value_get_member_string (event->detail, "rung", NULL);
  const char *text = aft_treatment_get_rung_text (rules->treatment, id, page->language);
  return text != NULL ? text : id;
}
