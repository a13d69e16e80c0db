/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store.h"

G_BEGIN_DECLS

/* AftHouseStore: guests on their own phones. Errors as in aft-house-store.h. All phones of a venue
 * are one device: with a link key of its own, letter "PH", and a sequence and chain that the store
 * gives. It is in no list of kiosks, has no token and no heartbeat. */

#define AFT_HOUSE_PHONE_LETTER "PH"

/* The venue's; made when it is missing (audit: device.phones). NOT_FOUND: no such venue. */
AftHouseDevice *aft_house_store_get_phone_device_sync (AftHouseStore *store,
                                                       const AftId *venue_id,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As aft_house_store_accept_sync() for responses of channel phone, and definitions of surveys that
 * nobody has published; eats @batch, whose envelope
 * names the device above. Sequence, previous and chain of its items are not looked at: new ones are
 * given and stand in the receipts. A known id is DUPLICATE whatever else came with it, with the
 * sequence of the first time. DENIED: the device is none of phones. */
AftHouseReceipts *aft_house_store_accept_phone_sync (AftHouseStore *store,
                                                     AftHouseBatch *batch,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* AftHouseDevice, kiosks and phones, revoked ones too, whose id ends in @hint (8 bytes): nearly
 * always one or none. */
GPtrArray *aft_house_store_list_devices_by_hint_sync (AftHouseStore *store,
                                                      const guint8 hint[8],
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What stands behind the link on a slip. */
typedef struct
{
  AftId device_id;
  AftId response_id;
  AftId venue_id; /* where it arrived; until then that of the device */
  gboolean has_arrived;
  gboolean is_erased;    /* also before it has arrived */
  gint64 received_ms;    /* 0 until it has arrived */
  AftResponse *response; /* NULL unless it is here with all that it holds */
  gboolean has_case;     /* its sitting has */
  AftId case_id;
} AftHouseFollowUp;
void aft_house_follow_up_free (AftHouseFollowUp *follow_up);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseFollowUp, aft_house_follow_up_free)

/* A response that another device brought has not arrived. NOT_FOUND: no such device. */
AftHouseFollowUp *aft_house_store_find_follow_up_sync (AftHouseStore *store,
                                                       const AftId *device_id,
                                                       const AftId *response_id,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* -- codes, /s/CODE -- */

#define AFT_HOUSE_CODE_LENGTH 10
/* No 0, 1, I, O: they are read to each other. */
#define AFT_HOUSE_CODE_LETTERS "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
#define AFT_HOUSE_TABLE_MAX    16 /* characters */

typedef struct
{
  char *code;
  AftId venue_id;
  char *table; /* 1–AFT_HOUSE_TABLE_MAX characters; NULL: at the door */
  gint64 made_ms;
  gint64 revoked_ms; /* 0: may be used */
} AftHouseCode;
void aft_house_code_free (AftHouseCode *code);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseCode, aft_house_code_free)

/* A new random one (audit: code.add). The one that this table of the venue has, where it is not
 * revoked. @table NULL: at the door. NOT_FOUND: no such venue; INVALID. */
AftHouseCode *aft_house_store_add_code_sync (AftHouseStore *store,
                                             const AftId *venue_id,
                                             const char *table,
                                             const char *actor,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftHouseCode of a venue, revoked ones too: the door's first, then by table, numbers by their
 * worth. @venue_id NULL: of all venues. */
GPtrArray *aft_house_store_list_codes_sync (AftHouseStore *store,
                                            const AftId *venue_id,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whatever the case of its letters; NOT_FOUND, also when it is revoked. */
AftHouseCode *aft_house_store_find_code_sync (AftHouseStore *store,
                                              const char *code,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From now on it opens nothing (audit: code.revoke). @venue_id: it must be this one's; NULL:
 * anyone's. NOT_FOUND; once more does nothing. */
gboolean aft_house_store_revoke_code_sync (AftHouseStore *store,
                                           const AftId *venue_id,
                                           const char *code,
                                           const char *actor,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* -- misuse: counted and marked, never taken away -- */

#define AFT_HOUSE_PHONE_KEY_BYTES 16

/* Something was answered on a phone. */
typedef struct
{
  const guint8 *key; /* AFT_HOUSE_PHONE_KEY_BYTES, a keyed hash of its cookie; NULL: it has none */
  const char *code;  /* by which it came; NULL: by a slip's link */
  guint marks;       /* AftHouseMark, together */
  AftId venue_id;    /* whose business day it is */
} AftHousePhoneNote;
/* Counts it; @ret_today (may be NULL): how often this phone has answered on this business day, this
 * one too; 0 without a key. Phones that were last seen two days ago are forgotten. NOT_FOUND: no
 * such venue or code. */
gboolean aft_house_store_note_phone_sync (AftHouseStore *store,
                                          const AftHousePhoneNote *note,
                                          guint *ret_today,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How often it has answered today, without counting. */
gboolean aft_house_store_count_phone_sync (AftHouseStore *store,
                                           const AftHousePhoneNote *note,
                                           guint *ret_today,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Phones that were last seen more than two days ago are forgotten: also where none comes any more.
 */
gboolean aft_house_store_forget_phones_sync (AftHouseStore *store,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Something that came by @code was turned away. NOT_FOUND: no such code. */
gboolean aft_house_store_note_refused_sync (AftHouseStore *store,
                                            const char *code,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  char *code;
  gint32 day; /* business day, days since 1970-01-01 */
  guint64 answers;
  guint64 fast; /* of these, as are the next two: with that mark */
  guint64 repeated;
  guint64 crowded;
  guint64 refused; /* not among the answers */
} AftHouseCodeDay;
/* AftHouseCodeDay of a venue's codes, the latest day first, both ends included; days without any
 * are left out. NOT_FOUND: no such venue. */
GArray *aft_house_store_list_code_days_sync (AftHouseStore *store,
                                             const AftId *venue_id,
                                             gint32 from_day,
                                             gint32 to_day,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
