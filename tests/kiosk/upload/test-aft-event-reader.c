/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events out of bytes: the format's own cases, cut at every byte, and what is refused. */
#include "aft-event-reader.h"

#include <string.h>

#include "aft-error.h"

typedef struct
{
  const char *bytes;
  const char *expected; /* name=data| of each event, then the last id */
} Case;

static const Case cases[] = {
  { "event: a\ndata: 1\nid: x-1\n\n", "a=1|x-1" },
  { "data: 1\n\n", "message=1|" },
  { "data:1\ndata:2\n\n", "message=1\n2|" },
  { "data:  two blanks\n\n", "message= two blanks|" },
  { ": a comment\n\ndata: 1\n\n", "message=1|" },
  { "event: a\r\ndata: 1\r\n\r\nevent: b\r\ndata: 2\r\n\r\n", "a=1|b=2|" },
  { "event: a\rdata: 1\r\rdata: 2\r\r", "a=1|message=2|" },
  { "\xef\xbb\xbf"
    "data: 1\n\n",
    "message=1|" },
  { "event: alone\n\ndata: 1\n\n", "message=1|" },
  { "id: 7\n\n", "7" },
  { "id: 7\ndata: 1\n\nid\ndata: 2\n\n", "message=1|message=2|" },
  { "retry: 1\nstranger: 2\nno field\ndata: 1\n\n", "message=1|" },
  { "data: not ended\n", "" },
  { "id: 7\ndata: not ended", "" },
  { "data\n\n", "message=|" },
  { "data: 王经理: 来了\n\n", "message=王经理: 来了|" },
};

static char *
describe (const AftEventReader *reader, const GPtrArray *events)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < events->len; i++)
    {
      const AftServerEvent *event = g_ptr_array_index (events, i);
      g_string_append_printf (text, "%s=%s|", event->name, event->data);
    }
  g_string_append (text, aft_event_reader_get_last_id (reader));
  return g_string_free (text, FALSE);
}

static GPtrArray *
new_events (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) aft_server_event_free);
}

/* In two pieces, of which the first has @first bytes. */
static void
assert_reads (const Case *one, gsize first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftEventReader) reader = aft_event_reader_new ();
  g_autoptr (GPtrArray) events = new_events ();
  const guint8 *bytes = (const guint8 *) one->bytes;
  gboolean is_read = aft_event_reader_feed (reader, bytes, first, events, &error)
                     && aft_event_reader_feed (reader, bytes + first, strlen (one->bytes) - first,
                                               events, &error);
  g_assert_no_error (error);
  g_assert_true (is_read);
  g_autofree char *text = describe (reader, events);
  g_assert_cmpstr (text, ==, one->expected);
}

static void
test_events_are_read_wherever_they_are_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize first = 0; first <= strlen (cases[i].bytes); first++)
      assert_reads (&cases[i], first);
}

static void
assert_refused (const char *bytes, gsize length, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftEventReader) reader = aft_event_reader_new ();
  g_autoptr (GPtrArray) events = new_events ();
  g_assert_false (aft_event_reader_feed (reader, (const guint8 *) bytes, length, events, &error));
  g_assert_error (error, AFT_ERROR, code);
  g_assert_cmpuint (events->len, ==, 0);
}

static void
test_what_has_no_end_is_refused (void)
{
  g_autofree char *line = g_strnfill (AFT_EVENT_READER_LINE_MAX + 1, 'x');
  g_autofree char *name = g_strnfill (AFT_EVENT_READER_NAME_MAX + 1, 'x');
  g_autofree char *event = g_strdup_printf ("event: %s\n", name);
  g_autofree char *id = g_strdup_printf ("id: %s\n", name);
  g_autoptr (GString) lines = g_string_new (NULL);
  while (lines->len < 2 * AFT_EVENT_READER_DATA_MAX)
    g_string_append (lines, "data: xxxxxxxx\n");
  assert_refused (line, strlen (line), AFT_ERROR_TOO_LARGE);
  assert_refused (event, strlen (event), AFT_ERROR_TOO_LARGE);
  assert_refused (id, strlen (id), AFT_ERROR_TOO_LARGE);
  assert_refused (lines->str, lines->len, AFT_ERROR_TOO_LARGE);
}

static void
test_what_is_no_text_is_refused (void)
{
  assert_refused ("data: \xff\n\n", 9, AFT_ERROR_INVALID);
  assert_refused ("data: a\0b\n\n", 11, AFT_ERROR_INVALID);
  assert_refused (":\0\n", 3, AFT_ERROR_INVALID);
}

/* Comments without end cost nothing. */
static void
test_comments_are_not_gathered (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftEventReader) reader = aft_event_reader_new ();
  g_autoptr (GPtrArray) events = new_events ();
  const char *comment = ":\n";
  gboolean is_read = TRUE;
  for (guint i = 0; i < 4 * AFT_EVENT_READER_DATA_MAX && is_read; i++)
    is_read = aft_event_reader_feed (reader, (const guint8 *) comment, 2, events, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 0);
}

#define ADD(name, function) g_test_add_func ("/kiosk/event-reader/" name, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("events-are-read-wherever-they-are-cut", test_events_are_read_wherever_they_are_cut);
  ADD ("what-has-no-end-is-refused", test_what_has_no_end_is_refused);
  ADD ("what-is-no-text-is-refused", test_what_is_no_text_is_refused);
  ADD ("comments-are-not-gathered", test_comments_are_not_gathered);
  return g_test_run ();
}
