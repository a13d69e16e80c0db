/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the house promised a guest: the list on a case's page with what becomes of each, and the
 * fields in which something is promised, by itself or with an agreement. What the forms do is
 * aft-console-case-acts.c's; the server judges again. */
#include "aft-console-case-promises.h"

#include "aft-console-case-parts.h"
#include "aft-console-form.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define HOUR_MS   (60 * MINUTE_MS)
#define DAY_MS    (24 * HOUR_MS)
#define MOST_DAYS 400 /* nobody promises for longer: it is a slip of the finger */

/* -- when --------------------------------------------------------------------------------------
 */

/* "2026-11-23T18:00", as a field has it. */
static char *
dup_local (gint64 utc_ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) when
      = g_date_time_new_from_unix_utc (aft_clock_to_local_ms (utc_ms, zone) / 1000);
  return g_date_time_format (when, "%Y-%m-%dT%H:%M");
}

/* In a browser that knows no such field it is written by hand, with a blank for the T. */
static gboolean
read_local (const char *text, GTimeZone *zone, gint64 *ret_ms)
{
  g_autofree char *whole = g_strconcat (text, strlen (text) == 16 ? ":00" : "", NULL);

  if (strlen (whole) != 19)
    return FALSE;
  whole[10] = 'T';
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (whole, zone);
  if (when == NULL)
    return FALSE;
  *ret_ms = g_date_time_to_unix (when) * 1000;
  return TRUE;
}

/* Tomorrow at about this time: a house that is open now is open then. */
static char *
dup_default_due (const AftPage *page, GTimeZone *zone)
{
  gint64 local_ms = aft_clock_to_local_ms (page->now_ms, zone);
  gint64 to_hour_ms = (HOUR_MS - local_ms % HOUR_MS) % HOUR_MS;
  return dup_local (page->now_ms + DAY_MS + to_hour_ms, zone);
}

void
aft_promise_write_due (AftPage *page, const AftHousePromise *promise, GTimeZone *zone)
{
  AftHtml *html = page->html;
  gint64 left_ms = promise->due_ms - page->now_ms;
  g_autofree char *span = aft_speech_dup_span (page, ABS (left_ms));

  if (promise->done_ms != 0)
    {
      aft_html_put (html, "span",
                    promise->is_withdrawn ? aft_page_say (page, N_ ("withdrawn"))
                                          : aft_page_say (page, N_ ("kept")),
                    NULL);
      aft_html_text (html, " ");
      aft_speech_time (page, promise->done_ms, zone);
      return;
    }
  aft_html_text_printf (html, "%s ", aft_page_say (page, N_ ("due")));
  aft_speech_time (page, promise->due_ms, zone);
  if (left_ms >= HOUR_MS)
    return;
  aft_html_text (html, " · ");
  aft_html_open (html, "span", "class", left_ms < 0 ? "late" : "soon", NULL);
  aft_html_text_printf (html,
                        left_ms < 0 ? aft_page_say (page, N_ ("overdue by %s"))
                                    : aft_page_say (page, N_ ("%s left")),
                        span);
  aft_html_close (html, "span");
}

/* -- the list ----------------------------------------------------------------------------------
 */

const char *
aft_promise_get_owner (const AftHousePromise *promise)
{
  return promise->owner_public_name != NULL ? promise->owner_public_name : promise->owner_name;
}

const char *
aft_promise_get_text (const AftPage *page, const AftHousePromise *promise)
{
  return *promise->text != '\0' ? promise->text
                                : aft_page_say (page, N_ ("The words have been erased."));
}

const AftHousePromise *
aft_case_find_promise (const AftCaseFile *file, const AftId *id)
{
  for (guint i = 0; i < file->promises->len; i++)
    {
      const AftHousePromise *promise = file->promises->pdata[i];
      if (aft_id_equal (&promise->id, id))
        return promise;
    }
  return NULL;
}

/* Only of the promise whose form was refused. */
static const char *
get_draft (const AftPage *page, const char *act, const char *promise)
{
  if (g_strcmp0 (aft_case_get_draft (page, act, "promise"), promise) != 0)
    return NULL;
  return aft_case_get_draft (page, act, "words");
}

