/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What subcommands read from a request and put into a reply, whatever they are about. */
#include "aft-command.h"

const char *
aft_command_get_text (const AftValue *request, const char *name)
{
  return aft_value_get_member_string (request, name, NULL);
}

AftValue *
aft_command_time_value (gint64 utc_ms)
{
  if (utc_ms == 0)
    return aft_value_new_null ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (utc_ms / 1000);
  return time != NULL ? aft_value_new_take_string (g_date_time_format (time, "%FT%TZ"))
                      : aft_value_new_null ();
}

AftValue *
aft_command_id_value (const AftId *id)
{
  return aft_value_new_take_string (aft_id_to_text (id));
}

AftValue *
aft_command_text_value (const char *text)
{
  return text != NULL ? aft_value_new_string (text) : aft_value_new_null ();
}

AftValue *
aft_command_list (GPtrArray *records, const char *name, AftCommandDescribe describe)
{
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (guint i = 0; i < records->len; i++)
    aft_value_builder_take (list, describe (g_ptr_array_index (records, i)));
  AftValueBuilder *reply = aft_value_builder_new_object ();
  aft_value_builder_set_take (reply, name, aft_value_builder_end (list));
  return aft_value_builder_end (reply);
}
