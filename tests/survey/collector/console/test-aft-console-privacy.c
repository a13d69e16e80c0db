/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The privacy notice as a form: what is typed is what kiosks are told, as guests will read it,
 * under a version that no other text has. */
#include <string.h>

#include "aft-house-store-rules.h"
#include "aft-page-fixture.h"
#include "aft-privacy-notice.h"

#define PRIVACY  "/console/settings/rules/privacy"
#define SENT     PRIVACY, "base", base, "from", base
#define NEW(key) "sections.6." key

/* The house's own; NULL: there is none. */
static AftPrivacyNotice *
load (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseRules) rules
      = aft_house_store_get_rules_sync (fixture->house.store, "privacy", 0, NULL);
  AftPrivacyNotice *notice
      = rules != NULL ? aft_privacy_notice_parse (rules->text, strlen (rules->text), &error) : NULL;
  g_assert_no_error (error);
  return notice;
}

static void
assert_none_saved (AftPageFixture *fixture)
{
  g_assert_null (load (fixture));
  g_assert_cmpuint (fixture->changes, ==, 0);
}

static void
set_up (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_set_up (fixture, NULL);
  aft_page_fixture_sign_in (fixture, "an");
}

static void
test_is_found_in_the_settings (AftPageFixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/settings"), ==, 200);
  aft_page_fixture_assert_says (fixture, "href=\"" PRIVACY "\"");
  g_assert_cmpint (aft_page_fixture_get (fixture, PRIVACY), ==, 200);
  aft_page_fixture_assert_says (fixture, "name=\"sections.0.title.zh-cn\"");
  aft_page_fixture_assert_says (fixture, "name=\"sections.6.text.zh-tw\"");
  aft_page_fixture_assert_says (fixture, "谁来保管");
  aft_page_fixture_assert_silent (fixture, "/text\"");
  g_assert_cmpint (aft_page_fixture_get (fixture, PRIVACY "/text"), ==, 404);
  g_assert_cmpint (aft_page_fixture_post (fixture, PRIVACY "/text", "text", "{}", NULL), ==, 404);
}

static void
test_what_is_typed_is_told_to_kiosks (AftPageFixture *fixture, gconstpointer unused)
{
  const char *base = "0";
  aft_page_fixture_assert_guarded (fixture, PRIVACY);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, SENT, "do", "save", "sections.0.text.zh-cn", "都在{house}。",
                             "sections.1.title.default", "", "sections.1.title.zh-cn", "",
                             "sections.1.title.zh-tw", "", "sections.1.text.default", " ",
                             "sections.1.text.zh-cn", "", "sections.1.text.zh-tw", "", NULL),
      ==, 303);
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_autoptr (AftPrivacyNotice) notice = load (fixture);
  g_assert_cmpstr (aft_privacy_notice_get_version (notice), ==, "house-1");
  g_assert_cmpstr (aft_privacy_notice_get_text (notice, 0, AFT_LANGUAGE_ZH_CN), ==,
                   "都在{house}。");
  g_assert_cmpstr (aft_privacy_notice_get_title (notice, 1, AFT_LANGUAGE_EN), ==, "What for");
  g_assert_cmpuint (aft_privacy_notice_count_sections (notice), ==, 5);
}

