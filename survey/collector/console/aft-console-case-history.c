/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has happened in a case, the first first: when, what, who, and the words that were written.
 */
#include "aft-console-case-added.h"
#include "aft-console-case-promises.h"
#include "aft-console-case-offers.h"
#include "aft-console-form.h"
#include "aft-drill-report.h"

/* A colleague, the guest, a kiosk, or the house's own program. */
const char *
aft_case_get_actor (const AftPage *page, const AftHouseCaseEvent *event)
{
  if (event->user_public_name != NULL)
    return event->user_public_name;
  if (event->user_name != NULL)
    return event->user_name;
  if (g_str_equal (event->actor, "guest"))
    return aft_page_say (page, N_ ("The guest"));
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
find_colleague (const AftPage *page, const GPtrArray *colleagues, const char *text)
{
  AftId id;

  if (!aft_id_from_text (text, &id))
    return NULL;
  if (aft_id_equal (&id, &page->caller->user_id))
    return page->caller->public_name != NULL ? page->caller->public_name : page->caller->name;
  for (guint i = 0; i < colleagues->len; i++)
    {
      const AftHouseUser *user = colleagues->pdata[i];
      if (aft_id_equal (&user->id, &id))
        return user->public_name != NULL ? user->public_name : user->name;
    }
  return NULL;
}

const char *
aft_case_get_event (const AftPage *page, const AftHouseCaseEvent *event)
{
  const AftValue *told = aft_value_get_member (event->detail, "told");

  if (told == NULL)
    return aft_speech_get_event (page, event->kind);
  return aft_value_get_member (told, "consoles") != NULL ? aft_page_say (page, N_ ("Rang"))
                                                         : aft_page_say (page, N_ ("Group robot"));
}

char *
aft_case_dup_about (const AftPage *page,
                    const AftHandlingSteps *steps,
                    const GPtrArray *colleagues,
                    const AftHouseCaseEvent *event)
{
  g_autofree char *told = aft_drill_dup_told (event, page->catalogue, page->language);
  g_autofree char *call = aft_case_dup_call_wish (page, event);
  const AftValue *detail = event->detail;
  GString *out = g_string_new (NULL);
  AftCaseState to = AFT_CASE_STATE_NEW;
  AftCaseStep step = AFT_CASE_STEP_CALM;
  AftRole role = AFT_ROLE_STAFF;
  AftRiskLevel level = AFT_RISK_NONE;
  double cost = aft_value_get_member_number (detail, "cost_minor", -1);
  const char *other = aft_value_get_member_string (detail, "other", NULL);

  append (out, told);
  append (out, aft_case_get_put_right (page, event));
  append (out, call);
  if (aft_case_state_from_text (aft_value_get_member_string (detail, "to", NULL), &to))
    append (out, aft_speech_get_state (page, to));
  if (aft_case_step_from_text (aft_value_get_member_string (detail, "step", NULL), &step))
    append (out, aft_handling_steps_get_title (steps, step, page->language));
  if (aft_role_from_text (aft_value_get_member_string (detail, "to_role", NULL), &role))
    append (out, aft_speech_get_role (page, role));
  if (aft_risk_level_from_text (aft_value_get_member_string (detail, "level", NULL), &level))
    append (out, aft_speech_get_level (page, level));
  if (other != NULL)
    append (out, find_colleague (page, colleagues, other));
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
  const char *offer = aft_case_get_offer_event (page, file, event);
  const char *rung = aft_case_get_rung (page, file->rules, event);
  g_autofree char *about = aft_case_dup_about (page, file->rules->steps, file->colleagues, event);

  aft_html_open (html, "li", NULL);
  aft_html_open (html, "div", "class", "who", NULL);
  aft_html_put (html, "strong", offer != NULL ? offer : aft_case_get_event (page, event), NULL);
  if (rung != NULL)
    aft_html_put (html, "span", rung, NULL);
  if (*about != '\0')
    aft_html_put (html, "span", about, NULL);
  aft_case_write_event_promise (page, file, event);
  aft_html_open (html, "span", "class", "quiet", NULL);
  aft_html_text_printf (html, "%s · ", aft_case_get_actor (page, event));
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

static void
write_way_to_report (AftPage *page, const AftCaseFile *file)
{
  g_autofree char *path = aft_form_dup_path ("/console/drills/", &file->item->id, NULL);
  aft_form_link (page, path, aft_page_say (page, N_ ("Report: who answered when")));
}

void
aft_case_write_history (AftPage *page, const AftCaseFile *file)
{
  aft_html_open (page->html, "section", "id", "history", "data-live", "", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("History")), NULL);
  if (file->item->kind == AFT_CASE_KIND_DRILL)
    write_way_to_report (page, file);
  aft_html_open (page->html, "ol", "class", "history", NULL);
  for (guint i = 0; i < file->events->len; i++)
    write_event (page, file, file->events->pdata[i]);
  aft_html_close (page->html, "ol");
  aft_html_close (page->html, "section");
}
