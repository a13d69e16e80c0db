/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hang-up UPLOADS PORT COUNT: opens COUNT connections, sends the first bytes of a request on each
 * (one more each time, up to all of it, then from one again) and hangs up, politely or with a
 * reset, ten at a time under way. After every hundredth a new connection asks for /healthz; prints
 * one line of JSON: how many were answered, and how long the slowest had to wait. */
#include "uploads.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define AT_A_TIME   10
#define PROBE_EVERY 100

typedef struct
{
  guint16 port;
  char *request;
  gsize length;
  int sockets[AT_A_TIME];
  guint probes;
  guint answered;
  gint64 slowest_us;
} HangUp;

static gboolean
read_first_request (HangUp *hang_up, const char *path)
{
  g_autofree char *name = g_strconcat (path, ".index", NULL);
  UploadsHead head;
  UploadsEntry entry;
  FILE *index = fopen (name, "r");
  FILE *file = fopen (path, "r");
  if (index == NULL || file == NULL || fread (&head, sizeof head, 1, index) != 1
      || fread (&entry, sizeof entry, 1, index) != 1)
    return FALSE;
  hang_up->length = entry.length;
  hang_up->request = g_malloc (entry.length);
  gboolean is_read = fread (hang_up->request, entry.length, 1, file) == 1;
  fclose (index);
  fclose (file);
  return is_read;
}

static int
open_connection (const HangUp *hang_up)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (hang_up->port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int opened = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect (opened, (struct sockaddr *) &address, sizeof address) == 0)
    return opened;
  perror ("hang-up: connect");
  exit (1);
}

static void
probe (HangUp *hang_up)
{
  static const char question[]
      = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  char reply[64] = "";
  gint64 start_us = g_get_monotonic_time ();
  int opened = open_connection (hang_up);
  if (send (opened, question, strlen (question), MSG_NOSIGNAL) > 0
      && recv (opened, reply, sizeof reply - 1, 0) > 0 && strstr (reply, " 200 ") != NULL)
    hang_up->answered++;
  close (opened);
  hang_up->probes++;
  hang_up->slowest_us = MAX (hang_up->slowest_us, g_get_monotonic_time () - start_us);
}

static void
hang_up_once (HangUp *hang_up, guint number)
{
  int *place = &hang_up->sockets[number % AT_A_TIME];
  struct linger reset = { .l_onoff = 1, .l_linger = 0 };
  if (*place >= 0 && number / AT_A_TIME % 2 == 0)
    setsockopt (*place, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  if (*place >= 0)
    close (*place);
  *place = open_connection (hang_up);
  /* What cannot be sent any more was hung up on by the other side. */
  if (send (*place, hang_up->request, 1 + number % hang_up->length, MSG_NOSIGNAL) < 0)
    perror ("hang-up: send");
}

int
main (int argc, char **argv)
{
  HangUp hang_up = { 0 };
  if (argc != 4 || !read_first_request (&hang_up, argv[1]))
    {
      fputs ("usage: hang-up UPLOADS PORT COUNT\n", stderr);
      return 2;
    }
  hang_up.port = (guint16) atoi (argv[2]);
  guint count = (guint) atoi (argv[3]);
  memset (hang_up.sockets, -1, sizeof hang_up.sockets);
  gint64 start_us = g_get_monotonic_time ();
  for (guint i = 0; i < count; i++)
    {
      hang_up_once (&hang_up, i);
      if (i % PROBE_EVERY == PROBE_EVERY - 1)
        probe (&hang_up);
    }
  for (guint i = 0; i < AT_A_TIME; i++)
    if (hang_up.sockets[i] >= 0)
      close (hang_up.sockets[i]);
  printf ("{\"seconds\":%.3f,\"hang_ups\":%u,\"bytes\":%" G_GSIZE_FORMAT
          ",\"probes\":%u,\"answered\":%u,\"slowest_ms\":%.3f}\n",
          (g_get_monotonic_time () - start_us) / 1e6, count, hang_up.length, hang_up.probes,
          hang_up.answered, hang_up.slowest_us / 1e3);
  g_free (hang_up.request);
  return hang_up.answered == hang_up.probes ? 0 : 1;
}
