/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules said of a response: one written form, and nothing else is read as one. */
#include "aft-risk.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"

#define WRITTEN                                                                                    \
  "{\"level\":\"critical\",\"points\":80,\"rules\":\"1\",\"signals\":["                            \
  "{\"id\":\"service\",\"points\":30},{\"id\":\"regular-2\",\"points\":-5}]}"

static const AftRiskSignal two_signals[] = { { "service", 30 }, { "regular-2", -5 } };

static AftRiskFields
make_fields (void)
{
  return (AftRiskFields){
    .level = AFT_RISK_CRITICAL,
    .points = 80,
    .version = "1",
    .signals = two_signals,
    .signal_count = G_N_ELEMENTS (two_signals),
  };
}

static void
test_written_form (void)
{
  g_autoptr (GError) error = NULL;
  AftRiskFields fields = make_fields ();
  g_autoptr (AftRisk) risk = aft_risk_new (&fields, &error);
  g_assert_no_error (error);
  g_autofree char *text = aft_risk_dup_text (risk);
  g_assert_cmpstr (text, ==, WRITTEN);

  g_autoptr (AftRisk) again = aft_risk_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_true (aft_risk_equal (risk, again));
  g_assert_cmpuint (aft_risk_get_level (again), ==, AFT_RISK_CRITICAL);
  g_assert_cmpuint (aft_risk_get_points (again), ==, 80);
  g_assert_cmpstr (aft_risk_get_version (again), ==, "1");
  g_assert_cmpuint (aft_risk_get_signal_count (again), ==, 2);
  g_assert_cmpstr (aft_risk_get_signal (again, 1)->id, ==, "regular-2");
  g_assert_cmpint (aft_risk_get_signal (again, 1)->points, ==, -5);
}

static void
test_nothing_found (void)
{
  g_autoptr (GError) error = NULL;
  AftRiskFields fields = { .level = AFT_RISK_NONE, .version = "2026-11 秋" };
  g_autoptr (AftRisk) risk = aft_risk_new (&fields, &error);
  g_assert_no_error (error);
  g_autofree char *text = aft_risk_dup_text (risk);
  g_assert_cmpstr (text, ==,
                   "{\"level\":\"none\",\"points\":0,\"rules\":\"2026-11 秋\",\"signals\":[]}");
}

static void
test_copied (void)
{
  char id[] = "service";
  char version[] = "1";
  AftRiskSignal signal = { id, 30 };
  AftRiskFields fields = {
    .level = AFT_RISK_WATCH, .points = 30, .version = version, .signals = &signal, .signal_count = 1
  };
  g_autoptr (AftRisk) risk = aft_risk_new (&fields, NULL);
  memset (id, 'x', strlen (id));
  version[0] = '9';
  signal.points = 7;
  g_assert_cmpstr (aft_risk_get_signal (risk, 0)->id, ==, "service");
  g_assert_cmpint (aft_risk_get_signal (risk, 0)->points, ==, 30);
  g_assert_cmpstr (aft_risk_get_version (risk), ==, "1");
}

/* The largest that can be made stays within what is promised, and is read again. */
static void
test_largest (void)
{
  char ids[AFT_RISK_SIGNALS_MAX + 1][AFT_RISK_ID_MAX + 1];
  AftRiskSignal list[AFT_RISK_SIGNALS_MAX + 1];
  char version[AFT_RISK_VERSION_MAX * 4 + 1];
  for (guint i = 0; i <= AFT_RISK_SIGNALS_MAX; i++)
    {
      g_snprintf (ids[i], sizeof ids[i], "%064u", i);
      list[i] = (AftRiskSignal){ ids[i], -AFT_RISK_SIGNAL_MAX };
    }
  for (guint i = 0; i < AFT_RISK_VERSION_MAX; i++)
    memcpy (version + 4 * i, "𩸽", 5);

  g_autoptr (GError) error = NULL;
  AftRiskFields fields = { .level = AFT_RISK_CRITICAL,
                           .points = AFT_RISK_POINTS_MAX,
                           .version = version,
                           .signals = list,
                           .signal_count = AFT_RISK_SIGNALS_MAX };
  g_autoptr (AftRisk) risk = aft_risk_new (&fields, &error);
  g_assert_no_error (error);
  g_autofree char *text = aft_risk_dup_text (risk);
  g_assert_cmpuint (strlen (text), <=, AFT_RISK_TEXT_MAX);
  g_autoptr (AftRisk) again = aft_risk_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_true (aft_risk_equal (risk, again));

  fields.signal_count++;
  g_autoptr (AftRisk) more = aft_risk_new (&fields, &error);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_null (more);
}

