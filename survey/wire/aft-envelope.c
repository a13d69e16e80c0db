/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The upload request as a value, and its strict reading. Two kinds of wrong are kept apart: what
 * makes the request unreadable, or a receipt impossible, refuses the whole; what is wrong within an
 * item is that item's fault, and the others go on.
 *
 * Not here: who may send it, and what is stored already (the collector, the store). */
#include "aft-envelope.h"

#include <string.h>

#include "aft-body-private.h"
#include "aft-body.h"
#include "aft-chain.h"
#include "aft-envelope-private.h"
#include "aft-error.h"
#include "aft-json-scanner.h"
#include "aft-reader-private.h"

#define MEMBERS            6
#define ITEM_MEMBERS       7
#define DEFINITION_MEMBERS 5

/* Levels above an item, and above its body. */
#define ITEM_LEVEL 2
#define BODY_LEVEL 3

struct _AftEnvelope
{
  gint references; /* atomic */
  AftEnvelopeOrigin origin;
  GArray *items; /* AftItem */
};

static void
clear_item (gpointer data)
{
  AftItem *item = data;
  g_free ((gpointer) item->body);
  g_free ((gpointer) item->detail);
  aft_response_unref (item->response);
}

GArray *
aft_envelope_new_items (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (AftItem));
  g_array_set_clear_func (items, clear_item);
  return items;
}

AftEnvelope *
aft_envelope_new_take (const AftEnvelopeOrigin *origin, GArray *items)
{
  AftEnvelope *envelope = g_new0 (AftEnvelope, 1);
  g_atomic_int_set (&envelope->references, 1);
  envelope->origin = *origin;
  envelope->items = items;
  return envelope;
}

AftEnvelope *
aft_envelope_ref (AftEnvelope *envelope)
{
  g_atomic_int_inc (&envelope->references);
  return envelope;
}

void
aft_envelope_unref (AftEnvelope *envelope)
{
  if (envelope == NULL || !g_atomic_int_dec_and_test (&envelope->references))
    return;
  g_array_unref (envelope->items);
  g_free (envelope);
}

const AftEnvelopeOrigin *
aft_envelope_get_origin (const AftEnvelope *envelope)
{
  return &envelope->origin;
}

guint
aft_envelope_get_count (const AftEnvelope *envelope)
{
  return envelope->items->len;
}

const AftItem *
aft_envelope_get_item (const AftEnvelope *envelope, guint index)
{
  g_assert (index < envelope->items->len);
  return &g_array_index (envelope->items, AftItem, index);
}

/* Is @value nested at most @depth levels deep? */
static gboolean
is_within (const AftValue *value, guint depth)
{
  AftValueType type = aft_value_get_type (value);
  if (type != AFT_VALUE_ARRAY && type != AFT_VALUE_OBJECT)
    return TRUE;
  if (depth == 0)
    return FALSE;
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    if (!is_within (type == AFT_VALUE_OBJECT ? aft_value_get_member_at (value, i)
                                             : aft_value_get_item (value, i),
                    depth - 1))
      return FALSE;
  return TRUE;
}

static gboolean
is_definition (const AftValue *item)
{
  AftItemKind kind = AFT_ITEM_UNKNOWN;
  return aft_item_kind_from_text (aft_value_get_member_string (item, "kind", NULL), &kind)
         && kind == AFT_ITEM_SURVEY_DEFINITION;
}

/* Are the members of @object, but for the one named @except, within @depth levels? */
static gboolean
is_within_except (const AftValue *object, const char *except, guint depth)
{
  for (gsize i = 0; i < aft_value_get_length (object); i++)
    if (!g_str_equal (aft_value_get_member_name (object, i), except)
        && !is_within (aft_value_get_member_at (object, i), depth))
      return FALSE;
  return TRUE;
}

/* Nothing but survey definitions may go deeper than the wire's levels. */
static gboolean
is_deep_in_definitions_only (const AftValue *document)
{
  const AftValue *items = aft_value_get_member (document, "items");
  if (aft_value_get_type (document) != AFT_VALUE_OBJECT
      || aft_value_get_type (items) != AFT_VALUE_ARRAY
      || !is_within_except (document, "items", AFT_ENVELOPE_MAX_DEPTH - 1))
    return FALSE;
  for (gsize i = 0; i < aft_value_get_length (items); i++)
    {
      const AftValue *item = aft_value_get_item (items, i);
      gboolean is_fit = is_definition (item)
                            ? is_within_except (item, "body", AFT_ENVELOPE_MAX_DEPTH - BODY_LEVEL)
                            : is_within (item, AFT_ENVELOPE_MAX_DEPTH - ITEM_LEVEL);
      if (!is_fit)
        return FALSE;
    }
  return TRUE;
}

