/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"
#include "aft-value.h"
#include "aft-web-sender.h"

G_BEGIN_DECLS

/* AftNotifier: says something to every group robot of the house, each in its own time: a robot that
 * does not answer keeps no other waiting. What could not be said is tried again with growing waits
 * (2, 4, 8 … 60 s) for ten minutes; then it is old news, and given up. A robot is given at most
 * AFT_NOTIFIER_WAITING texts to wait for, the oldest goes first. One thread. */
typedef struct _AftNotifier AftNotifier;

#define AFT_NOTIFIER_WAITING 20

/* What became of one text at one robot. */
typedef struct
{
  const char *kind;    /* the robot's */
  AftValue *about;     /* as it was said with; may be NULL */
  guint tries;         /* so far, from 1 */
  gboolean is_last;    /* it will not be tried again */
  const GError *error; /* NULL: it was taken */
} AftNotifierTold;

typedef struct
{
  GPtrArray *robots; /* AftGroupRobot, eaten */
  AftClock *clock;   /* referenced */
  AftWebSenderOptions sender;
  guint second_ms; /* how long a second of its waits is; 0: 1,000 */
  /* After each try. May be NULL. */
  void (*told) (const AftNotifierTold *told, gpointer user_data);
  gpointer user_data;
} AftNotifierOptions;

AftNotifier *aft_notifier_new (const AftNotifierOptions *options);
/* What waits is given up. Accepts NULL. */
void aft_notifier_free (AftNotifier *notifier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftNotifier, aft_notifier_free)

/* @text: no guest's words, name or number. @about: for `told`, referenced; may be NULL. */
void aft_notifier_say (AftNotifier *notifier, const char *text, AftValue *about);
guint aft_notifier_count_robots (const AftNotifier *notifier);
/* How many texts wait, over all robots. */
guint aft_notifier_count_waiting (const AftNotifier *notifier);

G_END_DECLS
