/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session.h"

G_BEGIN_DECLS

/* Prints the trace line of what is on the screen now. @is_done: whether the act of this step did
 * something; step 0 has none. */
void aft_trace_print (AftSession *session, guint step, gboolean is_done);

G_END_DECLS
