/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case in a member of staff's words. Where it comes from, and what may be done with it, is for
 * others. */
#include "aft-desk-case.h"

#include <glib/gi18n.h>

#define MINUTE_MS 60000
#define SEPARATOR " · "

AftDeskCase *
aft_desk_case_copy (const AftDeskCase *desk_case)
{
  AftDeskCase *copy = g_memdup2 (desk_case, sizeof *desk_case);
  copy->number = g_strdup (desk_case->number);
  copy->table = g_strdup (desk_case->table);
  copy->owner = g_strdup (desk_case->owner);
  copy->aspects = g_strdupv (desk_case->aspects);
  return copy;
}

void
aft_desk_case_free (AftDeskCase *desk_case)
{
  if (desk_case == NULL)
    return;
  g_free (desk_case->number);
  g_free (desk_case->table);
  g_free (desk_case->owner);
  g_strfreev (desk_case->aspects);
  g_free (desk_case);
}

gboolean
aft_desk_case_is_same (const AftDeskCase *a, const AftDeskCase *b)
{
  if (a->has_id && b->has_id)
    return aft_id_equal (&a->id, &b->id);
  return a->has_response && b->has_response && aft_id_equal (&a->response_id, &b->response_id);
}

const char *
aft_desk_case_get_level_word (AftRiskLevel level)
{
  const char *const words[AFT_RISK_LEVELS] = {
    [AFT_RISK_NONE] = N_ ("No risk seen"),
    [AFT_RISK_WATCH] = N_ ("To watch"),
    [AFT_RISK_AT_RISK] = N_ ("At risk"),
    [AFT_RISK_CRITICAL] = N_ ("Critical"),
  };
  return _ (words[level]);
}

const char *
aft_desk_case_get_state_word (AftCaseState state)
{
  const char *const words[AFT_CASE_STATES] = {
    [AFT_CASE_STATE_NEW] = N_ ("Waits for somebody"),
    [AFT_CASE_STATE_ACKNOWLEDGED] = N_ ("Taken"),
    [AFT_CASE_STATE_IN_PROGRESS] = N_ ("In progress"),
    [AFT_CASE_STATE_OFFERED] = N_ ("Offer made"),
    [AFT_CASE_STATE_WAITING] = N_ ("Waits for the guest"),
    [AFT_CASE_STATE_RECOVERED] = N_ ("Recovered"),
    [AFT_CASE_STATE_LOST] = N_ ("Lost"),
    [AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY] = N_ ("Closed without remedy"),
  };
  return _ (words[state]);
}

/* NULL for an aspect that a house has added: staff read about it on the console. */
static const char *
get_aspect_word (const char *aspect)
{
  static const struct
  {
    const char *id;
    const char *word;
  } aspects[] = {
    { "service", N_ ("Service") },
    { "hygiene", N_ ("Hygiene") },
    { "food", N_ ("Food") },
    { "portion", N_ ("Portions") },
    { "price", N_ ("Prices") },
    { "ambience", N_ ("Ambience") },
    { "waiting", N_ ("Waiting time") },
    { "location", N_ ("Location") },
    { "illness", N_ ("Felt ill") },
    { "foreign-object", N_ ("Foreign object") },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (aspects); i++)
    if (g_str_equal (aspects[i].id, aspect))
      return _ (aspects[i].word);
  return NULL;
}

static void
add_part (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, SEPARATOR);
  g_string_append (text, part);
}

char *
aft_desk_case_dup_heading (const AftDeskCase *desk_case)
{
  g_autoptr (GString) text = g_string_new (desk_case->number);
  if (desk_case->table != NULL && *desk_case->table != '\0')
    {
      g_autofree char *table = g_strdup_printf (_ ("Table %s"), desk_case->table);
      add_part (text, table);
    }
  if (desk_case->kind == AFT_CASE_KIND_DRILL)
    add_part (text, _ ("Drill"));
  if (desk_case->kind == AFT_CASE_KIND_CALL)
    add_part (text, _ ("A guest called"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
aft_desk_case_dup_standing (const AftDeskCase *desk_case, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (desk_case->opened_ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%H:%M") : NULL;
  g_autoptr (GString) text = g_string_new (time);
  if (desk_case->level != AFT_RISK_NONE)
    add_part (text, aft_desk_case_get_level_word (desk_case->level));
  add_part (text, aft_desk_case_get_state_word (desk_case->state));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_aspects (const AftDeskCase *desk_case)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (gsize i = 0; desk_case->aspects != NULL && desk_case->aspects[i] != NULL; i++)
    {
      const char *word = get_aspect_word (desk_case->aspects[i]);
      if (word == NULL)
        continue;
      if (text->len > 0)
        g_string_append (text, _ (", "));
      g_string_append (text, word);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_clock (const AftDeskCase *desk_case, gint64 now_ms)
{
  if (desk_case->due_ms == 0 || aft_case_state_is_closed (desk_case->state))
    return NULL;
  gint64 left_ms = desk_case->due_ms - now_ms;
  gint64 minutes = (ABS (left_ms) + MINUTE_MS - 1) / MINUTE_MS;
  gulong shown = (gulong) CLAMP (minutes, 1, 100000);
  return left_ms >= 0
             ? g_strdup_printf (ngettext ("%lu minute left", "%lu minutes left", shown), shown)
             : g_strdup_printf (ngettext ("%lu minute late", "%lu minutes late", shown), shown);
}

char *
aft_desk_case_dup_details (const AftDeskCase *desk_case, gint64 now_ms)
{
  g_autofree char *aspects = dup_aspects (desk_case);
  g_autofree char *clock = dup_clock (desk_case, now_ms);
  g_autoptr (GString) text = g_string_new (aspects);
  if (desk_case->owner != NULL)
    {
      g_autofree char *owner = g_strdup_printf (_ ("%s has it"), desk_case->owner);
      add_part (text, owner);
    }
  add_part (text, clock);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
