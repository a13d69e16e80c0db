/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The upload request: what makes it unreadable refuses the whole; what is wrong within an item is
 * that item's fault and no other's. */
#include <string.h>

#include "aft-batch.h"
#include "aft-body.h"
#include "aft-error.h"
#include "aft-hostile.h"

static AftEnvelope *
read_envelope (const char *text)
{
  g_autoptr (GError) error = NULL;
  AftEnvelope *envelope = aft_envelope_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_nonnull (envelope);
  return envelope;
}

static void
assert_refused (const char *text, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftEnvelope) envelope = aft_envelope_parse (text, strlen (text), &error);
  g_assert_null (envelope);
  g_assert_error (error, AFT_ERROR, code);
}

/* The batch's only or first item is at fault, and can still be named. */
static void
assert_fault (AftBatch *batch, AftRefusal fault)
{
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  g_autoptr (AftEnvelope) envelope = read_envelope (text);
  const AftItem *sent = aft_batch_get (batch, 0);
  const AftItem *item = aft_envelope_get_item (envelope, 0);
  g_assert_cmpint (item->fault, ==, fault);
  g_assert_cmpuint (item->sequence, ==, sent->sequence);
  g_assert_true (aft_id_equal (&item->id, &sent->id));
  g_assert_true (aft_digest_equal (&item->digest, &sent->digest));
  g_assert_true ((item->detail == NULL) == (fault == AFT_REFUSAL_NONE));
  g_assert_true ((item->body == NULL) == (fault != AFT_REFUSAL_NONE));
  for (guint i = 1; i < aft_envelope_get_count (envelope); i++)
    g_assert_cmpint (aft_envelope_get_item (envelope, i)->fault, ==, AFT_REFUSAL_NONE);
}

static gboolean
read_without_fault (const char *text, gsize length, GError **error)
{
  g_autoptr (AftEnvelope) envelope = aft_envelope_parse (text, length, error);
  if (envelope == NULL)
    return FALSE;
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    {
      const AftItem *item = aft_envelope_get_item (envelope, i);
      if (item->fault == AFT_REFUSAL_NONE)
        continue;
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, item->detail);
      return FALSE;
    }
  return TRUE;
}

static void
add_every_kind (AftBatch *batch)
{
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 1);
  aft_batch_add_definition (batch, "{\"pages\":[]}");
  aft_batch_add (batch, AFT_ITEM_CALL_STAFF, 1);
  aft_batch_add (batch, AFT_ITEM_CASE_ACTION, 1);
  aft_batch_add (batch, AFT_ITEM_DRILL, 1);
}

static void
test_every_kind_reads_back (AftBatch *batch, gconstpointer unused)
{
  add_every_kind (batch);
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  g_autoptr (AftEnvelope) envelope = read_envelope (text);
  const AftEnvelopeOrigin *origin = aft_envelope_get_origin (envelope);
  g_assert_true (aft_id_equal (&origin->device_id, &batch->origin.device_id));
  g_assert_true (aft_id_equal (&origin->boot_id, &batch->origin.boot_id));
  g_assert_cmpint (origin->sent_ms, ==, batch->origin.sent_ms);
  g_assert_cmpint (origin->monotonic_ms, ==, batch->origin.monotonic_ms);
  g_assert_cmpuint (aft_envelope_get_count (envelope), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      const AftItem *item = aft_envelope_get_item (envelope, i);
      const AftItem *sent = aft_batch_get (batch, i);
      g_assert_cmpstr (item->detail, ==, NULL);
      g_assert_cmpint (item->kind, ==, sent->kind);
      g_assert_cmpuint (item->sequence, ==, sent->sequence);
      g_assert_cmpint (item->is_linked, ==, sent->sequence > 0);
      g_assert_true (aft_digest_equal (&item->chain, &sent->chain));
      g_assert_true (aft_digest_equal (&item->previous, &sent->previous));
      g_assert_cmpstr (item->body, ==, sent->body);
      gboolean is_response = item->kind == AFT_ITEM_RESPONSE || item->kind == AFT_ITEM_CALL_STAFF;
      g_assert_true ((item->response != NULL) == is_response);
    }
}

static void
test_nothing_but_the_whole_is_accepted (AftBatch *batch, gconstpointer unused)
{
  AftHostileReader reader = { read_without_fault, NULL, FALSE };
  add_every_kind (batch);
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  aft_hostile_assert_strict (&reader, text);
}

