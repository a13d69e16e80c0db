/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock of the tests. Its state is shared with the AftClock it hands out and guarded by a lock,
 * because the store asks for the time on a thread of its own. */
#include "aft-fake-clock.h"

typedef struct
{
  gatomicrefcount references;
  GMutex lock;
  gint64 real_us;
  gint64 monotonic_us;
} FakeTime;

struct _AftFakeClock
{
  AftClock *clock;
  FakeTime *time;
};

static void
unref_time (gpointer data)
{
  FakeTime *time = data;

  if (!g_atomic_ref_count_dec (&time->references))
    return;
  g_mutex_clear (&time->lock);
  g_free (time);
}

static gint64
read_real_us (gpointer user_data)
{
  FakeTime *time = user_data;
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&time->lock);

  return time->real_us;
}

static gint64
read_monotonic_us (gpointer user_data)
{
  FakeTime *time = user_data;
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&time->lock);

  return time->monotonic_us;
}

AftFakeClock *
aft_fake_clock_new (gint64 start_real_us)
{
  static const AftClockSource source = {
    .real_us = read_real_us,
    .monotonic_us = read_monotonic_us,
  };
  AftFakeClock *fake = g_new0 (AftFakeClock, 1);
  FakeTime *time = g_new0 (FakeTime, 1);

  g_atomic_ref_count_init (&time->references);
  g_mutex_init (&time->lock);
  time->real_us = start_real_us;
  fake->time = time;
  g_atomic_ref_count_inc (&time->references);
  fake->clock = aft_clock_new (&source, time, unref_time);
  return fake;
}

void
aft_fake_clock_free (AftFakeClock *fake)
{
  if (fake == NULL)
    return;
  aft_clock_unref (fake->clock);
  unref_time (fake->time);
  g_free (fake);
}

AftClock *
aft_fake_clock_get_clock (AftFakeClock *fake)
{
  return fake->clock;
}

void
aft_fake_clock_set_real_us (AftFakeClock *fake, gint64 real_us)
{
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&fake->time->lock);

  fake->time->real_us = real_us;
}

void
aft_fake_clock_advance_us (AftFakeClock *fake, gint64 microseconds)
{
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&fake->time->lock);

  g_assert (microseconds >= 0);
  fake->time->real_us += microseconds;
  fake->time->monotonic_us += microseconds;
}

void
aft_fake_clock_advance_ms (AftFakeClock *fake, gint64 milliseconds)
{
  aft_fake_clock_advance_us (fake, milliseconds * 1000);
}

void
aft_fake_clock_advance_seconds (AftFakeClock *fake, gint64 seconds)
{
  aft_fake_clock_advance_us (fake, seconds * G_USEC_PER_SEC);
}
