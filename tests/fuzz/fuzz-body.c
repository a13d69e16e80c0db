/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of a response as it is uploaded: what is accepted has one canonical form, with the same
 * digest however often it is read and written. */
#include <string.h>

#include "aft-body.h"
#include "aft-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_body_to_response ((const char *) data, size, &error);
  g_autoptr (AftResponse) again = NULL;
  g_autofree char *body = NULL, *twice = NULL;
  AftDigest digest, second;

  g_assert_true ((response == NULL) == (error != NULL));
  if (response == NULL)
    return 0;
  body = aft_body_from_response (response, &digest, &error);
  g_assert_no_error (error);
  again = aft_body_to_response (body, strlen (body), &error);
  g_assert_no_error (error);
  twice = aft_body_from_response (again, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (body, ==, twice);
  g_assert_true (aft_digest_equal (&digest, &second));
  return 0;
}
