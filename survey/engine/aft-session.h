/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-clock.h"
#include "aft-screen.h"
#include "aft-survey.h"

G_BEGIN_DECLS

/* AftSession: one guest going through one survey. Not thread-safe; holds answers in memory only and
 * overwrites them when freed. */
typedef struct _AftSession AftSession;

typedef struct
{
  const char *locale;        /* survey key: "", "zh-cn", "zh-tw", "en" */
  AftClock *clock;           /* for today() and the like; required */
  GTimeZone *zone;           /* of the venue; required */
  guint32 seed;              /* of choicesOrder random */
  const AftValue *variables; /* object or NULL: venue, table, tier … */
  const AftValue *data;      /* object or NULL: answers known before */
} AftSessionOptions;

AftSession *aft_session_new (AftSurvey *survey, const AftSessionOptions *options);
void aft_session_free (AftSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSession, aft_session_free)

AftSurvey *aft_session_get_survey (AftSession *session);

/* What a person does. Each returns TRUE when it did something, FALSE when such an act is not
 * possible now (question not on the screen, read-only, item hidden or disabled, button not shown,
 * check failed: the errors are then on the screen). With auto-advance a tap may also move on, see
 * aft_session_take_advance(). */
gboolean aft_session_tap (AftSession *session, const char *name, const AftValue *item);
gboolean aft_session_set (AftSession *session, const char *name, const AftValue *value);
gboolean aft_session_comment (AftSession *session, const char *name, const char *text);
gboolean aft_session_clear (AftSession *session, const char *name);
gboolean aft_session_start (AftSession *session);
gboolean aft_session_next (AftSession *session);
gboolean aft_session_previous (AftSession *session);
gboolean aft_session_complete (AftSession *session);
gboolean aft_session_set_locale (AftSession *session, const char *locale);
gboolean aft_session_set_variable (AftSession *session, const char *name, const AftValue *value);

/* Auto-advance: after a tap or set that answers the last needed question, the page is due to move
 * on. FALSE (default): the act itself moves on at once, as the vectors do. TRUE: the act leaves the
 * page and aft_session_is_advance_due() tells; the kiosk shows the pressed answer for 300 ms, then
 * calls aft_session_advance(). Any other act in between calls it off. */
void aft_session_set_delayed_advance (AftSession *session, gboolean is_delayed);
gboolean aft_session_is_advance_due (const AftSession *session);
gboolean aft_session_advance (AftSession *session);

/* TRUE once the survey is completed. */
gboolean aft_session_is_complete (const AftSession *session);

/* What to show now. The caller owns it. */
AftScreen *aft_session_dup_screen (AftSession *session);

/* What would be stored now: object of answers by name (hidden ones kept until completion, as the
 * definition's clearInvisibleValues says; after completion the final data). New reference. */
AftValue *aft_session_dup_data (AftSession *session);
/* The same as the reference has it: calculated values may be null, days or no numbers. */
AftValue *aft_session_dup_raw_data (AftSession *session);
/* The answers of a sitting that was broken off: like dup_data, without hidden questions' answers.
 */
AftValue *aft_session_dup_partial_data (AftSession *session);
/* Variables and calculated values, names in lower case. New reference. */
AftValue *aft_session_dup_variables (AftSession *session);

G_END_DECLS
