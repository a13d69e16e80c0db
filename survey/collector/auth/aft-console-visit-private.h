/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-job-private.h"

G_BEGIN_DECLS

/* Somebody who comes with a password or a code: counted first, then in line for the threads that
 * hash, then answered. */
typedef struct
{
  AftConsoleAuth *auth;
  AftHttpExchange *exchange;
  AftConsoleJobKind kind;
  AftConsoleAnswered answered;
  gpointer user_data;
  AftConsoleJob *job; /* until it has begun: what it takes is filled in */
  char *token;        /* secret */
  char *account_key;  /* NULL: no account's tries were counted */
  char *code_key;     /* NULL: nobody's codes were counted */
} AftConsoleVisit;

/* What is counted beside the sender; each may be NULL. */
typedef struct
{
  const char *account;    /* the name whose password or code it is */
  const AftId *code_user; /* whose code it is */
  const char *name;       /* of the job */
} AftConsoleTry;

/* Takes the first five members of @model, which has no others. NULL: there were too many tries, and
 * it was answered. */
AftConsoleVisit *aft_console_visit_begin (const AftConsoleVisit *model, const AftConsoleTry *what);
/* Eats @visit, whose job goes its way. */
void aft_console_visit_start (AftConsoleVisit *visit);

G_END_DECLS
