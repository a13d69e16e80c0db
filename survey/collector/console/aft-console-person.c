/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/staff/ID: one person: name for guests, role, restaurants, PIN, password, where
 * signed in, and whether they may sign in at all. One's own page has the name and the PIN only. */
#include "aft-console-door.h"
#include "aft-console-house.h"
#include "aft-console-staff-parts.h"
#include "aft-error.h"
#include "aft-pin.h"
#include "aft-secret.h"

#define NAME_CHARACTERS 64

static gboolean
is_self (const AftPage *page, const AftHouseUser *user)
{
  return aft_id_equal (&user->id, &page->caller->user_id);
}

AftHouseUser *
aft_person_get (AftPage *page, gboolean may_be_self, GError **error)
{
  g_autoptr (AftHouseUser) user = aft_house_store_get_user_sync (page->store, &page->id, error);

  if (user == NULL || aft_staff_may_manage (page, user) || (may_be_self && is_self (page, user)))
    return g_steal_pointer (&user);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such user");
  return NULL;
}

/* -- the page ----------------------------------------------------------------------------------
 */

static void
open_act (AftPage *page, const AftHouseUser *user, const char *act)
{
  g_autofree char *tail = g_strconcat ("/", act, NULL);
  g_autofree char *action = aft_form_dup_path (AFT_STAFF "/", &user->id, tail);
  aft_page_open_form (page, action, "change");
}

static void
write_change (AftPage *page, const AftHouseUser *user, const GPtrArray *places)
{
  const AftPageField public_name
      = { .id = "public-name",
          .label = aft_page_say (page, N_ ("Name that guests read")),
          .hint = aft_page_say (page, N_ ("For instance “Manager Wang”. It may be left empty.")),
          .value = user->public_name,
          .most = NAME_CHARACTERS };

  aft_form_open_section (page, aft_page_say (page, N_ ("Name and work")));
  open_act (page, user, "change");
  aft_page_field (page, &public_name);
  if (!is_self (page, user))
    aft_staff_write_work (page, user, places);
  aft_form_end (page, aft_page_say (page, N_ ("Save")), NULL);
  aft_html_close (page->html, "section");
}

static void
write_pin (AftPage *page, const AftHouseUser *user)
{
  const AftPageField pin
      = { .id = "pin",
          .label = aft_page_say (page, N_ ("New PIN")),
          .hint = aft_page_say (page, N_ ("Six digits, not all the same and not in a row. Left "
                                          "empty, there is none.")),
          .type = "password",
          .autocomplete = "off",
          .inputmode = "numeric",
          .most = AFT_PIN_DIGITS };

  aft_form_open_section (page, aft_page_say (page, N_ ("PIN for the kiosks' desk")));
  aft_page_line (page, NULL,
                 user->pin_hash != NULL ? aft_page_say (page, N_ ("There is a PIN."))
                                        : aft_page_say (page, N_ ("There is no PIN.")));
  open_act (page, user, "pin");
  aft_page_field (page, &pin);
  aft_form_end (page, aft_page_say (page, N_ ("Set the PIN")), NULL);
  aft_html_close (page->html, "section");
}

static void
write_password (AftPage *page, const AftHouseUser *user)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("Password")));
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("A new one signs this person out everywhere. Tell it to "
                                         "them yourself, and have them change it.")));
  open_act (page, user, "password");
  aft_staff_write_password (page);
  aft_form_end (page, aft_page_say (page, N_ ("Set the password")), NULL);
  aft_html_close (page->html, "section");
}

