/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-private.h"

G_BEGIN_DECLS

/* What the pages of a guest and of a case say of taking the data away, to those who may: @path is
 * "/console/guests/UUID" or that of a case. */
void aft_erasure_write_section (AftPage *page, const char *path);

G_END_DECLS
