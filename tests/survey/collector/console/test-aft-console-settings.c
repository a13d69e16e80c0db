/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console's settings: staff, restaurants and rules: who may change what, what is refused, and
 * that texts stay texts. */
#include <string.h>

#include "aft-house-store-people.h"
#include "aft-house-store-rules.h"
#include "aft-page-fixture.h"
#include "aft-password.h"
#include "aft-pin.h"

#define SETTINGS "/console/settings"
#define STAFF    SETTINGS "/staff"
#define VENUES   SETTINGS "/venues"
#define RULES    SETTINGS "/rules"
#define PASSWORD "noodles with peanut oil"

static AftHouseUser *
get_user (AftPageFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  AftHouseUser *user = aft_house_store_find_user_sync (fixture->house.store, name, &error);
  g_assert_no_error (error);
  return user;
}

static char *
dup_act (AftPageFixture *fixture, const char *name, const char *act)
{
  AftId id = aft_page_fixture_get_user (fixture, name);
  return aft_page_fixture_dup_path (STAFF, &id, act);
}

/* The field of the box of the fixture's venue. */
static char *
dup_box (const AftId *venue_id)
{
  g_autofree char *id = aft_id_to_text (venue_id);
  return g_strconcat ("venue:", id, NULL);
}

static void
test_each_sees_what_they_may (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const paths[] = { STAFF, VENUES, RULES };
  aft_page_fixture_sign_in (fixture, "cai");
  aft_page_fixture_assert_says (fixture, "Change password");
  aft_page_fixture_assert_silent (fixture, STAFF);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpint (aft_page_fixture_get (fixture, paths[i]), ==, 403);
  aft_page_fixture_sign_in (fixture, "bo");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      aft_page_fixture_get (fixture, SETTINGS);
      aft_page_fixture_assert_says (fixture, paths[i]);
      g_assert_cmpint (aft_page_fixture_get (fixture, paths[i]), ==, 200);
    }
}

static void
test_staff_added (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *box = dup_box (&fixture->house.venue_id);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, STAFF);
  g_assert_cmpint (aft_page_fixture_post (fixture, STAFF, "name", "hu", "public-name", "小胡",
                                          "role", "staff", box, "on", "new-password", PASSWORD,
                                          NULL),
                   ==, 303);
  g_autoptr (AftHouseUser) user = get_user (fixture, "hu");
  g_assert_cmpstr (user->public_name, ==, "小胡");
  g_assert_cmpint (user->role, ==, AFT_ROLE_STAFF);
  g_assert_cmpuint (user->venue_ids->len, ==, 1);
  g_assert_true (aft_password_matches (PASSWORD, user->password_hash));
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
  aft_page_fixture_assert_silent (fixture, "argon2id");
}

static void
test_staff_refused (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *box = dup_box (&fixture->house.venue_id);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_post (fixture, STAFF, "name", "hu", "role", "owner", box, "on",
                                          "new-password", PASSWORD, NULL),
                   ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, STAFF, "name", "hu", "role", "staff",
                                          "new-password", PASSWORD, NULL),
                   ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, STAFF, "name", "hu", "role", "staff", box, "on",
                                          "new-password", "password1234", NULL),
                   ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, STAFF, "name", "CAI", "role", "staff", box, "on",
                                          "new-password", PASSWORD, NULL),
                   ==, 409);
  g_assert_cmpint (aft_page_fixture_post (fixture, STAFF, "name", AFT_PAGE_HOSTILE, "role", "staff",
                                          "new-password", PASSWORD, NULL),
                   ==, 422);
  aft_page_fixture_assert_harmless (fixture);
}

static void
test_staff_names_are_text (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *box = dup_box (&fixture->house.venue_id);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, STAFF, "name", "<script>alert(1)</script>\"'>",
                                          "public-name", "<script>alert(1)</script>\"'>", "role",
                                          "manager", box, "on", "new-password", PASSWORD, NULL),
                   ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, fixture->location), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, STAFF), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
}

static void
test_who_may_manage_whom (AftPageFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *who;
    const char *whom;
    int status;
  } cases[] = { { "bo", "cai", 200 },  { "bo", "bao", 404 },   { "bo", "an", 404 },
                { "bo", "ding", 404 }, { "ding", "cai", 404 }, { "bo", "bo", 200 },
                { "an", "bo", 200 },   { "an", "an", 200 },    { "cai", "cai", 403 } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = dup_act (fixture, cases[i].whom, NULL);
      aft_page_fixture_sign_in (fixture, cases[i].who);
      if (aft_page_fixture_get (fixture, path) != cases[i].status)
        g_error ("%s of %s: %d", cases[i].whom, cases[i].who, fixture->status);
    }
}

