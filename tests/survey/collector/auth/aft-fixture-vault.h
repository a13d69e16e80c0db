/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-auth.h"

G_BEGIN_DECLS

/* As if there were a house's key: its "boxes" can be read by anybody, and belong to one record. */
extern const AftConsoleVault aft_fixture_vault;

/* The code that an authenticator app shows for @secret (base32) at @now_ms: worked out by liboath,
 * not by the code under test. */
char *aft_fixture_dup_code (const char *secret, gint64 now_ms);

G_END_DECLS
