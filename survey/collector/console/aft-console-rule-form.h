/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-rule-tree.h"
#include "aft-console-wording.h"
#include "aft-rule-document.h"

G_BEGIN_DECLS

/* AftRuleForm: a rule document as a form. A field's name is the path of its place in the document
 * (aft-console-rule-tree.h); what is sent is put into the document as it was, so that all the form
 * does not show stays what it is. */
typedef struct _AftRuleForm AftRuleForm;

typedef enum
{
  AFT_RULE_FIELD_WHOLE,     /* a whole number */
  AFT_RULE_FIELD_MINUTES,   /* the same, long ones also said in hours */
  AFT_RULE_FIELD_MONEY,     /* minor units, typed as an amount */
  AFT_RULE_FIELD_CONDITION, /* an expression */
  AFT_RULE_FIELD_CHOICE     /* an id; the document's check says of which list */
} AftRuleFieldKind;

/* What may be filled in, by the last part of the path. Texts in languages may always. */
typedef struct
{
  const char *name;
  AftRuleFieldKind kind;
  gint64 least; /* of numbers and money; characters at most of a condition */
  gint64 most;
  const char *label; /* msgid; the currency of money is added */
} AftRuleField;

/* One document's form; static. */
typedef struct
{
  AftRuleDocument document;
  const AftRuleField *fields;
  gsize count;
  /* The fields. */
  void (*write) (AftRuleForm *form);
  /* What is asked of several fields together: calls aft_rule_form_refuse(). May be NULL. */
  void (*check) (AftRuleForm *form);
  /* A list whose items come and go: the new one, or NULL where @path is another. May be NULL. */
  AftValue *(*read_list) (AftRuleForm *form, const char *path, const AftValue *present);
  /* The name of a part of a path where it is the document's own: "calm". May be NULL. */
  const char *(*say_part) (const AftRuleForm *form, const char *part);
  /* Says what the edited document, which is good, would do. Errors of the store. May be NULL. */
  gboolean (*try_out) (const AftRuleForm *form, GError **error);
} AftRuleFormKind;

struct _AftRuleForm
{
  AftPage *page;
  const AftRuleFormKind *kind;
  AftValue *present;          /* as it was when the form was made */
  AftValue *edited;           /* with what was sent; NULL: nothing was */
  GHashTable *faults;         /* path → sentence in the reader's language */
  GPtrArray *order;           /* of these paths, as they were found */
  const char *fault_language; /* of the sentences: "en" of the document's check, NULL: the page's */
  gboolean is_fixed;          /* the reader may not change it */
};

/* Parses @text as the present document. */
gboolean aft_rule_form_init (AftRuleForm *form,
                             AftPage *page,
                             const AftRuleFormKind *kind,
                             const char *text,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_rule_form_clear (AftRuleForm *form);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftRuleForm, aft_rule_form_clear)

/* Reads what was sent; the document's "version" becomes @version where anything differs. FALSE when
 * there are faults. */
gboolean aft_rule_form_read (AftRuleForm *form, const char *version);
gboolean aft_rule_form_has_changed (const AftRuleForm *form);

/* -- for the documents' forms ---------------------------------------------------------------- */

/* What is wrong at @path, @sentence in the reader's language; the first one said counts. */
void aft_rule_form_refuse (AftRuleForm *form, const char *path, const char *sentence);
/* The number at @path as edited. */
gint64 aft_rule_form_get_number (const AftRuleForm *form, const char *path);
/* Does the form that was sent have a field at or below @path with anything in it? */
gboolean aft_rule_form_is_filled (const AftRuleForm *form, const char *path);
gboolean aft_rule_form_was_sent (const AftRuleForm *form, const char *path);
/* What was typed at @path in place of @present (NULL: there was nothing, then an empty field gives
 * NULL). New reference. */
AftValue *aft_rule_form_read_leaf (AftRuleForm *form, const char *path, const AftValue *present);
/* The same of {"default", "zh-cn", "zh-tw"}. */
AftValue *aft_rule_form_read_texts (AftRuleForm *form, const char *path, const AftValue *present);
/* The whole of what is at @path. */
AftValue *aft_rule_form_read_value (AftRuleForm *form, const char *path, const AftValue *present);

/* "VIP · Critical · Minutes to the end". Newly allocated. */
char *aft_rule_form_dup_label (const AftRuleForm *form, const AftValue *document, const char *path);
/* A value as a person reads it; newly allocated. */
char *aft_rule_form_dup_value (const AftRuleForm *form, const char *path, const AftValue *value);
/* What is in the document in the reader's language at a place with languages; borrowed. */
const char *aft_rule_form_get_text (const AftRuleForm *form, const char *path);
/* What was typed at @path, else what the document has. Newly allocated, "" for nothing. */
char *aft_rule_form_dup_typed (const AftRuleForm *form, const char *path);

/* Is anything wrong at or below @path? */
gboolean aft_rule_form_is_wrong (const AftRuleForm *form, const char *path);
/* One of the entries of list @from by id. */
void aft_rule_form_choice (AftRuleForm *form, const char *path, const char *from);
/* A number, an amount or a condition with its label. */
void aft_rule_form_field (AftRuleForm *form, const char *path);
/* The same of "PATH.NAME". */
void aft_rule_form_member (AftRuleForm *form, const char *path, const char *name);
/* A text in three languages; @legend in the reader's language. */
void aft_rule_form_texts (AftRuleForm *form, const char *path, const char *legend);
/* The same of @most characters. */
void
aft_rule_form_short_texts (AftRuleForm *form, const char *path, const char *legend, guint most);
/* The same folded away under @title with what it says; open where something is wrong in it. */
void aft_rule_form_folded_texts (AftRuleForm *form, const char *path, const char *title);
/* Opens <details>; its <summary> is @title and, small, @says (NULL: nothing). Close it with
 * aft_rule_form_unfold(). */
void aft_rule_form_fold (AftRuleForm *form, gboolean is_open, const char *title, const char *says);
void aft_rule_form_unfold (AftRuleForm *form);
/* Opens a card of fields; close it with aft_html_close (html, "fieldset"). */
void aft_rule_form_open_card (AftRuleForm *form, const char *legend);

/* The forms that there are. */
extern const AftRuleFormKind aft_console_treatment_form;
extern const AftRuleFormKind aft_console_risk_form;
extern const AftRuleFormKind aft_console_tiers_form;
extern const AftRuleFormKind aft_console_steps_form;
extern const AftRuleFormKind aft_console_causes_form;
extern const AftRuleFormKind aft_console_privacy_form;

G_END_DECLS
