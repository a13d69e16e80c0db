/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"
#include "aft-house-proof.h"

G_BEGIN_DECLS

/* AftProgressLine: what somebody at a terminal sees of work that takes longer than a second: one
 * line, written over, and gone at the end. One thread at a time. */
typedef struct _AftProgressLine AftProgressLine;

/* @name: what is going on. @fd: a terminal; it is not closed. */
AftProgressLine *aft_progress_line_new (const char *name, AftClock *clock, int fd);
/* Takes the line away. Accepts NULL. */
void aft_progress_line_free (AftProgressLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftProgressLine, aft_progress_line_free)

/* Whom the work tells; lives as long as @line. NULL when that is NULL. */
const AftHouseProgress *aft_progress_line_get (AftProgressLine *line);

G_END_DECLS
