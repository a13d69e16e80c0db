/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-collector-link.h"
#include "aft-heartbeat.h"
#include "aft-kiosk-store.h"

G_BEGIN_DECLS

/* AftPulse: says every minute that this kiosk is there and how it is, and passes on what the
 * collector answers.
 *
 * Signals: "answered" (const AftHeartbeatReply *reply); "refused": the token was; "failed": there
 * was no answer, or not the collector's. */
#define AFT_TYPE_PULSE (aft_pulse_get_type ())
G_DECLARE_FINAL_TYPE (AftPulse, aft_pulse, AFT, PULSE, GObject)

/* Everything is copied or referenced. */
typedef struct
{
  AftKioskStore *store;
  AftCollectorLink *link;
  AftClock *clock;
  AftRandom *random;
  AftId boot_id;
  const char *version;
  const char *data_folder; /* whose disk is looked at */
  guint interval_ms;       /* 0: 60,000 */
} AftPulseOptions;

AftPulse *aft_pulse_new (const AftPulseOptions *options);
/* Beats at once and from then on, at first until an answer comes with shorter waits; NULL: not any
 * more. */
void aft_pulse_set_token (AftPulse *pulse, const char *token);
/* Ends for good, and lets the store go. */
void aft_pulse_stop (AftPulse *pulse);
/* Beats at once, unless a beat is on its way. */
void aft_pulse_beat (AftPulse *pulse);
/* How the kiosk's printer is, by name; NULL: there is none. Beats when that is another now. */
void aft_pulse_set_printer (AftPulse *pulse, const char *state);
/* What the collector wanted erased and is (AftId): said with each beat until one is answered. Beats
 * when there is any. */
void aft_pulse_set_erased (AftPulse *pulse, const GArray *ids);
/* Why the last one had no answer; NULL when it had. Borrowed. */
const char *aft_pulse_get_trouble (AftPulse *pulse);

G_END_DECLS
