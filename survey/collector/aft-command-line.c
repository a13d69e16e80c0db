/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a subcommand's words become a request, its reply becomes lines, and its line of the table
 * becomes help. */
#include <stdio.h>
#include <string.h>

#include "aft-command.h"
#include "aft-csv-reader.h"
#include "aft-error.h"
#include "aft-json.h"
#include "aft-number.h"
#include "aft-secret.h"

#define CONTENT_MAX_BYTES (4 << 20)
#define PASSWORD_MAX      1024

/* What is in the file @name; newly allocated. */
static char *
read_file (const char *name, gsize *ret_length, GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *text = NULL;
  if (!g_file_get_contents (name, &text, ret_length, &reason))
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, reason->message);
  return text;
}

static AftValue *
read_sheet (const char *name, GError **error)
{
  gsize length = 0;
  g_autofree char *bytes = read_file (name, &length, error);
  if (bytes == NULL)
    return NULL;
  if (length > CONTENT_MAX_BYTES)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s is larger than 4 MiB", name);
      return NULL;
    }
  char *text = aft_csv_decode (bytes, length, error);
  return text != NULL ? aft_value_new_take_string (text) : NULL;
}

static AftValue *
read_content (const char *name, GError **error)
{
  gsize length = 0;
  g_autofree char *text = read_file (name, &length, error);
  if (text == NULL)
    return NULL;
  if (length > CONTENT_MAX_BYTES || !g_utf8_validate_len (text, length, NULL))
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s is no text of at most 4 MiB", name);
  else
    return aft_value_new_string_len (text, length);
  return NULL;
}

static AftValue *
read_password (GError **error)
{
  char line[PASSWORD_MAX + 2];
  AftValue *password = NULL;
  if (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\r\n")] = '\0';
      if (g_utf8_validate (line, -1, NULL) && strlen (line) <= PASSWORD_MAX)
        password = aft_value_new_string (line);
    }
  aft_secret_wipe (line, sizeof line);
  if (password == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                         "The password is one line of the standard input");
  return password;
}

static AftValue *
read_argument (const AftArgument *argument, const char *word, GError **error)
{
  switch (argument->type)
    {
    case AFT_ARGUMENT_FLAG:
      return aft_value_new_boolean (TRUE);
    case AFT_ARGUMENT_PATH:
      return aft_value_new_take_string (g_canonicalize_filename (word, NULL));
    case AFT_ARGUMENT_CONTENT:
      return read_content (word, error);
    case AFT_ARGUMENT_SHEET:
      return read_sheet (word, error);
    case AFT_ARGUMENT_PASSWORD:
      return read_password (error);
    case AFT_ARGUMENT_TEXT:
    default:
      if (g_utf8_validate (word, -1, NULL))
        return aft_value_new_string (word);
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s is not UTF-8", argument->name);
      return NULL;
    }
}

static gboolean
is_option (const AftArgument *argument)
{
  return g_str_has_prefix (argument->name, "--");
}

/* The argument that @word names, or the @place-th of those that are no options; NULL: unknown. */
static const AftArgument *
find_argument (const AftCommand *command, const char *word, guint place)
{
  gboolean names = g_str_has_prefix (word, "--");
  for (const AftArgument *argument = command->arguments; argument->name != NULL; argument++)
    {
      if (argument->type == AFT_ARGUMENT_PASSWORD || is_option (argument) != names)
        continue;
      if (names ? g_str_equal (argument->name, word) : place-- == 0)
        return argument;
    }
  return NULL;
}

static const char *
get_member_name (const AftArgument *argument)
{
  return is_option (argument) ? argument->name + 2 : argument->name;
}

gboolean
aft_command_check (const AftCommand *command, const AftValue *request, GError **error)
{
  gsize known = 0;
  for (const AftArgument *argument = command->arguments; argument->name != NULL; argument++)
    {
      const AftValue *value = aft_value_get_member (request, get_member_name (argument));
      AftValueType type
          = argument->type == AFT_ARGUMENT_FLAG ? AFT_VALUE_BOOLEAN : AFT_VALUE_STRING;
      known += value != NULL;
      if (value == NULL ? !argument->is_needed : aft_value_get_type (value) == type)
        continue;
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: %s is missing%s", command->words,
                   argument->name, value != NULL ? " or wrong" : "");
      return FALSE;
    }
  if (aft_value_get_type (request) == AFT_VALUE_OBJECT && aft_value_get_length (request) == known)
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: there is an argument too many",
               command->words);
  return FALSE;
}

