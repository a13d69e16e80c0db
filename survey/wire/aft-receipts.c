/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reply to an upload: written by the collector, read and held against what was sent by the
 * kiosk. A reply that is not wholly as it should be says nothing at all: through a bad network much
 * looks like success.
 *
 * Not here: what is done with a receipt (the store). */
#include "aft-receipts.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-number.h"
#include "aft-reader-private.h"

/* Three levels are used; what a later collector adds may be deeper. */
#define DEPTH 8

struct _AftReceipts
{
  gint references; /* atomic */
  AftReceiptsHead head;
  GArray *list; /* AftReceipt, with a detail of its own */
};

struct _AftReceiptsBuilder
{
  GArray *list;
};

static const char *const status_names[] = {
  [AFT_RECEIPT_STORED] = "stored",
  [AFT_RECEIPT_DUPLICATE] = "duplicate",
  [AFT_RECEIPT_REFUSED] = "refused",
};

const char *
aft_receipt_status_to_text (AftReceiptStatus status)
{
  return status_names[status];
}

static void
clear_receipt (gpointer data)
{
  AftReceipt *receipt = data;
  g_free ((gpointer) receipt->detail);
}

static GArray *
new_list (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (AftReceipt));
  g_array_set_clear_func (list, clear_receipt);
  return list;
}

static AftReceipts *
receipts_new_take (const AftReceiptsHead *head, GArray *list)
{
  AftReceipts *receipts = g_new0 (AftReceipts, 1);
  g_atomic_int_set (&receipts->references, 1);
  receipts->head = *head;
  receipts->list = list;
  return receipts;
}

AftReceipts *
aft_receipts_ref (AftReceipts *receipts)
{
  g_atomic_int_inc (&receipts->references);
  return receipts;
}

void
aft_receipts_unref (AftReceipts *receipts)
{
  if (receipts == NULL || !g_atomic_int_dec_and_test (&receipts->references))
    return;
  g_array_unref (receipts->list);
  g_free (receipts);
}

const AftReceiptsHead *
aft_receipts_get_head (const AftReceipts *receipts)
{
  return &receipts->head;
}

guint
aft_receipts_get_count (const AftReceipts *receipts)
{
  return receipts->list->len;
}

const AftReceipt *
aft_receipts_get (const AftReceipts *receipts, guint index)
{
  g_assert (index < receipts->list->len);
  return &g_array_index (receipts->list, AftReceipt, index);
}

AftReceiptsBuilder *
aft_receipts_builder_new (void)
{
  AftReceiptsBuilder *builder = g_new0 (AftReceiptsBuilder, 1);
  builder->list = new_list ();
  return builder;
}

void
aft_receipts_builder_free (AftReceiptsBuilder *builder)
{
  if (builder == NULL)
    return;
  g_clear_pointer (&builder->list, g_array_unref);
  g_free (builder);
}

static char *
dup_detail (const char *detail)
{
  g_autofree char *valid = g_utf8_make_valid (detail, -1);
  gboolean is_long = g_utf8_strlen (valid, -1) > AFT_RECEIPTS_DETAIL_MAX;
  char *cut = is_long ? g_utf8_substring (valid, 0, AFT_RECEIPTS_DETAIL_MAX) : g_strdup (valid);
  for (char *place = cut; *place != '\0'; place++)
    if (g_ascii_iscntrl (*place))
      *place = ' ';
  return cut;
}

void
aft_receipts_builder_add (AftReceiptsBuilder *builder, const AftReceipt *receipt)
{
  AftReceipt copy = *receipt;
  gboolean is_refused = receipt->status == AFT_RECEIPT_REFUSED;
  g_assert (is_refused == (receipt->reason != AFT_REFUSAL_NONE));
  copy.detail = is_refused && receipt->detail != NULL ? dup_detail (receipt->detail) : NULL;
  g_array_append_val (builder->list, copy);
}

AftReceipts *
aft_receipts_builder_end (AftReceiptsBuilder *builder, const AftReceiptsHead *head)
{
  AftReceipts *receipts = receipts_new_take (head, g_steal_pointer (&builder->list));
  aft_receipts_builder_free (builder);
  return receipts;
}

