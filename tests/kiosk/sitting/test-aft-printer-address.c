/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which printers the settings can name. */
#include "aft-printer-address.h"

#include "aft-error.h"

static void
test_what_can_be_named (void)
{
  static const struct
  {
    const char *text;
    AftPrinterKind kind;
    const char *host;
    guint port;
    const char *path;
    guint baud;
  } right[] = {
    { "tcp://10.0.0.9", AFT_PRINTER_TCP, "10.0.0.9", 9100, NULL, 0 },
    { "tcp://printer.lan:9101/", AFT_PRINTER_TCP, "printer.lan", 9101, NULL, 0 },
    { "tcp://[::1]:9100", AFT_PRINTER_TCP, "::1", 9100, NULL, 0 },
    { "/dev/usb/lp0", AFT_PRINTER_DEVICE, NULL, 0, "/dev/usb/lp0", 0 },
    { "serial:/dev/ttyUSB0", AFT_PRINTER_SERIAL, NULL, 0, "/dev/ttyUSB0", 19200 },
    { "serial:/dev/ttyS1?baud=115200", AFT_PRINTER_SERIAL, NULL, 0, "/dev/ttyS1", 115200 },
    { "ipp://slip.lan/ipp/print", AFT_PRINTER_IPP, "slip.lan", 631, "/ipp/print", 0 },
    { "ipp://localhost:8631/ipp/print", AFT_PRINTER_IPP, "localhost", 8631, "/ipp/print", 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (AftPrinterAddress) address = { .host = NULL, .path = NULL };
      g_assert_true (aft_printer_address_read (right[i].text, &address, &error));
      g_assert_no_error (error);
      g_assert_cmpint (address.kind, ==, right[i].kind);
      g_assert_cmpstr (address.host, ==, right[i].host);
      g_assert_cmpuint (address.port, ==, right[i].port);
      g_assert_cmpstr (address.path, ==, right[i].path);
      g_assert_cmpuint (address.baud, ==, right[i].baud);
    }
}

static void
test_what_cannot (void)
{
  const char *const wrong[] = {
    "printer",
    "",
    "tcp://",
    "tcp://:9100",
    "tcp://host:0",
    "tcp://host:70000",
    "tcp://host/queue",
    "tcp://user@host",
    "tcp://host?a=b",
    "http://host",
    "ipp://host",
    "ipps://host/ipp/print",
    "/dev/",
    "/dev/../etc/passwd",
    "/etc/passwd",
    "serial:/tmp/file",
    "serial:/dev/ttyS0?baud=12345",
    "serial:/dev/ttyS0?baud=",
    "serial:ttyS0",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      AftPrinterAddress address = { .host = NULL, .path = NULL };
      g_test_message ("%s", wrong[i]);
      g_assert_false (aft_printer_address_read (wrong[i], &address, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (address.host);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sitting/printer-address/what-can-be-named", test_what_can_be_named);
  g_test_add_func ("/sitting/printer-address/what-cannot-be-is-refused", test_what_cannot);
  return g_test_run ();
}
