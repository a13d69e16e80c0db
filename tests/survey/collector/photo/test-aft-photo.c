/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-photo as the collector runs it: what is a picture comes out anew with its pixels
 * alone; everything else is refused, and nothing gets more than its share of the machine. */
#include <gio/gio.h>
#include <string.h>

#include "aft-photo-header.h"
#include "aft-photo.h"
#include "aft-picture.h"
#include "aft-wait.h"

#define PLACE "GPSLatitude 30.5728 N, camera of Mr Wang"

/* -- running it --------------------------------------------------------------------------------
 */

/* What it makes of @picture; NULL when that is not AFT_PHOTO_DONE. */
static GBytes *
run (GBytes *picture, int *ret_status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) made = NULL;
  const GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (flags, &error, g_getenv ("AFTERTASTE_PHOTO"), NULL);

  g_assert_no_error (error);
  /* It may stop listening early. */
  if (!g_subprocess_communicate (process, picture, NULL, &made, NULL, NULL))
    g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (process));
  *ret_status = g_subprocess_get_exit_status (process);
  return *ret_status == AFT_PHOTO_DONE ? g_steal_pointer (&made) : NULL;
}

static GBytes *
make (GBytes *picture)
{
  int status = 0;
  GBytes *made = run (picture, &status);
  g_assert_cmpint (status, ==, AFT_PHOTO_DONE);
  return made;
}

static void
assert_refused (GBytes *picture, AftPhotoStatus expected)
{
  int status = 0;
  g_bytes_unref (run (picture, &status));
  g_assert_cmpint (status, ==, expected);
}

static void
assert_size (GBytes *picture, int width, int height)
{
  int got_width = 0;
  int got_height = 0;
  aft_picture_measure (picture, &got_width, &got_height);
  g_assert_cmpint (got_width, ==, width);
  g_assert_cmpint (got_height, ==, height);
}

static gboolean
is_near (AftPictureColour colour, guint8 red, guint8 green, guint8 blue)
{
  return ABS (colour.red - red) < 24 && ABS (colour.green - green) < 24
         && ABS (colour.blue - blue) < 24;
}

/* -- what comes out ----------------------------------------------------------------------------
 */

static void
test_a_photo_is_no_larger_than_is_kept (void)
{
  static const struct
  {
    int width, height, kept_width, kept_height;
  } cases[] = {
    { 64, 48, 64, 48 },         { 1600, 1200, 1600, 1200 }, { 4000, 3000, 1600, 1200 },
    { 3024, 4032, 1200, 1600 }, { 12000, 400, 1600, 53 },   { 1, 1, 1, 1 },
    { 12000, 1, 1600, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) jpeg = aft_picture_new_jpeg (cases[i].width, cases[i].height);
      g_autoptr (GBytes) made = make (jpeg);
      assert_size (made, cases[i].kept_width, cases[i].kept_height);
    }
  g_autoptr (GBytes) png = aft_picture_new_png (3000, 2000);
  g_autoptr (GBytes) made = make (png);
  assert_size (made, 1600, 1066);
}

static void
test_it_is_turned_upright (void)
{
  g_autoptr (GBytes) plain = aft_picture_new_jpeg (4000, 2000);
  g_autoptr (GBytes) lying = aft_picture_with_place (plain, 6, PLACE);
  g_autoptr (GBytes) headlong = aft_picture_with_place (plain, 3, PLACE);
  g_autoptr (GBytes) turned = make (lying);
  g_autoptr (GBytes) righted = make (headlong);

  assert_size (turned, 800, 1600);
  g_assert_true (is_near (aft_picture_look (turned, 400, 200), 0xc0, 0, 0));
  g_assert_true (is_near (aft_picture_look (turned, 400, 1400), 0, 0, 0xc0));
  assert_size (righted, 1600, 800);
  g_assert_true (is_near (aft_picture_look (righted, 200, 400), 0, 0, 0xc0));
}

