/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-upload-findings.h"

G_BEGIN_DECLS

/* The house's own opener of what kiosks sealed (aft-upload-findings.h), with the keys in the folder
 * @keys, which is borrowed and must outlive it. Waits for the disk; any thread. */
AftUploadOpener aft_guest_finder_get_opener (const char *keys);

G_END_DECLS
