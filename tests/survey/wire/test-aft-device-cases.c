/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a venue's open cases: read back as written, and held to its form. */
#include "aft-device-cases.h"

#include <string.h>

#include "aft-error.h"
#include "aft-hostile.h"

#define SERVER_MS G_GINT64_CONSTANT (1700000000000)

static AftDeviceCase *
make_case (guint8 number)
{
  const char *const aspects[] = { "service", "food", NULL };
  AftDeviceCase *item = g_new0 (AftDeviceCase, 1);
  item->id.bytes[0] = number;
  item->response_id.bytes[0] = number;
  item->has_response = TRUE;
  item->number = g_strdup_printf ("A-%04u", number);
  item->kind = AFT_CASE_KIND_CALL;
  item->state = AFT_CASE_STATE_WAITING;
  item->level = AFT_RISK_CRITICAL;
  item->table = g_strdup ("12");
  item->owner = g_strdup ("王经理");
  item->aspects = g_strdupv ((char **) aspects);
  item->flagged_ms = SERVER_MS - 60000;
  item->due_ms = SERVER_MS + 60000;
  return item;
}

static GPtrArray *
make_cases (guint count)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_device_case_free);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (cases, make_case ((guint8) (i + 1)));
  return cases;
}

static char *
write_cases (const GPtrArray *cases)
{
  g_autoptr (GError) error = NULL;
  char *text = aft_device_cases_to_text (cases, SERVER_MS, &error);
  g_assert_no_error (error);
  return text;
}

static gboolean
read_cases (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) cases = aft_device_cases_parse (text, length, NULL, error);
  return cases != NULL;
}

static void
test_what_is_written_reads_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = make_cases (2);
  AftDeviceCase *bare = g_ptr_array_index (cases, 1);
  gint64 server_ms = 0;
  bare->has_response = FALSE;
  bare->kind = AFT_CASE_KIND_DRILL;
  bare->due_ms = 0;
  g_clear_pointer (&bare->table, g_free);
  g_clear_pointer (&bare->owner, g_free);
  g_clear_pointer (&bare->aspects, g_strfreev);
  g_autofree char *text = write_cases (cases);
  g_autoptr (GPtrArray) read = aft_device_cases_parse (text, strlen (text), &server_ms, &error);
  g_assert_no_error (error);
  g_assert_cmpint (server_ms, ==, SERVER_MS);
  g_assert_cmpuint (read->len, ==, 2);
  const AftDeviceCase *first = g_ptr_array_index (read, 0);
  const AftDeviceCase *second = g_ptr_array_index (read, 1);
  g_assert_true (first->has_response && first->response_id.bytes[0] == 1);
  g_assert_cmpstr (first->number, ==, "A-0001");
  g_assert_cmpint (first->kind, ==, AFT_CASE_KIND_CALL);
  g_assert_cmpint (first->state, ==, AFT_CASE_STATE_WAITING);
  g_assert_cmpint (first->level, ==, AFT_RISK_CRITICAL);
  g_assert_cmpstr (first->table, ==, "12");
  g_assert_cmpstr (first->owner, ==, "王经理");
  g_assert_cmpstr (first->aspects[1], ==, "food");
  g_assert_cmpint (first->flagged_ms, ==, SERVER_MS - 60000);
  g_assert_cmpint (first->due_ms, ==, SERVER_MS + 60000);
  g_assert_false (second->has_response);
  g_assert_null (second->table);
  g_assert_null (second->owner);
  g_assert_cmpuint (g_strv_length (second->aspects), ==, 0);
}

static void
test_nothing_but_the_whole_is_accepted (void)
{
  const char *const optional[] = { "response_id", "table", "owner", NULL };
  AftHostileReader reader = { read_cases, optional, TRUE };
  g_autoptr (GPtrArray) cases = make_cases (1);
  g_autofree char *text = write_cases (cases);
  aft_hostile_assert_strict (&reader, text);
  aft_hostile_assert_passes_strangers (&reader, text);
}

/* A house in trouble has more than a desk can show. */
static void
test_no_more_are_written_than_are_read (void)
{
  g_autoptr (GPtrArray) cases = make_cases (AFT_DEVICE_CASES_MAX + 5);
  AftDeviceCase *busy = g_ptr_array_index (cases, 0);
  g_autoptr (GStrvBuilder) aspects = g_strv_builder_new ();
  for (guint i = 0; i < AFT_DEVICE_CASES_ASPECTS_MAX + 5; i++)
    g_strv_builder_add (aspects, "x");
  g_strfreev (busy->aspects);
  busy->aspects = g_strv_builder_end (aspects);
  g_autofree char *text = write_cases (cases);
  g_autoptr (GPtrArray) read = aft_device_cases_parse (text, strlen (text), NULL, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (read->len, ==, AFT_DEVICE_CASES_MAX);
  busy = g_ptr_array_index (read, 0);
  g_assert_cmpuint (g_strv_length (busy->aspects), ==, AFT_DEVICE_CASES_ASPECTS_MAX);
}

static void
test_a_text_that_is_no_line_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = make_cases (1);
  AftDeviceCase *item = g_ptr_array_index (cases, 0);
  g_free (item->owner);
  item->owner = g_strdup ("a\nb");
  g_assert_null (aft_device_cases_to_text (cases, SERVER_MS, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

#define ADD(name, function) g_test_add_func ("/wire/device-cases/" name, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-written-reads-back", test_what_is_written_reads_back);
  ADD ("nothing-but-the-whole-is-accepted", test_nothing_but_the_whole_is_accepted);
  ADD ("no-more-are-written-than-are-read", test_no_more_are_written_than_are_read);
  ADD ("a-text-that-is-no-line-is-refused", test_a_text_that_is_no_line_is_refused);
  return g_test_run ();
}
