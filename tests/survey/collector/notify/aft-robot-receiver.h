/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftRobotReceiver: a robot's maker on loopback: takes requests on its threads, keeps what was
 * posted, and answers what it was told to. */
typedef struct _AftRobotReceiver AftRobotReceiver;

AftRobotReceiver *aft_robot_receiver_new (void);
void aft_robot_receiver_free (AftRobotReceiver *receiver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRobotReceiver, aft_robot_receiver_free)

/* "http://127.0.0.1:PORT/send"; newly allocated. */
char *aft_robot_receiver_dup_address (AftRobotReceiver *receiver);
/* What it says from now on: all the bytes of a reply. "": hangs up. */
void aft_robot_receiver_answer (AftRobotReceiver *receiver, const char *reply);
/* How many requests came whole. */
guint aft_robot_receiver_count (AftRobotReceiver *receiver);
/* Request line, headers and body of the request with that index; newly allocated. */
char *aft_robot_receiver_dup_request (AftRobotReceiver *receiver, guint index);

G_END_DECLS
