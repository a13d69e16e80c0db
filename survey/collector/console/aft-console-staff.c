/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/staff: who may sign in, and adding somebody. */
#include "aft-console-house.h"
#include "aft-console-staff-parts.h"
#include "aft-error.h"
#include "aft-secret.h"

#define NAME_CHARACTERS 64

/* -- the list ----------------------------------------------------------------------------------
 */

/* A manager sees those with whom they share a restaurant. */
static gboolean
is_seen (const AftPage *page, const AftHouseUser *user)
{
  gboolean is_near = page->caller->role == AFT_ROLE_OWNER || user->role == AFT_ROLE_OWNER
                     || aft_id_equal (&user->id, &page->caller->user_id);
  for (guint i = 0; i < user->venue_ids->len && !is_near; i++)
    is_near
        = aft_console_caller_has_venue (page->caller, &g_array_index (user->venue_ids, AftId, i));
  return is_near;
}

static void
write_user (AftPage *page, const AftHouseUser *user, const GPtrArray *places)
{
  AftHtml *html = page->html;
  gboolean is_open
      = aft_staff_may_manage (page, user) || aft_id_equal (&user->id, &page->caller->user_id);
  g_autofree char *path = aft_form_dup_path (AFT_STAFF "/", &user->id, NULL);
  g_autofree char *where = aft_staff_dup_places (page, user, places);

  aft_html_open (html, "tr", NULL);
  aft_html_open (html, "th", "scope", "row", NULL);
  if (is_open)
    aft_html_put (html, "a", user->name, "href", path, NULL);
  else
    aft_html_text (html, user->name);
  aft_html_close (html, "th");
  aft_html_put (html, "td", user->public_name != NULL ? user->public_name : "–", NULL);
  aft_html_put (html, "td", aft_speech_get_role (page, user->role), NULL);
  aft_html_put (html, "td", where, NULL);
  aft_html_put (html, "td",
                user->disabled_ms != 0 ? aft_page_say (page, N_ ("may not sign in"))
                                       : aft_page_say (page, N_ ("may sign in")),
                NULL);
  aft_html_close (html, "tr");
}

static void
write_head (AftPage *page)
{
  const char *const names[]
      = { N_ ("Name"), N_ ("Name that guests read"), N_ ("Role"), N_ ("Works at"), N_ ("State") };

  aft_html_open (page->html, "thead", NULL);
  aft_html_open (page->html, "tr", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    aft_html_put (page->html, "th", aft_page_say (page, names[i]), "scope", "col", NULL);
  aft_html_close (page->html, "tr");
  aft_html_close (page->html, "thead");
}

static void
write_users (AftPage *page, const GPtrArray *users, const GPtrArray *places)
{
  AftHtml *html = page->html;

  aft_html_open (html, "div", "class", "card scroll", "tabindex", "0", "role", "region",
                 "aria-label", aft_page_say (page, N_ ("Staff")), NULL);
  aft_html_open (html, "table", NULL);
  write_head (page);
  aft_html_open (html, "tbody", NULL);
  for (guint i = 0; i < users->len; i++)
    if (is_seen (page, users->pdata[i]))
      write_user (page, users->pdata[i], places);
  aft_html_close (html, "tbody");
  aft_html_close (html, "table");
  aft_html_close (html, "div");
}

static void
write_add (AftPage *page, const GPtrArray *places)
{
  const AftPageField name = { .id = "name",
                              .label = aft_page_say (page, N_ ("Name to sign in with")),
                              .value = aft_page_get_field (page, "name"),
                              .autocomplete = "off",
                              .most = NAME_CHARACTERS,
                              .is_needed = TRUE };
  const AftPageField public_name
      = { .id = "public-name",
          .label = aft_page_say (page, N_ ("Name that guests read")),
          .hint = aft_page_say (page, N_ ("For instance “Manager Wang”. It may be left empty.")),
          .value = aft_page_get_field (page, "public-name"),
          .most = NAME_CHARACTERS };

  aft_form_open_section (page, aft_page_say (page, N_ ("Add somebody")));
  aft_page_open_form (page, AFT_STAFF, "change");
  aft_page_field (page, &name);
  aft_page_field (page, &public_name);
  aft_staff_write_work (page, NULL, places);
  aft_staff_write_password (page);
  aft_form_end (page, aft_page_say (page, N_ ("Add")), "primary");
  aft_html_close (page->html, "section");
}

static AftHttpReply *
make_staff (AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) places = aft_places_load (page, error);
  g_autoptr (GPtrArray) users
      = places != NULL ? aft_house_store_list_users_sync (page->store, error) : NULL;

  if (users == NULL)
    return NULL;
  aft_form_open_page (page, aft_page_say (page, N_ ("Staff")), AFT_SECTION_SETTINGS);
  write_users (page, users, places);
  write_add (page, places);
  aft_form_link (page, "/console/settings", aft_page_say (page, N_ ("Back to Settings")));
  return aft_form_close_page (page);
}

/* -- adding ------------------------------------------------------------------------------------
 */

/* Name, role, restaurants and password of the form. NULL: good; else what is wrong, a msgid, or
 * @error is set. */
static const char *
read_user (AftPage *page, AftHouseUser *user, GError **error)
{
  const char *fault = NULL;
  g_autoptr (GPtrArray) places = aft_places_load (page, error);

  if (places == NULL)
    return NULL;
  user->id = aft_id_generate (page->console->options.clock, page->console->options.random);
  user->name = aft_form_dup_trimmed (page, "name");
  user->public_name = aft_form_dup_trimmed (page, "public-name");
  if (*user->public_name == '\0')
    g_clear_pointer (&user->public_name, g_free);
  fault = aft_staff_read_work (page, user, places);
  if (fault == NULL)
    user->password_hash = aft_staff_hash_password (page, user, &fault, error);
  return fault;
}

static AftHttpReply *
add_user (AftPage *page, GError **error)
{
  GError *reason = NULL;
  g_autoptr (AftHouseUser) user = g_new0 (AftHouseUser, 1);
  const char *fault = read_user (page, user, &reason);

  if (fault != NULL)
    return aft_form_refuse_with (page, fault, make_staff, error);
  if (reason == NULL
      && aft_house_store_put_user_sync (page->store, user, page->caller->actor, &reason))
    {
      g_autofree char *path = aft_form_dup_path (AFT_STAFF "/", &user->id, NULL);
      page->has_changed_house = TRUE;
      return aft_page_redirect (path, "saved");
    }
  return aft_form_refuse (page, reason, make_staff, error);
}

static const AftPageRoute pages[] = {
  { "GET", AFT_STAFF, AFT_ROLE_MANAGER, make_staff, AFT_ROUTE_NO_BODY, 0 },
  { "POST", AFT_STAFF, AFT_ROLE_MANAGER, add_user, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_staff (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