/* Definitions are rare: only where the wire's own limit is passed is the document read again. */
static AftValue *
read_document (const char *text, gsize length_bytes, GError **error)
{
  const AftJsonLimits wire = { AFT_ENVELOPE_MAX_BYTES, AFT_ENVELOPE_MAX_DEPTH };
  const AftJsonLimits deeper
      = { AFT_ENVELOPE_MAX_BYTES, BODY_LEVEL + AFT_ENVELOPE_DEFINITION_MAX_DEPTH };
  g_autoptr (GError) first = NULL;
  g_autoptr (AftValue) document = aft_json_scan (text, length_bytes, &wire, &first);
  if (document != NULL)
    return g_steal_pointer (&document);
  if (g_error_matches (first, AFT_ERROR, AFT_ERROR_TOO_LARGE)
      && length_bytes <= AFT_ENVELOPE_MAX_BYTES)
    {
      document = aft_json_scan (text, length_bytes, &deeper, NULL);
      if (document != NULL && is_deep_in_definitions_only (document))
        return g_steal_pointer (&document);
    }
  g_propagate_error (error, g_steal_pointer (&first));
  return NULL;
}

/* Only the first thing that is wrong is told. */
static void
give_fault (AftItem *item, AftRefusal fault, const char *detail)
{
  if (item->fault != AFT_REFUSAL_NONE)
    return;
  item->fault = fault;
  item->detail = g_strdup (detail);
}

static void
take_error (AftItem *item, GError *error)
{
  gboolean is_large = g_error_matches (error, AFT_ERROR, AFT_ERROR_TOO_LARGE);
  give_fault (item, is_large ? AFT_REFUSAL_TOO_LARGE : AFT_REFUSAL_INVALID, error->message);
  g_error_free (error);
}

/* What is bad about the link to the row before; NULL: nothing. */
static const char *
read_link (AftItem *item, const AftValue *value, const AftId *device_id)
{
  AftReader reader = { value, NULL };
  item->previous = aft_reader_get_digest (&reader, "previous");
  item->chain = aft_reader_get_digest (&reader, "chain");
  aft_reader_refuse_unless (&reader, item->sequence > 0, "sequence");
  if (reader.bad != NULL)
    return reader.bad;
  AftDigest chain = aft_chain_next (device_id, item->sequence, &item->previous, &item->digest);
  item->is_linked = aft_digest_equal (&chain, &item->chain);
  return item->is_linked ? NULL : "chain";
}

/* The frame but for what the receipt names. */
static void
read_frame (AftItem *item, const AftValue *value, const AftId *device_id)
{
  AftReader reader = { value, NULL };
  const char *kind = aft_reader_get_text (&reader, "kind");
  gboolean is_known = aft_item_kind_from_text (kind, &item->kind);
  gboolean is_chained = item->kind != AFT_ITEM_SURVEY_DEFINITION;
  gsize members = is_chained ? ITEM_MEMBERS : DEFINITION_MEMBERS;
  const char *bad = is_chained ? read_link (item, value, device_id) : NULL;

  aft_reader_refuse_unless (&reader, is_known, "kind");
  aft_reader_refuse_unless (&reader, bad == NULL, bad);
  aft_reader_refuse_unless (&reader, is_chained == (item->sequence > 0), "sequence");
  aft_reader_get (&reader, "body", AFT_VALUE_OBJECT);
  aft_reader_refuse_unless (&reader, aft_value_get_length (value) == members, "number of members");
  GError *error = NULL;
  if (!aft_reader_check (&reader, "An item", &error))
    take_error (item, error);
}

static void
check_body (AftItem *item, const AftDigest *digest)
{
  gsize most = item->kind == AFT_ITEM_SURVEY_DEFINITION ? AFT_ITEM_DEFINITION_MAX_BYTES
                                                        : AFT_ITEM_MAX_BYTES;
  if (strlen (item->body) > most)
    give_fault (item, AFT_REFUSAL_TOO_LARGE, "An item whose body is too large");
  else if (!aft_digest_equal (digest, &item->digest))
    give_fault (item, AFT_REFUSAL_INVALID, "An item whose digest is not that of its body");
}