static void
test_acts_are_guarded (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const acts[] = { "change", "pin", "password", "disable", "enable", "end" };
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *act = dup_act (fixture, "cai", acts[i]);
      aft_page_fixture_sign_in (fixture, "bo");
      aft_page_fixture_assert_guarded (fixture, act);
      aft_page_fixture_sign_in (fixture, "ding");
      g_assert_cmpint (aft_page_fixture_post (fixture, act, NULL, NULL), ==, 404);
      aft_page_fixture_sign_in (fixture, "cai");
      g_assert_cmpint (aft_page_fixture_post (fixture, act, NULL, NULL), ==, 403);
    }
}

static void
test_nobody_disables_themselves (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const acts[] = { "password", "disable", "end" };
  aft_page_fixture_sign_in (fixture, "an");
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *act = dup_act (fixture, "an", acts[i]);
      g_assert_cmpint (aft_page_fixture_post (fixture, act, NULL, NULL), ==, 404);
    }
  g_autofree char *change = dup_act (fixture, "an", "change");
  g_assert_cmpint (
      aft_page_fixture_post (fixture, change, "public-name", "安", "role", "staff", NULL), ==, 303);
  g_autoptr (AftHouseUser) user = get_user (fixture, "an");
  g_assert_cmpint (user->role, ==, AFT_ROLE_OWNER);
  g_assert_cmpstr (user->public_name, ==, "安");
}

static void
test_work_changed (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *change = dup_act (fixture, "cai", "change");
  g_autofree char *here = dup_box (&fixture->house.venue_id);
  g_autofree char *elsewhere = dup_box (&fixture->elsewhere);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (
      aft_page_fixture_post (fixture, change, "role", "staff", here, "on", elsewhere, "on", NULL),
      ==, 303);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_post (fixture, change, "role", "staff", here, "on", NULL), ==,
                   404);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, change, "role", "manager", here, "on", NULL), ==,
                   303);
  g_autoptr (AftHouseUser) user = get_user (fixture, "cai");
  g_assert_cmpint (user->role, ==, AFT_ROLE_MANAGER);
  g_assert_cmpuint (user->venue_ids->len, ==, 1);
}

static void
test_pin_set_and_taken (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *act = dup_act (fixture, "cai", "pin");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "pin", "123456", NULL), ==, 422);
  aft_page_fixture_assert_says (fixture, "six digits");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "pin", "271828", NULL), ==, 303);
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_autoptr (AftHouseUser) user = get_user (fixture, "cai");
  g_assert_true (aft_pin_matches ("271828", user->pin_hash));
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "pin", "", NULL), ==, 303);
  g_autoptr (AftHouseUser) after = get_user (fixture, "cai");
  g_assert_null (after->pin_hash);
}

static void
test_signed_out_by_others (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const acts[] = { "end", "disable" };
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *act = dup_act (fixture, "cai", acts[i]);
      g_autofree char *page = dup_act (fixture, "cai", NULL);
      aft_page_fixture_sign_in (fixture, "cai");
      g_autofree char *cookie = g_strdup (fixture->browser.cookie);
      aft_page_fixture_sign_in (fixture, "bo");
      g_assert_cmpint (aft_page_fixture_get (fixture, page), ==, 200);
      aft_page_fixture_assert_says (fixture, "Sign out everywhere");
      g_assert_cmpint (aft_page_fixture_post (fixture, act, NULL, NULL), ==, 303);
      g_free (fixture->browser.cookie);
      fixture->browser.cookie = g_strdup (cookie);
      g_assert_cmpint (aft_page_fixture_get (fixture, SETTINGS), ==, 303);
      g_assert_true (g_str_has_prefix (fixture->location, "/console/sign-in"));
    }
}

static void
test_password_given (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *act = dup_act (fixture, "cai", "password");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "new-password", "short", NULL), ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "new-password", PASSWORD, NULL), ==, 303);
  g_autoptr (AftHouseUser) user = get_user (fixture, "cai");
  g_assert_true (aft_password_matches (PASSWORD, user->password_hash));
}

