/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load UPLOADS PORT [--connections N] [--rate N] [--seconds N]: sends what make-uploads has written
 * and prints one line of JSON: what came back, how fast, and how long each request took.
 *
 * Without --rate each connection sends the next request of its kiosk as soon as it has the reply to
 * the last, until all are sent. With --rate requests are due at even times, and what they take is
 * counted from when they were due, however late they could be sent (an open loop).
 *
 * One thread and epoll, so that the load costs little beside what it measures. It knows as much of
 * HTTP as our own replies need. */
#include "uploads.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define REQUEST_MAX (128 * 1024)
#define REPLY_MAX   (256 * 1024)

typedef struct
{
  int socket; /* -1: none */
  guint32 at; /* the request under way or next, of its kiosk's */
  guint32 end;
  gsize sent;
  gsize received;
  gint64 due_us; /* 0: nothing is under way */
  char *request;
  char *reply; /* with room for an end */
} Connection;

typedef struct
{
  int file;
  int epoll;
  guint16 port;
  guint rate;
  UploadsHead head;
  UploadsEntry *entries;
  guint32 next_kiosk_at; /* first request of the next kiosk that nobody has */
  Connection *connections;
  guint count;
  guint64 due;     /* requests that should be sent by now, with --rate */
  guint64 started; /* requests begun */
  guint64 most;    /* requests to begin */
  gint64 start_us;
  GArray *took_us;  /* guint32, one a request */
  guint64 rows;     /* receipts "stored" */
  guint64 doubles;  /* receipts "duplicate" */
  guint64 failures; /* replies other than 200, connections lost */
} Load;

static void
die (const char *what)
{
  fprintf (stderr, "load: %s: %s\n", what, g_strerror (errno));
  exit (1);
}

static void
open_uploads (Load *load, const char *path)
{
  g_autofree char *name = g_strconcat (path, ".index", NULL);
  FILE *index = fopen (name, "r");
  load->file = open (path, O_RDONLY | O_CLOEXEC);
  if (index == NULL || load->file < 0 || fread (&load->head, sizeof load->head, 1, index) != 1
      || load->head.magic != UPLOADS_MAGIC)
    die (path);
  load->entries = g_new (UploadsEntry, load->head.requests);
  if (fread (load->entries, sizeof *load->entries, load->head.requests, index)
      != load->head.requests)
    die (name);
  fclose (index);
}

static void
connect_to_server (Load *load, Connection *connection)
{
  int yes = 1;
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (load->port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };
  connection->socket = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect (connection->socket, (struct sockaddr *) &address, sizeof address) != 0)
    die ("connect");
  setsockopt (connection->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  fcntl (connection->socket, F_SETFL, O_NONBLOCK);
  epoll_ctl (load->epoll, EPOLL_CTL_ADD, connection->socket, &event);
}

static void
disconnect (Connection *connection)
{
  if (connection->socket >= 0)
    close (connection->socket);
  connection->socket = -1;
}

/* The kiosk sends now: its clocks say so. */
static void
set_clocks (const Load *load, Connection *connection, const UploadsEntry *entry)
{
  char digits[32];
  char *sent = connection->request + entry->sent_at;
  gint64 now_ms = g_get_real_time () / 1000;
  g_snprintf (digits, sizeof digits, "%013" G_GINT64_FORMAT, now_ms);
  memcpy (sent, digits, 13);
  g_snprintf (digits, sizeof digits, "%010" G_GINT64_FORMAT,
              UPLOADS_BOOT_MS + now_ms - load->head.made_ms);
  memcpy (sent + 13 + strlen (",\"monotonic_ms\":"), digits, 10);
}

