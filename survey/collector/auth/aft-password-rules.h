/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a password for the console must be like: long, and not one that is tried first. No rule says
 * which signs it is made of. It is taken exactly as typed, byte by byte: nothing is trimmed, cut or
 * normalised. */

#define AFT_PASSWORD_LEAST 12  /* characters */
#define AFT_PASSWORD_MOST  256 /* characters */

typedef enum
{
  AFT_PASSWORD_GOOD,
  AFT_PASSWORD_TOO_SHORT,
  AFT_PASSWORD_TOO_LONG,
  AFT_PASSWORD_NOT_TEXT, /* no UTF-8, or control characters */
  AFT_PASSWORD_COMMON,   /* among the common ones, or one of them with something around it */
  AFT_PASSWORD_PATTERN,  /* the same signs over and over, or in the keyboard's or the alphabet's
                            order */
  AFT_PASSWORD_NAME      /* the user's, or this program's, with something around it */
} AftPasswordFault;

/* @names: what it must not be made of (user name, public name, house), up to a NULL; may be NULL.
 */
AftPasswordFault aft_password_rules_judge (const char *password, const char *const *names);

/* One English sentence that says what is wrong, for gettext; NULL for GOOD. Static. */
const char *aft_password_fault_get_sentence (AftPasswordFault fault);

G_END_DECLS
