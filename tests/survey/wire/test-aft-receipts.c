/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reply to an upload: whatever is not wholly a reply to what was sent says nothing. */
#include <string.h>

#include "aft-batch.h"
#include "aft-error.h"
#include "aft-hostile.h"
#include "aft-receipts.h"

static AftReceiptsHead
make_head (void)
{
  return (AftReceiptsHead){ 1700000000500, 3, aft_digest_of_text ("three") };
}

/* A receipt for each item, all stored but the last, which is refused. */
static GArray *
make_list (const AftEnvelope *envelope)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (AftReceipt));
  guint count = aft_envelope_get_count (envelope);
  for (guint i = 0; i < count; i++)
    {
      const AftItem *item = aft_envelope_get_item (envelope, i);
      AftReceipt receipt = {
        .sequence = item->sequence,
        .id = item->id,
        .digest = item->digest,
        .status = i == 0 ? AFT_RECEIPT_STORED : AFT_RECEIPT_DUPLICATE,
        .received_ms = 1700000000400,
      };
      if (i == count - 1)
        {
          receipt.status = AFT_RECEIPT_REFUSED;
          receipt.reason = AFT_REFUSAL_CONFLICT;
          receipt.detail = "It holds \"something\" else";
        }
      g_array_append_val (list, receipt);
    }
  return list;
}

static AftReceipts *
build (GArray *list)
{
  AftReceiptsBuilder *builder = aft_receipts_builder_new ();
  AftReceiptsHead head = make_head ();
  for (guint i = 0; i < list->len; i++)
    aft_receipts_builder_add (builder, &g_array_index (list, AftReceipt, i));
  return aft_receipts_builder_end (builder, &head);
}

static AftReceipts *
read_reply (const char *text)
{
  g_autoptr (GError) error = NULL;
  AftReceipts *receipts = aft_receipts_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  return receipts;
}

static void
assert_refused (const char *text, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftReceipts) receipts = aft_receipts_parse (text, strlen (text), &error);
  g_assert_null (receipts);
  g_assert_error (error, AFT_ERROR, code);
}

static void
assert_same (const AftReceipt *a, const AftReceipt *b)
{
  g_assert_cmpuint (a->sequence, ==, b->sequence);
  g_assert_true (aft_id_equal (&a->id, &b->id));
  g_assert_true (aft_digest_equal (&a->digest, &b->digest));
  g_assert_cmpint (a->status, ==, b->status);
  g_assert_cmpint (a->reason, ==, b->reason);
  g_assert_cmpstr (a->detail, ==, b->detail);
  g_assert_cmpint (a->received_ms, ==, b->received_ms);
}

static AftEnvelope *
make_envelope (AftBatch *batch, guint items)
{
  AftEnvelope *envelope = NULL;
  aft_batch_add (batch, AFT_ITEM_DRILL, items);
  g_autofree char *request = aft_batch_to_text (batch, &envelope);
  g_assert_nonnull (request);
  return envelope;
}

static void
test_what_is_written_reads_back (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftEnvelope) envelope = make_envelope (batch, 3);
  g_autoptr (GArray) list = make_list (envelope);
  g_autoptr (AftReceipts) built = build (list);
  g_autofree char *text = aft_receipts_to_text (built);
  g_autoptr (AftReceipts) read = read_reply (text);
  g_autoptr (GError) error = NULL;
  AftReceiptsHead head = make_head ();
  const AftReceiptsHead *found = aft_receipts_get_head (read);
  g_assert_cmpint (found->server_ms, ==, head.server_ms);
  g_assert_cmpuint (found->last_sequence, ==, head.last_sequence);
  g_assert_true (aft_digest_equal (&found->last_chain, &head.last_chain));
  g_assert_cmpuint (aft_receipts_get_count (read), ==, 3);
  for (guint i = 0; i < 3; i++)
    assert_same (aft_receipts_get (read, i), &g_array_index (list, AftReceipt, i));
  g_assert_true (aft_receipts_match (read, envelope, &error));
  g_assert_no_error (error);
}

static gboolean
read_anything (const char *text, gsize length, GError **error)
{
  g_autoptr (AftReceipts) receipts = aft_receipts_parse (text, length, error);
  return receipts != NULL;
}

static void
test_nothing_but_the_whole_is_accepted (AftBatch *batch, gconstpointer unused)
{
  const char *const optional[] = { "detail", NULL };
  AftHostileReader reader = { read_anything, optional, TRUE };
  g_autoptr (AftEnvelope) envelope = make_envelope (batch, 3);
  g_autoptr (GArray) list = make_list (envelope);
  g_autoptr (AftReceipts) built = build (list);
  g_autofree char *text = aft_receipts_to_text (built);
  aft_hostile_assert_strict (&reader, text);
  aft_hostile_assert_passes_strangers (&reader, text);
}

