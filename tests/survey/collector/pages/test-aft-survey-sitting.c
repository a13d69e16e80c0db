/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A survey on a phone, request by request over a real store: what is stored, how often, marked as
 * what, and what becomes of states that are none of this sitting. */
#include <stdlib.h>
#include <string.h>

#include "aft-house-store-phones.h"
#include "aft-phone-fixture.h"
#include "aft-survey-limits.h"

#define TABLE "12"

typedef struct
{
  AftPhoneFixture phone;
  AftHouseCode *code;
  char *path;  /* of the complaint */
  char *state; /* of the last page */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  AftHouseFixture *house = &fixture->phone.house;
  aft_phone_fixture_set_up (&fixture->phone, NULL);
  fixture->code
      = aft_house_store_add_code_sync (house->store, &house->venue_id, TABLE, "test", NULL);
  g_assert_nonnull (fixture->code);
  fixture->path = g_strconcat ("/s/", fixture->code->code, "/complaint?l=en", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->state);
  g_free (fixture->path);
  aft_house_code_free (fixture->code);
  aft_phone_fixture_tear_down (&fixture->phone, NULL);
}

/* Keeps the state that stands in the page's form. */
static void
keep_state (Fixture *fixture)
{
  const char *at = strstr (fixture->phone.body, "name=\"state\" value=\"");
  g_free (fixture->state);
  fixture->state = NULL;
  if (at == NULL)
    return;
  at += strlen ("name=\"state\" value=\"");
  fixture->state = g_strndup (at, strcspn (at, "\""));
}

static void
begin (Fixture *fixture)
{
  g_assert_cmpint (aft_phone_fixture_ask (&fixture->phone, fixture->path, NULL), ==, 200);
  keep_state (fixture);
  g_assert_nonnull (fixture->state);
}

/* Sends @fields with the last state. */
static int
press (Fixture *fixture, const char *fields)
{
  g_autofree char *form = g_strconcat ("state=", fixture->state, "&", fields, NULL);
  int status = aft_phone_fixture_ask (&fixture->phone, fixture->path, form);
  if (strstr (fixture->phone.body, "name=\"state\"") != NULL)
    keep_state (fixture);
  return status;
}

/* Up to the last question: its answer ends it. */
static void
come_to_the_wish (Fixture *fixture)
{
  begin (fixture);
  g_assert_cmpint (press (fixture, "q0.2=1&act=next"), ==, 200);
  g_assert_cmpint (press (fixture, "q0=cold+%3Cb%3Esoup%3C%2Fb%3E&act=next"), ==, 200);
  aft_phone_fixture_assert_says (&fixture->phone, "cold &lt;b&gt;soup&lt;/b&gt;");
  g_assert_cmpint (press (fixture, "act=next"), ==, 200);
  aft_phone_fixture_assert_says (&fixture->phone, "What would you like us to do?");
}

static gint64
query (Fixture *fixture, const char *sql)
{
  return aft_house_fixture_query_beside (&fixture->phone.house, sql);
}

static gint64
count (Fixture *fixture)
{
  return query (fixture, "SELECT count(*) FROM response");
}

static void
test_a_complaint_is_stored_at_its_end (Fixture *fixture, gconstpointer data)
{
  come_to_the_wish (fixture);
  g_assert_cmpint (count (fixture), ==, 0);
  g_assert_cmpint (press (fixture, "q0=1"), ==, 200);
  aft_phone_fixture_assert_says (&fixture->phone, "PH-0001");
  aft_phone_fixture_assert_says (&fixture->phone, "href=\"/f/");
  g_assert_cmpint (count (fixture), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM response JOIN device ON device.ref ="
                                   " response.device WHERE channel = 1 AND kind = 1"),
                   ==, 1);
}

static void
test_looking_stores_nothing (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_autofree char *other_path = g_strconcat ("/s/", fixture->code->code, "/suggestion", NULL);
  g_assert_cmpint (aft_phone_fixture_ask (&fixture->phone, other_path, NULL), ==, 200);
  g_assert_cmpint (count (fixture), ==, 0);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM device WHERE channel = 1"), ==, 0);
  g_assert_null (fixture->phone.browser.cookie);
}

static void
test_the_same_end_twice_is_one_answer (Fixture *fixture, gconstpointer data)
{
  come_to_the_wish (fixture);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (press (fixture, "q0=1"), ==, 200);
      aft_phone_fixture_assert_says (&fixture->phone, "PH-0001");
    }
  g_assert_cmpint (count (fixture), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT sum(answers) FROM code_day"), ==, 1);
}

