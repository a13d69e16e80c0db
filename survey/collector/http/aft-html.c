/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML by a writer that knows where it stands: text, attribute and address are escaped each in its
 * own way at the last moment, and elements are opened and closed in pairs. It knows no pages and no
 * language; what a reply adds to make a page harmless is aft-http-reply.c's. */
#include "aft-html.h"

#include <stdarg.h>
#include <string.h>

#define NAME_SIGNS  "abcdefghijklmnopqrstuvwxyz0123456789-"
#define REPLACEMENT "\xef\xbf\xbd"

struct _AftHtml
{
  GString *out;
  GPtrArray *open; /* names of the elements that are open, outermost first */
};

static const char *const void_tags[]
    = { "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr" };
/* Where text would be code, or mark-up of its own, or another page. */
static const char *const banned_tags[]
    = { "applet",   "base",   "embed", "frame",     "iframe", "math",     "noembed", "noframes",
        "noscript", "object", "param", "plaintext", "style",  "template", "xmp" };
static const char *const banned_names[]
    = { "background", "data", "http-equiv", "ping", "srcdoc", "srcset", "style", "target" };
static const char *const address_names[] = { "action", "formaction", "href", "poster", "src" };

static gboolean
is_among (const char *text, const char *const *texts, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (strcmp (texts[i], text) == 0)
      return TRUE;
  return FALSE;
}

AftHtml *
aft_html_new (void)
{
  AftHtml *html = g_new0 (AftHtml, 1);

  html->out = g_string_new (NULL);
  html->open = g_ptr_array_new_with_free_func (g_free);
  return html;
}

void
aft_html_free (AftHtml *html)
{
  if (html == NULL)
    return;
  g_string_free (html->out, TRUE);
  g_ptr_array_unref (html->open);
  g_free (html);
}

static gboolean
is_shown (gunichar character)
{
  return (character >= 0x20 && character != 0x7f && !(character >= 0x80 && character < 0xa0)
          && (character & 0xfffe) != 0xfffe)
         || character == '\n' || character == '\t';
}

static const char *
get_reference (gunichar character)
{
  switch (character)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return NULL;
    }
}

/* The references stand for themselves in text and in a quoted attribute alike. */
static void
append_escaped (GString *out, const char *text)
{
  const char *at = text;

  while (*at != '\0')
    {
      gunichar character = g_utf8_get_char_validated (at, -1);
      const char *reference = get_reference (character);
      const char *next = at + 1;

      if (character == (gunichar) -1 || character == (gunichar) -2)
        reference = REPLACEMENT;
      else
        next = g_utf8_next_char (at);
      if (reference == NULL && !is_shown (character))
        reference = REPLACEMENT;
      if (reference != NULL)
        g_string_append (out, reference);
      else
        g_string_append_len (out, at, next - at);
      at = next;
    }
}

static gboolean
is_name (const char *text)
{
  return g_ascii_islower (*text) && text[strspn (text, NAME_SIGNS)] == '\0';
}

static void
append_attribute (AftHtml *html, const char *name, const char *value)
{
  g_assert (is_name (name) && !g_str_has_prefix (name, "on")
            && !is_among (name, banned_names, G_N_ELEMENTS (banned_names)));
  if (value == NULL
      || (is_among (name, address_names, G_N_ELEMENTS (address_names))
          && !aft_html_is_address (value)))
    return;
  g_string_append_printf (html->out, " %s=\"", name);
  append_escaped (html->out, value);
  g_string_append_c (html->out, '"');
}

static gboolean
is_void (const char *tag)
{
  return is_among (tag, void_tags, G_N_ELEMENTS (void_tags));
}

static void
open_element (AftHtml *html, const char *tag, va_list attributes)
{
  const char *name;

  g_assert (is_name (tag) && !is_among (tag, banned_tags, G_N_ELEMENTS (banned_tags)));
  if (strcmp (tag, "html") == 0)
    g_string_append (html->out, "<!DOCTYPE html>\n");
  g_string_append_printf (html->out, "<%s", tag);
  while ((name = va_arg (attributes, const char *)) != NULL)
    append_attribute (html, name, va_arg (attributes, const char *));
  g_string_append_c (html->out, '>');
  /* Readers drop a line feed that comes first in these, and it would be one of the text's own. */
  if (strcmp (tag, "textarea") == 0 || strcmp (tag, "pre") == 0)
    g_string_append_c (html->out, '\n');
  if (!is_void (tag))
    g_ptr_array_add (html->open, g_strdup (tag));
}

void
aft_html_open (AftHtml *html, const char *tag, ...)
{
  va_list attributes;

  va_start (attributes, tag);
  open_element (html, tag, attributes);
  va_end (attributes);
}

static const char *
get_innermost (const AftHtml *html)
{
  return html->open->len == 0 ? "" : g_ptr_array_index (html->open, html->open->len - 1);
}

void
aft_html_close (AftHtml *html, const char *tag)
{
  g_assert_cmpstr (get_innermost (html), ==, tag);
  g_string_append_printf (html->out, "</%s>", tag);
  g_ptr_array_set_size (html->open, (int) html->open->len - 1);
}

void
aft_html_put (AftHtml *html, const char *tag, const char *text, ...)
{
  va_list attributes;

  va_start (attributes, text);
  open_element (html, tag, attributes);
  va_end (attributes);
  g_assert (!is_void (tag));
  aft_html_text (html, text);
  aft_html_close (html, tag);
}

void
aft_html_text (AftHtml *html, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_assert (strcmp (get_innermost (html), "script") != 0);
  append_escaped (html->out, text);
}

void
aft_html_text_printf (AftHtml *html, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  aft_html_text (html, text);
}

GBytes *
aft_html_end (AftHtml *html)
{
  GString *whole = html->out;

  g_assert_cmpuint (html->open->len, ==, 0);
  html->out = g_string_new (NULL);
  return g_string_free_to_bytes (whole);
}

static gboolean
is_telephone (const char *text)
{
  gsize digits = strspn (text, "+0123456789-");

  return digits > 0 && text[digits] == '\0';
}

gboolean
aft_html_is_address (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (*at <= ' ' || *at == '\\' || *at == '\x7f')
      return FALSE;
  if (*text == '/')
    return text[1] != '/';
  return *text == '#' || *text == '?'
         || (g_str_has_prefix (text, "https://") && strlen (text) > strlen ("https://"))
         || (g_str_has_prefix (text, "tel:") && is_telephone (text + strlen ("tel:")));
}

static void
append_pair (GString *address, char separator, const char *name, const char *value)
{
  g_string_append_c (address, separator);
  g_string_append_uri_escaped (address, name, NULL, FALSE);
  g_string_append_c (address, '=');
  g_string_append_uri_escaped (address, value, NULL, FALSE);
}

char *
aft_html_dup_address (const char *path, ...)
{
  g_autoptr (GString) address = g_string_new (path);
  char separator = '?';
  const char *name;
  va_list pairs;

  va_start (pairs, path);
  while ((name = va_arg (pairs, const char *)) != NULL)
    {
      const char *value = va_arg (pairs, const char *);

      if (value == NULL)
        continue;
      append_pair (address, separator, name, value);
      separator = '&';
    }
  va_end (pairs);
  return g_string_free (g_steal_pointer (&address), FALSE);
}
