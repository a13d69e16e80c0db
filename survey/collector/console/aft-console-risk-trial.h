/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-rule-form.h"

G_BEGIN_DECLS

/* Says how many of the last flagged visits the edited risk rules would flag differently from those
 * in force, by the answers alone. Bounded; waits for the disk. Errors of the store. */
gboolean aft_console_risk_try_out (const AftRuleForm *form,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
