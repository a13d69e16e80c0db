/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is cleared after each guest besides widgets and answers, which go by being freed (and every
 * freed block is wiped, see aft-wiping-allocator.c). */
#include "aft-residue.h"

#include <malloc.h>

static gboolean
on_idle (gpointer user_data)
{
  malloc_trim (0);
  return G_SOURCE_REMOVE;
}

void
aft_residue_clear (GtkWidget *widget)
{
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), NULL);
  gdk_clipboard_set_content (gtk_widget_get_primary_clipboard (widget), NULL);
  g_idle_add_full (G_PRIORITY_LOW, on_idle, NULL, NULL);
}
