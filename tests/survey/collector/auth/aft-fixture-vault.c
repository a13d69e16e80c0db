/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vault whose boxes are the text backwards beside the record, and an authenticator app. */
#include "aft-fixture-vault.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

#include "aft-error.h"

#define KID "0123456789abcdef"

static AftSealedPart *
seal (const AftId *record_id, const char *purpose, char *text, gpointer user_data, GError **error)
{
  g_autofree char *record = aft_id_to_text (record_id);
  g_autofree char *box = g_strconcat (record, "_", purpose, "_", g_strreverse (text), NULL);
  memset (text, 0, strlen (text));
  return aft_sealed_part_new (purpose, KID, box);
}

static char *
open_box (const AftId *record_id, const AftSealedPart *part, gpointer user_data, GError **error)
{
  g_autofree char *record = aft_id_to_text (record_id);
  g_autofree char *before = g_strconcat (record, "_", aft_sealed_part_get_name (part), "_", NULL);
  const char *box = aft_sealed_part_get_box (part);
  if (g_str_equal (aft_sealed_part_get_kid (part), KID) && g_str_has_prefix (box, before))
    return g_strreverse (g_strdup (box + strlen (before)));
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "This is not of this record");
  return NULL;
}

const AftConsoleVault aft_fixture_vault = { .seal = seal, .open = open_box };

char *
aft_fixture_dup_code (const char *secret, gint64 now_ms)
{
  char code[7] = "";
  char *bytes = NULL;
  size_t length = 0;
  g_assert_cmpint (oath_base32_decode (secret, strlen (secret), &bytes, &length), ==, OATH_OK);
  g_assert_cmpint (
      oath_totp_generate (bytes, length, (time_t) (now_ms / 1000), 30, 0, sizeof code - 1, code),
      ==, OATH_OK);
  free (bytes);
  return g_strdup (code);
}
