/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-sqlite-care-private.h"
#include "aft-house-store-phones-private.h"

G_BEGIN_DECLS

/* Guests' phones, as the files of this folder share them. Private to house-sqlite. */

/* aft-house-accept.c */
AftHouseReceipts *
aft_house_sqlite_accept_phone (AftHouseStore *store, AftHouseBatch *batch, GError **error);

/* aft-house-phones.c */
extern const AftHousePhonesClass aft_house_sqlite_phones;

/* aft-house-codes.c */
AftHouseCode *aft_house_sqlite_add_code (AftHouseStore *store,
                                         const AftId *venue_id,
                                         const char *table,
                                         const char *actor,
                                         GError **error);
GPtrArray *
aft_house_sqlite_list_codes (AftHouseStore *store, const AftId *venue_id, GError **error);
AftHouseCode *aft_house_sqlite_find_code (AftHouseStore *store, const char *code, GError **error);
gboolean aft_house_sqlite_revoke_code (AftHouseStore *store,
                                       const AftId *venue_id,
                                       const char *code,
                                       const char *actor,
                                       GError **error);

/* aft-house-code-days.c */
gboolean aft_house_sqlite_note_phone (AftHouseStore *store,
                                      const AftHousePhoneNote *note,
                                      guint *ret_today,
                                      GError **error);
gboolean aft_house_sqlite_count_phone (AftHouseStore *store,
                                       const AftHousePhoneNote *note,
                                       guint *ret_today,
                                       GError **error);
gboolean aft_house_sqlite_forget_phones (AftHouseStore *store, GError **error);
gboolean aft_house_sqlite_note_refused (AftHouseStore *store, const char *code, GError **error);
GArray *aft_house_sqlite_list_code_days (AftHouseStore *store,
                                         const AftId *venue_id,
                                         gint32 from_day,
                                         gint32 to_day,
                                         GError **error);

G_END_DECLS
