/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "house.h"

G_BEGIN_DECLS

/* Truth: what a made-up house cannot know of itself: who did not answer, and what was planted. */
typedef struct _Truth Truth;

Truth *truth_new (const World *world);
/* Accepts NULL. */
void truth_free (Truth *truth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Truth, truth_free)

/* Notes the guests of a day. */
void truth_note (Truth *truth, const GArray *guests);
/* Writes @path (JSON): seed, days, planted drops and incidents, and for each venue how many
 * answered, how many were served, and how many of both were satisfied (4 or 5); and beside it
 * "served.csv" with venue, day and guests, as `aftertaste-collector venue served` takes it. */
gboolean truth_write (Truth *truth, House *house, const char *path, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
