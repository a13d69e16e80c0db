/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk's settings: the table of keys that the program, its manual and its tests read, the
 * order of the files, and what a key file's types cannot say (times of day, zones, languages). What
 * the settings mean is decided where they are used. */
#include "aft-kiosk-config.h"

#include <string.h>

#include "aft-collector-address.h"
#include "aft-error.h"
#include "aft-printer-address.h"
#include "aft-wall-time.h"

#define ALL_DAY "00:00-24:00"

const AftConfigKey aft_kiosk_config_keys[] = {
  { "house", "name-zh-CN", AFT_CONFIG_TEXT, "", 0, 0, "name of the house in simplified Chinese" },
  { "house", "name-zh-TW", AFT_CONFIG_TEXT, "", 0, 0, "name of the house in traditional Chinese" },
  { "house", "name-en", AFT_CONFIG_TEXT, "", 0, 0, "name of the house in English" },
  { "house", "telephone", AFT_CONFIG_TEXT, "", 0, 0,
    "telephone number that guests are given; none is shown when empty" },
  { "house", "time-zone", AFT_CONFIG_TEXT, "Asia/Shanghai", 0, 0, "IANA time zone of the venue" },
  { "house", "public-address", AFT_CONFIG_TEXT, "", 0, 0,
    "https address of the guests' pages; without it no QR code is shown" },
  { "house", "house-public-key", AFT_CONFIG_TEXT, "", 0, 0,
    "key that seals words and contact (64 hexadecimal digits); without it nobody is asked for "
    "contact data" },

  { "kiosk", "language", AFT_CONFIG_TEXT, "zh-CN", 0, 0,
    "language the kiosk starts in and returns to: zh-CN, zh-TW or en" },
  { "kiosk", "letter", AFT_CONFIG_TEXT, "A", 0, 0, "letter of this kiosk in case numbers, A to Z" },
  { "kiosk", "table", AFT_CONFIG_TEXT, "", 0, 0, "table this kiosk stands at; empty at the exit" },
  { "kiosk", "surveys", AFT_CONFIG_PATH, "", 0, 0,
    "folder with exit.json, complaint.json and suggestion.json; empty: the ones that come with "
    "it" },
  { "kiosk", "sleep-text-zh-CN", AFT_CONFIG_TEXT, "", 0, 0,
    "sentence on the screen while the house is closed, simplified Chinese" },
  { "kiosk", "sleep-text-zh-TW", AFT_CONFIG_TEXT, "", 0, 0, "the same in traditional Chinese" },
  { "kiosk", "sleep-text-en", AFT_CONFIG_TEXT, "", 0, 0, "the same in English" },

  { "hours", "monday", AFT_CONFIG_TEXT, ALL_DAY, 0, 0,
    "opening hours: HH:MM-HH:MM, several with commas, past midnight allowed, or closed" },
  { "hours", "tuesday", AFT_CONFIG_TEXT, ALL_DAY, 0, 0, "the same of Tuesday" },
  { "hours", "wednesday", AFT_CONFIG_TEXT, ALL_DAY, 0, 0, "the same of Wednesday" },
  { "hours", "thursday", AFT_CONFIG_TEXT, ALL_DAY, 0, 0, "the same of Thursday" },
  { "hours", "friday", AFT_CONFIG_TEXT, ALL_DAY, 0, 0, "the same of Friday" },
  { "hours", "saturday", AFT_CONFIG_TEXT, ALL_DAY, 0, 0, "the same of Saturday" },
  { "hours", "sunday", AFT_CONFIG_TEXT, ALL_DAY, 0, 0, "the same of Sunday" },
  { "hours", "special-days", AFT_CONFIG_TEXT, "", 0, 0,
    "days with hours of their own: YYYY-MM-DD=HH:MM-HH:MM or YYYY-MM-DD=closed, several with "
    "blanks between" },

  { "collector", "address", AFT_CONFIG_TEXT, "", 0, 0,
    "where the house's collector listens: an https address, http on this machine only, or "
    "unix:/path; without it answers stay on the kiosk" },
  { "collector", "authority", AFT_CONFIG_PATH, "", 0, 0,
    "PEM file with the authority that the collector's certificate has to come from, and no other; "
    "empty: those that the system trusts" },

  { "printer", "address", AFT_CONFIG_TEXT, "", 0, 0,
    "printer for the guests' slips: tcp://HOST:9100, /dev/usb/lp0, "
    "serial:/dev/ttyUSB0?baud=19200 or ipp://HOST/ipp/print; without it no slip is offered" },
  { "printer", "paper", AFT_CONFIG_INTEGER, "80", 58, 80,
    "width of its paper in millimetres: 58 or 80" },
  { "printer", "resolution", AFT_CONFIG_INTEGER, "203", 150, 600, "dots an inch that it prints" },

  { "look", "style", AFT_CONFIG_TEXT, "automatic", 0, 0,
    "day, evening, contrast, or automatic: evening between the two times below" },
  { "look", "evening-begins", AFT_CONFIG_TEXT, "18:00", 0, 0, "start of the evening style, HH:MM" },
  { "look", "evening-ends", AFT_CONFIG_TEXT, "06:00", 0, 0, "end of the evening style, HH:MM" },
  { "look", "pulse", AFT_CONFIG_BOOLEAN, "true", 0, 0,
    "one face on the rest screen stirs every ten seconds" },

  { "keyboard", "fuzzy", AFT_CONFIG_TEXT, "none", 0, 0,
    "sounds that pinyin does not tell apart, with commas between: z-zh, n-l, f-h, in-ing, en-eng, "
    "an-ang; or none" },

  { "times", "after-tap", AFT_CONFIG_INTEGER, "15", 2, 600,
    "seconds without a touch after a one-tap answer until the guest is asked whether they are "
    "there" },
  { "times", "choosing", AFT_CONFIG_INTEGER, "30", 2, 600, "the same on choices, seconds" },
  { "times", "typing", AFT_CONFIG_INTEGER, "60", 2, 600, "the same while typing, seconds" },
  { "times", "card", AFT_CONFIG_INTEGER, "10", 1, 120,
    "seconds to answer that question; then everything is wiped" },
  { "times", "thanks", AFT_CONFIG_INTEGER, "10", 1, 120, "seconds the thanks stay" },
  { "times", "thanks-complaint", AFT_CONFIG_INTEGER, "45", 1, 300,
    "seconds the thanks stay where somebody may come, and the card of a call for staff" },
  { NULL, NULL, AFT_CONFIG_TEXT, NULL, 0, 0, NULL },
};

