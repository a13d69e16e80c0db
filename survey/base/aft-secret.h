/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Overwrites memory so that the compiler cannot leave it out. Accepts NULL with 0. */
void aft_secret_wipe (void *memory, gsize count);

/* Overwrites a text with zeros and frees it with g_free(). Accepts NULL. */
void aft_secret_free_text (char *text);

typedef char AftSecretText;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSecretText, aft_secret_free_text)

G_END_DECLS
