/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that somebody is coming, from the collector to a kiosk. What is written is read back by
 * the kiosk's reader first. Who is told, and for how long it is true, is decided elsewhere. */
#include "aft-acknowledgement.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-reader-private.h"

void
aft_acknowledgement_free (AftAcknowledgement *acknowledgement)
{
  if (acknowledgement == NULL)
    return;
  g_free (acknowledgement->public_name);
  g_free (acknowledgement);
}

/* On one line, and nothing in it but what is seen: a name that writes from right to left over what
 * stands beside it is none. */
static gboolean
is_name (const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (at));
      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
          || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        return FALSE;
    }
  return length <= AFT_ACKNOWLEDGEMENT_NAME_MAX;
}

AftAcknowledgement *
aft_acknowledgement_parse (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftValue) document = aft_json_parse (text, length_bytes, &aft_json_limits_wire, error);
  if (document == NULL)
    return NULL;
  AftReader reader = aft_reader_open_reply (document, "form");
  AftId response_id = aft_reader_get_id (&reader, "response_id");
  const char *name = aft_reader_get_text (&reader, "public_name");
  gint64 since_ms = aft_reader_get_integer (&reader, "since");
  aft_reader_refuse_unless (&reader, is_name (name), "public_name");
  if (!aft_reader_check (&reader, "An acknowledgement", error))
    return NULL;
  AftAcknowledgement *acknowledgement = g_new0 (AftAcknowledgement, 1);
  *acknowledgement = (AftAcknowledgement){ response_id, g_strdup (name), since_ms };
  return acknowledgement;
}

char *
aft_acknowledgement_to_text (const AftAcknowledgement *acknowledgement, GError **error)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autofree char *id = aft_id_to_text (&acknowledgement->response_id);
  aft_value_builder_set_string (builder, "response_id", id);
  aft_value_builder_set_string (builder, "public_name", acknowledgement->public_name);
  aft_value_builder_set_number (builder, "since", (double) acknowledgement->since_ms);
  g_autoptr (AftValue) document = aft_value_builder_end (builder);
  g_autofree char *text = aft_json_to_canonical (document, error);
  g_autoptr (AftAcknowledgement) read
      = text != NULL ? aft_acknowledgement_parse (text, strlen (text), error) : NULL;
  return read != NULL ? g_steal_pointer (&text) : NULL;
}
