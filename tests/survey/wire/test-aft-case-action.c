/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of what staff do at a desk, as it travels. */
#include "aft-case-action.h"

#include <string.h>

#include "aft-error.h"
#include "aft-fake-clock.h"
#include "aft-json.h"
#include "aft-seal.h"
#include "aft-seeded-random.h"

#define CASE_ID     "018f3c00-0000-7000-8000-000000000001"
#define RESPONSE_ID "018f3c00-0000-7000-8000-000000000002"
#define STAFF_ID    "018f3c00-0000-7000-8000-000000000003"
#define BOOT_ID     "018f3c00-0000-7000-8000-000000000004"

static AftId
read_id (const char *text)
{
  AftId id;
  g_assert_true (aft_id_from_text (text, &id));
  return id;
}

static AftCaseAction
make_action (AftCaseActionKind kind)
{
  AftCaseAction action = {
    .kind = kind,
    .has_case = TRUE,
    .case_id = read_id (CASE_ID),
    .has_response = TRUE,
    .response_id = read_id (RESPONSE_ID),
    .staff_id = read_id (STAFF_ID),
    .time_ms = 1763800000123,
    .boot_id = read_id (BOOT_ID),
    .monotonic_ms = 5000,
    .state = AFT_CASE_STATE_RECOVERED,
  };
  memset (action.salt, 0xa5, sizeof action.salt);
  return action;
}

static char *
write_body (const AftCaseAction *action)
{
  g_autoptr (GError) error = NULL;
  char *body = aft_case_action_to_body (action, &error);
  g_assert_no_error (error);
  return body;
}

static AftCaseAction *
read_body (const char *body)
{
  g_autoptr (GError) error = NULL;
  AftCaseAction *action = aft_case_action_parse (body, strlen (body), &error);
  g_assert_no_error (error);
  return action;
}

static void
test_both_ways (void)
{
  const AftCaseActionKind kinds[]
      = { AFT_CASE_ACTION_ACKNOWLEDGE, AFT_CASE_ACTION_CALLED, AFT_CASE_ACTION_CLOSE };
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AftCaseAction action = make_action (kinds[i]);
      action.has_case = kinds[i] != AFT_CASE_ACTION_CALLED;
      action.stated_cause = (char *) "slow-service";
      g_autofree char *body = write_body (&action);
      g_autoptr (AftCaseAction) read = read_body (body);
      g_assert_cmpint (read->kind, ==, kinds[i]);
      g_assert_cmpint (read->has_case, ==, action.has_case);
      g_assert_true (aft_id_equal (&read->response_id, &action.response_id));
      g_assert_true (aft_id_equal (&read->staff_id, &action.staff_id));
      g_assert_cmpint (read->time_ms, ==, action.time_ms);
      g_assert_cmpint (read->monotonic_ms, ==, action.monotonic_ms);
      g_assert_cmpmem (read->salt, sizeof read->salt, action.salt, sizeof action.salt);
      g_autofree char *again = write_body (read);
      g_assert_cmpstr (again, ==, body);
    }
}

static void
test_outcome (void)
{
  AftCaseAction action = make_action (AFT_CASE_ACTION_CLOSE);
  action.outcome = (char *) "argued-lost";
  action.root_cause = (char *) "kitchen-2";
  g_autofree char *body = write_body (&action);
  g_autoptr (AftCaseAction) read = read_body (body);
  g_assert_cmpint (read->state, ==, AFT_CASE_STATE_RECOVERED);
  g_assert_cmpstr (read->outcome, ==, "argued-lost");
  g_assert_cmpstr (read->root_cause, ==, "kitchen-2");
  g_assert_null (read->stated_cause);
}