/* What stands on the standard input, and what is still missing. */
static AftValue *
complete (const AftCommand *command, AftValueBuilder *builder, GError **error)
{
  for (const AftArgument *argument = command->arguments; argument->name != NULL; argument++)
    if (argument->type == AFT_ARGUMENT_PASSWORD)
      {
        AftValue *password = read_password (error);
        if (password == NULL)
          {
            aft_value_builder_free (builder);
            return NULL;
          }
        aft_value_builder_set_take (builder, argument->name, password);
      }
  g_autoptr (AftValue) request = aft_value_builder_end (builder);
  return aft_command_check (command, request, error) ? g_steal_pointer (&request) : NULL;
}

AftValue *
aft_command_read_arguments (const AftCommand *command, int count, char **words, GError **error)
{
  g_autoptr (AftValueBuilder) builder = aft_value_builder_new_object ();
  guint place = 0;
  for (int i = 0; i < count; i++)
    {
      const AftArgument *argument = find_argument (command, words[i], place);
      gboolean takes_next
          = argument != NULL && is_option (argument) && argument->type != AFT_ARGUMENT_FLAG;
      if (argument == NULL || (takes_next && i + 1 == count))
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: what is \"%s\"?", command->words,
                       words[i]);
          return NULL;
        }
      place += !is_option (argument);
      i += takes_next;
      AftValue *value = read_argument (argument, words[i], error);
      if (value == NULL)
        return NULL;
      aft_value_builder_set_take (builder, get_member_name (argument), value);
    }
  return complete (command, g_steal_pointer (&builder), error);
}

static char *
dup_scalar (const AftValue *value)
{
  switch (aft_value_get_type (value))
    {
    case AFT_VALUE_NULL:
      return g_strdup ("-");
    case AFT_VALUE_STRING:
      return g_strdup (aft_value_get_string (value));
    case AFT_VALUE_NUMBER:
      return aft_number_to_text (aft_value_get_number (value));
    case AFT_VALUE_BOOLEAN:
      return g_strdup (aft_value_get_boolean (value) ? "yes" : "no");
    default:
      return aft_json_to_line (value);
    }
}

static void
print_members (const AftValue *object, const char *between)
{
  for (gsize i = 0; i < aft_value_get_length (object); i++)
    {
      g_autofree char *text = dup_scalar (aft_value_get_member_at (object, i));
      printf ("%s%s: %s", i > 0 ? between : "", aft_value_get_member_name (object, i), text);
    }
  putchar ('\n');
}

static void
print_list (const char *name, const AftValue *list)
{
  printf ("%s: %" G_GSIZE_FORMAT "\n", name, aft_value_get_length (list));
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    {
      const AftValue *item = aft_value_get_item (list, i);
      g_autofree char *text
          = aft_value_get_type (item) == AFT_VALUE_OBJECT ? NULL : dup_scalar (item);
      fputs ("  ", stdout);
      if (text != NULL)
        puts (text);
      else
        print_members (item, "  ");
    }
}

void
aft_command_print (const AftCommand *command, const AftValue *reply, gboolean is_json)
{
  if (is_json)
    {
      g_autofree char *line = aft_json_to_line (reply);
      puts (line);
      return;
    }
  if (command->print != NULL)
    {
      command->print (reply);
      return;
    }
  if (command->plain != NULL)
    {
      puts (aft_value_get_member_string (reply, command->plain, ""));
      return;
    }
  for (gsize i = 0; i < aft_value_get_length (reply); i++)
    {
      const char *name = aft_value_get_member_name (reply, i);
      const AftValue *value = aft_value_get_member_at (reply, i);
      g_autofree char *text
          = aft_value_get_type (value) == AFT_VALUE_ARRAY ? NULL : dup_scalar (value);
      if (text == NULL)
        print_list (name, value);
      else
        printf ("%s: %s\n", name, text);
    }
}

static void
print_usage (const AftCommand *command, const char *before)
{
  printf ("%s%s%s%s\n      %s\n", before, command->words, *command->usage != '\0' ? " " : "",
          command->usage, command->summary);
}

gboolean
aft_command_print_help (const char *words)
{
  gsize length = strlen (words);
  gboolean is_known = FALSE;
  for (const AftCommand *command = aft_commands; command->words != NULL; command++)
    {
      gboolean is_meant = g_str_has_prefix (command->words, words)
                          && (length == 0 || strchr (" ", command->words[length]) != NULL);
      if (is_meant)
        print_usage (command, length > 0 ? "Usage: aftertaste-collector " : "  ");
      is_known |= is_meant;
    }
  return is_known;
}
