/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How the viewers look: a window as the kiosk's, in the language, style, size of text and size that
 * were asked for. All zero before it is used. */
typedef struct
{
  char *locale; /* en, zh-cn or zh-tw */
  char *style;  /* day, evening or contrast */
  char *size;   /* WxH in pixels */
  int text;     /* 1 to 3 */
} ViewerLook;

/* Makes --locale, --style, --text and --size known; @look must live until they are parsed. */
void viewer_look_add_options (ViewerLook *look, GOptionContext *context);

/* Once options are parsed: English by day at 1080x1920 where nothing else was asked for. Starts
 * GTK. */
void viewer_look_start (ViewerLook *look);

/* An empty window; the style sheets are in force for the whole display from then on. */
GtkWidget *viewer_look_make_window (const ViewerLook *look);

void viewer_look_clear (ViewerLook *look);

/* Shows @window until SIGTERM, then destroys it. */
void viewer_look_run (GtkWidget *window);

G_END_DECLS
