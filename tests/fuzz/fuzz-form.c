/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms as they are posted. What is taken is text by unlike names, and written again it is read as
 * the same. */
#include <string.h>

#include "aft-error.h"
#include "aft-fuzz.h"
#include "aft-http-form.h"

static AftHttpForm *
parse (const void *data, size_t size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  AftHttpForm *form = aft_http_form_parse (body, NULL, &error);

  g_assert_true ((form == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == AFT_ERROR);
  return form;
}

static GString *
write_form (const AftHttpForm *form)
{
  GString *text = g_string_new (NULL);
  const char *name;
  const char *value;

  for (gsize i = 0; aft_http_form_get_at (form, i, &name, &value); i++)
    {
      g_assert_true (g_utf8_validate (value, -1, NULL));
      g_assert_null (strchr (value, '\r'));
      g_assert_true (aft_http_form_get (form, name) == value);
      g_string_append_printf (text, "%s%s=", i == 0 ? "" : "&", name);
      g_string_append_uri_escaped (text, value, NULL, FALSE);
    }
  return text;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (AftHttpForm) form = parse (data, size);
  g_autoptr (AftHttpForm) again = NULL;
  g_autoptr (GString) written = NULL;
  g_autoptr (GString) rewritten = NULL;

  if (form == NULL)
    return 0;
  written = write_form (form);
  again = parse (written->str, written->len);
  g_assert_nonnull (again);
  g_assert_cmpuint (aft_http_form_count (again), ==, aft_http_form_count (form));
  rewritten = write_form (again);
  g_assert_true (g_string_equal (written, rewritten));
  return 0;
}
