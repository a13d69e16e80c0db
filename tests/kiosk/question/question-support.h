/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-survey-page.h"

/* A window with something in it, and for a survey the session behind it. */
typedef struct
{
  GtkWidget *window;
  GtkWidget *shown;
  AftSession *session;
  guint acted;
  guint completed;
  guint left;
} Scene;

/* Shows @widget in a window and waits until it is mapped. */
void scene_show (Scene *scene, GtkWidget *widget);
/* Shows the survey @json with a survey page. */
void scene_open (Scene *scene, const char *json, gboolean can_leave);
/* Takes everything down; the shown widget must be finalized by it. */
void scene_clear (Scene *scene);

/* Runs the main loop until @is_done says so; fails after ten seconds. */
void scene_wait (gboolean (*is_done) (gpointer user_data), gpointer user_data);
/* Waits until @text stands on (or in the accessible name of) something visible. */
void scene_wait_for (Scene *scene, const char *text);

void scene_click (GtkWidget *button);
/* Clicks the button that says @text, which must be there. */
void scene_tap (Scene *scene, const char *text);
/* Inserts at the cursor of the first entry or text view in @root. */
void scene_type (GtkWidget *root, const char *text);

/* The answers as one line of JSON; newly allocated. */
char *scene_dup_data (Scene *scene);
void scene_assert_data (Scene *scene, const char *expected);

/* Visible widgets only; NULL when there is none. */
GtkWidget *find_button (GtkWidget *root, const char *text);
GtkWidget *find_label (GtkWidget *root, const char *text);
GtkWidget *find_type (GtkWidget *root, GType type);
