/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console's page of somebody who leaves: what is left with them, and handing it over. */
#include "aft-case-pages.h"
#include "aft-house-store-leaver.h"

#define STAFF "/console/settings/staff"

/* "cai" has taken a case. */
static AftHouseCase *
take (AftPageFixture *fixture)
{
  AftHouseCase *item = aft_case_pages_complain (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_case_pages_act (fixture, item, "acknowledge", NULL, NULL), ==, 303);
  return item;
}

static guint64
count_cases (AftPageFixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_page_fixture_get_user (fixture, name);
  g_autoptr (AftHouseDuties) duties
      = aft_house_store_get_duties_sync (fixture->house.store, &id, NULL, &error);
  g_assert_no_error (error);
  return duties->cases;
}

static void
test_handed_over_in_one_step (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) item = take (fixture);
  AftId cai = aft_page_fixture_get_user (fixture, "cai");
  AftId bao = aft_page_fixture_get_user (fixture, "bao");
  g_autofree char *to = aft_id_to_text (&bao);
  g_autofree char *path = aft_page_fixture_dup_path (STAFF, &cai, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (STAFF, &cai, "hand-over");
  g_autofree char *disable = aft_page_fixture_dup_path (STAFF, &cai, "disable");
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, act);
  g_assert_cmpint (aft_page_fixture_post (fixture, disable, NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Nobody sees to this until you hand it over.");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "words", "x", NULL), ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "to", to, "words", " ", NULL), ==, 422);
  g_assert_cmpuint (count_cases (fixture, "cai"), ==, 1);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "to", to, "words", AFT_PAGE_HOSTILE, NULL),
                   ==, 303);
  g_assert_cmpuint (count_cases (fixture, "cai"), ==, 0);
  g_assert_cmpuint (count_cases (fixture, "bao"), ==, 1);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Nothing just now.");
  g_assert_cmpint (aft_case_pages_show (fixture, item), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
}

static void
test_only_to_who_works_there (AftPageFixture *fixture, gconstpointer unused)
{
  aft_house_case_free (take (fixture));
  AftId cai = aft_page_fixture_get_user (fixture, "cai");
  AftId ding = aft_page_fixture_get_user (fixture, "ding");
  g_autofree char *to = aft_id_to_text (&ding);
  g_autofree char *path = aft_page_fixture_dup_path (STAFF, &cai, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (STAFF, &cai, "hand-over");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, ">bao</option>");
  aft_page_fixture_assert_silent (fixture, ">ding</option>");
  aft_page_fixture_assert_silent (fixture, ">cai</option>");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "to", to, "words", AFT_PAGE_HOSTILE, NULL),
                   ==, 422);
  aft_page_fixture_assert_says (fixture, "works wherever there is something to do");
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpuint (count_cases (fixture, "cai"), ==, 1);
}

static void
test_not_by_others (AftPageFixture *fixture, gconstpointer unused)
{
  aft_house_case_free (take (fixture));
  AftId cai = aft_page_fixture_get_user (fixture, "cai");
  AftId bo = aft_page_fixture_get_user (fixture, "bo");
  g_autofree char *to = aft_id_to_text (&bo);
  g_autofree char *act = aft_page_fixture_dup_path (STAFF, &cai, "hand-over");
  g_autofree char *of_manager = aft_page_fixture_dup_path (STAFF, &bo, "hand-over");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "to", to, "words", "x", NULL), ==, 403);
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "to", to, "words", "x", NULL), ==, 404);
  aft_page_fixture_sign_in (fixture, "bao");
  g_assert_cmpint (aft_page_fixture_post (fixture, of_manager, "to", to, "words", "x", NULL), ==,
                   404);
  g_assert_cmpuint (count_cases (fixture, "cai"), ==, 1);
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
  add ("/console/leaver/all-is-handed-over-in-one-step", test_handed_over_in_one_step);
  add ("/console/leaver/only-to-who-works-there", test_only_to_who_works_there);
  add ("/console/leaver/by-nobody-who-may-not", test_not_by_others);
  return g_test_run ();
}
