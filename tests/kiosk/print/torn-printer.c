/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads commands one after the other, and what a picture lacks comes out of whatever follows. One
 * connection at a time is served, on a thread of its own. */
#include "torn-printer.h"

#include <string.h>

static gsize
begin_picture (TornPrinter *printer, const guint8 *at, gsize length)
{
  if (length < 8)
    return 0;
  printer->picture_left = (at[4] + 256 * (gsize) at[5]) * (at[6] + 256 * (gsize) at[7]);
  printer->letters += printer->pending;
  printer->pending = 0;
  printer->pictures++;
  return 8;
}

static gsize
cut (TornPrinter *printer, const guint8 *at, gsize length)
{
  gsize whole = length > 2 && at[2] >= 65 ? 4 : 3;
  if (length < whole)
    return 0;
  printer->letters += printer->pending;
  printer->pending = 0;
  printer->cuts++;
  return whole;
}

/* Bytes that were taken; 0: the command is not whole yet. */
static gsize
take (TornPrinter *printer, const guint8 *at, gsize length, GByteArray *answers)
{
  const guint8 status = 0x12, paper = 0x00;
  if (printer->picture_left > 0)
    {
      gsize eaten = MIN (printer->picture_left, length);
      printer->picture_left -= eaten;
      return eaten;
    }
  if (at[0] != 0x10 && at[0] != 0x1b && at[0] != 0x1d)
    {
      printer->pending++;
      return 1;
    }
  if (length >= 2 && at[0] == 0x1d && at[1] == 'v')
    return begin_picture (printer, at, length);
  if (length >= 2 && at[0] == 0x1d && at[1] == 'V')
    return cut (printer, at, length);
  if (length >= 2 && at[0] == 0x1b)
    {
      printer->pending = 0;
      return 2;
    }
  if (length < 3)
    return 0;
  g_byte_array_append (answers, at[0] == 0x10 ? &status : &paper, 1);
  return 3;
}

static void
read_commands (TornPrinter *printer, GByteArray *answers)
{
  gsize taken = 0;
  while (printer->unread->len > 0
         && (taken = take (printer, printer->unread->data, printer->unread->len, answers)) > 0)
    g_byte_array_remove_range (printer->unread, 0, (guint) taken);
}

static void
serve (TornPrinter *printer, GSocketConnection *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  guint8 bytes[512];
  gssize count = 0;
  while ((count = g_input_stream_read (input, bytes, sizeof bytes, printer->cancellable, NULL)) > 0)
    {
      g_autoptr (GByteArray) answers = g_byte_array_new ();
      gboolean is_torn = printer->until_torn > 0 && (gsize) count >= printer->until_torn;
      guint taken = is_torn ? (guint) printer->until_torn : (guint) count;
      printer->until_torn -= MIN (printer->until_torn, (gsize) count);
      g_byte_array_append (printer->unread, bytes, taken);
      read_commands (printer, answers);
      if (is_torn)
        break;
      g_output_stream_write_all (output, answers->data, answers->len, NULL, NULL, NULL);
    }
}

static gpointer
run (gpointer user_data)
{
  TornPrinter *printer = user_data;
  for (;;)
    {
      g_autoptr (GSocketConnection) connection
          = g_socket_listener_accept (printer->listener, NULL, printer->cancellable, NULL);
      if (connection == NULL)
        return NULL;
      serve (printer, connection);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
}

TornPrinter *
torn_printer_new (gsize until_torn)
{
  g_autoptr (GError) error = NULL;
  TornPrinter *printer = g_new0 (TornPrinter, 1);
  printer->until_torn = until_torn;
  printer->unread = g_byte_array_new ();
  printer->cancellable = g_cancellable_new ();
  printer->listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (printer->listener, NULL, &error);
  g_assert_no_error (error);
  printer->address = g_strdup_printf ("tcp://127.0.0.1:%u", port);
  printer->thread = g_thread_new ("torn-printer", run, printer);
  return printer;
}

void
torn_printer_stop (TornPrinter *printer)
{
  g_cancellable_cancel (printer->cancellable);
  g_clear_pointer (&printer->thread, g_thread_join);
}

void
torn_printer_free (TornPrinter *printer)
{
  if (printer->thread != NULL)
    torn_printer_stop (printer);
  g_object_unref (printer->listener);
  g_object_unref (printer->cancellable);
  g_byte_array_unref (printer->unread);
  g_free (printer->address);
  g_free (printer);
}
