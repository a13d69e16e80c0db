/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-rule-form.h"
#include "aft-house-store-rules.h"

G_BEGIN_DECLS

#define AFT_RULE_PAGES      "/console/settings/rules"
#define AFT_RULE_FORM_BYTES 524288 /* every text of a long document, percent-encoded */

/* One of the house's rule documents for a page: a version of it, and which others there are. */
typedef struct
{
  AftRuleDocument document;
  const char *word;    /* "risk" */
  GPtrArray *versions; /* AftHouseRules without texts, the newest first */
  guint current;       /* the version in force; 0: what comes with the program */
  guint shown;         /* the version of @text, as is */
  char *text;
  char *path; /* AFT_RULE_PAGES "/risk" */
} AftRuleFile;

/* The document in the address, in the version that the form was made from or that the address asks
 * for, else the one in force. NOT_FOUND. */
gboolean aft_rule_file_load (AftRuleFile *file,
                             const AftPage *page,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_rule_file_clear (AftRuleFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftRuleFile, aft_rule_file_clear)

/* The text of a version; 0: what comes with the program. NOT_FOUND. Newly allocated. */
char *aft_rule_file_dup_version (const AftRuleFile *file,
                                 const AftPage *page,
                                 guint version,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts @text in force, made from the version that the form names. CONFLICT when another was saved
 * meanwhile. */
gboolean aft_rule_file_save (const AftRuleFile *file,
                             AftPage *page,
                             const char *text,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the document is called, in the reader's language. */
const char *aft_rule_file_get_title (const AftPage *page, AftRuleDocument document);
/* May it be edited as JSON? Not the privacy notice: consents name its version, which its form alone
 * never uses twice. */
gboolean aft_rule_file_has_text_page (const AftRuleFile *file);
/* Which version this is. */
void aft_rule_file_write_state (AftPage *page, const AftRuleFile *file);
/* The hidden fields by which a form names what it was made from. */
void aft_rule_file_write_base (AftPage *page, const AftRuleFile *file);
/* All versions, with who saved them and when; each can be looked at. */
gboolean aft_rule_file_write_versions (AftPage *page,
                                       const AftRuleFile *file,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The groups of pages. */
void aft_console_add_rule_texts (AftConsole *console, AftRouter *router);

G_END_DECLS
