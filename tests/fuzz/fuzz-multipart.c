/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms with a file: the first line is the header Content-Type, the rest the body. What is taken,
 * written again, is read as the same. */
#include <string.h>

#include "aft-error.h"
#include "aft-fuzz.h"
#include "aft-http-multipart.h"

#define DISPOSITION "\r\nContent-Disposition: form-data; name=\""

static AftHttpForm *
parse (const void *data, size_t size, const char *boundary)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  AftHttpForm *form = aft_http_multipart_parse (body, boundary, NULL, &error);

  g_assert_true ((form == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == AFT_ERROR);
  return form;
}

static GString *
write_form (const AftHttpForm *form, const char *boundary)
{
  GString *text = g_string_new (NULL);
  GBytes *file = aft_http_form_get_file (form);
  const char *name;
  const char *value;

  for (gsize i = 0; aft_http_form_get_at (form, i, &name, &value); i++)
    {
      g_assert_true (g_utf8_validate (value, -1, NULL));
      g_string_append_printf (text, "--%s" DISPOSITION "%s\"\r\n\r\n%s\r\n", boundary, name, value);
    }
  if (file != NULL)
    {
      g_string_append_printf (text, "--%s" DISPOSITION "f\"; filename=\"f\"\r\n\r\n", boundary);
      g_string_append_len (text, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file));
      g_string_append (text, "\r\n");
    }
  g_string_append_printf (text, "--%s--\r\n", boundary);
  return text;
}

static void
check (const uint8_t *data, size_t size, const char *boundary)
{
  g_autoptr (AftHttpForm) form = parse (data, size, boundary);
  g_autoptr (AftHttpForm) again = NULL;
  g_autoptr (GString) written = NULL;
  g_autoptr (GString) rewritten = NULL;

  if (form == NULL)
    return;
  written = write_form (form, boundary);
  again = parse (written->str, written->len, boundary);
  g_assert_nonnull (again);
  rewritten = write_form (again, boundary);
  g_assert_true (g_string_equal (written, rewritten));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *line_end = size == 0 ? NULL : memchr (data, '\n', size);
  g_autofree char *type
      = line_end == NULL ? NULL : g_strndup ((const char *) data, (gsize) (line_end - data));
  g_autofree char *boundary = aft_http_multipart_dup_boundary (type);

  if (line_end == NULL)
    check (data, size, "b");
  else
    check (line_end + 1, size - (size_t) (line_end + 1 - data), boundary == NULL ? "b" : boundary);
  return 0;
}
