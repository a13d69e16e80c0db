/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks into the sealed parts of an upload that concern more than the eyes of staff. What is opened
 * is wiped with the array; whether it is stored is the store's. */
#include "aft-upload-findings.h"

#include <string.h>

#include "aft-case-action.h"
#include "aft-secret.h"

static void
clear_finding (gpointer data)
{
  AftUploadFinding *finding = data;
  g_clear_pointer (&finding->note, aft_secret_free_text);
}

static gboolean
has_contact (const AftResponse *response)
{
  for (gsize i = 0; i < aft_response_get_seal_count (response); i++)
    if (g_str_equal (aft_sealed_part_get_name (aft_response_get_seal (response, i)),
                     AFT_SEALED_CONTACT))
      return TRUE;
  return FALSE;
}

static gboolean
is_case_action (const AftItem *item)
{
  return item->kind == AFT_ITEM_CASE_ACTION && item->fault == AFT_REFUSAL_NONE;
}

gboolean
aft_upload_findings_are_needed (const AftEnvelope *envelope)
{
  for (guint i = 0; i < aft_envelope_get_count (envelope); i++)
    {
      const AftItem *item = aft_envelope_get_item (envelope, i);
      if (is_case_action (item) || (item->response != NULL && has_contact (item->response)))
        return TRUE;
    }
  return FALSE;
}

static char *
open_note (const AftItem *item, const AftUploadOpener *opener)
{
  g_autoptr (AftCaseAction) action = aft_case_action_parse (item->body, strlen (item->body), NULL);
  if (action == NULL || action->note == NULL || opener->open_note == NULL)
    return NULL;
  return opener->open_note (action->note, &item->id, opener->user_data);
}

AftUploadFinding
aft_upload_findings_look_into (const AftResponse *response,
                               const AftUploadOpener *opener,
                               const char *country_code)
{
  AftUploadFinding finding = { FALSE };
  if (opener != NULL && opener->find_guest != NULL && has_contact (response))
    finding.has_guest = opener->find_guest (response, country_code, &finding.guest_key,
                                            &finding.guest_key_kind, opener->user_data);
  return finding;
}

static AftUploadFinding
look_into (const AftItem *item, const AftUploadOpener *opener, const char *country_code)
{
  AftUploadFinding finding = { FALSE };
  if (is_case_action (item))
    finding.note = open_note (item, opener);
  else if (item->response != NULL)
    finding = aft_upload_findings_look_into (item->response, opener, country_code);
  return finding;
}

GArray *
aft_upload_findings_make (const AftEnvelope *envelope,
                          const AftUploadOpener *opener,
                          const char *country_code)
{
  guint count = aft_envelope_get_count (envelope);
  GArray *findings = g_array_sized_new (FALSE, TRUE, sizeof (AftUploadFinding), count);
  g_array_set_clear_func (findings, clear_finding);
  g_array_set_size (findings, count);
  for (guint i = 0; i < count && opener != NULL; i++)
    g_array_index (findings, AftUploadFinding, i)
        = look_into (aft_envelope_get_item (envelope, i), opener, country_code);
  return findings;
}