static void
send_rest (Load *load, Connection *connection)
{
  gsize length = load->entries[connection->at].length;
  while (connection->sent < length)
    {
      ssize_t count = send (connection->socket, connection->request + connection->sent,
                            length - connection->sent, MSG_NOSIGNAL);
      if (count < 0 && errno == EAGAIN)
        {
          struct epoll_event event = { .events = EPOLLIN | EPOLLOUT, .data.ptr = connection };
          epoll_ctl (load->epoll, EPOLL_CTL_MOD, connection->socket, &event);
          return;
        }
      if (count < 0)
        die ("send");
      connection->sent += (gsize) count;
    }
}

/* A kiosk of its own, all of whose requests are still to be sent; FALSE when there is none. */
static gboolean
take_kiosk (Load *load, Connection *connection)
{
  guint32 at = load->next_kiosk_at;
  if (at == load->head.requests)
    return FALSE;
  guint32 end = at + 1;
  while (end < load->head.requests && load->entries[end].kiosk == load->entries[at].kiosk)
    end++;
  connection->at = at;
  connection->end = end;
  load->next_kiosk_at = end;
  return TRUE;
}

static gboolean
begin (Load *load, Connection *connection, gint64 due_us)
{
  if (load->started == load->most
      || (connection->at == connection->end && !take_kiosk (load, connection)))
    return FALSE;
  const UploadsEntry *entry = &load->entries[connection->at];
  if (pread (load->file, connection->request, entry->length, (off_t) entry->offset)
      != (ssize_t) entry->length)
    die ("read");
  if (connection->socket < 0)
    connect_to_server (load, connection);
  set_clocks (load, connection, entry);
  connection->sent = 0;
  connection->received = 0;
  connection->due_us = due_us;
  load->started++;
  send_rest (load, connection);
  return TRUE;
}

static guint
count_words (const char *text, const char *word)
{
  guint count = 0;
  for (const char *at = text; (at = strstr (at, word)) != NULL; at += strlen (word))
    count++;
  return count;
}

static void
finish (Load *load, Connection *connection, const char *body)
{
  guint32 took_us = (guint32) (g_get_monotonic_time () - connection->due_us);
  gboolean is_good = g_str_has_prefix (connection->reply, "HTTP/1.1 200 ");
  g_array_append_val (load->took_us, took_us);
  load->rows += count_words (body, "\"status\":\"stored\"");
  load->doubles += count_words (body, "\"status\":\"duplicate\"");
  if (!is_good && load->failures++ == 0)
    fprintf (stderr, "load: the first failure: %s\n", connection->reply);
  connection->at++;
  connection->due_us = 0;
  char *close_word = strstr (connection->reply, "Connection: close\r\n");
  if (close_word != NULL && close_word < body)
    disconnect (connection);
  if (load->rate == 0)
    begin (load, connection, g_get_monotonic_time ());
}

/* The body, once the whole reply is there; NULL before. */
static const char *
find_whole_body (const Connection *connection)
{
  const char *head_end = strstr (connection->reply, "\r\n\r\n");
  const char *length = strstr (connection->reply, "Content-Length: ");
  if (head_end == NULL || length == NULL || length > head_end)
    return NULL;
  gsize whole = (gsize) (head_end + 4 - connection->reply) + (gsize) atol (length + 16);
  return connection->received >= whole ? head_end + 4 : NULL;
}

static void
receive (Load *load, Connection *connection)
{
  ssize_t count = recv (connection->socket, connection->reply + connection->received,
                        REPLY_MAX - connection->received, 0);
  if (count < 0 && errno == EAGAIN)
    return;
  if (count <= 0)
    {
      load->failures += connection->due_us != 0 ? 1 : 0;
      disconnect (connection);
      if (connection->due_us != 0)
        die ("a connection was lost");
      return;
    }
  connection->received += (gsize) count;
  connection->reply[connection->received] = '\0';
  const char *body = find_whole_body (connection);
  if (body != NULL)
    finish (load, connection, body);
}