static void
test_the_codes_table_is_not_asked_for_and_kept (Fixture *fixture, gconstpointer data)
{
  come_to_the_wish (fixture);
  (void) press (fixture, "q0=1");
  g_assert_cmpint (query (fixture, "SELECT table_code FROM response"), ==, atoi (TABLE));
}

static void
test_words_are_sealed (Fixture *fixture, gconstpointer data)
{
  come_to_the_wish (fixture);
  (void) press (fixture, "q0=1");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM response WHERE answers LIKE '%soup%'"), ==,
                   0);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM sealed WHERE name = 'words'"), ==, 1);
}

static void
test_consent_names_the_text_that_was_read (Fixture *fixture, gconstpointer data)
{
  come_to_the_wish (fixture);
  g_assert_cmpint (press (fixture, "q0=3"), ==, 200);
  aft_phone_fixture_assert_says (&fixture->phone, "How we handle your data");
  g_assert_cmpint (press (fixture, "q0.0=1&act=next"), ==, 200);
  /* What the tick has brought is seen before it is passed. */
  aft_phone_fixture_assert_says (&fixture->phone, "new dishes");
  (void) press (fixture, "q0.0=1&act=next");
  (void) press (fixture, "q0=123&act=next");
  aft_phone_fixture_assert_says (&fixture->phone, "role=\"alert\"");
  (void) press (fixture, "q0=13800138000&act=next");
  g_assert_cmpint (press (fixture, "q0=&act=next"), ==, 200);
  aft_phone_fixture_assert_says (&fixture->phone, "PH-0001");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM consent WHERE callback = 1 AND offers = 0"
                                   " AND text_version LIKE '2026-11+%'"),
                   ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM sealed WHERE name = 'contact'"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM response WHERE answers LIKE '%138001%'"),
                   ==, 0);
}

static void
test_too_fast_is_marked_and_kept (Fixture *fixture, gconstpointer data)
{
  come_to_the_wish (fixture);
  (void) press (fixture, "q0=1");
  g_assert_cmpint (query (fixture, "SELECT marks FROM response"), ==, AFT_HOUSE_MARK_FAST);
}

static void
test_a_reader_is_not_marked (Fixture *fixture, gconstpointer data)
{
  come_to_the_wish (fixture);
  aft_fake_clock_advance_seconds (fixture->phone.house.fake, 40);
  (void) press (fixture, "q0=1");
  g_assert_cmpint (query (fixture, "SELECT marks FROM response"), ==, 0);
}

static void
test_the_same_phone_again_is_marked (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      come_to_the_wish (fixture);
      aft_fake_clock_advance_seconds (fixture->phone.house.fake, 40);
      (void) press (fixture, "q0=1");
      g_assert_nonnull (fixture->phone.browser.cookie);
    }
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM response WHERE marks = 0"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM response WHERE marks = 2"), ==, 1);
}

static void
test_many_are_marked_and_far_too_many_refused (Fixture *fixture, gconstpointer data)
{
  int status = 200;
  for (guint i = 0; i < 60 && status == 200; i++)
    {
      come_to_the_wish (fixture);
      status = press (fixture, "q0=1");
    }
  g_assert_cmpint (status, ==, 429);
  g_assert_nonnull (aft_http_reply_get_header (fixture->phone.reply, "Retry-After"));
  g_assert_cmpint (count (fixture), ==, 30);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM response WHERE marks & 4"), ==, 25);
  g_assert_cmpint (query (fixture, "SELECT sum(refused) FROM code_day"), ==, 1);
  /* What was turned away is still in the phone. */
  aft_fake_clock_advance_seconds (fixture->phone.house.fake, 60);
  g_assert_cmpint (press (fixture, "q0=1"), ==, 200);
  g_assert_cmpint (count (fixture), ==, 31);
}

static void
assert_begins_again (Fixture *fixture)
{
  g_assert_cmpint (fixture->phone.status, ==, 200);
  aft_phone_fixture_assert_says (&fixture->phone, "too old");
  aft_phone_fixture_assert_says (&fixture->phone, "What went wrong?");
  g_assert_cmpint (count (fixture), ==, 0);
}

static void
test_a_state_that_is_none_begins_again (Fixture *fixture, gconstpointer data)
{
  come_to_the_wish (fixture);
  fixture->state[40] = fixture->state[40] == 'A' ? 'B' : 'A';
  (void) press (fixture, "q0=1");
  assert_begins_again (fixture);
}

