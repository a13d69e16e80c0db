/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The acts on a case: each form becomes one event, by the id that the form came with, so that twice
 * is once. What cannot be is said on the page itself, with what was typed still there. */
#include "aft-console-case.h"

#include "aft-console-words.h"
#include "aft-console-case-offers.h"
#include "aft-console-case-promises.h"
#include "aft-error.h"
#include "aft-house-store-cases.h"

#define CASE "/console/cases/{id:uuid}"

/* One act as it was asked for. */
typedef struct
{
  AftHouseCaseAction action;
  char *words; /* that action.words is */
  gboolean has_corrective;
  AftHouseCorrectiveAction corrective; /* texts borrowed from the form */
  char *corrective_text;
  AftHousePromise promise; /* its text is owned */
  AftHousePromiseEnd end;  /* of a promise, of the kind of @action */
} Act;

static void
act_clear (Act *act)
{
  g_clear_pointer (&act->words, g_free);
  g_clear_pointer (&act->corrective_text, g_free);
  g_clear_pointer (&act->promise.text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Act, act_clear)

/* FALSE: not so; what is wrong is the result, in the reader's language. */
static gboolean
refuse (char **ret_refusal, const char *text)
{
  *ret_refusal = g_strdup (text);
  return FALSE;
}

/* -- what the forms say ------------------------------------------------------------------------
 */

typedef gboolean (*Fill) (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal);

static gboolean
fill_words (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  if (act->words != NULL)
    return TRUE;
  return refuse (ret_refusal, aft_page_say (page, N_ ("Write a few words, please.")));
}

static gboolean
fill_nothing (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  return TRUE;
}

static gboolean
fill_call (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  act->action.channel = "telephone";
  return fill_words (page, file, act, ret_refusal);
}

static gboolean
fill_step (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  if (aft_case_step_from_text (aft_page_get_field (page, "step"), &act->action.step))
    return TRUE;
  return refuse (ret_refusal, aft_page_say (page, N_ ("There is no such step.")));
}

static gboolean
fill_wait (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  act->action.to = AFT_CASE_STATE_WAITING;
  return TRUE;
}

static gboolean
fill_resume (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  act->action.to = AFT_CASE_STATE_IN_PROGRESS;
  return TRUE;
}

static gboolean
fill_offer (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  return aft_case_fill_offer (page, file, &act->action, ret_refusal);
}

static gboolean
fill_approval (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  return aft_case_fill_approval (page, file, &act->action, ret_refusal);
}

static gboolean
fill_hand_over (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  if (!aft_page_get_id (page, "to", &act->action.other_id, NULL))
    return refuse (ret_refusal, aft_page_say (page, N_ ("Choose who takes it over.")));
  return fill_words (page, file, act, ret_refusal);
}

/* -- corrective actions ------------------------------------------------------------------------
 */

/* Days since 1970-01-01 of "2026-11-22". */
static gboolean
read_day (const char *text, gint32 *ret_day)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) when
      = strlen (text) == 10 ? g_date_time_new_from_iso8601 (midnight, utc) : NULL;

  if (when == NULL)
    return FALSE;
  *ret_day = (gint32) (g_date_time_to_unix (when) / 86400);
  return TRUE;
}

static gboolean
fill_action (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  AftHouseCorrectiveAction *action = &act->corrective;

  act->corrective_text = aft_http_form_dup_trimmed (page->form, "action");
  action->case_id = page->id;
  action->text = act->corrective_text;
  act->has_corrective = TRUE;
  if (*action->text == '\0' || g_utf8_strlen (action->text, -1) > AFT_HOUSE_ACTION_MAX)
    return refuse (ret_refusal,
                   aft_page_say (page, N_ ("Write what is to be done, in one sentence.")));
  if (!aft_page_get_id (page, "action-id", &action->id, NULL)
      || !aft_page_get_id (page, "action-owner", &action->owner_id, NULL))
    return refuse (ret_refusal, aft_page_say (page, N_ ("Choose who does it.")));
  if (!read_day (aft_page_get_field (page, "action-due"), &action->due_day))
    return refuse (ret_refusal, aft_page_say (page, N_ ("Choose the day by which it is done.")));
  return TRUE;
}

/* -- promises ----------------------------------------------------------------------------------
 */

static gboolean
fill_promise (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  const char *msgid = NULL;

  if (aft_case_read_promise (page, file, &act->promise, &msgid))
    return TRUE;
  return refuse (ret_refusal, aft_page_say (page, msgid));
}

