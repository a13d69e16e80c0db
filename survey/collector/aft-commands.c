/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of subcommands, but for `serve`. */
#include "aft-command.h"

static const AftArgument none[] = { { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument setup[]
    = { { "name", AFT_ARGUMENT_TEXT, TRUE },          { "--currency", AFT_ARGUMENT_TEXT, FALSE },
        { "--country", AFT_ARGUMENT_TEXT, FALSE },    { "--language", AFT_ARGUMENT_TEXT, FALSE },
        { "--venue", AFT_ARGUMENT_TEXT, FALSE },      { "--zone", AFT_ARGUMENT_TEXT, FALSE },
        { "--details", AFT_ARGUMENT_CONTENT, FALSE }, { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument venue_add[] = {
  { "name", AFT_ARGUMENT_TEXT, TRUE },          { "--zone", AFT_ARGUMENT_TEXT, FALSE },
  { "--cut-off", AFT_ARGUMENT_TEXT, FALSE },    { "--country-code", AFT_ARGUMENT_TEXT, FALSE },
  { "--details", AFT_ARGUMENT_CONTENT, FALSE }, { NULL, AFT_ARGUMENT_TEXT, FALSE }
};
static const AftArgument venue_change[] = { { "venue", AFT_ARGUMENT_TEXT, TRUE },
                                            { "--name", AFT_ARGUMENT_TEXT, FALSE },
                                            { "--zone", AFT_ARGUMENT_TEXT, FALSE },
                                            { "--cut-off", AFT_ARGUMENT_TEXT, FALSE },
                                            { "--country-code", AFT_ARGUMENT_TEXT, FALSE },
                                            { "--details", AFT_ARGUMENT_CONTENT, FALSE },
                                            { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument venue_served[]
    = { { "sheet", AFT_ARGUMENT_SHEET, TRUE }, { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument venue_codes[] = { { "--venue", AFT_ARGUMENT_TEXT, FALSE },
                                           { "--tables", AFT_ARGUMENT_TEXT, FALSE },
                                           { "--door", AFT_ARGUMENT_FLAG, FALSE },
                                           { "--revoke", AFT_ARGUMENT_TEXT, FALSE },
                                           { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument device_rename[] = { { "device", AFT_ARGUMENT_TEXT, TRUE },
                                             { "name", AFT_ARGUMENT_TEXT, TRUE },
                                             { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument device_move[] = { { "device", AFT_ARGUMENT_TEXT, TRUE },
                                           { "--venue", AFT_ARGUMENT_TEXT, TRUE },
                                           { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument user_name[]
    = { { "name", AFT_ARGUMENT_TEXT, TRUE }, { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument rollback[] = { { "kind", AFT_ARGUMENT_TEXT, TRUE },
                                        { "--to", AFT_ARGUMENT_TEXT, FALSE },
                                        { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument device_approve[] = { { "code", AFT_ARGUMENT_TEXT, TRUE },
                                              { "--venue", AFT_ARGUMENT_TEXT, FALSE },
                                              { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument code[]
    = { { "code", AFT_ARGUMENT_TEXT, TRUE }, { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument device[]
    = { { "device", AFT_ARGUMENT_TEXT, TRUE }, { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument token[] = { { "--venue", AFT_ARGUMENT_TEXT, FALSE },
                                     { "--name", AFT_ARGUMENT_TEXT, FALSE },
                                     { "--identity", AFT_ARGUMENT_PATH, FALSE },
                                     { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument api_token_add[] = { { "name", AFT_ARGUMENT_TEXT, TRUE },
                                             { "--venue", AFT_ARGUMENT_TEXT, FALSE },
                                             { "--with-contact", AFT_ARGUMENT_FLAG, FALSE },
                                             { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument user_add[]
    = { { "name", AFT_ARGUMENT_TEXT, TRUE },           { "--role", AFT_ARGUMENT_TEXT, TRUE },
        { "--public-name", AFT_ARGUMENT_TEXT, FALSE }, { "--venue", AFT_ARGUMENT_TEXT, FALSE },
        { "password", AFT_ARGUMENT_PASSWORD, TRUE },   { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument user_change[] = { { "name", AFT_ARGUMENT_TEXT, TRUE },
                                           { "--public-name", AFT_ARGUMENT_TEXT, FALSE },
                                           { "--language", AFT_ARGUMENT_TEXT, FALSE },
                                           { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument user_pin[] = { { "name", AFT_ARGUMENT_TEXT, TRUE },
                                        { "pin", AFT_ARGUMENT_PASSWORD, TRUE },
                                        { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument user_second_factor[] = { { "state", AFT_ARGUMENT_TEXT, TRUE },
                                                  { "name", AFT_ARGUMENT_TEXT, TRUE },
                                                  { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument guests_import[] = { { "sheet", AFT_ARGUMENT_SHEET, TRUE },
                                             { "--venue", AFT_ARGUMENT_TEXT, FALSE },
                                             { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument whose[]
    = { { "--slip", AFT_ARGUMENT_TEXT, FALSE },   { "--phone", AFT_ARGUMENT_TEXT, FALSE },
        { "--member", AFT_ARGUMENT_TEXT, FALSE }, { "--guest", AFT_ARGUMENT_TEXT, FALSE },
        { "--venue", AFT_ARGUMENT_TEXT, FALSE },  { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument drill[] = { { "--venue", AFT_ARGUMENT_TEXT, FALSE },
                                     { "--report", AFT_ARGUMENT_TEXT, FALSE },
                                     { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument publish[] = { { "definition", AFT_ARGUMENT_CONTENT, TRUE },
                                       { "--kind", AFT_ARGUMENT_TEXT, FALSE },
                                       { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument audit[]
    = { { "--after", AFT_ARGUMENT_TEXT, FALSE }, { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument note_export[]
    = { { "table", AFT_ARGUMENT_TEXT, TRUE },     { "--as", AFT_ARGUMENT_TEXT, TRUE },
        { "--parts", AFT_ARGUMENT_TEXT, TRUE },   { "--venues", AFT_ARGUMENT_TEXT, FALSE },
        { "--survey", AFT_ARGUMENT_TEXT, FALSE }, { "--from", AFT_ARGUMENT_TEXT, FALSE },
        { "--to", AFT_ARGUMENT_TEXT, FALSE },     { "password", AFT_ARGUMENT_PASSWORD, TRUE },
        { NULL, AFT_ARGUMENT_TEXT, FALSE } };
static const AftArgument path[]
    = { { "path", AFT_ARGUMENT_PATH, TRUE }, { NULL, AFT_ARGUMENT_TEXT, FALSE } };

const AftCommand aft_commands[] = {
  { "setup",
    "NAME [--currency CNY] [--country CN] [--language zh-CN] [--venue NAME [--zone ZONE] "
    "[--details FILE]]",
    "names the house, makes its key and shows the first owner's address, once", AFT_PLACE_STORE,
    setup, aft_command_setup, NULL, TRUE },
  { "venue add", "NAME [--zone ZONE] [--cut-off HH:MM] [--country-code 86] [--details FILE]",
    "adds a restaurant", AFT_PLACE_STORE, venue_add, aft_command_venue_add, NULL, TRUE },
  { "venue change",
    "VENUE [--name NAME] [--zone ZONE] [--cut-off HH:MM] [--country-code 86] [--details FILE]",
    "changes a restaurant; what is stored keeps its day", AFT_PLACE_STORE, venue_change,
    aft_command_venue_change, NULL, TRUE },
  { "venue list", "", "shows the restaurants", AFT_PLACE_STORE, none, aft_command_venue_list, NULL,
    FALSE },
  { "venue codes", "[--venue VENUE] [--tables 1-20,A1-A12] [--door] [--revoke CODE]",
    "shows the codes for guests' phones; adds those of tables and the door, revokes one",
    AFT_PLACE_STORE, venue_codes, aft_command_venue_codes, NULL, FALSE },
  { "venue served", "FILE.csv", "takes over how many guests were served: venue, day, guests",
    AFT_PLACE_STORE, venue_served, aft_command_venue_served, NULL, FALSE },
  { "device list", "", "shows the kiosks, and who waits for approval", AFT_PLACE_STORE, none,
    aft_command_device_list, NULL, FALSE },
  { "device approve", "CODE [--venue VENUE]", "lets the kiosk in that shows this code",
    AFT_PLACE_STORE, device_approve, aft_command_device_approve, NULL, TRUE },
  { "device deny", "CODE", "refuses the kiosk that shows this code", AFT_PLACE_STORE, code,
    aft_command_device_deny, NULL, TRUE },
  { "device rename", "DEVICE NAME", "calls a kiosk something else", AFT_PLACE_STORE, device_rename,
    aft_command_device_rename, NULL, TRUE },
  { "device move", "DEVICE --venue VENUE",
    "counts what a kiosk sends from now on for another restaurant", AFT_PLACE_STORE, device_move,
    aft_command_device_move, NULL, TRUE },
  { "device revoke", "DEVICE", "takes nothing more from a kiosk; what it sent stays",
    AFT_PLACE_STORE, device, aft_command_device_revoke, NULL, TRUE },
  { "api-token add", "NAME [--venue VENUE] [--with-contact]",
    "lets another program read figures, answers and cases, of all restaurants or one; shows its "
    "token, once",
    AFT_PLACE_STORE, api_token_add, aft_command_api_token_add, "token", FALSE },
  { "api-token list", "", "shows the programs that may read", AFT_PLACE_STORE, none,
    aft_command_api_token_list, NULL, FALSE },
  { "api-token revoke", "NAME", "lets a program read no more", AFT_PLACE_STORE, user_name,
    aft_command_api_token_revoke, NULL, FALSE },
  { "user add", "NAME --role owner|manager|staff [--public-name NAME] [--venue VENUE] < PASSWORD",
    "adds somebody who may sign in, or changes the password", AFT_PLACE_STORE, user_add,
    aft_command_user_add, NULL, FALSE },
  { "user change", "NAME [--public-name NAME] [--language zh-CN|zh-TW|en|house]",
    "changes what guests read of somebody, and the language of the console", AFT_PLACE_STORE,
    user_change, aft_command_user_change, NULL, TRUE },
  { "user pin", "NAME < PIN", "sets the PIN for the desk of the kiosks; an empty line: none",
    AFT_PLACE_STORE, user_pin, aft_command_user_pin, NULL, TRUE },
  { "user second-factor", "off NAME",
    "asks somebody for the password alone, who has lost what makes the codes", AFT_PLACE_STORE,
    user_second_factor, aft_command_user_second_factor, NULL, FALSE },
  { "user disable", "NAME", "lets somebody sign in no more", AFT_PLACE_STORE, user_name,
    aft_command_user_disable, NULL, TRUE },
  { "user enable", "NAME", "lets somebody sign in again", AFT_PLACE_STORE, user_name,
    aft_command_user_enable, NULL, TRUE },
  { "user setup", "", "shows an address that makes an owner, once and for ten minutes",
    AFT_PLACE_STORE, none, aft_command_user_setup, "address", FALSE },
  { "user list", "", "shows who may sign in", AFT_PLACE_STORE, none, aft_command_user_list, NULL,
    FALSE },
  { "guests import", "FILE.csv [--venue VENUE]",
    "takes guests over from another program, all or none", AFT_PLACE_STORE, guests_import,
    aft_command_guests_import, NULL, FALSE },
  { "guests rank", "", "looks at every guest's tier anew, as is done each day", AFT_PLACE_STORE,
    none, aft_command_guests_rank, NULL, FALSE },
  { "guests export", "--slip LINK|--phone NUMBER [--venue VENUE]|--member NUMBER|--guest ID",
    "shows all that is held of a guest, opened", AFT_PLACE_STORE, whose, aft_command_guests_export,
    NULL, FALSE },
  { "erase", "--slip LINK|--phone NUMBER [--venue VENUE]|--member NUMBER|--guest ID",
    "takes all that is held of a guest away for good, and shows the receipt", AFT_PLACE_STORE,
    whose, aft_command_erase, NULL, FALSE },
  { "drill", "[--venue VENUE | --report DRILL]",
    "stages a complaint that rings as a real one does, or tells who answered one when",
    AFT_PLACE_STORE, drill, aft_command_drill, NULL, FALSE, aft_command_drill_print },
  { "survey publish", "FILE [--kind exit|complaint|suggestion]", "makes a survey the one in use",
    AFT_PLACE_STORE, publish, aft_command_survey_publish, NULL, TRUE },
  { "survey rollback", "exit|complaint|suggestion [--to SURVEY]",
    "puts the survey back that was in use before, or that one", AFT_PLACE_STORE, rollback,
    aft_command_survey_rollback, NULL, TRUE },
  { "survey list", "", "shows the surveys", AFT_PLACE_STORE, none, aft_command_survey_list, NULL,
    FALSE },
  { "key rotate", "", "makes a new key; old ones stay for reading", AFT_PLACE_STORE, none,
    aft_command_key_rotate, NULL, TRUE },
  { "key list", "", "shows the house's keys, without the secrets", AFT_PLACE_STORE, none,
    aft_command_key_list, NULL, FALSE },
  { "token", "[--venue VENUE] [--name NAME] [--identity FILE]",
    "enrols a device from this shell and shows its token, once", AFT_PLACE_STORE, token,
    aft_command_token, "token", TRUE },
  { "limits", "", "shows every size, count and time that is enforced", AFT_PLACE_HERE, none,
    aft_command_limits, NULL, FALSE },
  { "backup", "FILE", "writes a whole, consistent copy of the database", AFT_PLACE_STORE, path,
    aft_command_back_up, NULL, FALSE },
  { "restore", "FILE", "puts a backup in the place of the database", AFT_PLACE_FOLDER, path,
    aft_command_restore, NULL, FALSE },
  { "audit list", "[--after ROW]", "shows who did what, a thousand rows at most", AFT_PLACE_STORE,
    audit, aft_command_audit_list, NULL, FALSE },
  { "audit note-export",
    "responses --as NAME --parts words|contact|words,contact [--venues ID,ID] [--survey ID] "
    "[--from DAY] [--to DAY] < PASSWORD",
    "lets aftertaste-export open what guests sealed to the house, and notes it", AFT_PLACE_STORE,
    note_export, aft_command_audit_note_export, NULL, FALSE },
  { "verify", "", "recomputes digests, chains and counts, and says what is missing",
    AFT_PLACE_STORE, none, aft_command_verify, NULL, FALSE, aft_command_verify_print },
  { "migrate", "", "brings the database to this version", AFT_PLACE_STORE, none,
    aft_command_migrate, NULL, FALSE },
  { NULL, NULL, NULL, AFT_PLACE_HERE, none, NULL, NULL, FALSE },
};

const AftCommand *
aft_command_find (const char *words)
{
  for (const AftCommand *command = aft_commands; command->words != NULL; command++)
    if (g_str_equal (command->words, words))
      return command;
  return NULL;
}
