/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-database.h"

G_BEGIN_DECLS

/* The operations of aft-kiosk-store-read.h on the database itself. Private to survey/store. */

gboolean aft_kiosk_database_set_setting (AftKioskDatabase *database,
                                         const char *name,
                                         const char *text,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *aft_kiosk_database_get_setting (AftKioskDatabase *database,
                                      const char *name,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  const char *id;
  const char *version;
  const char *definition; /* canonical */
} AftStoreSurvey;

gboolean aft_kiosk_database_put_survey (AftKioskDatabase *database,
                                        const AftStoreSurvey *survey,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *aft_kiosk_database_get_survey (AftKioskDatabase *database,
                                     const AftDigest *digest,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean aft_kiosk_database_count (AftKioskDatabase *database,
                                   gint64 since_ms,
                                   AftStoreCounts *ret_counts,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *aft_kiosk_database_list_unsent (AftKioskDatabase *database,
                                           guint64 after_sequence,
                                           guint limit,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *aft_kiosk_database_list_urgent (AftKioskDatabase *database,
                                           guint limit,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean aft_kiosk_database_verify (AftKioskDatabase *database,
                                    guint64 *ret_rows,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
