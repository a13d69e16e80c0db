/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The collector's log, written into a pipe. */
#include "aft-journal.h"

#include <string.h>
#include <unistd.h>

#include "aft-fake-clock.h"

/* 2026-11-22T04:50:14.123Z */
#define NOW_US (G_GINT64_CONSTANT (1795323014123) * 1000)

typedef struct
{
  AftFakeClock *clock;
  int ends[2];
  AftJournal *journal;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer scope)
{
  fixture->clock = aft_fake_clock_new (NOW_US);
  g_assert_cmpint (pipe (fixture->ends), ==, 0);
  fixture->journal = aft_journal_new (aft_fake_clock_get_clock (fixture->clock), fixture->ends[1],
                                      (AftJournalScope) GPOINTER_TO_INT (scope));
}

static void
tear_down (Fixture *fixture, gconstpointer scope)
{
  aft_journal_free (fixture->journal);
  close (fixture->ends[0]);
  close (fixture->ends[1]);
  aft_fake_clock_free (fixture->clock);
}

/* What stands in the pipe; something must. */
static char *
read_all (Fixture *fixture)
{
  char buffer[60000];
  ssize_t length = read (fixture->ends[0], buffer, sizeof buffer);

  g_assert_cmpint (length, >, 0);
  return g_strndup (buffer, (gsize) length);
}

static void
answer_as (Fixture *fixture,
           const char *kind,
           const char *route,
           const char *caller,
           AftHttpReply *reply)
{
  const AftHttpRequestParts parts
      = { .method = "POST", .target = "/secret-path?secret=query", .headers = NULL };
  static const AftHttpSink sink = { .replied = NULL };
  g_autoptr (AftHttpReply) owned = reply;
  g_autoptr (AftHttpReply) refusal = NULL;
  g_autoptr (AftHttpRequest) request = aft_http_request_new (&parts, &refusal);
  AftHttpExchange *exchange = aft_http_exchange_new (request, &sink, NULL);

  aft_http_exchange_set_route (exchange, route);
  aft_http_exchange_set_caller (exchange, kind, caller);
  aft_journal_request (fixture->journal, exchange, owned, 1500);
  aft_http_exchange_detach (exchange);
  aft_http_exchange_unref (exchange);
}

static void
answer (Fixture *fixture, const char *route, const char *caller, AftHttpReply *reply)
{
  answer_as (fixture, "device", route, caller, reply);
}

static void
test_user_is_called_one (Fixture *fixture, gconstpointer scope)
{
  g_autofree char *line = NULL;

  answer_as (fixture, "user", "/console/cases", "019b", aft_http_reply_new (404));
  line = read_all (fixture);
  g_assert_nonnull (strstr (line, " route=/console/cases user=019b status=404 "));
  g_assert_null (strstr (line, "device="));
}

static void
test_refusal_names_route_and_reason (Fixture *fixture, gconstpointer scope)
{
  g_autofree char *line = NULL;

  answer (fixture, "/api/v1/batches", "019a", aft_http_reply_new (200));
  answer (fixture, "/api/v1/batches", "019a", aft_http_reply_new_problem (401, "token-x", "said"));
  line = read_all (fixture);
  g_assert_cmpstr (line, ==,
                   "2026-11-22T04:50:14.123Z event=request method=POST route=/api/v1/batches "
                   "device=019a status=401 reason=token-x us=1500\n");
}

static void
test_unread_request_has_neither (Fixture *fixture, gconstpointer scope)
{
  g_autoptr (AftHttpReply) reply = aft_http_reply_new_problem (400, "framing", NULL);
  g_autofree char *line = NULL;

  answer (fixture, NULL, NULL, aft_http_reply_new_problem (404, "not-found", NULL));
  aft_journal_request (fixture->journal, NULL, reply, 0);
  line = read_all (fixture);
  g_assert_cmpstr (line, ==,
                   "2026-11-22T04:50:14.123Z event=request status=404 reason=not-found us=1500\n"
                   "2026-11-22T04:50:14.123Z event=request status=400 reason=framing us=0\n");
}

