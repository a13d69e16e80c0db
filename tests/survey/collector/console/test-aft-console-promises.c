/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is promised to guests, on a case's page and on Today: made, kept, withdrawn, by whom; and
 * what the case's page says of a guest who is known. */
#include <string.h>

#include "aft-case-pages.h"
#include "aft-house-store-guests.h"
#include "aft-house-store-promises.h"
#include "aft-response-builder.h"

#define HOUR_MS G_GINT64_CONSTANT (3600000)
#define DAY_MS  (24 * HOUR_MS)

static void
pass (AftPageFixture *fixture, gint64 ms)
{
  aft_fake_clock_advance_us (fixture->house.fake, ms * 1000);
}

static AftHouseCase *
take (AftPageFixture *fixture, const char *name)
{
  AftHouseCase *item = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, name);
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  return item;
}

/* As somebody would fill it in: @due_ms in the venue's zone. */
static char *
dup_form (AftPageFixture *fixture, const char *text, const char *owner_name, gint64 due_ms)
{
  AftId owner = aft_page_fixture_get_user (fixture, owner_name);
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *event = aft_case_pages_dup_event (fixture);
  g_autofree char *owner_text = aft_id_to_text (&owner);
  g_autofree char *id_text = aft_id_to_text (&id);
  g_autofree char *encoded = g_uri_escape_string (text, NULL, FALSE);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (due_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *due = g_date_time_format (local, "%Y-%m-%dT%H%%3A%M");
  return g_strconcat (event, "&promise=", encoded, "&promise-owner=", owner_text,
                      "&promise-id=", id_text, "&promise-due=", due, NULL);
}

static void
promise (AftPageFixture *fixture, const AftHouseCase *item, const char *text, gint64 in_ms)
{
  g_autofree char *form
      = dup_form (fixture, text, "cai", aft_clock_get_real_ms (fixture->house.clock) + in_ms);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "promise", form), ==, 303);
}

static GPtrArray *
list (AftPageFixture *fixture, gboolean only_open)
{
  g_autoptr (GError) error = NULL;
  const AftHousePromiseQuery query = { .only_open = only_open, .limit = 100 };
  GPtrArray *promises = aft_house_store_list_promises_sync (fixture->house.store, &query, &error);
  g_assert_no_error (error);
  return promises;
}

static guint
count_open (AftPageFixture *fixture)
{
  g_autoptr (GPtrArray) open = list (fixture, TRUE);
  return open->len;
}

static int
end (AftPageFixture *fixture, const AftHouseCase *item, const char *act, const char *more)
{
  g_autoptr (GPtrArray) open = list (fixture, FALSE);
  g_autofree char *id = aft_id_to_text (&((AftHousePromise *) open->pdata[0])->id);
  g_autofree char *event = aft_case_pages_dup_event (fixture);
  g_autofree char *form = g_strconcat (event, "&promise=", id, more, NULL);
  return aft_case_pages_send (fixture, item, act, form);
}

/* -- made --------------------------------------------------------------------------------------
 */

static void
test_made (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture, "cai");
  promise (fixture, item, AFT_PAGE_HOSTILE, 3 * HOUR_MS);
  g_autoptr (GPtrArray) open = list (fixture, TRUE);
  g_assert_cmpint (((AftHousePromise *) open->pdata[0])->due_ms / 60000, ==,
                   (aft_clock_get_real_ms (fixture->house.clock) + 3 * HOUR_MS) / 60000);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Promised to the guest");
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_says (fixture, "Promised to guests");
  aft_page_fixture_assert_harmless (fixture);
}

