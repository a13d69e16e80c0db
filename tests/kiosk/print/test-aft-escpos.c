/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes for a receipt printer, read as one reads them. That a printer which is not ours draws
 * the same is shown by test-slip-paper.py. */
#include "aft-escpos.h"

#include <string.h>

#define MOST_ROWS 4000

/* What a job draws: bits as in a raster, rows of @stride bytes. */
typedef struct
{
  guint stride;
  guint y;
  guint pictures;
  guint8 rows[MOST_ROWS][72];
} Paper;

/* Reads the picture command at @bytes; number of bytes it takes. */
static gsize
read_picture (Paper *paper, const guint8 *bytes)
{
  guint stride = bytes[4] + 256u * bytes[5];
  guint rows = bytes[6] + 256u * bytes[7];

  g_assert_cmpuint (bytes[2], ==, '0');
  g_assert_cmpuint (bytes[3], ==, 0);
  g_assert_cmpuint (rows, >=, 1);
  g_assert_cmpuint (rows, <=, AFT_ESCPOS_BAND_ROWS);
  g_assert_cmpuint (stride, >=, 1);
  g_assert_cmpuint (stride, <=, paper->stride);
  g_assert_cmpuint (paper->y + rows, <=, MOST_ROWS);
  for (guint y = 0; y < rows; y++)
    memcpy (paper->rows[paper->y++], bytes + 8 + y * stride, stride);
  paper->pictures++;
  return 8 + (gsize) rows * stride;
}

/* Newly allocated. There is nothing in @job but a reset, pictures and one cut at the end. */
static Paper *
read_job (GBytes *job, guint stride)
{
  Paper *paper = g_new0 (Paper, 1);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (job, &length);
  gsize place = 2;

  paper->stride = stride;
  g_assert_cmpuint (length, >=, 6);
  g_assert_cmpmem (bytes, 2, "\x1b@", 2);
  while (length - place > 4)
    {
      g_assert_cmpmem (bytes + place, 2, "\x1dv", 2);
      place += read_picture (paper, bytes + place);
    }
  g_assert_cmpuint (length - place, ==, 4);
  g_assert_cmpmem (bytes + place, 4, "\x1dV\x42\0", 4);
  return paper;
}

/* @share of 256 rows have ink, and each in its own part of the width. */
static AftRaster *
make_raster (guint width, guint height, guint share, guint32 seed)
{
  guint stride = width / 8;
  guint8 *rows = g_malloc0 (stride * height);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint y = 0; y < height; y++)
    if ((guint) g_rand_int_range (random, 0, 256) < share)
      rows[y * stride + (guint) g_rand_int_range (random, 0, (gint32) stride)]
          = (guint8) g_rand_int_range (random, 1, 256);
  g_autoptr (GBytes) bytes = g_bytes_new_take (rows, stride * height);
  return aft_raster_new (width, height, bytes);
}

static void
assert_draws (const AftRaster *raster, guint feed_rows)
{
  g_autoptr (GBytes) job = aft_escpos_make_job (raster, feed_rows);
  guint stride = aft_raster_get_stride (raster);
  g_autofree Paper *paper = read_job (job, stride);
  guint height = aft_raster_get_height (raster);
  const guint8 blank[72] = { 0 };

  g_assert_cmpuint (paper->y, ==, height + feed_rows);
  for (guint y = 0; y < height; y++)
    g_assert_cmpmem (paper->rows[y], stride, aft_raster_get_row (raster, y), stride);
  for (guint y = height; y < paper->y; y++)
    g_assert_cmpmem (paper->rows[y], stride, blank, stride);
}

static void
test_the_pictures_show_every_dot (void)
{
  const guint shares[] = { 0, 2, 16, 40, 128, 250, 256 };
  const guint heights[] = { 1, 15, 16, 127, 128, 129, 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (heights); j++)
      {
        g_autoptr (AftRaster) narrow = make_raster (384, heights[j], shares[i], (guint32) (i + j));
        g_autoptr (AftRaster) wide = make_raster (576, heights[j], shares[i], (guint32) (i * j));
        assert_draws (narrow, 0);
        assert_draws (wide, 0);
      }
}

static void
test_what_is_torn_by_hand_is_fed_first (void)
{
  g_autoptr (AftRaster) raster = make_raster (384, 100, 256, 1);

  assert_draws (raster, 1);
  assert_draws (raster, 120);
  assert_draws (raster, 300);
}

static void
test_white_paper_costs_a_byte_a_row (void)
{
  g_autoptr (AftRaster) white = make_raster (576, 1280, 0, 1);
  g_autoptr (GBytes) job = aft_escpos_make_job (white, 0);

  g_assert_cmpuint (g_bytes_get_size (job), ==, 2 + 10 * (8 + 128) + 4);
}

static void
test_ink_at_the_left_leaves_out_the_right (void)
{
  guint8 *rows = g_malloc0 (72 * 100);
  for (guint y = 0; y < 100; y++)
    rows[y * 72 + 2] = 0xff;
  g_autoptr (GBytes) bytes = g_bytes_new_take (rows, 72 * 100);
  g_autoptr (AftRaster) raster = aft_raster_new (576, 100, bytes);
  g_autoptr (GBytes) job = aft_escpos_make_job (raster, 0);

  assert_draws (raster, 0);
  g_assert_cmpuint (g_bytes_get_size (job), ==, 2 + 8 + 3 * 100 + 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/escpos/the-pictures-show-every-dot", test_the_pictures_show_every_dot);
  g_test_add_func ("/kiosk/escpos/what-is-torn-by-hand-is-fed-first",
                   test_what_is_torn_by_hand_is_fed_first);
  g_test_add_func ("/kiosk/escpos/white-paper-costs-a-byte-a-row",
                   test_white_paper_costs_a_byte_a_row);
  g_test_add_func ("/kiosk/escpos/ink-at-the-left-leaves-out-the-right",
                   test_ink_at_the_left_leaves_out_the_right);
  return g_test_run ();
}
