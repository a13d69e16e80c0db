/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed files. The box is over
 *   "aftertaste-file-1" LF record id LF purpose LF content
 * so that a file cannot be passed off as another one. Where files lie and which key fits is asked
 * elsewhere. */
#include "aft-sealed-file.h"

#include <sodium.h>
#include <string.h>

#include "aft-error.h"
#include "aft-secret.h"

#define MAGIC      "AFTSEAL1"
#define MAGIC_SIZE (sizeof MAGIC - 1)
#define KID_BYTES  (AFT_SEAL_KID_LENGTH / 2)
#define HEAD_BYTES (MAGIC_SIZE + KID_BYTES)

static char *
make_heading (const AftId *record_id, const char *purpose)
{
  g_autofree char *id = aft_id_to_text (record_id);
  return g_strdup_printf ("aftertaste-file-1\n%s\n%s\n", id, purpose);
}

typedef struct
{
  guint8 *bytes;
  gsize count;
} Secret;

static void
secret_free (gpointer data)
{
  Secret *secret = data;
  aft_secret_wipe (secret->bytes, secret->count);
  g_free (secret->bytes);
  g_free (secret);
}

static Secret *
secret_new (gsize count)
{
  Secret *secret = g_new (Secret, 1);
  *secret = (Secret){ g_malloc (MAX (count, 1)), count };
  return secret;
}

static void
write_head (guint8 *file, const AftSealKey *public_key)
{
  g_autofree char *kid = aft_seal_key_dup_kid (public_key);

  memcpy (file, MAGIC, MAGIC_SIZE);
  sodium_hex2bin (file + MAGIC_SIZE, KID_BYTES, kid, AFT_SEAL_KID_LENGTH, NULL, NULL, NULL);
}

GBytes *
aft_sealed_file_make (const AftSealKey *public_key,
                      const AftId *record_id,
                      const char *purpose,
                      GBytes *content,
                      GError **error)
{
  g_autofree char *heading = make_heading (record_id, purpose);
  gsize heading_bytes = strlen (heading);
  gsize content_bytes = 0;
  const guint8 *from = g_bytes_get_data (content, &content_bytes);

  if (content_bytes > AFT_SEALED_FILE_MAX)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "The file to seal is too large");
      return NULL;
    }
  int ready = sodium_init ();
  g_assert (ready >= 0);
  gsize count = heading_bytes + content_bytes;
  Secret *plain = secret_new (count);
  gsize file_bytes = HEAD_BYTES + crypto_box_SEALBYTES + count;
  g_autofree guint8 *file = g_malloc (file_bytes);
  memcpy (plain->bytes, heading, heading_bytes);
  if (content_bytes > 0)
    memcpy (plain->bytes + heading_bytes, from, content_bytes);
  write_head (file, public_key);
  int status = crypto_box_seal (file + HEAD_BYTES, plain->bytes, count, public_key->bytes);
  secret_free (plain);
  if (status == 0)
    return g_bytes_new_take (g_steal_pointer (&file), file_bytes);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The house's public key is no key");
  return NULL;
}

char *
aft_sealed_file_dup_kid (GBytes *sealed)
{
  gsize count = 0;
  const guint8 *file = g_bytes_get_data (sealed, &count);

  if (count < HEAD_BYTES || memcmp (file, MAGIC, MAGIC_SIZE) != 0)
    return NULL;
  char *kid = g_malloc (AFT_SEAL_KID_LENGTH + 1);
  return sodium_bin2hex (kid, AFT_SEAL_KID_LENGTH + 1, file + MAGIC_SIZE, KID_BYTES);
}

/* NULL: the box does not open, or is another's. */
static Secret *
open_box (const guint8 *box,
          gsize box_bytes,
          const AftSealKey *public_key,
          const AftSealKey *secret_key,
          const char *heading)
{
  gsize heading_bytes = strlen (heading);

  if (box_bytes < crypto_box_SEALBYTES + heading_bytes)
    return NULL;
  Secret *plain = secret_new (box_bytes - crypto_box_SEALBYTES);
  if (crypto_box_seal_open (plain->bytes, box, box_bytes, public_key->bytes, secret_key->bytes) == 0
      && memcmp (plain->bytes, heading, heading_bytes) == 0)
    return plain;
  secret_free (plain);
  return NULL;
}

GBytes *
aft_sealed_file_open (GBytes *sealed,
                      const AftSealKey *public_key,
                      const AftSealKey *secret_key,
                      const AftId *record_id,
                      const char *purpose,
                      GError **error)
{
  gsize count = 0;
  const guint8 *file = g_bytes_get_data (sealed, &count);
  g_autofree char *heading = make_heading (record_id, purpose);
  g_autofree char *kid = aft_sealed_file_dup_kid (sealed);
  Secret *plain = kid != NULL ? open_box (file + HEAD_BYTES, count - HEAD_BYTES, public_key,
                                          secret_key, heading)
                              : NULL;

  if (plain == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED,
                           "The sealed file is not for this key and record");
      return NULL;
    }
  gsize heading_bytes = strlen (heading);
  return g_bytes_new_with_free_func (plain->bytes + heading_bytes, plain->count - heading_bytes,
                                     secret_free, plain);
}
