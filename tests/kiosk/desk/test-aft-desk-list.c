/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of what the desk lists, with and without the collector's word. */
#include "aft-desk-list.h"

#include "aft-case-action.h"
#include "aft-device-cases.h"

#define START_MS G_GINT64_CONSTANT (1763800000000)

typedef struct
{
  GPtrArray *rows;
  GPtrArray *known; /* NULL: the collector cannot be asked */
  GPtrArray *staff;
  GPtrArray *cases; /* what came of it */
} Fixture;

/* An id that is always the same for the same @number. */
static AftId
make_id (guint number)
{
  AftId id = { { 0x01, 0x8f, 0x3c, 0, 0, 0, 0x70, 0, 0x80 } };
  id.bytes[AFT_ID_BYTES - 1] = (guint8) number;
  return id;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_desk_row_free);
  fixture->staff = aft_desk_staff_list_new ();
  AftDeskStaff person
      = { .id = make_id (200), .name = (char *) "王经理", .pin_hash = (char *) "x" };
  aft_desk_staff_list_add (fixture->staff, &person);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_ptr_array_unref (fixture->rows);
  g_ptr_array_unref (fixture->staff);
  g_clear_pointer (&fixture->known, g_ptr_array_unref);
  g_clear_pointer (&fixture->cases, g_ptr_array_unref);
}

static AftDeskRow *
add_row (Fixture *fixture, guint number, const char *kind, const char *told)
{
  AftDeskRow *row = g_new0 (AftDeskRow, 1);
  row->sequence = fixture->rows->len + 1;
  row->id = make_id (number);
  row->kind = g_strdup (kind);
  row->told = g_strdup (told);
  row->stored_ms = START_MS + fixture->rows->len * 60000;
  g_ptr_array_add (fixture->rows, row);
  return row;
}

static AftDeskRow *
add_action (Fixture *fixture, guint on, AftCaseActionKind kind, AftCaseState state)
{
  g_autoptr (GError) error = NULL;
  AftDeskRow *row = add_row (fixture, 100 + fixture->rows->len, "case-action", NULL);
  AftCaseAction action = {
    .kind = kind,
    .has_response = TRUE,
    .response_id = make_id (on),
    .staff_id = make_id (200),
    .boot_id = make_id (201),
    .state = state,
  };
  row->body = aft_case_action_to_body (&action, &error);
  g_assert_no_error (error);
  return row;
}

static void
add_known (Fixture *fixture, guint response, AftCaseState state)
{
  if (fixture->known == NULL)
    fixture->known = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_device_case_free);
  if (response == 0)
    return;
  AftDeviceCase *one = g_new0 (AftDeviceCase, 1);
  one->id = make_id (response + 50);
  one->has_response = TRUE;
  one->response_id = make_id (response);
  one->number = g_strdup_printf ("B-%04u", response);
  one->state = state;
  one->level = AFT_RISK_CRITICAL;
  one->aspects = g_new0 (char *, 1);
  one->flagged_ms = START_MS - response * 1000;
  one->due_ms = START_MS;
  g_ptr_array_add (fixture->known, one);
}

static void
make_list (Fixture *fixture, guint expected)
{
  AftDeskListParts parts = {
    .known = fixture->known,
    .rows = fixture->rows,
    .staff = fixture->staff,
    .letter = "A",
  };
  g_clear_pointer (&fixture->cases, g_ptr_array_unref);
  fixture->cases = aft_desk_list_make (&parts);
  g_assert_cmpuint (fixture->cases->len, ==, expected);
}

static const AftDeskCase *
get (Fixture *fixture, guint index)
{
  return g_ptr_array_index (fixture->cases, index);
}

static void
test_own (Fixture *fixture, gconstpointer unused)
{
  add_row (fixture, 1, "response", "complaint")->table = g_strdup ("12");
  add_row (fixture, 2, "call-staff", "call-staff");
  add_row (fixture, 3, "drill", NULL);
  make_list (fixture, 3);
  g_assert_cmpstr (get (fixture, 0)->number, ==, "A-0001");
  g_assert_cmpstr (get (fixture, 0)->table, ==, "12");
  g_assert_cmpint (get (fixture, 0)->kind, ==, AFT_CASE_KIND_COMPLAINT);
  g_assert_cmpint (get (fixture, 0)->level, ==, AFT_RISK_AT_RISK);
  g_assert_false (get (fixture, 0)->has_id);
  g_assert_cmpint (get (fixture, 1)->kind, ==, AFT_CASE_KIND_CALL);
  g_assert_cmpint (get (fixture, 2)->kind, ==, AFT_CASE_KIND_DRILL);
}

