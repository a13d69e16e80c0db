/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftRandom: where random bytes come from, passed in. Counted atomically, any thread. */
typedef struct _AftRandom AftRandom;
typedef void (*AftRandomFill) (guint8 *bytes, gsize count, gpointer user_data);

/* The kernel's generator through libsodium: fit for keys, salts and ids. */
AftRandom *aft_random_new_system (void);
/* @fill fills; @destroy (may be NULL) is called on @user_data with the last reference. */
AftRandom *aft_random_new (AftRandomFill fill, gpointer user_data, GDestroyNotify destroy);
AftRandom *aft_random_ref (AftRandom *random);
void aft_random_unref (AftRandom *random);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRandom, aft_random_unref)

void aft_random_fill (AftRandom *random, guint8 *bytes, gsize count);

G_END_DECLS