static void
test_venue_hours (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = aft_page_fixture_dup_path (VENUES, &fixture->house.venue_id, NULL);
  g_autofree char *other = aft_page_fixture_dup_path (VENUES, &fixture->elsewhere, NULL);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, path);
  g_assert_cmpint (aft_page_fixture_get (fixture, other), ==, 404);
  g_assert_cmpint (aft_page_fixture_post (fixture, other, "name", "X", NULL), ==, 404);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, path, "name", "X", "monday", "25:00-26:00", NULL), ==, 422);
  aft_page_fixture_assert_says (fixture, "25:00-26:00");
  g_assert_cmpint (aft_page_fixture_post (fixture, path, "name", AFT_PAGE_HOSTILE, "monday",
                                          "11:00–14:00， 17：00～22:30", "tuesday-closed", "on",
                                          "special-0-day", "2027-02-16", "special-0-closed", "on",
                                          "special-1-day", "", "special-1", "12:00-13:00",
                                          "special-2-day", "2027-02-17", "special-2", "12:00-20:00",
                                          NULL),
                   ==, 303);
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  g_autoptr (AftVenue) venue
      = aft_house_store_get_venue_sync (fixture->house.store, &fixture->house.venue_id, &error);
  const AftValue *hours = aft_venue_get_hours (venue);
  g_assert_cmpstr (aft_value_get_member_string (hours, "monday", ""), ==,
                   "11:00-14:00,17:00-22:30");
  g_assert_cmpstr (aft_value_get_member_string (hours, "tuesday", ""), ==, "closed");
  g_assert_cmpstr (aft_value_get_member_string (hours, "special_days", ""), ==,
                   "2027-02-16=closed 2027-02-17=12:00-20:00");
  g_assert_cmpuint (aft_value_get_length (aft_venue_get_day_parts (venue)), ==, 2);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 403);
}

/* The text of the rules on the page, as a browser would send it. */
static char *
dup_rules_text (AftPageFixture *fixture)
{
  const char *area = strstr (fixture->body, "id=\"text\"");
  g_assert_nonnull (area);
  const char *begin = strchr (area, '>') + 1;
  GString *text = g_string_new_len (begin, strstr (begin, "</textarea>") - begin);
  g_string_replace (text, "&lt;", "<", 0);
  g_string_replace (text, "&gt;", ">", 0);
  g_string_replace (text, "&quot;", "\"", 0);
  g_string_replace (text, "&#39;", "'", 0);
  g_string_replace (text, "&amp;", "&", 0);
  return g_string_free (text, FALSE);
}

static void
test_rules_checked_then_saved (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  aft_page_fixture_sign_in (fixture, "an");
  aft_page_fixture_assert_guarded (fixture, RULES "/tiers/text");
  g_assert_cmpint (aft_page_fixture_get (fixture, RULES "/tiers/text"), ==, 200);
  aft_page_fixture_assert_says (fixture, "the rules that come with the program");
  g_autofree char *text = dup_rules_text (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/tiers/text", "text", text, "base", "0",
                                          "do", "check", NULL),
                   ==, 200);
  aft_page_fixture_assert_says (fixture, "The rules are good.");
  g_assert_null (aft_house_store_get_rules_sync (fixture->house.store, "tiers", 0, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/tiers/text", "text", text, "base", "0",
                                          "do", "save", NULL),
                   ==, 303);
  g_assert_cmpuint (fixture->changes, ==, 1);
  g_autofree char *changed = g_strconcat (text, "\n", NULL);
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/tiers/text", "text", changed, "base",
                                          "0", "do", "save", NULL),
                   ==, 409);
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/tiers/text", "text", changed, "base",
                                          "1", "do", "save", NULL),
                   ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, RULES "/tiers/text?version=1"), ==, 200);
  aft_page_fixture_assert_says (fixture, "This is an earlier version.");
}

static void
test_every_document_is_good (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const words[] = { "risk", "tiers", "treatment", "causes", "steps" };
  aft_page_fixture_sign_in (fixture, "an");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *path = g_strconcat (RULES "/", words[i], "/text", NULL);
      g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
      g_autofree char *text = dup_rules_text (fixture);
      g_assert_cmpint (
          aft_page_fixture_post (fixture, path, "text", text, "base", "0", "do", "save", NULL), ==,
          303);
    }
  g_assert_cmpint (aft_page_fixture_get (fixture, RULES "/nonsense/text"), ==, 404);
}

static void
test_wrong_rules_refused (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_post (fixture, RULES "/risk/text", "text",
                                          "{\"version\":\"1\",\"" AFT_PAGE_HOSTILE "\":1}", "base",
                                          "0", "do", "save", NULL),
                   ==, 422);
  aft_page_fixture_assert_says (fixture, "This is wrong:");
  aft_page_fixture_assert_harmless (fixture);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (
      aft_page_fixture_post (fixture, RULES "/risk/text", "text", "{}", "base", "0", NULL), ==,
      403);
  g_assert_cmpint (aft_page_fixture_get (fixture, RULES "/risk/text"), ==, 200);
  aft_page_fixture_assert_says (fixture, "readonly");
}

