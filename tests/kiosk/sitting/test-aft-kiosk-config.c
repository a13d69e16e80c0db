/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kiosk's settings: fallbacks, what is refused, the name in the guest's language. */
#include "aft-kiosk-config.h"

#include "aft-error.h"
#include "aft-temp-dir.h"

static AftConfig *
load_text (const char *text, GError **error)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_write (dir, "kiosk.conf", text);
  return aft_kiosk_config_load (path, error);
}

static void
test_every_key_has_summary (void)
{
  for (const AftConfigKey *key = aft_kiosk_config_keys; key->group != NULL; key++)
    {
      g_assert_cmpstr (key->summary, !=, "");
      g_assert_nonnull (key->fallback);
    }
}

static void
test_fallbacks (void)
{
  g_autoptr (AftConfig) config = aft_kiosk_config_new_fallback ();
  AftKioskTimes times = aft_kiosk_config_get_times (config);
  g_assert_cmpuint (times.after_tap, ==, 15);
  g_assert_cmpuint (times.choosing, ==, 30);
  g_assert_cmpuint (times.typing, ==, 60);
  g_assert_cmpuint (times.card, ==, 10);
  g_assert_cmpuint (times.thanks, ==, 10);
  g_assert_cmpuint (times.thanks_complaint, ==, 45);
  g_assert_cmpint (aft_kiosk_config_get_language (config), ==, AFT_LANGUAGE_ZH_CN);
  g_assert_cmpstr (aft_kiosk_config_get_house_name (config, AFT_LANGUAGE_EN), ==, "");
}

static void
test_house_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftConfig) config = load_text (
      "[house]\nname-zh-CN=老灶火锅\nname-en=Old Stove\n[kiosk]\nlanguage=en\n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_kiosk_config_get_house_name (config, AFT_LANGUAGE_ZH_CN), ==, "老灶火锅");
  g_assert_cmpstr (aft_kiosk_config_get_house_name (config, AFT_LANGUAGE_ZH_TW), ==, "Old Stove");
}

static void
test_refused (void)
{
  const char *const wrong[] = {
    "[house]\ntime-zone=Mars/Base\n",
    "[house]\npublic-address=http://example.org\n",
    "[house]\npublic-address=https://example.org/?a=b\n",
    "[house]\nhouse-public-key=abc\n",
    "[house]\ncolour=red\n",
    "[kiosk]\nletter=AB\n",
    "[kiosk]\nlanguage=fr\n",
    "[kiosk]\nlanguage=\n",
    "[printer]\naddress=printer\n",
    "[printer]\naddress=/tmp/file\n",
    "[printer]\npaper=70\n",
    "[printer]\npaper=112\n",
    "[printer]\nresolution=72\n",
    "[keyboard]\nfuzzy=\n",
    "[keyboard]\nfuzzy=z-zh,b-p\n",
    "[keyboard]\nfuzzy=none,n-l\n",
    "[look]\nstyle=pink\n",
    "[times]\nthanks=0\n",
    "[hours]\nmonday=11-22\n",
    "[hours]\nmonday=\n",
    "[hours]\nspecial-days=2026-02-30=closed\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftConfig) config = load_text (wrong[i], &error);
      g_test_message ("%s", wrong[i]);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (config);
    }
}

static void
test_fuzzy_sounds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftConfig) config = load_text ("[keyboard]\nfuzzy=z-zh, n-l,in-ing\n", &error);
  g_autoptr (AftConfig) fallback = aft_kiosk_config_new_fallback ();
  g_assert_no_error (error);
  g_assert_cmpstr (aft_config_get_text (config, "keyboard", "fuzzy"), ==, "z-zh, n-l,in-ing");
  g_assert_cmpstr (aft_config_get_text (fallback, "keyboard", "fuzzy"), ==, "none");
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftConfig) config = aft_kiosk_config_load ("/nowhere/kiosk.conf", &error);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_assert_null (config);
}

static void
test_hours (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftConfig) config
      = load_text ("[house]\ntime-zone=Asia/Taipei\n[hours]\nmonday=11:00-14:00\n"
                   "special-days=2026-03-16=closed\n",
                   &error);
  g_assert_no_error (error);
  g_autoptr (AftOpeningHours) hours = aft_kiosk_config_new_hours (config, &error);
  g_assert_no_error (error);
  /* 2026-03-09T02:59Z is a Monday, 10:59 in Taipei; the Monday after it is closed. */
  gint64 before_opening_ms = G_GINT64_CONSTANT (1773025140000);
  g_assert_false (aft_opening_hours_is_open (hours, before_opening_ms));
  g_assert_true (aft_opening_hours_is_open (hours, before_opening_ms + 60000));
  g_assert_false (aft_opening_hours_is_open (hours, before_opening_ms + 60000 + 7 * 86400000));
  g_assert_true (aft_opening_hours_is_open (hours, before_opening_ms + 86400000));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/config/every-key-says-what-it-is-for", test_every_key_has_summary);
  g_test_add_func ("/kiosk/config/works-without-a-file", test_fallbacks);
  g_test_add_func ("/kiosk/config/house-name-falls-back-to-the-house-language", test_house_name);
  g_test_add_func ("/kiosk/config/wrong-values-are-refused", test_refused);
  g_test_add_func ("/kiosk/config/fuzzy-sounds-are-a-list-of-pairs", test_fuzzy_sounds);
  g_test_add_func ("/kiosk/config/named-file-must-be-there", test_missing_file);
  g_test_add_func ("/kiosk/config/hours-are-read-by-the-venue's-zone", test_hours);
  return g_test_run ();
}
