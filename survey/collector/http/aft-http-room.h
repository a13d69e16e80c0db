/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftHttpRoom: how many large bodies are held in memory at one time, by all connections together.
 * Counted atomically: a body may be let go on any thread. */
typedef struct _AftHttpRoom AftHttpRoom;

AftHttpRoom *aft_http_room_new (void);
AftHttpRoom *aft_http_room_ref (AftHttpRoom *room);
/* Accepts NULL. */
void aft_http_room_unref (AftHttpRoom *room);

/* One more, unless there are @most already. */
gboolean aft_http_room_enter (AftHttpRoom *room, guint most);
void aft_http_room_leave (AftHttpRoom *room);
/* Eats @body, which is in @room: it leaves when the result is freed. */
GBytes *aft_http_room_give_out (AftHttpRoom *room, GByteArray *body);

G_END_DECLS