static void
test_all_requests_are_told_when_asked_for (Fixture *fixture, gconstpointer scope)
{
  g_autofree char *line = NULL;

  answer (fixture, "/healthz", NULL, aft_http_reply_new (204));
  line = read_all (fixture);
  g_assert_true (g_str_has_suffix (line, "route=/healthz status=204 us=1500\n"));
}

static void
test_events_alone_tell_no_request (Fixture *fixture, gconstpointer scope)
{
  g_autofree char *line = NULL;

  answer (fixture, "/healthz", NULL, aft_http_reply_new_problem (500, "internal", NULL));
  aft_journal_note (fixture->journal, "stopping", NULL, NULL);
  line = read_all (fixture);
  g_assert_cmpstr (line, ==, "2026-11-22T04:50:14.123Z event=stopping\n");
}

static void
test_value_cannot_end_its_line (Fixture *fixture, gconstpointer scope)
{
  g_autofree char *line = NULL;

  aft_journal_note (fixture->journal, "command", "command", "a \"b\\\n2026 event=forged");
  line = read_all (fixture);
  g_assert_true (g_str_has_suffix (line, " command=\"a ?b??2026 event=forged\"\n"));
  g_assert_cmpuint (strcspn (line, "\n"), ==, strlen (line) - 1);
}

static guint
count_lines (const char *text)
{
  guint count = 0;

  for (; *text != '\0'; text++)
    count += *text == '\n';
  return count;
}

static void
test_flood_is_counted_not_written (Fixture *fixture, gconstpointer scope)
{
  g_autofree char *flood = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < AFT_JOURNAL_BURST + 7; i++)
    answer (fixture, NULL, NULL, aft_http_reply_new_problem (404, "not-found", NULL));
  flood = read_all (fixture);
  g_assert_cmpuint (count_lines (flood), ==, AFT_JOURNAL_BURST);
  aft_fake_clock_advance_seconds (fixture->clock, 1);
  answer (fixture, NULL, NULL, aft_http_reply_new_problem (404, "not-found", NULL));
  after = read_all (fixture);
  g_assert_true (g_str_has_prefix (after, "2026-11-22T04:50:15.123Z event=left-out lines=7\n"));
  g_assert_cmpuint (count_lines (after), ==, 2);
}

static void
test_scope_is_one_of_three_words (void)
{
  AftJournalScope scope;

  g_assert_true (aft_journal_scope_from_text ("events", &scope));
  g_assert_cmpint (scope, ==, AFT_JOURNAL_EVENTS);
  g_assert_true (aft_journal_scope_from_text ("requests", &scope));
  g_assert_cmpint (scope, ==, AFT_JOURNAL_REQUESTS);
  g_assert_false (aft_journal_scope_from_text ("", &scope));
  g_assert_false (aft_journal_scope_from_text ("Refusals", &scope));
}

#define TEST(path, scope, run)                                                                     \
  g_test_add ("/collector/journal/" path, Fixture, GINT_TO_POINTER (scope), set_up, run, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-refusal-names-route-and-reason", AFT_JOURNAL_REFUSALS,
        test_refusal_names_route_and_reason);
  TEST ("a-user-is-called-one", AFT_JOURNAL_REFUSALS, test_user_is_called_one);
  TEST ("an-unread-request-has-neither", AFT_JOURNAL_REFUSALS, test_unread_request_has_neither);
  TEST ("all-requests-are-told-when-asked-for", AFT_JOURNAL_REQUESTS,
        test_all_requests_are_told_when_asked_for);
  TEST ("events-alone-tell-no-request", AFT_JOURNAL_EVENTS, test_events_alone_tell_no_request);
  TEST ("a-value-cannot-end-its-line", AFT_JOURNAL_EVENTS, test_value_cannot_end_its_line);
  TEST ("a-flood-is-counted-not-written", AFT_JOURNAL_REFUSALS, test_flood_is_counted_not_written);
  g_test_add_func ("/collector/journal/a-scope-is-one-of-three-words",
                   test_scope_is_one_of_three_words);
  return g_test_run ();
}
