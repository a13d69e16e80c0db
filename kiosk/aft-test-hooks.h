/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftTestHooks: lines on the standard output for tests, each in one write(2):
 *   page NAME      this page is in the window
 *   painted NAME   its first frame has been drawn
 *   ack ID         the thanks for the stored response ID have been drawn
 *   touch US / frame US   with monotonic times: a finger came down; the next frame was drawn */
typedef struct _AftTestHooks AftTestHooks;

/* @is_enabled FALSE: says nothing. @window is borrowed and must outlive it. */
AftTestHooks *aft_test_hooks_new (GtkWidget *window, gboolean is_enabled);
void aft_test_hooks_free (AftTestHooks *hooks);

/* Says "page NAME" now, then "painted NAME" and each of @acknowledged (AftStoreReceipt, may be
 * NULL) once a frame has been drawn. */
void aft_test_hooks_note_page (AftTestHooks *hooks, const char *name, const GArray *acknowledged);
void aft_test_hooks_note_touch (AftTestHooks *hooks);

G_END_DECLS
