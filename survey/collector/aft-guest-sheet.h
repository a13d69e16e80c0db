/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-guest-key.h"
#include "aft-house-guest-records.h"

G_BEGIN_DECLS

/* A table of guests as another program exports it. Its first line names the columns, in English or
 * Chinese, in any order: phone, member, tier, visits, spend, last visit, preferences; what has
 * another name is left out. */

typedef struct
{
  const guint8 *key;        /* AFT_GUEST_KEY_BYTES, of the house */
  const char *country_code; /* of numbers without one: "86" */
  guint minor_digits;       /* of the house's currency: 2 for CNY */
  gint32 today;             /* no visit is later; days since 1970-01-01 */
} AftGuestSheetFacts;

/* AftHouseImportedGuest, a line each. @ret_left_out: the names of columns that were left out, a
 * NULL-terminated array. INVALID names every bad line (the first AFT_GUEST_SHEET_FAULTS of them)
 * with its number and reason; TOO_LARGE. */
#define AFT_GUEST_SHEET_FAULTS 200
GPtrArray *aft_guest_sheet_read (const char *text,
                                 const AftGuestSheetFacts *facts,
                                 char ***ret_left_out,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many digits the smallest unit of a currency has behind the point (ISO 4217). */
guint aft_guest_sheet_get_minor_digits (const char *currency);

G_END_DECLS