/* With nothing written where a promise was proposed, nothing is promised. */
static gboolean
fill_agree (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  g_autofree char *promise = aft_http_form_dup_trimmed (page->form, "promise");

  if (!fill_words (page, file, act, ret_refusal))
    return FALSE;
  if (*promise == '\0')
    return TRUE;
  act->action.promise = &act->promise;
  return fill_promise (page, file, act, ret_refusal);
}

static gboolean
fill_end (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  act->end.is_withdrawn = act->action.kind == AFT_CASE_EVENT_WITHDRAWN;
  act->end.event_id = act->action.event_id;
  act->end.user_id = act->action.user_id;
  act->end.actor = act->action.actor;
  act->end.words = act->words;
  if (!aft_page_get_id (page, "promise", &act->end.promise_id, NULL)
      || aft_case_find_promise (file, &act->end.promise_id) == NULL)
    return refuse (ret_refusal,
                   aft_page_say (page, N_ ("The form could not be read. Nothing was done.")));
  return !act->end.is_withdrawn || fill_words (page, file, act, ret_refusal);
}

/* -- closing -----------------------------------------------------------------------------------
 */

static gboolean
fill_cause (AftPage *page,
            const AftCaseFile *file,
            AftCausePick pick,
            const char *name,
            const char **ret_id)
{
  *ret_id = aft_page_get_field (page, name);
  return aft_cause_list_has (file->rules->causes, pick, *ret_id);
}

static gboolean
fill_causes (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  AftHouseCaseAction *action = &act->action;

  if (!fill_cause (page, file, AFT_CAUSE_STATED, "stated-cause", &action->stated_cause)
      || !fill_cause (page, file, AFT_CAUSE_ROOT, "root-cause", &action->root_cause)
      || !fill_cause (page, file, AFT_CAUSE_RESPONSIBILITY, "responsibility",
                      &action->responsibility))
    return refuse (
        ret_refusal,
        aft_page_say (page, N_ ("Choose both causes and who is responsible: without them "
                                "nobody learns from it.")));
  if (!fill_cause (page, file, AFT_CAUSE_OUTCOME, "outcome", &action->outcome)
      || !aft_cause_list_fits (file->rules->causes, action->outcome, action->to))
    return refuse (ret_refusal,
                   aft_page_say (page, N_ ("How it ended and the outcome do not go together.")));
  return aft_case_fill_cost (page, &act->action, ret_refusal);
}

static gboolean
fill_remedy (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  gboolean has_answered = (file->item->flow.steps & (1u << AFT_CASE_STEP_ANSWER)) != 0;

  if (act->words == NULL
      && (!has_answered || act->action.to == AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY))
    return refuse (ret_refusal,
                   aft_page_say (page, N_ ("Write why there is no remedy, or why nobody has got "
                                           "back to the guest.")));
  act->action.needs_no_action = aft_http_form_get (page->form, "no-action") != NULL;
  if (act->action.needs_no_action || file->actions->len > 0)
    return TRUE;
  return fill_action (page, file, act, ret_refusal);
}

static gboolean
fill_close (AftPage *page, const AftCaseFile *file, Act *act, char **ret_refusal)
{
  AftCaseKind kind = file->item->kind;

  if (!aft_case_state_from_text (aft_page_get_field (page, "to"), &act->action.to)
      || !aft_case_state_is_closed (act->action.to))
    return refuse (ret_refusal, aft_page_say (page, N_ ("Choose how it ended.")));
  if (file->item->promise_due_ms != 0 && act->words == NULL)
    return refuse (ret_refusal,
                   aft_page_say (page, N_ ("Something was promised and is not done yet: write "
                                           "what becomes of it.")));
  if (kind == AFT_CASE_KIND_CALL || kind == AFT_CASE_KIND_DRILL)
    return TRUE;
  return fill_causes (page, file, act, ret_refusal) && fill_remedy (page, file, act, ret_refusal);
}

/* -- acting ------------------------------------------------------------------------------------
 */