static void
test_refused (void)
{
#define HEAD "{\"level\":\"watch\",\"points\":20,\"rules\":\"1\",\"signals\":"
  const char *const wrong[] = {
    "[]",
    "null",
    "{}",
    "{\"level\":\"watch\",\"points\":20,\"rules\":\"1\"}",
    HEAD "[],\"more\":1}",
    HEAD "{}}",
    HEAD "[1]}",
    HEAD "[{\"id\":\"a\"}]}",
    HEAD "[{\"id\":\"A\",\"points\":1}]}",
    HEAD "[{\"id\":\"\",\"points\":1}]}",
    HEAD "[{\"id\":\"a b\",\"points\":1}]}",
    HEAD "[{\"id\":\"a\",\"points\":1.5}]}",
    HEAD "[{\"id\":\"a\",\"points\":1001}]}",
    HEAD "[{\"id\":\"a\",\"points\":1,\"why\":\"\"}]}",
    HEAD "[{\"id\":\"a\",\"points\":1},{\"id\":\"a\",\"points\":1}]}",
    "{\"level\":\"grave\",\"points\":20,\"rules\":\"1\",\"signals\":[]}",
    "{\"level\":2,\"points\":20,\"rules\":\"1\",\"signals\":[]}",
    "{\"level\":\"watch\",\"points\":101,\"rules\":\"1\",\"signals\":[]}",
    "{\"level\":\"watch\",\"points\":-1,\"rules\":\"1\",\"signals\":[]}",
    "{\"level\":\"watch\",\"points\":\"20\",\"rules\":\"1\",\"signals\":[]}",
    "{\"level\":\"watch\",\"points\":20,\"rules\":\"\",\"signals\":[]}",
    "{\"level\":\"watch\",\"points\":20,\"rules\":\"a\\nb\",\"signals\":[]}",
    "{\"level\":\"watch\",\"points\":20,\"rules\":1,\"signals\":[]}",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftRisk) risk = aft_risk_parse (wrong[i], strlen (wrong[i]), &error);
      g_test_message ("%s", wrong[i]);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (risk);
    }
}

static void
test_levels (void)
{
  const char *const texts[] = { "none", "watch", "at-risk", "critical" };
  G_STATIC_ASSERT (G_N_ELEMENTS (texts) == AFT_RISK_LEVELS);
  AftRiskLevel level = AFT_RISK_NONE;
  for (guint i = 0; i < AFT_RISK_LEVELS; i++)
    {
      g_assert_cmpstr (aft_risk_level_to_text ((AftRiskLevel) i), ==, texts[i]);
      g_assert_true (aft_risk_level_from_text (texts[i], &level));
      g_assert_cmpuint (level, ==, i);
    }
  g_assert_false (aft_risk_level_from_text ("at risk", &level));
  g_assert_false (aft_risk_level_from_text (NULL, &level));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/risk/has-one-written-form", test_written_form);
  g_test_add_func ("/model/risk/nothing-found-is-a-result-too", test_nothing_found);
  g_test_add_func ("/model/risk/holds-copies", test_copied);
  g_test_add_func ("/model/risk/the-largest-is-read-again", test_largest);
  g_test_add_func ("/model/risk/what-is-none-is-refused", test_refused);
  g_test_add_func ("/model/risk/levels-have-one-text-each", test_levels);
  return g_test_run ();
}
