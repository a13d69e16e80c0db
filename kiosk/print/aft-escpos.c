/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From dots to what a receipt printer reads: the command set that nearly all of them share
 * (Epson's ESC/POS). Only pictures are sent, since text would depend on the fonts and the code page
 * of the printer; what is white costs nearly nothing, which a serial line notices. Sending, and
 * asking how it went, is not done here. */
#include "aft-escpos.h"

#define ESC        0x1b
#define GS         0x1d
#define CUT_FEED   66 /* GS V: feed to the cutter, cut all but one point */
#define LEAST_GAP  16 /* white rows that are worth a command of their own */
#define LOW_BYTE   0xff
#define BYTE_SHIFT 8

/* Bytes of row @y up to the last one that has ink. */
static guint
measure_row (const AftRaster *raster, guint y)
{
  const guint8 *row = aft_raster_get_row (raster, y);
  guint length = aft_raster_get_stride (raster);
  while (length > 0 && row[length - 1] == 0)
    length--;
  return length;
}

/* Number of rows from @y on without ink. */
static guint
count_white (const AftRaster *raster, guint y)
{
  guint from = y;
  while (y < aft_raster_get_height (raster) && measure_row (raster, y) == 0)
    y++;
  return y - from;
}

/* GS v 0 m xL xH yL yH: a picture of @stride bytes a row, dot for dot. */
static void
append_picture_head (GByteArray *job, guint stride, guint rows)
{
  const guint8 head[] = { GS,
                          'v',
                          '0',
                          0,
                          (guint8) (stride & LOW_BYTE),
                          (guint8) (stride >> BYTE_SHIFT),
                          (guint8) (rows & LOW_BYTE),
                          (guint8) (rows >> BYTE_SHIFT) };
  g_byte_array_append (job, head, sizeof head);
}

/* White paper: pictures of one byte a row. ESC J would be shorter, but its step is not the same on
 * all printers. */
static void
append_white (GByteArray *job, guint rows)
{
  const guint8 blank[AFT_ESCPOS_BAND_ROWS] = { 0 };
  while (rows > 0)
    {
      guint count = MIN (rows, AFT_ESCPOS_BAND_ROWS);
      append_picture_head (job, 1, count);
      g_byte_array_append (job, blank, count);
      rows -= count;
    }
}

/* Rows of one picture from @y on, where there is ink: up to the next gap. */
static guint
measure_band (const AftRaster *raster, guint y)
{
  guint height = aft_raster_get_height (raster);
  guint rows = 0;
  while (rows < AFT_ESCPOS_BAND_ROWS && y + rows < height)
    {
      guint white = count_white (raster, y + rows);
      if (white >= LEAST_GAP || y + rows + white == height)
        break;
      rows += white + 1;
    }
  return MIN (rows, AFT_ESCPOS_BAND_ROWS);
}

static void
append_band (GByteArray *job, const AftRaster *raster, guint y, guint rows)
{
  guint stride = 1;
  for (guint i = 0; i < rows; i++)
    stride = MAX (stride, measure_row (raster, y + i));
  append_picture_head (job, stride, rows);
  for (guint i = 0; i < rows; i++)
    g_byte_array_append (job, aft_raster_get_row (raster, y + i), stride);
}

GBytes *
aft_escpos_make_job (const AftRaster *raster, guint feed_rows)
{
  const guint8 reset[] = { ESC, '@' };
  const guint8 cut[] = { GS, 'V', CUT_FEED, 0 };
  GByteArray *job = g_byte_array_new ();

  g_byte_array_append (job, reset, sizeof reset);
  for (guint y = 0; y < aft_raster_get_height (raster);)
    {
      guint white = count_white (raster, y);
      guint rows = measure_band (raster, y + white);
      append_white (job, white);
      if (rows > 0)
        append_band (job, raster, y + white, rows);
      y += white + rows;
    }
  append_white (job, feed_rows);
  g_byte_array_append (job, cut, sizeof cut);
  return g_byte_array_free_to_bytes (job);
}