/* Agreeing proposes the call back; whoever takes the words out promises nothing. */
static void
test_with_the_agreement (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture, "cai");
  gint64 due_ms = aft_clock_get_real_ms (fixture->house.clock) + DAY_MS;
  g_autofree char *fields = dup_form (fixture, "ring them", "bo", due_ms);
  g_autofree char *form = g_strconcat (fields, "&words=a+new+soup", NULL);
  g_autofree char *other = dup_form (fixture, " ", "bo", due_ms);
  g_autofree char *nothing = g_strconcat (other, "&words=a+new+soup", NULL);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Call the guest back and ask whether all is well");
  g_assert_cmpint (aft_case_pages_send (fixture, item, "agree", fields), ==, 409); /* on what? */
  g_assert_cmpuint (count_open (fixture), ==, 0);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "agree", form), ==, 303);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "agree", form), ==, 303);
  g_assert_cmpuint (count_open (fixture), ==, 1);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "agree", nothing), ==, 303);
  g_assert_cmpuint (count_open (fixture), ==, 1);
  g_autoptr (AftHouseCase) now = aft_case_pages_get (fixture, item);
  g_assert_cmpint (now->flow.agreed_ms, !=, 0);
}

static void
test_wrong_forms (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture, "cai");
  gint64 now_ms = aft_clock_get_real_ms (fixture->house.clock);
  g_autofree char *late = dup_form (fixture, "kept words", "cai", now_ms - HOUR_MS);
  g_autofree char *far = dup_form (fixture, "kept words", "cai", now_ms + 500 * DAY_MS);
  g_autofree char *empty = dup_form (fixture, "  ", "cai", now_ms + HOUR_MS);
  g_autofree char *stranger = dup_form (fixture, "kept words", "ding", now_ms + HOUR_MS);
  const char *const times[] = { "", "soon", "2026-13-40T99%3A99", "2026-11-23", "%3Cb%3E" };
  g_assert_cmpint (aft_case_pages_send (fixture, item, "promise", late), ==, 409);
  aft_page_fixture_assert_says (fixture, "Choose a time that is still to come.");
  aft_page_fixture_assert_says (fixture, "kept words"); /* as it was typed */
  g_assert_cmpint (aft_case_pages_send (fixture, item, "promise", far), ==, 409);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "promise", empty), ==, 409);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "promise", stranger), ==, 409);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *good = dup_form (fixture, "words", "cai", now_ms + HOUR_MS);
      *strstr (good, "&promise-due=") = '\0';
      g_autofree char *form = g_strconcat (good, "&promise-due=", times[i], NULL);
      g_assert_cmpint (aft_case_pages_send (fixture, item, "promise", form), ==, 409);
      aft_page_fixture_assert_says (fixture, "Choose the day and the time");
    }
  g_assert_cmpuint (count_open (fixture), ==, 0);
}

static void
test_by_whom (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture, "bo");
  gint64 due_ms = aft_clock_get_real_ms (fixture->house.clock) + HOUR_MS;
  g_autofree char *path = aft_page_fixture_dup_path ("/console/cases", &item->id, "promise");
  g_autofree char *form = dup_form (fixture, "words", "cai", due_ms);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_send (fixture, item, "promise", form), ==, 409);
  aft_page_fixture_assert_guarded (fixture, path);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_silent (fixture, "Promise something");
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_case_pages_send (fixture, item, "promise", form), ==, 404);
  g_assert_cmpuint (count_open (fixture), ==, 0);
}

/* -- kept and withdrawn ------------------------------------------------------------------------
 */

static void
test_kept (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture, "cai");
  promise (fixture, item, "ring them", HOUR_MS);
  g_assert_cmpint (end (fixture, item, "keep", "&words=they+are+content"), ==, 303);
  g_assert_cmpint (end (fixture, item, "keep", ""), ==, 303);
  g_assert_cmpuint (count_open (fixture), ==, 0);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Promise kept");
  aft_page_fixture_assert_says (fixture, "they are content");
  g_assert_cmpint (end (fixture, item, "withdraw", "&words=no"), ==, 409);
}

static void
test_withdrawn (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture, "cai");
  promise (fixture, item, "ring them", HOUR_MS);
  g_assert_cmpint (end (fixture, item, "withdraw", ""), ==, 409);
  g_assert_cmpuint (count_open (fixture), ==, 1);
  g_assert_cmpint (end (fixture, item, "withdraw", "&words=told+at+the+door"), ==, 303);
  g_assert_cmpuint (count_open (fixture), ==, 0);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Promise withdrawn");
}

