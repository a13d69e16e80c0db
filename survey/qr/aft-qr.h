/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Empty modules around the symbol that a reader needs on every side (ISO/IEC 18004, 9.1). */
#define AFT_QR_QUIET_MODULES 4

/* AftQr: one QR symbol (ISO/IEC 18004), immutable. Byte mode, error correction level M (about 15 %
 * of the symbol may be unreadable), the smallest version that holds the text. */
typedef struct _AftQr AftQr;

/* @text: not empty, stored as its UTF-8 bytes. INVALID when empty, TOO_LARGE beyond 2,331 bytes
 * (what version 40 holds at level M). */
AftQr *aft_qr_new (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a version (1–40) that is not smaller than @least_version, for a drawing that has the
 * room: the finder patterns take a smaller share of it then. */
AftQr *aft_qr_new_in_version (const char *text,
                              guint least_version,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_qr_free (AftQr *qr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftQr, aft_qr_free)

/* Modules on a side of a version's symbol. */
#define AFT_QR_VERSION_SIZE(version) (17 + 4 * (version))
#define AFT_QR_VERSIONS              40

/* Modules on a side, without the quiet zone: 21–177. */
guint aft_qr_get_size (const AftQr *qr);
/* Column @x and row @y from the top left; FALSE outside of the symbol. */
gboolean aft_qr_is_dark (const AftQr *qr, guint x, guint y);

/* A complete SVG document, black on white, one unit a module, quiet zone included, without a size
 * of its own (it fills what it is placed in). Newly allocated UTF-8. */
char *aft_qr_to_svg (const AftQr *qr);

/* Rows from top to bottom of one byte a dot, 0 black and 255 white, quiet zone included, no
 * padding.
 * @module_dots (1–64): dots on a side of a module. @ret_side_dots (may be NULL): dots in a row, and
 * rows. */
GBytes *aft_qr_to_raster (const AftQr *qr, guint module_dots, guint *ret_side_dots);

G_END_DECLS
