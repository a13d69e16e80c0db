/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff can do with a case: the next handling step with what to say, and a form for each act
 * that its state allows. What the forms do is aft-console-case-acts.c's; the server judges again.
 */
#include "aft-console-case-offers.h"
#include "aft-console-case-parts.h"
#include "aft-console-case-promises.h"

#include "aft-house-store-cases.h"

/* -- the next step -----------------------------------------------------------------------------
 */

static AftCaseStep
find_next_step (const AftHouseCase *item)
{
  AftCaseStep step = 0;
  while (step < AFT_CASE_STEPS && (item->flow.steps & (1u << step)) != 0)
    step++;
  return step;
}

static void
write_steps (AftPage *page, const AftCaseFile *file)
{
  AftCaseStep next = find_next_step (file->item);

  aft_html_open (page->html, "ol", "class", "steps", NULL);
  for (AftCaseStep step = 0; step < AFT_CASE_STEPS; step++)
    {
      gboolean is_done = (file->item->flow.steps & (1u << step)) != 0;
      aft_html_open (page->html, "li", "class",
                     is_done        ? "is-done"
                     : step == next ? "is-next"
                                    : NULL,
                     "aria-current", step == next ? "step" : NULL, NULL);
      aft_html_text (page->html,
                     aft_handling_steps_get_title (file->rules->steps, step, page->language));
      if (is_done)
        aft_html_put (page->html, "span", aft_page_say (page, N_ ("done")), "class", "unseen",
                      NULL);
      aft_html_close (page->html, "li");
    }
  aft_html_close (page->html, "ol");
}

static void
write_what_to_say (AftPage *page, const AftCaseFile *file, AftCaseStep step)
{
  const AftHandlingSteps *steps = file->rules->steps;
  AftHtml *html = page->html;
  gboolean is_again = file->visits.before > 0;
  guint count = is_again ? aft_handling_steps_count_sayings_again (steps, step)
                         : aft_handling_steps_count_sayings (steps, step);

  aft_html_put (html, "h3",
                is_again ? aft_page_say (page, N_ ("What you can say to a guest who comes again"))
                         : aft_page_say (page, N_ ("What you can say")),
                NULL);
  aft_html_open (html, "ul", "class", "say", NULL);
  for (guint i = 0; i < count; i++)
    aft_html_put (html, "li",
                  is_again ? aft_handling_steps_get_saying_again (steps, step, i, page->language)
                           : aft_handling_steps_get_saying (steps, step, i, page->language),
                  NULL);
  aft_html_close (html, "ul");
}

static void
write_sayings (AftPage *page, const AftCaseFile *file, AftCaseStep step)
{
  const AftHandlingSteps *steps = file->rules->steps;
  AftHtml *html = page->html;

  aft_html_put (html, "p", aft_handling_steps_get_aim (steps, step, page->language), NULL);
  write_what_to_say (page, file, step);
  aft_html_open (html, "ul", "class", "hints", NULL);
  for (guint i = 0; i < aft_handling_steps_count_hints (steps, step); i++)
    aft_html_put (html, "li", aft_handling_steps_get_hint (steps, step, i, page->language), NULL);
  aft_html_close (html, "ul");
}

static void
write_step_form (AftPage *page, const AftCaseFile *file, AftCaseStep step)
{
  g_autofree char *done
      = g_strdup_printf (aft_page_say (page, N_ ("Done: %s")),
                         aft_handling_steps_get_title (file->rules->steps, step, page->language));

  aft_case_open_act (page, file, step == AFT_CASE_STEP_AGREE ? "agree" : "step");
  if (step == AFT_CASE_STEP_AGREE)
    aft_case_write_agree_fields (page, file);
  else
    {
      aft_html_open (page->html, "input", "type", "hidden", "name", "step", "value",
                     aft_case_step_to_text (step), NULL);
      aft_case_write_words_field (
          page, "step", aft_page_say (page, N_ ("What came of it (may be left empty)")), FALSE);
    }
  aft_case_close_act (page, done, "primary");
}

