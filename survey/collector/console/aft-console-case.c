/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/cases/{id}: one case on one page: the guest's words, why it was flagged, the clocks, the
 * next step with what to say; what can be done and what has happened are files of their own. */
#include "aft-console-case.h"
#include "aft-console-erasure.h"

#include "aft-console-case-added.h"
#include "aft-console-case-promises.h"
#include "aft-error.h"
#include "aft-house-store-cases.h"

/* -- what is known -----------------------------------------------------------------------------
 */

static GPtrArray *
list_colleagues (const AftPage *page, const AftId *venue_id, GError **error)
{
  GPtrArray *users = aft_house_store_list_users_sync (page->store, error);

  for (guint i = users != NULL ? users->len : 0; i > 0; i--)
    {
      const AftHouseUser *user = users->pdata[i - 1];
      gboolean is_there
          = user->role == AFT_ROLE_OWNER
            || (user->venue_ids != NULL && aft_id_is_among (venue_id, user->venue_ids));
      if (!is_there || user->disabled_ms != 0 || aft_id_equal (&user->id, &page->caller->user_id))
        g_ptr_array_remove_index (users, i - 1);
    }
  return users;
}

static gboolean
load_parts (AftCaseFile *file, AftPage *page, GError **error)
{
  const AftHouseCorrectiveActionQuery query
      = { .case_id = &page->id, .limit = AFT_HOUSE_CASES_MAX };
  const AftHousePromiseQuery promises = { .case_id = &page->id, .limit = AFT_HOUSE_PROMISES_MAX };

  file->events = aft_house_store_list_case_events_sync (page->store, &page->id, error);
  if (file->events == NULL)
    return FALSE;
  file->responses = aft_house_store_list_case_responses_sync (page->store, &page->id, error);
  if (file->responses == NULL)
    return FALSE;
  file->actions = aft_house_store_list_corrective_actions_sync (page->store, &query, error);
  if (file->actions == NULL)
    return FALSE;
  file->promises = aft_house_store_list_promises_sync (page->store, &promises, error);
  if (file->promises == NULL || !aft_case_load_guest (file, page, error))
    return FALSE;
  file->photos = aft_house_store_list_attachments_sync (page->store, &page->id, error);
  if (file->photos == NULL)
    return FALSE;
  file->colleagues = list_colleagues (page, &file->item->venue_id, error);
  if (file->colleagues == NULL)
    return FALSE;
  file->rules = aft_console_rules_load (page, error);
  file->places = file->rules != NULL ? aft_places_load (page, error) : NULL;
  return file->places != NULL;
}

AftCaseFile *
aft_case_file_load (AftPage *page, GError **error)
{
  g_autoptr (AftCaseFile) file = g_new0 (AftCaseFile, 1);

  file->item = aft_house_store_get_case_sync (page->store, &page->id, error);
  if (file->item == NULL)
    return NULL;
  if (!aft_console_caller_has_venue (page->caller, &file->item->venue_id))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such case");
      return NULL;
    }
  if (!load_parts (file, page, error))
    return NULL;
  file->place = aft_places_find (file->places, &file->item->venue_id);
  file->path = aft_board_dup_path (&page->id);
  return file->place != NULL ? g_steal_pointer (&file) : NULL;
}

void
aft_case_file_free (AftCaseFile *file)
{
  if (file == NULL)
    return;
  g_clear_pointer (&file->item, aft_house_case_free);
  g_clear_pointer (&file->events, g_ptr_array_unref);
  g_clear_pointer (&file->responses, g_ptr_array_unref);
  g_clear_pointer (&file->actions, g_ptr_array_unref);
  g_clear_pointer (&file->promises, g_ptr_array_unref);
  g_clear_pointer (&file->photos, g_ptr_array_unref);
  g_clear_pointer (&file->guest, aft_house_guest_free);
  g_clear_pointer (&file->earlier, g_ptr_array_unref);
  g_clear_pointer (&file->colleagues, g_ptr_array_unref);
  g_clear_pointer (&file->rules, aft_console_rules_free);
  g_clear_pointer (&file->places, g_ptr_array_unref);
  g_free (file->path);
  g_free (file);
}

gboolean
aft_case_may_act (const AftPage *page, const AftCaseFile *file)
{
  return aft_case_flow_may_act (&file->item->flow, &page->caller->user_id, page->caller->role);
}

gint64
aft_case_get_cap_minor (const AftCaseFile *file)
{
  return aft_case_flow_get_left_minor (&file->item->flow, file->item->ceiling_minor);
}

/* -- head --------------------------------------------------------------------------------------
 */

