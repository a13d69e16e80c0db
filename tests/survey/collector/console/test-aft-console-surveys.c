/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console's pages about surveys: their words, their file, their versions, and by whom. */
#include <string.h>

#include "aft-page-fixture.h"

#define SURVEYS "/console/settings/surveys"
#define EXIT    SURVEYS "/exit"
#define TITLE   "pages.0.elements.0.title"

#define DEFINITION                                                                                 \
  "{\"aftertaste\":{\"id\":\"ours\",\"kind\":\"exit\",\"version\":3},\"pages\":[{\"elements\":["   \
  "{\"name\":\"overall\",\"title\":{\"default\":\"How was it?\",\"zh-cn\":\"好吗？\"},"         \
  "\"type\":\"rating\"}],\"name\":\"one\"}]}"

static void
publish (AftPageFixture *fixture, const char *definition, const char *version)
{
  g_autoptr (GError) error = NULL;
  const AftHouseSurvey survey = { .digest = aft_digest_of_text (definition),
                                  .kind = (char *) "exit",
                                  .id = (char *) "ours",
                                  .version = (char *) version,
                                  .definition = (char *) definition,
                                  .is_current = TRUE };
  g_assert_true (
      aft_house_store_publish_survey_sync (fixture->house.store, &survey, "user:test", &error));
  g_assert_no_error (error);
}

static AftHouseSurvey *
get_current (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseSurvey *survey
      = aft_house_store_get_current_survey_sync (fixture->house.store, "exit", &error);
  g_assert_no_error (error);
  return survey;
}

static char *
dup_base (AftPageFixture *fixture)
{
  g_autoptr (AftHouseSurvey) survey = get_current (fixture);
  return aft_digest_to_text (&survey->digest);
}

static void
set_up (AftPageFixture *fixture, gconstpointer data)
{
  aft_page_fixture_set_up (fixture, NULL);
  publish (fixture, DEFINITION, "3");
  aft_page_fixture_sign_in (fixture, "bo");
}

static void
test_words_stand_in_three_languages (AftPageFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (aft_page_fixture_get (fixture, SURVEYS), ==, 200);
  aft_page_fixture_assert_says (fixture, "href=\"" EXIT "\"");
  g_assert_cmpint (aft_page_fixture_get (fixture, EXIT), ==, 200);
  aft_page_fixture_assert_says (fixture, "name=\"" TITLE ":zh-CN\"");
  aft_page_fixture_assert_says (fixture, "name=\"" TITLE ":zh-TW\"");
  aft_page_fixture_assert_says (fixture, "How was it?");
  aft_page_fixture_assert_says (fixture, "好吗？");
}

static void
test_other_words_are_a_new_version (AftPageFixture *fixture, gconstpointer data)
{
  g_autofree char *base = dup_base (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, EXIT "/publish", "base", base, TITLE ":zh-TW",
                                          "還好嗎？", NULL),
                   ==, 303);
  g_autoptr (AftHouseSurvey) survey = get_current (fixture);
  g_assert_cmpstr (survey->version, ==, "4");
  g_assert_nonnull (strstr (survey->definition, "\"zh-tw\":\"還好嗎？\""));
  g_assert_nonnull (strstr (survey->definition, "\"zh-cn\":\"好吗？\""));
  g_assert_cmpuint (fixture->changes, ==, 1);
}

static void
test_look_publishes_nothing (AftPageFixture *fixture, gconstpointer data)
{
  g_autofree char *base = dup_base (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, EXIT "/look", "base", base, TITLE ":en",
                                          AFT_PAGE_HOSTILE, NULL),
                   ==, 200);
  aft_page_fixture_assert_says (fixture, "id=\"look\"");
  aft_page_fixture_assert_silent (fixture, "<script>");
  aft_page_fixture_assert_silent (fixture, "<img");
  g_autoptr (AftHouseSurvey) survey = get_current (fixture);
  g_assert_cmpstr (survey->version, ==, "3");
  g_assert_cmpuint (fixture->changes, ==, 0);
}

static void
test_second_of_two_editors_loses_no_word (AftPageFixture *fixture, gconstpointer data)
{
  g_autofree char *base = dup_base (fixture);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, EXIT "/publish", "base", base, TITLE ":en", "First", NULL),
      ==, 303);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, EXIT "/publish", "base", base, TITLE ":en", "Second", NULL),
      ==, 409);
  aft_page_fixture_assert_says (fixture, "Second");
  g_autoptr (AftHouseSurvey) survey = get_current (fixture);
  g_assert_nonnull (strstr (survey->definition, "First"));
}