static gboolean
write_logins (AftPage *page, const AftHouseUser *user, const GPtrArray *places, GError **error)
{
  AftHtml *html = page->html;
  const AftPlace *place = places->len > 0 ? places->pdata[0] : NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) logins = aft_house_store_list_logins_sync (page->store, &user->id, error);

  if (logins == NULL)
    return FALSE;
  aft_form_open_section (page, aft_page_say (page, N_ ("Signed in")));
  if (logins->len == 0)
    aft_page_line (page, "quiet", aft_page_say (page, N_ ("Nowhere just now.")));
  aft_html_open (html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < logins->len; i++)
    {
      const AftHouseLogin *login = logins->pdata[i];
      aft_html_open (html, "li", NULL);
      aft_html_text_printf (html, "%s · ", login->address);
      aft_speech_time (page, login->seen_ms, place != NULL ? place->zone : utc);
      aft_html_close (html, "li");
    }
  aft_html_close (html, "ul");
  if (logins->len > 0)
    {
      open_act (page, user, "end");
      aft_form_end (page, aft_page_say (page, N_ ("Sign out everywhere")), NULL);
    }
  aft_html_close (html, "section");
  return TRUE;
}

static void
write_disable (AftPage *page, const AftHouseUser *user)
{
  gboolean is_disabled = user->disabled_ms != 0;

  aft_form_open_section (page, aft_page_say (page, N_ ("Signing in")));
  aft_page_line (page, NULL,
                 is_disabled
                     ? aft_page_say (page, N_ ("This person may not sign in. The name stays: the "
                                               "history names them."))
                     : aft_page_say (page, N_ ("Whoever leaves the house is signed out at once, "
                                               "comes off duty, and the PIN no longer opens a "
                                               "kiosk's desk.")));
  open_act (page, user, is_disabled ? "enable" : "disable");
  aft_form_end (page,
                is_disabled ? aft_page_say (page, N_ ("Let this person sign in again"))
                            : aft_page_say (page, N_ ("Let this person sign in no more")),
                NULL);
  aft_html_close (page->html, "section");
}

AftHttpReply *
aft_person_make_page (AftPage *page, GError **error)
{
  g_autoptr (AftHouseUser) user = aft_person_get (page, TRUE, error);
  g_autoptr (GPtrArray) places = user != NULL ? aft_places_load (page, error) : NULL;

  if (places == NULL)
    return NULL;
  aft_form_open_page (page, aft_staff_get_name (user), AFT_SECTION_SETTINGS);
  aft_html_open (page->html, "p", "class", "quiet", NULL);
  aft_html_text_printf (page->html, "%s · %s", user->name, aft_speech_get_role (page, user->role));
  aft_html_close (page->html, "p");
  write_change (page, user, places);
  write_pin (page, user);
  if (!is_self (page, user))
    {
      write_password (page, user);
      aft_second_factor_write_section (page, user);
      if (!write_logins (page, user, places, error))
        return NULL;
      if (!aft_leaver_write_section (page, user, error))
        return NULL;
      write_disable (page, user);
    }
  aft_form_link (page, AFT_STAFF, aft_page_say (page, N_ ("Back to the staff")));
  return aft_form_close_page (page);
}

/* -- acts --------------------------------------------------------------------------------------
 */

AftHttpReply *
aft_person_go_back (AftPage *page)
{
  g_autofree char *path = aft_form_dup_path (AFT_STAFF "/", &page->id, NULL);
  page->has_changed_house = TRUE;
  return aft_page_redirect (path, "saved");
}

static AftHttpReply *
put_user (AftPage *page, const AftHouseUser *user, GError **error)
{
  GError *reason = NULL;
  if (aft_house_store_put_user_sync (page->store, user, page->caller->actor, &reason))
    return aft_person_go_back (page);
  return aft_form_refuse (page, reason, aft_person_make_page, error);
}

static AftHttpReply *
change_person (AftPage *page, GError **error)
{
  const char *fault = NULL;
  g_autoptr (AftHouseUser) user = aft_person_get (page, TRUE, error);
  g_autoptr (GPtrArray) places = user != NULL ? aft_places_load (page, error) : NULL;

  if (places == NULL)
    return NULL;
  g_free (user->public_name);
  user->public_name = aft_form_dup_trimmed (page, "public-name");
  if (*user->public_name == '\0')
    g_clear_pointer (&user->public_name, g_free);
  if (!is_self (page, user))
    fault = aft_staff_read_work (page, user, places);
  return fault != NULL ? aft_form_refuse_with (page, fault, aft_person_make_page, error)
                       : put_user (page, user, error);
}

