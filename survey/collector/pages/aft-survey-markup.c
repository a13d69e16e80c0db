/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine's reading of the house's html, written into a page. */
#include "aft-survey-markup.h"

#include <string.h>

#include "aft-html-markup.h"
#include "aft-secret.h"

#define ROOT "all"

static void
on_start (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer html,
          GError **error)
{
  if (strcmp (name, ROOT) != 0)
    aft_html_open (html, name, NULL);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer html, GError **error)
{
  if (strcmp (name, ROOT) != 0)
    aft_html_close (html, name);
}

static void
on_text (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer html,
         GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        aft_html_open (html, "br", NULL);
      aft_html_text (html, lines[i]);
      aft_secret_wipe (lines[i], strlen (lines[i]));
    }
}

void
aft_survey_markup_write (AftHtml *html, const char *text, const AftValue *answers)
{
  static const GMarkupParser parser
      = { .start_element = on_start, .end_element = on_end, .text = on_text };
  g_autoptr (AftSecretText) markup = aft_html_to_markup (text, answers);
  g_autoptr (AftSecretText) all = g_strconcat ("<" ROOT ">", markup, "</" ROOT ">", NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, html, NULL);
  gboolean is_read = g_markup_parse_context_parse (context, all, -1, NULL)
                     && g_markup_parse_context_end_parse (context, NULL);
  g_assert (is_read);
}
