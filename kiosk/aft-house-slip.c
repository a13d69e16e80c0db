/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers what stands on a slip from the house, its settings and the sitting. How it looks and how
 * it gets onto paper is kiosk/print's. */
#include "aft-house-slip.h"

#include <string.h>

#include "aft-thanks-page.h"

#define TABLE          "tableNumber" /* the question that asks for it */
#define TABLE_MOST     8
#define ANSWER_MOST    16 /* parts of an answer that are looked for */
#define TELLING_LENGTH 3  /* bytes; less than a Chinese character says nothing of anybody */

/* -- nothing of what was answered ------------------------------------------------------------ */

static gboolean
is_in (const char *sentence, const AftValue *answer)
{
  if (aft_value_get_type (answer) == AFT_VALUE_STRING)
    {
      const char *text = aft_value_get_string (answer);
      return strlen (text) >= TELLING_LENGTH && strstr (sentence, text) != NULL;
    }
  for (gsize i = 0; aft_value_get_type (answer) == AFT_VALUE_ARRAY
                    && i < MIN (aft_value_get_length (answer), ANSWER_MOST);
       i++)
    if (is_in (sentence, aft_value_get_item (answer, i)))
      return TRUE;
  return FALSE;
}

/* A survey's author may have put an answer into its thanks: on the screen it is the guest's own, on
 * paper it is anybody's. */
static gboolean
repeats_an_answer (const char *sentence, const AftValue *data)
{
  for (gsize i = 0; i < aft_value_get_length (data); i++)
    if (is_in (sentence, aft_value_get_member_at (data, i)))
      return TRUE;
  return FALSE;
}

/* -- the slip -------------------------------------------------------------------------------- */

/* Digits alone, as the question asks for them. */
static char *
dup_table (AftKioskHouse *house, const AftValue *data)
{
  const char *table = aft_config_get_text (house->config, "kiosk", "table");
  const AftValue *answer = aft_value_get_member (data, TABLE);
  if (*table != '\0')
    return g_strdup (table);
  if (answer == NULL || aft_value_get_type (answer) != AFT_VALUE_STRING)
    return NULL;
  const char *text = aft_value_get_string (answer);
  gboolean is_number = strlen (text) <= TABLE_MOST && strspn (text, "0123456789") == strlen (text);
  return is_number ? g_strdup (text) : NULL;
}

static AftSlipContent
begin_content (AftKioskHouse *house, AftLanguage language)
{
  return (AftSlipContent){
    .language = language,
    .house_name = aft_kiosk_config_get_house_name (house->config, language),
    .time_ms = aft_clock_get_real_ms (house->clock),
    .zone = house->zone,
    .telephone = aft_config_get_text (house->config, "house", "telephone"),
  };
}

AftSlip *
aft_house_slip_new (AftKioskHouse *house, AftSitting *sitting, AftLanguage language)
{
  const AftStoreReceipt *receipt = aft_sitting_get_case_receipt (sitting);
  AftSession *session = aft_sitting_get_session (sitting);
  if (receipt == NULL || session == NULL)
    return NULL;
  g_autoptr (AftValue) data = aft_session_dup_data (session);
  g_autofree char *number = aft_kiosk_house_dup_case_number (house, receipt->sequence);
  g_autofree char *address = aft_kiosk_house_dup_follow_up (house, &receipt->id);
  g_autofree char *thanks = aft_sitting_dup_thanks (sitting);
  g_autofree char *table = dup_table (house, data);
  const char *next = thanks != NULL ? aft_thanks_find_next (thanks) : "";
  AftSlipContent content = begin_content (house, language);
  content.case_number = number;
  content.follow_up = address;
  content.table = table;
  content.next = repeats_an_answer (next, data) ? NULL : next;
  return aft_slip_new (&content);
}

AftSlip *
aft_house_slip_new_sample (AftKioskHouse *house, AftLanguage language)
{
  AftSlipContent content = begin_content (house, language);
  return aft_slip_new_sample (&content, aft_config_get_text (house->config, "kiosk", "letter"),
                              aft_config_get_text (house->config, "house", "public-address"));
}

/* -- the printer ----------------------------------------------------------------------------- */

AftPrinter *
aft_house_slip_new_printer (AftKioskHouse *house)
{
  AftConfig *config = house->config;
  guint paper = (guint) aft_config_get_integer (config, "printer", "paper");
  guint resolution = (guint) aft_config_get_integer (config, "printer", "resolution");
  AftPrinterOptions options = {
    .address = house->is_preview ? "" : aft_config_get_text (config, "printer", "address"),
    .paper = aft_slip_paper (paper, resolution),
  };
  g_autoptr (GError) error = NULL;
  AftPrinter *printer = aft_printer_new (&options, &error);
  g_assert_no_error (error); /* The settings have been looked at when they were read. */
  return printer;
}