/* tests/data/envelopes is made by a program of its own: a second opinion on every formula. */
static void
test_the_first_released_form_reads (AftBatch *batch, gconstpointer unused)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "envelopes", "batch-1.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  g_assert_true (read_without_fault (text, length, &error));
  g_assert_no_error (error);
  g_autoptr (AftEnvelope) envelope = read_envelope (text);
  g_assert_cmpuint (aft_envelope_get_count (envelope), ==, 6);
}

static void
test_200_items_and_no_more (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_DRILL, AFT_ENVELOPE_MAX_ITEMS);
  AftEnvelopeBuilder *builder = aft_envelope_builder_new (&batch->origin);
  guint count = 0;
  g_autoptr (GBytes) request = NULL;
  /* Drills are short enough to meet this limit first only without their links. */
  for (guint i = 0; i < AFT_ENVELOPE_MAX_ITEMS; i++)
    {
      AftItem item = *aft_batch_get (batch, i);
      item.kind = AFT_ITEM_SURVEY_DEFINITION;
      item.sequence = 0;
      count += aft_envelope_builder_add (builder, &item);
    }
  g_assert_cmpuint (count, ==, AFT_ENVELOPE_MAX_ITEMS);
  g_assert_false (aft_envelope_builder_add (builder, aft_batch_get (batch, 0)));
  g_assert_cmpuint (aft_envelope_builder_get_count (builder), ==, AFT_ENVELOPE_MAX_ITEMS);
  g_autoptr (AftEnvelope) sent = aft_envelope_builder_end (builder, &request);
  g_assert_cmpuint (aft_envelope_get_count (sent), ==, count);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (request, &length);
  g_autoptr (GString) text = g_string_new_len (bytes, length);
  g_autoptr (AftEnvelope) envelope = read_envelope (text->str);
  g_assert_cmpuint (aft_envelope_get_count (envelope), ==, AFT_ENVELOPE_MAX_ITEMS);
  const char *first = strstr (text->str, "{\"sequence\"");
  g_autofree char *item = g_strndup (first, strstr (first, "}},") + 2 - first);
  g_autofree char *one_more = g_strconcat (item, ",", NULL);
  g_string_insert (text, first - text->str, one_more);
  assert_refused (text->str, AFT_ERROR_TOO_LARGE);
}

static void
test_64_kib_and_no_more (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 1);
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  g_autofree char *blanks = g_strnfill (AFT_ENVELOPE_MAX_BYTES - strlen (text), ' ');
  g_autofree char *full = g_strconcat (text, blanks, NULL);
  g_autofree char *over = g_strconcat (full, " ", NULL);
  g_autoptr (AftEnvelope) envelope = read_envelope (full);
  g_assert_cmpuint (aft_envelope_get_count (envelope), ==, 1);
  g_assert_cmpuint (strlen (over), ==, 65537);
  assert_refused (over, AFT_ERROR_TOO_LARGE);
}

static char *
make_large_body (gsize bytes)
{
  g_autofree char *filling = g_strnfill (bytes - strlen ("{\"x\":\"\"}"), 'x');
  return g_strdup_printf ("{\"x\":\"%s\"}", filling);
}

static void
test_the_builder_stops_before_64_kib (AftBatch *batch, gconstpointer unused)
{
  AftId id = aft_id_generate (batch->sample.clock, batch->sample.random);
  for (gsize bytes = 900; bytes <= AFT_ITEM_MAX_BYTES; bytes += 1721)
    {
      AftEnvelopeBuilder *builder = aft_envelope_builder_new (&batch->origin);
      g_autoptr (GBytes) request = NULL;
      guint count = 0;
      g_array_set_size (batch->items, 0);
      do
        aft_batch_take (batch, AFT_ITEM_DRILL, &id, make_large_body (bytes));
      while (aft_envelope_builder_add (builder, aft_batch_get (batch, count)) && ++count > 0);
      g_autoptr (AftEnvelope) sent = aft_envelope_builder_end (builder, &request);
      gsize length = 0;
      const char *text = g_bytes_get_data (request, &length);
      g_autoptr (AftEnvelope) envelope = aft_envelope_parse (text, length, NULL);
      g_assert_nonnull (envelope);
      g_assert_cmpuint (aft_envelope_get_count (envelope), ==, count);
      g_assert_cmpuint (aft_envelope_get_count (sent), ==, count);
      g_assert_cmpuint (length, <=, AFT_ENVELOPE_MAX_BYTES);
      g_assert_cmpuint (length + bytes + 400, >, AFT_ENVELOPE_MAX_BYTES);
    }
}

