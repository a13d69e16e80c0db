/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one file that knows libsystemd. When there are signs of life is the watchdog's to decide. */
#include "aft-service-manager.h"

#ifdef AFT_WITH_SYSTEMD
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-daemon.h>

/* The name of the socket unit's FileDescriptorName=. */
#define PUBLIC "public"

static int *
new_list (int most)
{
  int *sockets = g_new (int, most + 1);
  sockets[0] = -1;
  return sockets;
}

static void
append_socket (int *sockets, int socket)
{
  int count = 0;
  while (sockets[count] >= 0)
    count++;
  sockets[count] = socket;
  sockets[count + 1] = -1;
}

int *
aft_service_manager_take_sockets (int **ret_public)
{
  char **names = NULL;
  /* Forgets them: not twice, as in a macro. */
  int found = sd_listen_fds_with_names (1, &names);
  int count = MAX (0, found);
  int *sockets = new_list (count);
  *ret_public = new_list (count);
  for (int i = 0; i < count; i++)
    {
      append_socket (strcmp (names[i], PUBLIC) == 0 ? *ret_public : sockets,
                     SD_LISTEN_FDS_START + i);
      free (names[i]); /* libsystemd's, not GLib's */
    }
  free (names);
  return sockets;
}

void
aft_service_manager_tell_ready (void)
{
  (void) sd_notify (0, "READY=1");
}

void
aft_service_manager_tell_stopping (void)
{
  (void) sd_notify (0, "STOPPING=1");
}

void
aft_service_manager_tell_alive (void)
{
  (void) sd_notify (0, "WATCHDOG=1");
}

guint
aft_service_manager_get_watchdog_ms (void)
{
  guint64 usec = 0;
  return sd_watchdog_enabled (0, &usec) > 0 ? (guint) MIN (usec / 1000, G_MAXINT) : 0;
}

#else

int *
aft_service_manager_take_sockets (int **ret_public)
{
  int *sockets = g_new (int, 1);
  sockets[0] = -1;
  *ret_public = g_memdup2 (sockets, sizeof *sockets);
  return sockets;
}

void
aft_service_manager_tell_ready (void)
{
}

void
aft_service_manager_tell_stopping (void)
{
}

void
aft_service_manager_tell_alive (void)
{
}

guint
aft_service_manager_get_watchdog_ms (void)
{
  return 0;
}
#endif
