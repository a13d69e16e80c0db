/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Switches the process between languages: gettext by LANGUAGE (a clean Debian has no Chinese
 * locale, so the locale stays C.UTF-8), fonts by the language of each widget's Pango context, which
 * GTK itself takes once from the locale. */
#include "aft-language-switch.h"

#include <libintl.h>
#include <locale.h>

#define DOMAIN "aftertaste"

/* What the environment asks for, for the command line. */
static AftLanguage
get_users_language (void)
{
  const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_getenv (names[i]);
      if (value != NULL && *value != '\0')
        return aft_language_from_tag (value);
    }
  return AFT_LANGUAGE_EN;
}

void
aft_language_switch_init (void)
{
  const char *folder = g_getenv ("AFTERTASTE_LOCALE_DIR");
  AftLanguage language = get_users_language ();
  /* gettext of glibc 2.41 translates nothing in C.UTF-8; under a name of our own it does. */
  g_setenv ("LOCPATH", folder != NULL ? folder : AFT_NAMED_LOCALE_DIR, FALSE);
  gtk_disable_setlocale ();
  if (setlocale (LC_ALL, "aftertaste.UTF-8") == NULL)
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (DOMAIN, folder != NULL ? folder : AFT_LOCALE_DIR);
  bind_textdomain_codeset (DOMAIN, "UTF-8");
  /* GLib looks once, at its first text, whether there is a catalogue. */
  aft_language_switch_to (language);
}

void
aft_language_switch_to (AftLanguage language)
{
  g_setenv ("LANGUAGE", aft_language_get_catalogue (language), TRUE);
  /* Makes gettext forget which catalogue it found for each message. */
  textdomain (DOMAIN);
}

static void
mark (GtkWidget *widget, PangoLanguage *language)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  if (pango_context_get_language (context) != language)
    {
      pango_context_set_language (context, language);
      gtk_widget_queue_resize (widget);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    mark (child, language);
}

void
aft_language_switch_mark (GtkWidget *widget, AftLanguage language)
{
  mark (widget, pango_language_from_string (aft_language_get_tag (language)));
}
