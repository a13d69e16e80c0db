/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer than any test waits for: only a program that hangs reaches it. */
#define AFT_PATIENCE_US (60 * G_USEC_PER_SEC)

/* aft_tick: a source that only wakes the main loop, and stays. */
static inline gboolean
aft_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the default main context until @condition holds, which is looked at every 5 ms at least;
 * fails the test after AFT_PATIENCE_US. */
#define AFT_WAIT_UNTIL(condition)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 aft_end_us = g_get_monotonic_time () + AFT_PATIENCE_US;                                 \
    guint aft_tick_id = g_timeout_add (5, aft_tick, NULL);                                         \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_main_context_iteration (NULL, TRUE);                                                     \
        g_assert_cmpint (g_get_monotonic_time (), <, aft_end_us);                                  \
      }                                                                                            \
    g_source_remove (aft_tick_id);                                                                 \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
