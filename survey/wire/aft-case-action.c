/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies of what staff do at a desk. What is written is read back first; whether the case allows it
 * is decided by the collector's rules. */
#include "aft-case-action.h"

#include <string.h>

#include "aft-error.h"
#include "aft-item.h"
#include "aft-json.h"
#include "aft-reader-private.h"

#define ACTION_MEMBERS  11
#define DRILL_MEMBERS   6
#define NOTE_MEMBERS    2
#define OUTCOME_MEMBERS 4
#define KID_BYTES       8

static const char *const kind_names[] = {
  [AFT_CASE_ACTION_ACKNOWLEDGE] = "acknowledge",
  [AFT_CASE_ACTION_NOTE] = "note",
  [AFT_CASE_ACTION_CALLED] = "called",
  [AFT_CASE_ACTION_CLOSE] = "close",
};

void
aft_case_action_free (AftCaseAction *action)
{
  if (action == NULL)
    return;
  aft_sealed_part_free (action->note);
  g_free (action->outcome);
  g_free (action->stated_cause);
  g_free (action->root_cause);
  g_free (action);
}

/* -- reading --------------------------------------------------------------------------------- */

static gboolean
is_null (const AftReader *reader, const char *name)
{
  AftValue *value = aft_value_get_member (reader->object, name);
  return value != NULL && aft_value_is_null (value);
}

/* FALSE when it is null. */
static gboolean
read_optional_id (AftReader *reader, const char *name, AftId *ret_id)
{
  if (is_null (reader, name))
    return FALSE;
  *ret_id = aft_reader_get_id (reader, name);
  return TRUE;
}

static gboolean
is_cause (const char *text)
{
  gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-");
  return length >= 1 && length <= AFT_CASE_ACTION_CAUSE_MAX && text[length] == '\0';
}

static char *
read_cause (AftReader *reader, const char *name)
{
  if (is_null (reader, name))
    return NULL;
  const char *text = aft_reader_get_text (reader, name);
  aft_reader_refuse_unless (reader, is_cause (text), name);
  return g_strdup (text);
}

static void
read_salt (AftReader *reader, AftCaseAction *action)
{
  const char *text = aft_reader_get_text (reader, "salt");
  gboolean is_fit = aft_reader_is_hex (text, AFT_CASE_ACTION_SALT);
  aft_reader_refuse_unless (reader, is_fit, "salt");
  for (gsize i = 0; is_fit && i < AFT_CASE_ACTION_SALT; i++)
    action->salt[i] = (guint8) (g_ascii_xdigit_value (text[2 * i]) << 4
                                | g_ascii_xdigit_value (text[2 * i + 1]));
}

/* What an action and a drill have in common. */
static void
read_origin (AftReader *reader, AftCaseAction *action)
{
  action->staff_id = aft_reader_get_id (reader, "staff");
  action->time_ms = aft_reader_get_integer (reader, "time");
  action->boot_id = aft_reader_get_id (reader, "boot_id");
  action->monotonic_ms = aft_reader_get_integer (reader, "monotonic_ms");
  read_salt (reader, action);
}

static void
read_kind (AftReader *reader, AftCaseAction *action)
{
  const char *text = aft_reader_get_text (reader, "action");
  gsize kind = 0;
  while (kind < G_N_ELEMENTS (kind_names) && !g_str_equal (kind_names[kind], text))
    kind++;
  aft_reader_refuse_unless (reader, kind < G_N_ELEMENTS (kind_names), "action");
  if (kind < G_N_ELEMENTS (kind_names))
    action->kind = (AftCaseActionKind) kind;
}

static gboolean
is_box (const char *text)
{
  gsize length = strlen (text);
  gsize fit = strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
  return length >= 1 && length <= AFT_SEALED_PART_BOX_MAX && fit == length;
}

static void
read_note (AftReader *reader, AftCaseAction *action)
{
  gboolean is_due = action->kind == AFT_CASE_ACTION_NOTE;
  aft_reader_refuse_unless (reader, is_null (reader, "note") != is_due, "note");
  if (!is_due || reader->bad != NULL)
    return;
  AftValue *value = aft_reader_get (reader, "note", AFT_VALUE_OBJECT);
  AftReader part = aft_reader_open (value, "note", NOTE_MEMBERS);
  const char *kid = aft_reader_get_text (&part, "kid");
  const char *box = aft_reader_get_text (&part, "box");
  gboolean is_fit = part.bad == NULL && aft_reader_is_hex (kid, KID_BYTES) && is_box (box);
  aft_reader_refuse_unless (reader, is_fit, "note");
  if (is_fit)
    action->note = aft_sealed_part_new (AFT_SEALED_WORDS, kid, box);
}

static void
read_outcome (AftReader *reader, AftCaseAction *action)
{
  gboolean is_due = action->kind == AFT_CASE_ACTION_CLOSE;
  aft_reader_refuse_unless (reader, is_null (reader, "outcome") != is_due, "outcome");
  if (!is_due || reader->bad != NULL)
    return;
  AftValue *value = aft_reader_get (reader, "outcome", AFT_VALUE_OBJECT);
  AftReader part = aft_reader_open (value, "outcome", OUTCOME_MEMBERS);
  const char *state = aft_reader_get_text (&part, "state");
  gboolean is_fit = aft_case_state_from_text (state, &action->state)
                    && aft_case_state_is_closed (action->state);
  action->outcome = read_cause (&part, "outcome");
  action->stated_cause = read_cause (&part, "stated_cause");
  action->root_cause = read_cause (&part, "root_cause");
  aft_reader_refuse_unless (reader, is_fit && part.bad == NULL, "outcome");
}

