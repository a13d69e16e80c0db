/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QR codes are read back by a program that is not ours (zbarimg), from the raster and from the
 * path of the SVG. */
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "aft-error.h"
#include "aft-qr.h"
#include "aft-temp-dir.h"

/* What a level M symbol of version 40 holds in byte mode (ISO/IEC 18004, table 7). */
#define MOST_BYTES 2331

static AftQr *
make_qr (const char *text)
{
  g_autoptr (GError) error = NULL;
  AftQr *qr = aft_qr_new (text, &error);

  g_assert_no_error (error);
  return qr;
}

/* The text that zbarimg finds in the @side × @side @dots. */
static char *
scan (GBytes *dots, guint side)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (dir, "qr.pgm");
  g_autoptr (GByteArray) picture = g_byte_array_new ();
  g_autofree char *header = g_strdup_printf ("P5\n%u %u\n255\n", side, side);
  g_autoptr (GSubprocess) reader = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_byte_array_append (picture, (const guint8 *) header, (guint) strlen (header));
  g_byte_array_append (picture, g_bytes_get_data (dots, NULL), (guint) g_bytes_get_size (dots));
  g_file_set_contents (path, (const char *) picture->data, picture->len, &error);
  g_assert_no_error (error);
  reader = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                             &error, "zbarimg", "--quiet", "--raw", "--nodbus", "-Sdisable",
                             "-Sqrcode.enable", path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (reader, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strchomp (text);
}

static void
assert_scans (const char *text, guint module_dots)
{
  g_autoptr (AftQr) qr = make_qr (text);
  guint side;
  g_autoptr (GBytes) dots = aft_qr_to_raster (qr, module_dots, &side);
  g_autofree char *found = NULL;

  g_assert_cmpuint (side, ==, (aft_qr_get_size (qr) + 8) * module_dots);
  g_assert_cmpuint (g_bytes_get_size (dots), ==, side * side);
  found = scan (dots, side);
  g_assert_cmpstr (found, ==, text);
}

static gboolean
has_reader (void)
{
  g_autofree char *program = g_find_program_in_path ("zbarimg");

  if (program == NULL)
    g_test_skip ("zbarimg (Debian: zbar-tools) is not installed");
  return program != NULL;
}

static void
test_a_phone_reads_what_was_written (void)
{
  if (!has_reader ())
    return;
  assert_scans ("7", 3);
  assert_scans ("https://f.example/f/AQEBAQEBAQEB", 2);
  assert_scans ("回味餐厅:请扫码 😀", 4);
}

static void
test_the_longest_follow_up_link_is_read (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *token = g_strnfill (55, 'Q');
  g_autofree char *address
      = g_strdup_printf ("https://%s.%s.%s.%.61s/f/%s", label, label, label, label, token);

  if (!has_reader ())
    return;
  /* 253 characters are the longest host name there is (RFC 1035). */
  g_assert_cmpuint (strlen (address), ==, strlen ("https://") + 253 + strlen ("/f/") + 55);
  assert_scans (address, 3);
}

static void
test_a_symbol_may_be_larger_than_its_text_needs (void)
{
  const char *text = "https://f.example/f/AQEBAQEBAQEB";
  g_autoptr (GError) error = NULL;
  g_autoptr (AftQr) larger = aft_qr_new_in_version (text, 12, &error);
  g_assert_no_error (error);
  g_autofree char *most = g_strnfill (MOST_BYTES, 'x');
  g_autoptr (AftQr) largest = aft_qr_new_in_version (most, 12, &error);
  g_assert_no_error (error);
  guint side;
  g_autoptr (GBytes) dots = aft_qr_to_raster (larger, 3, &side);

  g_assert_cmpuint (aft_qr_get_size (larger), ==, AFT_QR_VERSION_SIZE (12));
  g_assert_cmpuint (aft_qr_get_size (largest), ==, AFT_QR_VERSION_SIZE (AFT_QR_VERSIONS));
  if (!has_reader ())
    return;
  g_autofree char *found = scan (dots, side);
  g_assert_cmpstr (found, ==, text);
}

