/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-form.h"
#include "aft-console-rules.h"
#include "aft-console-speech.h"
#include "aft-house-store-guests.h"
#include "aft-house-store-visits.h"

G_BEGIN_DECLS

/* What the list of guests and the page of one share. */

#define AFT_GUESTS "/console/guests"

/* How staff call a guest whose name nobody knows: "Guest 3F9A0C". Newly allocated, as is below. */
char *aft_guest_dup_label (const AftPage *page, const AftId *id);
char *aft_guest_dup_path (const AftId *id, const char *tail);
/* As the store's queries take it: NULL for an owner, who sees every guest. Borrowed. */
const AftId *aft_guest_get_viewer (const AftPage *page);
/* The day of @utc_ms at the first of @places, "–" for 0. */
char *aft_guest_dup_day (const AftPage *page, const GPtrArray *places, gint64 utc_ms);

/* The page of the guest in the address. */
AftHttpReply *aft_guest_make_page (AftPage *page, GError **error);
/* Back to it, where an act was carried out. */
AftHttpReply *aft_guest_go_back (AftPage *page);
/* Whoever may not see the guest may not change it: NOT_FOUND. */
gboolean aft_guest_may_see (AftPage *page, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-console-guest-timeline.c: what has happened, and the act that writes down a visit's bill. */
gboolean aft_guest_write_timeline (AftPage *page,
                                   const GPtrArray *places,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftHttpReply *aft_guest_set_bill (AftPage *page, GError **error);

/* aft-console-guest-contact.c: by which number the guest may be reached, masked unless
 * @shows_contact; and that somebody saw it, for the audit. NOT_FOUND: there is none. */
gboolean aft_guest_write_contact (AftPage *page,
                                  const GPtrArray *places,
                                  gboolean shows_contact,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_guest_note_contact_shown (AftPage *page, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