static AftHttpReply *
set_pin (AftPage *page, GError **error)
{
  GError *reason = NULL;
  const char *pin = aft_page_get_field (page, "pin");
  g_autoptr (AftHouseUser) user = aft_person_get (page, TRUE, error);

  if (user == NULL)
    return NULL;
  g_clear_pointer (&user->pin_hash, aft_secret_free_text);
  if (*pin != '\0')
    user->pin_hash = aft_pin_hash (pin, &reason);
  if (reason == NULL)
    return put_user (page, user, error);
  if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_INVALID))
    return aft_form_refuse (page, reason, aft_person_make_page, error);
  g_error_free (reason);
  return aft_form_refuse_with (page,
                               N_ ("A PIN has six digits, not all the same and not in a row."),
                               aft_person_make_page, error);
}

static AftHttpReply *
set_password (AftPage *page, GError **error)
{
  const char *fault = NULL;
  g_autoptr (AftHouseUser) user = aft_person_get (page, FALSE, error);

  if (user == NULL)
    return NULL;
  g_clear_pointer (&user->password_hash, aft_secret_free_text);
  user->password_hash = aft_staff_hash_password (page, user, &fault, error);
  if (fault != NULL)
    return aft_form_refuse_with (page, fault, aft_person_make_page, error);
  if (user->password_hash == NULL
      || !aft_house_store_put_user_sync (page->store, user, page->caller->actor, error)
      || !aft_house_store_end_logins_sync (page->store, &user->id, NULL, page->caller->actor,
                                           error))
    return NULL;
  return aft_person_go_back (page);
}

static AftHttpReply *
set_disabled (AftPage *page, gint64 disabled_ms, GError **error)
{
  g_autoptr (AftHouseUser) user = aft_person_get (page, FALSE, error);
  if (user == NULL)
    return NULL;
  user->disabled_ms = disabled_ms;
  return put_user (page, user, error);
}

static AftHttpReply *
disable_person (AftPage *page, GError **error)
{
  return set_disabled (page, page->now_ms, error);
}

static AftHttpReply *
enable_person (AftPage *page, GError **error)
{
  return set_disabled (page, 0, error);
}

static AftHttpReply *
end_logins (AftPage *page, GError **error)
{
  g_autoptr (AftHouseUser) user = aft_person_get (page, FALSE, error);
  if (user == NULL
      || !aft_house_store_end_logins_sync (page->store, &user->id, NULL, page->caller->actor,
                                           error))
    return NULL;
  return aft_person_go_back (page);
}

#define ONE AFT_STAFF "/{id:uuid}"
static const AftPageRoute pages[] = {
  { "GET", ONE, AFT_ROLE_MANAGER, aft_person_make_page, AFT_ROUTE_NO_BODY, 0 },
  { "POST", ONE "/change", AFT_ROLE_MANAGER, change_person, AFT_ROUTE_NO_BODY, 0 },
  { "POST", ONE "/pin", AFT_ROLE_MANAGER, set_pin, AFT_ROUTE_NO_BODY, 0 },
  { "POST", ONE "/password", AFT_ROLE_MANAGER, set_password, AFT_ROUTE_NO_BODY, 0 },
  { "POST", ONE "/disable", AFT_ROLE_MANAGER, disable_person, AFT_ROUTE_NO_BODY, 0 },
  { "POST", ONE "/enable", AFT_ROLE_MANAGER, enable_person, AFT_ROUTE_NO_BODY, 0 },
  { "POST", ONE "/end", AFT_ROLE_MANAGER, end_logins, AFT_ROUTE_NO_BODY, 0 },
  { "POST", ONE "/hand-over", AFT_ROLE_MANAGER, aft_leaver_hand_over, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_person (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
