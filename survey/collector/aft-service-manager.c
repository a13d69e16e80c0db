/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one file that knows libsystemd. When there are signs of life is the watchdog's to decide. */
#include "aft-service-manager.h"

#ifdef AFT_WITH_SYSTEMD
#include <systemd/sd-daemon.h>

int *
aft_service_manager_take_sockets (void)
{
  int found = sd_listen_fds (1); /* forgets them: not twice, as in a macro */
  int count = MAX (0, found);
  int *sockets = g_new (int, count + 1);
  for (int i = 0; i < count; i++)
    sockets[i] = SD_LISTEN_FDS_START + i;
  sockets[count] = -1;
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
aft_service_manager_take_sockets (void)
{
  int *sockets = g_new (int, 1);
  sockets[0] = -1;
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
