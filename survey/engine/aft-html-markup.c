/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns the few tags that surveys may use into Pango markup. Whatever it is given, the result is
 * markup that Pango accepts: tags are closed in their order, and all else is escaped. Piped answers
 * come inside the html without a mark (the survey format does it so), hence they are looked for. */
#include "aft-html-markup.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *markup; /* Pango's name of the tag, NULL for a line or paragraph */
  const char *line;   /* what br and p leave behind */
} Tag;

static const Tag tags[] = {
  { "b", "b", NULL },  { "strong", "b", NULL }, { "i", "i", NULL },
  { "em", "i", NULL }, { "br", NULL, "\n" },    { "p", NULL, "\n\n" },
};

static const struct
{
  const char *entity;
  const char *text;
} entities[] = {
  { "&amp;", "&" },        { "&lt;", "<" },         { "&gt;", ">" },
  { "&quot;", "\"" },      { "&apos;", "'" },       { "&#39;", "'" },
  { "&nbsp;", "\u00A0" },  { "&ldquo;", "\u201C" }, { "&rdquo;", "\u201D" },
  { "&ndash;", "\u2013" }, { "&mdash;", "\u2014" },
};

typedef struct
{
  GString *markup;
  GPtrArray *open;     /* of const char *: Pango tags not closed yet */
  GPtrArray *literals; /* of const char *: borrowed answers with signs of html in them */
} Writer;

static void
append_escaped (Writer *writer, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);
  g_string_append (writer->markup, escaped);
}

/* Longest literal that stands at @text, or NULL. */
static const char *
match_literal (const Writer *writer, const char *text)
{
  const char *longest = NULL;
  for (guint i = 0; i < writer->literals->len; i++)
    {
      const char *literal = g_ptr_array_index (writer->literals, i);
      if (g_str_has_prefix (text, literal) && (!longest || strlen (literal) > strlen (longest)))
        longest = literal;
    }
  return longest;
}

static const Tag *
match_tag (const char *text, gboolean *ret_is_closing, const char **ret_end)
{
  const char *end = *text == '<' ? strchr (text, '>') : NULL;
  const char *name = text + 1;
  if (!end)
    return NULL;
  *ret_is_closing = *name == '/';
  name += *ret_is_closing;
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  if (!strchr (" \t\n/>", name[length]) || memchr (name, '<', (gsize) (end - name)))
    return NULL;
  *ret_end = end + 1;
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    if (strlen (tags[i].name) == length && g_ascii_strncasecmp (tags[i].name, name, length) == 0)
      return &tags[i];
  return NULL;
}

static void
close_until (Writer *writer, guint depth)
{
  while (writer->open->len > depth)
    {
      const char *markup = g_ptr_array_index (writer->open, writer->open->len - 1);
      g_string_append_printf (writer->markup, "</%s>", markup);
      g_ptr_array_set_size (writer->open, (int) writer->open->len - 1);
    }
}

static void
close_tag (Writer *writer, const char *markup)
{
  for (guint i = writer->open->len; i > 0; i--)
    if (g_strcmp0 (g_ptr_array_index (writer->open, i - 1), markup) == 0)
      {
        close_until (writer, i - 1);
        return;
      }
}

static void
write_tag (Writer *writer, const Tag *tag, gboolean is_closing)
{
  if (!tag->markup)
    {
      gboolean is_break = tag->line[1] == '\0';
      if (writer->markup->len > 0 && (is_break || !g_str_has_suffix (writer->markup->str, "\n")))
        g_string_append (writer->markup, tag->line);
      return;
    }
  if (is_closing)
    {
      close_tag (writer, tag->markup);
      return;
    }
  g_string_append_printf (writer->markup, "<%s>", tag->markup);
  g_ptr_array_add (writer->open, (gpointer) tag->markup);
}

static gsize
write_entity (Writer *writer, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      if (!g_str_has_prefix (text, entities[i].entity))
        continue;
      append_escaped (writer, entities[i].text, strlen (entities[i].text));
      return strlen (entities[i].entity);
    }
  return 0;
}

/* Writes what stands at @text; number of bytes read. */
static gsize
write_next (Writer *writer, const char *text)
{
  const char *literal = match_literal (writer, text), *end = NULL;
  gboolean is_closing = FALSE;
  if (literal)
    {
      append_escaped (writer, literal, strlen (literal));
      return strlen (literal);
    }
  const Tag *tag = match_tag (text, &is_closing, &end);
  if (tag)
    {
      write_tag (writer, tag, is_closing);
      return (gsize) (end - text);
    }
  gsize length = *text == '&' ? write_entity (writer, text) : 0;
  if (length > 0)
    return length;
  length = (gsize) (g_utf8_next_char (text) - text);
  append_escaped (writer, text, length);
  return length;
}

static void
gather_literals (const AftValue *value, GPtrArray *literals)
{
  const char *text = aft_value_get_string (value);
  if (text && strpbrk (text, "<>&"))
    g_ptr_array_add (literals, (gpointer) text);
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    gather_literals (aft_value_get_type (value) == AFT_VALUE_ARRAY
                         ? aft_value_get_item (value, i)
                         : aft_value_get_member_at (value, i),
                     literals);
}

char *
aft_html_to_markup (const char *html, const AftValue *answers)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GPtrArray) literals = g_ptr_array_new ();
  Writer writer = { g_string_sized_new (2 * strlen (html)), open, literals };
  gather_literals (answers, literals);
  while (*html != '\0')
    html += write_next (&writer, html);
  close_until (&writer, 0);
  while (writer.markup->len > 0 && writer.markup->str[writer.markup->len - 1] == '\n')
    g_string_truncate (writer.markup, writer.markup->len - 1);
  return g_string_free (writer.markup, FALSE);
}
