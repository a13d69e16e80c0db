/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list of staff and the page of one share: who may change whom, and the fields of role,
 * restaurants and password. */
#include "aft-console-staff-parts.h"

#include "aft-password-rules.h"
#include "aft-password.h"

#define VENUE_FIELD "venue:"

static gboolean
works_only_at (const AftHouseUser *user, const AftConsoleCaller *caller)
{
  gboolean is_inside = TRUE;
  for (guint i = 0; i < user->venue_ids->len && is_inside; i++)
    is_inside = aft_console_caller_has_venue (caller, &g_array_index (user->venue_ids, AftId, i));
  return is_inside;
}

gboolean
aft_staff_may_manage (const AftPage *page, const AftHouseUser *user)
{
  const AftConsoleCaller *caller = page->caller;

  if (aft_id_equal (&user->id, &caller->user_id))
    return FALSE;
  if (caller->role == AFT_ROLE_OWNER)
    return TRUE;
  return caller->role == AFT_ROLE_MANAGER && user->role == AFT_ROLE_STAFF
         && works_only_at (user, caller);
}

const char *
aft_staff_get_name (const AftHouseUser *user)
{
  return user->public_name != NULL ? user->public_name : user->name;
}

char *
aft_staff_dup_places (const AftPage *page, const AftHouseUser *user, const GPtrArray *places)
{
  return user->role == AFT_ROLE_OWNER ? g_strdup (aft_page_say (page, N_ ("all restaurants")))
                                      : aft_places_dup_names (page, places, user->venue_ids);
}

/* -- role and restaurants ----------------------------------------------------------------------
 */

static void
write_roles (AftPage *page, const AftHouseUser *user)
{
  const AftPageField field
      = { .id = "role",
          .label = aft_page_say (page, N_ ("Role")),
          .hint = aft_page_say (page, N_ ("Staff handle cases, managers also run their "
                                          "restaurants, owners the house.")) };
  AftRole most = page->caller->role == AFT_ROLE_OWNER ? AFT_ROLE_OWNER : AFT_ROLE_STAFF;

  aft_page_open_select (page, &field);
  for (guint i = 0; i <= most; i++)
    aft_page_option (page, aft_role_to_text (i), aft_speech_get_role (page, i),
                     user != NULL && user->role == i);
  aft_page_close_select (page);
}

void
aft_staff_write_work (AftPage *page, const AftHouseUser *user, const GPtrArray *places)
{
  write_roles (page, user);
  aft_html_open (page->html, "fieldset", NULL);
  aft_html_put (page->html, "legend", aft_page_say (page, N_ ("Works at")), NULL);
  for (guint i = 0; i < places->len; i++)
    {
      const AftPlace *place = places->pdata[i];
      const AftId *venue_id = aft_venue_get_id (place->venue);
      g_autofree char *name = aft_form_dup_path (VENUE_FIELD, venue_id, NULL);
      const AftPageField field = { .id = name, .label = aft_venue_get_name (place->venue) };
      aft_page_tick (page, &field,
                     user != NULL ? aft_id_is_among (venue_id, user->venue_ids) : places->len == 1);
    }
  aft_html_close (page->html, "fieldset");
}

/* Those ticked, and those of others that the caller cannot see. */
static GArray *
read_places (AftPage *page, const AftHouseUser *user, const GPtrArray *places)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (AftId));

  for (guint i = 0; i < places->len; i++)
    {
      const AftPlace *place = places->pdata[i];
      const AftId *venue_id = aft_venue_get_id (place->venue);
      g_autofree char *name = aft_form_dup_path (VENUE_FIELD, venue_id, NULL);
      if (aft_http_form_get (page->form, name) != NULL)
        g_array_append_val (ids, *venue_id);
    }
  for (guint i = 0; user->venue_ids != NULL && i < user->venue_ids->len; i++)
    {
      const AftId *venue_id = &g_array_index (user->venue_ids, AftId, i);
      if (aft_places_find (places, venue_id) == NULL)
        g_array_append_val (ids, *venue_id);
    }
  return ids;
}

const char *
aft_staff_read_work (AftPage *page, AftHouseUser *user, const GPtrArray *places)
{
  AftRole role = AFT_ROLE_STAFF;

  if (!aft_role_from_text (aft_page_get_field (page, "role"), &role)
      || (role != AFT_ROLE_STAFF && page->caller->role != AFT_ROLE_OWNER))
    return N_ ("Choose a role that you may give.");
  GArray *ids = role == AFT_ROLE_OWNER ? g_array_new (FALSE, FALSE, sizeof (AftId))
                                       : read_places (page, user, places);
  g_clear_pointer (&user->venue_ids, g_array_unref);
  user->venue_ids = ids;
  user->role = role;
  return role == AFT_ROLE_OWNER || ids->len > 0 ? NULL : N_ ("Choose one restaurant at least.");
}

/* -- password ----------------------------------------------------------------------------------
 */

void
aft_staff_write_password (AftPage *page)
{
  const AftPageField field
      = { .id = "new-password",
          .label = aft_page_say (page, N_ ("New password")),
          .hint = aft_page_say (page, N_ ("At least 12 characters. A few words in a row are easy "
                                          "to keep in mind.")),
          .type = "password",
          .autocomplete = "new-password",
          .most = AFT_PASSWORD_MOST,
          .is_needed = TRUE };
  aft_page_field (page, &field);
}

char *
aft_staff_hash_password (AftPage *page,
                         const AftHouseUser *user,
                         const char **ret_fault,
                         GError **error)
{
  const char *password = aft_page_get_field (page, "new-password");
  const char *house = page->house != NULL ? page->house->name : NULL;
  /* A list that ends where something is missing is shorter, never longer. */
  const char *const names[]
      = { user->name, house != NULL ? house : user->public_name, user->public_name, NULL };

  *ret_fault = aft_password_fault_get_sentence (aft_password_rules_judge (password, names));
  return *ret_fault == NULL ? aft_password_hash (password, error) : NULL;
}
