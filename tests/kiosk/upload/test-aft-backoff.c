/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long is waited, over many draws. */
#include "aft-backoff.h"

#include "aft-seeded-random.h"

#define DRAWS 2000

typedef struct
{
  guint least;
  guint most;
} Range;

static Range
draw (guint failures, gint64 retry_after_seconds)
{
  g_autoptr (AftRandom) random = aft_seeded_random_new (failures + 1);
  AftBackoff backoff = { 1000, 300000, failures, retry_after_seconds };
  Range range = { G_MAXUINT, 0 };
  for (guint i = 0; i < DRAWS; i++)
    {
      guint wait = aft_backoff_draw_ms (&backoff, random);
      range.least = MIN (range.least, wait);
      range.most = MAX (range.most, wait);
    }
  return range;
}

static void
test_within_bounds (void)
{
  for (guint failures = 1; failures < 100; failures++)
    {
      Range range = draw (failures, -1);
      g_assert_cmpuint (range.least, >=, 1000);
      g_assert_cmpuint (range.most, <=, 300000);
    }
}

static void
test_grows (void)
{
  for (guint failures = 1; failures < 8; failures++)
    g_assert_cmpuint (draw (failures + 1, -1).least, >=, draw (failures, -1).most - 20);
  g_assert_cmpuint (draw (30, -1).least, >=, 150000);
}

static void
test_spreads (void)
{
  Range first = draw (1, -1);
  g_assert_cmpuint (first.most - first.least, >, 900);
  Range late = draw (20, -1);
  g_assert_cmpuint (late.most - late.least, >, 140000);
}

static void
test_never_earlier_than_asked (void)
{
  Range range = draw (1, 120);
  g_assert_cmpuint (range.least, >=, 120000);
  g_assert_cmpuint (range.most, <=, 132000);
  g_assert_cmpuint (range.most, >, range.least);
  g_assert_cmpuint (draw (1, 0).least, >=, 1000);
}

static void
test_wrong_headers_do_not_silence (void)
{
  g_assert_cmpuint (draw (1, 301).most, <=, 300000);
  g_assert_cmpuint (draw (1, G_MAXINT64).most, <=, 300000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/backoff/always-between-1-and-300-seconds", test_within_bounds);
  g_test_add_func ("/kiosk/backoff/grows-with-failures", test_grows);
  g_test_add_func ("/kiosk/backoff/kiosks-do-not-come-back-together", test_spreads);
  g_test_add_func ("/kiosk/backoff/retry-after-is-a-minimum", test_never_earlier_than_asked);
  g_test_add_func ("/kiosk/backoff/retry-after-is-bounded", test_wrong_headers_do_not_silence);
  return g_test_run ();
}
