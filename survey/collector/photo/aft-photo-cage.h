/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Limits this process for good, before it reads a byte of what anybody sent: memory, seconds of the
 * processor, size of a file, descriptors, no other program with more rights, no core that would
 * hold the guest's picture, and its end with that of who started it. FALSE: one cannot be had. */
gboolean aft_photo_cage_enter (void);

G_END_DECLS