static void
test_a_state_of_another_day_begins_again (Fixture *fixture, gconstpointer data)
{
  come_to_the_wish (fixture);
  aft_fake_clock_advance_seconds (fixture->phone.house.fake, 25 * 3600);
  (void) press (fixture, "q0=1");
  assert_begins_again (fixture);
}

static void
test_a_state_of_another_code_begins_again (Fixture *fixture, gconstpointer data)
{
  AftHouseFixture *house = &fixture->phone.house;
  come_to_the_wish (fixture);
  g_autoptr (AftHouseCode) other
      = aft_house_store_add_code_sync (house->store, &house->venue_id, NULL, "test", NULL);
  g_free (fixture->path);
  fixture->path = g_strconcat ("/s/", other->code, "/complaint?l=en", NULL);
  (void) press (fixture, "q0=1");
  assert_begins_again (fixture);
}

static void
test_what_was_not_on_the_screen_is_no_answer (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  g_assert_cmpint (press (fixture, "q0.2=1&q7=3&q0.99=1&x=y&act=next"), ==, 200);
  g_assert_cmpint (press (fixture, "q0=&act=next"), ==, 200);
  g_assert_cmpint (press (fixture, "act=next"), ==, 200);
  g_assert_cmpint (press (fixture, "q0=99"), ==, 200);
  /* The wish is required. */
  aft_phone_fixture_assert_says (&fixture->phone, "Please answer this question.");
  g_assert_cmpint (count (fixture), ==, 0);
}

static void
test_a_revoked_code_opens_nothing (Fixture *fixture, gconstpointer data)
{
  AftHouseFixture *house = &fixture->phone.house;
  come_to_the_wish (fixture);
  g_assert_true (
      aft_house_store_revoke_code_sync (house->store, NULL, fixture->code->code, "test", NULL));
  g_assert_cmpint (press (fixture, "q0=1"), ==, 404);
  g_assert_cmpint (count (fixture), ==, 0);
}

static void
test_a_slips_guest_adds_to_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (&fixture->phone);
  g_autofree char *token = aft_phone_fixture_dup_token (&fixture->phone, response);
  g_free (fixture->path);
  fixture->path = g_strconcat ("/f/", token, "/say?l=en", NULL);

  g_assert_cmpint (aft_phone_fixture_ask (&fixture->phone, fixture->path, NULL), ==, 200);
  aft_phone_fixture_assert_says (&fixture->phone, "not received it yet");
  aft_phone_fixture_send (&fixture->phone, response);
  begin (fixture);
  for (guint i = 0; i < 6 && fixture->phone.status == 200; i++)
    {
      gboolean is_words = strstr (fixture->phone.body, "<textarea") != NULL;
      gboolean is_call = strstr (fixture->phone.body, "Shall we call you?") != NULL;
      (void) press (fixture, is_words ? "q0=more&act=next" : is_call ? "q0=1" : "act=next");
    }
  g_assert_cmpint (fixture->phone.status, ==, 303);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM response WHERE kind = 4"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(DISTINCT sitting_id) FROM response"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/pages/survey-sitting/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("a-complaint-is-stored-at-its-end", test_a_complaint_is_stored_at_its_end);
  ADD ("looking-stores-nothing", test_looking_stores_nothing);
  ADD ("the-same-end-twice-is-one-answer", test_the_same_end_twice_is_one_answer);
  ADD ("the-codes-table-is-not-asked-for-and-kept", test_the_codes_table_is_not_asked_for_and_kept);
  ADD ("words-are-sealed", test_words_are_sealed);
  ADD ("consent-names-the-text-that-was-read", test_consent_names_the_text_that_was_read);
  ADD ("too-fast-is-marked-and-kept", test_too_fast_is_marked_and_kept);
  ADD ("a-reader-is-not-marked", test_a_reader_is_not_marked);
  ADD ("the-same-phone-again-is-marked", test_the_same_phone_again_is_marked);
  ADD ("many-are-marked-and-far-too-many-refused", test_many_are_marked_and_far_too_many_refused);
  ADD ("a-state-that-is-none-begins-again", test_a_state_that_is_none_begins_again);
  ADD ("a-state-of-another-day-begins-again", test_a_state_of_another_day_begins_again);
  ADD ("a-state-of-another-code-begins-again", test_a_state_of_another_code_begins_again);
  ADD ("what-was-not-on-the-screen-is-no-answer", test_what_was_not_on_the_screen_is_no_answer);
  ADD ("a-revoked-code-opens-nothing", test_a_revoked_code_opens_nothing);
  ADD ("a-slips-guest-adds-to-it", test_a_slips_guest_adds_to_it);
#undef ADD
  return g_test_run ();
}
