/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-code.h"
#include "aft-console-frame.h"

G_BEGIN_DECLS

/* What the doors share: pages whose forms go through AftConsoleAuth, which answers later. */

/* What a handler keeps until then. */
typedef struct
{
  AftConsole *console;
  AftConsoleCaller *caller; /* NULL before the sign-in */
  AftHttpForm *form;        /* NULL of a GET */
} AftKnock;

/* Its own references; @caller and @form may be NULL. */
AftKnock *aft_knock_new (AftConsole *console, AftConsoleCaller *caller, AftHttpForm *form);
void aft_knock_free (AftKnock *knock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftKnock, aft_knock_free)

/* Text @name of @form, "" where it was not sent; borrowed. */
const char *aft_door_get_field (const AftHttpForm *form, const char *name);
/* Where somebody wanted to go: a page of the console, else its first. */
const char *aft_door_get_way_on (const char *next);
/* @next of the address or of the form. */
const char *aft_door_get_next (const AftPage *page);

/* Gives @reply, which it takes, with the cookie of @answer. */
void
aft_door_let_in (AftHttpExchange *exchange, AftHttpReply *reply, const AftConsoleAnswer *answer);
/* Shows the form of @ask again with what is wrong; @wrong: what a WRONG answer means there. */
void aft_door_refuse (AftConsole *console,
                      AftHttpExchange *exchange,
                      const AftConsoleAnswer *answer,
                      AftPageAsk *ask,
                      const char *wrong);

/* A page before the sign-in, with what was refused and how long to wait. */
AftHtml *aft_door_open (AftPage *page, const char *title);
AftHttpReply *aft_door_close (AftPage *page);
/* Tells how long to wait, where it is asked. Gives @reply back. */
AftHttpReply *aft_door_delay (const AftPage *page, AftHttpReply *reply);

/* The name for a browser's store of passwords, not to be seen. */
void aft_door_write_name (AftPage *page);
/* The fields "password", the present one, and "code". */
void aft_door_write_password (AftPage *page);
void aft_door_write_code (AftPage *page, gboolean has_focus);

/* aft-console-code-door.c: the second page of a sign-in, which goes to @next then. */
void aft_console_add_code_door (AftConsole *console, AftRouter *router);
AftHttpReply *aft_code_door_new_redirect (const char *next);

/* aft-console-second-factor.c: one's own page. */
#define AFT_SECOND_FACTOR "/console/second-factor"
void aft_console_add_second_factor (AftConsole *console, AftRouter *router);
/* The section of the page of somebody whom the caller manages: nothing where there is none. */
void aft_second_factor_write_section (AftPage *page, const AftHouseUser *user);

G_END_DECLS
