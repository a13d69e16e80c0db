/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftHouseStore's front for the house's own rules: checks names and sizes, never what the rules
 * say, and passes them on to the database behind it. */
#include "aft-house-store-rules.h"

#include <string.h>

#include "aft-error.h"
#include "aft-house-people-private.h"
#include "aft-house-store-private.h"

void
aft_house_rules_free (AftHouseRules *rules)
{
  if (rules == NULL)
    return;
  g_free (rules->kind);
  g_free (rules->text);
  g_free (rules->actor);
  g_free (rules);
}

static gboolean
check_rules (const AftHouseRules *rules, GError **error)
{
  if (!aft_house_check_name (rules->kind, "The rules' kind", error)
      || !aft_house_check_actor (rules->actor, error))
    return FALSE;
  if (rules->text == NULL || *rules->text == '\0' || !g_utf8_validate (rules->text, -1, NULL))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "The rules' text is missing");
      return FALSE;
    }
  if (strlen (rules->text) <= AFT_HOUSE_RULES_MAX_BYTES)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "The rules are longer than 256 KiB");
  return FALSE;
}

gboolean
aft_house_store_save_rules_sync (AftHouseStore *store,
                                 const AftHouseRules *rules,
                                 guint base,
                                 guint *ret_version,
                                 GError **error)
{
  return check_rules (rules, error)
         && store->class->rules->save (store, rules, base, ret_version, error);
}

AftHouseRules *
aft_house_store_get_rules_sync (AftHouseStore *store,
                                const char *kind,
                                guint version,
                                GError **error)
{
  if (!aft_house_check_name (kind, "The rules' kind", error))
    return NULL;
  return store->class->rules->get (store, kind, version, error);
}

GPtrArray *
aft_house_store_list_rules_sync (AftHouseStore *store, const char *kind, GError **error)
{
  if (!aft_house_check_name (kind, "The rules' kind", error))
    return NULL;
  return store->class->rules->list (store, kind, error);
}
