/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only file that knows libqrencode. A text goes in, a matrix comes out, and from the matrix a
 * drawing (SVG, for pages and screens) or dots (for printers and textures). What the text is, and
 * where the symbol is shown, is decided elsewhere. */
#include "aft-qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

#include "aft-error.h"

#define MOST_MODULE_DOTS 64
#define DARK             0x00
#define LIGHT            0xff

struct _AftQr
{
  QRcode *code;
};

AftQr *
aft_qr_new (const char *text, GError **error)
{
  return aft_qr_new_in_version (text, 1, error);
}

AftQr *
aft_qr_new_in_version (const char *text, guint least_version, GError **error)
{
  gsize length = strlen (text);
  QRcode *code;
  AftQr *qr;

  g_assert (least_version >= 1 && least_version <= AFT_QR_VERSIONS);
  if (length == 0)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "a QR code needs a text");
      return NULL;
    }
  if (length > G_MAXINT)
    errno = ERANGE;
  code = length > G_MAXINT ? NULL
                           : QRcode_encodeData ((int) length, (const guchar *) text,
                                                (int) least_version, QR_ECLEVEL_M);
  if (code == NULL)
    {
      g_set_error (error, AFT_ERROR, errno == ERANGE ? AFT_ERROR_TOO_LARGE : AFT_ERROR_INTERNAL,
                   "no QR code of %" G_GSIZE_FORMAT " bytes: %s", length, g_strerror (errno));
      return NULL;
    }
  qr = g_new0 (AftQr, 1);
  qr->code = code;
  return qr;
}

void
aft_qr_free (AftQr *qr)
{
  if (qr == NULL)
    return;
  QRcode_free (qr->code);
  g_free (qr);
}

guint
aft_qr_get_size (const AftQr *qr)
{
  return (guint) qr->code->width;
}

gboolean
aft_qr_is_dark (const AftQr *qr, guint x, guint y)
{
  guint size = aft_qr_get_size (qr);

  /* The lowest bit is the colour; the others tell what the module is for. */
  return x < size && y < size && (qr->code->data[y * size + x] & 1) != 0;
}

/* Number of dark modules from column @x on. */
static guint
measure_run (const AftQr *qr, guint x, guint y)
{
  guint length = 0;

  while (aft_qr_is_dark (qr, x + length, y))
    length++;
  return length;
}

static void
append_row (GString *path, const AftQr *qr, guint y)
{
  guint x = 0;

  while (x < aft_qr_get_size (qr))
    {
      guint length = measure_run (qr, x, y);

      if (length > 0)
        g_string_append_printf (path, "M%u %uh%uv1h-%uz", x + AFT_QR_QUIET_MODULES,
                                y + AFT_QR_QUIET_MODULES, length, length);
      x += length + 1;
    }
}

char *
aft_qr_to_svg (const AftQr *qr)
{
  guint side = aft_qr_get_size (qr) + 2 * AFT_QR_QUIET_MODULES;
  GString *svg = g_string_new (NULL);

  g_string_append_printf (svg,
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %u %u\" "
                          "shape-rendering=\"crispEdges\">"
                          "<rect width=\"%u\" height=\"%u\" fill=\"#fff\"/><path d=\"",
                          side, side, side, side);
  for (guint y = 0; y < aft_qr_get_size (qr); y++)
    append_row (svg, qr, y);
  g_string_append (svg, "\"/></svg>\n");
  return g_string_free (svg, FALSE);
}

GBytes *
aft_qr_to_raster (const AftQr *qr, guint module_dots, guint *ret_side_dots)
{
  gsize side = (gsize) (aft_qr_get_size (qr) + 2 * AFT_QR_QUIET_MODULES) * module_dots;
  guint8 *dots;

  g_assert (module_dots >= 1 && module_dots <= MOST_MODULE_DOTS);
  dots = g_malloc (side * side);
  for (gsize row = 0; row < side; row++)
    for (gsize column = 0; column < side; column++)
      {
        /* In the quiet zone this wraps far beyond the symbol, where nothing is dark. */
        guint x = (guint) (column / module_dots) - AFT_QR_QUIET_MODULES;
        guint y = (guint) (row / module_dots) - AFT_QR_QUIET_MODULES;

        dots[row * side + column] = aft_qr_is_dark (qr, x, y) ? DARK : LIGHT;
      }
  if (ret_side_dots != NULL)
    *ret_side_dots = (guint) side;
  return g_bytes_new_take (dots, side * side);
}
