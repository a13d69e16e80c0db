/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftLineField: one line of a guest's own text, private by construction.
 *
 * Signals: "changed" (the guest or a set changed the text), "confirmed" (Enter). */
#define AFT_TYPE_LINE_FIELD (aft_line_field_get_type ())
G_DECLARE_FINAL_TYPE (AftLineField, aft_line_field, AFT, LINE_FIELD, GtkWidget)

typedef struct
{
  const char *input_type;  /* the format's: "text", "number", "tel", "email", "date" */
  const char *placeholder; /* or NULL */
  gsize maximum_units;     /* UTF-16 units, 0 = no limit */
} AftLineFieldKind;

GtkWidget *aft_line_field_new (void);

void aft_line_field_set_kind (AftLineField *field, const AftLineFieldKind *kind);
/* Borrowed, until the text changes. */
const char *aft_line_field_get_text (AftLineField *field);
void aft_line_field_set_text (AftLineField *field, const char *text);

/* TRUE: what was typed is covered a second after the last key, and a button shows it again for
 * three seconds. Telephone numbers and addresses are so, for those who stand behind. */
gboolean aft_line_field_is_covering (AftLineField *field);
/* TRUE while the text can be read on the screen. */
gboolean aft_line_field_is_shown (AftLineField *field);

/* The widget that takes the keys, for accessible relations. */
GtkAccessible *aft_line_field_get_accessible (AftLineField *field);

G_END_DECLS
