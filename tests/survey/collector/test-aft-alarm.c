/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No case waits unseen: a real store, a robot on loopback, and a clock that is set. */
#include "aft-alarm.h"

#include <locale.h>
#include <string.h>

#include "aft-group-robot.h"
#include "aft-house-case-fixture.h"
#include "aft-house-store-drills.h"
#include "aft-json.h"
#include "aft-robot-receiver.h"
#include "aft-wait.h"

#define YES       "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"errcode\":0}"
#define LONG_MS   (48 * 3600 * 1000) /* longer than any first escalation, closed hours and all */
#define VENUE     "人民广场"
#define NOT_HAPPY "a guest is not happy"

typedef struct
{
  AftCaseFixture cases; /* first */
  AftRobotReceiver *receiver;
  AftNotifier *notifier;
  AftCatalogue *catalogue;
  AftAlarm *alarm;
  gboolean is_watched;
  guint asked;
} Fixture;

static gboolean
is_watched (const AftId *venue_id, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_assert_true (aft_id_equal (venue_id, &fixture->cases.house.venue_id));
  fixture->asked++;
  return fixture->is_watched;
}

/* Two pages of one, a page of another. */
static GArray *
list_listeners (const AftId *venue_id, gpointer user_data)
{
  const Fixture *fixture = user_data;
  GArray *users = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_array_append_val (users, fixture->cases.staff);
  g_array_append_val (users, fixture->cases.staff);
  g_array_append_val (users, fixture->cases.manager);
  return users;
}

static void
on_told (const AftNotifierTold *told, gpointer user_data)
{
  const Fixture *fixture = user_data;
  if (fixture->alarm != NULL)
    aft_alarm_note_told (fixture->alarm, told);
}

static void
on_failed (const GError *error, gpointer user_data)
{
  g_assert_no_error (error);
}

static void
start_alarm (Fixture *fixture)
{
  const AftAlarmOptions options = {
    .store = fixture->cases.house.store,
    .clock = fixture->cases.house.clock,
    .catalogue = fixture->catalogue,
    .notifier = fixture->notifier,
    .is_watched = is_watched,
    .list_listeners = list_listeners,
    .failed = on_failed,
    .user_data = fixture,
  };
  fixture->alarm = aft_alarm_new (&options);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GBytes *const none[AFT_LANGUAGES] = { NULL };
  g_autoptr (GError) error = NULL;
  aft_case_fixture_set_up (&fixture->cases, NULL);
  fixture->receiver = aft_robot_receiver_new ();
  aft_robot_receiver_answer (fixture->receiver, YES);
  g_autofree char *address = aft_robot_receiver_dup_address (fixture->receiver);
  g_autofree char *line = g_strconcat ("wecom ", address, NULL);
  const AftNotifierOptions options = {
    .robots = aft_group_robots_parse (line, &error),
    .clock = fixture->cases.house.clock,
    .sender = { .may_be_private = TRUE },
    .told = on_told,
    .user_data = fixture,
  };
  g_assert_no_error (error);
  fixture->notifier = aft_notifier_new (&options);
  fixture->catalogue = aft_catalogue_new (none, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  aft_alarm_free (fixture->alarm);
  aft_notifier_free (fixture->notifier);
  aft_catalogue_unref (fixture->catalogue);
  aft_robot_receiver_free (fixture->receiver);
  aft_case_fixture_tear_down (&fixture->cases, NULL);
}

/* What the robot was told in its @index-th message; waits for it. */
static char *
wait_for_text (Fixture *fixture, guint index)
{
  AFT_WAIT_UNTIL (aft_robot_receiver_count (fixture->receiver) > index);
  char *request = aft_robot_receiver_dup_request (fixture->receiver, index);
  char *body = g_strdup (strstr (request, "\r\n\r\n") + 4);
  g_free (request);
  return body;
}

static void
test_closed_console_is_told_by_the_robot (Fixture *fixture, gconstpointer data)
{
  start_alarm (fixture);
  g_autoptr (AftHouseCase) item = aft_case_complain (&fixture->cases);
  g_autofree char *text = wait_for_text (fixture, 0);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, NOT_HAPPY));
  g_assert_nonnull (strstr (text, item->number));
}

