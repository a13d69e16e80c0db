/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-device.h"
#include "aft-digest.h"
#include "aft-locale.h"
#include "aft-response.h"
#include "aft-role.h"
#include "aft-venue.h"

G_BEGIN_DECLS

/* What the house's store keeps beside responses, as plain records. As arguments their pointers are
 * borrowed; as results they belong to the record and go with its free function. Times are UTC
 * milliseconds, 0 for never. */

/* The house itself. */
typedef struct
{
  char *name;     /* 1–100 characters */
  char *currency; /* ISO 4217: "CNY" */
  char *country;  /* ISO 3166-1: "CN" */
  AftLanguage language;
  gint64 set_up_ms;
} AftHouse;
void aft_house_free (AftHouse *house);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouse, aft_house_free)

/* A kiosk that asks to be let in (RFC 8628). */
typedef struct
{
  AftDigest device_code_digest; /* SHA-256; the code itself is never stored */
  char *user_code;              /* as the kiosk shows it, unique among those that wait */
  AftId device_id;
  guint8 link_key[AFT_LINK_KEY_BYTES];
  char *name;        /* 1–64 characters, what the kiosk calls itself */
  gint64 created_ms; /* set by the store */
  gint64 expires_ms; /* 10 minutes later */
} AftHouseAuthorization;
void aft_house_authorization_free (AftHouseAuthorization *authorization);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseAuthorization, aft_house_authorization_free)

/* RFC 8628 §3.5. */
typedef enum
{
  AFT_HOUSE_POLL_APPROVED, /* the device has the token now */
  AFT_HOUSE_POLL_PENDING,
  AFT_HOUSE_POLL_SLOW_DOWN,
  AFT_HOUSE_POLL_DENIED,
  AFT_HOUSE_POLL_EXPIRED /* or never heard of */
} AftHousePoll;

/* What a kiosk says of itself now and then. */
typedef struct
{
  AftId device_id;
  AftId boot_id;
  gint64 clock_ms;     /* its clock, UTC */
  gint64 monotonic_ms; /* since that boot */
  char *version;       /* 1–64 characters */
  guint64 queue;       /* items that wait */
  gint64 disk_free_bytes;
  char *printer; /* JSON or NULL */
} AftHouseHeartbeat;

/* An enrolled kiosk, or the phones of a venue. */
typedef struct
{
  AftId id;
  AftId venue_id;
  char *name;
  guint8 link_key[AFT_LINK_KEY_BYTES];
  gint64 approved_ms;
  char *approved_by;
  AftChannel channel; /* PHONE: in no list of kiosks; has no token, version or heartbeat */
  gint64 revoked_ms;  /* 0: may upload */
  gint64 last_seen_ms;
  guint64 last_sequence; /* end of the gapless prefix */
  AftDigest last_chain;
  guint64 backup_sequence; /* up to here everything is in a backup */
  char *version;           /* of the last heartbeat; NULL before the first, as is */
  char *printer;
  guint64 queue;
  gint64 disk_free_bytes;
  gint64 clock_offset_ms; /* the kiosk's clock minus ours at that time */
} AftHouseDevice;
/* Wipes the key. */
void aft_house_device_free (AftHouseDevice *device);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseDevice, aft_house_device_free)

/* A definition that responses refer to. */
typedef struct
{
  AftDigest digest;
  char
      *kind; /* "exit", "complaint", "suggestion", "follow-up"; NULL: known only, never published */
  char *id;  /* 1–64 characters, as is */
  char *version;
  char *definition; /* canonical; NULL in lists */
  gint64 stored_ms;
  gint64 published_ms;
  gboolean is_current; /* of its kind */
} AftHouseSurvey;
void aft_house_survey_free (AftHouseSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseSurvey, aft_house_survey_free)

/* Somebody who may sign in. */
typedef struct
{
  AftId id;
  char *name;          /* to sign in with: 1–64 characters, unique whatever the case */
  char *public_name;   /* what guests read: 王经理; may be NULL */
  char *password_hash; /* Argon2id as libsodium writes it */
  char *pin_hash;      /* of the PIN for the kiosk's desk, as is; NULL: no PIN */
  char *second_factor; /* its sealed secret, only read (aft-house-store-people.h); NULL: none */
  gboolean has_language;
  AftLanguage language; /* of the console for this user; else the house's */
  AftRole role;
  GArray *venue_ids; /* AftId; an owner's is empty: all venues */
  gint64 created_ms;
  gint64 disabled_ms;
} AftHouseUser;
/* Wipes the hash. */
void aft_house_user_free (AftHouseUser *user);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseUser, aft_house_user_free)

/* What somebody did; each row is chained to the one before. */
typedef struct
{
  guint64 sequence; /* 1, 2, 3…; set by the store, as is the time */
  gint64 time_ms;
  char *actor;   /* 1–200 bytes: "user:…", "device:…", "collector" */
  char *action;  /* a–z, 0–9, '-', '.': "device.approve" */
  char *subject; /* up to 200 bytes */
  char *detail;  /* up to 4,096 bytes, JSON; never a guest's words or contact */
} AftHouseAuditRow;
void aft_house_audit_row_free (AftHouseAuditRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHouseAuditRow, aft_house_audit_row_free)

G_END_DECLS
