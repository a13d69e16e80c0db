/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest GTK 4 program with a window of the screen's size: one label. It stands beside the
 * kiosk in the benchmarks of start, memory and idle time; it does nothing else. */

#include <gtk/gtk.h>

static void
on_activate (GtkApplication *application, gpointer user_data)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("今天这一餐,您满意吗?"));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, 1920);
  gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application
      = gtk_application_new ("org.aftertaste.Smallest", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
