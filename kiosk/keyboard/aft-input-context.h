/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "aft-typing.h"

G_BEGIN_DECLS

/* AftInputContext: what GTK makes for each field, and asks about its keys: hands them on to the
 * AftInputMethod of the field's window. In a window without one it is GtkIMContextSimple, as which
 * it also writes accents from dead keys. */
#define AFT_TYPE_INPUT_CONTEXT (aft_input_context_get_type ())
G_DECLARE_FINAL_TYPE (AftInputContext, aft_input_context, AFT, INPUT_CONTEXT, GtkIMContextSimple)

/* GTK makes contexts of this type for all fields of @display from now on. */
void aft_input_context_install (GdkDisplay *display);

/* Borrowed; NULL when the field is gone from its window. */
GtkWidget *aft_input_context_get_client (AftInputContext *context);
/* What the field is for, as its input purpose says. */
AftTypingField aft_input_context_read_field (AftInputContext *context);
/* The text before the cursor, or "". The caller frees it with aft_secret_free_text(). */
char *aft_input_context_dup_before (AftInputContext *context);

/* Into the field. */
void aft_input_context_commit (AftInputContext *context, const char *text);
/* What is open, "" when nothing is. @caret: how many of its characters stand before the cursor. */
void aft_input_context_show_preedit (AftInputContext *context, const char *preedit, guint caret);

G_END_DECLS
