/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the command line: what becomes of words, and what is refused before anything is done. */
#include <string.h>

#include "aft-command.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-temp-dir.h"

static AftValue *
read_words (const char *command, const char *const *words, GError **error)
{
  return aft_command_read_arguments (aft_command_find (command),
                                     (int) g_strv_length ((char **) words), (char **) words, error);
}

static void
assert_misuse (const char *command, const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (read_words (command, words, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_cmpstr (error->message, !=, "");
}

static void
test_words (void)
{
  const char *const words[] = { "--venue", "人民广场", "bcdf-ghjk", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) request = read_words ("device approve", words, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aft_value_get_length (request), ==, 2);
  g_assert_cmpstr (aft_command_get_text (request, "venue"), ==, "人民广场");
  g_assert_cmpstr (aft_command_get_text (request, "code"), ==, "bcdf-ghjk");
  g_assert_null (aft_command_get_text (request, "name"));
}

static void
test_misuse (void)
{
  const char *const none[] = { NULL };
  const char *const surplus[] = { "a", "b", NULL };
  const char *const unknown[] = { "a", "--colour", "red", NULL };
  const char *const no_value[] = { "a", "--venue", NULL };
  const char *const broken[] = { "a\xff", NULL };
  assert_misuse ("device approve", none);
  assert_misuse ("device approve", surplus);
  assert_misuse ("device approve", unknown);
  assert_misuse ("device approve", no_value);
  assert_misuse ("device approve", broken);
  assert_misuse ("venue list", surplus);
}

/* Whoever calls reads the file, so that `serve` need not be able to. */
static void
test_content (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *path = aft_temp_dir_write (dir, "survey.json", "{\"elements\":[]}");
  const char *const words[] = { path, NULL };
  g_autoptr (AftValue) request = read_words ("survey publish", words, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_command_get_text (request, "definition"), ==, "{\"elements\":[]}");
}

static void
test_bad_content (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *blanks = g_strnfill (4 * 1024 * 1024 + 1, ' ');
  const char *const texts[] = { "{\"a\":\"\xff\"}", blanks };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = aft_temp_dir_write (dir, "survey.json", texts[i]);
      const char *const words[] = { path, NULL };
      g_assert_null (read_words ("survey publish", words, &error));
      g_assert_nonnull (error);
    }
  g_autoptr (GError) error = NULL;
  const char *const missing[] = { "/nowhere/survey.json", NULL };
  g_assert_null (read_words ("survey publish", missing, &error));
  g_assert_nonnull (error);
}

static void
test_paths_are_absolute (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *expected = g_build_filename (here, "backup.db", NULL);
  const char *const words[] = { "./a/../backup.db", NULL };
  g_autoptr (AftValue) request = read_words ("backup", words, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_command_get_text (request, "path"), ==, expected);
}

/* What comes through the admin socket need not have been read from words. */
static void
test_requests_of_others (void)
{
  static const struct
  {
    const char *json;
    gboolean is_good;
  } requests[] = { { "{\"code\":\"x\"}", TRUE },
                   { "{\"code\":\"x\",\"venue\":\"y\"}", TRUE },
                   { "{}", FALSE },
                   { "[]", FALSE },
                   { "{\"venue\":\"y\"}", FALSE },
                   { "{\"code\":1}", FALSE },
                   { "{\"code\":null}", FALSE },
                   { "{\"code\":\"x\",\"venue\":[]}", FALSE },
                   { "{\"code\":\"x\",\"more\":\"y\"}", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftValue) request = aft_json_parse (requests[i].json, strlen (requests[i].json),
                                                     &aft_json_limits_wire, NULL);
      gboolean is_good = aft_command_check (aft_command_find ("device approve"), request, &error);
      g_assert_true (is_good == requests[i].is_good);
      g_assert_true (is_good == (error == NULL));
    }
}

/* Every command is found by its words, and by nothing else. */
static void
test_table (void)
{
  static const char *const strangers[]
      = { "", " ", "serve", "device", "Device list", "device  list" };
  for (const AftCommand *command = aft_commands; command->words != NULL; command++)
    {
      g_assert_true (aft_command_find (command->words) == command);
      g_assert_nonnull (command->work);
      g_assert_cmpuint (strlen (command->summary), >, 10);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    g_assert_null (aft_command_find (strangers[i]));
}

#define ADD(name, test) g_test_add_func ("/collector/commands/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("words-become-members-in-any-order", test_words);
  ADD ("what-is-not-in-the-table-is-refused", test_misuse);
  ADD ("a-file-s-content-is-read-by-who-calls", test_content);
  ADD ("content-that-is-no-text-or-too-long-is-refused", test_bad_content);
  ADD ("a-path-is-made-absolute", test_paths_are_absolute);
  ADD ("a-request-of-another-program-is-held-against-the-table", test_requests_of_others);
  ADD ("a-command-is-found-by-its-words-alone", test_table);
  return g_test_run ();
}
