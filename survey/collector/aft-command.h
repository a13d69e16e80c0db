/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-admin.h"

G_BEGIN_DECLS

/* A subcommand is a line of one table (aft-commands.c): its words, what it takes, and what it does
 * with it. What it takes becomes one JSON object, so that it is the same whether it is carried out
 * here or sent to a running `serve`. */

typedef enum
{
  AFT_ARGUMENT_TEXT,
  AFT_ARGUMENT_FLAG,    /* a boolean */
  AFT_ARGUMENT_PATH,    /* made absolute */
  AFT_ARGUMENT_CONTENT, /* of a file, read by whoever calls, at most 4 MiB of UTF-8 */
  AFT_ARGUMENT_SHEET,   /* a table from a spreadsheet (aft-csv-reader.h), as is; becomes UTF-8 */
  AFT_ARGUMENT_PASSWORD /* one line of the standard input, never a word of the command line */
} AftArgumentType;

typedef struct
{
  const char *name; /* of the member; "--name" when it is an option; NULL ends a table */
  AftArgumentType type;
  gboolean is_needed;
} AftArgument;

typedef enum
{
  AFT_PLACE_STORE,  /* works on the open house, in `serve` if that runs */
  AFT_PLACE_FOLDER, /* works on the data folder; refused while `serve` runs */
  AFT_PLACE_HERE    /* needs neither */
} AftCommandPlace;

typedef struct
{
  const char *words;   /* "device approve" */
  const char *usage;   /* "CODE --venue VENUE" */
  const char *summary; /* one line */
  AftCommandPlace place;
  const AftArgument *arguments; /* those that are no options come in this order */
  /* The reply, an object; waits for the disk, any thread. */
  AftValue *(*work) (AftAdmin *admin, const AftValue *request, GError **error);
  const char *plain;    /* the one member that is printed without --json; NULL: all */
  gboolean is_changing; /* something that a running `serve` remembers */
  void (*print) (const AftValue *reply); /* for a person; NULL: member by member */
} AftCommand;

/* Who has done it, as the audit has it: whoever may use the collector's shell. */
#define AFT_COMMAND_ACTOR "collector"

/* Ended by an entry without words. */
extern const AftCommand aft_commands[];
/* NULL when there is none. */
const AftCommand *aft_command_find (const char *words);

/* Reads what follows the words into an object. INVALID for what is not in the table of arguments.
 */
AftValue *aft_command_read_arguments (const AftCommand *command,
                                      int count,
                                      char **words,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* INVALID when @request, whoever made it, is not what the table of arguments says: the works rely
 * on it. */
gboolean aft_command_check (const AftCommand *command,
                            const AftValue *request,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Prints a reply: one line of JSON, or lines for a person. */
void aft_command_print (const AftCommand *command, const AftValue *reply, gboolean is_json);
/* Prints how to use the command @words, or all that begin with the word; "" for all. FALSE: there
 * is none. */
gboolean aft_command_print_help (const char *words);

/* What the works share. Text member @name of @request, NULL when it is missing; borrowed. */
const char *aft_command_get_text (const AftValue *request, const char *name);
/* The venue with that id or name, or the only one when @text is NULL. NOT_FOUND; INVALID when there
 * are several. New reference. */
AftVenue *aft_command_find_venue (AftAdmin *admin, const char *text, GError **error);
/* "2026-11-22T03:04:05Z", or null for 0. */
AftValue *aft_command_time_value (gint64 utc_ms);
AftValue *aft_command_id_value (const AftId *id);
/* Null for NULL. */
AftValue *aft_command_text_value (const char *text);
/* {NAME: [each of @records, described]} */
typedef AftValue *(*AftCommandDescribe) (gconstpointer record);
AftValue *aft_command_list (GPtrArray *records, const char *name, AftCommandDescribe describe);
/* A venue as the options of @request describe it, not stored yet; new reference. INVALID. */
AftVenue *
aft_command_make_venue (AftAdmin *admin, const char *name, const AftValue *request, GError **error);

/* The works. */
AftValue *aft_command_setup (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_venue_add (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_venue_change (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_venue_list (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_venue_served (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_venue_codes (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_device_list (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_device_approve (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_device_deny (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_device_rename (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_device_move (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_device_revoke (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_token (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_api_token_add (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_api_token_list (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_api_token_revoke (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_user_add (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_user_disable (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_user_enable (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_user_change (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_user_pin (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_user_second_factor (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_user_setup (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_user_list (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_guests_import (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_guests_export (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_erase (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_guests_rank (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_drill (AftAdmin *admin, const AftValue *request, GError **error);
void aft_command_drill_print (const AftValue *reply);
AftValue *aft_command_survey_publish (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_survey_rollback (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_survey_list (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_key_rotate (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_key_list (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_limits (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_back_up (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_restore (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_audit_list (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_audit_note_export (AftAdmin *admin, const AftValue *request, GError **error);
AftValue *aft_command_verify (AftAdmin *admin, const AftValue *request, GError **error);
void aft_command_verify_print (const AftValue *reply);
AftValue *aft_command_migrate (AftAdmin *admin, const AftValue *request, GError **error);

G_END_DECLS
