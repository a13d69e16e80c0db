/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftRisk: a result that is kept with the response it was made of, and its one written form. Every
 * way of making one ends in the same check.
 *
 * Not here: the rules that make it, and how a signal is explained to people (survey/rules). */
#include "aft-risk.h"

#include <math.h>
#include <string.h>

#include "aft-error.h"
#include "aft-json.h"

#define ID_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

struct _AftRisk
{
  gint references; /* atomic */
  AftRiskLevel level;
  guint points;
  char *version;
  GArray *signals; /* AftRiskSignal, ids owned */
};

static const AftJsonLimits text_limits = { .size_bytes = 2 * AFT_RISK_TEXT_MAX, .depth = 4 };

static const char *const level_texts[AFT_RISK_LEVELS] = {
  [AFT_RISK_NONE] = "none",
  [AFT_RISK_WATCH] = "watch",
  [AFT_RISK_AT_RISK] = "at-risk",
  [AFT_RISK_CRITICAL] = "critical",
};

const char *
aft_risk_level_to_text (AftRiskLevel level)
{
  return level_texts[level];
}

gboolean
aft_risk_level_from_text (const char *text, AftRiskLevel *ret_level)
{
  for (guint i = 0; i < AFT_RISK_LEVELS; i++)
    if (g_strcmp0 (text, level_texts[i]) == 0)
      {
        *ret_level = (AftRiskLevel) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
refuse (GError **error, const char *member)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "A risk's %s is missing or wrong", member);
  return FALSE;
}

static gboolean
is_version (const char *text)
{
  if (text == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL)
      || g_utf8_strlen (text, -1) > AFT_RISK_VERSION_MAX)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

static gboolean
is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  return length >= 1 && length <= AFT_RISK_ID_MAX && strspn (text, ID_CHARACTERS) == length;
}

static gboolean
has_id_before (const AftRiskFields *fields, gsize index)
{
  for (gsize i = 0; i < index; i++)
    if (g_str_equal (fields->signals[i].id, fields->signals[index].id))
      return TRUE;
  return FALSE;
}

static gboolean
check_signals (const AftRiskFields *fields, GError **error)
{
  if (fields->signal_count > AFT_RISK_SIGNALS_MAX)
    return refuse (error, "number of signals");
  for (gsize i = 0; i < fields->signal_count; i++)
    {
      const AftRiskSignal *signal = &fields->signals[i];
      if (!is_id (signal->id) || has_id_before (fields, i))
        return refuse (error, "signal's id");
      if (signal->points < -AFT_RISK_SIGNAL_MAX || signal->points > AFT_RISK_SIGNAL_MAX)
        return refuse (error, "signal's points");
    }
  return TRUE;
}

static gboolean
check (const AftRiskFields *fields, GError **error)
{
  if (fields->level < AFT_RISK_NONE || fields->level >= AFT_RISK_LEVELS)
    return refuse (error, "level");
  if (fields->points > AFT_RISK_POINTS_MAX)
    return refuse (error, "points");
  if (!is_version (fields->version))
    return refuse (error, "rules");
  return check_signals (fields, error);
}

static void
clear_signal (gpointer data)
{
  AftRiskSignal *signal = data;
  g_free ((char *) signal->id);
}

AftRisk *
aft_risk_new (const AftRiskFields *fields, GError **error)
{
  if (!check (fields, error))
    return NULL;
  AftRisk *risk = g_new0 (AftRisk, 1);
  risk->references = 1;
  risk->level = fields->level;
  risk->points = fields->points;
  risk->version = g_strdup (fields->version);
  risk->signals = g_array_new (FALSE, FALSE, sizeof (AftRiskSignal));
  g_array_set_clear_func (risk->signals, clear_signal);
  for (gsize i = 0; i < fields->signal_count; i++)
    {
      AftRiskSignal signal = fields->signals[i];
      signal.id = g_strdup (signal.id);
      g_array_append_val (risk->signals, signal);
    }
  return risk;
}

AftRisk *
aft_risk_ref (AftRisk *risk)
{
  g_atomic_int_inc (&risk->references);
  return risk;
}

void
aft_risk_unref (AftRisk *risk)
{
  if (risk == NULL || !g_atomic_int_dec_and_test (&risk->references))
    return;
  g_array_unref (risk->signals);
  g_free (risk->version);
  g_free (risk);
}

AftRiskLevel
aft_risk_get_level (const AftRisk *risk)
{
  return risk->level;
}

