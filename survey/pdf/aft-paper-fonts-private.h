/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "aft-locale.h"

G_BEGIN_DECLS

/* Fonts that hold what is printed and nothing else, for Pango and librsvg in this process, as "Afte
 * Sans CJK SC" and the like, until they are freed. One at a time, and in the thread that draws:
 * fontconfig knows them for the whole process, Pango for each thread. */
typedef struct _AftPaperFonts AftPaperFonts;

/* @languages: 1u << AftLanguage of each that is set. @texts: UTF-8, borrowed during the call, NULLs
 * are passed over; what programs print by themselves (ASCII, …, —) need not be among them. A font
 * that this machine has not is left out: aft_paper_fonts_get_family() names others after it.
 * They are in a folder of their own among the temporary files. FULL or UNAVAILABLE: it cannot be
 * written. The caller owns it. */
AftPaperFonts *aft_paper_fonts_new (guint languages,
                                    const GPtrArray *texts,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_paper_fonts_free (AftPaperFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPaperFonts, aft_paper_fonts_free)

/* For Pango, the cut one first. Sans is there in regular, serif in bold. Static. */
const char *aft_paper_fonts_get_family (AftLanguage language, gboolean is_serif);
/* A copy of @svg that is set in them. The caller owns it. */
char *aft_paper_fonts_dup_chart (const char *svg);

G_END_DECLS