static void
test_a_body_over_16_kib_is_that_items_fault (AftBatch *batch, gconstpointer unused)
{
  AftId id = aft_id_generate (batch->sample.clock, batch->sample.random);
  aft_batch_take (batch, AFT_ITEM_DRILL, &id, make_large_body (AFT_ITEM_MAX_BYTES));
  assert_fault (batch, AFT_REFUSAL_NONE);
  g_array_set_size (batch->items, 0);
  aft_batch_take (batch, AFT_ITEM_DRILL, &id, make_large_body (AFT_ITEM_MAX_BYTES + 1));
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 2);
  assert_fault (batch, AFT_REFUSAL_TOO_LARGE);
}

static void
test_a_definition_has_at_most_48_kib (AftBatch *batch, gconstpointer unused)
{
  g_autofree char *fits = make_large_body (AFT_ITEM_DEFINITION_MAX_BYTES);
  g_autofree char *large = make_large_body (AFT_ITEM_DEFINITION_MAX_BYTES + 1);
  aft_batch_add_definition (batch, fits);
  assert_fault (batch, AFT_REFUSAL_NONE);
  g_array_set_size (batch->items, 0);
  aft_batch_add_definition (batch, large);
  assert_fault (batch, AFT_REFUSAL_TOO_LARGE);
}

static void
test_the_builder_tells_no_room_from_too_large (AftBatch *batch, gconstpointer unused)
{
  g_autoptr (AftEnvelopeBuilder) builder = aft_envelope_builder_new (&batch->origin);
  g_autofree char *fits = make_large_body (AFT_ITEM_DEFINITION_MAX_BYTES);
  g_autofree char *large = make_large_body (AFT_ITEM_DEFINITION_MAX_BYTES + 1);
  AftId id = batch->origin.boot_id;
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;
  g_assert_true (aft_envelope_builder_add_definition (builder, &id, fits, NULL));
  g_assert_false (aft_envelope_builder_add_definition (builder, &id, fits, &first));
  g_assert_error (first, AFT_ERROR, AFT_ERROR_BUSY);
  g_assert_false (aft_envelope_builder_add_definition (builder, &id, large, &second));
  g_assert_error (second, AFT_ERROR, AFT_ERROR_TOO_LARGE);
  g_assert_cmpuint (aft_envelope_builder_get_count (builder), ==, 1);
}

static char *
make_nested (guint depth)
{
  g_autofree char *open = g_strnfill (depth - 1, '[');
  g_autofree char *shut = g_strnfill (depth - 1, ']');
  return g_strdup_printf ("{\"x\":%s%s}", open, shut);
}

static void
test_16_levels_on_the_wire (AftBatch *batch, gconstpointer unused)
{
  AftId id = aft_id_generate (batch->sample.clock, batch->sample.random);
  aft_batch_take (batch, AFT_ITEM_DRILL, &id, make_nested (13));
  assert_fault (batch, AFT_REFUSAL_NONE);
  for (guint depth = 14; depth < 40; depth += 25)
    {
      g_array_set_size (batch->items, 0);
      aft_batch_take (batch, AFT_ITEM_DRILL, &id, make_nested (depth));
      aft_batch_add_definition (batch, "{}");
      g_autofree char *text = aft_batch_to_text (batch, NULL);
      assert_refused (text, AFT_ERROR_TOO_LARGE);
    }
}

static void
test_the_deepest_answers_fit_on_the_wire (AftBatch *batch, gconstpointer unused)
{
  for (guint depth = 12; depth <= 13; depth++)
    {
      g_autofree char *nested = make_nested (depth);
      g_autoptr (GString) body = g_string_new (NULL);
      g_autoptr (AftResponse) response = aft_sample_response_new (
          batch->sample.clock, batch->sample.random, AFT_RESPONSE_EXIT, NULL);
      g_autofree char *whole = aft_body_from_response (response, NULL, NULL);
      const char *end = strstr (whole, ",\"boot_id\"");
      g_string_printf (body, "{\"answers\":%s%s", nested, end);
      g_array_set_size (batch->items, 0);
      aft_batch_take (batch, AFT_ITEM_RESPONSE, aft_response_get_id (response),
                      g_strdup (body->str));
      g_autofree char *text = aft_batch_to_text (batch, NULL);
      if (depth == 12)
        assert_fault (batch, AFT_REFUSAL_NONE);
      else
        assert_refused (text, AFT_ERROR_TOO_LARGE);
    }
}

