/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftKioskApplication: owns the house, the window and the guide; ends cleanly on SIGTERM. */
#define AFT_TYPE_KIOSK_APPLICATION (aft_kiosk_application_get_type ())
G_DECLARE_FINAL_TYPE (AftKioskApplication,
                      aft_kiosk_application,
                      AFT,
                      KIOSK_APPLICATION,
                      GtkApplication)

/* Paths are borrowed and must outlive the application; NULL: the standard ones. */
typedef struct
{
  const char *config_file;
  const char *survey_file;
  const char *data_folder; /* required */
  const char *version;     /* of the program; static */
  gboolean is_windowed;
  gboolean is_portrait;
  gboolean is_preview;
  gboolean has_test_hooks;
} AftKioskApplicationOptions;

GApplication *aft_kiosk_application_new (const AftKioskApplicationOptions *options);
/* Have staff ended the program at the desk? */
gboolean aft_kiosk_application_was_quit (AftKioskApplication *application);

G_END_DECLS
