/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts large bodies from their head to where their last byte is freed. Who may have a large one,
 * and what is said to whoever finds no room, is the reader's. */
#include "aft-http-room.h"

struct _AftHttpRoom
{
  gint references; /* atomic, as is */
  gint taken;
};

/* A body that was given out. */
typedef struct
{
  AftHttpRoom *room;
  GByteArray *body;
} Guest;

AftHttpRoom *
aft_http_room_new (void)
{
  AftHttpRoom *room = g_new0 (AftHttpRoom, 1);
  room->references = 1;
  return room;
}

AftHttpRoom *
aft_http_room_ref (AftHttpRoom *room)
{
  g_atomic_int_inc (&room->references);
  return room;
}

void
aft_http_room_unref (AftHttpRoom *room)
{
  if (room != NULL && g_atomic_int_dec_and_test (&room->references))
    g_free (room);
}

gboolean
aft_http_room_enter (AftHttpRoom *room, guint most)
{
  if (g_atomic_int_add (&room->taken, 1) < (gint) most)
    return TRUE;
  aft_http_room_leave (room);
  return FALSE;
}

void
aft_http_room_leave (AftHttpRoom *room)
{
  g_atomic_int_add (&room->taken, -1);
}

static void
free_guest (gpointer data)
{
  Guest *guest = data;
  g_byte_array_unref (guest->body);
  aft_http_room_leave (guest->room);
  aft_http_room_unref (guest->room);
  g_free (guest);
}

GBytes *
aft_http_room_give_out (AftHttpRoom *room, GByteArray *body)
{
  Guest *guest = g_new0 (Guest, 1);
  guest->room = aft_http_room_ref (room);
  guest->body = body;
  return g_bytes_new_with_free_func (body->data, body->len, free_guest, guest);
}
