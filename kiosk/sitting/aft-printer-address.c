/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which printers the settings can name. Whether one is there is found out by who asks it. */
#include "aft-printer-address.h"

#include <string.h>

#include "aft-error.h"

#define TCP_PORT      9100
#define IPP_PORT      631
#define BAUD          19200
#define DEVICES       "/dev/"
#define SERIAL_SCHEME "serial:"
#define BAUD_QUERY    "?baud="

void
aft_printer_address_clear (AftPrinterAddress *address)
{
  g_clear_pointer (&address->host, g_free);
  g_clear_pointer (&address->path, g_free);
}

AftPrinterAddress
aft_printer_address_copy (const AftPrinterAddress *address)
{
  AftPrinterAddress copy = *address;
  copy.host = g_strdup (address->host);
  copy.path = g_strdup (address->path);
  return copy;
}

static gboolean
is_device (const char *path)
{
  return g_str_has_prefix (path, DEVICES) && strlen (path) > strlen (DEVICES)
         && strstr (path, "/../") == NULL && !g_str_has_suffix (path, "/");
}

static gboolean
read_baud (const char *text, guint *ret_baud)
{
  const guint speeds[] = { 9600, 19200, 38400, 57600, 115200 };
  guint64 baud = 0;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &baud, NULL))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (speeds); i++)
    if (speeds[i] == baud)
      {
        *ret_baud = speeds[i];
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_serial (const char *text, AftPrinterAddress *ret_address)
{
  const char *query = strstr (text, BAUD_QUERY);
  g_autofree char *path
      = query != NULL ? g_strndup (text, (gsize) (query - text)) : g_strdup (text);
  guint baud = BAUD;
  if (!is_device (path) || (query != NULL && !read_baud (query + strlen (BAUD_QUERY), &baud)))
    return FALSE;
  *ret_address = (AftPrinterAddress){ .kind = AFT_PRINTER_SERIAL,
                                      .path = g_steal_pointer (&path),
                                      .baud = baud };
  return TRUE;
}

/* A host, perhaps a port, and nothing that a printer has no use for. */
static gboolean
is_bare (GUri *uri)
{
  return g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
         && g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL
         && g_uri_get_fragment (uri) == NULL && g_uri_get_port (uri) != 0;
}

static gboolean
read_network (const char *text, AftPrinterAddress *ret_address)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || !is_bare (uri))
    return FALSE;
  const char *path = g_uri_get_path (uri);
  gboolean has_path = *path != '\0' && !g_str_equal (path, "/");
  gboolean is_ipp = g_str_equal (g_uri_get_scheme (uri), "ipp");
  if ((!is_ipp && !g_str_equal (g_uri_get_scheme (uri), "tcp")) || is_ipp != has_path)
    return FALSE;
  guint usual = is_ipp ? IPP_PORT : TCP_PORT;
  *ret_address = (AftPrinterAddress){
    .kind = is_ipp ? AFT_PRINTER_IPP : AFT_PRINTER_TCP,
    .host = g_strdup (g_uri_get_host (uri)),
    .port = g_uri_get_port (uri) > 0 ? (guint) g_uri_get_port (uri) : usual,
    .path = is_ipp ? g_strdup (path) : NULL,
  };
  return TRUE;
}

gboolean
aft_printer_address_read (const char *text, AftPrinterAddress *ret_address, GError **error)
{
  if (is_device (text))
    {
      *ret_address = (AftPrinterAddress){ .kind = AFT_PRINTER_DEVICE, .path = g_strdup (text) };
      return TRUE;
    }
  if (g_str_has_prefix (text, SERIAL_SCHEME)
          ? read_serial (text + strlen (SERIAL_SCHEME), ret_address)
          : read_network (text, ret_address))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
               "\"%s\" is no printer (tcp://host:9100, /dev/usb/lp0, "
               "serial:/dev/ttyUSB0?baud=19200 or ipp://host/ipp/print)",
               text);
  return FALSE;
}