static void
check_response (AftItem *item)
{
  const char *kind = aft_response_kind_to_wire (aft_response_get_kind (item->response));
  if (!aft_id_equal (aft_response_get_id (item->response), &item->id))
    give_fault (item, AFT_REFUSAL_INVALID, "An item whose body has another id");
  else if (!g_str_equal (kind, aft_item_kind_to_text (item->kind)))
    give_fault (item, AFT_REFUSAL_INVALID, "An item whose body is of another kind");
}

/* The body is written from what was understood of it, and must give the digest: so who stores the
 * response can write it again. */
static void
read_response (AftItem *item, const AftValue *value)
{
  GError *error = NULL;
  AftDigest digest;
  item->response = aft_body_from_value (value, &error);
  if (item->response != NULL)
    item->body = aft_body_from_response (item->response, &digest, &error);
  if (item->body == NULL)
    {
      take_error (item, error);
      return;
    }
  check_body (item, &digest);
  check_response (item);
}

static void
read_other (AftItem *item, const AftValue *value)
{
  GError *error = NULL;
  item->body = aft_json_to_canonical (value, &error);
  if (item->body == NULL)
    {
      take_error (item, error);
      return;
    }
  AftDigest digest = aft_digest_of_text (item->body);
  check_body (item, &digest);
}

static void
read_body (AftItem *item, const AftValue *value)
{
  if (item->kind == AFT_ITEM_RESPONSE || item->kind == AFT_ITEM_CALL_STAFF)
    read_response (item, value);
  else
    read_other (item, value);
}

/* What a receipt names must be there; all else is the item's own fault. */
static gboolean
read_item (const AftValue *value, const AftId *device_id, AftItem *ret_item, GError **error)
{
  AftReader reader = { value, NULL };
  *ret_item = (AftItem){ .kind = AFT_ITEM_UNKNOWN };
  ret_item->sequence = aft_reader_get_integer (&reader, "sequence");
  ret_item->id = aft_reader_get_id (&reader, "id");
  ret_item->digest = aft_reader_get_digest (&reader, "digest");
  if (!aft_reader_check (&reader, "An item", error))
    return FALSE;
  read_frame (ret_item, value, device_id);
  if (ret_item->fault == AFT_REFUSAL_NONE)
    read_body (ret_item, aft_value_get_member (value, "body"));
  if (ret_item->fault != AFT_REFUSAL_NONE)
    {
      g_clear_pointer (&ret_item->response, aft_response_unref);
      g_clear_pointer ((char **) &ret_item->body, g_free);
    }
  return TRUE;
}

static gboolean
read_items (const AftValue *list, const AftId *device_id, GArray *items, GError **error)
{
  gsize count = aft_value_get_length (list);
  if (count > AFT_ENVELOPE_MAX_ITEMS)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "A batch of more than %d items",
                   AFT_ENVELOPE_MAX_ITEMS);
      return FALSE;
    }
  for (gsize i = 0; i < count; i++)
    {
      AftItem item;
      if (!read_item (aft_value_get_item (list, i), device_id, &item, error))
        {
          g_prefix_error (error, "items[%" G_GSIZE_FORMAT "]: ", i);
          return FALSE;
        }
      g_array_append_val (items, item);
    }
  return TRUE;
}

AftEnvelope *
aft_envelope_parse (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftValue) document = read_document (text, length_bytes, error);
  if (document == NULL
      || !aft_reader_check_schema (document, AFT_ENVELOPE_SCHEMA, "A batch", error))
    return NULL;
  AftReader reader = aft_reader_open (document, "number of members", MEMBERS);
  AftEnvelopeOrigin origin = {
    .device_id = aft_reader_get_id (&reader, "device_id"),
    .boot_id = aft_reader_get_id (&reader, "boot_id"),
    .sent_ms = aft_reader_get_integer (&reader, "sent_ms"),
    .monotonic_ms = aft_reader_get_integer (&reader, "monotonic_ms"),
  };
  const AftValue *list = aft_reader_get (&reader, "items", AFT_VALUE_ARRAY);
  aft_reader_refuse_unless (&reader, aft_value_get_length (list) > 0, "items");
  if (!aft_reader_check (&reader, "A batch", error))
    return NULL;
  g_autoptr (GArray) items = aft_envelope_new_items ();
  if (!read_items (list, &origin.device_id, items, error))
    return NULL;
  return aft_envelope_new_take (&origin, g_steal_pointer (&items));
}
