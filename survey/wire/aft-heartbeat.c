/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heartbeat's two documents, written and read. When one is sent, and what follows from it, is
 * for the kiosk and the collector. */
#include "aft-heartbeat.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-reader-private.h"

#define MEMBERS 8
/* One level is used; what a later collector adds to its reply may be deeper. */
#define DEPTH 8

static const AftJsonLimits limits = { AFT_HEARTBEAT_MAX_BYTES, DEPTH };

static AftValueBuilder *
begin_document (void)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_number (builder, "schema", AFT_HEARTBEAT_SCHEMA);
  return builder;
}

static char *
end_document (AftValueBuilder *builder)
{
  g_autoptr (AftValue) document = aft_value_builder_end (builder);
  return aft_json_to_line (document);
}

static void
set_printer (AftValueBuilder *builder, const char *state)
{
  if (*state == '\0')
    {
      aft_value_builder_set (builder, "printer", NULL);
      return;
    }
  AftValueBuilder *printer = aft_value_builder_new_object ();
  aft_value_builder_set_string (printer, "state", state);
  aft_value_builder_set_take (builder, "printer", aft_value_builder_end (printer));
}

static void
set_ids (AftValueBuilder *builder, const char *name, const AftHeartbeatIds *ids)
{
  if (ids->count == 0)
    return;
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < ids->count; i++)
    aft_value_builder_take (list, aft_value_new_take_string (aft_id_to_text (&ids->ids[i])));
  aft_value_builder_set_take (builder, name, aft_value_builder_end (list));
}

char *
aft_heartbeat_to_text (const AftHeartbeat *heartbeat)
{
  AftValueBuilder *builder = begin_document ();
  g_autofree char *boot_id = aft_id_to_text (&heartbeat->boot_id);
  aft_value_builder_set_string (builder, "version", heartbeat->version);
  aft_value_builder_set_number (builder, "queue", heartbeat->queue);
  aft_value_builder_set_number (builder, "disk_free_bytes", heartbeat->disk_free_bytes);
  aft_value_builder_set_number (builder, "clock_ms", heartbeat->clock_ms);
  aft_value_builder_set_string (builder, "boot_id", boot_id);
  aft_value_builder_set_number (builder, "monotonic_ms", heartbeat->monotonic_ms);
  set_printer (builder, heartbeat->printer);
  set_ids (builder, "erased", &heartbeat->erased);
  return end_document (builder);
}

char *
aft_heartbeat_reply_to_text (const AftHeartbeatReply *reply)
{
  AftValueBuilder *builder = begin_document ();
  g_autofree char *chain = aft_digest_to_text (&reply->last_chain);
  aft_value_builder_set_number (builder, "server_time", reply->server_ms);
  aft_value_builder_set_number (builder, "last_sequence", reply->last_sequence);
  aft_value_builder_set_string (builder, "last_chain", chain);
  aft_value_builder_set_number (builder, "backup_sequence", reply->backup_sequence);
  aft_value_builder_set_string (builder, "configuration_etag", reply->configuration_etag);
  set_ids (builder, "erase", &reply->erase);
  return end_document (builder);
}

static AftValue *
read_document (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftValue) document = aft_json_parse (text, length_bytes, &limits, error);
  if (document == NULL
      || !aft_reader_check_schema (document, AFT_HEARTBEAT_SCHEMA, "A heartbeat", error))
    return NULL;
  return g_steal_pointer (&document);
}

static gboolean
is_printable (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isprint (*text))
      return FALSE;
  return TRUE;
}

/* Copies into @ret_text, which has room for @most bytes and a NUL. */
static void
read_printable (AftReader *reader, const char *name, char *ret_text, gsize most)
{
  const char *text = aft_reader_get_text (reader, name);
  gboolean is_fit = strlen (text) <= most && is_printable (text);
  aft_reader_refuse_unless (reader, is_fit, name);
  g_strlcpy (ret_text, is_fit ? text : "", most + 1);
}

static gboolean
is_state (const char *text)
{
  gsize length = strlen (text);
  return length >= 1 && length <= AFT_HEARTBEAT_PRINTER_MAX
         && strspn (text, G_CSET_a_2_z "-") == length;
}

/* null or {"state":TEXT}: which states there are is for those two who speak of them. */
static void
read_printer (AftReader *reader, char *ret_state)
{
  const AftValue *printer = aft_value_get_member (reader->object, "printer");
  ret_state[0] = '\0';
  if (printer == NULL || aft_value_get_type (printer) != AFT_VALUE_OBJECT)
    {
      aft_reader_get (reader, "printer", AFT_VALUE_NULL);
      return;
    }
  AftReader inner = aft_reader_open (printer, "printer", 1);
  const char *state = aft_reader_get_text (&inner, "state");
  gboolean is_fit = inner.bad == NULL && is_state (state);
  aft_reader_refuse_unless (reader, is_fit, "printer");
  g_strlcpy (ret_state, is_fit ? state : "", AFT_HEARTBEAT_PRINTER_MAX + 1);
}

