/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A venue's open cases between collector and kiosk. What is written is read by the kiosk's reader
 * first. Which cases those are is the store's, what staff see of them the desk's. */
#include "aft-device-cases.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-reader-private.h"

#define DEPTH 16

void
aft_device_case_free (AftDeviceCase *item)
{
  if (item == NULL)
    return;
  g_free (item->number);
  g_free (item->table);
  g_free (item->owner);
  g_strfreev (item->aspects);
  g_free (item);
}

/* -- reading --------------------------------------------------------------------------------- */

static gboolean
is_line (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return length >= 1 && length <= AFT_DEVICE_CASES_TEXT_MAX;
}

static char *
dup_line (AftReader *reader, const char *name)
{
  const char *text = aft_reader_get_text (reader, name);
  aft_reader_refuse_unless (reader, is_line (text), name);
  return g_strdup (text);
}

static gboolean
is_null (const AftReader *reader, const char *name)
{
  AftValue *value = aft_value_get_member (reader->object, name);
  return value != NULL && aft_value_is_null (value);
}

static char **
read_aspects (AftReader *reader)
{
  AftValue *list = aft_reader_get (reader, "aspects", AFT_VALUE_ARRAY);
  gsize count = aft_value_get_length (list);
  g_autoptr (GStrvBuilder) aspects = g_strv_builder_new ();
  aft_reader_refuse_unless (reader, count <= AFT_DEVICE_CASES_ASPECTS_MAX, "aspects");
  for (gsize i = 0; i < count && reader->bad == NULL; i++)
    {
      const char *text = aft_value_get_string (aft_value_get_item (list, i));
      aft_reader_refuse_unless (reader, text != NULL && is_line (text), "aspects");
      if (text != NULL)
        g_strv_builder_add (aspects, text);
    }
  return g_strv_builder_end (aspects);
}

static void
read_words (AftReader *reader, AftDeviceCase *item)
{
  gboolean is_kind = aft_case_kind_from_text (aft_reader_get_text (reader, "kind"), &item->kind);
  aft_reader_refuse_unless (reader, is_kind, "kind");
  gboolean is_state
      = aft_case_state_from_text (aft_reader_get_text (reader, "state"), &item->state);
  aft_reader_refuse_unless (reader, is_state, "state");
  gboolean is_level
      = aft_risk_level_from_text (aft_reader_get_text (reader, "level"), &item->level);
  aft_reader_refuse_unless (reader, is_level, "level");
}

static void
read_case (AftReader *document, const AftValue *value, GPtrArray *cases)
{
  AftReader reader = aft_reader_open_reply (value, "form");
  AftDeviceCase *item = g_new0 (AftDeviceCase, 1);
  g_ptr_array_add (cases, item);
  item->id = aft_reader_get_id (&reader, "id");
  item->has_response = !is_null (&reader, "response_id");
  if (item->has_response)
    item->response_id = aft_reader_get_id (&reader, "response_id");
  item->number = dup_line (&reader, "number");
  read_words (&reader, item);
  if (!is_null (&reader, "table"))
    item->table = dup_line (&reader, "table");
  if (!is_null (&reader, "owner"))
    item->owner = dup_line (&reader, "owner");
  item->aspects = read_aspects (&reader);
  item->flagged_ms = aft_reader_get_integer (&reader, "flagged");
  item->due_ms = aft_reader_get_integer (&reader, "due");
  aft_reader_refuse_unless (document, reader.bad == NULL, "cases");
}

GPtrArray *
aft_device_cases_parse (const char *text, gsize length_bytes, gint64 *ret_server_ms, GError **error)
{
  const AftJsonLimits limits = { AFT_DEVICE_CASES_MAX_BYTES, DEPTH };
  g_autoptr (GPtrArray) cases
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_device_case_free);
  g_autoptr (AftValue) document = aft_json_parse (text, length_bytes, &limits, error);
  if (document == NULL
      || !aft_reader_check_schema (document, AFT_DEVICE_CASES_SCHEMA, "A list of cases", error))
    return NULL;
  AftReader reader = aft_reader_open_reply (document, "form");
  gint64 server_ms = aft_reader_get_integer (&reader, "server_time");
  AftValue *list = aft_reader_get (&reader, "cases", AFT_VALUE_ARRAY);
  gsize count = aft_value_get_length (list);
  aft_reader_refuse_unless (&reader, count <= AFT_DEVICE_CASES_MAX, "cases");
  for (gsize i = 0; i < count && reader.bad == NULL; i++)
    read_case (&reader, aft_value_get_item (list, i), cases);
  if (!aft_reader_check (&reader, "A list of cases", error))
    return NULL;
  if (ret_server_ms != NULL)
    *ret_server_ms = server_ms;
  return g_steal_pointer (&cases);
}

/* -- writing --------------------------------------------------------------------------------- */

static void
set_id (AftValueBuilder *builder, const char *name, const AftId *id)
{
  g_autofree char *text = id != NULL ? aft_id_to_text (id) : NULL;
  aft_value_builder_set_string (builder, name, text);
}

static AftValue *
write_aspects (char **aspects)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  for (guint i = 0; aspects != NULL && aspects[i] != NULL && i < AFT_DEVICE_CASES_ASPECTS_MAX; i++)
    aft_value_builder_take (builder, aft_value_new_string (aspects[i]));
  return aft_value_builder_end (builder);
}

static AftValue *
write_case (const AftDeviceCase *item)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  set_id (builder, "id", &item->id);
  set_id (builder, "response_id", item->has_response ? &item->response_id : NULL);
  aft_value_builder_set_string (builder, "number", item->number);
  aft_value_builder_set_string (builder, "kind", aft_case_kind_to_text (item->kind));
  aft_value_builder_set_string (builder, "state", aft_case_state_to_text (item->state));
  aft_value_builder_set_string (builder, "level", aft_risk_level_to_text (item->level));
  aft_value_builder_set_string (builder, "table", item->table);
  aft_value_builder_set_string (builder, "owner", item->owner);
  aft_value_builder_set_take (builder, "aspects", write_aspects (item->aspects));
  aft_value_builder_set_number (builder, "flagged", (double) item->flagged_ms);
  aft_value_builder_set_number (builder, "due", (double) item->due_ms);
  return aft_value_builder_end (builder);
}

char *
aft_device_cases_to_text (const GPtrArray *cases, gint64 server_ms, GError **error)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < cases->len && i < AFT_DEVICE_CASES_MAX; i++)
    aft_value_builder_take (list, write_case (g_ptr_array_index (cases, i)));
  aft_value_builder_set_number (builder, "schema", AFT_DEVICE_CASES_SCHEMA);
  aft_value_builder_set_number (builder, "server_time", (double) server_ms);
  aft_value_builder_set_take (builder, "cases", aft_value_builder_end (list));
  g_autoptr (AftValue) document = aft_value_builder_end (builder);
  g_autofree char *text = aft_json_to_canonical (document, error);
  g_autoptr (GPtrArray) read
      = text != NULL ? aft_device_cases_parse (text, strlen (text), NULL, error) : NULL;
  return read != NULL ? g_steal_pointer (&text) : NULL;
}
