/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts tries and says how long to wait. It stores nothing itself and knows no PIN. */
#include "aft-pin-guard.h"

#include <stdio.h>

#define FIRST_WAIT_MS (30 * G_GINT64_CONSTANT (1000))
#define LAST_WAIT_MS  (15 * 60 * G_GINT64_CONSTANT (1000))
#define MOST_TRIES    1000000 /* counted; waits grow no more long before */

struct _AftPinGuard
{
  AftClock *clock;
  AftId boot_id;
  guint tries;     /* wrong ones since the last right one */
  gint64 wait_ms;  /* that followed the last of them */
  gint64 since_ms; /* monotonic: when that wait began */
};

static gint64
get_now_ms (AftPinGuard *guard)
{
  return aft_clock_get_monotonic_us (guard->clock) / 1000;
}

AftPinGuard *
aft_pin_guard_new (AftClock *clock, const AftId *boot_id)
{
  AftPinGuard *guard = g_new0 (AftPinGuard, 1);
  guard->clock = aft_clock_ref (clock);
  guard->boot_id = *boot_id;
  return guard;
}

void
aft_pin_guard_free (AftPinGuard *guard)
{
  if (guard == NULL)
    return;
  aft_clock_unref (guard->clock);
  g_free (guard);
}

static gint64
wait_after (guint tries)
{
  gint64 wait_ms = FIRST_WAIT_MS;
  if (tries < AFT_PIN_GUARD_TRIES)
    return 0;
  for (guint i = AFT_PIN_GUARD_TRIES; i < tries && wait_ms < LAST_WAIT_MS; i++)
    wait_ms *= 2;
  return MIN (wait_ms, LAST_WAIT_MS);
}

static void
begin_wait (AftPinGuard *guard, guint tries)
{
  guard->tries = MIN (tries, MOST_TRIES);
  guard->wait_ms = wait_after (guard->tries);
  guard->since_ms = get_now_ms (guard);
}

/* FALSE when @text is none of ours. */
static gboolean
read_text (const char *text, guint *ret_tries, AftId *ret_boot_id, gint64 *ret_since_ms)
{
  char boot[AFT_ID_TEXT_LENGTH + 1];
  int end = 0;
  return sscanf (text, "1 %7u %36s %18" G_GINT64_FORMAT "%n", ret_tries, boot, ret_since_ms, &end)
             == 3
         && text[end] == '\0' && aft_id_from_text (boot, ret_boot_id);
}

void
aft_pin_guard_load (AftPinGuard *guard, const char *text)
{
  guint tries = AFT_PIN_GUARD_TRIES;
  AftId boot_id;
  gint64 since_ms = 0;
  if (text == NULL)
    return;
  gboolean is_read = read_text (text, &tries, &boot_id, &since_ms);
  if (is_read && tries <= guard->tries)
    return;
  begin_wait (guard, is_read ? tries : AFT_PIN_GUARD_TRIES);
  if (is_read && aft_id_equal (&boot_id, &guard->boot_id))
    guard->since_ms = MIN (since_ms, guard->since_ms);
}

char *
aft_pin_guard_dup_text (AftPinGuard *guard)
{
  if (guard->tries == 0)
    return NULL;
  g_autofree char *boot = aft_id_to_text (&guard->boot_id);
  return g_strdup_printf ("1 %u %s %" G_GINT64_FORMAT, guard->tries, boot, guard->since_ms);
}

gint64
aft_pin_guard_get_wait_ms (AftPinGuard *guard)
{
  return MAX (0, guard->wait_ms - (get_now_ms (guard) - guard->since_ms));
}

guint
aft_pin_guard_get_tries_left (AftPinGuard *guard)
{
  return guard->tries < AFT_PIN_GUARD_TRIES ? AFT_PIN_GUARD_TRIES - guard->tries : 0;
}

void
aft_pin_guard_count_try (AftPinGuard *guard)
{
  begin_wait (guard, guard->tries + 1);
}

void
aft_pin_guard_forget (AftPinGuard *guard)
{
  begin_wait (guard, 0);
}
