/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second is nothing to talk about; then there is one line, written over, and gone at the end. */
#include "aft-progress-line.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "aft-fake-clock.h"

#define CLEAR "\r\033[K"

typedef struct
{
  AftFakeClock *fake;
  AftProgressLine *line;
  int ends[2]; /* of a pipe */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (pipe2 (fixture->ends, O_NONBLOCK), ==, 0);
  fixture->fake = aft_fake_clock_new (0);
  fixture->line = aft_progress_line_new ("verify", aft_fake_clock_get_clock (fixture->fake),
                                         fixture->ends[1]);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_progress_line_free (fixture->line);
  aft_fake_clock_free (fixture->fake);
  close (fixture->ends[0]);
  close (fixture->ends[1]);
}

static void
tell (Fixture *fixture, guint64 done, guint64 total)
{
  const AftHouseProgress *progress = aft_progress_line_get (fixture->line);
  progress->tell (done, total, progress->data);
}

static void
assert_written (Fixture *fixture, const char *text)
{
  char bytes[256] = { 0 };
  gssize count = read (fixture->ends[0], bytes, sizeof bytes - 1);
  g_assert_cmpint (count, ==, *text != '\0' ? (gssize) strlen (text) : -1);
  g_assert_cmpstr (bytes, ==, text);
}

static void
test_a_second_is_nothing (Fixture *fixture, gconstpointer unused)
{
  tell (fixture, 1, 2);
  aft_fake_clock_advance_ms (fixture->fake, 999);
  tell (fixture, 2, 2);
  g_clear_pointer (&fixture->line, aft_progress_line_free);
  assert_written (fixture, "");
}

static void
test_then_it_is_shown (Fixture *fixture, gconstpointer unused)
{
  aft_fake_clock_advance_ms (fixture->fake, 1000);
  tell (fixture, 1, 4);
  assert_written (fixture, CLEAR "verify: 25 %, 1 s");
  aft_fake_clock_advance_ms (fixture->fake, 199);
  tell (fixture, 2, 4);
  assert_written (fixture, "");
  aft_fake_clock_advance_ms (fixture->fake, 1801);
  tell (fixture, 9, 4);
  assert_written (fixture, CLEAR "verify: 100 %, 3 s");
  g_clear_pointer (&fixture->line, aft_progress_line_free);
  assert_written (fixture, CLEAR);
}

static void
test_what_cannot_say_shows_seconds (Fixture *fixture, gconstpointer unused)
{
  aft_fake_clock_advance_seconds (fixture->fake, 12);
  tell (fixture, 0, 0);
  assert_written (fixture, CLEAR "verify: 12 s");
}

static void
test_nobody_is_told_nothing (void)
{
  g_assert_null (aft_progress_line_get (NULL));
  aft_progress_line_free (NULL);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/store/progress-line/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-second-is-nothing", test_a_second_is_nothing);
  ADD ("then-it-is-shown-and-goes", test_then_it_is_shown);
  ADD ("what-cannot-say-shows-seconds", test_what_cannot_say_shows_seconds);
  g_test_add_func ("/store/progress-line/nobody-is-told-nothing", test_nobody_is_told_nothing);
  return g_test_run ();
}
