/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of the key that the state of a guest's sitting is sealed with: written once and never
 * again, for only so do forms outlive a restart. */
#include "aft-page-key.h"

#include <string.h>
#include <sys/stat.h>

#include "aft-digest.h"
#include "aft-error.h"
#include "aft-secret.h"

#define FOLDER_MODE 0700
#define FILE_MODE   0600
#define HEADING     "aftertaste-box-key-1 "

G_STATIC_ASSERT (AFT_SECRET_BOX_KEY_BYTES == AFT_DIGEST_BYTES);

/* "aftertaste-box-key-1 HEX\n" */
static gboolean
read_key (const char *path, AftSecretBoxKey *ret_key, GError **error)
{
  struct stat status;
  AftDigest digits; /* of the same size */
  g_autoptr (AftSecretText) text = NULL;

  if (stat (path, &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0
      || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_DENIED,
                   "%s cannot be read, or others may read it too", path);
      return FALSE;
    }
  if (!g_str_has_prefix (text, HEADING)
      || !aft_digest_from_text (g_strchomp (text) + strlen (HEADING), &digits))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "%s is no key", path);
      return FALSE;
    }
  memcpy (ret_key->bytes, digits.bytes, sizeof ret_key->bytes);
  aft_secret_wipe (&digits, sizeof digits);
  return TRUE;
}

static gboolean
write_key (const char *path, const AftSecretBoxKey *key, GError **error)
{
  AftDigest digits;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) reason = NULL;

  memcpy (digits.bytes, key->bytes, sizeof digits.bytes);
  g_autoptr (AftSecretText) hex = aft_digest_to_text (&digits);
  g_autoptr (AftSecretText) text = g_strconcat (HEADING, hex, "\n", NULL);
  aft_secret_wipe (&digits, sizeof digits);

  if (g_mkdir_with_parents (folder, FOLDER_MODE) == 0
      && g_file_set_contents_full (path, text, (gssize) strlen (text),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   FILE_MODE, &reason))
    return TRUE;
  g_set_error (error, AFT_ERROR,
               g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? AFT_ERROR_FULL
                                                                          : AFT_ERROR_UNAVAILABLE,
               "%s: %s", path, reason != NULL ? reason->message : "its folder cannot be made");
  return FALSE;
}

gboolean
aft_page_key_load (const char *path, AftRandom *random, AftSecretBoxKey *ret_key, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return read_key (path, ret_key, error);
  aft_random_fill (random, ret_key->bytes, sizeof ret_key->bytes);
  return write_key (path, ret_key, error);
}