/* One case's address does not end another's promise. */
static void
test_of_another_case (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture, "cai");
  g_autoptr (AftHouseCase) other = take (fixture, "cai");
  promise (fixture, item, "ring them", HOUR_MS);
  g_assert_cmpint (end (fixture, other, "keep", ""), ==, 409);
  g_assert_cmpuint (count_open (fixture), ==, 1);
}

static void
test_on_today (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture, "bo");
  promise (fixture, item, "ring B", 5 * HOUR_MS);
  promise (fixture, item, "ring A", HOUR_MS);
  g_autoptr (GPtrArray) open = list (fixture, TRUE);
  g_autofree char *done = aft_page_fixture_dup_path (
      "/console/promises", &((AftHousePromise *) open->pdata[0])->id, "done");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  g_assert_true (strstr (fixture->body, "ring A") < strstr (fixture->body, "ring B"));
  aft_page_fixture_assert_silent (fixture, "promises overdue");
  pass (fixture, 2 * HOUR_MS);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_says (fixture, "promises overdue");
  aft_page_fixture_assert_says (fixture, "class=\"late\">overdue by 1 h");
  aft_page_fixture_assert_says (fixture, "Keep what was promised: it is overdue");
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_silent (fixture, "ring A");
  g_assert_cmpint (aft_page_fixture_post (fixture, done, NULL, NULL), ==, 403);
  aft_page_fixture_assert_guarded (fixture, done);
  aft_page_fixture_sign_in (fixture, "cai"); /* whose promise it is */
  g_assert_cmpint (aft_page_fixture_post (fixture, done, NULL, NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
  aft_page_fixture_assert_says (fixture, "The promise is kept.");
  aft_page_fixture_assert_silent (fixture, "ring A");
}

/* Also with what no browser sends: the store says no. */
static void
test_closed_over (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = aft_case_pages_call (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  promise (fixture, item, "bring the bill", HOUR_MS);
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Promised and not done yet: 1.");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "close", "to", "closed-without-remedy"), ==,
                   409);
  aft_page_fixture_assert_says (fixture, "Something was promised and is not done yet");
  g_autofree char *event = aft_case_pages_dup_event (fixture);
  g_autofree char *form = g_strconcat (event, "&to=closed-without-remedy&words=bo+brings+it", NULL);
  g_assert_cmpint (aft_case_pages_send (fixture, item, "close", form), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console"), ==, 200);
  aft_page_fixture_assert_says (fixture, "bring the bill"); /* it is still to be done */
}

/* -- the guest ---------------------------------------------------------------------------------
 */

/* The guest with the number "1" is here; a complaint's case. */
static AftHouseCase *
visit (AftPageFixture *fixture, AftResponseKind kind, guint score)
{
  g_autoptr (GError) error = NULL;
  const AftConsent consent = { .callback = TRUE,
                               .text_version = "1",
                               .given_ms = aft_clock_get_real_ms (fixture->house.clock) };
  AftResponseBuilder *builder
      = aft_sample_builder_new (fixture->house.clock, fixture->house.random, kind, NULL);
  aft_response_builder_set_consent (builder, &consent);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  item.has_guest = TRUE;
  item.guest_key = aft_digest_of_text ("1");
  item.visit_score = score;
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  if (kind != AFT_RESPONSE_COMPLAINT)
    return NULL;
  return aft_house_store_get_case_of_sync (fixture->house.store, aft_response_get_id (response),
                                           NULL);
}

static AftId
get_guest (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftDigest key = aft_digest_of_text ("1");
  g_autoptr (AftHouseGuest) guest
      = aft_house_store_find_guest_sync (fixture->house.store, &key, &error);
  g_assert_no_error (error);
  return guest->id;
}

static void
test_first_visit (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = visit (fixture, AFT_RESPONSE_COMPLAINT, 1);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "First visit, as far as is known");
  aft_page_fixture_assert_says (fixture, "What you can say<");
  aft_page_fixture_assert_says (fixture, "May be called about this");
  g_autoptr (AftHouseCase) nobody_s = aft_case_pages_complain (fixture);
  g_assert_cmpint (aft_case_pages_show (fixture, nobody_s), ==, 200);
  aft_page_fixture_assert_says (fixture, "no number was left");
}

static void
test_who_comes_again (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) earlier = visit (fixture, AFT_RESPONSE_COMPLAINT, 1);
  AftId guest = get_guest (fixture);
  g_autofree char *path = aft_page_fixture_dup_path ("/console/guests", &guest, NULL);
  pass (fixture, 5 * DAY_MS);
  g_autoptr (AftHouseCase) item = visit (fixture, AFT_RESPONSE_COMPLAINT, 2);
  g_assert_true (aft_house_store_set_preferences_sync (fixture->house.store, &guest,
                                                       AFT_PAGE_HOSTILE, "user:test", &error));
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Visit number 2, last here on ");
  aft_page_fixture_assert_says (fixture, "What you can say to a guest who comes again");
  aft_page_fixture_assert_says (fixture, "You came back to us");
  aft_page_fixture_assert_says (fixture, earlier->number);
  aft_page_fixture_assert_says (fixture, path);
  aft_page_fixture_assert_harmless (fixture);
  aft_page_fixture_assert_silent (fixture, "Two people said");
}

