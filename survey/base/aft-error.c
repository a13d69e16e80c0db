/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table that says what an error code means outside: to a browser, to a shell and to a
 * person. It reports nothing and logs nothing; the program that handles an error does. The
 * sentences are marked for gettext here and translated where they are shown. */
#include "aft-error.h"

#include <errno.h>

#include <glib/gi18n.h>

typedef struct
{
  int http_status;
  const char *sentence;
} ErrorMeaning;

static const ErrorMeaning meanings[] = {
  [AFT_ERROR_INVALID] = { 400, N_ ("Something in the input is not right. Please correct it.") },
  [AFT_ERROR_NOT_FOUND] = { 404, N_ ("What was asked for does not exist.") },
  [AFT_ERROR_CONFLICT] = { 409, N_ ("Something else is already stored under the same number.") },
  [AFT_ERROR_DENIED] = { 403, N_ ("This is not allowed.") },
  [AFT_ERROR_BUSY] = { 429, N_ ("The system is busy. Please try again in a moment.") },
  [AFT_ERROR_FULL] = { 503, N_ ("The disk is full. Please make room on it.") },
  [AFT_ERROR_UNAVAILABLE] = { 503, N_ ("A part that is needed does not answer.") },
  [AFT_ERROR_CORRUPT] = { 500, N_ ("Stored data is damaged. Please restore it from a backup.") },
  [AFT_ERROR_TIMED_OUT] = { 504, N_ ("It took too long. Please try again.") },
  [AFT_ERROR_TOO_LARGE] = { 413, N_ ("This is larger than what is accepted.") },
  [AFT_ERROR_UNSUPPORTED] = { 501, N_ ("This program cannot do that.") },
  [AFT_ERROR_INTERNAL] = { 500, N_ ("Something went wrong inside the program.") },
};

static const ErrorMeaning *
find_meaning (AftErrorCode code)
{
  gsize index = (gsize) code;

  return &meanings[index < G_N_ELEMENTS (meanings) ? index : AFT_ERROR_INTERNAL];
}

GQuark
aft_error_quark (void)
{
  return g_quark_from_static_string ("aft-error-quark");
}

int
aft_error_http_status (AftErrorCode code)
{
  return find_meaning (code)->http_status;
}

int
aft_error_exit_status (AftErrorCode code)
{
  return 1;
}

const char *
aft_error_sentence (AftErrorCode code)
{
  return find_meaning (code)->sentence;
}

AftErrorCode
aft_error_from_errno (int number)
{
  switch (number)
    {
    case ENOENT:
    case ENOTDIR:
      return AFT_ERROR_NOT_FOUND;
    case EACCES:
    case EPERM:
    case EROFS:
      return AFT_ERROR_DENIED;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return AFT_ERROR_FULL;
    case ENAMETOOLONG:
    case ELOOP:
      return AFT_ERROR_INVALID;
    default:
      return AFT_ERROR_UNAVAILABLE;
    }
}
