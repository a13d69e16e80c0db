/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The upload request: every item can be named, and what was accepted without fault, written again
 * as a kiosk writes it, reads back the same. */
#include <string.h>

#include "aft-envelope.h"
#include "aft-fuzz.h"

static void
check_item (const AftItem *item)
{
  gboolean is_response = item->kind == AFT_ITEM_RESPONSE || item->kind == AFT_ITEM_CALL_STAFF;
  gboolean is_good = item->fault == AFT_REFUSAL_NONE;
  g_assert_true (is_good == (item->body != NULL));
  g_assert_true (is_good == (item->detail == NULL));
  g_assert_true ((item->response != NULL) == (is_good && is_response));
  if (!is_good)
    return;
  AftDigest digest = aft_digest_of_text (item->body);
  g_assert_true (aft_digest_equal (&digest, &item->digest));
}

static void
check_again (const AftEnvelope *envelope)
{
  g_autoptr (AftEnvelopeBuilder) builder
      = aft_envelope_builder_new (aft_envelope_get_origin (envelope));
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    {
      const AftItem *item = aft_envelope_get_item (envelope, i);
      if (item->fault == AFT_REFUSAL_NONE && !aft_envelope_builder_add (builder, item))
        return;
    }
  guint count = aft_envelope_builder_get_count (builder);
  if (count == 0)
    return;
  g_autoptr (GBytes) request = NULL;
  g_autoptr (AftEnvelope) sent = aft_envelope_builder_end (g_steal_pointer (&builder), &request);
  gsize length = 0;
  const char *text = g_bytes_get_data (request, &length);
  g_autoptr (AftEnvelope) again = aft_envelope_parse (text, length, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (aft_envelope_get_count (again), ==, count);
  for (guint i = 0; i < count; i++)
    g_assert_cmpstr (aft_envelope_get_item (again, i)->body, ==,
                     aft_envelope_get_item (sent, i)->body);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftEnvelope) envelope = aft_envelope_parse ((const char *) data, size, &error);

  g_assert_true ((envelope == NULL) == (error != NULL));
  if (envelope == NULL)
    return 0;
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    check_item (aft_envelope_get_item (envelope, i));
  check_again (envelope);
  return 0;
}