static void
write_next (AftPage *page, const AftCaseFile *file)
{
  const AftHouseCase *item = file->item;
  AftCaseStep step = find_next_step (item);
  gboolean is_new = item->flow.state == AFT_CASE_STATE_NEW;

  aft_html_open (page->html, "section", "class", "card", "id", "next", "data-live", "", NULL);
  aft_html_put (page->html, "h2",
                is_new ? aft_page_say (page, N_ ("Go to the guest"))
                       : aft_page_say (page, N_ ("Next step")),
                NULL);
  if (is_new)
    {
      aft_page_line (page, NULL,
                     aft_page_say (page, N_ ("Whoever takes it stays with it. The kiosk tells the "
                                             "guest who is coming.")));
      aft_case_open_act (page, file, "acknowledge");
      aft_case_close_act (page, aft_page_say (page, N_ ("Take it")), "primary");
    }
  write_steps (page, file);
  if (step < AFT_CASE_STEPS)
    write_sayings (page, file, step);
  else
    aft_page_line (page, NULL, aft_page_say (page, N_ ("All steps are done: close the case.")));
  if (!is_new && step < AFT_CASE_STEPS && aft_case_may_act (page, file))
    write_step_form (page, file, step);
  aft_html_close (page->html, "section");
}

/* -- acts --------------------------------------------------------------------------------------
 */

static void
write_note (AftPage *page, const AftCaseFile *file)
{
  aft_case_open_folded (page, file, "note", aft_page_say (page, N_ ("Write a note")));
  aft_case_write_words_field (page, "note", aft_page_say (page, N_ ("Note")), TRUE);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Save note")));
}

static void
write_call (AftPage *page, const AftCaseFile *file)
{
  aft_case_open_folded (page, file, "call", aft_page_say (page, N_ ("A telephone call was made")));
  aft_case_write_words_field (page, "call", aft_page_say (page, N_ ("What was said")), TRUE);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Save call")));
}

static void
write_agree (AftPage *page, const AftCaseFile *file)
{
  aft_case_open_folded (page, file, "agree", aft_page_say (page, N_ ("A solution is agreed")));
  aft_case_write_agree_fields (page, file);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Save agreement")));
}

static void
write_moves (AftPage *page, const AftCaseFile *file)
{
  AftCaseState state = file->item->flow.state;

  if (aft_case_flow_has_edge (state, AFT_CASE_STATE_WAITING))
    {
      aft_case_open_folded (page, file, "wait", aft_page_say (page, N_ ("Wait for the guest")));
      aft_case_write_words_field (page, "wait",
                                  aft_page_say (page, N_ ("What the guest thinks over")), FALSE);
      aft_case_close_folded (page, aft_page_say (page, N_ ("Wait")));
    }
  if (state != AFT_CASE_STATE_OFFERED && state != AFT_CASE_STATE_WAITING)
    return;
  aft_case_open_folded (page, file, "resume", aft_page_say (page, N_ ("Go on with it")));
  aft_case_write_words_field (page, "resume",
                              aft_page_say (page, N_ ("What the guest has answered")), FALSE);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Go on")));
}

static void
write_hand_over (AftPage *page, const AftCaseFile *file)
{
  const AftPageField to = { .id = "hand-over-to",
                            .name = "to",
                            .label = aft_page_say (page, N_ ("To whom")),
                            .is_needed = TRUE };

  if (file->colleagues->len == 0)
    return;
  aft_case_open_folded (page, file, "hand-over", aft_page_say (page, N_ ("Hand over")));
  aft_case_write_colleagues (page, file, &to, FALSE);
  aft_case_write_words_field (
      page, "hand-over",
      aft_page_say (page, N_ ("What they must know, so that the guest need not tell "
                              "it again")),
      TRUE);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Hand over")));
}

/* -- corrective actions ------------------------------------------------------------------------
 */

