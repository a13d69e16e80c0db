/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A guest's photo made anew: only its pixels go on, as they are seen upright. Runs in a process of
 * its own, for what it reads was made by anybody. */

#define AFT_PHOTO_MOST_BYTES  (8 * 1024 * 1024) /* of what is read, and of what is made */
#define AFT_PHOTO_MOST_SIDE   12000             /* pixels, as are */
#define AFT_PHOTO_MOST_PIXELS 40000000
#define AFT_PHOTO_SIDE        1600 /* of what is made */

/* Exit statuses of aftertaste-photo. */
typedef enum
{
  AFT_PHOTO_DONE = 0,
  AFT_PHOTO_FAILED = 1,     /* for want of memory, or a fault */
  AFT_PHOTO_MISUSED = 2,    /* called wrongly */
  AFT_PHOTO_NO_PICTURE = 3, /* neither JPEG nor PNG, or damaged, or not whole */
  AFT_PHOTO_TOO_LARGE = 4   /* too many bytes or pixels */
} AftPhotoStatus;

/* Makes a JPEG of at most AFT_PHOTO_SIDE pixels a side of the @count bytes of a JPEG or PNG,
 * without anything else that was in them. Else what is wrong, and the result is untouched. */
AftPhotoStatus aft_photo_make (const guint8 *bytes, gsize count, GBytes **ret_jpeg);

G_END_DECLS
