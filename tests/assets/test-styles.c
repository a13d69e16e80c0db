/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kiosk loads at start is what GTK can read: the styles without one parsing error, the
 * icons and surveys under the paths that the kiosk names. No display is needed. */
#include <gtk/gtk.h>

static void
on_parsing_error (GtkCssProvider *provider,
                  GtkCssSection *section,
                  const GError *error,
                  gpointer user_data)
{
  guint *errors = user_data;
  g_autofree char *where = gtk_css_section_to_string (section);

  g_test_message ("%s: %s", where, error->message);
  *errors += 1;
}

static void
check_style (const char *name)
{
  g_autofree char *path = g_strconcat ("/org/aftertaste/styles/", name, NULL);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  guint errors = 0;

  g_signal_connect (provider, "parsing-error", G_CALLBACK (on_parsing_error), &errors);
  gtk_css_provider_load_from_resource (provider, path);
  g_assert_cmpuint (errors, ==, 0);
}

static void
test_styles_parse (void)
{
  check_style ("tokens-day.css");
  check_style ("tokens-evening.css");
  check_style ("tokens-contrast.css");
  check_style ("kiosk.css");
}

static void
check_resource (const char *path)
{
  gsize size = 0;

  g_assert_true (g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &size, NULL, NULL));
  g_assert_cmpuint (size, >, 0);
}

static void
test_icons_are_where_a_theme_looks (void)
{
  check_resource ("/org/aftertaste/icons/scalable/actions/aft-face-1-symbolic.svg");
  check_resource ("/org/aftertaste/icons/scalable/actions/aft-face-5-symbolic.svg");
  check_resource ("/org/aftertaste/icons/scalable/actions/aft-mark-symbolic.svg");
}

static void
test_surveys_are_built_in (void)
{
  check_resource ("/org/aftertaste/surveys/exit.json");
  check_resource ("/org/aftertaste/surveys/complaint.json");
  check_resource ("/org/aftertaste/surveys/suggestion.json");
  check_resource ("/org/aftertaste/surveys/hotpot.json");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assets/styles/parse-without-an-error", test_styles_parse);
  g_test_add_func ("/assets/icons/are-where-a-theme-looks", test_icons_are_where_a_theme_looks);
  g_test_add_func ("/assets/surveys/are-built-in", test_surveys_are_built_in);
  return g_test_run ();
}