static void
test_a_definition_has_160_levels (AftBatch *batch, gconstpointer unused)
{
  g_autofree char *fits = make_nested (AFT_ENVELOPE_DEFINITION_MAX_DEPTH);
  g_autofree char *deep = make_nested (AFT_ENVELOPE_DEFINITION_MAX_DEPTH + 1);
  aft_batch_add_definition (batch, fits);
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 1);
  assert_fault (batch, AFT_REFUSAL_NONE);
  g_array_set_size (batch->items, 0);
  aft_batch_add_definition (batch, deep);
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  assert_refused (text, AFT_ERROR_TOO_LARGE);
}

/* Being a definition allows depth in the body only, and only there. */
static void
test_depth_hides_nowhere_else (AftBatch *batch, gconstpointer unused)
{
  g_autofree char *nested = make_nested (30);
  aft_batch_add_definition (batch, "{}");
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  g_autofree char *in_item = g_strdup_printf ("\"stranger\":%s,\"digest\"", nested);
  g_autofree char *in_root = g_strdup_printf ("\"stranger\":%s,\"items\"", nested);
  g_autoptr (GString) first = g_string_new (text);
  g_autoptr (GString) second = g_string_new (text);
  g_assert_cmpuint (g_string_replace (first, "\"digest\"", in_item, 1), ==, 1);
  g_assert_cmpuint (g_string_replace (second, "\"items\"", in_root, 1), ==, 1);
  assert_refused (first->str, AFT_ERROR_TOO_LARGE);
  assert_refused (second->str, AFT_ERROR_TOO_LARGE);
}

static void
test_a_wrong_digest_is_that_items_fault (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 3);
  AftItem *item = aft_batch_get (batch, 0);
  g_free ((gpointer) item->body);
  item->body = g_strdup (aft_batch_get (batch, 1)->body);
  assert_fault (batch, AFT_REFUSAL_INVALID);
}

static void
test_swapped_ids_are_both_items_fault (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 3);
  AftId first = aft_batch_get (batch, 0)->id;
  aft_batch_get (batch, 0)->id = aft_batch_get (batch, 1)->id;
  aft_batch_get (batch, 1)->id = first;
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  g_autoptr (AftEnvelope) envelope = read_envelope (text);
  for (guint i = 0; i < 3; i++)
    {
      const AftItem *item = aft_envelope_get_item (envelope, i);
      g_assert_cmpint (item->fault, ==, i < 2 ? AFT_REFUSAL_INVALID : AFT_REFUSAL_NONE);
      g_assert_true (item->is_linked);
    }
}

static void
test_a_link_of_another_device_is_a_fault (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 1);
  batch->origin.device_id = batch->origin.boot_id;
  assert_fault (batch, AFT_REFUSAL_INVALID);
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  g_autoptr (AftEnvelope) envelope = read_envelope (text);
  g_assert_false (aft_envelope_get_item (envelope, 0)->is_linked);
  g_assert_nonnull (strstr (aft_envelope_get_item (envelope, 0)->detail, "chain"));
}

static void
test_a_kind_must_be_that_of_the_body (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_RESPONSE, 1);
  aft_batch_get (batch, 0)->kind = AFT_ITEM_CALL_STAFF;
  assert_fault (batch, AFT_REFUSAL_INVALID);
  g_array_set_size (batch->items, 0);
  aft_batch_add (batch, AFT_ITEM_CALL_STAFF, 1);
  aft_batch_get (batch, 0)->kind = AFT_ITEM_RESPONSE;
  assert_fault (batch, AFT_REFUSAL_INVALID);
}

static void
test_only_a_definition_stands_outside_the_chain (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_DRILL, 1);
  aft_batch_get (batch, 0)->sequence = 0;
  assert_fault (batch, AFT_REFUSAL_INVALID);
  g_array_set_size (batch->items, 0);
  aft_batch_add_definition (batch, "{}");
  aft_batch_get (batch, 0)->sequence = 1;
  assert_fault (batch, AFT_REFUSAL_INVALID);
}

