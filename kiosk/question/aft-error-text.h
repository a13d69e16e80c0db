/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-screen.h"

G_BEGIN_DECLS

/* The sentence for @error of @view: the author's own, else the house's for its kind, translated.
 * Borrowed or static, never NULL. */
const char *aft_error_text_get (const AftQuestionView *view, const AftErrorView *error);

G_END_DECLS
