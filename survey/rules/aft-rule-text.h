/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-locale.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftRuleText: one text of a rule document in the three languages. Immutable. */
typedef struct _AftRuleText AftRuleText;

#define AFT_RULE_TEXT_MAX 500 /* characters */

/* Reads {"default":ENGLISH,"zh-cn":…,"zh-tw":…}: all three, nothing else, each 1 to
 * AFT_RULE_TEXT_MAX characters of one line. INVALID, with the language in the message, when not. */
AftRuleText *aft_rule_text_new (const AftValue *value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accepts NULL. */
void aft_rule_text_free (AftRuleText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRuleText, aft_rule_text_free)

/* Borrowed, never NULL. */
const char *aft_rule_text_get (const AftRuleText *text, AftLanguage language);

G_END_DECLS
