/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines into events, within limits: a stream that is not what it says must cost nothing. When a
 * server wants to be asked again ("retry") is not followed: how long a kiosk waits is its own
 * affair. What an event means is for who asked for the stream. */
#include "aft-event-reader.h"

#include <string.h>

#include "aft-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _AftEventReader
{
  GString *line;
  GString *data; /* of the event that is being read, each line with its LF */
  char *name;
  char *id;      /* of the event that is being read, or the last */
  char *last_id; /* of the last event that was complete */
  gboolean is_begun;
  gboolean was_return; /* a LF now ends no further line */
};

void
aft_server_event_free (AftServerEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->name);
  g_free (event->data);
  g_free (event);
}

AftEventReader *
aft_event_reader_new (void)
{
  AftEventReader *reader = g_new0 (AftEventReader, 1);
  reader->line = g_string_new (NULL);
  reader->data = g_string_new (NULL);
  reader->id = g_strdup ("");
  reader->last_id = g_strdup ("");
  return reader;
}

void
aft_event_reader_free (AftEventReader *reader)
{
  if (reader == NULL)
    return;
  g_string_free (reader->line, TRUE);
  g_string_free (reader->data, TRUE);
  g_free (reader->name);
  g_free (reader->id);
  g_free (reader->last_id);
  g_free (reader);
}

const char *
aft_event_reader_get_last_id (const AftEventReader *reader)
{
  return reader->last_id;
}

static gboolean
refuse_length (GError **error)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                       "An event is longer than the collector's are");
  return FALSE;
}

/* An event without data is none, but its id counts. */
static void
end_event (AftEventReader *reader, GPtrArray *events)
{
  g_free (reader->last_id);
  reader->last_id = g_strdup (reader->id);
  if (reader->data->len > 0)
    {
      AftServerEvent *event = g_new0 (AftServerEvent, 1);
      event->name = reader->name != NULL ? g_strdup (reader->name) : g_strdup ("message");
      event->data = g_strndup (reader->data->str, reader->data->len - 1);
      g_ptr_array_add (events, event);
    }
  g_string_truncate (reader->data, 0);
  g_clear_pointer (&reader->name, g_free);
}

static gboolean
take_name (char **place, const char *value, GError **error)
{
  if (strlen (value) > AFT_EVENT_READER_NAME_MAX)
    return refuse_length (error);
  g_free (*place);
  *place = g_strdup (value);
  return TRUE;
}

static gboolean
take_field (AftEventReader *reader, const char *field, const char *value, GError **error)
{
  if (g_str_equal (field, "event"))
    return take_name (&reader->name, value, error);
  if (g_str_equal (field, "id"))
    return take_name (&reader->id, value, error);
  if (!g_str_equal (field, "data"))
    return TRUE;
  g_string_append (reader->data, value);
  g_string_append_c (reader->data, '\n');
  return reader->data->len <= AFT_EVENT_READER_DATA_MAX || refuse_length (error);
}

/* A line that begins with a colon is a comment. */
static gboolean
take_line (AftEventReader *reader, GPtrArray *events, GError **error)
{
  char *line = reader->line->str;
  if (!reader->is_begun && g_str_has_prefix (line, BYTE_ORDER_MARK))
    line += strlen (BYTE_ORDER_MARK);
  reader->is_begun = TRUE;
  if (!g_utf8_validate_len (line, reader->line->len - (gsize) (line - reader->line->str), NULL))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The events are no text");
      return FALSE;
    }
  if (*line == '\0')
    end_event (reader, events);
  gboolean is_field = *line != '\0' && *line != ':';
  char *colon = strchr (line, ':');
  const char *value = "";
  if (colon != NULL && is_field)
    {
      *colon = '\0';
      value = colon[1] == ' ' ? colon + 2 : colon + 1;
    }
  return !is_field || take_field (reader, line, value, error);
}

static gboolean
end_line (AftEventReader *reader, GPtrArray *events, GError **error)
{
  gboolean is_taken = take_line (reader, events, error);
  g_string_truncate (reader->line, 0);
  return is_taken;
}

gboolean
aft_event_reader_feed (AftEventReader *reader,
                       const guint8 *bytes,
                       gsize length,
                       GPtrArray *events,
                       GError **error)
{
  for (gsize i = 0; i < length; i++)
    {
      char byte = (char) bytes[i];
      gboolean is_second = byte == '\n' && reader->was_return;
      gboolean is_end = (byte == '\n' || byte == '\r') && !is_second;
      reader->was_return = byte == '\r';
      if (is_end && !end_line (reader, events, error))
        return FALSE;
      if (is_end || is_second)
        continue;
      g_string_append_c (reader->line, byte);
      if (reader->line->len > AFT_EVENT_READER_LINE_MAX)
        return refuse_length (error);
    }
  return TRUE;
}
