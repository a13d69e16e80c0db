/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one error domain. Codes are named by what the caller can do about them. */
#define AFT_ERROR (aft_error_quark ())

typedef enum
{
  AFT_ERROR_INVALID,     /* the input is wrong: correct it */
  AFT_ERROR_NOT_FOUND,   /* there is no such thing */
  AFT_ERROR_CONFLICT,    /* the same id holds something else */
  AFT_ERROR_DENIED,      /* not allowed */
  AFT_ERROR_BUSY,        /* try again later */
  AFT_ERROR_FULL,        /* no room on the disk: make room */
  AFT_ERROR_UNAVAILABLE, /* a part that is needed does not answer */
  AFT_ERROR_CORRUPT,     /* stored data is damaged: restore it */
  AFT_ERROR_TIMED_OUT,   /* it took too long */
  AFT_ERROR_TOO_LARGE,   /* more than the limit: send less */
  AFT_ERROR_UNSUPPORTED, /* this program cannot do it (too new, or refused) */
  AFT_ERROR_INTERNAL     /* a fault of ours */
} AftErrorCode;

GQuark aft_error_quark (void);

/* What an errno of a file, folder or pipe means to the caller: NOT_FOUND, DENIED, FULL, INVALID (a
 * name that can be none), else UNAVAILABLE. */
AftErrorCode aft_error_from_errno (int number);

/* HTTP status that stands for @code (RFC 9110), e.g. 404 for NOT_FOUND. */
int aft_error_http_status (AftErrorCode code);

/* Exit status of a program that ends on @code: 2 for INVALID input on the command line is the
 * program's own decision; every code here gives 1. */
int aft_error_exit_status (AftErrorCode code);

/* English source text of one sentence for a person; translated by gettext in the programs.
 * Static, never NULL. */
const char *aft_error_sentence (AftErrorCode code);

G_END_DECLS
