/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-house.h"
#include "aft-kiosk-window.h"

G_BEGIN_DECLS

/* AftWriting: all that it takes to write on this kiosk: a keyboard under a page whose field has the
 * focus, pinyin behind it, the field in sight. To be made before the first field. */
typedef struct _AftWriting AftWriting;

/* @house and @window are borrowed and must outlive it. */
AftWriting *aft_writing_new (AftKioskHouse *house, AftKioskWindow *window);
void aft_writing_free (AftWriting *writing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftWriting, aft_writing_free)

/* A new guest, or the same in another language: nothing is left of what was typed before and not
 * yet in a field. */
void aft_writing_begin_guest (AftWriting *writing, AftLanguage language);
/* What is on the screen has another size now. */
void aft_writing_note_size (AftWriting *writing);

G_END_DECLS
