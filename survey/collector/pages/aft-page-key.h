/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-secret-box.h"

G_BEGIN_DECLS

/* The key in the file @path, which is made (0600, durably, its folder too) where there is none.
 * DENIED when others than the owner may read it or it cannot be read, CORRUPT when it is no key,
 * FULL or UNAVAILABLE when it cannot be made. */
gboolean aft_page_key_load (const char *path,
                            AftRandom *random,
                            AftSecretBoxKey *ret_key,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
