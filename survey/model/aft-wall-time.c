/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one form in which settings write a time of day. What it means (the begin of the evening, the
 * end of a part of the day) and whether 24:00 makes sense there is for who asks. */
#include "aft-wall-time.h"

#include <string.h>

gboolean
aft_wall_time_from_text (const char *text, guint *ret_minutes)
{
  gboolean is_shaped = text != NULL && strlen (text) == 5 && g_ascii_isdigit (text[0])
                       && g_ascii_isdigit (text[1]) && text[2] == ':' && g_ascii_isdigit (text[3])
                       && g_ascii_isdigit (text[4]);
  if (!is_shaped)
    return FALSE;

  guint hour = (guint) (text[0] - '0') * 10 + (guint) (text[1] - '0');
  guint minute = (guint) (text[3] - '0') * 10 + (guint) (text[4] - '0');
  if (minute > 59 || hour * 60 + minute > AFT_WALL_TIME_DAY_MINUTES)
    return FALSE;
  *ret_minutes = hour * 60 + minute;
  return TRUE;
}
