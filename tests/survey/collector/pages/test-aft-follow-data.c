/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept is shown with the contact masked, and erased when it is asked for, once. */
#include <string.h>

#include "aft-phone-fixture.h"

static void
test_data (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_assert_cmpint (aft_phone_fixture_open (fixture, token, "/data"), ==, 200);
  aft_phone_fixture_assert_says (fixture, "We have not received it yet");
  aft_phone_fixture_send (fixture, response);
  g_assert_cmpint (aft_phone_fixture_open (fixture, token, "/data"), ==, 200);
  aft_phone_fixture_assert_says (fixture, "&lt;script&gt;owned()");
  aft_phone_fixture_assert_says (fixture, "A12");
  aft_phone_fixture_assert_says (fixture, "2026-11");
  aft_phone_fixture_assert_silent (fixture, "<script");
}

/* Whoever finds a slip learns no number and no name. */
static void
test_contact_is_masked (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  aft_phone_fixture_send (fixture, response);
  aft_phone_fixture_open (fixture, token, "/data");
  aft_phone_fixture_assert_silent (fixture, AFT_PHONE_NUMBER);
  aft_phone_fixture_assert_silent (fixture, "1380");
  aft_phone_fixture_assert_silent (fixture, "8000");
  aft_phone_fixture_assert_silent (fixture, AFT_PHONE_NAME);
  aft_phone_fixture_assert_says (fixture,
                                 "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u202200");
}

static void
test_erase_asks_once (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autofree char *path = aft_phone_fixture_dup_path (token, "/erase");
  aft_phone_fixture_send (fixture, response);
  g_assert_cmpint (aft_phone_fixture_ask (fixture, path, NULL), ==, 200);
  aft_phone_fixture_assert_says (fixture, "Erase what you told us?");
  /* A form that is not the page's erases nothing. */
  g_assert_cmpint (aft_phone_fixture_ask (fixture, path, ""), ==, 400);
  g_assert_cmpint (aft_phone_fixture_ask (fixture, path, "erase=no"), ==, 400);
  g_assert_cmpint (aft_phone_fixture_open (fixture, token, ""), ==, 200);
  g_assert_cmpint (aft_phone_fixture_ask (fixture, path, "erase=yes"), ==, 200);
  aft_phone_fixture_assert_says (fixture, "<h1>It is erased</h1>");
  aft_phone_fixture_assert_says (fixture, "Receipt");
  /* The link is dead, and so is the form that lay in another tab. */
  g_assert_cmpint (aft_phone_fixture_open (fixture, token, ""), ==, 404);
  g_assert_cmpint (aft_phone_fixture_ask (fixture, path, "erase=yes"), ==, 404);
}

static void
test_erase_before_arrival (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_phone_fixture_complain (fixture);
  g_autofree char *token = aft_phone_fixture_dup_token (fixture, response);
  g_autofree char *path = aft_phone_fixture_dup_path (token, "/erase");
  g_assert_cmpint (aft_phone_fixture_ask (fixture, path, "erase=yes"), ==, 200);
  aft_phone_fixture_assert_says (fixture, "<h1>It is erased</h1>");
  aft_phone_fixture_send (fixture, response);
  g_assert_cmpint (aft_phone_fixture_open (fixture, token, ""), ==, 404);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/pages/data/" name, AftPhoneFixture, NULL, aft_phone_fixture_set_up, test,          \
              aft_phone_fixture_tear_down)
  ADD ("what-is-kept-is-shown", test_data);
  ADD ("a-contact-is-masked", test_contact_is_masked);
  ADD ("erasing-asks-once-and-gives-a-receipt", test_erase_asks_once);
  ADD ("what-has-not-arrived-can-be-erased", test_erase_before_arrival);
  return g_test_run ();
}