static AftValue *
parse_document (const char *body, gsize length_bytes, const char *what, GError **error)
{
  AftJsonLimits limits = { AFT_ITEM_MAX_BYTES, aft_json_limits_wire.depth };
  g_autoptr (AftValue) document = aft_json_parse (body, length_bytes, &limits, error);
  if (document == NULL || !aft_reader_check_schema (document, AFT_CASE_ACTION_SCHEMA, what, error))
    return NULL;
  return g_steal_pointer (&document);
}

AftCaseAction *
aft_case_action_parse (const char *body, gsize length_bytes, GError **error)
{
  const char *what = "An action on a case";
  g_autoptr (AftValue) document = parse_document (body, length_bytes, what, error);
  if (document == NULL)
    return NULL;
  g_autoptr (AftCaseAction) action = g_new0 (AftCaseAction, 1);
  AftReader reader = aft_reader_open (document, "form", ACTION_MEMBERS);
  action->has_case = read_optional_id (&reader, "case", &action->case_id);
  action->has_response = read_optional_id (&reader, "response", &action->response_id);
  aft_reader_refuse_unless (&reader, action->has_case || action->has_response, "case");
  read_kind (&reader, action);
  read_origin (&reader, action);
  read_note (&reader, action);
  read_outcome (&reader, action);
  return aft_reader_check (&reader, what, error) ? g_steal_pointer (&action) : NULL;
}

AftCaseAction *
aft_drill_parse (const char *body, gsize length_bytes, GError **error)
{
  const char *what = "A drill";
  g_autoptr (AftValue) document = parse_document (body, length_bytes, what, error);
  if (document == NULL)
    return NULL;
  g_autoptr (AftCaseAction) action = g_new0 (AftCaseAction, 1);
  AftReader reader = aft_reader_open (document, "form", DRILL_MEMBERS);
  read_origin (&reader, action);
  return aft_reader_check (&reader, what, error) ? g_steal_pointer (&action) : NULL;
}

/* -- writing --------------------------------------------------------------------------------- */

static void
write_id (AftValueBuilder *builder, const char *name, gboolean is_there, const AftId *id)
{
  g_autofree char *text = is_there ? aft_id_to_text (id) : NULL;
  if (text != NULL)
    aft_value_builder_set_string (builder, name, text);
  else
    aft_value_builder_set (builder, name, NULL);
}

static void
write_cause (AftValueBuilder *builder, const char *name, const char *cause)
{
  if (cause != NULL)
    aft_value_builder_set_string (builder, name, cause);
  else
    aft_value_builder_set (builder, name, NULL);
}

static void
write_origin (AftValueBuilder *builder, const AftCaseAction *action)
{
  g_autoptr (GString) salt = g_string_new (NULL);
  for (gsize i = 0; i < AFT_CASE_ACTION_SALT; i++)
    g_string_append_printf (salt, "%02x", action->salt[i]);
  aft_value_builder_set_number (builder, "schema", AFT_CASE_ACTION_SCHEMA);
  write_id (builder, "staff", TRUE, &action->staff_id);
  aft_value_builder_set_number (builder, "time", (double) action->time_ms);
  write_id (builder, "boot_id", TRUE, &action->boot_id);
  aft_value_builder_set_number (builder, "monotonic_ms", (double) action->monotonic_ms);
  aft_value_builder_set_string (builder, "salt", salt->str);
}

static AftValue *
make_note (const AftCaseAction *action)
{
  if (action->note == NULL)
    return aft_value_new_null ();
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "kid", aft_sealed_part_get_kid (action->note));
  aft_value_builder_set_string (builder, "box", aft_sealed_part_get_box (action->note));
  return aft_value_builder_end (builder);
}

static AftValue *
make_outcome (const AftCaseAction *action)
{
  if (action->kind != AFT_CASE_ACTION_CLOSE)
    return aft_value_new_null ();
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "state", aft_case_state_to_text (action->state));
  write_cause (builder, "outcome", action->outcome);
  write_cause (builder, "stated_cause", action->stated_cause);
  write_cause (builder, "root_cause", action->root_cause);
  return aft_value_builder_end (builder);
}

char *
aft_case_action_to_body (const AftCaseAction *action, GError **error)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  write_origin (builder, action);
  write_id (builder, "case", action->has_case, &action->case_id);
  write_id (builder, "response", action->has_response, &action->response_id);
  aft_value_builder_set_string (builder, "action", kind_names[action->kind]);
  aft_value_builder_set_take (builder, "note", make_note (action));
  aft_value_builder_set_take (builder, "outcome", make_outcome (action));
  g_autoptr (AftValue) document = aft_value_builder_end (builder);
  g_autofree char *text = aft_json_to_canonical (document, error);
  g_autoptr (AftCaseAction) read
      = text != NULL ? aft_case_action_parse (text, strlen (text), error) : NULL;
  return read != NULL ? g_steal_pointer (&text) : NULL;
}

char *
aft_drill_to_body (const AftCaseAction *action, GError **error)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  write_origin (builder, action);
  g_autoptr (AftValue) document = aft_value_builder_end (builder);
  g_autofree char *text = aft_json_to_canonical (document, error);
  g_autoptr (AftCaseAction) read
      = text != NULL ? aft_drill_parse (text, strlen (text), error) : NULL;
  return read != NULL ? g_steal_pointer (&text) : NULL;
}
