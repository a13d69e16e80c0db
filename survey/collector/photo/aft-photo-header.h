/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  AFT_PHOTO_JPEG,
  AFT_PHOTO_PNG
} AftPhotoKind;

typedef struct
{
  AftPhotoKind kind;
  guint32 width; /* pixels, at least 1 */
  guint32 height;
  gboolean has_end; /* FALSE: it is cut off, and a decoder might paint the rest grey */
} AftPhotoHeader;

/* What a picture says of itself, before anything is unpacked: by its bytes, not by its name. FALSE
 * when it is neither JPEG (ITU T.81) nor PNG (ISO/IEC 15948), or says nothing. */
gboolean aft_photo_header_read (const guint8 *bytes, gsize count, AftPhotoHeader *ret_header);

G_END_DECLS
