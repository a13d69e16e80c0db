/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's own faces (assets/icons/drawings) as they stand in a page: in it, not beside it,
 * because a picture of its own would not take the day's or the evening's colour. */
#include "aft-survey-face.h"

#include <string.h>

#define EYES                                                                                       \
  "M13.5 20 A3 3 0 1 1 19.5 20 A3 3 0 1 1 13.5 20 Z M28.5 20 A3 3 0 1 1 34.5 20 A3 3 0 1 1 28.5 "  \
  "20 Z"
#define LAUGH                                                                                      \
  "M13.8 26 H34.2 A1.6 1.6 0 0 1 35.8 27.8 A12 12 0 0 1 12.2 27.8 A1.6 1.6 0 0 1 13.8 26 Z"

/* Strokes, and what is filled. */
static const struct
{
  const char *name;
  const char *strokes;
  const char *fills;
} faces[] = {
  { "terrible", "M12.5 16 L20 20.5 L12.5 24 M35.5 16 L28 20.5 L35.5 24",
    "M14.5 37 A9.8 8.5 0 0 1 33.5 37 A1 1 0 0 1 32.5 38 H15.5 A1 1 0 0 1 14.5 37 Z" },
  { "very-poor",
    "M12.5 19.5 A4.3 4.3 0 0 0 20.5 19.5 M27.5 19.5 A4.3 4.3 0 0 0 35.5 19.5 M16.5 35.5 A9 9 0 0 1 "
    "31.5 35.5",
    "M10.7 30 A2.8 2.8 0 1 1 16.3 30 A2.8 2.8 0 1 1 10.7 30 Z" },
  { "poor", "M12.5 15.5 L20 19 M35.5 15.5 L28 19 M15.5 35 A9.5 9.5 0 0 1 32.5 35",
    "M14.7 23 A2.8 2.8 0 1 1 20.3 23 A2.8 2.8 0 1 1 14.7 23 Z M27.7 23 A2.8 2.8 0 1 1 33.3 23 A2.8 "
    "2.8 0 1 1 27.7 23 Z" },
  { "not-good",
    "M11.8 18.5 A9 9 0 0 0 18.5 13.8 M36.2 18.5 A9 9 0 0 1 29.5 13.8 M15 35.5 A10 10 0 0 1 33 35.5",
    "M14.2 22.5 A2.8 2.8 0 1 1 19.8 22.5 A2.8 2.8 0 1 1 14.2 22.5 Z M28.2 22.5 A2.8 2.8 0 1 1 33.8 "
    "22.5 A2.8 2.8 0 1 1 28.2 22.5 Z" },
  { "average", "M16.5 33.5 A13 13 0 0 1 31.5 33.5", EYES },
  { "normal", "M16 31.5 H32", EYES },
  { "good", "M14.5 28.5 A10.5 10.5 0 0 0 33.5 28.5", EYES },
  { "very-good", "M12.5 21.5 A4.3 4.3 0 0 1 20.5 21.5 M27.5 21.5 A4.3 4.3 0 0 1 35.5 21.5", LAUGH },
  { "excellent", "",
    "M16 12.7 L17.6 16.9 L21.8 18.5 L17.6 20.1 L16 24.3 L14.4 20.1 L10.2 18.5 L14.4 16.9 Z M32 "
    "12.7 L33.6 16.9 L37.8 18.5 L33.6 20.1 L32 24.3 L30.4 20.1 L26.2 18.5 L30.4 16.9 Z " LAUGH },
  { "perfect", "",
    "M16 23.4 L11 17.8 A2.9 2.9 0 0 1 16 15.1 A2.9 2.9 0 0 1 21 17.8 Z M32 23.4 L27 17.8 A2.9 2.9 "
    "0 0 1 32 15.1 A2.9 2.9 0 0 1 37 17.8 Z " LAUGH },
};

void
aft_survey_face_write (AftHtml *html, const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (faces); i++)
    {
      if (strcmp (faces[i].name, name) != 0)
        continue;
      aft_html_open (html, "svg", "viewbox", "0 0 48 48", "aria-hidden", "true", NULL);
      aft_html_put (html, "circle", NULL, "cx", "24", "cy", "24", "r", "20", NULL);
      if (*faces[i].strokes != '\0')
        aft_html_put (html, "path", NULL, "d", faces[i].strokes, NULL);
      aft_html_put (html, "path", NULL, "d", faces[i].fills, "class", "full", NULL);
      aft_html_close (html, "svg");
    }
}
