/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-catalogue.h"
#include "aft-house-store-cases.h"
#include "aft-notifier.h"

G_BEGIN_DECLS

/* AftAlarm: sees to it that no case waits unseen. Escalates what has waited too long (the store
 * knows when), and tells the group robots of a new case when nobody has the venue's console open,
 * and of each escalation. What it says names the venue, the case's number and its table: never a
 * guest, a word or a score. What it did in a drill it writes into the drill's history
 * (aft-house-store-drills.h). Main thread only. */
typedef struct _AftAlarm AftAlarm;

typedef struct
{
  AftHouseStore *store;    /* referenced */
  AftClock *clock;         /* referenced */
  AftCatalogue *catalogue; /* referenced */
  AftNotifier *notifier;   /* borrowed; NULL: the house has no robots */
  /* Is somebody looking at the console of that venue? */
  gboolean (*is_watched) (const AftId *venue_id, gpointer user_data);
  /* AftId of a user for each console open there (aft_console_list_listeners()). */
  GArray *(*list_listeners) (const AftId *venue_id, gpointer user_data);
  void (*failed) (const GError *error, gpointer user_data); /* for the log; it tries again */
  gpointer user_data;
} AftAlarmOptions;

/* Looks at once, too: time may have passed while nothing ran. */
AftAlarm *aft_alarm_new (const AftAlarmOptions *options);
/* Accepts NULL. */
void aft_alarm_free (AftAlarm *alarm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftAlarm, aft_alarm_free)

/* For the notifier's `told`: what became of what the alarm said. */
void aft_alarm_note_told (AftAlarm *alarm, const AftNotifierTold *told);

/* What a robot is told of @change in a house that speaks @language; NULL when it is not worth a
 * word. Newly allocated. */
char *aft_alarm_dup_text (const AftCatalogue *catalogue,
                          AftLanguage language,
                          const char *venue_name,
                          const AftHouseChange *change);

G_END_DECLS
