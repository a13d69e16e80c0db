/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of an item's kinds and of the reasons for refusing one. What an item holds is read by
 * aft-envelope.c; what becomes of it is the store's. */
#include "aft-item.h"

static const char *const kind_names[] = {
  [AFT_ITEM_RESPONSE] = "response",
  [AFT_ITEM_CALL_STAFF] = "call-staff",
  [AFT_ITEM_CASE_ACTION] = "case-action",
  [AFT_ITEM_DRILL] = "drill",
  [AFT_ITEM_SURVEY_DEFINITION] = "survey-definition",
  [AFT_ITEM_UNKNOWN] = NULL,
};

static const char *const refusal_names[] = {
  [AFT_REFUSAL_NONE] = NULL,
  [AFT_REFUSAL_CONFLICT] = "conflict",
  [AFT_REFUSAL_INVALID] = "invalid",
  [AFT_REFUSAL_TOO_LARGE] = "too-large",
  [AFT_REFUSAL_UNKNOWN_SURVEY] = "unknown-survey",
};

static gboolean
find_name (const char *const *names, guint count, const char *text, guint *ret_index)
{
  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (names[i], text) == 0 && text != NULL)
      {
        *ret_index = i;
        return TRUE;
      }
  return FALSE;
}

const char *
aft_item_kind_to_text (AftItemKind kind)
{
  return kind_names[kind];
}

gboolean
aft_item_kind_from_text (const char *text, AftItemKind *ret_kind)
{
  guint index = 0;
  if (!find_name (kind_names, G_N_ELEMENTS (kind_names), text, &index))
    return FALSE;
  *ret_kind = (AftItemKind) index;
  return TRUE;
}

const char *
aft_refusal_to_text (AftRefusal refusal)
{
  return refusal_names[refusal];
}

gboolean
aft_refusal_from_text (const char *text, AftRefusal *ret_refusal)
{
  guint index = 0;
  if (!find_name (refusal_names, G_N_ELEMENTS (refusal_names), text, &index))
    return FALSE;
  *ret_refusal = (AftRefusal) index;
  return TRUE;
}
