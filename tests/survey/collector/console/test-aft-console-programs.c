/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the page where owners let other programs read: nobody else's, nothing without the
 * password, a token shown once and known by its digest alone, and refusals that make nothing. */
#include "aft-page-fixture.h"

#include <string.h>

#include "aft-console-auth.h"
#include "aft-device-token.h"
#include "aft-house-store-people.h"
#include "aft-house-store-tokens.h"
#include "aft-secret.h"

#define PASSWORD "three-hens-and-a-lantern"
/* Of that, by the least work there is: how dear a guess is, is tried with the auth. */
#define CHEAP_HASH                                                                                 \
  "$argon2id$v=19$m=8,t=1,p=1$QkzOLhqD/5J26f6juTouJQ$dKesFrYvzeFqBqo7U9qroxYfwk9I7meLkxjeOniWpQs"
#define PROGRAMS     "/console/settings/programs"
#define NOBODYS      "01890000-0000-7000-8000-000000000000"
#define LONG         "2345678901234567890123456789012345678901234567890123456789012345"
#define SECRET       "<code class=\"secret\" translate=\"no\">"
#define PAUSE_S      60
#define REVOKED_NAME "till"

/* "an", the owner, with a password that is known. */
static void
come_in (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_page_fixture_get_user (fixture, "an");
  g_autoptr (AftHouseUser) user = aft_house_store_get_user_sync (fixture->house.store, &id, &error);
  g_assert_no_error (error);
  aft_secret_free_text (user->password_hash);
  user->password_hash = g_strdup (CHEAP_HASH);
  g_assert_true (aft_house_store_put_user_sync (fixture->house.store, user, "user:test", &error));
  aft_page_fixture_sign_in (fixture, "an");
}

static GPtrArray *
list (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *tokens = aft_house_store_list_tokens_sync (fixture->house.store, &error);
  g_assert_no_error (error);
  return tokens;
}

static guint
count (AftPageFixture *fixture)
{
  g_autoptr (GPtrArray) tokens = list (fixture);
  return tokens->len;
}

/* How often the audit says that the owner did it. */
static gint64
count_audited (AftPageFixture *fixture, const char *action)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count (*) FROM audit WHERE actor = 'user:an' AND action = '%s'", action);
  return aft_house_fixture_query_beside (&fixture->house, sql);
}

/* The field of a restaurant. */
static char *
dup_box (const AftId *venue_id)
{
  g_autofree char *text = aft_id_to_text (venue_id);
  return g_strconcat ("venue:", text, NULL);
}

/* The token that the last page shows. */
static char *
dup_token (AftPageFixture *fixture)
{
  const char *at = strstr (fixture->body, SECRET);
  g_assert_nonnull (at);
  return g_strndup (at + strlen (SECRET), AFT_DEVICE_TOKEN_LENGTH);
}

/* One for everything; its text. */
static char *
make (AftPageFixture *fixture, const char *name)
{
  g_assert_cmpint (aft_page_fixture_post (fixture, PROGRAMS, "program", name, "all", "on",
                                          "password", PASSWORD, NULL),
                   ==, 200);
  return dup_token (fixture);
}

static AftHouseToken *
find (AftPageFixture *fixture, const char *text, GError **error)
{
  AftDigest digest;
  g_assert_true (aft_device_token_digest (text, &digest));
  return aft_house_store_find_token_sync (fixture->house.store, &digest, error);
}

static char *
dup_revoke_path (AftPageFixture *fixture)
{
  g_autoptr (GPtrArray) tokens = list (fixture);
  const AftHouseToken *token = g_ptr_array_index (tokens, 0);
  return aft_page_fixture_dup_path (PROGRAMS, &token->id, "revoke");
}

/* -- who may ----------------------------------------------------------------------------------- */

