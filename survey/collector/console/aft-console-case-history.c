/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has happened in a case, the first first: when, what, who, and the words that were written.
 */
#include "aft-console-case.h"

/* Who did it: a colleague, a kiosk, or the house's own program. */
static const char *
get_actor (const AftPage *page, const AftHouseCaseEvent *event)
{
  if (event->user_public_name != NULL)
    return event->user_public_name;
  if (event->user_name != NULL)
    return event->user_name;
  return g_str_has_prefix (event->actor, "device:") ? aft_page_say (page, N_ ("Kiosk"))
                                                    : aft_page_say (page, N_ ("The program"));
}

static void
append (GString *out, const char *text)
{
  if (text == NULL)
    return;
  if (out->len > 0)
    g_string_append (out, " · ");
  g_string_append (out, text);
}

static const char *
find_colleague (const AftPage *page, const AftCaseFile *file, const char *text)
{
  AftId id;

  if (!aft_id_from_text (text, &id))
    return NULL;
  if (aft_id_equal (&id, &page->caller->user_id))
    return page->caller->public_name != NULL ? page->caller->public_name : page->caller->name;
  for (guint i = 0; i < file->colleagues->len; i++)
    {
      const AftHouseUser *user = file->colleagues->pdata[i];
      if (aft_id_equal (&user->id, &id))
        return user->public_name != NULL ? user->public_name : user->name;
    }
  return NULL;
}

/* What the event was about, beside its name: state, step, person, money. */
static char *
dup_about (const AftPage *page, const AftCaseFile *file, const AftHouseCaseEvent *event)
{
  const AftValue *detail = event->detail;
  GString *out = g_string_new (NULL);
  AftCaseState to = AFT_CASE_STATE_NEW;
  AftCaseStep step = AFT_CASE_STEP_CALM;
  AftRole role = AFT_ROLE_STAFF;
  AftRiskLevel level = AFT_RISK_NONE;
  double cost = aft_value_get_member_number (detail, "cost_minor", -1);
  const char *other = aft_value_get_member_string (detail, "other", NULL);

  if (aft_case_state_from_text (aft_value_get_member_string (detail, "to", NULL), &to))
    append (out, aft_speech_get_state (page, to));
  if (aft_case_step_from_text (aft_value_get_member_string (detail, "step", NULL), &step))
    append (out, aft_handling_steps_get_title (file->rules->steps, step, page->language));
  if (aft_role_from_text (aft_value_get_member_string (detail, "to_role", NULL), &role))
    append (out, aft_speech_get_role (page, role));
  if (aft_risk_level_from_text (aft_value_get_member_string (detail, "level", NULL), &level))
    append (out, aft_speech_get_level (page, level));
  if (other != NULL)
    append (out, find_colleague (page, file, other));
  if (cost >= 0)
    {
      g_autofree char *money = aft_speech_dup_money (page, (gint64) cost);
      append (out, money);
    }
  return g_string_free (out, FALSE);
}

/* How long after the flag: what a drill is held for, and worth knowing of every case. */
static void
write_span (AftPage *page, const AftCaseFile *file, const AftHouseCaseEvent *event)
{
  gint64 span_ms = event->time_ms - file->item->flow.flagged_ms;

  if (event->number == 1 || span_ms < 0)
    return;
  g_autofree char *span = aft_speech_dup_span (page, span_ms);
  g_autofree char *after = g_strdup_printf (aft_page_say (page, N_ ("after %s")), span);
  aft_html_text_printf (page->html, " · %s", after);
}

static void
write_event (AftPage *page, const AftCaseFile *file, const AftHouseCaseEvent *event)
{
  AftHtml *html = page->html;
  g_autofree char *about = dup_about (page, file, event);

  aft_html_open (html, "li", NULL);
  aft_html_open (html, "div", "class", "who", NULL);
  aft_html_put (html, "strong", aft_speech_get_event (page, event->kind), NULL);
  if (*about != '\0')
    aft_html_put (html, "span", about, NULL);
  aft_html_open (html, "span", "class", "quiet", NULL);
  aft_html_text_printf (html, "%s · ", get_actor (page, event));
  aft_speech_time (page, event->time_ms, file->place->zone);
  write_span (page, file, event);
  aft_html_close (html, "span");
  aft_html_close (html, "div");
  if (event->words != NULL)
    aft_html_put (html, "p", event->words, "class", "note", NULL);
  else if (aft_value_get_member (event->detail, "words") != NULL)
    aft_html_put (html, "p", aft_page_say (page, N_ ("The words have been erased.")), "class",
                  "quiet small", NULL);
  aft_html_close (html, "li");
}

void
aft_case_write_history (AftPage *page, const AftCaseFile *file)
{
  aft_html_open (page->html, "section", "id", "history", "data-live", "", NULL);
  gboolean is_report = file->item->kind == AFT_CASE_KIND_DRILL
                       && aft_case_state_is_closed (file->item->flow.state);
  aft_html_put (page->html, "h2",
                is_report ? aft_page_say (page, N_ ("Report: who answered when"))
                          : aft_page_say (page, N_ ("History")),
                NULL);
  aft_html_open (page->html, "ol", "class", "history", NULL);
  for (guint i = 0; i < file->events->len; i++)
    write_event (page, file, file->events->pdata[i]);
  aft_html_close (page->html, "ol");
  aft_html_close (page->html, "section");
}
