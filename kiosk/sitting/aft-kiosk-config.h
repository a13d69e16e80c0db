/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-config.h"
#include "aft-locale.h"
#include "aft-opening-hours.h"

G_BEGIN_DECLS

/* Every key that aftertaste-kiosk.conf knows: ended by an entry with group NULL, static. */
extern const AftConfigKey aft_kiosk_config_keys[];

#define AFT_KIOSK_CONFIG_NAME        "aftertaste-kiosk.conf"
#define AFT_KIOSK_CONFIG_SYSTEM_FILE "/etc/aftertaste/" AFT_KIOSK_CONFIG_NAME

/* Where a user's own settings lie; newly allocated. */
char *aft_kiosk_config_dup_user_file (void);

/* How long the kiosk waits, in seconds, by what is on the screen. */
typedef struct
{
  guint after_tap; /* a one-tap answer was given and nothing since */
  guint choosing;
  guint typing;
  guint card;   /* "are you still there?" */
  guint thanks; /* after anything but a complaint */
  guint thanks_complaint;
} AftKioskTimes;

/* Loads @path (NULL: /etc/aftertaste/aftertaste-kiosk.conf, then the same name under
 * $XDG_CONFIG_HOME/aftertaste, each only where it exists). INVALID names file, group and key; a
 * @path that is given and missing is NOT_FOUND. The caller owns the result. */
AftConfig *aft_kiosk_config_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same over the settings in the files of @under (ended by NULL, the first lowest): what is
 * written on the kiosk wins key by key. */
AftConfig *aft_kiosk_config_load_over (const char *const *under,
                                       const char *path,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Has somebody written settings for this kiosk: @path, or a file in the standard places? */
gboolean aft_kiosk_config_is_written (const char *path);

/* The settings nobody wrote: what a kiosk without any file runs on. */
AftConfig *aft_kiosk_config_new_fallback (void);

AftKioskTimes aft_kiosk_config_get_times (AftConfig *config);
AftLanguage aft_kiosk_config_get_language (AftConfig *config);
/* The house's name in @language, else in the house's own language, else the first one written;
 * "" when there is none. Borrowed. */
const char *aft_kiosk_config_get_house_name (AftConfig *config, AftLanguage language);
/* Of the venue; UTC when the configured name is unknown (the loader refuses that). New reference.
 */
GTimeZone *aft_kiosk_config_dup_zone (AftConfig *config);
/* Reads the [hours] keys by the venue's zone. INVALID with the key when one cannot be read (the
 * loader refuses that). */
AftOpeningHours *aft_kiosk_config_new_hours (AftConfig *config,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
