/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The six validators (SURVEY-FORMAT 5.12): does an answer pass, and if not, which standard message
 * would the reference have. When they run and what is shown is decided in aft-validate.c. */

#include "aft-validator-private.h"

#include <string.h>

#include "aft-coercion.h"
#include "aft-conditions-private.h"
#include "aft-loose-private.h"
#include "aft-secret.h"
#include "aft-text-private.h"
#include "aft-utf16.h"

/* survey-core's pattern of an address, written for this engine's regular expressions. */
#define EMAIL_LOCAL  "([^<>()\\[\\]\\.,;:\\s@\"]+(\\.[^<>()\\[\\]\\.,;:\\s@\"]+)*)|(\".+\")"
#define EMAIL_DOMAIN "([^<>()=\\[\\]\\.,;:\\s@\"]+\\.)+[^<>()=\\[\\]\\.,;:\\s@\"]{2,}"
#define EMAIL        "^(" EMAIL_LOCAL ")@(" EMAIL_DOMAIN ")$"

gboolean
aft_validator_is_email (const char *text)
{
  g_autoptr (AftRegex) regex = aft_regex_new (EMAIL, TRUE, NULL);
  return regex != NULL && aft_regex_search (regex, text);
}

static gboolean
ends_in_digit (const char *text)
{
  gsize length = strlen (text);
  return length > 0 && g_ascii_isdigit (text[length - 1]);
}

static gboolean
has_forbidden_digits (const AftValidator *validator, const AftValue *value)
{
  if (validator->allows_digits || aft_loose_is_empty (value, TRUE))
    return FALSE;
  g_autoptr (AftSecretText) text = aft_loose_to_text (value);
  return ends_in_digit (text);
}

static gboolean
passes_length (const AftValidator *validator, const AftValue *value)
{
  if (aft_loose_is_empty (value, TRUE))
    return TRUE;
  g_autoptr (AftSecretText) text = aft_loose_to_text (value);
  /* Numbers have no length for the reference: nothing is too short or long. */
  if (aft_value_get_type (value) != AFT_VALUE_STRING
      && aft_value_get_type (value) != AFT_VALUE_ARRAY)
    return TRUE;
  double length = aft_value_get_type (value) == AFT_VALUE_ARRAY
                      ? (double) aft_value_get_length (value)
                      : (double) aft_utf16_length (text);
  return !(validator->has_minimum && length < validator->minimum)
         && !(validator->has_maximum && length > validator->maximum);
}

static double
count_items (const AftValue *value)
{
  return aft_value_get_type (value) == AFT_VALUE_ARRAY ? (double) aft_value_get_length (value) : 0;
}

static gboolean
matches (const AftRegex *regex, const AftValue *value)
{
  g_autoptr (AftSecretText) text = aft_loose_to_text (value);
  return aft_regex_search (regex, text);
}

static gboolean
passes_regex (const AftValidator *validator, const AftValue *value)
{
  if (validator->regex == NULL || aft_loose_is_empty (value, TRUE))
    return TRUE;
  if (aft_value_get_type (value) == AFT_VALUE_ARRAY)
    for (gsize i = 0; i < aft_value_get_length (value); i++)
      if (!matches (validator->regex, aft_value_get_item (value, i)))
        return FALSE;
  return matches (validator->regex, value);
}

static gboolean
passes_email (const AftValue *value)
{
  if (!aft_coercion_is_truthy (value))
    return TRUE;
  g_autoptr (AftSecretText) text = aft_loose_to_text (value);
  return aft_validator_is_email (text);
}

static gboolean
passes_expression (AftSession *session, const AftValidator *validator)
{
  if (validator->condition == NULL)
    return TRUE;
  g_autoptr (AftValue) result = aft_conditions_evaluate (session, validator->condition, NULL);
  return aft_expression_is_loosely_true (result);
}

/* The reference's message names the question, so that a title that changes makes another message.
 */
static char *
describe_numeric (AftSession *session, const AftElement *element, const AftValidator *validator)
{
  g_autoptr (AftSecretText) title = aft_text_of_property (session, element, "title");
  return g_strdup_printf ("numeric %g %g %s", validator->minimum, validator->maximum,
                          title != NULL ? title : element->name);
}

static const char *
check_numeric (AftSession *session,
               const AftElement *element,
               const AftValidator *validator,
               const AftValue *value,
               char **ret_standard)
{
  double number;
  if (aft_loose_is_empty (value, TRUE))
    return NULL;
  if (!aft_coercion_get_number (value, &number))
    return "requirenumeric";
  gboolean is_outside = (validator->has_minimum && validator->minimum > number)
                        || (validator->has_maximum && validator->maximum < number);
  if (is_outside)
    *ret_standard = describe_numeric (session, element, validator);
  return is_outside ? "numeric" : NULL;
}

static const char *
check_text (const AftValidator *validator, const AftValue *value, char **ret_standard)
{
  if (has_forbidden_digits (validator, value))
    *ret_standard = g_strdup ("digits");
  else if (!passes_length (validator, value))
    *ret_standard = g_strdup_printf ("length %g %g", validator->minimum, validator->maximum);
  return *ret_standard != NULL ? "text" : NULL;
}

static const char *
check_count (const AftValidator *validator, const AftValue *value, char **ret_standard)
{
  double count = count_items (value);
  if (count > 0 && validator->has_minimum && count < validator->minimum)
    *ret_standard = g_strdup_printf (AFT_DEFAULT_FEW, validator->minimum);
  else if (count > 0 && validator->has_maximum && count > validator->maximum)
    *ret_standard = g_strdup_printf ("many %g", validator->maximum);
  return *ret_standard != NULL ? "answercount" : NULL;
}

const char *
aft_validator_check (AftSession *session,
                     const AftElement *element,
                     const AftValidator *validator,
                     const AftValue *value,
                     char **ret_standard)
{
  *ret_standard = NULL;
  switch (validator->type)
    {
    case AFT_VALIDATOR_NUMERIC:
      return check_numeric (session, element, validator, value, ret_standard);
    case AFT_VALIDATOR_TEXT:
      return check_text (validator, value, ret_standard);
    case AFT_VALIDATOR_ANSWERCOUNT:
      return check_count (validator, value, ret_standard);
    case AFT_VALIDATOR_REGEX:
      return passes_regex (validator, value) ? NULL : "regex";
    case AFT_VALIDATOR_EMAIL:
      *ret_standard = g_strdup (AFT_DEFAULT_EMAIL);
      return passes_email (value) ? NULL : "email";
    case AFT_VALIDATOR_EXPRESSION:
      *ret_standard = g_strdup_printf ("expression %p", (gpointer) validator->condition);
      return passes_expression (session, validator) ? NULL : "expression";
    case AFT_VALIDATOR_UNKNOWN:
      break;
    }
  return NULL;
}
