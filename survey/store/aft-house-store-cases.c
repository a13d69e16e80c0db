/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for cases: checks what callers hand in and passes it on to the database
 * behind it. What may happen in a case is FLOW's table (aft-case-flow.h), asked by the database. */
#include "aft-house-store-cases.h"

#include "aft-error.h"
#include "aft-house-store-private.h"

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "A case's %s is missing or wrong", what);
  return FALSE;
}

/* @text NULL: none. LF is allowed, other control characters are not. */
static gboolean
check_words (const char *text, glong max, const char *what, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (*text == '\0' || !g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > max)
    return refuse (what, error);
  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) && *at != '\n' && *at != '\t')
      return refuse (what, error);
  return TRUE;
}

static gboolean
check_names (const AftHouseCaseAction *action, GError **error)
{
  const char *const names[][2] = {
    { action->stated_cause, "stated cause" },
    { action->root_cause, "root cause" },
    { action->responsibility, "responsibility" },
    { action->outcome, "outcome" },
    { action->channel, "channel" },
    { action->rung, "offer" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i][0] != NULL && !aft_house_check_name (names[i][0], names[i][1], error))
      return FALSE;
  return TRUE;
}

/* FLAGGED, ESCALATED by age and RISK are the store's own to write; what is said of a promise comes
 * with one. */
static gboolean
is_for_all (AftCaseEventKind kind)
{
  return (guint) kind < AFT_CASE_EVENT_KINDS && kind != AFT_CASE_EVENT_FLAGGED
         && kind != AFT_CASE_EVENT_RISK && kind != AFT_CASE_EVENT_PROMISED
         && kind != AFT_CASE_EVENT_KEPT && kind != AFT_CASE_EVENT_WITHDRAWN;
}

/* With the agreement of the same case, or none. */
static gboolean
check_promise (const AftHouseCaseAction *action, GError **error)
{
  if (action->promise == NULL)
    return TRUE;
  if (action->kind != AFT_CASE_EVENT_AGREED
      || !aft_id_equal (&action->promise->case_id, &action->case_id))
    return refuse ("promise", error);
  return aft_house_check_promise (action->promise, error);
}

static gboolean
check_action (const AftHouseCaseAction *action, GError **error)
{
  if (aft_id_is_zero (&action->event_id))
    return refuse ("event id", error);
  if (!is_for_all (action->kind))
    return refuse ("event", error);
  if ((guint) action->to >= AFT_CASE_STATES || (guint) action->step >= AFT_CASE_STEPS)
    return refuse ("state or step", error);
  if (action->has_cost && (action->cost_minor < 0 || action->cost_minor > AFT_CASE_COST_MAX_MINOR))
    return refuse ("cost", error);
  if (action->done_ms < 0)
    return refuse ("time", error);
  return check_promise (action, error)
         && check_words (action->words, AFT_HOUSE_WORDS_MAX, "note", error)
         && check_names (action, error) && aft_house_check_actor (action->actor, error);
}

AftHouseCase *
aft_house_store_get_case_sync (AftHouseStore *store, const AftId *case_id, GError **error)
{
  return store->class->cases->get (store, case_id, error);
}

AftHouseCase *
aft_house_store_get_case_of_sync (AftHouseStore *store, const AftId *response_id, GError **error)
{
  return store->class->cases->get_of (store, response_id, error);
}

GPtrArray *
aft_house_store_list_cases_sync (AftHouseStore *store,
                                 const AftHouseCaseQuery *query,
                                 GError **error)
{
  AftHouseCaseQuery asked = *query;
  asked.limit = CLAMP (query->limit, 1, AFT_HOUSE_CASES_MAX);
  return store->class->cases->list (store, &asked, error);
}

GPtrArray *
aft_house_store_list_case_events_sync (AftHouseStore *store, const AftId *case_id, GError **error)
{
  return store->class->cases->list_events (store, case_id, error);
}

GPtrArray *
aft_house_store_list_case_responses_sync (AftHouseStore *store,
                                          const AftId *case_id,
                                          GError **error)
{
  return store->class->cases->list_responses (store, case_id, error);
}

AftHouseCase *
aft_house_store_act_on_case_sync (AftHouseStore *store,
                                  const AftHouseCaseAction *action,
                                  GError **error)
{
  return check_action (action, error) ? store->class->cases->act (store, action, error) : NULL;
}

gboolean
aft_house_store_erase_case_words_sync (AftHouseStore *store,
                                       const AftId *case_id,
                                       const char *actor,
                                       GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->cases->erase_words (store, case_id, actor, error);
}

gboolean
aft_house_store_escalate_due_sync (AftHouseStore *store, gint64 *ret_next_ms, GError **error)
{
  return store->class->cases->escalate_due (store, ret_next_ms, error);
}

gboolean
aft_house_store_add_corrective_action_sync (AftHouseStore *store,
                                            const AftHouseCorrectiveAction *action,
                                            const AftId *user_id,
                                            const char *actor,
                                            GError **error)
{
  if (aft_id_is_zero (&action->id))
    return refuse ("corrective action's id", error);
  if (action->text == NULL)
    return refuse ("corrective action", error);
  return check_words (action->text, AFT_HOUSE_ACTION_MAX, "corrective action", error)
         && aft_house_check_actor (actor, error)
         && store->class->cases->add_action (store, action, user_id, actor, error);
}

gboolean
aft_house_store_finish_corrective_action_sync (AftHouseStore *store,
                                               const AftId *action_id,
                                               const AftId *user_id,
                                               const char *actor,
                                               GError **error)
{
  return aft_house_check_actor (actor, error)
         && store->class->cases->finish_action (store, action_id, user_id, actor, error);
}

GPtrArray *
aft_house_store_list_corrective_actions_sync (AftHouseStore *store,
                                              const AftHouseCorrectiveActionQuery *query,
                                              GError **error)
{
  AftHouseCorrectiveActionQuery asked = *query;
  asked.limit = CLAMP (query->limit, 1, AFT_HOUSE_CASES_MAX);
  return store->class->cases->list_actions (store, &asked, error);
}

gboolean
aft_house_store_count_cases_sync (AftHouseStore *store,
                                  const GArray *venue_ids,
                                  gint32 day,
                                  AftHouseCaseCounts *ret_counts,
                                  GError **error)
{
  return store->class->cases->count (store, venue_ids, day, ret_counts, error);
}

gboolean
aft_house_store_count_case_visits_sync (AftHouseStore *store,
                                        const AftId *case_id,
                                        AftHouseCaseVisits *ret_visits,
                                        GError **error)
{
  return store->class->cases->count_visits (store, case_id, ret_visits, error);
}
