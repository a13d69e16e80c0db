/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @text as a QR code to be shown, black on white with its quiet zone; NULL when it is too long for
 * one. The caller owns the result. */
GdkTexture *aft_qr_texture_new (const char *text);

G_END_DECLS