static gboolean
is_time (const char *text)
{
  guint minutes;
  return aft_wall_time_from_text (text, &minutes);
}

static gboolean
is_style (const char *text)
{
  const char *const styles[] = { "automatic", "day", "evening", "contrast", NULL };
  return g_strv_contains (styles, text);
}

static gboolean
is_language (const char *text)
{
  return g_str_equal (aft_language_get_tag (aft_language_from_tag (text)), text);
}

static gboolean
is_letter (const char *text)
{
  return g_ascii_isupper (text[0]) && text[1] == '\0';
}

static gboolean
is_zone (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (text);
  return zone != NULL;
}

static gboolean
is_public_address (const char *text)
{
  if (text[0] == '\0')
    return TRUE;
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  return uri != NULL && g_strcmp0 (g_uri_get_scheme (uri), "https") == 0
         && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
         && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL;
}

static gboolean
is_collector_address (const char *text)
{
  g_auto (AftCollectorAddress) address = { NULL, NULL };
  return *text == '\0' || aft_collector_address_read (text, &address, NULL);
}

static gboolean
is_printer_address (const char *text)
{
  g_auto (AftPrinterAddress) address = { .host = NULL, .path = NULL };
  return *text == '\0' || aft_printer_address_read (text, &address, NULL);
}

static gboolean
is_fuzzy (const char *text)
{
  const char *const pairs[] = { "z-zh", "n-l", "f-h", "in-ing", "en-eng", "an-ang", NULL };
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  if (g_str_equal (text, "none"))
    return TRUE;
  for (char **name = names; *name != NULL; name++)
    if (!g_strv_contains (pairs, g_strstrip (*name)))
      return FALSE;
  return names[0] != NULL;
}

static gboolean
is_key (const char *text)
{
  gsize length = strlen (text);
  return length == 0 || (length == 64 && strspn (text, "0123456789abcdef") == 64);
}

static const struct
{
  const char *group;
  const char *name;
  gboolean (*is_right) (const char *text);
  const char *wanted;
} further_rules[] = {
  { "house", "time-zone", is_zone, "an IANA time zone such as Asia/Shanghai" },
  { "house", "public-address", is_public_address, "an https address without query" },
  { "house", "house-public-key", is_key, "64 hexadecimal digits in lower case" },
  { "collector", "address", is_collector_address,
    "an https address, http on this machine, or unix:/path" },
  { "kiosk", "language", is_language, "zh-CN, zh-TW or en" },
  { "kiosk", "letter", is_letter, "one capital letter" },
  { "keyboard", "fuzzy", is_fuzzy, "none, or some of z-zh,n-l,f-h,in-ing,en-eng,an-ang" },
  { "printer", "address", is_printer_address,
    "tcp://HOST:9100, /dev/usb/lp0, serial:/dev/ttyUSB0?baud=19200 or ipp://HOST/ipp/print" },
  { "look", "style", is_style, "automatic, day, evening or contrast" },
  { "look", "evening-begins", is_time, "a time such as 18:00" },
  { "look", "evening-ends", is_time, "a time such as 06:00" },
};

