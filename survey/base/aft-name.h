/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names as people type them: of restaurants, of staff, of tables. The same name can be written as
 * letters with their marks in one ("é") or after one another ("e´", as macOS hands file names and
 * what is copied from them on); it is kept in one form, so that it is found again. */

/* @text composed: Normalization Form C (Unicode Standard Annex 15); it reads the same. What
 * is no UTF-8 is copied as it is, for others to refuse; NULL: NULL. Newly allocated. */
char *aft_name_dup_composed (const char *text);

/* Whether both are one name, however they were typed. Neither may be NULL. */
gboolean aft_name_equal (const char *name, const char *other);

G_END_DECLS
