/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ask-collector ADDRESS AUTHORITY PATH BODY TOKEN: one POST by the kiosk's own link. Prints the
 * status of the reply, or "error" with the code's number; what that means is not its to judge. */
#include <stdio.h>
#include <string.h>

#include "aft-collector-link.h"

typedef struct
{
  AftCollectorLink *link;
  AftCollectorReply *reply;
  GError *error;
  gboolean is_done;
} Asking;

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  asking->reply = aft_collector_link_send_finish (asking->link, result, &asking->error);
  asking->is_done = TRUE;
}

static void
ask (Asking *asking, char **words)
{
  g_autoptr (GBytes) body = g_bytes_new (words[4], strlen (words[4]));
  AftCollectorLinkOptions options = { .address = words[1], .authority_file = words[2] };
  AftCollectorRequest request = { .path = words[3], .body = body, .token = words[5] };
  asking->link = aft_collector_link_new (&options, &asking->error);
  if (asking->link == NULL)
    return;
  aft_collector_link_send_async (asking->link, &request, NULL, on_answered, asking);
  while (!asking->is_done)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  Asking asking = { NULL, NULL, NULL, FALSE };
  if (argc != 6)
    return 2;
  ask (&asking, argv);
  if (asking.reply != NULL)
    printf ("%u\n", asking.reply->status);
  else
    printf ("error %d %s\n", asking.error->code, asking.error->message);
  g_clear_pointer (&asking.reply, aft_collector_reply_free);
  g_clear_pointer (&asking.link, aft_collector_link_unref);
  g_clear_error (&asking.error);
  return 0;
}
