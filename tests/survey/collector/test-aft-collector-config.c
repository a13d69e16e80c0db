/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the collector's settings. */
#include "aft-collector-config.h"

#include <string.h>

#include "aft-error.h"
#include "aft-temp-dir.h"

static AftConfig *
load (AftTempDir *dir, const char *text, GError **error)
{
  g_autofree char *path = aft_temp_dir_write (dir, "collector.conf", text);
  return aft_collector_config_load (path, error);
}

static void
test_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autoptr (AftConfig) config = load (dir, "", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_config_get_text (config, "serve", "listen"), ==, "127.0.0.1:8460");
  g_assert_cmpstr (aft_config_get_text (config, "serve", "metrics"), ==, "local");
  g_assert_false (aft_config_get_boolean (config, "serve", "behind-proxy"));
  g_assert_cmpint (aft_config_get_integer (config, "serve", "device-requests-per-minute"), ==, 600);
  g_assert_cmpstr (aft_config_get_text (config, "house", "public-address"), ==, "");
}

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autoptr (AftConfig) config
      = load (dir,
              "[serve]\nlisten=[::1]:1,unix:/run/a.sock\ndatabase=house.db\nbehind-proxy=true\n"
              "metrics=off\ndevice-requests-per-minute=10\n"
              "[house]\nvenue-address=https://venue.example\n",
              &error);
  g_assert_no_error (error);
  g_autofree char *database = aft_temp_dir_dup_path (dir, "house.db");
  g_assert_cmpstr (aft_config_get_text (config, "serve", "database"), ==, database);
  g_assert_true (aft_config_get_boolean (config, "serve", "behind-proxy"));
  g_assert_cmpint (aft_config_get_integer (config, "serve", "device-requests-per-minute"), ==, 10);
}

static void
test_two_addresses (void)
{
  static const char *const texts[] = {
    "[house]\nvenue-address=https://venue.example:8443\npublic-address=https://public.example/\n",
    "[house]\nvenue-address=https://one.example:8443\npublic-address=https://one.example\n",
    "[house]\nvenue-address=https://192.168.1.4\npublic-address=\n",
    "[house]\nvenue-address=https://[fd00::4]:8443\n",
  };
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftConfig) config = load (dir, texts[i], &error);
      g_assert_no_error (error);
      g_assert_nonnull (config);
    }
}

static void
test_wrong (void)
{
  static const char *const texts[] = {
    "[serve]\nmetrics=some\n",
    "[serve]\nmetrics=\n",
    "[serve]\nmetrics=OFF\n",
    "[serve]\ndevice-requests-per-minute=9\n",
    "[serve]\ndevice-requests-per-minute=1000001\n",
    "[serve]\ndevice-requests-per-minute=600 per minute\n",
    "[serve]\ndevice-requests-per-minute=99999999999999999999\n",
    "[serve]\nbehind-proxy=maybe\n",
    "[serve]\ncolour=red\n",
    "[server]\nlisten=127.0.0.1:1\n",
    "listen=127.0.0.1:1\n",
    "[serve\n",
    "[house]\nvenue-address=\xff\n",
    "[house]\nvenue-address=venue.example\n",
    "[house]\nvenue-address=http://venue.example\n",
    "[house]\nvenue-address=https://\n",
    "[house]\nvenue-address=https:///api\n",
    "[house]\nvenue-address=https://venue.example/api\n",
    "[house]\nvenue-address=https://venue.example?a=b\n",
    "[house]\nvenue-address=https://venue.example#a\n",
    "[house]\nvenue-address=https://me@venue.example\n",
    "[house]\npublic-address=http://public.example\n",
    "[house]\nvenue-address=https://one.example\npublic-address=https://ONE.example:443/\n",
  };
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (load (dir, texts[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_cmpstr (error->message, !=, "");
    }
}

static void
test_missing_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_dup_path (dir, "none.conf");
  g_assert_null (aft_collector_config_load (path, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

/* Each key is in the manual's table with what it is for. */
static void
test_table (void)
{
  for (const AftConfigKey *key = aft_collector_config_keys; key->group != NULL; key++)
    {
      g_assert_cmpuint (strlen (key->summary), >, 10);
      if (key->type == AFT_CONFIG_INTEGER)
        g_assert_cmpint (key->minimum, <, key->maximum);
    }
}

#define ADD(name, test) g_test_add_func ("/collector/collector-config/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("venue-and-public-are-https-and-two", test_two_addresses);
  ADD ("an-empty-file-leaves-the-defaults", test_defaults);
  ADD ("values-are-read", test_values);
  ADD ("what-is-wrong-is-an-error-and-not-passed-over", test_wrong);
  ADD ("a-file-that-is-named-must-be-there", test_missing_file);
  ADD ("each-key-says-what-it-is-for", test_table);
  return g_test_run ();
}
