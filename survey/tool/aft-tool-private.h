/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-clock.h"

G_BEGIN_DECLS

/* The subcommands of aftertaste-survey. Each gets its own arguments (without the subcommand) and
 * gives the exit status: 0 done, 1 failed, 2 used wrongly. Errors are one line on stderr. */
int aft_tool_eval (int count, char **arguments);
int aft_tool_trace (int count, char **arguments);
int aft_tool_check (int count, char **arguments);
int aft_tool_preview (int count, char **arguments);
int aft_tool_risk (int count, char **arguments);

/* One line on stderr, with the program's name; gives @status. */
int aft_tool_fail (int status, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same for an argument that should not be there or is missing. */
int aft_tool_misuse (const char *message);

/* A whole file as text; @ret_length may be NULL. */
char *
aft_tool_read_file (const char *path, gsize *ret_length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_tool_print_line (const char *line);

/* A clock that stands at the local time @text ("2026-03-14T19:30:00") in @zone; NULL when @text is
 * no time. */
AftClock *aft_tool_new_clock (const char *text, GTimeZone *zone);
/* The time at which examples are worked out, unless they say otherwise. */
#define AFT_TOOL_NOW "2026-03-14T19:30:00"

G_END_DECLS