static void
test_open_console_needs_no_robot (Fixture *fixture, gconstpointer data)
{
  fixture->is_watched = TRUE;
  start_alarm (fixture);
  aft_house_case_free (aft_case_complain (&fixture->cases));
  AFT_WAIT_UNTIL (fixture->asked == 1);
  fixture->is_watched = FALSE;
  g_autoptr (AftHouseCase) second = aft_case_complain (&fixture->cases);
  g_autofree char *text = wait_for_text (fixture, 0);
  g_assert_nonnull (strstr (text, second->number));
  g_assert_cmpuint (aft_robot_receiver_count (fixture->receiver), ==, 1);
}

static void
test_nobody_came_goes_to_the_next_role (Fixture *fixture, gconstpointer data)
{
  fixture->is_watched = TRUE;
  start_alarm (fixture);
  g_autoptr (AftHouseCase) item = aft_case_complain (&fixture->cases);
  aft_fake_clock_advance_ms (fixture->cases.house.fake, LONG_MS);
  g_autofree char *text = wait_for_text (fixture, 0);
  g_assert_nonnull (strstr (text, "has waited too long"));
  g_assert_nonnull (strstr (text, item->number));
}

static void
test_what_was_due_meanwhile_is_made_up_for (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftHouseCase) item = aft_case_complain (&fixture->cases);
  aft_fake_clock_advance_ms (fixture->cases.house.fake, LONG_MS);
  fixture->is_watched = TRUE;
  start_alarm (fixture);
  g_autofree char *text = wait_for_text (fixture, 0);
  g_assert_nonnull (strstr (text, item->number));
}

