/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The check of a survey: any text gets its findings, each with a known code and a readable place,
 * and the same ones each time. */
#include "aft-check.h"
#include "aft-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) findings = aft_check_survey_text ((const char *) data, size);
  g_autoptr (GPtrArray) again = aft_check_survey_text ((const char *) data, size);
  gboolean has_errors = FALSE;

  g_assert_cmpuint (findings->len, ==, again->len);
  for (guint i = 0; i < findings->len; i++)
    {
      const AftFinding *finding = g_ptr_array_index (findings, i);
      const AftFinding *other = g_ptr_array_index (again, i);

      g_assert_cmpstr (finding->code, ==, other->code);
      g_assert_cmpstr (finding->path, ==, other->path);
      g_assert_true (g_utf8_validate (finding->path, -1, NULL));
      has_errors |= finding->is_error;
    }
  g_assert_true (aft_check_has_errors (findings) == has_errors);
  return 0;
}
