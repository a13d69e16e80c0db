/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-house.h"
#include "aft-session.h"

G_BEGIN_DECLS

/* AftRecord: one survey that a guest goes through, on its way into an AftResponse. A plain record,
 * filled by the sitting. */
typedef struct
{
  AftKioskHouse *house;
  AftResponseKind kind;
  AftId id;
  AftId sitting_id;
  AftSession *session; /* not used for a call for staff */
  gint64 started_ms;   /* UTC */
  AftLanguage language;
  gboolean is_burst; /* one of many taps in a minute: marked, not left out */
} AftRecord;

/* The open row of a tap: nothing but @value of @question. INVALID, or an error of the builder. */
AftResponse *aft_record_make_tap (const AftRecord *record,
                                  const char *question,
                                  AftValue *value,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Is there anything to be stored? A survey that was left without an answer is not. */
gboolean aft_record_has_content (const AftRecord *record);

/* The final response: complete when the session is, else what was tapped: state tap when that is
 * the @attract question alone (may be NULL), else partial. Words and contact are sealed when the
 * house has a key. */
AftResponse *aft_record_make_final (const AftRecord *record,
                                    const char *attract,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The event that a guest called for staff. */
AftResponse *aft_record_make_call_staff (const AftRecord *record,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