static void
write_keeping (AftPage *page, const AftCaseFile *file, const AftHousePromise *promise)
{
  g_autofree char *id = aft_id_to_text (&promise->id);
  g_autofree char *field_id = g_strconcat ("keep-", id, NULL);
  g_autofree char *done = g_strdup_printf (aft_page_say (page, N_ ("Done: %s")),
                                           aft_promise_get_text (page, promise));
  const AftPageField words = { .id = field_id,
                               .name = "words",
                               .label = aft_page_say (page, N_ ("How it went (may be left empty)")),
                               .value = get_draft (page, "keep", id),
                               .autocomplete = "off",
                               .most = AFT_HOUSE_WORDS_MAX };

  aft_case_open_act (page, file, "keep");
  aft_form_hidden (page, "promise", id);
  aft_page_field (page, &words);
  aft_html_open (page->html, "div", NULL);
  aft_html_put (page->html, "button", aft_page_say (page, N_ ("Done")), "class", "primary",
                "aria-label", done, NULL);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "form");
}

static void
write_withdrawing (AftPage *page, const AftCaseFile *file, const AftHousePromise *promise)
{
  g_autofree char *id = aft_id_to_text (&promise->id);
  g_autofree char *field_id = g_strconcat ("withdraw-", id, NULL);
  g_autofree char *fold_id = g_strconcat ("fold-", id, NULL);
  const AftPageField words
      = { .id = field_id,
          .name = "words",
          .label = aft_page_say (page, N_ ("Why, and what the guest was told")),
          .value = get_draft (page, "withdraw", id),
          .autocomplete = "off",
          .most = AFT_HOUSE_WORDS_MAX,
          .is_needed = TRUE };

  aft_html_open (page->html, "details", "id", fold_id, "open", AFT_HTML_IF (words.value != NULL),
                 NULL);
  aft_html_put (page->html, "summary", aft_page_say (page, N_ ("It cannot be kept")), NULL);
  aft_case_open_act (page, file, "withdraw");
  aft_form_hidden (page, "promise", id);
  aft_page_field (page, &words);
  aft_case_close_act (page, aft_page_say (page, N_ ("Withdraw the promise")), NULL);
  aft_html_close (page->html, "details");
}

static void
write_promise (AftPage *page, const AftCaseFile *file, const AftHousePromise *promise)
{
  AftHtml *html = page->html;
  gboolean may_act = aft_case_may_act (page, file);
  gboolean is_mine = aft_id_equal (&promise->owner_id, &page->caller->user_id);

  aft_html_open (html, "li", NULL);
  aft_html_put (html, "p", aft_promise_get_text (page, promise), "class",
                promise->done_ms == 0 ? "strong" : NULL, NULL);
  aft_html_open (html, "p", "class", "small", NULL);
  aft_html_text_printf (html, "%s · ", aft_promise_get_owner (promise));
  aft_promise_write_due (page, promise, file->place->zone);
  aft_html_close (html, "p");
  if (promise->done_ms == 0 && (may_act || is_mine))
    write_keeping (page, file, promise);
  if (promise->done_ms == 0 && may_act)
    write_withdrawing (page, file, promise);
  aft_html_close (html, "li");
}

void
aft_case_write_promises (AftPage *page, const AftCaseFile *file)
{
  AftHtml *html = page->html;

  aft_html_open (html, "section", "class", "card", "id", "promises", "data-live", "", "hidden",
                 AFT_HTML_IF (file->promises->len == 0), NULL);
  aft_html_put (html, "h2", aft_page_say (page, N_ ("Promised to the guest")), NULL);
  aft_html_open (html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < file->promises->len; i++)
    write_promise (page, file, file->promises->pdata[i]);
  aft_html_close (html, "ul");
  aft_html_close (html, "section");
}

void
aft_case_write_open_promises (AftPage *page, const AftCaseFile *file)
{
  guint open = 0;

  for (guint i = 0; i < file->promises->len; i++)
    open += ((const AftHousePromise *) file->promises->pdata[i])->done_ms == 0 ? 1 : 0;
  if (open == 0)
    return;
  aft_html_open (page->html, "p", "class", "late", NULL);
  aft_html_text_printf (page->html,
                        aft_page_say (page, N_ ("Promised and not done yet: %d. Write below what "
                                                "becomes of it. It stays on Today until it is "
                                                "done.")),
                        (int) open);
  aft_html_close (page->html, "p");
}

void
aft_case_write_event_promise (AftPage *page,
                              const AftCaseFile *file,
                              const AftHouseCaseEvent *event)
{
  AftId id;
  const char *text = aft_value_get_member_string (event->detail, "promise", NULL);
  const AftHousePromise *promise
      = text != NULL && aft_id_from_text (text, &id) ? aft_case_find_promise (file, &id) : NULL;

  if (promise == NULL)
    return;
  aft_html_open (page->html, "span", NULL);
  if (event->kind == AFT_CASE_EVENT_PROMISED)
    {
      aft_html_text_printf (page->html, "%s · %s ", aft_promise_get_owner (promise),
                            aft_page_say (page, N_ ("due")));
      aft_speech_time (page, promise->due_ms, file->place->zone);
    }
  else
    aft_html_text (page->html, aft_promise_get_text (page, promise));
  aft_html_close (page->html, "span");
}

