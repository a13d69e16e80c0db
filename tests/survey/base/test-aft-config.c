/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: a file lays itself over the fallbacks key by key, or not at all, and whoever wrote it
 * wrongly reads where. */
#include <string.h>

#include "aft-config.h"
#include "aft-error.h"
#include "aft-temp-dir.h"

static const AftConfigKey keys[] = {
  { "house", "name", AFT_CONFIG_TEXT, "Aftertaste", 0, 0, "name of the house" },
  { "kiosk", "idle-seconds", AFT_CONFIG_INTEGER, "30", 5, 600, "seconds until the idle card" },
  { "kiosk", "portrait", AFT_CONFIG_BOOLEAN, "false", 0, 0, "stands upright" },
  { "kiosk", "survey", AFT_CONFIG_PATH, "", 0, 0, "the survey" },
  { NULL },
};

typedef struct
{
  AftTempDir *dir;
  AftConfig *config;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->config = aft_config_new (keys);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_config_free (fixture->config);
  aft_temp_dir_free (fixture->dir);
}

static void
load (Fixture *fixture, const char *text)
{
  g_autofree char *path = aft_temp_dir_write (fixture->dir, "kiosk.conf", text);
  g_autoptr (GError) error = NULL;
  gboolean loaded = aft_config_load (fixture->config, path, &error);

  g_assert_no_error (error);
  g_assert_true (loaded);
}

static void
assert_refused (Fixture *fixture, const char *text, const char *place)
{
  g_autofree char *path = aft_temp_dir_write (fixture->dir, "kiosk.conf", text);
  g_autoptr (GError) error = NULL;

  g_assert_false (aft_config_load (fixture->config, path, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, place));
}

static void
assert_fallbacks (AftConfig *config)
{
  g_assert_cmpstr (aft_config_get_text (config, "house", "name"), ==, "Aftertaste");
  g_assert_cmpint (aft_config_get_integer (config, "kiosk", "idle-seconds"), ==, 30);
  g_assert_false (aft_config_get_boolean (config, "kiosk", "portrait"));
  g_assert_cmpstr (aft_config_get_text (config, "kiosk", "survey"), ==, "");
}

static void
test_without_a_file_the_fallbacks_hold (Fixture *fixture, gconstpointer data)
{
  assert_fallbacks (fixture->config);
}

static void
test_every_type_is_read (Fixture *fixture, gconstpointer data)
{
  load (fixture, "# a comment\n[house]\nname=老王火锅\n[kiosk]\nidle-seconds= 45 \nportrait=true\n"
                 "survey=/srv/exit.json\n");
  g_assert_cmpstr (aft_config_get_text (fixture->config, "house", "name"), ==, "老王火锅");
  g_assert_cmpint (aft_config_get_integer (fixture->config, "kiosk", "idle-seconds"), ==, 45);
  g_assert_true (aft_config_get_boolean (fixture->config, "kiosk", "portrait"));
  g_assert_cmpstr (aft_config_get_text (fixture->config, "kiosk", "survey"), ==, "/srv/exit.json");
}

static void
test_an_empty_file_changes_nothing (Fixture *fixture, gconstpointer data)
{
  load (fixture, "");
  load (fixture, "[kiosk]\n");
  assert_fallbacks (fixture->config);
}

static void
test_a_later_file_wins_key_by_key (Fixture *fixture, gconstpointer data)
{
  load (fixture, "[house]\nname=first\n[kiosk]\nidle-seconds=45\n");
  load (fixture, "[kiosk]\nidle-seconds=50\n");
  g_assert_cmpstr (aft_config_get_text (fixture->config, "house", "name"), ==, "first");
  g_assert_cmpint (aft_config_get_integer (fixture->config, "kiosk", "idle-seconds"), ==, 50);
}

static void
test_a_path_is_relative_to_its_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *expected = aft_temp_dir_dup_path (fixture->dir, "surveys/exit.json");

  load (fixture, "[kiosk]\nsurvey=./surveys/../surveys/exit.json\n");
  g_assert_cmpstr (aft_config_get_text (fixture->config, "kiosk", "survey"), ==, expected);
  load (fixture, "[kiosk]\nsurvey=\n");
  g_assert_cmpstr (aft_config_get_text (fixture->config, "kiosk", "survey"), ==, "");
}

