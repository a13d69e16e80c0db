/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of limits: every member has its name, and every name sets its member. */
#include "aft-error.h"
#include "aft-http-limits.h"

static void
test_table_names_every_limit (void)
{
  g_autoptr (AftValue) value = aft_http_limits_to_value (&aft_http_limits_default);
  gsize members = sizeof (AftHttpLimits) / sizeof (gint64);

  g_assert_cmpuint (aft_value_get_length (value), ==, members);
  for (gsize i = 0; i < members; i++)
    {
      const char *name = aft_value_get_member_name (value, i);
      g_autoptr (AftValue) after = NULL;
      g_autoptr (GError) error = NULL;
      AftHttpLimits limits = aft_http_limits_default;

      g_assert_cmpfloat (aft_value_get_number (aft_value_get_member_at (value, i)), >, 0);
      g_assert_true (aft_http_limits_set (&limits, name, 7, &error));
      g_assert_no_error (error);
      after = aft_http_limits_to_value (&limits);
      g_assert_cmpfloat (aft_value_get_member_number (after, name, 0), ==, 7);
      g_assert_cmpmem (&((const gint64 *) &limits)[i], sizeof (gint64), &(gint64){ 7 },
                       sizeof (gint64));
    }
}

static void
test_documented_limits_hold (void)
{
  const AftHttpLimits *limits = &aft_http_limits_default;

  g_assert_cmpint (limits->body_bytes, ==, 65536);
  g_assert_cmpint (limits->connections, ==, 256);
  g_assert_cmpint (limits->receive_ms, ==, 10000);
  g_assert_cmpint (limits->idle_ms, ==, 15000);
  g_assert_cmpint (limits->stalled_ms, ==, 30000);
  g_assert_cmpint (limits->event_comment_ms, ==, 10000);
  g_assert_cmpint (limits->listen_backlog, ==, 256);
  g_assert_cmpint (limits->accept_retry_ms, ==, 200);
}

static void
test_senseless_limits_are_refused (void)
{
  AftHttpLimits limits = aft_http_limits_default;
  const gint64 wrong[] = { 0, -1, G_MAXINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (aft_http_limits_set (&limits, "connections", wrong[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (aft_http_limits_set (&limits, "patience", 1, &error));
    g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  }
  g_assert_cmpmem (&limits, sizeof limits, &aft_http_limits_default, sizeof limits);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/limits/the-table-names-every-limit", test_table_names_every_limit);
  g_test_add_func ("/http/limits/documented-limits-hold", test_documented_limits_hold);
  g_test_add_func ("/http/limits/senseless-limits-are-refused", test_senseless_limits_are_refused);
  return g_test_run ();
}