guint
aft_risk_get_points (const AftRisk *risk)
{
  return risk->points;
}

const char *
aft_risk_get_version (const AftRisk *risk)
{
  return risk->version;
}

gsize
aft_risk_get_signal_count (const AftRisk *risk)
{
  return risk->signals->len;
}

const AftRiskSignal *
aft_risk_get_signal (const AftRisk *risk, gsize index)
{
  g_assert (index < risk->signals->len);
  return &g_array_index (risk->signals, AftRiskSignal, index);
}

AftValue *
aft_risk_to_value (const AftRisk *risk)
{
  AftValueBuilder *signals = aft_value_builder_new_array ();
  for (guint i = 0; i < risk->signals->len; i++)
    {
      const AftRiskSignal *signal = &g_array_index (risk->signals, AftRiskSignal, i);
      AftValueBuilder *item = aft_value_builder_new_object ();
      aft_value_builder_set_string (item, "id", signal->id);
      aft_value_builder_set_number (item, "points", signal->points);
      aft_value_builder_take (signals, aft_value_builder_end (item));
    }

  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "level", aft_risk_level_to_text (risk->level));
  aft_value_builder_set_number (builder, "points", risk->points);
  aft_value_builder_set_string (builder, "rules", risk->version);
  aft_value_builder_set_take (builder, "signals", aft_value_builder_end (signals));
  return aft_value_builder_end (builder);
}

/* A whole number from @minimum to @maximum. */
static gboolean
read_whole (const AftValue *object, const char *name, gint minimum, gint maximum, gint *ret_number)
{
  double number = aft_value_get_member_number (object, name, NAN);
  if (!(number >= minimum && number <= maximum) || trunc (number) != number)
    return FALSE;
  *ret_number = (gint) number;
  return TRUE;
}

static gboolean
read_signals (const AftValue *array, GArray *signals, GError **error)
{
  gsize count = aft_value_get_length (array);
  if (aft_value_get_type (array) != AFT_VALUE_ARRAY || count > AFT_RISK_SIGNALS_MAX)
    return refuse (error, "signals");
  for (gsize i = 0; i < count; i++)
    {
      const AftValue *item = aft_value_get_item (array, i);
      AftRiskSignal signal = { .id = aft_value_get_member_string (item, "id", NULL) };
      if (aft_value_get_length (item) != 2
          || !read_whole (item, "points", -AFT_RISK_SIGNAL_MAX, AFT_RISK_SIGNAL_MAX,
                          &signal.points))
        return refuse (error, "signal");
      g_array_append_val (signals, signal);
    }
  return TRUE;
}

AftRisk *
aft_risk_from_value (const AftValue *value, GError **error)
{
  g_autoptr (GArray) signals = g_array_new (FALSE, FALSE, sizeof (AftRiskSignal));
  AftRiskFields fields = { .version = aft_value_get_member_string (value, "rules", NULL) };
  gint points = 0;
  gboolean is_read = (aft_value_get_length (value) == 4 || refuse (error, "form"))
                     && (aft_risk_level_from_text (
                             aft_value_get_member_string (value, "level", NULL), &fields.level)
                         || refuse (error, "level"))
                     && (read_whole (value, "points", 0, AFT_RISK_POINTS_MAX, &points)
                         || refuse (error, "points"))
                     && read_signals (aft_value_get_member (value, "signals"), signals, error);
  if (!is_read)
    return NULL;
  fields.points = (guint) points;
  fields.signals = (gconstpointer) signals->data;
  fields.signal_count = signals->len;
  return aft_risk_new (&fields, error);
}

char *
aft_risk_dup_text (const AftRisk *risk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) value = aft_risk_to_value (risk);
  char *text = aft_json_to_canonical (value, &error);
  g_assert_no_error (error); /* check() let nothing in that cannot be written */
  return text;
}

AftRisk *
aft_risk_parse (const char *text, gsize length_bytes, GError **error)
{
  g_autoptr (AftValue) value = aft_json_parse (text, length_bytes, &text_limits, error);
  return value != NULL ? aft_risk_from_value (value, error) : NULL;
}

gboolean
aft_risk_equal (const AftRisk *a, const AftRisk *b)
{
  g_autofree char *text_of_a = aft_risk_dup_text (a);
  g_autofree char *text_of_b = aft_risk_dup_text (b);
  return g_str_equal (text_of_a, text_of_b);
}
