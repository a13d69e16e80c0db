/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a whole regular file of at most @most_bytes. A NUL follows the content, not counted in
 * @ret_length. NOT_FOUND, DENIED, INVALID (the name), TOO_LARGE, or UNAVAILABLE (a folder, a
 * device, a fault of the disk); the message names @path. Newly allocated. */
char *aft_file_read (const char *path, gsize most_bytes, gsize *ret_length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