static void
test_only_owners (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const others[] = { "bo", "cai" };
  come_in (fixture);
  g_free (make (fixture, REVOKED_NAME));
  g_autofree char *revoke = dup_revoke_path (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, "/console/settings"), ==, 200);
  aft_page_fixture_assert_says (fixture, "href=\"" PROGRAMS "\"");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      aft_page_fixture_sign_in (fixture, others[i]);
      g_assert_cmpint (aft_page_fixture_get (fixture, "/console/settings"), ==, 200);
      aft_page_fixture_assert_silent (fixture, PROGRAMS);
      g_assert_cmpint (aft_page_fixture_get (fixture, PROGRAMS), ==, 403);
      g_assert_cmpint (aft_page_fixture_get (fixture, revoke), ==, 403);
      g_assert_cmpint (aft_page_fixture_post (fixture, revoke, NULL, NULL), ==, 403);
      g_assert_cmpint (aft_page_fixture_post (fixture, PROGRAMS, "program", "bi", "all", "on",
                                              "password", PASSWORD, NULL),
                       ==, 403);
    }
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
test_forms_are_guarded (AftPageFixture *fixture, gconstpointer unused)
{
  come_in (fixture);
  g_free (make (fixture, REVOKED_NAME));
  g_autofree char *revoke = dup_revoke_path (fixture);
  aft_page_fixture_assert_guarded (fixture, PROGRAMS);
  aft_page_fixture_assert_guarded (fixture, revoke);
  g_assert_cmpuint (count (fixture), ==, 1);
}

static void
test_password_is_asked (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const wrong[] = { "", "not the password" };
  come_in (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_cmpint (aft_page_fixture_post (fixture, PROGRAMS, "program", "bi", "all", "on",
                                              "password", wrong[i], NULL),
                       ==, 403);
      aft_page_fixture_assert_says (fixture, "role=\"alert\"");
      aft_page_fixture_assert_says (fixture, "value=\"bi\"");
      aft_page_fixture_assert_silent (fixture, "not the password");
    }
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* -- the token --------------------------------------------------------------------------------- */

static void
test_shown_once (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  come_in (fixture);
  g_autofree char *text = make (fixture, "财务");
  g_autofree char *line
      = g_strdup_printf ("Bearer %s&quot; &quot;http://127.0.0.1:8460/api/v1/trends&quot;", text);
  aft_page_fixture_assert_says (fixture, line);
  g_autoptr (AftHouseToken) token = find (fixture, text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token->name, ==, "财务");
  g_assert_cmpint (token->role, ==, AFT_ROLE_OWNER);
  g_assert_cmpuint (token->venue_ids->len, ==, 0);
  g_assert_false (token->may_contact);
  g_assert_cmpint (count_audited (fixture, "token.add"), ==, 1);
  g_autoptr (AftHttpReply) page = aft_browser_ask (&fixture->browser, PROGRAMS, NULL);
  g_assert_cmpstr (aft_http_reply_get_header (page, "Cache-Control"), ==, "no-store");
  g_assert_cmpint (aft_page_fixture_get (fixture, PROGRAMS), ==, 200);
  aft_page_fixture_assert_silent (fixture, text);
  aft_page_fixture_assert_says (fixture, "财务");
  aft_page_fixture_assert_says (fixture, "Made by an, ");
  aft_page_fixture_assert_says (fixture, "never used");
  g_assert_true (
      aft_house_store_use_token_sync (fixture->house.store, &token->id, "10.0.0.7", &error));
  g_assert_cmpint (aft_page_fixture_get (fixture, PROGRAMS), ==, 200);
  aft_page_fixture_assert_says (fixture, "last used ");
}

static void
test_for_what_was_chosen (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *box = dup_box (&fixture->elsewhere);
  come_in (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, PROGRAMS, "program", " call centre ", box, "on",
                                          "contact", "on", "password", PASSWORD, NULL),
                   ==, 200);
  g_autofree char *text = dup_token (fixture);
  g_autoptr (AftHouseToken) token = find (fixture, text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token->name, ==, "call centre");
  g_assert_cmpint (token->role, ==, AFT_ROLE_MANAGER);
  g_assert_cmpuint (token->venue_ids->len, ==, 1);
  g_assert_true (aft_id_equal (&g_array_index (token->venue_ids, AftId, 0), &fixture->elsewhere));
  g_assert_true (token->may_contact);
  g_assert_cmpint (aft_page_fixture_get (fixture, PROGRAMS), ==, 200);
  aft_page_fixture_assert_says (fixture, "<p class=\"small\">Elsewhere</p>");
}

