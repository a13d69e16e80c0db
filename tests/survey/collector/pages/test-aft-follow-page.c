/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a guest is told of a case, and what is not theirs to know; that reading changes nothing. */
#include "aft-follow-state.h"

#include <string.h>

#include "aft-house-store-care.h"
#include "aft-house-store-cases.h"
#include "aft-page-time.h"
#include "aft-phone-fixture.h"

typedef struct
{
  AftPhoneFixture phone;
  AftResponse *response;
  char *token;
  AftId user_id;
} Fixture;

static void
put_user (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) venues = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseFixture *house = &fixture->phone.house;
  g_array_append_val (venues, house->venue_id);
  fixture->user_id = aft_id_generate (house->clock, house->random);
  const AftHouseUser user = { .id = fixture->user_id,
                              .name = (char *) "wang.secret-login",
                              .public_name = (char *) "王经理",
                              .password_hash = (char *) "$argon2id$v=19$m=19456,t=2,p=1$YQ$Yg",
                              .role = AFT_ROLE_MANAGER,
                              .venue_ids = venues };
  g_assert_true (aft_house_store_put_user_sync (house->store, &user, "user:test", &error));
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  aft_phone_fixture_set_up (&fixture->phone, NULL);
  put_user (fixture);
  fixture->response = aft_phone_fixture_complain (&fixture->phone);
  fixture->token = aft_phone_fixture_dup_token (&fixture->phone, fixture->response);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_free (fixture->token);
  aft_response_unref (fixture->response);
  aft_phone_fixture_tear_down (&fixture->phone, NULL);
}

static AftHouseCase *
get_case (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseCase *item = aft_house_store_get_case_of_sync (
      fixture->phone.house.store, aft_response_get_id (fixture->response), &error);
  g_assert_no_error (error);
  return item;
}

static void
act (Fixture *fixture, AftCaseEventKind kind, AftCaseState to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) item = get_case (fixture);
  AftHouseFixture *house = &fixture->phone.house;
  AftHouseCaseAction action = { .event_id = aft_id_generate (house->clock, house->random),
                                .case_id = item->id,
                                .kind = kind,
                                .to = to,
                                .actor = "user:wang.secret-login",
                                .user_id = fixture->user_id,
                                .words = "the-note-of-staff",
                                .stated_cause = "service",
                                .root_cause = "training",
                                .responsibility = "floor",
                                .outcome = "explained",
                                .channel = "in-person",
                                .has_cost = TRUE,
                                .needs_no_action = TRUE };
  g_autoptr (AftHouseCase) after = aft_house_store_act_on_case_sync (house->store, &action, &error);
  g_assert_no_error (error);
  g_assert_true (aft_id_equal (&after->id, &item->id));
}

static int
open_page (Fixture *fixture)
{
  return aft_phone_fixture_open (&fixture->phone, fixture->token, "");
}

static void
assert_says (Fixture *fixture, const char *text)
{
  aft_phone_fixture_assert_says (&fixture->phone, text);
}

static void
assert_silent (Fixture *fixture, const char *text)
{
  aft_phone_fixture_assert_silent (&fixture->phone, text);
}

static void
test_not_yet (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (open_page (fixture), ==, 200);
  assert_says (fixture, "<h1>We have not received it yet</h1>");
  assert_says (fixture, "/erase?l=en");
  assert_silent (fixture, "/say");
  assert_silent (fixture, "/data");
  aft_phone_fixture_send (&fixture->phone, fixture->response);
  g_assert_cmpint (open_page (fixture), ==, 200);
  assert_says (fixture, "<h1>We have received it</h1>");
}

static void
test_words_are_text (Fixture *fixture, gconstpointer unused)
{
  aft_phone_fixture_send (&fixture->phone, fixture->response);
  g_assert_cmpint (open_page (fixture), ==, 200);
  assert_says (fixture, "&lt;script&gt;owned()&lt;/script&gt; &amp; &quot;冷&quot; ");
  assert_silent (fixture, "<script");
  /* The house has read the contact, and the page does not. */
  assert_silent (fixture, AFT_PHONE_NUMBER);
  assert_silent (fixture, AFT_PHONE_NAME);
}

static void
test_who_and_when (Fixture *fixture, gconstpointer unused)
{
  aft_phone_fixture_send (&fixture->phone, fixture->response);
  g_autoptr (AftHouseCase) item = get_case (fixture);
  open_page (fixture);
  assert_says (fixture, item->number);
  act (fixture, AFT_CASE_EVENT_ACKNOWLEDGED, AFT_CASE_STATE_ACKNOWLEDGED);
  open_page (fixture);
  assert_says (fixture, "<h1>王经理 is looking after it</h1>");
  assert_says (fixture, "Taken up · 王经理");
  assert_silent (fixture, "secret-login");
  assert_silent (fixture, "the-note-of-staff");
}

