/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the list of cases together: the collector's, or this kiosk's own, and what was done here and
 * is not there yet. It guesses nothing: what the collector has been sent is the collector's to say,
 * as soon as it says anything. */
#include "aft-desk-list.h"

#include <string.h>

#include "aft-body.h"
#include "aft-case-action.h"
#include "aft-device-cases.h"

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  const AftDeskCase *first = *(const AftDeskCase *const *) a;
  const AftDeskCase *second = *(const AftDeskCase *const *) b;
  return (first->opened_ms > second->opened_ms) - (first->opened_ms < second->opened_ms);
}

static AftDeskCase *
make_known (const AftDeviceCase *known)
{
  AftDeskCase *made = g_new0 (AftDeskCase, 1);
  made->has_id = TRUE;
  made->id = known->id;
  made->has_response = known->has_response;
  made->response_id = known->response_id;
  made->kind = known->kind;
  made->state = known->state;
  made->level = known->level;
  made->number = g_strdup (known->number);
  made->table = g_strdup (known->table);
  made->owner = g_strdup (known->owner);
  made->aspects = g_strdupv (known->aspects);
  made->opened_ms = known->flagged_ms;
  made->due_ms = known->due_ms;
  return made;
}

/* -- this kiosk's own ------------------------------------------------------------------------ */

static char **
dup_signals (const AftRisk *risk)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (gsize i = 0; risk != NULL && i < aft_risk_get_signal_count (risk); i++)
    g_strv_builder_add (builder, aft_risk_get_signal (risk, i)->id);
  return g_strv_builder_end (builder);
}

static AftCaseKind
get_kind (const AftDeskRow *row)
{
  if (g_str_equal (row->kind, "drill"))
    return AFT_CASE_KIND_DRILL;
  if (g_str_equal (row->kind, "call-staff"))
    return AFT_CASE_KIND_CALL;
  return g_strcmp0 (row->told, "complaint") == 0 ? AFT_CASE_KIND_COMPLAINT : AFT_CASE_KIND_SURVEY;
}

/* As the house does: whoever complains or calls is at risk of being lost. */
static AftRiskLevel
get_level (AftCaseKind kind, const AftRisk *risk)
{
  AftRiskLevel level = risk != NULL ? aft_risk_get_level (risk) : AFT_RISK_NONE;
  return kind == AFT_CASE_KIND_SURVEY ? level : MAX (level, AFT_RISK_AT_RISK);
}

/* A body that was erased leaves what the table of responses says. */
static AftResponse *
read_response (const AftDeskRow *row)
{
  gboolean is_response
      = g_str_equal (row->kind, "response") || g_str_equal (row->kind, "call-staff");
  if (!is_response || row->body == NULL)
    return NULL;
  return aft_body_to_response (row->body, strlen (row->body), NULL);
}

static AftDeskCase *
make_own (const AftDeskRow *row, const AftResponse *response, const char *letter)
{
  const AftRisk *risk = response != NULL ? aft_response_get_risk (response) : NULL;
  AftDeskCase *made = g_new0 (AftDeskCase, 1);
  made->has_response = TRUE;
  made->response_id = row->id;
  made->kind = get_kind (row);
  made->state = AFT_CASE_STATE_NEW;
  made->level = get_level (made->kind, risk);
  made->number = aft_case_dup_number (letter, row->sequence);
  made->table = g_strdup (row->table);
  made->aspects = dup_signals (risk);
  made->opened_ms = row->stored_ms;
  return made;
}

static AftDeskCase *
find_same (const GPtrArray *cases, const AftDeskCase *like)
{
  for (guint i = 0; i < cases->len; i++)
    if (aft_desk_case_is_same (g_ptr_array_index (cases, i), like))
      return g_ptr_array_index (cases, i);
  return NULL;
}

/* The sitting's responses are one case: the complaint, where there is one, gives it its number. */
static void
add_own (GPtrArray *cases, GHashTable *sittings, const AftDeskRow *row, const char *letter)
{
  g_autoptr (AftResponse) response = read_response (row);
  g_autoptr (AftDeskCase) made = make_own (row, response, letter);
  g_autofree char *sitting
      = response != NULL ? aft_id_to_text (aft_response_get_sitting_id (response)) : NULL;
  AftDeskCase *former = sitting != NULL ? g_hash_table_lookup (sittings, sitting) : NULL;
  if (former == NULL)
    former = find_same (cases, made);
  if (former != NULL)
    {
      former->level = MAX (former->level, made->level);
      return;
    }
  if (sitting != NULL)
    g_hash_table_insert (sittings, g_steal_pointer (&sitting), made);
  g_ptr_array_add (cases, g_steal_pointer (&made));
}

/* -- what was done here ---------------------------------------------------------------------- */

static const char *
find_name (const GPtrArray *staff, const AftId *id)
{
  for (guint i = 0; staff != NULL && i < staff->len; i++)
    {
      const AftDeskStaff *person = g_ptr_array_index (staff, i);
      if (aft_id_equal (&person->id, id))
        return person->name;
    }
  return NULL;
}

static void
take_over (AftDeskCase *desk_case, const char *name)
{
  if (desk_case->owner == NULL)
    desk_case->owner = g_strdup (name);
}

static void
apply (AftDeskCase *desk_case, const AftCaseAction *action, const char *name)
{
  switch (action->kind)
    {
    case AFT_CASE_ACTION_ACKNOWLEDGE:
      if (desk_case->state == AFT_CASE_STATE_NEW)
        desk_case->state = AFT_CASE_STATE_ACKNOWLEDGED;
      take_over (desk_case, name);
      break;
    case AFT_CASE_ACTION_CLOSE:
      desk_case->state = action->state;
      break;
    case AFT_CASE_ACTION_NOTE:
    case AFT_CASE_ACTION_CALLED:
    default:
      break;
    }
}

static void
apply_row (GPtrArray *cases, const AftDeskRow *row, const GPtrArray *staff)
{
  g_autoptr (AftCaseAction) action
      = row->body != NULL ? aft_case_action_parse (row->body, strlen (row->body), NULL) : NULL;
  if (action == NULL)
    return;
  AftDeskCase like = {
    .has_id = action->has_case,
    .id = action->case_id,
    .has_response = action->has_response,
    .response_id = action->response_id,
  };
  AftDeskCase *found = find_same (cases, &like);
  if (found != NULL)
    apply (found, action, find_name (staff, &action->staff_id));
}

/* -- the list -------------------------------------------------------------------------------- */

static void
drop_closed (GPtrArray *cases)
{
  for (guint i = cases->len; i > 0; i--)
    {
      const AftDeskCase *one = g_ptr_array_index (cases, i - 1);
      if (aft_case_state_is_closed (one->state))
        g_ptr_array_remove_index (cases, i - 1);
    }
}

GPtrArray *
aft_desk_list_make (const AftDeskListParts *parts)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_desk_case_free);
  g_autoptr (GHashTable) sittings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; parts->known != NULL && i < parts->known->len; i++)
    g_ptr_array_add (cases, make_known (g_ptr_array_index (parts->known, i)));
  for (guint i = 0; i < parts->rows->len; i++)
    {
      const AftDeskRow *row = g_ptr_array_index (parts->rows, i);
      if (parts->known != NULL && row->is_sent)
        continue;
      if (g_str_equal (row->kind, "case-action"))
        apply_row (cases, row, parts->staff);
      else
        add_own (cases, sittings, row, parts->letter);
    }
  drop_closed (cases);
  g_ptr_array_sort (cases, compare_times);
  return cases;
}