static void
replace_in (char **text, const char *from, const char *to)
{
  g_autoptr (GString) edited = g_string_new (*text);
  g_assert_cmpuint (g_string_replace (edited, from, to, 1), ==, 1);
  g_free (*text);
  *text = g_strdup (edited->str);
}

static void
test_an_unknown_kind_is_that_items_fault (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_DRILL, 2);
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  replace_in (&text, "\"drill\"", "\"photograph\"");
  g_autoptr (AftEnvelope) envelope = read_envelope (text);
  const AftItem *item = aft_envelope_get_item (envelope, 0);
  g_assert_cmpint (item->kind, ==, AFT_ITEM_UNKNOWN);
  g_assert_cmpint (item->fault, ==, AFT_REFUSAL_INVALID);
  g_assert_true (item->is_linked);
  g_assert_cmpint (aft_envelope_get_item (envelope, 1)->fault, ==, AFT_REFUSAL_NONE);
}

static void
test_an_item_that_cannot_be_named_refuses_the_whole (AftBatch *batch, gconstpointer unused)
{
  const char *names[] = { "\"sequence\"", "\"id\"", "\"digest\"" };
  aft_batch_add (batch, AFT_ITEM_DRILL, 2);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = aft_batch_to_text (batch, NULL);
      replace_in (&text, names[i], "\"stranger\"");
      assert_refused (text, AFT_ERROR_INVALID);
    }
}

static void
test_order_and_blanks_do_not_matter (AftBatch *batch, gconstpointer unused)
{
  AftId id = batch->origin.boot_id;
  aft_batch_take (batch, AFT_ITEM_DRILL, &id, g_strdup ("{\"a\":1,\"b\":\"汤\"}"));
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  replace_in (&text, "{\"a\":1,\"b\":\"汤\"}", "{ \"b\" :\"\\u6c64\",\n\"a\":1.0e0 }");
  g_autoptr (AftEnvelope) envelope = read_envelope (text);
  const AftItem *item = aft_envelope_get_item (envelope, 0);
  g_assert_cmpint (item->fault, ==, AFT_REFUSAL_NONE);
  g_assert_cmpstr (item->body, ==, aft_batch_get (batch, 0)->body);
}

static void
test_what_cannot_be_stored_is_that_items_fault (AftBatch *batch, gconstpointer unused)
{
  AftId id = batch->origin.boot_id;
  aft_batch_take (batch, AFT_ITEM_DRILL, &id, g_strdup ("{\"a\":\"\\u0007\"}"));
  aft_batch_add (batch, AFT_ITEM_DRILL, 1);
  assert_fault (batch, AFT_REFUSAL_INVALID);
  g_array_set_size (batch->items, 0);
  aft_batch_take (batch, AFT_ITEM_DRILL, &id, g_strdup ("{\"a\":\"\\u0000\"}"));
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  assert_refused (text, AFT_ERROR_INVALID);
}

static void
test_a_name_twice_in_a_body_refuses_the_whole (AftBatch *batch, gconstpointer unused)
{
  AftId id = batch->origin.boot_id;
  aft_batch_take (batch, AFT_ITEM_DRILL, &id, g_strdup ("{\"a\":1,\"a\":1}"));
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  assert_refused (text, AFT_ERROR_INVALID);
}

static void
test_another_schema_is_told_apart (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_DRILL, 1);
  g_autofree char *later = aft_batch_to_text (batch, NULL);
  g_autofree char *none = g_strdup (later);
  replace_in (&later, "\"schema\":1", "\"schema\":2");
  replace_in (&none, "\"schema\":1", "\"schema\":0");
  assert_refused (later, AFT_ERROR_UNSUPPORTED);
  assert_refused (none, AFT_ERROR_INVALID);
}

static void
test_a_batch_of_nothing_is_invalid (AftBatch *batch, gconstpointer unused)
{
  aft_batch_add (batch, AFT_ITEM_DRILL, 1);
  g_autofree char *text = aft_batch_to_text (batch, NULL);
  g_autofree char *head = g_strndup (text, strstr (text, "\"items\"") - text);
  g_autofree char *empty = g_strconcat (head, "\"items\":[]}", NULL);
  assert_refused (empty, AFT_ERROR_INVALID);
}