static void
test_an_unknown_key_or_group_is_named (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "[kiosk]\nidle-secs=40\n", "[kiosk] idle-secs: there is no such key");
  assert_refused (fixture, "[kiosk]\nname=x\n", "[kiosk] name: there is no such key");
  assert_refused (fixture, "[kioks]\n", "[kioks]: there is no such group");
  assert_refused (fixture, "[house]\nname[zh_CN]=x\n", "name[zh_CN]: there is no such key");
}

static void
test_a_wrong_value_is_named (Fixture *fixture, gconstpointer data)
{
  static const char *const integers[]
      = { "", "4", "601", "30s", "1e2", "0x20", "30.0", "-30", "99999999999999999999", "３０" };

  for (guint i = 0; i < G_N_ELEMENTS (integers); i++)
    {
      g_autofree char *text = g_strdup_printf ("[kiosk]\nidle-seconds=%s\n", integers[i]);

      assert_refused (fixture, text, "[kiosk] idle-seconds: must be a whole number from 5 to 600");
    }
  assert_refused (fixture, "[kiosk]\nportrait=yes\n", "[kiosk] portrait: must be true or false");
  assert_refused (fixture, "[house]\nname=\xff\n", "[house] name");
  assert_refused (fixture, "[house]\nname=a\\q\n", "[house] name: not a valid text");
  assert_refused (fixture, "[house]\nname=\\q\\\n", "[house] name: not a valid text");
  assert_refused (fixture, "[house]\nname=a\\", "[house] name: not a valid text");
}

static void
test_a_file_that_is_no_key_file_is_refused (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "name=before any group\n", "kiosk.conf: ");
  assert_refused (fixture, "[house\nname=x\n", "kiosk.conf: ");
  assert_refused (fixture, "[house]\njust words\n", "kiosk.conf: ");
}

static void
test_a_key_given_twice_is_refused (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "[house]\nname=a\nname=b\n", "[house] name: is given twice");
  assert_refused (fixture, "[house]\nname=a\n[kiosk]\n[house]\nname=b\n", "[house] name");
  assert_fallbacks (fixture->config);
}

static void
test_a_nul_byte_is_refused (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "[house]\nname=a\0[kioks]\n";
  g_autofree char *path = aft_temp_dir_dup_path (fixture->dir, "nul.conf");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, sizeof text - 1, NULL));
  g_assert_false (aft_config_load (fixture->config, path, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_one_wrong_line_changes_nothing (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "[house]\nname=new\n[kiosk]\nportrait=true\nidle-seconds=1\n",
                  "idle-seconds");
  assert_fallbacks (fixture->config);
}

static void
test_a_missing_file_is_not_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = aft_temp_dir_dup_path (fixture->dir, "missing.conf");
  g_autoptr (GError) error = NULL;

  g_assert_false (aft_config_load (fixture->config, path, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "without-a-file-the-fallbacks-hold", test_without_a_file_the_fallbacks_hold },
    { "every-type-is-read", test_every_type_is_read },
    { "an-empty-file-changes-nothing", test_an_empty_file_changes_nothing },
    { "a-later-file-wins-key-by-key", test_a_later_file_wins_key_by_key },
    { "a-path-is-relative-to-its-file", test_a_path_is_relative_to_its_file },
    { "an-unknown-key-or-group-is-named", test_an_unknown_key_or_group_is_named },
    { "a-wrong-value-is-named", test_a_wrong_value_is_named },
    { "a-file-that-is-no-key-file-is-refused", test_a_file_that_is_no_key_file_is_refused },
    { "a-key-given-twice-is-refused", test_a_key_given_twice_is_refused },
    { "a-nul-byte-is-refused", test_a_nul_byte_is_refused },
    { "one-wrong-line-changes-nothing", test_one_wrong_line_changes_nothing },
    { "a-missing-file-is-not-found", test_a_missing_file_is_not_found },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/base/config/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  return g_test_run ();
}
