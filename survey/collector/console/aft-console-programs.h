/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-form.h"
#include "aft-console-rules.h"

G_BEGIN_DECLS

/* /console/settings/programs: which other programs may read over /api/v1, for owners alone. */

#define AFT_PROGRAMS "/console/settings/programs"

/* Who may read, and the form for one more: an AftPageWork, also of what was refused. */
AftHttpReply *aft_programs_make_page (AftPage *page, GError **error);

/* aft-console-program-token.c: the form that lets one more read, for restaurants of @places
 * (AftPlace); and the POST that makes its token, with the caller's password. */
void aft_program_write_form (AftPage *page, const GPtrArray *places);
void aft_console_add_program_token (AftConsole *console, AftRouter *router);

G_END_DECLS