static void
test_only_pixels_go_on (void)
{
  g_autoptr (GBytes) plain = aft_picture_new_jpeg (300, 200);
  g_autoptr (GBytes) placed = aft_picture_with_place (plain, 1, PLACE);
  g_autoptr (GBytes) polyglot = aft_picture_append (placed, "PK\3\4<script>alert(1)</script>");
  g_autoptr (GBytes) made = make (polyglot);

  g_assert_true (aft_picture_holds (polyglot, PLACE));
  g_assert_false (aft_picture_holds (made, "GPS"));
  g_assert_false (aft_picture_holds (made, "Exif"));
  g_assert_false (aft_picture_holds (made, "Wang"));
  g_assert_false (aft_picture_holds (made, "script"));
  g_assert_false (aft_picture_holds (made, "PK"));
  g_autoptr (GBytes) png = aft_picture_new_png (300, 200);
  g_autoptr (GBytes) tailed = aft_picture_append (png, PLACE);
  g_autoptr (GBytes) made_of_png = make (tailed);
  g_assert_false (aft_picture_holds (made_of_png, "Wang"));
}

static void
test_what_is_see_through_is_white (void)
{
  g_autoptr (GBytes) png = aft_picture_new_png (300, 200);
  g_autoptr (GBytes) made = make (png);

  g_assert_true (is_near (aft_picture_look (made, 50, 100), 0xff, 0xff, 0xff));
  g_assert_true (is_near (aft_picture_look (made, 250, 100), 0, 0, 0xc0));
}

/* -- what does not -----------------------------------------------------------------------------
 */

static void
test_what_is_no_jpeg_or_png_is_refused (void)
{
  const char *others[] = { "",
                           "x",
                           "GIF89a\1\0\1\0\200",
                           "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
                           "%PDF-1.7",
                           "<html><script>alert(1)</script>",
                           "RIFF\4\4\4\4WEBPVP8 ",
                           "\xff\xd8\xff",
                           "\x89PNG\r\n\x1a\n" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (others[i], strlen (others[i]));
      assert_refused (bytes, AFT_PHOTO_NO_PICTURE);
    }
}

static void
test_a_bomb_is_refused_by_what_it_says (void)
{
  static const struct
  {
    guint32 width, height;
  } sizes[] = {
    { 12001, 10 },     { 10, 12001 }, { 7000, 7000 }, { 65535, 65535 }, { G_MAXINT32, G_MAXINT32 },
    { G_MAXUINT32, 2 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) bomb = aft_picture_new_bomb (sizes[i].width, sizes[i].height, 0);
      assert_refused (bomb, AFT_PHOTO_TOO_LARGE);
    }
  g_autoptr (GBytes) heavy
      = g_bytes_new_take (g_malloc0 (AFT_PHOTO_MOST_BYTES + 1), AFT_PHOTO_MOST_BYTES + 1);
  assert_refused (heavy, AFT_PHOTO_TOO_LARGE);
}

/* Says little of itself and unpacks to three hundred times that. */
static void
test_a_bomb_that_lies_costs_nothing (void)
{
  int status = 0;
  g_autoptr (GBytes) liar = aft_picture_new_bomb (100, 100, 300 * 100);
  g_autoptr (GBytes) made = run (liar, &status);

  g_assert_true (status == AFT_PHOTO_DONE || status == AFT_PHOTO_NO_PICTURE);
  if (made != NULL)
    assert_size (made, 100, 100);
}

static void
test_the_largest_that_is_taken_fits_the_limits (void)
{
  g_autoptr (GBytes) large = aft_picture_new_bomb (8000, 5000, 5000);
  g_autoptr (GBytes) made = make (large);
  assert_size (made, 1600, 1000);
}

static void
test_what_is_cut_off_is_refused (void)
{
  g_autoptr (GBytes) jpeg = aft_picture_new_jpeg (900, 700);
  g_autoptr (GBytes) png = aft_picture_new_png (900, 700);
  GBytes *pictures[] = { jpeg, png };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    for (gsize part = 0; part < 8; part++)
      {
        gsize count = g_bytes_get_size (pictures[i]) * part / 8;
        g_autoptr (GBytes) half = g_bytes_new_from_bytes (pictures[i], 0, count);
        assert_refused (half, AFT_PHOTO_NO_PICTURE);
      }
}

/* Fixed seeds: it makes a picture of it or refuses it, and never dies of it. */
static void
test_damage_never_kills_it (void)
{
  g_autoptr (GBytes) jpeg = aft_picture_new_jpeg (160, 120);
  gsize count = 0;
  const guint8 *bytes = g_bytes_get_data (jpeg, &count);

  for (guint32 seed = 1; seed <= 60; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      guint8 *damaged = g_memdup2 (bytes, count);
      for (guint i = 0; i < 1 + seed / 8; i++)
        damaged[g_rand_int_range (random, 2, (gint32) count)] = (guint8) g_rand_int (random);
      g_autoptr (GBytes) picture = g_bytes_new_take (damaged, count);
      int status = 0;
      g_bytes_unref (run (picture, &status));
      g_assert_true (status == AFT_PHOTO_DONE || status == AFT_PHOTO_NO_PICTURE
                     || status == AFT_PHOTO_TOO_LARGE);
    }
}

