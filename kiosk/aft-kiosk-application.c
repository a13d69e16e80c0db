/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the kiosk together and takes it apart: clock and chance, house, window, guide. Everything is
 * handed on from here; there is nothing global. */
#include "aft-kiosk-application.h"

#include <glib-unix.h>

#include "aft-guide.h"
#include "aft-house-slip.h"

struct _AftKioskApplication
{
  GtkApplication parent_instance;
  AftKioskApplicationOptions options;
  AftKioskHouse *house;
  AftUplink *uplink;
  AftPrinter *printer;
  AftGuide *guide;
  gboolean was_quit; /* by staff */
  guint term_id;
  guint interrupt_id;
};

G_DEFINE_FINAL_TYPE (AftKioskApplication, aft_kiosk_application, GTK_TYPE_APPLICATION)

GApplication *
aft_kiosk_application_new (const AftKioskApplicationOptions *options)
{
  AftKioskApplication *application
      = g_object_new (AFT_TYPE_KIOSK_APPLICATION, "application-id", "org.aftertaste.Kiosk", "flags",
                      G_APPLICATION_NON_UNIQUE, NULL);
  application->options = *options;
  return G_APPLICATION (application);
}

static gboolean
on_end_asked (gpointer user_data)
{
  g_application_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_quit_chosen (AftGuide *guide, AftKioskApplication *application)
{
  application->was_quit = TRUE;
  g_application_quit (G_APPLICATION (application));
}

/* The collector hears of it with the next heartbeat, and of a change at once. */
static void
on_printer_changed (AftPrinter *printer, AftKioskApplication *application)
{
  aft_uplink_set_printer (application->uplink,
                          aft_printer_state_get_name (aft_printer_get_state (printer)));
}

static void
aft_kiosk_application_activate (GApplication *base)
{
  AftKioskApplication *application = AFT_KIOSK_APPLICATION (base);
  const AftKioskApplicationOptions *options = &application->options;
  if (application->guide != NULL)
    return;

  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (AftRandom) random = aft_random_new_system ();
  AftKioskHouseOptions house_options = {
    .config_file = options->config_file,
    .survey_file = options->survey_file,
    .data_folder = options->data_folder,
    .is_preview = options->is_preview,
    .clock = clock,
    .random = random,
  };
  application->house = aft_kiosk_house_new (&house_options);
  AftUplinkOptions uplink_options = {
    .house = application->house,
    .data_folder = options->data_folder,
    .version = options->version,
  };
  application->uplink = aft_uplink_new (&uplink_options);
  application->printer = aft_house_slip_new_printer (application->house);
  g_signal_connect_object (application->printer, "changed", G_CALLBACK (on_printer_changed),
                           application, 0);
  on_printer_changed (application->printer, application);

  GtkWidget *window = aft_kiosk_window_new (GTK_APPLICATION (application), options->is_windowed,
                                            options->is_portrait);
  AftGuideOptions guide_options = {
    .house = application->house,
    .window = AFT_KIOSK_WINDOW (window),
    .uplink = application->uplink,
    .printer = application->printer,
    .data_folder = options->data_folder,
    .version = options->version,
    .has_test_hooks = options->has_test_hooks,
  };
  application->guide = aft_guide_new (&guide_options);
  g_signal_connect_object (application->guide, "quit", G_CALLBACK (on_quit_chosen), application, 0);
  aft_guide_start (application->guide);
  gtk_window_present (GTK_WINDOW (window));
}

static void
aft_kiosk_application_startup (GApplication *base)
{
  AftKioskApplication *application = AFT_KIOSK_APPLICATION (base);
  G_APPLICATION_CLASS (aft_kiosk_application_parent_class)->startup (base);
  application->term_id = g_unix_signal_add (SIGTERM, on_end_asked, application);
  application->interrupt_id = g_unix_signal_add (SIGINT, on_end_asked, application);
}

static void
close_windows (GtkApplication *application)
{
  GList *windows = gtk_application_get_windows (application);
  while (windows != NULL)
    {
      gtk_window_destroy (windows->data);
      windows = gtk_application_get_windows (application);
    }
}

static void
aft_kiosk_application_shutdown (GApplication *base)
{
  AftKioskApplication *application = AFT_KIOSK_APPLICATION (base);
  g_clear_handle_id (&application->term_id, g_source_remove);
  g_clear_handle_id (&application->interrupt_id, g_source_remove);
  if (application->guide != NULL)
    aft_guide_stop (application->guide);
  g_clear_object (&application->guide);
  if (application->printer != NULL)
    {
      g_signal_handlers_disconnect_by_data (application->printer, application);
      aft_printer_stop (application->printer);
    }
  g_clear_object (&application->printer);
  if (application->uplink != NULL)
    aft_uplink_stop (application->uplink);
  g_clear_object (&application->uplink);
  close_windows (GTK_APPLICATION (application));
  G_APPLICATION_CLASS (aft_kiosk_application_parent_class)->shutdown (base);
  /* Waits for what was handed to the store. */
  g_clear_pointer (&application->house, aft_kiosk_house_free);
}

gboolean
aft_kiosk_application_was_quit (AftKioskApplication *application)
{
  return application->was_quit;
}

static void
aft_kiosk_application_class_init (AftKioskApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);
  application_class->startup = aft_kiosk_application_startup;
  application_class->activate = aft_kiosk_application_activate;
  application_class->shutdown = aft_kiosk_application_shutdown;
}

static void
aft_kiosk_application_init (AftKioskApplication *application)
{
}