static void
test_closed (Fixture *fixture, gconstpointer unused)
{
  aft_phone_fixture_send (&fixture->phone, fixture->response);
  act (fixture, AFT_CASE_EVENT_ACKNOWLEDGED, AFT_CASE_STATE_ACKNOWLEDGED);
  act (fixture, AFT_CASE_EVENT_MOVED, AFT_CASE_STATE_IN_PROGRESS);
  act (fixture, AFT_CASE_EVENT_CLOSED, AFT_CASE_STATE_LOST);
  open_page (fixture);
  assert_says (fixture, "<h1>We have finished with it</h1>");
  assert_says (fixture, "Say whether it was put right");
  g_assert_cmpint (aft_phone_fixture_open (&fixture->phone, fixture->token, "/say"), ==, 200);
  assert_says (fixture, "Has it been put right?");
  open_page (fixture);
  /* What the house thinks of it is not the guest's. */
  assert_silent (fixture, "ost guest");
  assert_silent (fixture, "training");
  assert_silent (fixture, "the-note-of-staff");
}

/* How much there is of what an act would add to. */
static guint
count_rows (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseStore *store = fixture->phone.house.store;
  g_autoptr (AftHouseCase) item = get_case (fixture);
  g_autoptr (GPtrArray) events = aft_house_store_list_case_events_sync (store, &item->id, &error);
  g_autoptr (GPtrArray) responses
      = aft_house_store_list_case_responses_sync (store, &item->id, &error);
  g_autoptr (GPtrArray) audit = aft_house_store_list_audit_sync (store, 0, 1000, &error);
  g_assert_no_error (error);
  return events->len + responses->len + audit->len;
}

static void
test_reading_changes_nothing (Fixture *fixture, gconstpointer unused)
{
  static const char *const pages[] = { "", "/data", "/erase", "/say", "/photo", "/nothing" };
  aft_phone_fixture_send (&fixture->phone, fixture->response);
  guint before = count_rows (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (pages) * 3; i++)
    aft_phone_fixture_open (&fixture->phone, fixture->token, pages[i % G_N_ELEMENTS (pages)]);
  g_assert_cmpuint (count_rows (fixture), ==, before);
  g_assert_cmpint (open_page (fixture), ==, 200);
}

static void
test_said (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_strconcat ("/f/", fixture->token, "?l=en&said=added", NULL);
  g_autofree char *wrong = g_strconcat ("/f/", fixture->token, "?l=en&said=%3Cb%3Eowned", NULL);
  aft_phone_fixture_send (&fixture->phone, fixture->response);
  aft_phone_fixture_ask (&fixture->phone, path, NULL);
  assert_says (fixture, "Thank you. It is with us.");
  aft_phone_fixture_ask (&fixture->phone, wrong, NULL);
  assert_silent (fixture, "owned</");
  assert_silent (fixture, "role=\"status\"");
}

static void
test_languages (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *plain = g_strconcat ("/f/", fixture->token, NULL);
  aft_phone_fixture_send (&fixture->phone, fixture->response);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      g_autofree char *lang = g_strdup_printf ("<html lang=\"%s\">", aft_language_get_tag (i));
      g_autofree char *target
          = g_strdup_printf ("/f/%s?l=%s", fixture->token, aft_language_get_tag (i));
      aft_phone_fixture_ask (&fixture->phone, target, NULL);
      assert_says (fixture, lang);
      /* Whoever chose keeps it on the next page. */
      g_autofree char *kept = g_strdup_printf ("/data?l=%s", aft_language_get_tag (i));
      assert_says (fixture, kept);
    }
  aft_phone_fixture_ask (&fixture->phone, plain, NULL);
  assert_says (fixture, "<html lang=\"zh-CN\">");
  assert_says (fixture, "/data\"");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/pages/follow/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("before-it-has-arrived-nothing-else-is-said", test_not_yet);
  ADD ("words-are-text-and-contacts-stay-sealed", test_words_are_text);
  ADD ("who-has-it-is-said-by-the-public-name", test_who_and_when);
  ADD ("a-closed-case-asks-whether-it-was-put-right", test_closed);
  ADD ("reading-changes-nothing", test_reading_changes_nothing);
  ADD ("what-is-said-is-never-the-address-s", test_said);
  ADD ("each-language-names-itself-and-is-kept", test_languages);
  return g_test_run ();
}
