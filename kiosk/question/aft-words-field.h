/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* AftWordsField: several lines of a guest's own words, private by construction.
 *
 * Signal: "changed" (the guest or a set changed the text). */
#define AFT_TYPE_WORDS_FIELD (aft_words_field_get_type ())
G_DECLARE_FINAL_TYPE (AftWordsField, aft_words_field, AFT, WORDS_FIELD, GtkWidget)

typedef struct
{
  const char *placeholder; /* or NULL */
  gsize maximum_units;     /* UTF-16 units, 0 = no limit */
  int rows;                /* height in lines of text; more scrolls */
} AftWordsFieldKind;

GtkWidget *aft_words_field_new (void);

/* Pixels that it may be high for now, its border included; 0: as high as its kind says. At least
 * one line stays. */
void aft_words_field_set_room (AftWordsField *field, int room);
void aft_words_field_set_kind (AftWordsField *field, const AftWordsFieldKind *kind);
/* Newly allocated: free it with aft_secret_free_text(). */
char *aft_words_field_dup_text (AftWordsField *field);
void aft_words_field_set_text (AftWordsField *field, const char *text);

/* The widget that takes the keys, for accessible relations. */
GtkAccessible *aft_words_field_get_accessible (AftWordsField *field);

G_END_DECLS