static void
test_numbers_are_whole_and_exact (AftBatch *batch, gconstpointer unused)
{
  const char *numbers[] = { "-1", "1.5", "1e300", "9007199254740994", "\"1\"" };
  aft_batch_add (batch, AFT_ITEM_DRILL, 1);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text = aft_batch_to_text (batch, NULL);
      g_autofree char *number = g_strdup_printf ("\"sent_ms\":%s", numbers[i]);
      replace_in (&text, "\"sent_ms\":1700000000000", number);
      assert_refused (text, AFT_ERROR_INVALID);
    }
}

static void
test_names_have_one_form (void)
{
  AftItemKind kind = AFT_ITEM_UNKNOWN;
  AftRefusal refusal = AFT_REFUSAL_NONE;
  for (AftItemKind i = AFT_ITEM_RESPONSE; i < AFT_ITEM_UNKNOWN; i++)
    {
      g_assert_true (aft_item_kind_from_text (aft_item_kind_to_text (i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  for (AftRefusal i = AFT_REFUSAL_CONFLICT; i <= AFT_REFUSAL_UNKNOWN_SURVEY; i++)
    {
      g_assert_true (aft_refusal_from_text (aft_refusal_to_text (i), &refusal));
      g_assert_cmpint (refusal, ==, i);
    }
  g_assert_null (aft_item_kind_to_text (AFT_ITEM_UNKNOWN));
  g_assert_null (aft_refusal_to_text (AFT_REFUSAL_NONE));
  g_assert_false (aft_item_kind_from_text (NULL, &kind));
  g_assert_false (aft_item_kind_from_text ("Response", &kind));
  g_assert_false (aft_refusal_from_text (NULL, &refusal));
  g_assert_false (aft_refusal_from_text ("", &refusal));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/wire/envelope/" name, AftBatch, NULL, aft_batch_set_up, function,                  \
              aft_batch_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("every-kind-reads-back", test_every_kind_reads_back);
  ADD ("nothing-but-the-whole-is-accepted", test_nothing_but_the_whole_is_accepted);
  ADD ("the-first-released-form-reads", test_the_first_released_form_reads);
  ADD ("200-items-and-no-more", test_200_items_and_no_more);
  ADD ("64-kib-and-no-more", test_64_kib_and_no_more);
  ADD ("the-builder-stops-before-64-kib", test_the_builder_stops_before_64_kib);
  ADD ("a-body-over-16-kib-is-that-items-fault", test_a_body_over_16_kib_is_that_items_fault);
  ADD ("a-definition-has-at-most-48-kib", test_a_definition_has_at_most_48_kib);
  ADD ("the-builder-tells-no-room-from-too-large", test_the_builder_tells_no_room_from_too_large);
  ADD ("16-levels-on-the-wire", test_16_levels_on_the_wire);
  ADD ("the-deepest-answers-fit-on-the-wire", test_the_deepest_answers_fit_on_the_wire);
  ADD ("a-definition-has-160-levels", test_a_definition_has_160_levels);
  ADD ("depth-hides-nowhere-else", test_depth_hides_nowhere_else);
  ADD ("a-wrong-digest-is-that-items-fault", test_a_wrong_digest_is_that_items_fault);
  ADD ("swapped-ids-are-both-items-fault", test_swapped_ids_are_both_items_fault);
  ADD ("a-link-of-another-device-is-a-fault", test_a_link_of_another_device_is_a_fault);
  ADD ("a-kind-must-be-that-of-the-body", test_a_kind_must_be_that_of_the_body);
  ADD ("only-a-definition-stands-outside-the-chain",
       test_only_a_definition_stands_outside_the_chain);
  ADD ("an-unknown-kind-is-that-items-fault", test_an_unknown_kind_is_that_items_fault);
  ADD ("an-item-that-cannot-be-named-refuses-the-whole",
       test_an_item_that_cannot_be_named_refuses_the_whole);
  ADD ("order-and-blanks-do-not-matter", test_order_and_blanks_do_not_matter);
  ADD ("what-cannot-be-stored-is-that-items-fault", test_what_cannot_be_stored_is_that_items_fault);
  ADD ("a-name-twice-in-a-body-refuses-the-whole", test_a_name_twice_in_a_body_refuses_the_whole);
  ADD ("another-schema-is-told-apart", test_another_schema_is_told_apart);
  ADD ("a-batch-of-nothing-is-invalid", test_a_batch_of_nothing_is_invalid);
  ADD ("numbers-are-whole-and-exact", test_numbers_are_whole_and_exact);
  g_test_add_func ("/wire/envelope/names-have-one-form", test_names_have_one_form);
  return g_test_run ();
}
