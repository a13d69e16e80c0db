/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-privacy-notice.h"
#include "aft-risk-rules.h"

G_BEGIN_DECLS

/* By which rules a kiosk scores what guests answer: those in the folder of what the collector sent
 * (aft-received.h), or the program's own where @received is NULL or none were sent. INVALID or
 * TOO_LARGE: what was sent is no rules; UNAVAILABLE or DENIED: it cannot be read. */
AftRiskRules *aft_kiosk_rules_load (const char *received, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for what guests read about their data. */
AftPrivacyNotice *aft_kiosk_privacy_load (const char *received,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