static void
write_head (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;
  const AftHouseCase *item = file->item;
  const char *owner = aft_board_get_owner (item);

  aft_html_open (html, "div", "class", "head", "id", "head", "data-live", "", NULL);
  aft_html_open (html, "div", "class", "top", NULL);
  aft_html_put (html, "h1", item->number, "class", "number", NULL);
  aft_speech_level (page, item->level);
  aft_html_put (html, "span", aft_speech_get_kind (page, item->kind), "class",
                item->kind == AFT_CASE_KIND_DRILL ? "tag tag-drill" : "tag", NULL);
  aft_html_put (html, "span", aft_speech_get_state (page, item->flow.state), "class",
                aft_case_state_is_closed (item->flow.state) ? "tag tag-good" : "tag", NULL);
  aft_html_close (html, "div");
  aft_html_open (html, "p", "class", "quiet", NULL);
  if (item->table != NULL)
    {
      aft_html_text_printf (html, aft_page_say (page, N_ ("Table %s")), item->table);
      aft_html_text (html, " · ");
    }
  aft_html_text_printf (html, "%s · ", aft_venue_get_name (file->place->venue));
  aft_speech_time (page, item->flow.flagged_ms, file->place->zone);
  aft_html_text (html, " · ");
  if (owner != NULL)
    aft_html_text_printf (html, aft_page_say (page, N_ ("%s has it")), owner);
  else
    aft_html_text (html, aft_page_say (page, N_ ("Nobody has it yet")));
  aft_html_close (html, "p");
  aft_html_close (html, "div");
}

/* -- why ---------------------------------------------------------------------------------------
 */

static void
write_signals (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;
  const AftRisk *risk = file->item->risk;

  aft_html_open (html, "ul", "class", "rows", NULL);
  for (gsize i = 0; risk != NULL && i < aft_risk_get_signal_count (risk); i++)
    {
      const AftRiskSignal *signal = aft_risk_get_signal (risk, i);
      const char *reason
          = aft_risk_rules_get_reason (file->rules->risk, signal->id, page->language);
      aft_html_open (html, "li", NULL);
      aft_html_text (html, reason != NULL ? reason : signal->id);
      aft_html_open (html, "span", "class", "quiet", NULL);
      aft_html_text_printf (html, " %+d", signal->points);
      aft_html_close (html, "span");
      aft_html_close (html, "li");
    }
  aft_html_close (html, "ul");
}

static void
write_why (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;
  const AftHouseCase *item = file->item;

  aft_html_open (html, "section", "class", "card", "id", "why", "data-live", "", NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("Why it was flagged")), NULL);
  if (item->risk != NULL && aft_risk_get_signal_count (item->risk) > 0)
    {
      write_signals (page, file);
      aft_html_open (html, "p", "class", "quiet small", NULL);
      aft_html_text_printf (html, aft_page_say (page, N_ ("%u of 100 points, rules version %s")),
                            item->points, aft_risk_get_version (item->risk));
      aft_html_close (html, "p");
    }
  else if (item->kind == AFT_CASE_KIND_CALL)
    aft_html_put (html, "p", aft_page_say (page, N_ ("The guest called for staff.")), NULL);
  else if (item->kind == AFT_CASE_KIND_DRILL)
    aft_html_put (html, "p", aft_page_say (page, N_ ("It was staged to practise.")), NULL);
  else
    aft_html_put (html, "p", aft_page_say (page, N_ ("The guest complained.")), NULL);
  aft_html_close (html, "section");
}

/* -- clocks ------------------------------------------------------------------------------------
 */

static void
write_clock (AftPage *page, const AftCaseFile *file, AftCaseClockKind kind)
{
  AftHtml *html = page->html;
  AftCaseClock clock = aft_case_clock_read (&file->item->flow, kind, &file->item->targets,
                                            file->place->hours, page->now_ms);
  g_autofree char *text = aft_speech_dup_clock (page, &clock);
  const char *class = aft_speech_get_clock_class (&clock);

  aft_html_open (html, "li", "class", class, NULL);
  aft_html_put (html, "span", aft_speech_get_clock (page, kind), "class", "strong", NULL);
  aft_html_open (html, "span", "class", g_str_equal (class, "is-late") ? "late" : NULL, NULL);
  aft_html_text (html, text);
  aft_html_close (html, "span");
  if (clock.has_target && !clock.is_paused)
    {
      aft_html_open (html, "span", "class", "quiet small", NULL);
      aft_html_text (html, clock.ended_ms != 0 ? aft_page_say (page, N_ ("ended"))
                                               : aft_page_say (page, N_ ("due")));
      aft_html_text (html, " ");
      aft_speech_time (page, clock.ended_ms != 0 ? clock.ended_ms : clock.due_ms,
                       file->place->zone);
      aft_html_close (html, "span");
    }
  aft_html_close (html, "li");
}

