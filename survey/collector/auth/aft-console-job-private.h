/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-auth-private.h"
#include "aft-console-sign-in.h"

G_BEGIN_DECLS

/* What a password goes into, as it crosses to the threads that hash. */

typedef enum
{
  AFT_CONSOLE_JOB_SIGN_IN,
  AFT_CONSOLE_JOB_CHANGE,
  AFT_CONSOLE_JOB_CONFIRM,
  AFT_CONSOLE_JOB_HASH,
  AFT_CONSOLE_JOB_SET_UP,
  AFT_CONSOLE_JOB_CHECK_CODE,
  AFT_CONSOLE_JOB_GIVE_CODE,
  AFT_CONSOLE_JOB_SWITCH_ON,
  AFT_CONSOLE_JOB_SWITCH_OFF
} AftConsoleJobKind;

/* One of them on its way. */
typedef struct
{
  AftConsoleAuth *auth; /* borrowed: who waits holds it */
  AftConsoleJobKind kind;
  char *name;
  char *public_name;
  char *password;     /* secret: to compare with, or the only one */
  char *new_password; /* secret */
  char *code;         /* secret: of the second factor */
  AftShortItem *kept; /* the sign-in, or the offer, that this goes on from */
  AftDigest code_digest;
  AftId user_id;
  AftHouseLogin login; /* to be made; its address is owned */
  char *token;         /* secret: of that login */
  gboolean has_former;
  AftDigest former_digest; /* of the login that the browser had */
} AftConsoleJob;

typedef struct
{
  AftConsoleVerdict verdict;
  AftPasswordFault fault;
  char *hash; /* secret */
  gboolean is_signed_in;
  gboolean is_known;
  AftId user_id;
} AftConsoleOutcome;

/* Wipes what is secret. */
void aft_console_job_free (gpointer job);
void aft_console_outcome_free (gpointer outcome);

/* What the jobs share. Is the job's password that of @hash? */
gboolean aft_console_job_compare (const AftConsoleJob *job, const char *hash);
gboolean aft_console_job_begin_login (AftConsoleJob *job,
                                      const AftId *user_id,
                                      AftConsoleOutcome *outcome,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* aft-console-job-code.c. */
gboolean aft_console_job_give_code (AftConsoleJob *job,
                                    AftConsoleOutcome *outcome,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_console_job_switch_on (AftConsoleJob *job,
                                    AftConsoleOutcome *outcome,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean aft_console_job_switch_off (AftConsoleJob *job,
                                     AftConsoleOutcome *outcome,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
