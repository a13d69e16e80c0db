/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the house's keys: names, modes, text form, order. What is sealed with them is
 * survey/wire's. A file is written once and never again. */
#include "aft-house-keys.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "aft-digest.h"
#include "aft-error.h"
#include "aft-guest-key.h"
#include "aft-secret.h"

#define FOLDER_MODE 0700
#define FILE_MODE   0600
#define HEADING     "aftertaste-house-key-1"
#define SUFFIX      ".key"

void
aft_house_key_free (AftHouseKey *key)
{
  if (key == NULL)
    return;
  aft_secret_wipe (&key->secret_key, sizeof key->secret_key);
  g_free (key->kid);
  g_free (key);
}

static char *
dup_hex (const AftSealKey *key)
{
  AftDigest digits; /* of the same size */
  G_STATIC_ASSERT (sizeof digits.bytes == sizeof key->bytes);
  memcpy (digits.bytes, key->bytes, sizeof digits.bytes);
  char *text = aft_digest_to_text (&digits);
  aft_secret_wipe (&digits, sizeof digits);
  return text;
}

/* "aftertaste-house-key-1 PUBLIC SECRET MADE_MS\n" */
static gboolean
read_text (AftHouseKey *key, const char *text)
{
  guint64 made_ms = 0;
  g_auto (GStrv) words = g_strsplit (text, " ", 5);
  gboolean is_read
      = g_strv_length (words) == 4 && g_str_equal (words[0], HEADING)
        && aft_seal_key_from_text (words[1], &key->public_key, NULL)
        && aft_seal_key_from_text (words[2], &key->secret_key, NULL)
        && g_ascii_string_to_unsigned (g_strchomp (words[3]), 10, 0, G_MAXINT64, &made_ms, NULL);
  if (words[0] != NULL && words[1] != NULL && words[2] != NULL)
    aft_secret_wipe (words[2], strlen (words[2]));
  key->made_ms = (gint64) made_ms;
  return is_read;
}

/* Do the two belong together? Guests' words sealed to another key could never be read. */
static gboolean
is_pair (const AftHouseKey *key)
{
  const AftId record = { { 0 } };
  char text[] = "?";
  g_autoptr (AftSealedPart) part = aft_seal_make (&key->public_key, &record, "contact", text, NULL);
  if (part == NULL)
    return FALSE;
  g_autoptr (AftSecretText) opened
      = aft_seal_open (part, &key->public_key, &key->secret_key, &record, NULL);
  return opened != NULL;
}

static AftHouseKey *
read_key (const char *path, guint number, GError **error)
{
  struct stat status;
  g_autoptr (AftSecretText) text = NULL;
  g_autoptr (AftHouseKey) key = g_new0 (AftHouseKey, 1);
  if (stat (path, &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0
      || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_DENIED,
                   "%s cannot be read, or others may read it too", path);
      return NULL;
    }
  if (!read_text (key, text) || !is_pair (key))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "%s is no key", path);
      return NULL;
    }
  key->number = number;
  key->kid = aft_seal_key_dup_kid (&key->public_key);
  return g_steal_pointer (&key);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const AftHouseKey *left = *(AftHouseKey *const *) a;
  const AftHouseKey *right = *(AftHouseKey *const *) b;
  return (left->number > right->number) - (left->number < right->number);
}

GPtrArray *
aft_house_keys_list (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_key_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *end = NULL;
      guint64 number = g_ascii_strtoull (name, &end, 10);
      if (number == 0 || number > G_MAXINT || *end != '-' || !g_str_has_suffix (name, SUFFIX))
        continue;
      g_autofree char *path = g_build_filename (folder, name, NULL);
      AftHouseKey *key = read_key (path, (guint) number, error);
      if (key == NULL)
        return NULL;
      g_ptr_array_add (keys, key);
    }
  g_ptr_array_sort (keys, compare_keys);
  return g_steal_pointer (&keys);
}

static gboolean
write_key (const char *folder, const AftHouseKey *key, GError **error)
{
  g_autofree char *public_hex = dup_hex (&key->public_key);
  g_autoptr (AftSecretText) secret_hex = dup_hex (&key->secret_key);
  g_autoptr (AftSecretText) text = g_strdup_printf (HEADING " %s %s %" G_GINT64_FORMAT "\n",
                                                    public_hex, secret_hex, key->made_ms);
  g_autofree char *path = g_strdup_printf ("%s/%04u-%s" SUFFIX, folder, key->number, key->kid);
  g_autoptr (GError) reason = NULL;
  if (g_file_set_contents_full (path, text, (gssize) strlen (text),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                FILE_MODE, &reason))
    return TRUE;
  g_set_error (error, AFT_ERROR,
               g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? AFT_ERROR_FULL
                                                                          : AFT_ERROR_UNAVAILABLE,
               "%s", reason->message);
  return FALSE;
}

AftHouseKey *
aft_house_keys_rotate (const char *folder, AftClock *clock, GError **error)
{
  g_autoptr (AftHouseKey) key = g_new0 (AftHouseKey, 1);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: %s", folder, g_strerror (errno));
      return NULL;
    }
  g_autoptr (GPtrArray) keys = aft_house_keys_list (folder, error);
  if (keys == NULL)
    return NULL;
  const AftHouseKey *last = keys->len > 0 ? g_ptr_array_index (keys, keys->len - 1) : NULL;
  key->number = last != NULL ? last->number + 1 : 1;
  key->made_ms = aft_clock_get_real_ms (clock);
  aft_seal_key_generate (&key->public_key, &key->secret_key);
  key->kid = aft_seal_key_dup_kid (&key->public_key);
  return write_key (folder, key, error) ? g_steal_pointer (&key) : NULL;
}

gboolean
aft_house_keys_read_guest_key (const char *folder, guint8 *key, GError **error)
{
  static const char name[] = "aftertaste-guest-key-1";
  g_autoptr (GPtrArray) keys = aft_house_keys_list (folder, error);
  if (keys == NULL)
    return FALSE;
  if (keys->len == 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "The house has no key yet");
      return FALSE;
    }
  const AftHouseKey *first = g_ptr_array_index (keys, 0);
  aft_mac_blake2b (first->secret_key.bytes, sizeof first->secret_key.bytes, name, sizeof name - 1,
                   key, AFT_GUEST_KEY_BYTES);
  return TRUE;
}

char *
aft_house_keys_dup_public (const char *folder)
{
  g_autoptr (GPtrArray) keys = aft_house_keys_list (folder, NULL);
  if (keys == NULL || keys->len == 0)
    return NULL;
  const AftHouseKey *current = g_ptr_array_index (keys, keys->len - 1);
  return dup_hex (&current->public_key);
}
