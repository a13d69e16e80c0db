/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream of events as a kiosk hears it, in two pieces: the first byte says where it is cut.
 * Events stay within their limits, and nobody is said to come but by a whole word. */
#include <string.h>

#include "aft-acknowledgement.h"
#include "aft-event-reader.h"
#include "aft-fuzz.h"

static void
check_event (const AftServerEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_assert_cmpuint (strlen (event->name), <=, AFT_EVENT_READER_LINE_MAX);
  g_assert_cmpuint (strlen (event->data), <=, AFT_EVENT_READER_DATA_MAX);
  g_assert_true (g_utf8_validate (event->data, -1, NULL));
  g_autoptr (AftAcknowledgement) read
      = aft_acknowledgement_parse (event->data, strlen (event->data), &error);
  g_assert_true ((read == NULL) == (error != NULL));
  if (read == NULL)
    return;
  g_autofree char *text = aft_acknowledgement_to_text (read, &error);
  g_assert_no_error (error);
  g_assert_nonnull (text);
  g_assert_null (strpbrk (read->public_name, "\r\n\t"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftEventReader) reader = aft_event_reader_new ();
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_server_event_free);
  gsize skipped = MIN (size, 1);
  gsize first = size > 0 ? MIN (data[0], size - skipped) : 0;
  gboolean is_read = aft_event_reader_feed (reader, data + skipped, first, events, &error)
                     && aft_event_reader_feed (reader, data + skipped + first,
                                               size - skipped - first, events, &error);
  g_assert_true (is_read == (error == NULL));
  g_assert_cmpuint (strlen (aft_event_reader_get_last_id (reader)), <=, AFT_EVENT_READER_NAME_MAX);
  for (guint i = 0; i < events->len; i++)
    check_event (g_ptr_array_index (events, i));
  return 0;
}
