/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-desk-source.h"

G_BEGIN_DECLS

/* AftDeskPage: the staff's desk: today's open cases, how the kiosk is, a test of its printer, drill
 * and quit.
 *
 * Signals: "case-chosen" (guint index in the cases shown), "slip", "drill", "quit", "left". */
#define AFT_TYPE_DESK_PAGE (aft_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (AftDeskPage, aft_desk_page, AFT, DESK_PAGE, GtkBox)

/* What it shows; everything is borrowed for the call. */
typedef struct
{
  const char *staff_name;
  const char *notice;          /* what just happened; NULL: nothing */
  const GPtrArray *cases;      /* AftDeskCase; NULL: not known yet */
  const AftDeskHealth *health; /* NULL: not known yet */
  const char *printer;         /* how it is; NULL: there is none */
  gboolean can_print;
  const char *version; /* of the program */
  GTimeZone *zone;
  gint64 now_ms;
  gboolean can_drill; /* there is somebody who would hear of it */
} AftDeskView;

GtkWidget *aft_desk_page_new (void);
void aft_desk_page_show (AftDeskPage *page, const AftDeskView *view);

G_END_DECLS
