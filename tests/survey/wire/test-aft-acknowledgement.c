/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a kiosk is told of who comes: read back as written, and nothing else is believed. */
#include "aft-acknowledgement.h"

#include <string.h>

#include "aft-error.h"
#include "aft-hostile.h"

#define ID   "018bcfe5-6800-7d5e-8c3b-0a1b2c3d4e5f"
#define TEXT "{\"public_name\":\"王经理\",\"response_id\":\"" ID "\",\"since\":1700000000000}"

static gboolean
read_text (const char *text, gsize length, GError **error)
{
  g_autoptr (AftAcknowledgement) read = aft_acknowledgement_parse (text, length, error);
  return read != NULL;
}

static void
test_what_is_written_reads_back (void)
{
  g_autoptr (GError) error = NULL;
  AftAcknowledgement written
      = { .public_name = (char *) "王经理", .since_ms = G_GINT64_CONSTANT (1700000000000) };
  g_assert_true (aft_id_from_text (ID, &written.response_id));
  g_autofree char *text = aft_acknowledgement_to_text (&written, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, TEXT);
  g_autoptr (AftAcknowledgement) read = aft_acknowledgement_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_true (aft_id_equal (&read->response_id, &written.response_id));
  g_assert_cmpstr (read->public_name, ==, "王经理");
  g_assert_cmpint (read->since_ms, ==, written.since_ms);
}

static void
test_nothing_but_the_whole_is_accepted (void)
{
  AftHostileReader reader = { read_text, NULL, TRUE };
  aft_hostile_assert_strict (&reader, TEXT);
  aft_hostile_assert_passes_strangers (&reader, TEXT);
}

static void
test_a_name_is_one_line_of_what_is_seen (void)
{
  g_autofree char *longest = g_strnfill (AFT_ACKNOWLEDGEMENT_NAME_MAX, 'x');
  g_autofree char *longer = g_strnfill (AFT_ACKNOWLEDGEMENT_NAME_MAX + 1, 'x');
  const char *const bad[]
      = { longer, "a\nb", "a\tb", "\u202egnaw", "a\u2028b", "a\u200bb", "\x01" };
  AftAcknowledgement written = { .public_name = longest };
  g_autoptr (GError) none = NULL;
  g_autofree char *text = aft_acknowledgement_to_text (&written, &none);
  g_assert_no_error (none);
  g_assert_nonnull (text);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      written.public_name = (char *) bad[i];
      g_assert_null (aft_acknowledgement_to_text (&written, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

#define ADD(name, function) g_test_add_func ("/wire/acknowledgement/" name, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-written-reads-back", test_what_is_written_reads_back);
  ADD ("nothing-but-the-whole-is-accepted", test_nothing_but_the_whole_is_accepted);
  ADD ("a-name-is-one-line-of-what-is-seen", test_a_name_is_one_line_of_what_is_seen);
  return g_test_run ();
}
