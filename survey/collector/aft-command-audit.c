/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit note-export: may somebody take away what guests sealed to the house? Asked by
 * aftertaste-export before it opens anything; who may, and who was refused, is in the audit. What
 * is opened, and how, is not known here. */
#include <string.h>

#include "aft-command.h"
#include "aft-error.h"
#include "aft-house-store-care.h"
#include "aft-json.h"
#include "aft-password.h"

#define REFUSED "Name or password is wrong, or the role does not allow it"

static gboolean
has_venue (const AftHouseUser *user, const char *text)
{
  AftId id;
  return aft_id_from_text (text, &id) && user->venue_ids != NULL
         && aft_id_is_among (&id, user->venue_ids);
}

/* Owners of all; managers of their own restaurants, which must then be named; nobody else. */
static gboolean
is_allowed (const AftHouseUser *user, const AftValue *request)
{
  const char *list = aft_command_get_text (request, "venues");
  g_auto (GStrv) venues = g_strsplit (list != NULL ? list : "", ",", -1);
  if (user->disabled_ms > 0
      || !aft_password_matches (aft_command_get_text (request, "password"), user->password_hash))
    return FALSE;
  if (user->role == AFT_ROLE_OWNER)
    return TRUE;
  gboolean is_own = user->role == AFT_ROLE_MANAGER && venues[0] != NULL;
  for (guint i = 0; is_own && venues[i] != NULL; i++)
    is_own = has_venue (user, venues[i]);
  return is_own;
}

static gboolean
note (AftAdmin *admin, const AftValue *request, const char *action, GError **error)
{
  static const char *const members[] = { "table", "parts", "venues", "survey", "from", "to" };
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (aft_command_get_text (request, members[i]) != NULL)
      aft_value_builder_set_string (builder, members[i],
                                    aft_command_get_text (request, members[i]));
  g_autoptr (AftValue) detail = aft_value_builder_end (builder);
  g_autofree char *text = aft_json_to_line (detail);
  g_autofree char *actor = g_strconcat ("user:", aft_command_get_text (request, "as"), NULL);
  const AftHouseAuditRow row = { .actor = actor,
                                 .action = (char *) action,
                                 .subject = (char *) aft_command_get_text (request, "table"),
                                 .detail = text };
  return aft_house_store_append_audit_sync (admin->store, &row, error);
}

static gboolean
check_request (const AftValue *request, GError **error)
{
  static const char *const parts[] = { "words", "contact", "words,contact", NULL };
  const char *table = aft_command_get_text (request, "table");
  if (g_strv_contains (parts, aft_command_get_text (request, "parts"))
      && g_str_equal (table, "responses"))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                       "What is taken away is words, contact, or words,contact of responses");
  return FALSE;
}

/* Nobody learns which of the reasons it was. */
static gboolean
find_out (AftAdmin *admin, const AftValue *request, gboolean *ret_is_allowed, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftHouseUser) user = aft_house_store_find_user_sync (
      admin->store, aft_command_get_text (request, "as"), &reason);
  *ret_is_allowed = user != NULL && is_allowed (user, request);
  if (user != NULL || g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

AftValue *
aft_command_audit_note_export (AftAdmin *admin, const AftValue *request, GError **error)
{
  gboolean is_allowed = FALSE;
  if (!check_request (request, error) || !find_out (admin, request, &is_allowed, error)
      || !note (admin, request, is_allowed ? "export.contact" : "export.refused", error))
    return NULL;
  if (!is_allowed)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, REFUSED);
      return NULL;
    }
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_string (reply, "outcome", "allowed");
  return aft_value_builder_end (reply);
}
