/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reply to an upload: what is accepted is written again as it was read. */
#include <string.h>

#include "aft-fuzz.h"
#include "aft-receipts.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftReceipts) receipts = aft_receipts_parse ((const char *) data, size, &error);

  g_assert_true ((receipts == NULL) == (error != NULL));
  if (receipts == NULL)
    return 0;
  g_autofree char *text = aft_receipts_to_text (receipts);
  g_autoptr (AftReceipts) again = aft_receipts_parse (text, strlen (text), &error);
  /* Control characters in a detail are written out, and may make it longer than what is read. */
  if (again == NULL)
    {
      g_assert_cmpuint (strlen (text), >, AFT_RECEIPTS_MAX_BYTES);
      return 0;
    }
  g_autofree char *twice = aft_receipts_to_text (again);
  g_assert_cmpstr (text, ==, twice);
  return 0;
}
