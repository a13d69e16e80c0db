/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pages of the file @path that are mapped into this process to be read leave its memory; each is
 * read again when it is next touched, which takes some microseconds while the system still has it.
 * Where nothing of it is mapped, nothing happens. */
void aft_mapped_pages_let_go (const char *path);

G_END_DECLS
