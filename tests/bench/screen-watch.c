/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at the X screen from outside and tells when its picture changes; the benchmarks time every
 * program with the same eyes. Reads one request a line from stdin, answers one line each:
 *
 *   first X Y W H MS          milliseconds until the rectangle holds something drawn (at least 40
 * of its pixels differ from its most frequent colour), or -1 after MS press TX TY  X Y W H  X Y W H
 * MS taps at TX TY through kiosk-ui's touch socket, then tells when the first and when the second
 * rectangle changed: "A B", -1 each after MS hash X Y W H              a number that stands for
 * what the rectangle shows now
 */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <gio/gio.h>
#include <gio/gunixsocketaddress.h>
#include <stdio.h>

typedef struct
{
  int x, y, width, height;
} Area;

static guint64
hash_area (Display *display, const Area *area)
{
  XImage *image = XGetImage (display, DefaultRootWindow (display), area->x, area->y,
                             (unsigned) area->width, (unsigned) area->height, AllPlanes, ZPixmap);
  guint64 hash = 14695981039346656037U; /* FNV-1a, Fowler/Noll/Vo */

  for (int row = 0; row < image->height; row++)
    for (int i = 0; i < image->width; i++)
      hash = (hash ^ (guint64) XGetPixel (image, i, row)) * 1099511628211U;
  XDestroyImage (image);
  return hash;
}

static gboolean
is_drawn (Display *display, const Area *area)
{
  XImage *image = XGetImage (display, DefaultRootWindow (display), area->x, area->y,
                             (unsigned) area->width, (unsigned) area->height, AllPlanes, ZPixmap);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint most = 0;
  guint total = (guint) (image->width * image->height);

  for (int row = 0; row < image->height; row++)
    for (int i = 0; i < image->width; i++)
      {
        gpointer pixel = GSIZE_TO_POINTER (XGetPixel (image, i, row));
        guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, pixel)) + 1;

        g_hash_table_insert (counts, pixel, GUINT_TO_POINTER (count));
        most = MAX (most, count);
      }
  XDestroyImage (image);
  return total - most >= 40;
}

static void
answer_first (Display *display, const char *line)
{
  Area area;
  int limit_ms;
  gint64 start = g_get_monotonic_time ();

  if (sscanf (line, "%d %d %d %d %d", &area.x, &area.y, &area.width, &area.height, &limit_ms) != 5)
    {
      puts ("bad request");
      return;
    }
  while (!is_drawn (display, &area))
    {
      if (g_get_monotonic_time () - start > limit_ms * 1000)
        {
          puts ("-1");
          return;
        }
      g_usleep (1000);
    }
  printf ("%.1f\n", (double) (g_get_monotonic_time () - start) / 1000);
}

static GSocketConnection *
send_tap (int x, int y)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (g_getenv ("KIOSK_UI_TOUCH"));
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection
      = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_autofree char *words = g_strdup_printf ("tap %d %d\n", x, y);

  if (connection == NULL)
    g_error ("no touch device: %s", error->message);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), words,
                             strlen (words), NULL, NULL, &error);
  if (error != NULL)
    g_error ("touch: %s", error->message);
  return connection;
}

static void
answer_press (Display *display, const char *line)
{
  Area areas[2];
  int x, y, limit_ms;
  guint64 before[2];
  double changed_ms[2] = { -1, -1 };

  if (sscanf (line, "%d %d %d %d %d %d %d %d %d %d %d", &x, &y, &areas[0].x, &areas[0].y,
              &areas[0].width, &areas[0].height, &areas[1].x, &areas[1].y, &areas[1].width,
              &areas[1].height, &limit_ms)
      != 11)
    {
      puts ("bad request");
      return;
    }
  for (int i = 0; i < 2; i++)
    before[i] = hash_area (display, &areas[i]);

  gint64 start = g_get_monotonic_time ();
  g_autoptr (GSocketConnection) connection = send_tap (x, y);

  while ((changed_ms[0] < 0 || changed_ms[1] < 0)
         && g_get_monotonic_time () - start < limit_ms * 1000)
    {
      for (int i = 0; i < 2; i++)
        if (changed_ms[i] < 0 && hash_area (display, &areas[i]) != before[i])
          changed_ms[i] = (double) (g_get_monotonic_time () - start) / 1000;
      g_usleep (500);
    }
  printf ("%.1f %.1f\n", changed_ms[0], changed_ms[1]);
}

int
main (void)
{
  Display *display = XOpenDisplay (g_getenv ("KIOSK_UI_DISPLAY"));
  char line[256];

  if (display == NULL)
    {
      fputs ("screen-watch: no X display in KIOSK_UI_DISPLAY\n", stderr);
      return 1;
    }
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      Area area;

      if (g_str_has_prefix (line, "first "))
        answer_first (display, line + 6);
      else if (g_str_has_prefix (line, "press "))
        answer_press (display, line + 6);
      else if (sscanf (line, "hash %d %d %d %d", &area.x, &area.y, &area.width, &area.height) == 4)
        printf ("%" G_GUINT64_FORMAT "\n", hash_area (display, &area));
      else
        puts ("bad request");
      fflush (stdout);
    }
  XCloseDisplay (display);
  return 0;
}
