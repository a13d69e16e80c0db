/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-pinyin-engine.h"

G_BEGIN_DECLS

/* The engine with libime's own data and the restaurant's words and phrases of assets/. @names:
 * dishes of the house, or NULL. A fault ends the test; the caller owns the result. */
AftPinyinEngine *engine_support_load (const char *const *names);

G_END_DECLS
