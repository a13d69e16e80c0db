/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-temp-dir.h"

G_BEGIN_DECLS

/* Makes the authorities and certificates of make-certificates in @dir, as NAME.pem and NAME.key. */
void fake_certificates_make (AftTempDir *dir);

G_END_DECLS