/* -- fields ------------------------------------------------------------------------------------
 */

/* @text: what is proposed; NULL: nothing. */
static void
write_fields (AftPage *page, const AftCaseFile *file, const char *act, const char *text)
{
  g_autofree char *text_id = g_strconcat (act, "-promise", NULL);
  g_autofree char *owner_id = g_strconcat (act, "-promise-owner", NULL);
  g_autofree char *due_id = g_strconcat (act, "-promise-due", NULL);
  g_autofree char *me = aft_id_to_text (&page->caller->user_id);
  g_autofree char *due = dup_default_due (page, file->place->zone);
  AftId id = aft_id_generate (page->console->options.clock, page->console->options.random);
  g_autofree char *promise_id = aft_id_to_text (&id);
  gboolean is_refused = aft_case_get_draft (page, act, "promise") != NULL;
  const AftPageField what
      = { .id = text_id,
          .name = "promise",
          .label = aft_page_say (page, N_ ("What is promised")),
          .hint = text != NULL ? aft_page_say (page, N_ ("Leave it empty if nothing is promised."))
                               : NULL,
          .value = is_refused ? aft_case_get_draft (page, act, "promise") : text,
          .autocomplete = "off",
          .most = AFT_HOUSE_PROMISE_MAX,
          .is_needed = text == NULL };
  const AftPageField who
      = { .id = owner_id,
          .name = "promise-owner",
          .label = aft_page_say (page, N_ ("Who keeps it")),
          .value = is_refused ? aft_case_get_draft (page, act, "promise-owner") : me,
          .is_needed = text == NULL };
  const AftPageField when
      = { .id = due_id,
          .name = "promise-due",
          .label = aft_page_say (page, N_ ("By when")),
          .type = "datetime-local",
          .value = is_refused ? aft_case_get_draft (page, act, "promise-due") : due,
          .is_needed = text == NULL };

  aft_form_hidden (page, "promise-id", promise_id);
  aft_page_field (page, &what);
  aft_case_write_colleagues (page, file, &who, TRUE);
  aft_page_field (page, &when);
}

void
aft_case_write_promise_form (AftPage *page, const AftCaseFile *file)
{
  aft_case_open_folded (page, file, "promise", aft_page_say (page, N_ ("Promise something")));
  write_fields (page, file, "promise", NULL);
  aft_case_close_folded (page, aft_page_say (page, N_ ("Save the promise")));
}

void
aft_case_write_agree_fields (AftPage *page, const AftCaseFile *file)
{
  aft_case_write_words_field (page, "agree",
                              aft_page_say (page, N_ ("What house and guest agreed on")), TRUE);
  write_fields (page, file, "agree",
                aft_page_say (page, N_ ("Call the guest back and ask whether all is well")));
}

/* -- what the forms say ------------------------------------------------------------------------
 */

static gboolean
refuse (const char **ret_refusal, const char *msgid)
{
  *ret_refusal = msgid;
  return FALSE;
}

gboolean
aft_case_read_promise (AftPage *page,
                       const AftCaseFile *file,
                       AftHousePromise *promise,
                       const char **ret_refusal)
{
  promise->case_id = page->id;
  promise->text = aft_form_dup_trimmed (page, "promise");
  if (*promise->text == '\0' || g_utf8_strlen (promise->text, -1) > AFT_HOUSE_PROMISE_MAX)
    return refuse (ret_refusal, N_ ("Write what is promised, in one sentence."));
  if (!aft_page_get_id (page, "promise-id", &promise->id, NULL)
      || !aft_page_get_id (page, "promise-owner", &promise->owner_id, NULL))
    return refuse (ret_refusal, N_ ("Choose who keeps the promise."));
  if (!read_local (aft_page_get_field (page, "promise-due"), file->place->zone, &promise->due_ms))
    return refuse (ret_refusal, N_ ("Choose the day and the time by which it is done."));
  if (promise->due_ms <= page->now_ms || promise->due_ms > page->now_ms + MOST_DAYS * DAY_MS)
    return refuse (ret_refusal, N_ ("Choose a time that is still to come."));
  return TRUE;
}