static guint
count_venues (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (fixture->house.store, &error);
  g_assert_no_error (error);
  return venues->len;
}

static int
post_venue (AftPageFixture *fixture, const char *name, const char *zone, const char *cut_off)
{
  return aft_page_fixture_post (fixture, VENUES, "name", name, "zone", zone, "cut-off", cut_off,
                                "country-code", "886", NULL);
}

static void
test_venue_added_by_the_owner (AftPageFixture *fixture, gconstpointer unused)
{
  guint changes = fixture->changes;
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, VENUES), ==, 200);
  aft_page_fixture_assert_silent (fixture, "Add a restaurant");
  g_assert_cmpint (post_venue (fixture, "Third", "Asia/Taipei", "05:30"), ==, 403);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_get (fixture, VENUES), ==, 200);
  aft_page_fixture_assert_says (fixture, "Add a restaurant");
  aft_page_fixture_assert_guarded (fixture, VENUES);
  g_assert_cmpuint (count_venues (fixture), ==, 2);
  g_assert_cmpint (post_venue (fixture, AFT_PAGE_HOSTILE, "Asia/Taipei", "05:30"), ==, 303);
  g_assert_cmpuint (fixture->changes, >, changes);
  g_assert_cmpuint (count_venues (fixture), ==, 3);
  g_autofree char *path = g_strndup (fixture->location, strcspn (fixture->location, "?"));
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  aft_page_fixture_assert_says (fixture, "05:30");
  aft_page_fixture_assert_says (fixture, "+886");
  g_assert_cmpint (aft_page_fixture_get (fixture, VENUES), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
}

static void
test_venue_refused (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (post_venue (fixture, "", "Asia/Taipei", "05:30"), ==, 422);
  g_assert_cmpint (post_venue (fixture, "Third", "Asia/Nowhere", "05:30"), ==, 422);
  g_assert_cmpint (post_venue (fixture, "Third", "Asia/Taipei", "5:30"), ==, 422);
  g_assert_cmpint (post_venue (fixture, "Third", "Asia/Taipei", "05:60"), ==, 422);
  g_assert_cmpint (post_venue (fixture, "Third", "Asia/Taipei", "23:00"), ==, 422);
  g_assert_cmpint (post_venue (fixture, AFT_PAGE_HOSTILE, "x", AFT_PAGE_HOSTILE), ==, 422);
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (post_venue (fixture, "Elsewhere", "Asia/Taipei", "05:30"), ==, 409);
  aft_page_fixture_assert_says (fixture, "Another restaurant has that name.");
  g_assert_cmpuint (count_venues (fixture), ==, 2);
  g_autofree char *path = aft_page_fixture_dup_path (VENUES, &fixture->house.venue_id, NULL);
  g_assert_cmpint (aft_page_fixture_post (fixture, path, "name", "Elsewhere", NULL), ==, 409);
}

static void
add (const char *path, void (*test) (AftPageFixture *, gconstpointer))
{
  g_test_add (path, AftPageFixture, NULL, aft_page_fixture_set_up, test,
              aft_page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/console/settings/each-sees-what-they-may", test_each_sees_what_they_may);
  add ("/console/settings/staff-added", test_staff_added);
  add ("/console/settings/staff-refused", test_staff_refused);
  add ("/console/settings/staffs-names-are-text", test_staff_names_are_text);
  add ("/console/settings/who-may-manage-whom", test_who_may_manage_whom);
  add ("/console/settings/acts-are-guarded", test_acts_are_guarded);
  add ("/console/settings/nobody-disables-themselves", test_nobody_disables_themselves);
  add ("/console/settings/work-changed", test_work_changed);
  add ("/console/settings/pin-set-and-taken", test_pin_set_and_taken);
  add ("/console/settings/signed-out-by-others", test_signed_out_by_others);
  add ("/console/settings/password-given", test_password_given);
  add ("/console/settings/opening-hours", test_venue_hours);
  add ("/console/settings/restaurant-is-added-by-the-owner", test_venue_added_by_the_owner);
  add ("/console/settings/restaurant-that-cannot-be-is-refused", test_venue_refused);
  add ("/console/settings/rules-checked-then-saved", test_rules_checked_then_saved);
  add ("/console/settings/every-document-is-good", test_every_document_is_good);
  add ("/console/settings/wrong-rules-refused", test_wrong_rules_refused);
  return g_test_run ();
}
