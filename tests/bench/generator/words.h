/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"
#include "world.h"

G_BEGIN_DECLS

/* What a guest of a World writes: about the aspect that was worst, in the guest's language, often
 * with more after it: 10 to 60 Chinese characters, log-normal, or as much in English. Newly
 * allocated. */
char *words_make (const Guest *guest, Draws *draws, AftLanguage language);

G_END_DECLS