static void
test_more_than_a_symbol_holds_is_too_large (void)
{
  g_autofree char *most = g_strnfill (MOST_BYTES, 'x');
  g_autofree char *more = g_strnfill (MOST_BYTES + 1, 'x');
  g_autoptr (AftQr) qr = make_qr (most);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (aft_qr_get_size (qr), ==, 177);
  g_assert_null (aft_qr_new (more, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE);
}

static void
test_an_empty_text_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (aft_qr_new ("", &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  aft_qr_free (NULL);
}

static void
test_finder_patterns_stand_in_three_corners (void)
{
  g_autoptr (AftQr) qr = make_qr ("corner");
  guint last = aft_qr_get_size (qr) - 1;

  g_assert_cmpuint (aft_qr_get_size (qr), ==, 21);
  for (guint i = 0; i < 7; i++)
    {
      g_assert_true (aft_qr_is_dark (qr, i, 0));
      g_assert_true (aft_qr_is_dark (qr, last - i, 0));
      g_assert_true (aft_qr_is_dark (qr, 0, last - i));
    }
  g_assert_false (aft_qr_is_dark (qr, 7, 0));
  g_assert_false (aft_qr_is_dark (qr, 1, 1));
  g_assert_false (aft_qr_is_dark (qr, last + 1, 0));
  g_assert_false (aft_qr_is_dark (qr, 0, G_MAXUINT));
}

static void
test_the_quiet_zone_is_white (void)
{
  g_autoptr (AftQr) qr = make_qr ("quiet");
  guint side;
  g_autoptr (GBytes) dots = aft_qr_to_raster (qr, 5, &side);
  const guint8 *bytes = g_bytes_get_data (dots, NULL);
  guint quiet = 5 * AFT_QR_QUIET_MODULES;

  for (guint i = 0; i < side * side; i++)
    {
      guint x = i % side, y = i / side;

      if (x < quiet || y < quiet || x >= side - quiet || y >= side - quiet)
        g_assert_cmpuint (bytes[i], ==, 255);
      else
        g_assert_cmpuint (bytes[i], ==,
                          aft_qr_is_dark (qr, (x - quiet) / 5, (y - quiet) / 5) ? 0 : 255);
    }
}

/* Draws the runs of the path, which are all "Mx yhNv1h-Nz". */
static GBytes *
draw_path (const char *svg, guint side)
{
  guint8 *dots = g_malloc (side * side);
  const char *place = strstr (svg, " d=\"") + strlen (" d=\"");
  guint x, y, length, back;
  int used;

  memset (dots, 255, side * side);
  while (sscanf (place, "M%u %uh%uv1h-%uz%n", &x, &y, &length, &back, &used) == 4)
    {
      g_assert_cmpuint (length, ==, back);
      g_assert_cmpuint (x + length, <=, side - AFT_QR_QUIET_MODULES);
      memset (dots + y * side + x, 0, length);
      place += used;
    }
  g_assert_true (g_str_has_prefix (place, "\"/></svg>"));
  return g_bytes_new_take (dots, side * side);
}

static void
test_the_drawing_shows_the_same_as_the_dots (void)
{
  g_autoptr (AftQr) qr = make_qr ("https://house.example/f/0123456789");
  g_autofree char *svg = aft_qr_to_svg (qr);
  guint side;
  g_autoptr (GBytes) dots = aft_qr_to_raster (qr, 1, &side);
  g_autoptr (GBytes) drawn = draw_path (svg, side);
  g_autofree char *view = g_strdup_printf ("viewBox=\"0 0 %u %u\"", side, side);

  g_assert_nonnull (strstr (svg, view));
  g_assert_nonnull (strstr (svg, "shape-rendering=\"crispEdges\""));
  g_assert_true (g_bytes_equal (drawn, dots));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr/a-phone-reads-what-was-written", test_a_phone_reads_what_was_written);
  g_test_add_func ("/qr/the-longest-follow-up-link-is-read",
                   test_the_longest_follow_up_link_is_read);
  g_test_add_func ("/qr/a-symbol-may-be-larger-than-its-text-needs",
                   test_a_symbol_may_be_larger_than_its_text_needs);
  g_test_add_func ("/qr/more-than-a-symbol-holds-is-too-large",
                   test_more_than_a_symbol_holds_is_too_large);
  g_test_add_func ("/qr/an-empty-text-is-refused", test_an_empty_text_is_refused);
  g_test_add_func ("/qr/finder-patterns-stand-in-three-corners",
                   test_finder_patterns_stand_in_three_corners);
  g_test_add_func ("/qr/the-quiet-zone-is-white", test_the_quiet_zone_is_white);
  g_test_add_func ("/qr/the-drawing-shows-the-same-as-the-dots",
                   test_the_drawing_shows_the_same_as_the_dots);
  return g_test_run ();
}
