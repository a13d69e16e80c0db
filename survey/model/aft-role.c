/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftRole's texts, as they are stored, sent and written on a command line. What a role may do is
 * decided where it is done; how it is called for people is in the programs' catalogues. */
#include "aft-role.h"

static const char *const texts[AFT_ROLES] = {
  [AFT_ROLE_STAFF] = "staff",
  [AFT_ROLE_MANAGER] = "manager",
  [AFT_ROLE_OWNER] = "owner",
};

const char *
aft_role_to_text (AftRole role)
{
  return texts[role];
}

gboolean
aft_role_from_text (const char *text, AftRole *ret_role)
{
  for (guint i = 0; i < AFT_ROLES; i++)
    if (g_strcmp0 (text, texts[i]) == 0)
      {
        *ret_role = (AftRole) i;
        return TRUE;
      }
  return FALSE;
}
