/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what was printed, as others do: a letter can be in the text of a PDF, selected and found,
 * and yet have no outline, so that only a picture of the page tells. What a text has to say is the
 * tests'. */
#include "aft-paper-reader.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define DPI   144
#define PAPER 215 /* of 255: what is lighter is no ink */

typedef struct
{
  guint8 *dots;
  guint width;
  guint height;
} Picture;

static void
picture_clear (Picture *picture)
{
  g_clear_pointer (&picture->dots, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

char *
aft_paper_reader_ask (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  char *said = NULL;
  g_autoptr (GSubprocess) program
      = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  return said;
}

static Picture
draw_page (const char *path, const char *folder, guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autofree char *base = g_build_filename (folder, "ink", NULL);
  g_autofree char *file = g_strconcat (base, ".pgm", NULL);
  const char *const words[]
      = { "pdftoppm", "-gray", "-r", G_STRINGIFY (DPI), "-f", number, "-l", number, "-singlefile",
          path,       base,    NULL };
  g_autofree char *said = aft_paper_reader_ask (words);
  g_autofree char *data = NULL;
  gsize length = 0;
  Picture picture = { 0 };

  g_assert_cmpstr (said, ==, "");
  g_assert_true (g_file_get_contents (file, &data, &length, NULL));
  g_assert_cmpint (sscanf (data, "P5 %u %u 255", &picture.width, &picture.height), ==, 2);
  const gsize size = (gsize) picture.width * picture.height;
  g_assert_cmpuint (length, >, size);
  picture.dots = g_memdup2 (data + length - size, size);
  return picture;
}

/* @box: left, top, right and bottom in points. */
static gboolean
has_ink (const Picture *picture, const double *box)
{
  const double scale = DPI / 72.0;

  for (guint y = (guint) (box[1] * scale); y < MIN (box[3] * scale, picture->height); y++)
    for (guint x = (guint) (box[0] * scale); x < MIN (box[2] * scale, picture->width); x++)
      if (picture->dots[(gsize) y * picture->width + x] < PAPER)
        return TRUE;
  return FALSE;
}

/* @page: what pdftotext says of a page and its words. */
static guint
find_page_ink (const Picture *picture, const char *page)
{
  guint count = 0;

  for (const char *at = strstr (page, "<word"); at != NULL; at = strstr (at + 1, "<word"))
    {
      double box[4];
      int read = sscanf (at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &box[0],
                         &box[1], &box[2], &box[3]);
      g_assert_cmpint (read, ==, 4);
      if (!has_ink (picture, box))
        g_error ("nothing is where this should be: %.120s", at);
      count++;
    }
  return count;
}

guint
aft_paper_reader_find_ink (const char *path, const char *folder)
{
  const char *const words[] = { "pdftotext", "-bbox", "-enc", "UTF-8", path, "-", NULL };
  g_autofree char *said = aft_paper_reader_ask (words);
  g_auto (GStrv) pages = g_strsplit (said, "<page ", -1);
  guint count = 0;

  for (guint i = 1; pages[i] != NULL; i++)
    {
      g_auto (Picture) picture = draw_page (path, folder, i);
      count += find_page_ink (&picture, pages[i]);
    }
  return count;
}
