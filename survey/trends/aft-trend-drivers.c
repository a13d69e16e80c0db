/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moves overall satisfaction. */
#include "aft-trend-load-private.h"

gboolean
aft_trend_load_drivers (AftTrendView *view, AftTrendSource *source, GError **error)
{
  (void) source;
  (void) error;
  view->drivers = g_new0 (AftTrendDrivers, 1);
  view->drivers->drivers = g_array_new (FALSE, TRUE, sizeof (AftTrendDriver));
  return TRUE;
}