/* -- the header --------------------------------------------------------------------------------
 */

static void
test_no_part_of_a_header_says_more_than_the_whole (void)
{
  g_autoptr (GBytes) jpeg = aft_picture_new_jpeg (300, 200);
  g_autoptr (GBytes) placed = aft_picture_with_place (jpeg, 6, PLACE);
  gsize count = 0;
  const guint8 *bytes = g_bytes_get_data (placed, &count);

  for (gsize part = 0; part <= count; part++)
    {
      /* Of just that size, so that a sanitizer sees who reads on. */
      g_autofree guint8 *copy = g_memdup2 (bytes, part);
      AftPhotoHeader header = { 0 };
      if (!aft_photo_header_read (copy, part, &header))
        continue;
      g_assert_cmpint (header.kind, ==, AFT_PHOTO_JPEG);
      g_assert_cmpuint (header.width, ==, 300);
      g_assert_cmpuint (header.height, ==, 200);
      g_assert_cmpint (header.has_end, ==, part == count);
    }
}

/* -- the program -------------------------------------------------------------------------------
 */

static void
test_it_takes_no_words (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, g_getenv ("AFTERTASTE_PHOTO"),
                          "/etc/passwd", NULL);

  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, AFT_PHOTO_MISUSED);
}

/* Of "Name   soft   hard   unit" in /proc/PID/limits. */
static gboolean
has_limit (const char *limits, const char *name, const char *soft)
{
  const char *line = strstr (limits, name);

  if (line == NULL)
    return FALSE;
  const char *at = line + strlen (name);
  at += strspn (at, " ");
  return g_str_has_prefix (at, soft) && at[strlen (soft)] == ' ';
}

typedef struct
{
  char *limits;
  char *status;
} Seen;

static gboolean
is_caged (const Seen *seen)
{
  g_autofree char *limits = NULL;
  g_autofree char *status = NULL;

  return g_file_get_contents (seen->limits, &limits, NULL, NULL)
         && g_file_get_contents (seen->status, &status, NULL, NULL)
         && has_limit (limits, "Max core file size", "0")
         && has_limit (limits, "Max cpu time", "12") && has_limit (limits, "Max open files", "16")
         && has_limit (limits, "Max file size", "8388608")
         && strstr (status, "NoNewPrivs:\t1") != NULL;
}

/* It waits for its first byte, caged. */
static void
test_it_is_caged_before_it_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                          g_getenv ("AFTERTASTE_PHOTO"), NULL);
  g_assert_no_error (error);
  const char *pid = g_subprocess_get_identifier (process);
  g_autofree char *limits = g_strdup_printf ("/proc/%s/limits", pid);
  g_autofree char *status = g_strdup_printf ("/proc/%s/status", pid);
  Seen seen = { limits, status };

  AFT_WAIT_UNTIL (is_caged (&seen));
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/photo/" path, function)
  ADD ("no-larger-than-is-kept", test_a_photo_is_no_larger_than_is_kept);
  ADD ("turned-upright", test_it_is_turned_upright);
  ADD ("only-pixels-go-on", test_only_pixels_go_on);
  ADD ("see-through-is-white", test_what_is_see_through_is_white);
  ADD ("no-jpeg-or-png-is-refused", test_what_is_no_jpeg_or_png_is_refused);
  ADD ("a-bomb-is-refused-by-what-it-says", test_a_bomb_is_refused_by_what_it_says);
  ADD ("a-bomb-that-lies-costs-nothing", test_a_bomb_that_lies_costs_nothing);
  ADD ("the-largest-fits-the-limits", test_the_largest_that_is_taken_fits_the_limits);
  ADD ("cut-off-is-refused", test_what_is_cut_off_is_refused);
  ADD ("damage-never-kills-it", test_damage_never_kills_it);
  ADD ("header-parts-say-no-more", test_no_part_of_a_header_says_more_than_the_whole);
  ADD ("it-takes-no-words", test_it_takes_no_words);
  ADD ("caged-before-it-reads", test_it_is_caged_before_it_reads);
#undef ADD
  return g_test_run ();
}
