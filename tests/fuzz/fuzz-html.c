/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page around what somebody typed: whatever it is, the page has the mark-up that it has without
 * it, and no address leads elsewhere. */
#include <string.h>

#include "aft-fuzz.h"
#include "aft-html.h"

static char *
make_page (const char *text)
{
  g_autoptr (AftHtml) html = aft_html_new ();
  g_autoptr (GBytes) page = NULL;

  aft_html_open (html, "p", "title", text, NULL);
  aft_html_text (html, text);
  aft_html_put (html, "textarea", text, "name", "a", NULL);
  aft_html_open (html, "input", "value", text, NULL);
  aft_html_close (html, "p");
  page = aft_html_end (html);
  return g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));
}

static guint
count (const char *text, char byte)
{
  guint found = 0;

  for (; *text != '\0'; text++)
    found += *text == byte;
  return found;
}

static void
check_address (const char *text)
{
  g_autofree char *address = aft_html_dup_address ("/console", "q", text, NULL);

  if (g_utf8_validate (text, -1, NULL))
    g_assert_true (aft_html_is_address (address));
  if (!aft_html_is_address (text))
    return;
  g_assert_null (strpbrk (text, " \t\r\n\\"));
  g_assert_false (g_str_has_prefix (text, "//"));
  g_assert_true (strchr ("/?#", *text) != NULL || g_str_has_prefix (text, "https://")
                 || g_str_has_prefix (text, "tel:"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *page = make_page (text);
  g_autofree char *empty = make_page ("");

  g_assert_true (g_utf8_validate (page, -1, NULL));
  g_assert_cmpuint (count (page, '<'), ==, count (empty, '<'));
  g_assert_cmpuint (count (page, '>'), ==, count (empty, '>'));
  g_assert_cmpuint (count (page, '"'), ==, count (empty, '"'));
  g_assert_cmpuint (count (page, '\''), ==, 0);
  check_address (text);
  return 0;
}
