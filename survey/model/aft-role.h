/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What somebody of the house may do (DESIGN §9). In rising order: who may do more is greater; the
 * numbers are stored. */
typedef enum
{
  AFT_ROLE_STAFF,
  AFT_ROLE_MANAGER,
  AFT_ROLE_OWNER
} AftRole;

#define AFT_ROLES 3

/* "staff", "manager", "owner". Static. */
const char *aft_role_to_text (AftRole role);
/* FALSE when @text is NULL or another; *@ret_role is then untouched. */
gboolean aft_role_from_text (const char *text, AftRole *ret_role);

G_END_DECLS