static void
on_event (Load *load, const struct epoll_event *event)
{
  Connection *connection = event->data.ptr;
  if (event->events & EPOLLOUT)
    {
      struct epoll_event reads = { .events = EPOLLIN, .data.ptr = connection };
      epoll_ctl (load->epoll, EPOLL_CTL_MOD, connection->socket, &reads);
      send_rest (load, connection);
    }
  if (event->events & (EPOLLIN | EPOLLERR | EPOLLHUP))
    receive (load, connection);
}

/* Begins what is due, each on a connection that is free; what finds none waits and is late. */
static void
begin_due (Load *load)
{
  gint64 passed_us = g_get_monotonic_time () - load->start_us;
  load->due = MIN (load->most, (guint64) passed_us * load->rate / G_USEC_PER_SEC);
  for (guint i = 0; i < load->count && load->started < load->due; i++)
    if (load->connections[i].due_us == 0)
      begin (load, &load->connections[i],
             load->start_us + (gint64) (load->started * G_USEC_PER_SEC / load->rate));
}

static void
run (Load *load)
{
  struct epoll_event events[64];
  /* Beforehand: a server with a short queue lets a newcomer wait for seconds. */
  for (guint i = 0; i < load->count; i++)
    connect_to_server (load, &load->connections[i]);
  load->start_us = g_get_monotonic_time ();
  for (guint i = 0; i < load->count && load->rate == 0; i++)
    begin (load, &load->connections[i], g_get_monotonic_time ());
  while (load->took_us->len < load->most)
    {
      int count = epoll_wait (load->epoll, events, G_N_ELEMENTS (events), load->rate > 0 ? 1 : -1);
      for (int i = 0; i < count; i++)
        on_event (load, &events[i]);
      if (load->rate > 0)
        begin_due (load);
    }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;
  return left < right ? -1 : left > right;
}

static double
get_share_ms (const Load *load, double share)
{
  guint at = (guint) (share * (load->took_us->len - 1));
  return g_array_index (load->took_us, guint32, at) / 1000.0;
}

static void
print_results (Load *load)
{
  double seconds = (g_get_monotonic_time () - load->start_us) / 1e6;
  g_array_sort (load->took_us, compare_times);
  printf ("{\"seconds\":%.4f,\"requests\":%u,\"stored\":%" G_GUINT64_FORMAT
          ",\"duplicates\":%" G_GUINT64_FORMAT ",\"failures\":%" G_GUINT64_FORMAT
          ",\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"p999_ms\":%.3f,\"worst_ms\":%.3f}\n",
          seconds, load->took_us->len, load->rows, load->doubles, load->failures,
          get_share_ms (load, .5), get_share_ms (load, .99), get_share_ms (load, .999),
          get_share_ms (load, 1));
}

int
main (int argc, char **argv)
{
  int connections = 64;
  int rate = 0;
  int seconds = 0;
  const GOptionEntry options[] = {
    { "connections", 0, 0, G_OPTION_ARG_INT, &connections, "kiosks at a time", "N" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &rate, "requests a second", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "with --rate: how long", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("UPLOADS PORT");
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 3 || connections < 1)
    {
      fputs ("usage: load UPLOADS PORT [--connections N] [--rate N --seconds N]\n", stderr);
      return 2;
    }
  Load load = { .epoll = epoll_create1 (EPOLL_CLOEXEC),
                .port = (guint16) atoi (argv[2]),
                .rate = (guint) rate,
                .count = (guint) connections,
                .took_us = g_array_new (FALSE, FALSE, sizeof (guint32)) };
  open_uploads (&load, argv[1]);
  load.most = rate > 0 ? MIN ((guint64) rate * (guint64) seconds, load.head.requests)
                       : load.head.requests;
  load.connections = g_new0 (Connection, load.count);
  for (guint i = 0; i < load.count; i++)
    load.connections[i] = (Connection){ .socket = -1,
                                        .request = g_malloc (REQUEST_MAX),
                                        .reply = g_malloc (REPLY_MAX + 1) };
  run (&load);
  print_results (&load);
  return load.failures > 0;
}
