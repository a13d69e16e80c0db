/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing an upload request, item by item, up to its limits. Bodies are canonical already and go in
 * as they are; what they hold was checked when they were recorded. */
#include <string.h>

#include "aft-envelope-private.h"
#include "aft-error.h"

#define ENDING "]}"

struct _AftEnvelopeBuilder
{
  AftEnvelopeOrigin origin;
  GString *text; /* without ENDING */
  GArray *items; /* AftItem */
};

AftEnvelopeBuilder *
aft_envelope_builder_new (const AftEnvelopeOrigin *origin)
{
  AftEnvelopeBuilder *builder = g_new0 (AftEnvelopeBuilder, 1);
  g_autofree char *device_id = aft_id_to_text (&origin->device_id);
  g_autofree char *boot_id = aft_id_to_text (&origin->boot_id);
  builder->origin = *origin;
  builder->items = aft_envelope_new_items ();
  builder->text = g_string_new (NULL);
  g_string_printf (
      builder->text,
      "{\"schema\":%d,\"device_id\":\"%s\",\"boot_id\":\"%s\",\"sent_ms\":%" G_GINT64_FORMAT
      ",\"monotonic_ms\":%" G_GINT64_FORMAT ",\"items\":[",
      AFT_ENVELOPE_SCHEMA, device_id, boot_id, origin->sent_ms, origin->monotonic_ms);
  return builder;
}

void
aft_envelope_builder_free (AftEnvelopeBuilder *builder)
{
  if (builder == NULL)
    return;
  g_clear_pointer (&builder->items, g_array_unref);
  if (builder->text != NULL)
    g_string_free (builder->text, TRUE);
  g_free (builder);
}

static void
write_link (GString *text, const AftItem *item)
{
  g_autofree char *previous = aft_digest_to_text (&item->previous);
  g_autofree char *chain = aft_digest_to_text (&item->chain);
  g_string_append_printf (text, "\"previous\":\"%s\",\"chain\":\"%s\",", previous, chain);
}

static void
write_item (GString *text, const AftItem *item)
{
  g_autofree char *id = aft_id_to_text (&item->id);
  g_autofree char *digest = aft_digest_to_text (&item->digest);
  g_string_append_printf (text,
                          "{\"sequence\":%" G_GUINT64_FORMAT ",\"id\":\"%s\",\"kind\":\"%s\",",
                          item->sequence, id, aft_item_kind_to_text (item->kind));
  if (item->kind != AFT_ITEM_SURVEY_DEFINITION)
    write_link (text, item);
  g_string_append_printf (text, "\"digest\":\"%s\",\"body\":", digest);
  g_string_append (text, item->body);
  g_string_append_c (text, '}');
}

gboolean
aft_envelope_builder_add (AftEnvelopeBuilder *builder, const AftItem *item)
{
  gsize before = builder->text->len;
  if (builder->items->len == AFT_ENVELOPE_MAX_ITEMS)
    return FALSE;
  if (builder->items->len > 0)
    g_string_append_c (builder->text, ',');
  write_item (builder->text, item);
  if (builder->text->len + strlen (ENDING) > AFT_ENVELOPE_MAX_BYTES)
    {
      g_string_truncate (builder->text, before);
      return FALSE;
    }
  AftItem copy = {
    .sequence = item->sequence,
    .id = item->id,
    .kind = item->kind,
    .is_linked = item->kind != AFT_ITEM_SURVEY_DEFINITION,
    .previous = item->previous,
    .chain = item->chain,
    .digest = item->digest,
    .body = g_strdup (item->body),
  };
  g_array_append_val (builder->items, copy);
  return TRUE;
}

gboolean
aft_envelope_builder_add_definition (AftEnvelopeBuilder *builder,
                                     const AftId *id,
                                     const char *canonical,
                                     GError **error)
{
  gsize length = strlen (canonical);
  AftItem item = {
    .id = *id,
    .kind = AFT_ITEM_SURVEY_DEFINITION,
    .digest = aft_digest_of (canonical, length),
    .body = canonical,
  };
  if (length > AFT_ITEM_DEFINITION_MAX_BYTES)
    g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE,
                 "A survey of more than %d bytes cannot be sent", AFT_ITEM_DEFINITION_MAX_BYTES);
  else if (!aft_envelope_builder_add (builder, &item))
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_BUSY, "The batch has no room for a survey");
  else
    return TRUE;
  return FALSE;
}

guint
aft_envelope_builder_get_count (const AftEnvelopeBuilder *builder)
{
  return builder->items->len;
}

AftEnvelope *
aft_envelope_builder_end (AftEnvelopeBuilder *builder, GBytes **ret_request)
{
  g_assert (builder->items->len > 0);
  g_string_append (builder->text, ENDING);
  *ret_request = g_string_free_to_bytes (g_steal_pointer (&builder->text));
  AftEnvelope *envelope
      = aft_envelope_new_take (&builder->origin, g_steal_pointer (&builder->items));
  aft_envelope_builder_free (builder);
  return envelope;
}