/* @text in quotes, or null. */
static void
append_text (GString *json, const char *text)
{
  if (text == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  g_autoptr (AftValue) value = aft_value_new_string (text);
  g_autofree char *written = aft_json_to_line (value);
  g_string_append (json, written);
}

/* Up to 2^53, as all numbers of the wire. */
static void
append_integer (GString *json, const char *name, gint64 number)
{
  g_autofree char *text = aft_number_to_text ((double) number);
  g_string_append (json, name);
  g_string_append (json, text);
}

/* A text in which nothing is escaped. */
static void
append_word (GString *json, const char *name, const char *word)
{
  g_string_append (json, name);
  g_string_append (json, word);
  g_string_append_c (json, '"');
}

/* The members of a receipt, without braces. */
static void
append_receipt (GString *json, const AftReceipt *receipt)
{
  g_autofree char *id = aft_id_to_text (&receipt->id);
  g_autofree char *digest = aft_digest_to_text (&receipt->digest);
  append_integer (json, "\"sequence\":", (gint64) receipt->sequence);
  append_word (json, ",\"id\":\"", id);
  append_word (json, ",\"digest\":\"", digest);
  append_word (json, ",\"status\":\"", status_names[receipt->status]);
  g_string_append (json, ",\"reason\":");
  append_text (json, aft_refusal_to_text (receipt->reason));
  g_string_append (json, ",\"detail\":");
  append_text (json, receipt->detail);
  append_integer (json, ",\"received_at\":", receipt->received_ms);
}

char *
aft_receipt_to_text (const AftReceipt *receipt, gint64 server_ms)
{
  GString *json = g_string_new ("{");
  append_receipt (json, receipt);
  g_string_append_printf (json, ",\"server_time\":%" G_GINT64_FORMAT "}", server_ms);
  return g_string_free (json, FALSE);
}

char *
aft_receipts_to_text (const AftReceipts *receipts)
{
  GString *json = g_string_new (NULL);
  g_autofree char *chain = aft_digest_to_text (&receipts->head.last_chain);
  g_string_printf (json,
                   "{\"schema\":%d,\"server_time\":%" G_GINT64_FORMAT
                   ",\"last_sequence\":%" G_GUINT64_FORMAT ",\"last_chain\":\"%s\",\"items\":[",
                   AFT_RECEIPTS_SCHEMA, receipts->head.server_ms, receipts->head.last_sequence,
                   chain);
  for (guint i = 0; i < receipts->list->len; i++)
    {
      g_string_append (json, i > 0 ? ",{" : "{");
      append_receipt (json, aft_receipts_get (receipts, i));
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

static AftReceiptStatus
read_status (AftReader *reader)
{
  const char *text = aft_reader_get_text (reader, "status");
  for (guint i = 0; i < G_N_ELEMENTS (status_names); i++)
    if (g_str_equal (text, status_names[i]))
      return (AftReceiptStatus) i;
  aft_reader_refuse_unless (reader, FALSE, "status");
  return AFT_RECEIPT_REFUSED;
}

/* A text or null; borrowed. */
static const char *
read_optional (AftReader *reader, const char *name)
{
  AftValue *value = aft_value_get_member (reader->object, name);
  gboolean is_null = value != NULL && aft_value_is_null (value);
  return is_null ? NULL : aft_reader_get_text (reader, name);
}

static AftReceipt
read_receipt (AftReader *reader)
{
  AftReceipt receipt = {
    .sequence = aft_reader_get_integer (reader, "sequence"),
    .id = aft_reader_get_id (reader, "id"),
    .digest = aft_reader_get_digest (reader, "digest"),
    .status = read_status (reader),
    .received_ms = aft_reader_get_integer (reader, "received_at"),
  };
  const char *reason = read_optional (reader, "reason");
  const char *detail = read_optional (reader, "detail");
  gboolean is_refused = receipt.status == AFT_RECEIPT_REFUSED;
  gboolean is_reason = aft_refusal_from_text (reason, &receipt.reason);
  aft_reader_refuse_unless (reader, is_reason == is_refused && is_reason == (reason != NULL),
                            "reason");
  aft_reader_refuse_unless (
      reader,
      detail == NULL || (is_refused && g_utf8_strlen (detail, -1) <= AFT_RECEIPTS_DETAIL_MAX),
      "detail");
  receipt.detail = g_strdup (detail);
  return receipt;
}

static gboolean
read_list (const AftValue *items, GArray *list, GError **error)
{
  for (gsize i = 0; i < aft_value_get_length (items); i++)
    {
      AftReader reader = aft_reader_open_reply (aft_value_get_item (items, i), "form");
      AftReceipt receipt = read_receipt (&reader);
      g_array_append_val (list, receipt);
      if (!aft_reader_check (&reader, "A receipt", error))
        return FALSE;
    }
  return TRUE;
}

AftReceipts *
aft_receipts_parse (const char *text, gsize length_bytes, GError **error)
{
  const AftJsonLimits limits = { AFT_RECEIPTS_MAX_BYTES, DEPTH };
  g_autoptr (AftValue) document = aft_json_parse (text, length_bytes, &limits, error);
  if (document == NULL
      || !aft_reader_check_schema (document, AFT_RECEIPTS_SCHEMA, "A reply", error))
    return NULL;
  AftReader reader = aft_reader_open_reply (document, "form");
  AftReceiptsHead head = {
    .server_ms = aft_reader_get_integer (&reader, "server_time"),
    .last_sequence = aft_reader_get_integer (&reader, "last_sequence"),
    .last_chain = aft_reader_get_digest (&reader, "last_chain"),
  };
  const AftValue *items = aft_reader_get (&reader, "items", AFT_VALUE_ARRAY);
  aft_reader_refuse_unless (&reader, aft_value_get_length (items) <= AFT_ENVELOPE_MAX_ITEMS,
                            "items");
  g_autoptr (GArray) list = new_list ();
  if (!aft_reader_check (&reader, "A reply", error) || !read_list (items, list, error))
    return NULL;
  return receipts_new_take (&head, g_steal_pointer (&list));
}

static gboolean
is_of_item (const AftReceipt *receipt, const AftItem *item)
{
  return receipt->sequence == item->sequence && aft_id_equal (&receipt->id, &item->id)
         && aft_digest_equal (&receipt->digest, &item->digest);
}

gboolean
aft_receipts_match (const AftReceipts *receipts, const AftEnvelope *envelope, GError **error)
{
  guint count = aft_envelope_get_count (envelope);
  if (receipts->list->len != count)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "The reply has %u receipts for %u items",
                   receipts->list->len, count);
      return FALSE;
    }
  for (guint i = 0; i < count; i++)
    if (!is_of_item (aft_receipts_get (receipts, i), aft_envelope_get_item (envelope, i)))
      {
        g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                     "Receipt %u of the reply is not of the item that was sent", i + 1);
        return FALSE;
      }
  return TRUE;
}
