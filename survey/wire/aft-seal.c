/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sealed boxes. The sealed text is
 *   "aftertaste-seal-1" LF record id LF purpose LF words
 * and is put together in one buffer of the right size, so that no copy of the words is left behind
 * in freed memory; that is why it is not JSON.
 *
 * Not here: where keys are kept, and what the house does with what it opens. */
#include "aft-seal.h"

#include <sodium.h>
#include <string.h>

#include "aft-base64url.h"
#include "aft-digest.h"
#include "aft-error.h"
#include "aft-secret.h"

#define KID_BYTES (AFT_SEAL_KID_LENGTH / 2)

G_STATIC_ASSERT (AFT_SEAL_KEY_BYTES == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (AFT_SEAL_KEY_BYTES == crypto_box_SECRETKEYBYTES);

gboolean
aft_seal_key_from_text (const char *text, AftSealKey *ret_key, GError **error)
{
  gsize count = 0;
  const char *end = NULL;
  if (strlen (text) == 2 * AFT_SEAL_KEY_BYTES
      && sodium_hex2bin (ret_key->bytes, AFT_SEAL_KEY_BYTES, text, strlen (text), NULL, &count,
                         &end)
             == 0
      && count == AFT_SEAL_KEY_BYTES)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "A key is written as 64 hexadecimal digits");
  return FALSE;
}

char *
aft_seal_key_dup_kid (const AftSealKey *public_key)
{
  AftDigest digest = aft_digest_of (public_key->bytes, AFT_SEAL_KEY_BYTES);
  char *kid = g_malloc (AFT_SEAL_KID_LENGTH + 1);
  return sodium_bin2hex (kid, AFT_SEAL_KID_LENGTH + 1, digest.bytes, KID_BYTES);
}

void
aft_seal_key_generate (AftSealKey *ret_public_key, AftSealKey *ret_secret_key)
{
  int status = sodium_init ();
  g_assert (status >= 0);
  crypto_box_keypair (ret_public_key->bytes, ret_secret_key->bytes);
}

static char *
make_heading (const AftId *record_id, const char *purpose)
{
  g_autofree char *id = aft_id_to_text (record_id);
  return g_strdup_printf ("aftertaste-seal-1\n%s\n%s\n", id, purpose);
}

/* The box of @heading and @text in base64url; NULL when @public_key is unusable. */
static char *
make_box (const AftSealKey *public_key, const char *heading, const char *text)
{
  gsize heading_bytes = strlen (heading);
  gsize text_bytes = strlen (text);
  gsize count = heading_bytes + text_bytes;
  g_autofree guint8 *plain = g_malloc (count);
  g_autofree guint8 *box = g_malloc (count + crypto_box_SEALBYTES);

  memcpy (plain, heading, heading_bytes);
  memcpy (plain + heading_bytes, text, text_bytes);
  int status = crypto_box_seal (box, plain, count, public_key->bytes);
  aft_secret_wipe (plain, count);
  return status == 0 ? aft_base64url_encode (box, count + crypto_box_SEALBYTES) : NULL;
}

static gboolean
check_text (const char *text, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The words to seal are not UTF-8");
  else if (g_utf8_strlen (text, -1) > AFT_SEAL_TEXT_MAX)
    g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                 "The words to seal are longer than %d characters", AFT_SEAL_TEXT_MAX);
  else
    return TRUE;
  return FALSE;
}

AftSealedPart *
aft_seal_make (const AftSealKey *public_key,
               const AftId *record_id,
               const char *purpose,
               char *text,
               GError **error)
{
  int status = sodium_init ();
  g_assert (status >= 0);
  g_autofree char *heading = make_heading (record_id, purpose);
  g_autofree char *kid = aft_seal_key_dup_kid (public_key);
  gboolean is_fit = check_text (text, error);
  g_autofree char *box = is_fit ? make_box (public_key, heading, text) : NULL;
  aft_secret_wipe (text, strlen (text));
  if (is_fit && box == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The house's public key is no key");
  return box != NULL ? aft_sealed_part_new (purpose, kid, box) : NULL;
}

char *
aft_seal_open (const AftSealedPart *part,
               const AftSealKey *public_key,
               const AftSealKey *secret_key,
               const AftId *record_id,
               GError **error)
{
  g_autofree char *heading = make_heading (record_id, aft_sealed_part_get_name (part));
  gsize heading_bytes = strlen (heading);
  gsize box_bytes = 0;
  g_autofree guint8 *box = aft_base64url_decode (aft_sealed_part_get_box (part), &box_bytes);
  gsize count = box_bytes > crypto_box_SEALBYTES ? box_bytes - crypto_box_SEALBYTES : 0;
  g_autofree guint8 *plain = g_malloc0 (count + 1);
  char *text = NULL;

  if (count >= heading_bytes
      && crypto_box_seal_open (plain, box, box_bytes, public_key->bytes, secret_key->bytes) == 0
      && memcmp (plain, heading, heading_bytes) == 0)
    text = g_strndup ((const char *) plain + heading_bytes, count - heading_bytes);
  aft_secret_wipe (plain, count);
  if (text == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED,
                         "The sealed words are not for this key and record");
  return text;
}
