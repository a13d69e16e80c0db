/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-digest.h"
#include "aft-id.h"

G_BEGIN_DECLS

/* POST /api/v1/device/heartbeat, request and reply, schema 1. Plain values: copy them.
 *   {"schema":1,"version":TEXT,"queue":INT,"disk_free_bytes":INT,"clock_ms":INT,"boot_id":UUID,
 *    "monotonic_ms":INT,"printer":null or {"state":TEXT},"erased":[UUID]}
 *   {"schema":1,"server_time":INT,"last_sequence":INT,"last_chain":HEX64,"backup_sequence":INT,
 *    "configuration_etag":TEXT,"erase":[UUID]}
 * The lists are left out when they are empty. */
#define AFT_HEARTBEAT_SCHEMA      1
#define AFT_HEARTBEAT_VERSION_MAX 32  /* bytes */
#define AFT_HEARTBEAT_ETAG_MAX    128 /* bytes */
#define AFT_HEARTBEAT_PRINTER_MAX 24  /* bytes */
#define AFT_HEARTBEAT_MAX_BYTES   4096
#define AFT_HEARTBEAT_IDS_MAX     20

/* Ids of responses. */
typedef struct
{
  guint count;
  AftId ids[AFT_HEARTBEAT_IDS_MAX];
} AftHeartbeatIds;

typedef struct
{
  char version[AFT_HEARTBEAT_VERSION_MAX + 1]; /* of the kiosk's program; printable ASCII */
  guint64 queue;                               /* rows that wait in the outbox */
  guint64 disk_free_bytes;
  gint64 clock_ms; /* UTC by the kiosk's clock */
  AftId boot_id;
  gint64 monotonic_ms;
  /* How its printer is: small letters and hyphens, such as "paper-out"; "" without one. */
  char printer[AFT_HEARTBEAT_PRINTER_MAX + 1];
  AftHeartbeatIds erased; /* of what was to be erased: no copy is here any more */
} AftHeartbeat;

typedef struct
{
  gint64 server_ms;      /* UTC by the collector's clock */
  guint64 last_sequence; /* the end of what it has of the device without a gap */
  AftDigest last_chain;
  guint64 backup_sequence; /* rows up to here are in a backup */
  /* An entity tag of RFC 9110 with its quotes, printable ASCII; "" when there is no configuration.
   */
  char configuration_etag[AFT_HEARTBEAT_ETAG_MAX + 1];
  AftHeartbeatIds erase; /* their guests had them erased: so shall the kiosk's copies be */
} AftHeartbeatReply;

/* The text of either; newly allocated. Numbers must be within 0…2^53 - 1. */
char *aft_heartbeat_to_text (const AftHeartbeat *heartbeat);
char *aft_heartbeat_reply_to_text (const AftHeartbeatReply *reply);

/* Strict: every member there, of its type and within its limits, none twice, and in a heartbeat
 * none unknown (a later collector's reply may say more). INVALID, TOO_LARGE, or UNSUPPORTED for a
 * later schema; @ret_… is untouched then. */
gboolean aft_heartbeat_parse (const char *text,
                              gsize length_bytes,
                              AftHeartbeat *ret_heartbeat,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_heartbeat_reply_parse (const char *text,
                                    gsize length_bytes,
                                    AftHeartbeatReply *ret_reply,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
