/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-collector-link.h"
#include "aft-kiosk-store.h"

G_BEGIN_DECLS

/* AftUploader: brings the outbox to the collector, complaints and calls for staff first, the rest
 * in order. A row is marked as sent by its own receipt and by nothing else; nothing is deleted
 * here. Everything is asynchronous, on the main context it was made in, with one request at a time.
 *
 * Signals: "changed": state or trouble are others now. */
#define AFT_TYPE_UPLOADER (aft_uploader_get_type ())
G_DECLARE_FINAL_TYPE (AftUploader, aft_uploader, AFT, UPLOADER, GObject)

typedef enum
{
  AFT_UPLOADER_UNENROLLED, /* no token, or it is refused: everything is kept */
  AFT_UPLOADER_IDLE,       /* everything was sent */
  AFT_UPLOADER_READING,    /* asking the store for rows */
  AFT_UPLOADER_SENDING,    /* a request is on its way */
  AFT_UPLOADER_NOTING,     /* receipts are on their way to the disk */
  AFT_UPLOADER_WAITING,    /* until the next try */
  AFT_UPLOADER_STOPPED     /* for good */
} AftUploaderState;

/* Everything is copied or referenced. */
typedef struct
{
  AftKioskStore *store;
  AftCollectorLink *link;
  AftClock *clock; /* for what a batch says of its time; waiting is monotonic */
  AftRandom *random;
  AftId device_id;
  AftId boot_id;
  guint least_wait_ms; /* 0: 1,000 */
  guint most_wait_ms;  /* 0: 300,000 */
} AftUploaderOptions;

/* Begins UNENROLLED. */
AftUploader *aft_uploader_new (const AftUploaderOptions *options);

/* The device's token; NULL: there is none. With a new one sending begins. */
void aft_uploader_set_token (AftUploader *uploader, const char *token);
/* The collector has accepted the token after all (a heartbeat came through). */
void aft_uploader_readmit (AftUploader *uploader);
/* Something was stored, or may have been: looks for rows that are not sent. A complaint ends a wait
 * that the collector has not asked for. */
void aft_uploader_nudge (AftUploader *uploader);
/* A reply said that the collector has everything up to @last_sequence. Where the store has marked
 * more than that as sent, the collector was restored from an older backup: it gets the rest again.
 * The collector can be reached: a wait that it has not asked for ends. */
void aft_uploader_note_server (AftUploader *uploader,
                               guint64 last_sequence,
                               const AftDigest *last_chain);
/* Ends everything: nothing is sent from then on, and the store is let go. */
void aft_uploader_stop (AftUploader *uploader);

AftUploaderState aft_uploader_get_state (AftUploader *uploader);
/* What staff may have to know: why nothing is getting through; NULL when all is well. Borrowed. */
const char *aft_uploader_get_trouble (AftUploader *uploader);
/* Was the token itself refused? */
gboolean aft_uploader_is_refused (AftUploader *uploader);

G_END_DECLS
