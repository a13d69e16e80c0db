/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-desk-staff.h"
#include "aft-digest.h"
#include "aft-id.h"
#include "aft-locale.h"
#include "aft-response.h"

G_BEGIN_DECLS

/* AftDeviceConfiguration: what a kiosk is told to be (GET /api/v1/device/configuration), schema 1:
 *   {"schema":1,
 *    "venue":{"id":UUID,"names":{"zh-CN":TEXT,"zh-TW":TEXT,"en":TEXT},"telephone":TEXT,
 *             "time_zone":TEXT,"language":TAG,"letter":TEXT},
 *    "surveys":{"exit":{"digest":HEX64,"definition":{…}}|null,"complaint":…,"suggestion":…},
 *    "hours":{"monday":TEXT,…,"sunday":TEXT,"special_days":TEXT},
 *    "texts":{"sleep":{"zh-CN":TEXT,"zh-TW":TEXT,"en":TEXT}},
 *    "house_public_key":HEX64|null,"public_address":TEXT|null,
 *    "rules":{…},"privacy":{…},"desk":{"staff":[…]}}
 * "rules" (by which answers are scored, assets/rules/risk.json), "privacy" (what guests read about
 * their data, privacy.json there) and "desk" (aft-desk-staff.h) may be missing: the kiosk then goes
 * by what it came with, and nobody has a PIN. Texts are written as in
 * aftertaste-kiosk.conf; "" means not set. That a zone exists, hours and rules can be read and a
 * survey passes its check is for the kiosk to find before it uses them. Immutable, counted
 * atomically. */
typedef struct _AftDeviceConfiguration AftDeviceConfiguration;

#define AFT_DEVICE_CONFIGURATION_SCHEMA            1
#define AFT_DEVICE_CONFIGURATION_MAX_BYTES         262144
#define AFT_DEVICE_CONFIGURATION_TEXT_MAX          1000 /* characters of any text outside the surveys */
#define AFT_DEVICE_CONFIGURATION_DAYS              7     /* from Monday */
#define AFT_DEVICE_CONFIGURATION_PRIVACY_MAX_BYTES 49152 /* in canonical form */
#define AFT_DEVICE_CONFIGURATION_SURVEYS           3 /* AFT_RESPONSE_EXIT, _COMPLAINT, _SUGGESTION */

/* What one is made of; everything is borrowed, NULL texts are written as "". */
typedef struct
{
  AftId venue_id;
  const char *names[AFT_LANGUAGES]; /* by AftLanguage */
  const char *telephone;
  const char *time_zone; /* IANA */
  AftLanguage language;
  const char *letter; /* of the kiosk, in case numbers */
  const char *hours[AFT_DEVICE_CONFIGURATION_DAYS];
  const char *special_days;
  const char *sleep_texts[AFT_LANGUAGES];
  const char *house_public_key; /* 64 lower-case hexadecimal digits, or NULL */
  const char *public_address;   /* NULL: none */
  /* By AftResponseKind: definitions, any form of JSON going in, canonical coming out; NULL: the
   * kiosk's own. */
  const char *definitions[AFT_DEVICE_CONFIGURATION_SURVEYS];
  const char *rules;      /* an object, in as definitions are; NULL: the kiosk's own */
  const char *privacy;    /* as is, at most AFT_DEVICE_CONFIGURATION_PRIVACY_MAX_BYTES */
  const GPtrArray *staff; /* AftDeskStaff; NULL: nobody */
} AftDeviceConfigurationParts;

/* INVALID or TOO_LARGE when @parts cannot be written. */
AftDeviceConfiguration *aft_device_configuration_new (const AftDeviceConfigurationParts *parts,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads one; members that it does not know are passed over. The digest of each definition must be
 * right. INVALID, TOO_LARGE, or UNSUPPORTED for a later schema. */
AftDeviceConfiguration *aft_device_configuration_parse (const char *text,
                                                        gsize length_bytes,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

AftDeviceConfiguration *aft_device_configuration_ref (AftDeviceConfiguration *configuration);
/* Accepts NULL. */
void aft_device_configuration_unref (AftDeviceConfiguration *configuration);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDeviceConfiguration, aft_device_configuration_unref)

/* All borrowed. No text is NULL but those named so above. */
const AftDeviceConfigurationParts *
aft_device_configuration_get_parts (const AftDeviceConfiguration *configuration);
/* Of the definition of @kind; NULL when there is none. */
const AftDigest *
aft_device_configuration_get_survey_digest (const AftDeviceConfiguration *configuration,
                                            AftResponseKind kind);
/* The whole in canonical form, and its strong entity tag: the text's SHA-256 in quotes. */
const char *aft_device_configuration_get_text (const AftDeviceConfiguration *configuration);
const char *aft_device_configuration_get_etag (const AftDeviceConfiguration *configuration);

G_END_DECLS