static gboolean
read_id (const AftValue *value, AftId *ret_id)
{
  const char *text = aft_value_get_string (value);
  if (text == NULL || !aft_id_from_text (text, ret_id))
    return FALSE;
  g_autofree char *written = aft_id_to_text (ret_id);
  return g_str_equal (written, text);
}

/* A list that may be missing. @is_strict: nor may it be too long, which of a reply is cut. */
static void
read_ids (AftReader *reader, const char *name, gboolean is_strict, AftHeartbeatIds *ret_ids)
{
  const AftValue *list = aft_value_get_member (reader->object, name);
  gsize length = aft_value_get_length (list);
  if (list == NULL)
    return;
  gboolean is_fit = aft_value_get_type (list) == AFT_VALUE_ARRAY && length > 0
                    && (!is_strict || length <= AFT_HEARTBEAT_IDS_MAX);
  for (gsize i = 0; i < MIN (length, AFT_HEARTBEAT_IDS_MAX) && is_fit; i++)
    is_fit = read_id (aft_value_get_item (list, i), &ret_ids->ids[i]);
  aft_reader_refuse_unless (reader, is_fit, name);
  ret_ids->count = is_fit ? (guint) MIN (length, AFT_HEARTBEAT_IDS_MAX) : 0;
}

gboolean
aft_heartbeat_parse (const char *text,
                     gsize length_bytes,
                     AftHeartbeat *ret_heartbeat,
                     GError **error)
{
  g_autoptr (AftValue) document = read_document (text, length_bytes, error);
  if (document == NULL)
    return FALSE;
  gboolean has_erased = aft_value_get_member (document, "erased") != NULL;
  AftReader reader
      = aft_reader_open (document, "number of members", has_erased ? MEMBERS + 1 : MEMBERS);
  AftHeartbeat heartbeat = {
    .queue = aft_reader_get_integer (&reader, "queue"),
    .disk_free_bytes = aft_reader_get_integer (&reader, "disk_free_bytes"),
    .clock_ms = aft_reader_get_integer (&reader, "clock_ms"),
    .boot_id = aft_reader_get_id (&reader, "boot_id"),
    .monotonic_ms = aft_reader_get_integer (&reader, "monotonic_ms"),
  };
  read_printable (&reader, "version", heartbeat.version, AFT_HEARTBEAT_VERSION_MAX);
  aft_reader_refuse_unless (&reader, heartbeat.version[0] != '\0', "version");
  read_printer (&reader, heartbeat.printer);
  read_ids (&reader, "erased", TRUE, &heartbeat.erased);
  if (!aft_reader_check (&reader, "A heartbeat", error))
    return FALSE;
  *ret_heartbeat = heartbeat;
  return TRUE;
}

/* "" or a strong tag in its quotes (RFC 9110 §8.8.3). */
static gboolean
is_etag (const char *text)
{
  gsize length = strlen (text);
  return length == 0
         || (length >= 2 && text[0] == '"' && strchr (text + 1, '"') == text + length - 1
             && strchr (text, ' ') == NULL);
}

gboolean
aft_heartbeat_reply_parse (const char *text,
                           gsize length_bytes,
                           AftHeartbeatReply *ret_reply,
                           GError **error)
{
  g_autoptr (AftValue) document = read_document (text, length_bytes, error);
  if (document == NULL)
    return FALSE;
  AftReader reader = aft_reader_open_reply (document, "form");
  AftHeartbeatReply reply = {
    .server_ms = aft_reader_get_integer (&reader, "server_time"),
    .last_sequence = aft_reader_get_integer (&reader, "last_sequence"),
    .last_chain = aft_reader_get_digest (&reader, "last_chain"),
    .backup_sequence = aft_reader_get_integer (&reader, "backup_sequence"),
  };
  read_printable (&reader, "configuration_etag", reply.configuration_etag, AFT_HEARTBEAT_ETAG_MAX);
  aft_reader_refuse_unless (&reader, is_etag (reply.configuration_etag), "configuration_etag");
  read_ids (&reader, "erase", FALSE, &reply.erase);
  if (!aft_reader_check (&reader, "A heartbeat's reply", error))
    return FALSE;
  *ret_reply = reply;
  return TRUE;
}
