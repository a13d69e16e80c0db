/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-arrivals.h"
#include "aft-burst.h"
#include "aft-device.h"
#include "aft-house-surveys.h"
#include "aft-kiosk-config.h"
#include "aft-kiosk-rules.h"
#include "aft-kiosk-store.h"
#include "aft-opening-hours.h"
#include "aft-received.h"
#include "aft-seal.h"

G_BEGIN_DECLS

/* AftKioskHouse: what the kiosk runs on, gathered at the start. Everything but the store, the
 * burst and the arrivals is constant from then on, and between guests what the collector has sent
 * takes effect. */
typedef struct
{
  AftClock *clock;
  AftRandom *random;
  AftConfig *config;
  GTimeZone *zone;
  AftOpeningHours *hours;
  AftHouseSurveys *surveys;
  AftRiskRules *rules;       /* by which answers are scored */
  AftPrivacyNotice *privacy; /* what guests read about their data */
  GPtrArray *staff;          /* AftDeskStaff: who may open the desk; NULL: nobody */
  AftDevice *device;         /* NULL in a preview, or when there is none: then nothing is stored */
  AftKioskStore *store;      /* NULL until it is open, and in a preview */
  AftBurst *burst;
  AftArrivals *arrivals; /* who comes to guests of this kiosk */
  AftId boot_id;
  gboolean has_seal_key;
  AftSealKey seal_key;
  AftReceived *received;                  /* NULL in a preview */
  gboolean is_preview;                    /* nothing is stored, and the thanks come without it */
  GPtrArray *problems;                    /* char*: what staff have to know about the start */
  void (*on_stored) (gpointer user_data); /* the store is open, or keeps something new; or NULL */
  gpointer stored_data;
  struct _AftKioskHousePlaces *places; /* where the settings are read */
} AftKioskHouse;

typedef struct
{
  const char *config_file; /* NULL: the standard places */
  const char *survey_file; /* for the exit survey, or NULL */
  const char *data_folder; /* made if it is missing; not touched in a preview */
  gboolean is_preview;
  AftClock *clock;
  AftRandom *random;
} AftKioskHouseOptions;

/* Reads configuration, surveys and identity. Never fails: what is wrong is in `problems`, and the
 * rest works on what is left (fallbacks, the last good survey). */
AftKioskHouse *aft_kiosk_house_new (const AftKioskHouseOptions *options);
void aft_kiosk_house_free (AftKioskHouse *house);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftKioskHouse, aft_kiosk_house_free)

/* To be called between guests, when no sitting needs what was: takes in what the collector has
 * sent. TRUE when surveys, hours and texts are others now. What cannot be loaded is put aside, and
 * everything stays as it was. */
gboolean aft_kiosk_house_renew (AftKioskHouse *house);
/* Is there something to be taken in? What came while the one before was on trial waits for that. */
gboolean aft_kiosk_house_can_renew (AftKioskHouse *house);
/* To be called now and then: what was taken in half a minute ago has worked, and stays. */
void aft_kiosk_house_keep_renewed (AftKioskHouse *house);

/* Has nobody written settings for this kiosk, nor said where its collector is? */
gboolean aft_kiosk_house_lacks_settings (AftKioskHouse *house);
/* Have staff been asked before? */
gboolean aft_kiosk_house_was_asked (AftKioskHouse *house);
/* To be called between guests: where the collector is from now on ("": there is none), and whose
 * certificates to believe (PEM; NULL: the system's authorities). Kept over starts; settings that
 * are written on the kiosk win over it. FULL, DENIED, UNAVAILABLE, INVALID. */
gboolean aft_kiosk_house_choose_collector (AftKioskHouse *house,
                                           const char *address,
                                           const char *authority_pem,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Something was handed to the store: tells who waits for it. Whoever then asks the store finds it
 * there, as the store works in order. */
void aft_kiosk_house_note_stored (AftKioskHouse *house);

/* Opens the store in @data_folder; calls back in the caller's main context. */
void aft_kiosk_house_open_store_async (AftKioskHouse *house,
                                       const char *data_folder,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Any error of aft_kiosk_store_open_async(), or of making the folder or the identity. */
gboolean aft_kiosk_house_open_store_finish (AftKioskHouse *house,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "A-0042" */
char *aft_kiosk_house_dup_case_number (AftKioskHouse *house, guint64 sequence);
/* <public-address>/f/TOKEN of @response_id, NULL without a public address. */
char *aft_kiosk_house_dup_follow_up (AftKioskHouse *house, const AftId *response_id);

G_END_DECLS