/* The acts, by the last word of their addresses. */
static const struct
{
  const char *word;
  AftCaseEventKind kind;
  Fill fill;
  const char *said;
} acts[] = {
  { "acknowledge", AFT_CASE_EVENT_ACKNOWLEDGED, fill_nothing, "taken" },
  { "note", AFT_CASE_EVENT_NOTE, fill_words, "noted" },
  { "call", AFT_CASE_EVENT_CALLED, fill_call, "acted" },
  { "step", AFT_CASE_EVENT_STEP, fill_step, "acted" },
  { "agree", AFT_CASE_EVENT_AGREED, fill_agree, "acted" },
  { "promise", AFT_CASE_EVENT_PROMISED, fill_promise, "acted" },
  { "keep", AFT_CASE_EVENT_KEPT, fill_end, "acted" },
  { "withdraw", AFT_CASE_EVENT_WITHDRAWN, fill_end, "acted" },
  { "offer", AFT_CASE_EVENT_OFFER, fill_offer, "acted" },
  { "approve", AFT_CASE_EVENT_OFFER, fill_approval, "acted" },
  { "decline", AFT_CASE_EVENT_DECLINED, fill_words, "acted" },
  { "wait", AFT_CASE_EVENT_MOVED, fill_wait, "acted" },
  { "resume", AFT_CASE_EVENT_MOVED, fill_resume, "acted" },
  { "hand-over", AFT_CASE_EVENT_HANDED_OVER, fill_hand_over, "acted" },
  { "action", AFT_CASE_EVENT_ACTION, fill_action, "acted" },
  { "close", AFT_CASE_EVENT_CLOSED, fill_close, "acted" },
  { "reopen", AFT_CASE_EVENT_REOPENED, fill_words, "acted" },
};

static gboolean
begin_act (Act *act, AftPage *page, AftCaseEventKind kind, char **ret_refusal)
{
  g_autofree char *words = aft_http_form_dup_trimmed (page->form, "words");

  act->action.kind = kind;
  act->action.case_id = page->id;
  act->action.actor = page->caller->actor;
  act->action.user_id = page->caller->user_id;
  act->words = *words != '\0' ? g_steal_pointer (&words) : NULL;
  act->action.words = act->words;
  if (!aft_page_get_id (page, AFT_PAGE_EVENT, &act->action.event_id, NULL))
    return refuse (ret_refusal,
                   aft_page_say (page, N_ ("The form could not be read. Nothing was done.")));
  if (act->words != NULL && g_utf8_strlen (act->words, -1) > AFT_HOUSE_WORDS_MAX)
    return refuse (ret_refusal, aft_page_say (page, N_ ("That is too long.")));
  return TRUE;
}

/* Would it be? Asked before a corrective action is laid down that would outlive a refusal. */
static gboolean
try_closing (const AftPage *page, const AftCaseFile *file, const Act *act, GError **error)
{
  AftCaseFlow flow = file->item->flow;
  const AftCaseEvent event = { .kind = AFT_CASE_EVENT_CLOSED,
                               .time_ms = aft_case_flow_get_event_ms (&flow, page->now_ms),
                               .has_actor = TRUE,
                               .actor = page->caller->user_id,
                               .role = page->caller->role,
                               .has_text = act->words != NULL,
                               .to = act->action.to,
                               .breaks_promises = file->item->promise_due_ms != 0,
                               .known = AFT_CASE_KNOWS_ALL };
  return aft_case_flow_apply (&flow, &event, file->place->hours, error);
}

static gboolean
carry_out (const AftPage *page, const AftCaseFile *file, const Act *act, GError **error)
{
  gboolean is_closing = act->action.kind == AFT_CASE_EVENT_CLOSED;

  if (act->has_corrective)
    {
      if (is_closing && !try_closing (page, file, act, error))
        return FALSE;
      if (!aft_house_store_add_corrective_action_sync (
              page->store, &act->corrective, &page->caller->user_id, page->caller->actor, error))
        return FALSE;
    }
  switch (act->action.kind)
    {
    case AFT_CASE_EVENT_ACTION:
      return TRUE;
    case AFT_CASE_EVENT_PROMISED:
      return aft_house_store_add_promise_sync (page->store, &act->promise, &page->caller->user_id,
                                               page->caller->actor, error);
    case AFT_CASE_EVENT_KEPT:
    case AFT_CASE_EVENT_WITHDRAWN:
      return aft_house_store_finish_promise_sync (page->store, &act->end, error);
    default:
      break;
    }
  g_autoptr (AftHouseCase) item
      = aft_house_store_act_on_case_sync (page->store, &act->action, error);
  return item != NULL;
}

/* -- refusals ----------------------------------------------------------------------------------
 */

