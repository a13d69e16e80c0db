/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The collector's log: which events are worth a line, and how many lines a flood gets. Who keeps
 * the lines, and for how long, is the service manager's affair. */
#include "aft-journal.h"

#include <string.h>
#include <unistd.h>

#include "aft-rate-limit.h"

#define FIRST_REFUSAL 400

struct _AftJournal
{
  AftClock *clock;
  int fd;
  AftJournalScope scope;
  AftRateLimit *rate; /* of lines of requests, all under one key */
  guint64 left_out;   /* lines since the last that was written */
};

AftJournal *
aft_journal_new (AftClock *clock, int fd, AftJournalScope scope)
{
  const AftRateLimitOptions rate = { AFT_JOURNAL_BURST, 60 * AFT_JOURNAL_PER_SECOND, 1 };
  AftJournal *journal = g_new0 (AftJournal, 1);
  journal->clock = aft_clock_ref (clock);
  journal->fd = fd;
  journal->scope = scope;
  journal->rate = aft_rate_limit_new (clock, &rate);
  return journal;
}

void
aft_journal_free (AftJournal *journal)
{
  if (journal == NULL)
    return;
  aft_rate_limit_free (journal->rate);
  aft_clock_unref (journal->clock);
  g_free (journal);
}

gboolean
aft_journal_scope_from_text (const char *text, AftJournalScope *ret_scope)
{
  static const char *const words[] = {
    [AFT_JOURNAL_EVENTS] = "events",
    [AFT_JOURNAL_REFUSALS] = "refusals",
    [AFT_JOURNAL_REQUESTS] = "requests",
  };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], text))
      {
        *ret_scope = (AftJournalScope) i;
        return TRUE;
      }
  return FALSE;
}

static GString *
begin_line (AftJournal *journal, const char *event)
{
  gint64 now_ms = aft_clock_get_real_ms (journal->clock);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autofree char *second = now != NULL ? g_date_time_format (now, "%Y-%m-%dT%H:%M:%S") : NULL;
  GString *line = g_string_new (second != NULL ? second : "?");
  g_string_append_printf (line, ".%03dZ event=%s", (int) (now_ms % 1000), event);
  return line;
}

/* Eats @line. */
static void
end_line (AftJournal *journal, GString *line)
{
  g_string_append_c (line, '\n');
  ssize_t written = write (journal->fd, line->str, line->len);
  (void) written;
  g_string_free (line, TRUE);
}

void
aft_journal_note (AftJournal *journal, const char *event, const char *name, const char *value)
{
  GString *line = begin_line (journal, event);
  if (name != NULL)
    {
      const char *quote = strchr (value, ' ') != NULL ? "\"" : "";
      g_autofree char *safe = g_strdup (value);
      for (char *at = safe; *at != '\0'; at++)
        if (*at == '"' || *at == '\\' || g_ascii_iscntrl (*at))
          *at = '?';
      g_string_append_printf (line, " %s=%s%s%s", name, quote, safe, quote);
    }
  end_line (journal, line);
}

static gboolean
take_room (AftJournal *journal)
{
  gboolean is_room = aft_rate_limit_take (journal->rate, "") == 0;
  journal->left_out += is_room ? 0 : 1;
  return is_room;
}

static void
tell_left_out (AftJournal *journal)
{
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, journal->left_out);
  if (journal->left_out == 0)
    return;
  journal->left_out = 0;
  aft_journal_note (journal, "left-out", "lines", count);
}

static void
append_route (GString *line, AftHttpExchange *exchange)
{
  const char *route = exchange != NULL ? aft_http_exchange_get_route (exchange) : NULL;
  const char *caller = exchange != NULL ? aft_http_exchange_get_caller (exchange) : NULL;
  if (route != NULL)
    g_string_append_printf (line, " method=%s route=%s",
                            aft_http_request_get_method (aft_http_exchange_get_request (exchange)),
                            route);
  if (caller != NULL)
    g_string_append_printf (line, " %s=%s", aft_http_exchange_get_caller_kind (exchange), caller);
}

void
aft_journal_request (AftJournal *journal,
                     AftHttpExchange *exchange,
                     const AftHttpReply *reply,
                     gint64 duration_us)
{
  int status = aft_http_reply_get_status (reply);
  const char *reason = aft_http_reply_get_reason (reply);
  AftJournalScope asked = status >= FIRST_REFUSAL ? AFT_JOURNAL_REFUSALS : AFT_JOURNAL_REQUESTS;
  if (journal->scope < asked || !take_room (journal))
    return;
  tell_left_out (journal);
  GString *line = begin_line (journal, "request");
  append_route (line, exchange);
  g_string_append_printf (line, " status=%d", status);
  if (reason != NULL)
    g_string_append_printf (line, " reason=%s", reason);
  g_string_append_printf (line, " us=%" G_GINT64_FORMAT, duration_us);
  end_line (journal, line);
}
