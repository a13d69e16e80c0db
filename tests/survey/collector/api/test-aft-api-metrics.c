/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the metrics: their grammar, who may read them, and that they name nobody. */
#include "aft-api-fixture.h"

#include <string.h>

static AftHttpReply *
ask (AftApiFixture *fixture, const char *forwarded)
{
  const AftApiQuestion question = { .target = "/metrics",
                                    .header = forwarded != NULL ? "X-Forwarded-For" : NULL,
                                    .header_value = forwarded };
  return aft_api_fixture_ask (fixture, &question);
}

static char *
dup_text (AftHttpReply *reply)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (aft_http_reply_get_body (reply), &length);
  return g_strndup (text, length);
}

static gint64
get_sample (AftApiFixture *fixture, const char *name)
{
  g_autoptr (AftHttpReply) reply = ask (fixture, NULL);
  g_autofree char *text = dup_text (reply);
  g_autofree char *line = g_strdup_printf ("\naftertaste_%s ", name);
  const char *found = strstr (text, line);
  g_assert_nonnull (found);
  return g_ascii_strtoll (found + strlen (line), NULL, 10);
}

static void
add_counters (AftHttpCounters *counters)
{
  aft_http_counters_add_status (counters, 200);
  aft_http_counters_add_status (counters, 404);
  aft_http_counters_add_reason (counters, "not-found");
}

/* Prometheus' text format 0.0.4: a sample belongs to the family before it, a family comes once. */
static void
test_grammar (AftApiFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHttpCounters) counters = aft_http_counters_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *family = NULL;
  add_counters (counters);
  aft_api_set_counters (fixture->api, counters);
  g_autoptr (AftHttpReply) reply = ask (fixture, NULL);
  g_autofree char *text = dup_text (reply);
  g_assert_cmpstr (aft_http_reply_get_content_type (reply), ==,
                   "text/plain; version=0.0.4; charset=utf-8");
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "# HELP "))
      {
        g_free (family);
        family = g_strndup (lines[i] + 7, strcspn (lines[i] + 7, " "));
        g_assert_true (g_hash_table_add (seen, g_strdup (family)));
      }
    else if (g_str_has_prefix (lines[i], "# TYPE "))
      g_assert_true (g_str_has_prefix (lines[i] + 7, family));
    else
      {
        g_assert_true (g_str_has_prefix (lines[i], family));
        g_assert_true (g_regex_match_simple ("^[a-z_]+(\\{[a-z]+=\"[a-z0-9_-]+\"\\})? -?[0-9]+$",
                                             lines[i], 0, 0));
      }
  g_assert_cmpuint (g_hash_table_size (seen), >, 15);
  aft_api_set_counters (fixture->api, NULL);
}

static void
test_counts (AftApiFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 3; i++)
    aft_api_fixture_add_tap (fixture, 5 + 2 * i);
  aft_value_unref (aft_api_fixture_send_batch (fixture));
  g_assert_cmpint (get_sample (fixture, "items_total{status=\"stored\"}"), ==, 1);
  g_assert_cmpint (get_sample (fixture, "items_total{status=\"refused\"}"), ==, 2);
  g_assert_cmpint (get_sample (fixture, "items_total{status=\"duplicate\"}"), ==, 0);
  aft_fake_clock_advance_seconds (fixture->house.fake, 7);
  g_assert_cmpint (get_sample (fixture, "uptime_seconds"), ==, 7);
}

/* Local: not through a proxy, whatever that says. Off: for nobody. All: for everybody. */
static void
test_access (AftApiFixture *fixture, gconstpointer unused)
{
  const struct
  {
    AftMetricsAccess access;
    const char *forwarded;
    int status;
  } cases[] = { { AFT_METRICS_LOCAL, NULL, 200 },        { AFT_METRICS_LOCAL, "127.0.0.1", 404 },
                { AFT_METRICS_LOCAL, "192.0.2.1", 404 }, { AFT_METRICS_LOCAL, "", 404 },
                { AFT_METRICS_OFF, NULL, 404 },          { AFT_METRICS_ALL, "192.0.2.1", 200 } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AftApiOptions options = { .metrics = cases[i].access, .is_behind_proxy = TRUE };
      aft_api_fixture_remake (fixture, &options);
      aft_api_assert_refused (ask (fixture, cases[i].forwarded), cases[i].status, NULL);
    }
}

static void
test_names_nobody (AftApiFixture *fixture, gconstpointer unused)
{
  aft_api_fixture_add_tap (fixture, 5);
  aft_value_unref (aft_api_fixture_send_batch (fixture));
  g_autoptr (AftHttpReply) reply = ask (fixture, NULL);
  g_autofree char *text = dup_text (reply);
  g_autofree char *device = aft_id_to_text (&fixture->house.kiosk.id);
  g_autofree char *venue = aft_id_to_text (&fixture->house.venue_id);
  const char *const names[] = { device, venue, fixture->token, "门口", "南京路店", "回味" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_null (strstr (text, names[i]));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/collector/api-metrics/" name, AftApiFixture, NULL, aft_api_fixture_set_up, test,   \
              aft_api_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("they-keep-the-format-s-grammar", test_grammar);
  ADD ("they-count-what-was-received", test_counts);
  ADD ("the-setting-says-who-reads-them", test_access);
  ADD ("they-name-nobody", test_names_nobody);
  return g_test_run ();
}