/* @act: the form that they are part of. */
static void
write_action_fields (AftPage *page, const AftCaseFile *file, const char *act, gboolean is_needed)
{
  g_autofree char *text_id = g_strconcat (act, "-action", NULL);
  g_autofree char *owner_id = g_strconcat (act, "-action-owner", NULL);
  g_autofree char *due_id = g_strconcat (act, "-action-due", NULL);
  AftId id = aft_id_generate (page->console->options.clock, page->console->options.random);
  g_autofree char *action_id = aft_id_to_text (&id);
  const AftPageField text
      = { .id = text_id,
          .name = "action",
          .label = aft_page_say (page, N_ ("What is done so that it does not happen again")),
          .value = aft_case_get_draft (page, act, "action"),
          .most = AFT_HOUSE_ACTION_MAX,
          .is_needed = is_needed };
  const AftPageField owner = { .id = owner_id,
                               .name = "action-owner",
                               .label = aft_page_say (page, N_ ("Who does it")),
                               .is_needed = is_needed };
  const AftPageField due = { .id = due_id,
                             .name = "action-due",
                             .label = aft_page_say (page, N_ ("By when")),
                             .type = "date",
                             .value = aft_case_get_draft (page, act, "action-due"),
                             .is_needed = is_needed };

  aft_html_open (page->html, "input", "type", "hidden", "name", "action-id", "value", action_id,
                 NULL);
  aft_page_field (page, &text);
  aft_case_write_colleagues (page, file, &owner, TRUE);
  aft_page_field (page, &due);
}

static void
write_action (AftPage *page, const AftCaseFile *file)
{
  aft_case_open_folded (page, file, "action",
                        aft_page_say (page, N_ ("Lay down a corrective action")));
  write_action_fields (page, file, "action", TRUE);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Save")));
}

static void
write_actions (AftPage *page, const AftCaseFile *file)
{
  if (file->actions->len == 0)
    return;
  aft_html_put (page->html, "h3", aft_page_say (page, N_ ("Corrective actions")), NULL);
  aft_html_open (page->html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < file->actions->len; i++)
    {
      const AftHouseCorrectiveAction *action = file->actions->pdata[i];
      g_autofree char *day = aft_speech_dup_day (page, action->due_day);
      aft_html_open (page->html, "li", NULL);
      aft_html_text (page->html, action->text);
      aft_html_open (page->html, "span", "class", "quiet small", NULL);
      aft_html_text_printf (page->html, " · %s · %s", action->owner_name,
                            action->done_ms != 0 ? aft_page_say (page, N_ ("done")) : day);
      aft_html_close (page->html, "span");
      aft_html_close (page->html, "li");
    }
  aft_html_close (page->html, "ul");
}

/* -- closing -----------------------------------------------------------------------------------
 */

static void
write_pick (AftPage *page,
            const AftCaseFile *file,
            AftCausePick pick,
            const AftPageField *field,
            const char *chosen)
{
  const AftCauseList *causes = file->rules->causes;
  const char *draft = aft_case_get_draft (page, "close", field->name);

  aft_page_open_select (page, field);
  aft_page_option (page, "", aft_page_say (page, N_ ("Choose…")), FALSE);
  for (guint i = 0; i < aft_cause_list_get_length (causes, pick); i++)
    {
      const char *id = aft_cause_list_get_id (causes, pick, i);
      aft_page_option (page, id, aft_cause_list_get_text (causes, pick, id, page->language),
                       g_strcmp0 (draft != NULL ? draft : chosen, id) == 0);
    }
  aft_page_close_select (page);
}

static void
write_ends (AftPage *page, const AftCaseFile *file)
{
  const char *draft = aft_case_get_draft (page, "close", "to");
  const AftPageField field = { .id = "close-to",
                               .name = "to",
                               .label = aft_page_say (page, N_ ("How it ended")),
                               .is_needed = TRUE };

  aft_page_open_select (page, &field);
  aft_page_option (page, "", aft_page_say (page, N_ ("Choose…")), FALSE);
  for (AftCaseState to = AFT_CASE_STATE_RECOVERED; to < AFT_CASE_STATES; to++)
    if (aft_case_flow_has_edge (file->item->flow.state, to))
      aft_page_option (page, aft_case_state_to_text (to), aft_speech_get_state (page, to),
                       g_strcmp0 (draft, aft_case_state_to_text (to)) == 0);
  aft_page_close_select (page);
}

