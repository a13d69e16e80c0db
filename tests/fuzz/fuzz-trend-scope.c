/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address of a view of trends: it is refused with a line, or it is a view that has one address,
 * which reads back as the same, and periods that can be compared. */
#include <string.h>

#include "aft-error.h"
#include "aft-fuzz.h"
#include "aft-trend-scope.h"

#define TODAY 20748 /* 2026-10-22 */

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *query = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTrendScope) scope = aft_trend_scope_read (query, TODAY, &error);

  if (scope == NULL)
    {
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
      return 0;
    }
  g_assert_no_error (error);
  g_autofree char *address = aft_trend_scope_to_query (scope);
  g_autoptr (AftTrendScope) again = aft_trend_scope_read (address, TODAY, &error);
  g_assert_no_error (error);
  g_autofree char *same = aft_trend_scope_to_query (again);
  g_assert_cmpstr (address, ==, same);
  AftPeriod elapsed = aft_trend_scope_get_elapsed (scope);
  AftPeriod before;
  g_assert_cmpint (elapsed.from_day, <=, elapsed.to_day);
  g_assert_cmpint (elapsed.to_day, <=, TODAY);
  if (aft_trend_scope_get_before (scope, &before))
    g_assert_cmpint (before.to_day, <, elapsed.from_day);
  aft_trend_scope_move_earlier (again);
  (void) aft_trend_scope_move_later (scope);
  g_assert_cmpint (scope->period.from_day, <=, TODAY);
  return 0;
}
