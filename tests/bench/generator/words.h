/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"
#include "world.h"

G_BEGIN_DECLS

/* What a guest of a World writes: about the aspect that was worst, in the guest's language, now and
 * then with a line more. 4 to 60 Chinese characters, or as much in English. Newly allocated. */
char *words_make (const Guest *guest, Draws *draws, AftLanguage language);

G_END_DECLS