static void
test_done_here (Fixture *fixture, gconstpointer unused)
{
  add_row (fixture, 1, "call-staff", "call-staff");
  add_row (fixture, 2, "call-staff", "call-staff");
  add_action (fixture, 1, AFT_CASE_ACTION_ACKNOWLEDGE, 0)->is_sent = TRUE;
  add_action (fixture, 2, AFT_CASE_ACTION_CLOSE, AFT_CASE_STATE_LOST);
  make_list (fixture, 1);
  g_assert_cmpint (get (fixture, 0)->state, ==, AFT_CASE_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (get (fixture, 0)->owner, ==, "王经理");
}

static void
test_first_keeps_it (Fixture *fixture, gconstpointer unused)
{
  add_known (fixture, 1, AFT_CASE_STATE_IN_PROGRESS);
  AftDeviceCase *known = g_ptr_array_index (fixture->known, 0);
  known->owner = g_strdup ("Li");
  add_action (fixture, 1, AFT_CASE_ACTION_ACKNOWLEDGE, 0);
  make_list (fixture, 1);
  g_assert_cmpint (get (fixture, 0)->state, ==, AFT_CASE_STATE_IN_PROGRESS);
  g_assert_cmpstr (get (fixture, 0)->owner, ==, "Li");
}

static void
test_collectors_word (Fixture *fixture, gconstpointer unused)
{
  add_row (fixture, 1, "call-staff", "call-staff")->is_sent = TRUE; /* closed at the console */
  add_action (fixture, 2, AFT_CASE_ACTION_CLOSE, AFT_CASE_STATE_LOST)->is_sent = TRUE;
  add_known (fixture, 2, AFT_CASE_STATE_NEW); /* reopened there since */
  make_list (fixture, 1);
  g_assert_cmpstr (get (fixture, 0)->number, ==, "B-0002");
  g_assert_cmpint (get (fixture, 0)->state, ==, AFT_CASE_STATE_NEW);
  g_assert_cmpint (get (fixture, 0)->due_ms, ==, START_MS);
}

static void
test_on_the_way (Fixture *fixture, gconstpointer unused)
{
  add_known (fixture, 1, AFT_CASE_STATE_NEW);
  add_row (fixture, 2, "response", "complaint");
  add_action (fixture, 1, AFT_CASE_ACTION_ACKNOWLEDGE, 0);
  make_list (fixture, 2);
  g_assert_cmpint (get (fixture, 0)->state, ==, AFT_CASE_STATE_ACKNOWLEDGED);
  g_assert_cmpstr (get (fixture, 1)->number, ==, "A-0001");
}

/* It was sent between looking into the store and asking the collector. */
static void
test_once (Fixture *fixture, gconstpointer unused)
{
  add_row (fixture, 1, "response", "complaint");
  add_known (fixture, 1, AFT_CASE_STATE_NEW);
  make_list (fixture, 1);
  g_assert_true (get (fixture, 0)->has_id);
}

static void
test_oldest_first (Fixture *fixture, gconstpointer unused)
{
  add_known (fixture, 1, AFT_CASE_STATE_NEW);
  add_known (fixture, 9, AFT_CASE_STATE_WAITING);
  add_known (fixture, 4, AFT_CASE_STATE_OFFERED);
  make_list (fixture, 3);
  g_assert_cmpstr (get (fixture, 0)->number, ==, "B-0009");
  g_assert_cmpstr (get (fixture, 2)->number, ==, "B-0001");
}

static void
test_unreadable (Fixture *fixture, gconstpointer unused)
{
  add_row (fixture, 1, "response", "complaint")->body = g_strdup ("{\"half");
  add_row (fixture, 2, "case-action", NULL)->body = g_strdup ("{}");
  add_row (fixture, 3, "case-action", NULL);
  make_list (fixture, 1);
}

static void
test_nothing (Fixture *fixture, gconstpointer unused)
{
  make_list (fixture, 0);
  add_known (fixture, 0, AFT_CASE_STATE_NEW);
  make_list (fixture, 0);
}

#define ADD(name, test) g_test_add ("/desk/list/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("without-a-collector-it-is-what-this-kiosk-flagged", test_own);
  ADD ("what-was-done-here-shows", test_done_here);
  ADD ("who-has-it-keeps-it", test_first_keeps_it);
  ADD ("the-collector-s-word-counts-for-what-it-was-sent", test_collectors_word);
  ADD ("what-is-on-the-way-lies-over-it", test_on_the_way);
  ADD ("a-case-is-listed-once", test_once);
  ADD ("the-oldest-is-first", test_oldest_first);
  ADD ("what-cannot-be-read-is-not-guessed-at", test_unreadable);
  ADD ("no-case-is-an-empty-list", test_nothing);
  return g_test_run ();
}
