/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guests and surveys for tests of the generator: drawn and read as the generator does, judged by
 * nobody. */
#include "drawn.h"

GArray *
drawn_guests (const WorldPlan *plan)
{
  g_autoptr (World) world = world_new (plan);
  GArray *guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  for (guint day = 0; day < plan->days; day++)
    world_draw_day (world, day, guests);
  return guests;
}

AftSurvey *
drawn_survey (const char *name, char **ret_text)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (SURVEYS_FOLDER, name, NULL);
  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  AftSurvey *survey = aft_survey_new_from_json (text, length, &error);
  g_assert_no_error (error);
  if (ret_text != NULL)
    *ret_text = g_steal_pointer (&text);
  return survey;
}