static void
test_versions_are_kept_and_never_used_twice (AftPageFixture *fixture, gconstpointer unused)
{
  const char *base = "0";
  g_assert_cmpint (aft_page_fixture_post (fixture, SENT, "do", "save", "sections.0.title.default",
                                          "First", NULL),
                   ==, 303);
  /* What nobody changed is no version. */
  base = "1";
  g_assert_cmpint (aft_page_fixture_post (fixture, SENT, "do", "save", NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_post (fixture, SENT, "do", "save", "sections.0.title.default",
                                          "Second", NULL),
                   ==, 303);
  g_autoptr (AftPrivacyNotice) notice = load (fixture);
  g_assert_cmpstr (aft_privacy_notice_get_version (notice), ==, "house-2");
  g_assert_cmpint (aft_page_fixture_post (fixture, SENT, "do", "save", "sections.0.title.default",
                                          "Too late", NULL),
                   ==, 409);
  aft_page_fixture_assert_says (fixture, "Too late");
  g_assert_cmpint (aft_page_fixture_get (fixture, PRIVACY "?version=1"), ==, 200);
  aft_page_fixture_assert_says (fixture, "First");
  g_assert_cmpint (aft_page_fixture_post (fixture, PRIVACY "/back", "base", "2", "from", "1", NULL),
                   ==, 303);
  g_autoptr (AftPrivacyNotice) back = load (fixture);
  g_assert_cmpstr (aft_privacy_notice_get_version (back), ==, "house-1");
  base = "3";
  g_assert_cmpint (aft_page_fixture_post (fixture, SENT, "do", "save", "sections.0.title.default",
                                          "Third", NULL),
                   ==, 303);
  g_autoptr (AftPrivacyNotice) third = load (fixture);
  g_assert_cmpstr (aft_privacy_notice_get_version (third), ==, "house-4");
}

static void
test_check_shows_what_a_guest_reads (AftPageFixture *fixture, gconstpointer unused)
{
  const char *base = "0";
  g_assert_cmpint (aft_page_fixture_post (fixture, SENT, "do", "check", NEW ("title.default"),
                                          "{house}!", NEW ("title.zh-cn"), "问",
                                          NEW ("title.zh-tw"), "問", NEW ("text.default"),
                                          AFT_PAGE_HOSTILE, NEW ("text.zh-cn"), "{contact}",
                                          NEW ("text.zh-tw"), "{contact}", NULL),
                   ==, 200);
  aft_page_fixture_assert_says (fixture, "class=\"reading\"");
  aft_page_fixture_assert_says (fixture, "店里任何一位店员");
  aft_page_fixture_assert_harmless (fixture);
  assert_none_saved (fixture);
}

static void
test_fault_is_said_at_its_field (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const wrong[][2] = {
    { "sections.0.text.zh-tw", "{" },
    { "sections.2.title.default", "{hosue}" },
    { "sections.2.text.default", "only } here" },
    { NEW ("title.default"), "New, and in one language alone" },
    { "sections.3.title.zh-cn", "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长"
                                "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长" },
  };
  const char *base = "0";
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gboolean is_new = g_str_has_prefix (wrong[i][0], "sections.6");
      g_autofree char *fault
          = g_strdup_printf ("id=\"%s-fault\"", is_new ? NEW ("title.zh-cn") : wrong[i][0]);
      g_assert_cmpint (aft_page_fixture_post (fixture, SENT, "do", "save", wrong[i][0], wrong[i][1],
                                              NEW ("title.zh-cn"), "", NULL),
                       ==, 422);
      aft_page_fixture_assert_says (fixture, fault);
      aft_page_fixture_assert_says (fixture, wrong[i][1]);
    }
  assert_none_saved (fixture);
}

static void
test_managers_read_and_staff_do_not (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, PRIVACY), ==, 200);
  aft_page_fixture_assert_says (fixture, "谁来保管");
  aft_page_fixture_assert_silent (fixture, "value=\"save\"");
  g_assert_cmpint (aft_page_fixture_post (fixture, PRIVACY, "base", "0", "from", "0", "do", "save",
                                          "sections.0.title.default", "Mine", NULL),
                   ==, 403);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, PRIVACY), ==, 403);
  assert_none_saved (fixture);
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
  add ("/console/privacy/is-found-in-the-settings", test_is_found_in_the_settings);
  add ("/console/privacy/what-is-typed-is-told-to-kiosks", test_what_is_typed_is_told_to_kiosks);
  add ("/console/privacy/versions-are-kept-and-never-used-twice",
       test_versions_are_kept_and_never_used_twice);
  add ("/console/privacy/check-shows-what-a-guest-reads", test_check_shows_what_a_guest_reads);
  add ("/console/privacy/fault-is-said-at-its-field", test_fault_is_said_at_its_field);
  add ("/console/privacy/managers-read-and-staff-do-not", test_managers_read_and_staff_do_not);
  return g_test_run ();
}