static void
test_end_on_the_way_is_harmless (Fixture *fixture, gconstpointer data)
{
  start_alarm (fixture);
  aft_house_case_free (aft_case_complain (&fixture->cases));
  AFT_WAIT_UNTIL (fixture->asked == 1);
  g_clear_pointer (&fixture->alarm, aft_alarm_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (aft_notifier_count_waiting (fixture->notifier), ==, 0);
}

static AftHouseCase *
begin_drill (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseFixture *house = &fixture->cases.house;
  const AftHouseDrill drill = { .id = aft_id_generate (house->clock, house->random),
                                .venue_id = house->venue_id,
                                .actor = "collector" };
  AftHouseCase *item = aft_house_store_begin_drill_sync (house->store, &drill, &error);
  g_assert_no_error (error);
  return item;
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What the program has written into the case's history: each entry as JSON, sorted, a line each. */
static char *
dup_told (Fixture *fixture, const AftHouseCase *item)
{
  g_autoptr (GPtrArray) events = aft_case_list_events (&fixture->cases, &item->id);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < events->len; i++)
    {
      const AftHouseCaseEvent *event = events->pdata[i];
      const AftValue *told = aft_value_get_member (event->detail, "told");
      if (told == NULL)
        continue;
      g_assert_cmpint (event->kind, ==, AFT_CASE_EVENT_NOTE);
      g_assert_cmpstr (event->actor, ==, "collector");
      g_ptr_array_add (lines, aft_json_to_line (told));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static guint
count_lines (const char *text)
{
  guint count = *text != '\0' ? 1 : 0;
  for (const char *at = text; *at != '\0'; at++)
    count += *at == '\n' ? 1 : 0;
  return count;
}

static gboolean
has_told (Fixture *fixture, const AftHouseCase *item, guint count)
{
  g_autofree char *told = dup_told (fixture, item);
  return count_lines (told) == count;
}

static void
test_what_was_done_in_a_drill_is_kept (Fixture *fixture, gconstpointer data)
{
  start_alarm (fixture);
  g_autoptr (AftHouseCase) item = begin_drill (fixture);
  g_autofree char *staff = aft_id_to_text (&fixture->cases.staff);
  g_autofree char *manager = aft_id_to_text (&fixture->cases.manager);
  g_autofree char *text = wait_for_text (fixture, 0);
  g_assert_nonnull (strstr (text, "[Drill] "));
  AFT_WAIT_UNTIL (has_told (fixture, item, 3));
  g_autofree char *told = dup_told (fixture, item);
  g_autofree char *wanted = g_strdup_printf (
      "{\"consoles\":3,\"users\":[\"%s\",\"%s\"]}\n"
      "{\"event\":\"flagged\",\"result\":\"taken\",\"robot\":\"wecom\",\"tries\":1}\n"
      "{\"event\":\"flagged\",\"robots\":1}",
      staff, manager);
  g_assert_cmpstr (told, ==, wanted);
}

static void
test_of_a_real_case_nothing_is_kept (Fixture *fixture, gconstpointer data)
{
  start_alarm (fixture);
  g_autoptr (AftHouseCase) item = aft_case_complain (&fixture->cases);
  g_free (wait_for_text (fixture, 0));
  g_autoptr (AftHouseCase) drill = begin_drill (fixture);
  AFT_WAIT_UNTIL (has_told (fixture, drill, 3));
  g_assert_true (has_told (fixture, item, 0));
}

typedef struct
{
  const char *name;
  AftHouseChange change;
  const char *text; /* NULL: none */
} Wording;

static const Wording wordings[] = {
  { "complaint",
    { .event = AFT_CASE_EVENT_FLAGGED,
      .kind = AFT_CASE_KIND_COMPLAINT,
      .number = (char *) "A-0042" },
    VENUE ": a guest is not happy (A-0042). Nobody has the console open; please look." },
  { "call-with-table",
    { .event = AFT_CASE_EVENT_FLAGGED,
      .kind = AFT_CASE_KIND_CALL,
      .number = (char *) "A-0043",
      .table = (char *) "12" },
    VENUE ": a guest asks for staff (A-0043, table 12). Nobody has the console open; please go." },
  { "manager",
    { .event = AFT_CASE_EVENT_ESCALATED,
      .escalated_to = AFT_ROLE_MANAGER,
      .number = (char *) "A-0042" },
    VENUE ": A-0042 has waited too long. It is the manager's now." },
  { "owner-in-a-drill",
    { .event = AFT_CASE_EVENT_ESCALATED,
      .kind = AFT_CASE_KIND_DRILL,
      .escalated_to = AFT_ROLE_OWNER,
      .number = (char *) "A-0042" },
    "[Drill] " VENUE ": A-0042 has waited too long. It is the owner's now." },
  { "note-is-worth-no-word", { .event = AFT_CASE_EVENT_NOTE, .number = (char *) "A-0042" }, NULL },
};

static void
test_wording (gconstpointer data)
{
  const Wording *wording = data;
  GBytes *const none[AFT_LANGUAGES] = { NULL };
  g_autoptr (AftCatalogue) catalogue = aft_catalogue_new (none, NULL);
  g_autofree char *text = aft_alarm_dup_text (catalogue, AFT_LANGUAGE_EN, VENUE, &wording->change);
  g_assert_cmpstr (text, ==, wording->text);
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  add ("/collector/alarm/closed-console-is-told-by-the-robot",
       test_closed_console_is_told_by_the_robot);
  add ("/collector/alarm/open-console-needs-no-robot", test_open_console_needs_no_robot);
  add ("/collector/alarm/nobody-came-goes-to-the-next-role",
       test_nobody_came_goes_to_the_next_role);
  add ("/collector/alarm/what-was-due-meanwhile-is-made-up-for",
       test_what_was_due_meanwhile_is_made_up_for);
  add ("/collector/alarm/end-on-the-way-is-harmless", test_end_on_the_way_is_harmless);
  add ("/collector/alarm/what-was-done-in-a-drill-is-kept", test_what_was_done_in_a_drill_is_kept);
  add ("/collector/alarm/of-a-real-case-nothing-is-kept", test_of_a_real_case_nothing_is_kept);
  for (guint i = 0; i < G_N_ELEMENTS (wordings); i++)
    {
      g_autofree char *name = g_strconcat ("/collector/alarm/wording/", wordings[i].name, NULL);
      g_test_add_data_func (name, &wordings[i], test_wording);
    }
  return g_test_run ();
}
