/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leave to open sealed parts: asked of the collector, which knows who may and keeps the audit; then
 * the house's keys, which are read once. A password is read from a file or from the terminal, and
 * goes to the collector by a pipe. */
#include "aft-export-secrets.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "aft-base64url.h"
#include "aft-calendar.h"
#include "aft-error.h"
#include "aft-house-keys.h"
#include "aft-secret.h"

#define PASSWORD_MOST 1024
#define COLLECTOR     "aftertaste-collector"

struct _AftExportSecrets
{
  GPtrArray *keys; /* AftHouseKey */
};

/* -- the password ------------------------------------------------------------------------------
 */

/* The first line. */
static char *
take_line (char *text)
{
  text[strcspn (text, "\r\n")] = '\0';
  return g_strdup (text);
}

static char *
read_file (const char *path, GError **error)
{
  char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) reason = NULL;
  if (!g_file_get_contents (path, &text, &length, &reason))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, reason->message);
      return NULL;
    }
  char *line = take_line (text);
  aft_secret_wipe (text, length);
  g_free (text);
  return line;
}

/* What is typed is not seen. */
static char *
ask_terminal (const char *name, GError **error)
{
  char text[PASSWORD_MOST + 2] = "";
  struct termios before;
  int terminal = open ("/dev/tty", O_RDWR | O_CLOEXEC);
  char *line = NULL;
  if (terminal >= 0 && tcgetattr (terminal, &before) == 0)
    {
      struct termios quiet = before;
      g_autofree char *question = g_strdup_printf ("Password of %s: ", name);
      quiet.c_lflag &= ~(tcflag_t) ECHO;
      tcsetattr (terminal, TCSAFLUSH, &quiet);
      gssize asked = write (terminal, question, strlen (question));
      gssize got = asked > 0 ? read (terminal, text, sizeof text - 1) : 0;
      tcsetattr (terminal, TCSAFLUSH, &before);
      asked = write (terminal, "\n", 1);
      line = got > 0 ? take_line (text) : NULL;
      aft_secret_wipe (text, sizeof text);
    }
  if (terminal >= 0)
    close (terminal);
  if (line == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                         "There is no terminal to ask for the password: --password-file");
  return line;
}

/* -- the collector -----------------------------------------------------------------------------
 */

/* Beside this program, else wherever programs are. */
static char *
dup_collector (void)
{
  const char *named = g_getenv ("AFTERTASTE_COLLECTOR");
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = own != NULL ? g_path_get_dirname (own) : g_strdup (".");
  g_autofree char *beside = g_build_filename (folder, COLLECTOR, NULL);
  if (named != NULL)
    return g_strdup (named);
  return g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&beside)
                                                         : g_strdup (COLLECTOR);
}

static void
add_option (GPtrArray *words, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_ptr_array_add (words, g_strdup (name));
  g_ptr_array_add (words, g_strdup (value));
}

static void
add_day (GPtrArray *words, const char *name, gint32 day)
{
  if (day < 0 || day > AFT_CALENDAR_LAST_DAY)
    return;
  g_autofree char *text = aft_calendar_day_to_text (day);
  add_option (words, name, text);
}

static GPtrArray *
make_words (const AftExportOptions *options,
            AftExportHouse *house,
            const GArray *venue_ids,
            const char *table)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) venues = g_string_new (NULL);
  g_autofree char *program = dup_collector ();
  for (guint i = 0; venue_ids != NULL && i < venue_ids->len; i++)
    {
      g_autofree char *id = aft_id_to_text (&g_array_index (venue_ids, AftId, i));
      g_string_append_printf (venues, i > 0 ? ",%s" : "%s", id);
    }
  g_ptr_array_add (words, g_steal_pointer (&program));
  g_ptr_array_add (words, g_strdup ("audit"));
  g_ptr_array_add (words, g_strdup ("note-export"));
  g_ptr_array_add (words, g_strdup (table));
  add_option (words, "--as", options->as);
  add_option (words, "--parts",
              options->with_words && options->with_contact ? "words,contact"
              : options->with_words                        ? "words"
                                                           : "contact");
  add_option (words, "--venues", venues->len > 0 ? venues->str : NULL);
  add_option (words, "--survey", options->survey);
  add_day (words, "--from", options->from_day);
  add_day (words, "--to", options->to_day);
  add_option (words, "--data", house->folder);
  add_option (words, "--database", options->place.database);
  add_option (words, "--config", options->place.config);
  g_ptr_array_add (words, NULL);
  return words;
}

/* One line, without the other program's name. */
static void
take_refusal (char *said, GError **error)
{
  static const char name[] = COLLECTOR ": ";
  const char *reason = g_strstrip (said);
  if (g_str_has_prefix (reason, name))
    reason += sizeof name - 1;
  g_set_error (error, AFT_ERROR, AFT_ERROR_DENIED, "%s",
               *reason != '\0' ? reason : "The collector does not allow it");
}

static gboolean
ask_collector (GPtrArray *words, const char *password, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *said = NULL;
  g_autofree char *line = g_strconcat (password, "\n", NULL);
  g_autoptr (GSubprocess) process
      = g_subprocess_newv ((const char *const *) words->pdata,
                           G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                               | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                           &reason);
  gboolean is_done = process != NULL
                     && g_subprocess_communicate_utf8 (process, line, NULL, NULL, &said, &reason);
  aft_secret_wipe (line, strlen (line));
  if (!is_done)
    g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The collector cannot be asked: %s",
                 reason->message);
  else if (!g_subprocess_get_successful (process))
    take_refusal (said, error);
  return is_done && g_subprocess_get_successful (process);
}

AftExportSecrets *
aft_export_secrets_open (const AftExportOptions *options,
                         AftExportHouse *house,
                         const GArray *venue_ids,
                         const char *table,
                         GError **error)
{
  g_autoptr (AftSecretText) password = options->password_file != NULL
                                           ? read_file (options->password_file, error)
                                           : ask_terminal (options->as, error);
  g_autoptr (GPtrArray) words = NULL;
  g_autofree char *folder = g_build_filename (house->folder, "keys", NULL);
  if (password == NULL)
    return NULL;
  words = make_words (options, house, venue_ids, table);
  if (!ask_collector (words, password, error))
    return NULL;
  GPtrArray *keys = aft_house_keys_list (folder, error);
  if (keys == NULL)
    return NULL;
  AftExportSecrets *secrets = g_new0 (AftExportSecrets, 1);
  secrets->keys = keys;
  return secrets;
}

void
aft_export_secrets_free (AftExportSecrets *secrets)
{
  if (secrets == NULL)
    return;
  g_ptr_array_unref (secrets->keys);
  g_free (secrets);
}

char *
aft_export_secrets_read (const AftExportSecrets *secrets,
                         const AftId *record_id,
                         const AftHouseWalkSeal *seal)
{
  g_autofree char *box = aft_base64url_encode (seal->box, seal->length);
  g_autoptr (AftSealedPart) part = aft_sealed_part_new (seal->name, seal->kid, box);
  for (guint i = 0; i < secrets->keys->len; i++)
    {
      const AftHouseKey *key = secrets->keys->pdata[i];
      if (g_str_equal (key->kid, seal->kid))
        return aft_seal_open (part, &key->public_key, &key->secret_key, record_id, NULL);
    }
  return NULL;
}
