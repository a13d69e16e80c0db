/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON reader: whatever it accepts can be written and reads back the same; and the scanner of
 * uploads accepts just that, as the same values in the same order. */
#include <string.h>

#include "aft-error.h"
#include "aft-fuzz.h"
#include "aft-json-scanner.h"

static AftValue *
parse_again (const char *text)
{
  /* Written differently it may be longer: a number of one digit and an exponent has 22. */
  AftJsonLimits limits = { .size_bytes = 64 * 1024 * 1024, .depth = 160 };
  g_autoptr (GError) error = NULL;
  AftValue *value = aft_json_parse (text, strlen (text), &limits, &error);

  g_assert_no_error (error);
  return value;
}

static void
check_canonical (const AftValue *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *canonical = aft_json_to_canonical (value, &error);
  g_autofree char *twice = NULL;
  g_autoptr (AftValue) again = NULL;

  if (canonical == NULL)
    {
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      return;
    }
  again = parse_again (canonical);
  g_assert_true (aft_value_equal (value, again));
  twice = aft_json_to_canonical (again, NULL);
  g_assert_cmpstr (twice, ==, canonical);
}

static void
check_scanner (const char *text, gsize length, const AftValue *value)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (AftValue) scanned = aft_json_scan (text, length, &aft_json_limits_survey, &fault);

  g_assert_true ((scanned == NULL) == (fault != NULL));
  g_assert_true ((scanned == NULL) == (value == NULL));
  if (value == NULL)
    {
      /* Too deep and broken as well: which of the two is met first may differ. */
      g_assert_true (fault->code == AFT_ERROR_INVALID || fault->code == AFT_ERROR_TOO_LARGE);
      return;
    }
  g_autofree char *line = aft_json_to_line (value);
  g_autofree char *scanned_line = aft_json_to_line (scanned);
  g_assert_cmpstr (scanned_line, ==, line);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) value
      = aft_json_parse ((const char *) data, size, &aft_json_limits_survey, &error);
  g_autofree char *line = NULL;
  g_autoptr (AftValue) again = NULL;

  g_assert_true ((value == NULL) == (error != NULL));
  check_scanner ((const char *) data, size, value);
  if (value == NULL)
    return 0;
  line = aft_json_to_line (value);
  again = parse_again (line);
  g_assert_true (aft_value_equal (value, again));
  check_canonical (value);
  return 0;
}
