/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* TornPrinter: a receipt printer on loopback that hangs up in mid-picture, and waits for the rest
 * of it on the next connection, as network adapters of real ones do. */
typedef struct
{
  GSocketListener *listener;
  GThread *thread;
  GCancellable *cancellable;
  char *address;
  GByteArray *unread;
  gsize picture_left; /* of the picture that it waits for, bytes */
  gsize until_torn;   /* bytes until it hangs up, once; 0: it does not */
  guint pending;      /* letters that a reset would forget */
  guint letters;      /* that got onto paper */
  guint pictures;
  guint cuts;
} TornPrinter;

TornPrinter *torn_printer_new (gsize until_torn);
/* It is gone; its counts may be read from now on. */
void torn_printer_stop (TornPrinter *printer);
void torn_printer_free (TornPrinter *printer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TornPrinter, torn_printer_free)

G_END_DECLS