static void
test_given_up (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) item = visit (fixture, AFT_RESPONSE_COMPLAINT, 1);
  AftId guest = get_guest (fixture);
  AftId bo = aft_page_fixture_get_user (fixture, "bo");
  AftId bao = aft_page_fixture_get_user (fixture, "bao");
  AftHouseNoWinBack step = { &guest, &bo, AFT_HOUSE_NO_WIN_BACK_PROPOSE, "threatened the staff" };
  g_assert_true (
      aft_house_store_set_no_win_back_sync (fixture->house.store, &step, "user:bo", &error));
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_silent (fixture, "Two people said"); /* it is one */
  step.user_id = &bao;
  step.step = AFT_HOUSE_NO_WIN_BACK_CONFIRM;
  g_assert_true (
      aft_house_store_set_no_win_back_sync (fixture->house.store, &step, "user:bao", &error));
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Two people said not to win this guest back.");
}

/* Nobody asks: it is seen. */
static void
test_came_back (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = visit (fixture, AFT_RESPONSE_COMPLAINT, 1);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases?show=all"), ==, 200);
  aft_page_fixture_assert_silent (fixture, "came back");
  pass (fixture, 6 * DAY_MS);
  visit (fixture, AFT_RESPONSE_EXIT, 5);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_says (fixture, "Came back on");
  aft_page_fixture_assert_says (fixture, "score 5");
  AftId guest = get_guest (fixture);
  g_autofree char *path = aft_page_fixture_dup_path ("/console/guests", &guest, NULL);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Came back on ");
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/cases?show=all"), ==, 200);
  aft_page_fixture_assert_says (fixture, "came back");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/console/promises/" name, AftPageFixture, NULL, aft_page_fixture_set_up, test,      \
              aft_page_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-that-is-made-stands-on-both-pages", test_made);
  ADD ("an-agreement-brings-the-call-back", test_with_the_agreement);
  ADD ("what-is-wrong-is-said", test_wrong_forms);
  ADD ("only-who-may-act-promises", test_by_whom);
  ADD ("kept-with-a-note", test_kept);
  ADD ("withdrawn-with-a-reason", test_withdrawn);
  ADD ("another-case's-is-left-alone", test_of_another_case);
  ADD ("today-has-the-first-due-first", test_on_today);
  ADD ("closing-over-one-wants-words", test_closed_over);
  ADD ("a-first-visit-is-said", test_first_visit);
  ADD ("who-comes-again-is-known", test_who_comes_again);
  ADD ("who-is-given-up-is-said", test_given_up);
  ADD ("coming-back-is-seen", test_came_back);
  return g_test_run ();
}