AftOpeningHours *
aft_kiosk_config_new_hours (AftConfig *config, GError **error)
{
  g_autoptr (GTimeZone) zone = aft_kiosk_config_dup_zone (config);
  const char *texts[AFT_OPENING_HOURS_DAYS];
  for (guint i = 0; i < AFT_OPENING_HOURS_DAYS; i++)
    texts[i] = aft_config_get_text (config, "hours", aft_opening_hours_get_day_name (i));
  AftOpeningHours *hours
      = aft_opening_hours_new (texts, aft_config_get_text (config, "hours", "special-days"),
                               g_time_zone_get_identifier (zone), error);
  if (hours == NULL)
    g_prefix_error (error, "[hours] ");
  return hours;
}

static gboolean
check_paper (AftConfig *config, const char *path, GError **error)
{
  gint64 paper = aft_config_get_integer (config, "printer", "paper");
  if (paper == 58 || paper == 80)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: [printer] paper: %d is not 58 or 80", path,
               (int) paper);
  return FALSE;
}

/* What the table's types cannot say; @path only names the place. */
static gboolean
check_further (AftConfig *config, const char *path, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (further_rules); i++)
    {
      const char *text
          = aft_config_get_text (config, further_rules[i].group, further_rules[i].name);
      if (further_rules[i].is_right (text))
        continue;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: [%s] %s: \"%s\" is not %s", path,
                   further_rules[i].group, further_rules[i].name, text, further_rules[i].wanted);
      return FALSE;
    }
  if (!check_paper (config, path, error))
    return FALSE;

  g_autoptr (GError) problem = NULL;
  g_autoptr (AftOpeningHours) hours = aft_kiosk_config_new_hours (config, &problem);
  if (hours == NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: %s", path, problem->message);
      return FALSE;
    }
  return TRUE;
}

AftConfig *
aft_kiosk_config_new_fallback (void)
{
  return aft_config_new (aft_kiosk_config_keys);
}

char *
aft_kiosk_config_dup_user_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "aftertaste", AFT_KIOSK_CONFIG_NAME, NULL);
}

static gboolean
lay_over (AftConfig *config, const char *path, GError **error)
{
  return aft_config_load (config, path, error) && check_further (config, path, error);
}

AftConfig *
aft_kiosk_config_load_over (const char *const *under, const char *path, GError **error)
{
  g_autoptr (AftConfig) config = aft_kiosk_config_new_fallback ();
  g_autofree char *user_path = aft_kiosk_config_dup_user_file ();
  const char *const standard[] = { AFT_KIOSK_CONFIG_SYSTEM_FILE, user_path, NULL };
  const char *const given[] = { path, NULL };
  const char *const *paths = path != NULL ? given : standard;

  for (gsize i = 0; under[i] != NULL; i++)
    if (!lay_over (config, under[i], error))
      return NULL;
  for (gsize i = 0; paths[i] != NULL; i++)
    {
      if (path == NULL && !g_file_test (paths[i], G_FILE_TEST_EXISTS))
        continue;
      if (!lay_over (config, paths[i], error))
        return NULL;
    }
  return g_steal_pointer (&config);
}

AftConfig *
aft_kiosk_config_load (const char *path, GError **error)
{
  const char *const under[] = { NULL };
  return aft_kiosk_config_load_over (under, path, error);
}

gboolean
aft_kiosk_config_is_written (const char *path)
{
  g_autofree char *user_path = aft_kiosk_config_dup_user_file ();
  return path != NULL || g_file_test (AFT_KIOSK_CONFIG_SYSTEM_FILE, G_FILE_TEST_EXISTS)
         || g_file_test (user_path, G_FILE_TEST_EXISTS);
}

AftKioskTimes
aft_kiosk_config_get_times (AftConfig *config)
{
  return (AftKioskTimes){
    .after_tap = (guint) aft_config_get_integer (config, "times", "after-tap"),
    .choosing = (guint) aft_config_get_integer (config, "times", "choosing"),
    .typing = (guint) aft_config_get_integer (config, "times", "typing"),
    .card = (guint) aft_config_get_integer (config, "times", "card"),
    .thanks = (guint) aft_config_get_integer (config, "times", "thanks"),
    .thanks_complaint = (guint) aft_config_get_integer (config, "times", "thanks-complaint"),
  };
}

AftLanguage
aft_kiosk_config_get_language (AftConfig *config)
{
  return aft_language_from_tag (aft_config_get_text (config, "kiosk", "language"));
}

const char *
aft_kiosk_config_get_house_name (AftConfig *config, AftLanguage language)
{
  const AftLanguage order[] = { language, aft_kiosk_config_get_language (config),
                                AFT_LANGUAGE_ZH_CN, AFT_LANGUAGE_ZH_TW, AFT_LANGUAGE_EN };
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *key = g_strconcat ("name-", aft_language_get_tag (order[i]), NULL);
      const char *name = aft_config_get_text (config, "house", key);
      if (*name != '\0')
        return name;
    }
  return "";
}

GTimeZone *
aft_kiosk_config_dup_zone (AftConfig *config)
{
  GTimeZone *zone = g_time_zone_new_identifier (aft_config_get_text (config, "house", "time-zone"));
  return zone != NULL ? zone : g_time_zone_new_utc ();
}