static void
test_former_version_comes_back (AftPageFixture *fixture, gconstpointer data)
{
  g_autofree char *base = dup_base (fixture);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, EXIT "/publish", "base", base, TITLE ":en", "Other", NULL),
      ==, 303);
  g_assert_cmpint (aft_page_fixture_post (fixture, EXIT "/back", "digest", base, NULL), ==, 303);
  g_autofree char *now = dup_base (fixture);
  g_assert_cmpstr (now, ==, base);
  g_assert_cmpint (aft_page_fixture_post (fixture, EXIT "/back", "digest", "x", NULL), ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, SURVEYS "/complaint/back", "digest", base, NULL),
                   ==, 422);
}

/* A file as a browser sends it. */
static int
send_file (AftPageFixture *fixture, const char *content)
{
  g_autofree char *body = g_strdup_printf (
      "--b\r\nContent-Disposition: form-data; name=\"form-token\"\r\n\r\n%s\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.json\"\r\n"
      "Content-Type: application/json\r\n\r\n%s\r\n--b--\r\n",
      fixture->form_token, content);
  fixture->browser.type = "multipart/form-data; boundary=b";
  int status = aft_page_fixture_post_raw (fixture, EXIT "/file", body);
  fixture->browser.type = NULL;
  return status;
}

static void
test_sound_file_is_published (AftPageFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_strdup (DEFINITION);
  memcpy (strstr (other, "How"), "Was", strlen ("Was"));
  g_assert_cmpint (send_file (fixture, other), ==, 303);
  g_autoptr (AftHouseSurvey) survey = get_current (fixture);
  g_assert_cmpstr (survey->definition, ==, other);
  g_assert_cmpuint (fixture->changes, ==, 1);
}

static void
test_faulty_file_is_named_and_not_published (AftPageFixture *fixture, gconstpointer data)
{
  const char *const faulty[]
      = { "{", "[]", "{\"pages\":7}",
          ("{\"pages\":[{\"name\":\"a\",\"elements\":[{\"type\":\"text\",\"name\":\"b\","
           "\"visibleIf\":\"{a} = = 1\",\"title\":\"<script>alert(1)</script>\"}]}]}") };
  for (guint i = 0; i < G_N_ELEMENTS (faulty); i++)
    {
      g_assert_cmpint (send_file (fixture, faulty[i]), ==, 422);
      aft_page_fixture_assert_says (fixture, "class=\"findings\"");
      aft_page_fixture_assert_silent (fixture, "<script>");
    }
  g_assert_cmpint (send_file (fixture, ""), ==, 422);
  g_autoptr (AftHouseSurvey) survey = get_current (fixture);
  g_assert_cmpstr (survey->version, ==, "3");
}

static void
test_definition_is_taken_away_as_a_file (AftPageFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (aft_page_fixture_get (fixture, EXIT "/definition"), ==, 200);
  g_assert_cmpstr (fixture->body, ==, DEFINITION);
}

static void
test_unknown_kind_is_not_found (AftPageFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (aft_page_fixture_get (fixture, SURVEYS "/other"), ==, 404);
  g_assert_cmpint (aft_page_fixture_get (fixture, SURVEYS "/suggestion/definition"), ==, 404);
  g_assert_cmpint (aft_page_fixture_get (fixture, SURVEYS "/suggestion"), ==, 200);
}

static void
test_staff_may_not (AftPageFixture *fixture, gconstpointer data)
{
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, EXIT), ==, 403);
  g_assert_cmpint (aft_page_fixture_post (fixture, EXIT "/publish", NULL), ==, 403);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, EXIT "/publish");
  aft_page_fixture_assert_guarded (fixture, EXIT "/back");
  g_assert_cmpuint (fixture->changes, ==, 0);
}

static void
add (const char *name, void (*test) (AftPageFixture *, gconstpointer))
{
  g_test_add (name, AftPageFixture, NULL, set_up, test, aft_page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/console/surveys/words-stand-in-three-languages", test_words_stand_in_three_languages);
  add ("/console/surveys/other-words-are-a-new-version", test_other_words_are_a_new_version);
  add ("/console/surveys/look-publishes-nothing", test_look_publishes_nothing);
  add ("/console/surveys/second-of-two-editors-loses-no-word",
       test_second_of_two_editors_loses_no_word);
  add ("/console/surveys/former-version-comes-back", test_former_version_comes_back);
  add ("/console/surveys/sound-file-is-published", test_sound_file_is_published);
  add ("/console/surveys/faulty-file-is-named-and-not-published",
       test_faulty_file_is_named_and_not_published);
  add ("/console/surveys/definition-is-taken-away-as-a-file",
       test_definition_is_taken_away_as_a_file);
  add ("/console/surveys/unknown-kind-is-not-found", test_unknown_kind_is_not_found);
  add ("/console/surveys/staff-may-not", test_staff_may_not);
  return g_test_run ();
}