static void
write_fact (AftPage *page, const char *name, const char *text)
{
  if (text == NULL)
    return;
  aft_html_open (page->html, "div", NULL);
  aft_html_put (page->html, "dt", name, NULL);
  aft_html_put (page->html, "dd", text, NULL);
  aft_html_close (page->html, "div");
}

static const char *
get_cause (const AftPage *page, const AftCaseFile *file, AftCausePick pick, const char *id)
{
  const char *text
      = id != NULL ? aft_cause_list_get_text (file->rules->causes, pick, id, page->language) : NULL;
  return text != NULL ? text : id;
}

static void
write_facts (AftPage *page, const AftCaseFile *file)
{
  const AftHouseCase *item = file->item;
  g_autofree char *cost = item->has_cost ? aft_speech_dup_money (page, item->cost_minor) : NULL;
  g_autofree char *changes
      = item->flow.owner_changes > 0 ? g_strdup_printf ("%u", item->flow.owner_changes) : NULL;
  g_autofree char *again
      = item->flow.reopened > 0 ? g_strdup_printf ("%u", item->flow.reopened) : NULL;

  aft_html_open (page->html, "dl", "class", "facts", NULL);
  write_fact (page, aft_page_say (page, N_ ("Stated cause")),
              get_cause (page, file, AFT_CAUSE_STATED, item->stated_cause));
  write_fact (page, aft_page_say (page, N_ ("Root cause")),
              get_cause (page, file, AFT_CAUSE_ROOT, item->root_cause));
  write_fact (page, aft_page_say (page, N_ ("Responsible")),
              get_cause (page, file, AFT_CAUSE_RESPONSIBILITY, item->responsibility));
  write_fact (page, aft_page_say (page, N_ ("Outcome")),
              get_cause (page, file, AFT_CAUSE_OUTCOME, item->outcome));
  write_fact (page, aft_page_say (page, N_ ("Cost")), cost);
  write_fact (page, aft_page_say (page, N_ ("Changes of hands")), changes);
  write_fact (page, aft_page_say (page, N_ ("Opened again")), again);
  aft_html_close (page->html, "dl");
}

static void
write_clocks (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;

  aft_html_open (html, "section", "class", "card", "id", "clocks", "data-live", "", NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("Clocks")), NULL);
  aft_html_open (html, "ul", "class", "clocks", NULL);
  for (AftCaseClockKind kind = 0; kind < AFT_CASE_CLOCKS; kind++)
    write_clock (page, file, kind);
  aft_html_close (html, "ul");
  aft_html_close (html, "section");
}

static void
write_treatment (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;
  g_autofree char *cap = aft_speech_dup_money (page, aft_case_get_cap_minor (file));

  aft_html_open (html, "section", "class", "card", "id", "facts", "data-live", "", NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("What is known")), NULL);
  write_facts (page, file);
  if (!aft_case_is_given_up (file))
    aft_html_put (html, "p",
                  aft_treatment_get_policy (file->rules->treatment, file->item->tier,
                                            file->item->level, page->language),
                  "class", "small", NULL);
  aft_html_open (html, "p", "class", "quiet small", NULL);
  aft_html_text_printf (
      html, aft_page_say (page, N_ ("May be offered without a second person: %s")), cap);
  aft_html_close (html, "p");
  aft_html_close (html, "section");
}

/* -- the page ----------------------------------------------------------------------------------
 */

/* Its words are not brought in anew, as what a guest adds stands apart; nor are forms. */
AftHttpReply *
aft_case_file_make (AftPage *page, const AftCaseFile *file, const char *refusal)
{
  const AftPageHead head = { .title = file->item->number,
                             .section = AFT_SECTION_CASES,
                             .has_no_heading = TRUE,
                             .refusal = refusal };

  aft_page_open (page, &head);
  write_head (page, file);
  aft_html_open (page->html, "div", "class", "beside", NULL);
  aft_html_open (page->html, "div", NULL);
  aft_case_write_words (page, file);
  aft_case_write_added (page, file);
  write_why (page, file);
  aft_html_close (page->html, "div");
  aft_html_open (page->html, "div", "class", "aside", NULL);
  write_clocks (page, file);
  aft_case_write_guest (page, file);
  write_treatment (page, file);
  if (!aft_id_is_zero (&file->item->response_id))
    aft_erasure_write_section (page, file->path);
  aft_html_close (page->html, "div");
  aft_html_open (page->html, "div", NULL);
  aft_case_write_acts (page, file);
  aft_case_write_history (page, file);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "div");
  return aft_page_close (page, refusal != NULL ? 409 : 200);
}
