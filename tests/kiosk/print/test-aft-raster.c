/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dots, and the files of them as programs read them that are not ours. */
#include <gio/gio.h>
#include <string.h>

#include "aft-raster.h"
#include "aft-temp-dir.h"

#define DOTS_PER_INCH 203
#define HEADER_PARTS  4 /* of a PGM file: "P5", width, height, 255 */

/* A pattern without symmetry, @width not a multiple of 8. */
static AftRaster *
make_raster (guint width, guint height)
{
  guint stride = (width + 7) / 8;
  guint8 *rows = g_malloc0 (stride * height);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      if (g_rand_boolean (random))
        rows[y * stride + x / 8] |= (guint8) (0x80 >> x % 8);
  g_autoptr (GBytes) bytes = g_bytes_new_take (rows, stride * height);
  return aft_raster_new (width, height, bytes);
}

static void
test_the_highest_bit_is_the_leftmost_dot (void)
{
  const guint8 rows[] = { 0x80, 0x40, 0x01, 0x00 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (rows, sizeof rows);
  g_autoptr (AftRaster) raster = aft_raster_new (10, 2, bytes);

  g_assert_cmpuint (aft_raster_get_width (raster), ==, 10);
  g_assert_cmpuint (aft_raster_get_height (raster), ==, 2);
  g_assert_cmpuint (aft_raster_get_stride (raster), ==, 2);
  g_assert_cmpmem (aft_raster_get_row (raster, 1), 2, rows + 2, 2);
  for (guint y = 0; y < 2; y++)
    for (guint x = 0; x < 10; x++)
      g_assert_true (aft_raster_is_black (raster, x, y)
                     == ((y == 0 && (x == 0 || x == 9)) || (y == 1 && x == 7)));
}

static void
test_nothing_is_black_outside (void)
{
  const guint8 row = 0xff;
  g_autoptr (GBytes) bytes = g_bytes_new_static (&row, 1);
  g_autoptr (AftRaster) raster = aft_raster_new (8, 1, bytes);

  g_assert_true (aft_raster_is_black (raster, 7, 0));
  g_assert_false (aft_raster_is_black (raster, 8, 0));
  g_assert_false (aft_raster_is_black (raster, 0, 1));
  g_assert_false (aft_raster_is_black (raster, G_MAXUINT, G_MAXUINT));
}

/* Does a file of ours become @raster again when @program, with what follows,
 * writes it to its output as PGM? */
static void
assert_is_read (const AftRaster *raster, const char *const *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader
      = g_subprocess_newv (program, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GBytes) picture = NULL;
  guint width = aft_raster_get_width (raster), height = aft_raster_get_height (raster);
  gsize length;

  g_assert_no_error (error);
  g_subprocess_communicate (reader, NULL, NULL, &picture, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (reader));
  const char *bytes = g_bytes_get_data (picture, &length);
  g_autofree char *head = g_strndup (bytes, MIN (length, 64));
  g_auto (GStrv) parts = g_regex_split_simple ("\\s+", head, 0, 0);
  g_autofree char *wanted = g_strdup_printf ("%u %u", width, height);
  g_autofree char *found = g_strdup_printf ("%s %s", parts[1], parts[2]);
  g_assert_cmpstr (parts[0], ==, "P5");
  g_assert_cmpstr (found, ==, wanted);
  g_assert_cmpuint (length, >, (gsize) width * height + HEADER_PARTS);
  const guint8 *dots = (const guint8 *) bytes + length - (gsize) width * height;
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      g_assert_cmpuint (dots[y * width + x], ==, aft_raster_is_black (raster, x, y) ? 0 : 255);
}

static gboolean
has_program (const char *name)
{
  g_autofree char *program = g_find_program_in_path (name);
  if (program == NULL)
    {
      g_autofree char *reason = g_strdup_printf ("%s is not installed", name);
      g_test_skip (reason);
    }
  return program != NULL;
}

static char *
save (AftTempDir *dir, const char *name, GBytes *file)
{
  char *path = aft_temp_dir_dup_path (dir, name);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (file, &length);
  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_a_png_has_a_pixel_for_each_dot (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autoptr (AftRaster) raster = make_raster (203, 101);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = aft_raster_to_png (raster, &error);
  g_assert_no_error (error);
  g_autofree char *path = save (dir, "dots.png", png);
  const char *const program[] = { "convert", path, "-depth", "8", "pgm:-", NULL };

  if (has_program ("convert"))
    assert_is_read (raster, program);
}

static void
test_a_pdf_is_as_large_as_the_paper (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autoptr (AftRaster) raster = make_raster (384, 777);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = aft_raster_to_pdf (raster, DOTS_PER_INCH, &error);
  g_assert_no_error (error);
  g_autofree char *path = save (dir, "dots.pdf", pdf);
  const char *const program[]
      = { "pdftoppm", "-gray", "-r", G_STRINGIFY (DOTS_PER_INCH), "-singlefile", path, NULL };

  if (has_program ("pdftoppm"))
    assert_is_read (raster, program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/raster/the-highest-bit-is-the-leftmost-dot",
                   test_the_highest_bit_is_the_leftmost_dot);
  g_test_add_func ("/kiosk/raster/nothing-is-black-outside", test_nothing_is_black_outside);
  g_test_add_func ("/kiosk/raster/a-png-has-a-pixel-for-each-dot",
                   test_a_png_has_a_pixel_for_each_dot);
  g_test_add_func ("/kiosk/raster/a-pdf-is-as-large-as-the-paper",
                   test_a_pdf_is_as_large_as_the_paper);
  return g_test_run ();
}