/* "王经理 has taken it at 12:03"; NULL when nobody has. */
static char *
dup_taken (AftPage *page, const AftCaseFile *file)
{
  for (guint i = file->events->len; i > 0; i--)
    {
      const AftHouseCaseEvent *event = file->events->pdata[i - 1];
      const char *name
          = event->user_public_name != NULL ? event->user_public_name : event->user_name;
      if (event->kind != AFT_CASE_EVENT_ACKNOWLEDGED || name == NULL)
        continue;
      g_autofree char *time = aft_speech_dup_time (page, event->time_ms, file->place->zone);
      return g_strdup_printf (aft_page_say (page, N_ ("%s has taken it at %s.")), name, time);
    }
  return NULL;
}

/* @file: the case as it is now. */
static char *
dup_refusal (AftPage *page, const AftCaseFile *file, const Act *act, const GError *error)
{
  const char *state = aft_speech_get_state (page, file->item->flow.state);
  char *taken = act->action.kind == AFT_CASE_EVENT_ACKNOWLEDGED ? dup_taken (page, file) : NULL;

  const char *offer = aft_case_get_offer_refusal (page, file, &act->action, error);

  if (taken != NULL)
    return taken;
  if (offer != NULL)
    return g_strdup (offer);
  if (error->code == AFT_ERROR_DENIED)
    return g_strdup (aft_page_say (page, N_ ("It is a colleague's: more can be done by them, a "
                                             "manager or the owner.")));
  if (error->code == AFT_ERROR_CONFLICT)
    return g_strdup_printf (aft_page_say (page, N_ ("That cannot be done any more: the case is "
                                                    "now “%s”. Look at its history.")),
                            state);
  return g_strdup (aft_page_say (page, N_ ("Something is missing. Nothing was done.")));
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, AFT_ERROR, AFT_ERROR_CONFLICT)
         || g_error_matches (error, AFT_ERROR, AFT_ERROR_DENIED)
         || g_error_matches (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static AftHttpReply *
refuse_act (AftPage *page, const Act *act, const GError *reason, GError **error)
{
  g_autoptr (AftCaseFile) now = aft_case_file_load (page, error);
  if (now == NULL)
    return NULL;
  g_autofree char *refusal = dup_refusal (page, now, act, reason);
  return aft_case_file_make (page, now, refusal);
}

static AftHttpReply *
act_on_case (AftPage *page, GError **error)
{
  g_autoptr (AftCaseFile) file = aft_case_file_load (page, error);
  g_autofree char *refusal = NULL;
  g_autoptr (GError) reason = NULL;
  g_auto (Act) act = { .words = NULL };
  gsize i = 0;

  if (file == NULL)
    return NULL;
  while (i < G_N_ELEMENTS (acts) && !g_str_equal (acts[i].word, page->word))
    i++;
  if (i == G_N_ELEMENTS (acts))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such act");
      return NULL;
    }
  if (!begin_act (&act, page, acts[i].kind, &refusal) || !acts[i].fill (page, file, &act, &refusal))
    return aft_case_file_make (page, file, refusal);
  if (carry_out (page, file, &act, &reason))
    return aft_page_redirect (file->path,
                              act.action.kind == AFT_CASE_EVENT_ASKED ? "asked" : acts[i].said);
  if (is_refusal (reason))
    return refuse_act (page, &act, reason, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/* -- contact -----------------------------------------------------------------------------------
 */

/* The page itself is the answer, so that nothing of it stands in an address: what it shows is gone
 * with the page, and asked for again it is written down again. */
static AftHttpReply *
show_contact (AftPage *page, GError **error)
{
  g_autoptr (AftCaseFile) file = aft_case_file_load (page, error);
  if (file == NULL)
    return NULL;
  if (!aft_words_note_contact_shown (page, &page->id, "{}", error))
    return NULL;
  file->shows_contact = TRUE;
  return aft_case_file_make (page, file, NULL);
}

static AftHttpReply *
make_case (AftPage *page, GError **error)
{
  g_autoptr (AftCaseFile) file = aft_case_file_load (page, error);
  return file != NULL ? aft_case_file_make (page, file, NULL) : NULL;
}

static const AftPageRoute pages[] = {
  { "GET", CASE, AFT_ROLE_STAFF, make_case, AFT_ROUTE_NO_BODY, 0 },
  { "POST", CASE "/contact", AFT_ROLE_MANAGER, show_contact, AFT_ROUTE_NO_BODY, 0 },
  { "POST", CASE "/{word:word}", AFT_ROLE_STAFF, act_on_case, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_case (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