static void
test_note (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = g_strdup ("客人明天再来");
  AftSealKey public_key;
  AftSealKey secret_key;
  AftId item_id = read_id (BOOT_ID);
  aft_seal_key_generate (&public_key, &secret_key);
  AftCaseAction action = make_action (AFT_CASE_ACTION_NOTE);
  action.note = aft_seal_make (&public_key, &item_id, AFT_SEALED_WORDS, words, &error);
  g_assert_no_error (error);
  g_autofree char *body = write_body (&action);
  g_assert_null (strstr (body, "客人"));
  g_autoptr (AftCaseAction) read = read_body (body);
  g_autofree char *opened = aft_seal_open (read->note, &public_key, &secret_key, &item_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (opened, ==, "客人明天再来");
  aft_sealed_part_free (action.note);
}

/* Each takes one text for another in a good body. */
static void
test_refused (void)
{
  const char *const changes[][2] = {
    { "\"schema\":1", "\"schema\":0" },
    { "\"action\":\"acknowledge\"", "\"action\":\"forget\"" },
    { "\"action\":\"acknowledge\"", "\"action\":\"note\"" },
    { "\"action\":\"acknowledge\"", "\"action\":\"close\"" },
    { "\"staff\":\"" STAFF_ID "\"", "\"staff\":null" },
    { "\"time\":1763800000123", "\"time\":-1" },
    { "\"time\":1763800000123", "\"time\":\"now\"" },
    { "\"note\":null", "\"note\":\"open words\"" },
    { "\"note\":null", "\"note\":null,\"more\":1" },
    { "\"outcome\":null,", "" },
    { "\"salt\":\"a5", "\"salt\":\"A5" },
    { "\"case\":\"" CASE_ID "\"", "\"case\":7" },
  };
  AftCaseAction action = make_action (AFT_CASE_ACTION_ACKNOWLEDGE);
  g_autofree char *body = write_body (&action);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) changed = g_string_new (body);
      g_assert_cmpuint (g_string_replace (changed, changes[i][0], changes[i][1], 1), ==, 1);
      g_assert_null (aft_case_action_parse (changed->str, changed->len, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

static void
test_of_something (void)
{
  g_autoptr (GError) error = NULL;
  AftCaseAction action = make_action (AFT_CASE_ACTION_ACKNOWLEDGE);
  action.has_case = FALSE;
  action.has_response = FALSE;
  g_assert_null (aft_case_action_to_body (&action, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_closed_state (void)
{
  g_autoptr (GError) error = NULL;
  AftCaseAction action = make_action (AFT_CASE_ACTION_CLOSE);
  action.state = AFT_CASE_STATE_WAITING;
  g_assert_null (aft_case_action_to_body (&action, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_clear_error (&error);
  action.state = AFT_CASE_STATE_LOST;
  action.outcome = (char *) "<b>";
  g_assert_null (aft_case_action_to_body (&action, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_later_schema (void)
{
  g_autoptr (GError) error = NULL;
  const char *body = "{\"schema\":2}";
  g_assert_null (aft_case_action_parse (body, strlen (body), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_null (aft_drill_parse (body, strlen (body), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
}

static void
test_drill (void)
{
  g_autoptr (GError) error = NULL;
  AftCaseAction action = make_action (AFT_CASE_ACTION_ACKNOWLEDGE);
  g_autofree char *body = aft_drill_to_body (&action, &error);
  g_assert_no_error (error);
  g_autoptr (AftCaseAction) read = aft_drill_parse (body, strlen (body), &error);
  g_assert_no_error (error);
  g_assert_true (aft_id_equal (&read->staff_id, &action.staff_id));
  g_assert_cmpint (read->time_ms, ==, action.time_ms);
  g_assert_null (aft_case_action_parse (body, strlen (body), &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

#define ADD(name, test) g_test_add_func ("/wire/case-action/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-written-is-read-back", test_both_ways);
  ADD ("a-close-says-how-it-ended", test_outcome);
  ADD ("a-note-travels-sealed", test_note);
  ADD ("anything-but-the-form-is-refused", test_refused);
  ADD ("an-action-is-on-something", test_of_something);
  ADD ("only-what-is-closed-ends-a-case", test_closed_state);
  ADD ("a-later-schema-is-not-guessed-at", test_later_schema);
  ADD ("a-drill-is-of-nobody-s-response", test_drill);
  return g_test_run ();
}
