/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown to be let in: a header, a token in it, a code that somebody typed. Whatever they
 * are, a token has one form and a code has one written form. */
#include <string.h>

#include "aft-device-token.h"
#include "aft-fuzz.h"
#include "aft-http-request.h"

static void
check_token (const char *token)
{
  AftDigest digest;
  AftDigest expected = aft_digest_of_text (token);
  if (!aft_device_token_digest (token, &digest))
    return;
  g_assert_cmpuint (strlen (token), ==, AFT_DEVICE_TOKEN_LENGTH);
  g_assert_true (aft_digest_equal (&digest, &expected));
}

static void
check_header (const char *value)
{
  const AftHttpHeader headers[] = { { "Authorization", value }, { NULL, NULL } };
  const AftHttpRequestParts parts = { .method = "GET", .target = "/", .headers = headers };
  AftHttpReply *refusal = NULL;
  g_autoptr (AftHttpRequest) request = aft_http_request_new (&parts, &refusal);
  g_assert_true ((request == NULL) == (refusal != NULL));
  aft_http_reply_unref (refusal);
  const char *token = request != NULL ? aft_http_request_get_bearer (request) : NULL;
  if (token == NULL)
    return;
  g_assert_cmpuint (strlen (token), >, 0);
  g_assert_true (g_str_has_suffix (value, token));
  g_assert_null (strpbrk (token, " ,\t\""));
  check_token (token);
}

static void
check_code (const char *typed)
{
  g_autofree char *code = aft_user_code_normalize (typed);
  if (code == NULL)
    return;
  g_autofree char *again = aft_user_code_normalize (code);
  g_assert_cmpuint (strlen (code), ==, 9);
  g_assert_cmpint (code[4], ==, '-');
  g_assert_cmpstr (code, ==, again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  check_token (text);
  check_header (text);
  check_code (text);
  return 0;
}
