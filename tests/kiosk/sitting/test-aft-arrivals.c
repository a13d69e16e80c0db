/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last few words on who comes: found by what they are for, and gone after a while. */
#include "aft-arrivals.h"

#include "aft-fake-clock.h"

typedef struct
{
  AftFakeClock *fake;
  AftArrivals *arrivals;
  guint noted;
} Fixture;

static void
on_noted (AftArrivals *arrivals, gpointer user_data)
{
  ((Fixture *) user_data)->noted++;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->fake = aft_fake_clock_new (0);
  fixture->arrivals = aft_arrivals_new (aft_fake_clock_get_clock (fixture->fake));
  g_signal_connect (fixture->arrivals, "noted", G_CALLBACK (on_noted), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->arrivals);
  aft_fake_clock_free (fixture->fake);
}

static AftId
make_id (guint8 number)
{
  AftId id = { { 0 } };
  id.bytes[0] = number;
  return id;
}

static void
note (Fixture *fixture, guint8 number, const char *name)
{
  AftAcknowledgement acknowledgement
      = { .response_id = make_id (number), .public_name = (char *) name };
  aft_arrivals_note (fixture->arrivals, &acknowledgement);
}

static const char *
find (Fixture *fixture, guint8 number)
{
  AftId id = make_id (number);
  return aft_arrivals_find (fixture->arrivals, &id);
}

static void
test_each_is_found_by_what_it_is_for (Fixture *fixture, gconstpointer unused)
{
  g_assert_null (find (fixture, 1));
  note (fixture, 1, "Wang");
  note (fixture, 2, "Lin");
  g_assert_cmpuint (fixture->noted, ==, 2);
  g_assert_cmpstr (find (fixture, 1), ==, "Wang");
  g_assert_cmpstr (find (fixture, 2), ==, "Lin");
  g_assert_null (find (fixture, 3));
}

static void
test_the_later_word_counts (Fixture *fixture, gconstpointer unused)
{
  note (fixture, 1, "Wang");
  note (fixture, 1, "Lin");
  g_assert_cmpstr (find (fixture, 1), ==, "Lin");
}

static void
test_they_are_forgotten (Fixture *fixture, gconstpointer unused)
{
  note (fixture, 1, "Wang");
  aft_fake_clock_advance_seconds (fixture->fake, 60 * AFT_ARRIVALS_MINUTES);
  g_assert_cmpstr (find (fixture, 1), ==, "Wang");
  aft_fake_clock_advance_seconds (fixture->fake, 1);
  g_assert_null (find (fixture, 1));
}

static void
test_no_more_than_a_few_are_kept (Fixture *fixture, gconstpointer unused)
{
  for (guint8 i = 0; i <= AFT_ARRIVALS_MAX; i++)
    note (fixture, i, "Wang");
  g_assert_null (find (fixture, 0));
  g_assert_nonnull (find (fixture, 1));
  g_assert_nonnull (find (fixture, AFT_ARRIVALS_MAX));
}

#define ADD(name, test) g_test_add ("/kiosk/arrivals/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-is-found-by-what-it-is-for", test_each_is_found_by_what_it_is_for);
  ADD ("the-later-word-counts", test_the_later_word_counts);
  ADD ("they-are-forgotten-after-minutes", test_they_are_forgotten);
  ADD ("no-more-than-a-few-are-kept", test_no_more_than_a_few_are_kept);
  return g_test_run ();
}
