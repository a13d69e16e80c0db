/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session-private.h"

G_BEGIN_DECLS

/* Visible by its own condition, and for pages and panels with something visible in it. Says nothing
 * of what it stands in. */
gboolean aft_visibility_is_visible (AftSession *session, const AftElement *element);
/* The same, and all it stands in as well. */
gboolean aft_visibility_is_on_page (AftSession *session, const AftElement *element);
gboolean aft_visibility_is_read_only (AftSession *session, const AftElement *element);

/* Take over what a condition says, with all that follows from it. */
void aft_visibility_set_visible (AftSession *session, const AftElement *element, gboolean is);
void aft_visibility_set_read_only (AftSession *session, const AftElement *element, gboolean is);
void aft_visibility_set_required (AftSession *session, const AftElement *element, gboolean is);

/* What stands in @container changed: does it still have something to show? */
void aft_visibility_note_content (AftSession *session, const AftElement *container);

G_END_DECLS
