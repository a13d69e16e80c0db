/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-locale.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* Rule documents as trees: a place in one is a path, "levels.watch.contact_minutes"; an item of a
 * list stands there with its number. */

/* The value at @path of @document, NULL when there is none. Borrowed. */
const AftValue *aft_rule_tree_get (const AftValue *document, const char *path);
/* "PATH.NAME"; "NAME" where @path is "". Newly allocated, as is all below. */
char *aft_rule_tree_dup_path (const char *path, const char *name);
char *aft_rule_tree_dup_item_path (const char *path, gsize index);

/* Under which member a text stands: "zh-cn", "zh-tw", and English under "default". */
const char *aft_rule_tree_get_key (AftLanguage language);

/* The JSON of @document for people: members in their order, indented, what is short on one line.
 * NULL with @error set where JSON cannot carry it. */
char *aft_rule_tree_dup_text (const AftValue *document, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where two documents differ; NULL: it is not in that one. */
typedef struct
{
  char *path; /* in the one that has it, in the newer one where both have */
  AftValue *from;
  AftValue *to;
} AftRuleChange;
/* AftRuleChange, in the order of @to; items that have ids are the same when these are. What is
 * called "version" is passed over. */
GPtrArray *aft_rule_tree_compare (const AftValue *from, const AftValue *to);

/* The place that the check's @message begins with ("signal vip: when: …"), as a path in @document;
 * *@ret_rest is what it says of it. NULL when it is none with a value of its own. */
char *aft_rule_tree_locate (const AftValue *document, const char *message, const char **ret_rest);

G_END_DECLS
