/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-form.h"
#include "aft-console-rules.h"
#include "aft-console-speech.h"
#include "aft-house-store-people.h"

G_BEGIN_DECLS

/* What the list of staff and the page of one share. */

#define AFT_STAFF "/console/settings/staff"

/* May the caller change what @user is: an owner everybody but themselves, a manager the staff of
 * their own restaurants? */
gboolean aft_staff_may_manage (const AftPage *page, const AftHouseUser *user);
/* What guests read, else the name. Borrowed. */
const char *aft_staff_get_name (const AftHouseUser *user);
/* The names of the user's restaurants, those of @places alone. Newly allocated. */
char *aft_staff_dup_places (const AftPage *page, const AftHouseUser *user, const GPtrArray *places);

/* The choice of role and the boxes of restaurants; @user NULL: nobody yet. */
void aft_staff_write_work (AftPage *page, const AftHouseUser *user, const GPtrArray *places);
/* Reads them into @user. NULL: done; else what is wrong, a msgid. */
const char *aft_staff_read_work (AftPage *page, AftHouseUser *user, const GPtrArray *places);
/* The field of a new password, and its hash from there: NULL with a msgid in @ret_fault, or with
 * @error set where that failed. */
void aft_staff_write_password (AftPage *page);
char *aft_staff_hash_password (AftPage *page,
                               const AftHouseUser *user,
                               const char **ret_fault,
                               GError **error);

/* The person in the address, whom the caller may manage, or is where @may_be_self. NOT_FOUND. */
AftHouseUser *
aft_person_get (AftPage *page, gboolean may_be_self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Their page, and back to it where an act was carried out. */
AftHttpReply *aft_person_make_page (AftPage *page, GError **error);
AftHttpReply *aft_person_go_back (AftPage *page);

/* aft-console-leaver.c: what is left with @user, and the act that hands all of it over. */
gboolean aft_leaver_write_section (AftPage *page,
                                   const AftHouseUser *user,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftHttpReply *aft_leaver_hand_over (AftPage *page, GError **error);

G_END_DECLS