static void
test_revoked_opens_nothing (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  come_in (fixture);
  g_autofree char *text = make (fixture, REVOKED_NAME);
  g_autofree char *revoke = dup_revoke_path (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, revoke), ==, 200);
  aft_page_fixture_assert_says (fixture, "Revoke the token? (" REVOKED_NAME ")");
  g_autoptr (AftHouseToken) still = find (fixture, text, &error);
  g_assert_nonnull (still);
  g_assert_no_error (error);
  g_assert_cmpint (aft_page_fixture_post (fixture, revoke, NULL, NULL), ==, 303);
  g_assert_cmpstr (fixture->location, ==, PROGRAMS "?said=saved");
  g_assert_null (find (fixture, text, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  g_assert_cmpint (count_audited (fixture, "token.revoke"), ==, 1);
  g_assert_cmpint (aft_page_fixture_get (fixture, PROGRAMS), ==, 200);
  aft_page_fixture_assert_says (fixture, "revoked ");
  aft_page_fixture_assert_silent (fixture, revoke);
  g_assert_cmpint (aft_page_fixture_get (fixture, revoke), ==, 404);
  g_assert_cmpint (aft_page_fixture_get (fixture, PROGRAMS "/" NOBODYS "/revoke"), ==, 404);
  g_assert_cmpint (aft_page_fixture_post (fixture, PROGRAMS "/" NOBODYS "/revoke", NULL, NULL), ==,
                   404);
  g_free (make (fixture, REVOKED_NAME));
}

/* -- what is refused --------------------------------------------------------------------------- */

static void
test_what_is_wrong_makes_nothing (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *own = dup_box (&fixture->house.venue_id);
  const struct
  {
    const char *name;
    const char *fields[2];
    int status;
  } tries[] = {
    { "", { "all", "contact" }, 422 },           { "  ", { "all", "contact" }, 422 },
    { LONG "6", { "all", "contact" }, 422 },     { "two\nlines", { "all", "contact" }, 422 },
    { "bi", { "contact", "other" }, 422 },       { "bi", { "all", own }, 422 },
    { "bi", { own, "venue:" NOBODYS }, 422 },    { "bi", { own, "venue:x" }, 422 },
    { REVOKED_NAME, { "all", "contact" }, 409 },
  };
  come_in (fixture);
  g_free (make (fixture, REVOKED_NAME));
  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      aft_fake_clock_advance_seconds (fixture->house.fake, PAUSE_S);
      g_assert_cmpint (aft_page_fixture_post (fixture, PROGRAMS, "program", tries[i].name,
                                              tries[i].fields[0], "on", tries[i].fields[1], "on",
                                              "password", PASSWORD, NULL),
                       ==, tries[i].status);
      aft_page_fixture_assert_says (fixture, "role=\"alert\"");
      aft_page_fixture_assert_silent (fixture, SECRET);
      aft_page_fixture_assert_silent (fixture, PASSWORD);
    }
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* Whole characters count, and what wants to be more than a name is a name. */
static void
test_names_are_text (AftPageFixture *fixture, gconstpointer unused)
{
  static const char hostile[] = AFT_PAGE_HOSTILE;
  come_in (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, PROGRAMS, "program", hostile, "all", "on",
                                          "password", "wrong", NULL),
                   ==, 403);
  aft_page_fixture_assert_harmless (fixture);
  g_autofree char *fits = g_strndup (hostile, 64);
  g_free (make (fixture, fits));
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, PROGRAMS), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  g_autofree char *revoke = dup_revoke_path (fixture);
  g_assert_cmpint (aft_page_fixture_get (fixture, revoke), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  g_autoptr (GString) wide = g_string_new (NULL);
  for (guint i = 0; i < 64; i++)
    g_string_append (wide, "账");
  g_free (make (fixture, wide->str));
  g_assert_cmpuint (count (fixture), ==, 2);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/console/programs/" name, AftPageFixture, NULL, aft_page_fixture_set_up, test,      \
              aft_page_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("only-owners-let-programs-read", test_only_owners);
  ADD ("forms-are-guarded", test_forms_are_guarded);
  ADD ("the-password-is-asked-for", test_password_is_asked);
  ADD ("a-token-is-shown-once", test_shown_once);
  ADD ("it-is-for-what-was-chosen", test_for_what_was_chosen);
  ADD ("a-revoked-one-opens-nothing", test_revoked_opens_nothing);
  ADD ("what-is-wrong-makes-nothing", test_what_is_wrong_makes_nothing);
  ADD ("names-are-text", test_names_are_text);
  return g_test_run ();
}
