/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes to a printer and back, whatever way leads there, with an end to all waiting. What they mean
 * is the job's. */
#include "aft-printer-link.h"

#include <errno.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-printer-link-private.h"

#define PAUSE_MS 20 /* before a device is asked again that had nothing after all */

struct _AftPrinterLink
{
  int descriptor;
  gboolean is_socket;
  char *name;
  GCancellable *cancellable;
};

static int
open_way (const AftPrinterAddress *address,
          guint timeout_ms,
          GCancellable *cancellable,
          GError **error)
{
  switch (address->kind)
    {
    case AFT_PRINTER_DEVICE:
      return aft_printer_device_open (address->path, error);
    case AFT_PRINTER_SERIAL:
      return aft_printer_serial_open (address->path, address->baud, error);
    case AFT_PRINTER_TCP:
    case AFT_PRINTER_IPP:
    default:
      return aft_printer_tcp_open (address, timeout_ms, cancellable, error);
    }
}

AftPrinterLink *
aft_printer_link_open (const AftPrinterAddress *address,
                       guint timeout_ms,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (address->kind != AFT_PRINTER_IPP, NULL);
  int descriptor = open_way (address, timeout_ms, cancellable, error);
  if (descriptor < 0)
    return NULL;
  AftPrinterLink *link = g_new0 (AftPrinterLink, 1);
  link->descriptor = descriptor;
  link->is_socket = address->kind == AFT_PRINTER_TCP;
  link->name = g_strdup (link->is_socket ? address->host : address->path);
  link->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return link;
}

void
aft_printer_link_close (AftPrinterLink *link)
{
  if (link == NULL)
    return;
  /* A line would wait for what a printer without paper does not take. */
  if (isatty (link->descriptor))
    tcflush (link->descriptor, TCIOFLUSH);
  close (link->descriptor);
  g_free (link->name);
  g_clear_object (&link->cancellable);
  g_free (link);
}

/* Until @events are possible, or the way is gone, which the next call finds out. */
static gboolean
wait_for (AftPrinterLink *link, short events, guint timeout_ms, GError **error)
{
  GPollFD polled[2] = { { .fd = link->descriptor, .events = (gushort) events } };
  gboolean can_cancel = g_cancellable_make_pollfd (link->cancellable, &polled[1]);
  int count = 0;
  do
    count = g_poll (polled, can_cancel ? 2 : 1, (int) timeout_ms);
  while (count < 0 && errno == EINTR);
  if (can_cancel)
    g_cancellable_release_fd (link->cancellable);
  if (g_cancellable_set_error_if_cancelled (link->cancellable, error))
    return FALSE;
  if (count > 0)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_TIMED_OUT, "The printer at %s does not answer",
               link->name);
  return FALSE;
}

static gboolean
is_passing (int number)
{
  return number == EAGAIN || number == EINTR;
}

gboolean
aft_printer_link_write (AftPrinterLink *link,
                        const guint8 *bytes,
                        gsize length,
                        guint stall_ms,
                        GError **error)
{
  gsize written = 0;
  while (written < length)
    {
      if (!wait_for (link, G_IO_OUT, stall_ms, error))
        return FALSE;
      gssize count = link->is_socket
                         ? send (link->descriptor, bytes + written, length - written, MSG_NOSIGNAL)
                         : write (link->descriptor, bytes + written, length - written);
      if (count < 0 && !is_passing (errno))
        {
          aft_printer_set_errno (error, link->name, errno);
          return FALSE;
        }
      written += (gsize) MAX (count, 0);
    }
  return TRUE;
}

gboolean
aft_printer_link_read (AftPrinterLink *link, guint8 *ret_byte, guint timeout_ms, GError **error)
{
  for (guint passed_ms = 0;; passed_ms += PAUSE_MS)
    {
      if (!wait_for (link, G_IO_IN, timeout_ms, error))
        return FALSE;
      gssize count = read (link->descriptor, ret_byte, 1);
      if (count == 1)
        return TRUE;
      /* USB printers send empty packets; a socket at its end is at its end. */
      if (count == 0 && !link->is_socket && passed_ms < timeout_ms)
        {
          g_usleep (PAUSE_MS * G_GUINT64_CONSTANT (1000));
          continue;
        }
      if (count == 0 || !is_passing (errno))
        {
          aft_printer_set_errno (error, link->name, count == 0 ? ECONNRESET : errno);
          return FALSE;
        }
    }
}

void
aft_printer_link_drain (AftPrinterLink *link)
{
  guint8 said[64];
  while (read (link->descriptor, said, sizeof said) > 0)
    ;
}