static void
write_causes (AftPage *page, const AftCaseFile *file)
{
  const AftHouseCase *item = file->item;
  const AftPageField outcome = { .id = "close-outcome",
                                 .name = "outcome",
                                 .label = aft_page_say (page, N_ ("Outcome")),
                                 .is_needed = TRUE };
  const AftPageField stated = { .id = "close-stated",
                                .name = "stated-cause",
                                .label = aft_page_say (page, N_ ("Cause, as the guest states it")),
                                .is_needed = TRUE };
  const AftPageField root
      = { .id = "close-root",
          .name = "root-cause",
          .label = aft_page_say (page, N_ ("Root cause, as the house found it")),
          .is_needed = TRUE };
  const AftPageField responsible = { .id = "close-responsibility",
                                     .name = "responsibility",
                                     .label = aft_page_say (page, N_ ("Responsible")),
                                     .is_needed = TRUE };

  write_pick (page, file, AFT_CAUSE_OUTCOME, &outcome, item->outcome);
  write_pick (page, file, AFT_CAUSE_STATED, &stated, item->stated_cause);
  write_pick (page, file, AFT_CAUSE_ROOT, &root, item->root_cause);
  write_pick (page, file, AFT_CAUSE_RESPONSIBILITY, &responsible, item->responsibility);
  aft_case_write_money (page, "close", aft_page_say (page, N_ ("What it cost in all")),
                        aft_page_say (page, N_ ("0 when it cost nothing")));
}

static void
write_closing (AftPage *page, const AftCaseFile *file)
{
  AftCaseKind kind = file->item->kind;
  const AftPageField none = { .id = "close-no-action",
                              .name = "no-action",
                              .label = aft_page_say (page, N_ ("No corrective action is needed")) };

  aft_case_open_folded (page, file, "close", aft_page_say (page, N_ ("Close")));
  aft_case_write_open_promises (page, file);
  write_ends (page, file);
  if (kind == AFT_CASE_KIND_COMPLAINT || kind == AFT_CASE_KIND_SURVEY)
    {
      write_causes (page, file);
      write_action_fields (page, file, "close", FALSE);
      aft_page_tick (page, &none, aft_case_get_draft (page, "close", "no-action") != NULL);
    }
  aft_case_write_words_field (
      page, "close",
      aft_page_say (page, N_ ("How it went; needed where there is no remedy, or "
                              "nobody got back to the guest")),
      FALSE);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Close the case")));
}

static void
write_reopening (AftPage *page, const AftCaseFile *file)
{
  aft_case_open_folded (page, file, "reopen", aft_page_say (page, N_ ("Open again")));
  aft_case_write_words_field (page, "reopen", aft_page_say (page, N_ ("Why")), TRUE);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Open again")));
}

/* -- all of them -------------------------------------------------------------------------------
 */

static void
write_work (AftPage *page, const AftCaseFile *file)
{
  const AftHouseCase *item = file->item;

  if (item->flow.agreed_ms == 0 && find_next_step (item) != AFT_CASE_STEP_AGREE)
    write_agree (page, file);
  aft_case_write_promise_form (page, file);
  if (item->flow.state == AFT_CASE_STATE_OFFERED
      || aft_case_flow_has_edge (item->flow.state, AFT_CASE_STATE_OFFERED))
    aft_case_write_offer (page, file);
  write_moves (page, file);
  write_hand_over (page, file);
}

void
aft_case_write_acts (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;
  AftCaseState state = file->item->flow.state;
  gboolean is_closed = aft_case_state_is_closed (state);
  gboolean may_act = aft_case_may_act (page, file);

  aft_case_write_asked (page, file);
  if (!is_closed)
    write_next (page, file);
  aft_case_write_promises (page, file);
  aft_html_open (html, "section", "class", "card", "id", "acts", "data-live", "", NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("What else can be done")), NULL);
  write_actions (page, file);
  write_note (page, file);
  write_call (page, file);
  if (may_act && !is_closed && state != AFT_CASE_STATE_NEW)
    write_work (page, file);
  if (may_act)
    write_action (page, file);
  if (may_act && is_closed)
    write_reopening (page, file);
  else if (may_act)
    write_closing (page, file);
  if (!may_act)
    aft_page_line (page, "hint",
                   aft_page_say (page, N_ ("It is a colleague's: more can be done by them, a "
                                           "manager or the owner.")));
  aft_html_close (html, "section");
}
