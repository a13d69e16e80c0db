/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The heartbeat, both ways: what is written reads back, and nothing else does. */
#include <string.h>

#include "aft-error.h"
#include "aft-hostile.h"
#include "aft-heartbeat.h"

static AftHeartbeat
make_heartbeat (void)
{
  AftHeartbeat heartbeat = {
    .version = "0.1.0~rc1",
    .queue = 200000,
    .disk_free_bytes = G_GUINT64_CONSTANT (9007199254740991),
    .clock_ms = 1700000000000,
    .monotonic_ms = 5,
  };
  gboolean is_id = aft_id_from_text ("018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f", &heartbeat.boot_id);
  g_assert_true (is_id);
  return heartbeat;
}

static AftHeartbeatReply
make_reply (const char *etag)
{
  AftHeartbeatReply reply = {
    .server_ms = 1700000000001,
    .last_sequence = 12,
    .last_chain = aft_digest_of_text ("twelve"),
    .backup_sequence = 7,
  };
  g_strlcpy (reply.configuration_etag, etag, sizeof reply.configuration_etag);
  return reply;
}

static gboolean
read_heartbeat (const char *text, gsize length, GError **error)
{
  AftHeartbeat heartbeat;
  return aft_heartbeat_parse (text, length, &heartbeat, error);
}

static gboolean
read_reply (const char *text, gsize length, GError **error)
{
  AftHeartbeatReply reply;
  return aft_heartbeat_reply_parse (text, length, &reply, error);
}

static void
test_the_printers_state_reads_back (void)
{
  g_autoptr (GError) error = NULL;
  AftHeartbeat sent = make_heartbeat ();
  AftHeartbeat read;
  g_strlcpy (sent.printer, "paper-out", sizeof sent.printer);
  g_autofree char *text = aft_heartbeat_to_text (&sent);
  g_assert_nonnull (strstr (text, "\"printer\":{\"state\":\"paper-out\"}"));
  g_assert_true (aft_heartbeat_parse (text, strlen (text), &read, &error));
  g_assert_cmpstr (read.printer, ==, "paper-out");
}

