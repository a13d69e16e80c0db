/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What make-uploads writes and load reads: PATH holds HTTP requests one behind the other,
 * PATH.index an UploadsHead and an UploadsEntry for each, all requests of a kiosk together and in
 * order. Both programs run on the same machine: numbers are as it has them. */

#define UPLOADS_MAGIC 0x41465455 /* "AFTU" */

/* The kiosks' monotonic time when the file was made: ten digits, whatever is added. */
#define UPLOADS_BOOT_MS G_GINT64_CONSTANT (2000000000)

typedef struct
{
  guint32 magic;
  guint32 kiosks;
  guint64 requests;
  gint64 made_ms; /* UTC */
} UploadsHead;

typedef struct
{
  guint64 offset;
  guint32 length;
  guint32 kiosk;
  guint32 rows;
  guint32
      sent_at; /* where in the request the 13 digits of sent_ms are; those of monotonic_ms follow */
} UploadsEntry;

G_END_DECLS
