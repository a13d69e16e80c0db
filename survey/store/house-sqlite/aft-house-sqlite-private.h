/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-devices.h"
#include "aft-house-store-private.h"
#include "aft-house-writer.h"

G_BEGIN_DECLS

/* The functions behind AftHouseStoreClass, by file; each does what the _sync function of its name
 * promises. Private to house-sqlite. */

/* Carries @work out on the writer's thread and waits. */
gboolean aft_house_sqlite_write (AftHouseStore *store,
                                 AftHouseWork work,
                                 gpointer data,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Carries @work out in a snapshot, on this thread. */
gboolean aft_house_sqlite_read (AftHouseStore *store,
                                AftHouseWork work,
                                gpointer data,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same on a connection of its own, for what takes its time. */
gboolean aft_house_sqlite_read_long (AftHouseStore *store,
                                     AftHouseWork work,
                                     gpointer data,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftHouseWriter *aft_house_sqlite_get_writer (AftHouseStore *store);
/* Of the database; borrowed. */
const char *aft_house_sqlite_get_path (AftHouseStore *store);
AftHouseDatabase *aft_house_sqlite_get_database (AftHouseStore *store);

/* For works: the next row? NOT_FOUND with @missing when there is none. */
gboolean aft_house_expect_row (AftHouseRow *row, const char *missing, GError **error);

/* aft-house-setup.c */
gboolean aft_house_sqlite_set_up (AftHouseStore *store,
                                  const AftHouse *house,
                                  const char *actor,
                                  GError **error);
AftHouse *aft_house_sqlite_get_house (AftHouseStore *store, GError **error);
gboolean aft_house_sqlite_set_setting (AftHouseStore *store,
                                       const char *name,
                                       const char *text,
                                       GError **error);
char *aft_house_sqlite_get_setting (AftHouseStore *store, const char *name, GError **error);

/* aft-house-venues.c */
gboolean aft_house_sqlite_put_venue (AftHouseStore *store,
                                     AftVenue *venue,
                                     const char *actor,
                                     GError **error);
AftVenue *aft_house_sqlite_get_venue (AftHouseStore *store, const AftId *id, GError **error);
GPtrArray *aft_house_sqlite_list_venues (AftHouseStore *store, GError **error);
/* The venue with @ref, borrowed until the transaction's end; the writer's only. */
AftVenue *aft_house_session_get_venue (AftHouseSession *session, gint32 ref, GError **error);
/* The ref of a venue; NOT_FOUND. */
gboolean aft_house_session_find_venue (AftHouseSession *session,
                                       const AftId *id,
                                       gint32 *ret_ref,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-house-surveys.c */
gboolean aft_house_sqlite_publish_survey (AftHouseStore *store,
                                          const AftHouseSurvey *survey,
                                          const char *actor,
                                          GError **error);
AftHouseSurvey *
aft_house_sqlite_get_survey (AftHouseStore *store, const AftDigest *digest, GError **error);
AftHouseSurvey *
aft_house_sqlite_get_current_survey (AftHouseStore *store, const char *kind, GError **error);
GPtrArray *aft_house_sqlite_list_surveys (AftHouseStore *store, GError **error);
/* Stores it unless it is there; its ref. @survey's digest is to be believed. */
gboolean aft_house_session_put_survey (AftHouseSession *session,
                                       const AftHouseSurvey *survey,
                                       gint32 *ret_ref,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* 0: unknown. Negative with @error set. */
gint32
aft_house_session_find_survey (AftHouseSession *session, const AftDigest *digest, GError **error);
/* Its definition; newly allocated. */
char *aft_house_session_dup_definition (AftHouseSession *session, gint32 ref, GError **error);

/* aft-house-users.c */
gboolean aft_house_sqlite_put_user (AftHouseStore *store,
                                    const AftHouseUser *user,
                                    const char *actor,
                                    GError **error);
AftHouseUser *aft_house_sqlite_find_user (AftHouseStore *store, const char *name, GError **error);
GPtrArray *aft_house_sqlite_list_users (AftHouseStore *store, GError **error);

/* aft-house-enrolment.c */
gboolean aft_house_sqlite_authorize (AftHouseStore *store,
                                     const AftHouseAuthorization *authorization,
                                     GError **error);
GPtrArray *aft_house_sqlite_list_authorizations (AftHouseStore *store, GError **error);
gboolean aft_house_sqlite_decide (AftHouseStore *store,
                                  const char *user_code,
                                  const AftId *venue_id,
                                  const char *actor,
                                  GError **error);
gboolean aft_house_sqlite_poll (AftHouseStore *store,
                                const AftDigest *device_code_digest,
                                const AftDigest *token_digest,
                                AftHousePoll *ret_poll,
                                GError **error);

/* aft-house-devices.c. The device in a row made by AFT_HOUSE_DEVICE_SELECT and what follows. */
#define AFT_HOUSE_DEVICE_SELECT                                                                    \
  "SELECT device.id, venue.id, device.name, link_key, approved_ms, approved_by, revoked_ms,"       \
  " last_sequence, last_chain, backup_sequence, coalesce (seen_ms, 0), version, printer,"          \
  " coalesce (queue, 0), coalesce (disk_free_bytes, 0), coalesce (clock_offset_ms, 0), channel"    \
  " FROM device JOIN venue ON venue.ref = device.venue"                                            \
  " LEFT JOIN heartbeat ON heartbeat.device = device.ref"
AftHouseDevice *aft_house_device_read (AftHouseRow *row);
AftHouseDevice *
aft_house_sqlite_find_device (AftHouseStore *store, const AftDigest *token_digest, GError **error);
AftHouseDevice *aft_house_sqlite_get_device (AftHouseStore *store, const AftId *id, GError **error);
GPtrArray *
aft_house_sqlite_list_devices (AftHouseStore *store, const AftId *venue_id, GError **error);
gboolean aft_house_sqlite_change_device (AftHouseStore *store,
                                         const AftId *id,
                                         const AftHouseDeviceChange *change,
                                         const char *actor,
                                         GError **error);
gboolean
aft_house_sqlite_revoke (AftHouseStore *store, const AftId *id, const char *actor, GError **error);
void
aft_house_sqlite_heartbeat (AftHouseStore *store, const AftHouseHeartbeat *heartbeat, GTask *task);
AftHouseDevice *aft_house_sqlite_heartbeat_sync (AftHouseStore *store,
                                                 const AftHouseHeartbeat *heartbeat,
                                                 GError **error);

G_END_DECLS