static char *
read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "envelopes", name, NULL);
  char *text = NULL;
  gboolean is_read = g_file_get_contents (path, &text, NULL, NULL);
  g_assert_true (is_read);
  return text;
}

static void
test_the_first_released_form_reads (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *request = read_fixture ("batch-1.json");
  g_autofree char *reply = read_fixture ("reply-1.json");
  g_autoptr (AftReceipts) receipts = read_reply (reply);
  g_autoptr (AftEnvelope) envelope = aft_envelope_parse (request, strlen (request), &error);
  g_assert_no_error (error);
  g_assert_true (aft_receipts_match (receipts, envelope, &error));
  g_assert_no_error (error);
}

static void
assert_no_match (GArray *list, const AftEnvelope *envelope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftReceipts) receipts = build (list);
  g_assert_false (aft_receipts_match (receipts, envelope, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_only_the_items_sent_in_their_order_match (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftEnvelope) envelope = make_envelope (batch, 4);
  g_autoptr (GArray) list = make_list (envelope);
  g_array_set_size (list, 3);
  assert_no_match (list, envelope);
  AftReceipt again = g_array_index (list, AftReceipt, 0);
  g_array_append_val (list, again);
  assert_no_match (list, envelope);
  g_array_append_val (list, again);
  assert_no_match (list, envelope);
  g_autoptr (GArray) swapped = make_list (envelope);
  AftReceipt first = g_array_index (swapped, AftReceipt, 0);
  g_array_index (swapped, AftReceipt, 0) = g_array_index (swapped, AftReceipt, 1);
  g_array_index (swapped, AftReceipt, 1) = first;
  assert_no_match (swapped, envelope);
  g_array_set_size (list, 0);
  assert_no_match (list, envelope);
}

static void
test_sequence_id_and_digest_must_all_match (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftEnvelope) envelope = make_envelope (batch, 2);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) list = make_list (envelope);
      AftReceipt *receipt = &g_array_index (list, AftReceipt, 1);
      if (i == 0)
        receipt->sequence++;
      else if (i == 1)
        receipt->id.bytes[15] ^= 1;
      else
        receipt->digest.bytes[31] ^= 1;
      assert_no_match (list, envelope);
    }
}

static void
test_what_a_captive_network_says_is_no_reply (void)
{
  const char *texts[] = {
    "",
    "{}",
    "[]",
    "null",
    "<!DOCTYPE html><html><body>Please sign in</body></html>",
    "{\"status\":\"ok\"}",
    "{\"schema\":1}",
  };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], AFT_ERROR_INVALID);
}

static void
assert_edit_refused (const char *text, const char *from, const char *to)
{
  g_autoptr (GString) edited = g_string_new (text);
  g_assert_cmpuint (g_string_replace (edited, from, to, 1), ==, 1);
  assert_refused (edited->str, AFT_ERROR_INVALID);
}

static void
test_words_that_are_not_known_are_no_receipt (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftEnvelope) envelope = make_envelope (batch, 3);
  g_autoptr (GArray) list = make_list (envelope);
  g_autoptr (AftReceipts) built = build (list);
  g_autofree char *text = aft_receipts_to_text (built);
  assert_edit_refused (text, "\"stored\"", "\"Stored\"");
  assert_edit_refused (text, "\"stored\"", "\"accepted\"");
  assert_edit_refused (text, "\"stored\"", "\"\"");
  assert_edit_refused (text, "\"conflict\"", "\"unlucky\"");
  assert_edit_refused (text, "\"conflict\"", "null");
  /* A reason without a refusal, or a detail. */
  assert_edit_refused (text, "\"refused\"", "\"stored\"");
  assert_edit_refused (text, "\"stored\",\"reason\":null,\"detail\":null",
                       "\"stored\",\"reason\":null,\"detail\":\"yes\"");
}

static void
test_a_later_schema_is_told_apart (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftEnvelope) envelope = make_envelope (batch, 1);
  g_autoptr (GArray) list = make_list (envelope);
  g_autoptr (AftReceipts) built = build (list);
  g_autofree char *text = aft_receipts_to_text (built);
  g_autoptr (GString) later = g_string_new (text);
  g_string_replace (later, "\"schema\":1", "\"schema\":2", 1);
  assert_refused (later->str, AFT_ERROR_UNSUPPORTED);
}

