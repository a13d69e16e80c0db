/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-house-batch.h"
#include "aft-house-records.h"

G_BEGIN_DECLS

/* AftHouseStore: everything the house keeps. An interface: which database stands behind it is known
 * to whoever opens it (house-sqlite/). Counted atomically; every function may be called on any
 * thread, several at a time. What has returned, or called back, with success is on the disk.
 *
 * Errors of all: BUSY when too much waits (try again later), FULL when the disk is, UNAVAILABLE and
 * CORRUPT from the database. @actor: who does it, as in the audit, where each change of the house,
 * a venue, a survey, a user or a device writes its row in the same transaction. The _sync functions
 * wait; from a main loop use aft_house_store_call_async() with them. Devices are in
 * aft-house-store-devices.h; audit, checks and backup in aft-house-store-care.h. */
typedef struct _AftHouseStore AftHouseStore;

AftHouseStore *aft_house_store_ref (AftHouseStore *store);
/* The last one waits for what was asked for and closes. Accepts NULL. */
void aft_house_store_unref (AftHouseStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseStore, aft_house_store_unref)

/* Takes @batch. DENIED when the device is unknown or revoked, INVALID when the batch as a whole is
 * impossible; whatever is wrong with one item is in its receipt and does not stop the others.
 * Batches that wait at the same time share a transaction. */
AftHouseReceipts *aft_house_store_accept_sync (AftHouseStore *store,
                                               AftHouseBatch *batch,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Calls back in the thread-default main context of the caller. */
void aft_house_store_accept_async (AftHouseStore *store,
                                   AftHouseBatch *batch,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
AftHouseReceipts *aft_house_store_accept_finish (GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives a result, or NULL with @error set; may call any _sync function of @store. */
typedef gpointer (*AftHouseCallWork) (AftHouseStore *store, gpointer data, GError **error);
typedef struct
{
  AftHouseCallWork work;
  gpointer data; /* eaten */
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} AftHouseCall;

/* Carries @call out on one of a few threads and calls back in the caller's thread-default main
 * context. BUSY when too many wait. */
void aft_house_store_call_async (AftHouseStore *store,
                                 const AftHouseCall *call,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gpointer aft_house_store_call_finish (GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Once: CONFLICT when the house is set up already. */
gboolean aft_house_store_set_up_sync (AftHouseStore *store,
                                      const AftHouse *house,
                                      const char *actor,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NOT_FOUND before setup. */
AftHouse *aft_house_store_get_house_sync (AftHouseStore *store,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds, or changes the one with the id. What is stored keeps the day it was counted in. */
gboolean aft_house_store_put_venue_sync (AftHouseStore *store,
                                         AftVenue *venue,
                                         const char *actor,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NOT_FOUND. */
AftVenue *aft_house_store_get_venue_sync (AftHouseStore *store,
                                          const AftId *id,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftVenue by name. */
GPtrArray *aft_house_store_list_venues_sync (AftHouseStore *store,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @survey: kind, id, version and canonical definition; the digest is computed here. Makes it the
 * current one of its kind; publishing it again does, too. */
gboolean aft_house_store_publish_survey_sync (AftHouseStore *store,
                                              const AftHouseSurvey *survey,
                                              const char *actor,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NOT_FOUND. */
AftHouseSurvey *aft_house_store_get_survey_sync (AftHouseStore *store,
                                                 const AftDigest *digest,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one that kiosks shall show; NOT_FOUND when none of @kind was published. */
AftHouseSurvey *aft_house_store_get_current_survey_sync (AftHouseStore *store,
                                                         const char *kind,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseSurvey without definitions, by id and time of arrival. */
GPtrArray *aft_house_store_list_surveys_sync (AftHouseStore *store,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds, or changes the one with the id; names are kept composed (aft-name.h). CONFLICT: the name is
 * another's. */
gboolean aft_house_store_put_user_sync (AftHouseStore *store,
                                        const AftHouseUser *user,
                                        const char *actor,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NOT_FOUND; also finds one that is disabled. */
AftHouseUser *aft_house_store_find_user_sync (AftHouseStore *store,
                                              const char *name,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseUser by name. */
GPtrArray *aft_house_store_list_users_sync (AftHouseStore *store,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What has happened in a case: aft-house-case-records.h. */
typedef struct _AftHouseChange AftHouseChange;
typedef void (*AftHouseWatchFunc) (const AftHouseChange *change, gpointer user_data);

/* From now on calls @func in @context (NULL: the main one) for each change of a case, whoever made
 * it, in their order and when they are on the disk. Eats @data, which goes by @destroy (may be
 * NULL). A number above 0. */
guint aft_house_store_watch (AftHouseStore *store,
                             GMainContext *context,
                             AftHouseWatchFunc func,
                             gpointer data,
                             GDestroyNotify destroy);
/* Where @context runs: @func is not called any more. Elsewhere it may be once. */
void aft_house_store_unwatch (AftHouseStore *store, guint watch);

/* Names: 1–64 of a–z, 0–9, '-', '.', not beginning with "store."; at most 64 KiB. @text NULL
 * deletes. */
gboolean aft_house_store_set_setting_sync (AftHouseStore *store,
                                           const char *name,
                                           const char *text,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* NOT_FOUND when it is not set. */
char *aft_house_store_get_setting_sync (AftHouseStore *store,
                                        const char *name,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
