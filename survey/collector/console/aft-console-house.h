/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-private.h"

G_BEGIN_DECLS

/* The pages about guests, kiosks and the house itself, as route groups. */
void aft_console_add_guests (AftConsole *console, AftRouter *router);
void aft_console_add_erasures (AftConsole *console, AftRouter *router);
void aft_console_add_guest (AftConsole *console, AftRouter *router);
void aft_console_add_kiosks (AftConsole *console, AftRouter *router);
void aft_console_add_drills (AftConsole *console, AftRouter *router);
void aft_console_add_settings (AftConsole *console, AftRouter *router);
void aft_console_add_staff (AftConsole *console, AftRouter *router);
void aft_console_add_person (AftConsole *console, AftRouter *router);
void aft_console_add_venues (AftConsole *console, AftRouter *router);
void aft_console_add_phones (AftConsole *console, AftRouter *router);
void aft_console_add_programs (AftConsole *console, AftRouter *router);
void aft_console_add_rule_pages (AftConsole *console, AftRouter *router);
void aft_console_add_surveys (AftConsole *console, AftRouter *router);

G_END_DECLS