static void
test_a_printer_is_a_state_and_nothing_else (void)
{
  const char *const wrong[] = {
    "{\"state\":\"\"}",
    "{\"state\":\"Ready\"}",
    "{\"state\":\"a\\\"b\"}",
    "{\"state\":\"abcdefghijklmnopqrstuvwxy\"}",
    "{\"state\":1}",
    "{\"state\":\"ready\",\"more\":1}",
    "{}",
    "[\"ready\"]",
    "\"ready\"",
  };
  AftHeartbeat sent = make_heartbeat ();
  g_autofree char *good = aft_heartbeat_to_text (&sent);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (good);
      g_autofree char *member = g_strconcat ("\"printer\":", wrong[i], NULL);
      g_assert_cmpuint (g_string_replace (text, "\"printer\":null", member, 1), ==, 1);
      g_assert_false (read_heartbeat (text->str, text->len, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

static void
test_a_heartbeat_reads_back (void)
{
  g_autoptr (GError) error = NULL;
  AftHeartbeat sent = make_heartbeat ();
  AftHeartbeat read;
  g_autofree char *text = aft_heartbeat_to_text (&sent);
  g_assert_true (aft_heartbeat_parse (text, strlen (text), &read, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (read.version, ==, sent.version);
  g_assert_cmpuint (read.queue, ==, sent.queue);
  g_assert_cmpuint (read.disk_free_bytes, ==, sent.disk_free_bytes);
  g_assert_cmpint (read.clock_ms, ==, sent.clock_ms);
  g_assert_true (aft_id_equal (&read.boot_id, &sent.boot_id));
  g_assert_cmpint (read.monotonic_ms, ==, sent.monotonic_ms);
}

static void
test_a_reply_reads_back (void)
{
  const char *etags[] = { "", "\"\"", "\"v1\"" };
  for (guint i = 0; i < G_N_ELEMENTS (etags); i++)
    {
      g_autoptr (GError) error = NULL;
      AftHeartbeatReply sent = make_reply (etags[i]);
      AftHeartbeatReply read;
      g_autofree char *text = aft_heartbeat_reply_to_text (&sent);
      g_assert_true (aft_heartbeat_reply_parse (text, strlen (text), &read, &error));
      g_assert_no_error (error);
      g_assert_cmpint (read.server_ms, ==, sent.server_ms);
      g_assert_cmpuint (read.last_sequence, ==, sent.last_sequence);
      g_assert_true (aft_digest_equal (&read.last_chain, &sent.last_chain));
      g_assert_cmpuint (read.backup_sequence, ==, sent.backup_sequence);
      g_assert_cmpstr (read.configuration_etag, ==, etags[i]);
    }
}

static AftHeartbeatIds
make_ids (guint count)
{
  AftHeartbeatIds ids = { .count = count };
  for (guint i = 0; i < count; i++)
    ids.ids[i].bytes[0] = (guint8) (i + 1);
  return ids;
}

static void
assert_ids (const AftHeartbeatIds *ids, guint count)
{
  AftHeartbeatIds expected = make_ids (count);
  g_assert_cmpuint (ids->count, ==, count);
  for (guint i = 0; i < count; i++)
    g_assert_true (aft_id_equal (&ids->ids[i], &expected.ids[i]));
}

static void
test_what_is_to_be_erased_reads_back (void)
{
  const guint counts[] = { 0, 1, AFT_HEARTBEAT_IDS_MAX };
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GError) error = NULL;
      AftHeartbeat beat = make_heartbeat ();
      AftHeartbeat read;
      AftHeartbeatReply reply = make_reply ("");
      AftHeartbeatReply read_reply;
      beat.erased = reply.erase = make_ids (counts[i]);
      g_autofree char *first = aft_heartbeat_to_text (&beat);
      g_autofree char *second = aft_heartbeat_reply_to_text (&reply);
      g_assert_true (aft_heartbeat_parse (first, strlen (first), &read, &error));
      g_assert_no_error (error);
      g_assert_true (aft_heartbeat_reply_parse (second, strlen (second), &read_reply, &error));
      g_assert_no_error (error);
      assert_ids (&read.erased, counts[i]);
      assert_ids (&read_reply.erase, counts[i]);
      g_assert_cmpint (strstr (first, "erased") != NULL, ==, counts[i] > 0);
      g_assert_cmpint (strstr (second, "erase") != NULL, ==, counts[i] > 0);
    }
}

/* A later collector may say more at a time: what is left over comes with the next reply. */
static void
test_too_long_a_list_is_refused_and_a_reply_s_is_cut (void)
{
  g_autoptr (GError) error = NULL;
  AftHeartbeat beat = make_heartbeat ();
  AftHeartbeatReply reply = make_reply ("");
  AftHeartbeat read;
  AftHeartbeatReply read_reply;
  beat.erased = reply.erase = make_ids (AFT_HEARTBEAT_IDS_MAX);
  g_autofree char *first = aft_heartbeat_to_text (&beat);
  g_autofree char *second = aft_heartbeat_reply_to_text (&reply);
  g_autoptr (GString) longer = g_string_new (first);
  g_autoptr (GString) longer_reply = g_string_new (second);
  const char *more = "[\"ff000000-0000-0000-0000-000000000000\",";
  g_assert_cmpuint (g_string_replace (longer, "[", more, 1), ==, 1);
  g_assert_cmpuint (g_string_replace (longer_reply, "[", more, 1), ==, 1);
  g_assert_false (aft_heartbeat_parse (longer->str, longer->len, &read, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (
      aft_heartbeat_reply_parse (longer_reply->str, longer_reply->len, &read_reply, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (read_reply.erase.count, ==, AFT_HEARTBEAT_IDS_MAX);
}

static void
test_nothing_but_the_whole_is_accepted (void)
{
  AftHostileReader heartbeat_reader = { read_heartbeat, NULL, FALSE };
  AftHostileReader reply_reader = { read_reply, NULL, TRUE };
  AftHeartbeat heartbeat = make_heartbeat ();
  AftHeartbeatReply reply = make_reply ("\"v1\"");
  g_autofree char *first = aft_heartbeat_to_text (&heartbeat);
  g_autofree char *second = aft_heartbeat_reply_to_text (&reply);
  aft_hostile_assert_strict (&heartbeat_reader, first);
  aft_hostile_assert_strict (&reply_reader, second);
  aft_hostile_assert_passes_strangers (&reply_reader, second);
}

static void
test_the_first_released_form_reads (void)
{
  const char *names[] = { "heartbeat-1.json", "heartbeat-reply-1.json" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *path
          = g_test_build_filename (G_TEST_DIST, "data", "envelopes", names[i], NULL);
      gsize length = 0;
      g_assert_true (g_file_get_contents (path, &text, &length, &error));
      gboolean is_read
          = i == 0 ? read_heartbeat (text, length, &error) : read_reply (text, length, &error);
      g_assert_no_error (error);
      g_assert_true (is_read);
    }
}

static void
assert_edit (AftHostileRead read, const char *text, const char *from, const char *to, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) edited = g_string_new (text);
  g_assert_cmpuint (g_string_replace (edited, from, to, 1), ==, 1);
  g_assert_false (read (edited->str, edited->len, &error));
  g_assert_error (error, AFT_ERROR, code);
}

static void
test_texts_keep_their_limits (void)
{
  AftHeartbeat heartbeat = make_heartbeat ();
  AftHeartbeatReply reply = make_reply ("\"v1\"");
  g_autofree char *first = aft_heartbeat_to_text (&heartbeat);
  g_autofree char *second = aft_heartbeat_reply_to_text (&reply);
  const char *versions[] = { "", "012345678901234567890123456789012", "版本", "1\\n2", "1\\t2" };
  const char *etags[] = { "v1", "\\\"", "\\\"v\\\"1\\\"", "W/\\\"v1\\\"", "\\\"v 1\\\"" };
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    assert_edit (read_heartbeat, first, "0.1.0~rc1", versions[i], AFT_ERROR_INVALID);
  for (guint i = 0; i < G_N_ELEMENTS (etags); i++)
    assert_edit (read_reply, second, "\\\"v1\\\"", etags[i], AFT_ERROR_INVALID);
  g_autofree char *filling = g_strnfill (AFT_HEARTBEAT_ETAG_MAX - 1, 'x');
  g_autofree char *large = g_strdup_printf ("\\\"%s\\\"", filling);
  assert_edit (read_reply, second, "\\\"v1\\\"", large, AFT_ERROR_INVALID);
}

static void
test_size_and_schema_are_told_apart (void)
{
  AftHeartbeat heartbeat = make_heartbeat ();
  AftHeartbeatReply reply = make_reply ("");
  g_autofree char *blanks = g_strnfill (AFT_HEARTBEAT_MAX_BYTES, ' ');
  g_autofree char *first = aft_heartbeat_to_text (&heartbeat);
  g_autofree char *second = aft_heartbeat_reply_to_text (&reply);
  assert_edit (read_heartbeat, first, "}", blanks, AFT_ERROR_TOO_LARGE);
  assert_edit (read_reply, second, "}", blanks, AFT_ERROR_TOO_LARGE);
  assert_edit (read_heartbeat, first, "\"schema\":1", "\"schema\":2", AFT_ERROR_UNSUPPORTED);
  assert_edit (read_reply, second, "\"schema\":1", "\"schema\":2", AFT_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/heartbeat/a-heartbeat-reads-back", test_a_heartbeat_reads_back);
  g_test_add_func ("/wire/heartbeat/the-printers-state-reads-back",
                   test_the_printers_state_reads_back);
  g_test_add_func ("/wire/heartbeat/a-printer-is-a-state-and-nothing-else",
                   test_a_printer_is_a_state_and_nothing_else);
  g_test_add_func ("/wire/heartbeat/a-reply-reads-back", test_a_reply_reads_back);
  g_test_add_func ("/wire/heartbeat/what-is-to-be-erased-reads-back",
                   test_what_is_to_be_erased_reads_back);
  g_test_add_func ("/wire/heartbeat/too-long-a-list-is-refused-and-a-replys-is-cut",
                   test_too_long_a_list_is_refused_and_a_reply_s_is_cut);
  g_test_add_func ("/wire/heartbeat/nothing-but-the-whole-is-accepted",
                   test_nothing_but_the_whole_is_accepted);
  g_test_add_func ("/wire/heartbeat/the-first-released-form-reads",
                   test_the_first_released_form_reads);
  g_test_add_func ("/wire/heartbeat/texts-keep-their-limits", test_texts_keep_their_limits);
  g_test_add_func ("/wire/heartbeat/size-and-schema-are-told-apart",
                   test_size_and_schema_are_told_apart);
  return g_test_run ();
}