static void
test_a_detail_is_cut_and_cleaned (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftEnvelope) envelope = make_envelope (batch, 1);
  g_autoptr (GArray) list = make_list (envelope);
  g_autoptr (GString) words = g_string_new ("a\nb\x01\xff");
  for (guint i = 0; i < AFT_RECEIPTS_DETAIL_MAX; i++)
    g_string_append (words, "汤");
  g_array_index (list, AftReceipt, 0).detail = words->str;
  g_autoptr (AftReceipts) built = build (list);
  g_autofree char *text = aft_receipts_to_text (built);
  g_autoptr (AftReceipts) read = read_reply (text);
  const char *detail = aft_receipts_get (read, 0)->detail;
  g_assert_cmpint (g_utf8_strlen (detail, -1), ==, AFT_RECEIPTS_DETAIL_MAX);
  g_assert_true (g_str_has_prefix (detail, "a b \xef\xbf\xbd汤"));
}

/* What the collector can say at most, the kiosk can read. */
static void
test_the_largest_reply_is_read (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < AFT_RECEIPTS_DETAIL_MAX; i++)
    g_string_append (words, "😀");
  g_autoptr (AftReceiptsBuilder) builder = aft_receipts_builder_new ();
  for (guint i = 0; i < AFT_ENVELOPE_MAX_ITEMS; i++)
    {
      AftReceipt receipt = {
        .sequence = G_GUINT64_CONSTANT (9007199254740991),
        .id = batch->origin.device_id,
        .digest = aft_digest_of_text ("x"),
        .status = AFT_RECEIPT_REFUSED,
        .reason = AFT_REFUSAL_UNKNOWN_SURVEY,
        .detail = words->str,
        .received_ms = G_GINT64_CONSTANT (9007199254740991),
      };
      aft_receipts_builder_add (builder, &receipt);
    }
  AftReceiptsHead head = make_head ();
  g_autoptr (AftReceipts) built = aft_receipts_builder_end (g_steal_pointer (&builder), &head);
  g_autofree char *text = aft_receipts_to_text (built);
  g_assert_cmpuint (strlen (text), <=, AFT_RECEIPTS_MAX_BYTES);
  g_autoptr (AftReceipts) read = read_reply (text);
  g_assert_cmpuint (aft_receipts_get_count (read), ==, AFT_ENVELOPE_MAX_ITEMS);
  g_autofree char *blanks = g_strnfill (AFT_RECEIPTS_MAX_BYTES + 1 - strlen (text), ' ');
  g_autofree char *over = g_strconcat (text, blanks, NULL);
  assert_refused (over, AFT_ERROR_TOO_LARGE);
}

static void
test_one_receipt_is_kept_with_the_servers_time (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftEnvelope) envelope = make_envelope (batch, 1);
  g_autoptr (GArray) list = make_list (envelope);
  AftReceipt *receipt = &g_array_index (list, AftReceipt, 0);
  g_autofree char *id = aft_id_to_text (&receipt->id);
  g_autofree char *digest = aft_digest_to_text (&receipt->digest);
  g_autofree char *text = aft_receipt_to_text (receipt, 77);
  g_autofree char *expected
      = g_strdup_printf ("{\"sequence\":1,\"id\":\"%s\",\"digest\":\"%s\",\"status\":\"refused\","
                         "\"reason\":\"conflict\",\"detail\":\"It holds \\\"something\\\" else\","
                         "\"received_at\":1700000000400,\"server_time\":77}",
                         id, digest);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (aft_receipt_status_to_text (AFT_RECEIPT_DUPLICATE), ==, "duplicate");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/wire/receipts/" name, AftBatch, NULL, aft_batch_set_up, function,                  \
              aft_batch_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-written-reads-back", test_what_is_written_reads_back);
  ADD ("nothing-but-the-whole-is-accepted", test_nothing_but_the_whole_is_accepted);
  ADD ("the-first-released-form-reads", test_the_first_released_form_reads);
  ADD ("only-the-items-sent-in-their-order-match", test_only_the_items_sent_in_their_order_match);
  ADD ("sequence-id-and-digest-must-all-match", test_sequence_id_and_digest_must_all_match);
  g_test_add_func ("/wire/receipts/what-a-captive-network-says-is-no-reply",
                   test_what_a_captive_network_says_is_no_reply);
  ADD ("words-that-are-not-known-are-no-receipt", test_words_that_are_not_known_are_no_receipt);
  ADD ("a-later-schema-is-told-apart", test_a_later_schema_is_told_apart);
  ADD ("a-detail-is-cut-and-cleaned", test_a_detail_is_cut_and_cleaned);
  ADD ("the-largest-reply-is-read", test_the_largest_reply_is_read);
  ADD ("one-receipt-is-kept-with-the-servers-time", test_one_receipt_is_kept_with_the_servers_time);
  return g_test_run ();
}
