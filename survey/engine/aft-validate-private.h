/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session-private.h"

G_BEGIN_DECLS

typedef enum
{
  AFT_CHECK_QUIETLY = 0,
  AFT_CHECK_SHOW = 1 << 0,  /* errors found are put on show, others go */
  AFT_CHECK_CHANGE = 1 << 1 /* because the answer changes: what was never given is not missed yet */
} AftCheckFlags;

/* TRUE when nothing stands in the way of going on; warnings do not. */
gboolean
aft_validate_question (AftSession *session, const AftElement *element, AftCheckFlags flags);
/* All that is visible in a page or panel. */
gboolean
aft_validate_container (AftSession *session, const AftElement *container, AftCheckFlags flags);

/* The answer to @element changed: errors on show are looked at again. */
void aft_validate_again (AftSession *session, const AftElement *element);
/* @name changed: errors on show of a question whose validators look at it are, too. */
void aft_validate_after (AftSession *session, const AftElement *element, const char *name);
/* A number or date is held: where errors show at once, what is out of bounds does. */
void aft_validate_held (AftSession *session, const AftElement *element);
void aft_validate_clear_errors (AftSession *session, const AftElement *element);

/* A number or date out of its bounds is held but not stored; a first default is stored. */
gboolean aft_validate_is_storable (AftSession *session, const AftElement *element);

G_END_DECLS
