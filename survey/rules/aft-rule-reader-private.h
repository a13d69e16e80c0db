/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-rule-text.h"
#include "aft-value.h"

G_BEGIN_DECLS

/* AftRuleReader: reads the members of one object of a rule document strictly. The first fault of
 * the whole document is kept and says where it is ("signal service: points: …"); what is given for
 * such a member is of the right type and empty, so that all is read before anybody asks. */
typedef struct
{
  const AftValue *object; /* NULL: there was none */
  char *place;            /* owned; "" is the document itself */
  GError **fault;         /* shared by all readers of the document */
} AftRuleReader;

#define AFT_RULE_ID_MAX 64

/* The JSON of a rule document: an object within AFT_RULE_DOCUMENT_MAX_BYTES and a few levels. */
AftValue *aft_rule_reader_parse (const char *text,
                                 gsize length_bytes,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @value is to be an object without members other than @members (NULL-terminated). Eats @place. */
AftRuleReader aft_rule_reader_open (const AftValue *value,
                                    char *place,
                                    const char *const *members,
                                    GError **fault);
/* The same of item @index of @list; its place is @kind with its id, or its number where it has
 * none. */
AftRuleReader aft_rule_reader_open_item (const AftRuleReader *parent,
                                         const AftValue *list,
                                         gsize index,
                                         const char *kind,
                                         const char *const *members);
/* The same of member @name, at "PLACE: NAME". */
AftRuleReader aft_rule_reader_open_member (const AftRuleReader *parent,
                                           const char *name,
                                           const char *const *members);
void aft_rule_reader_clear (AftRuleReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftRuleReader, aft_rule_reader_clear)

/* Keeps the fault of member @name (NULL: of the whole object) unless there is one already. */
void aft_rule_reader_refuse (const AftRuleReader *reader, const char *name, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

gboolean aft_rule_reader_has (const AftRuleReader *reader, const char *name);
/* A list of 1 to @most items; NULL when it is bad. Borrowed. */
const AftValue *
aft_rule_reader_get_list (const AftRuleReader *reader, const char *name, guint most);
/* A whole number from @minimum to @maximum; @minimum when it is bad. */
gint64 aft_rule_reader_get_integer (const AftRuleReader *reader,
                                    const char *name,
                                    gint64 minimum,
                                    gint64 maximum);
/* A text, "" when it is bad. Borrowed. */
const char *aft_rule_reader_get_string (const AftRuleReader *reader, const char *name);
/* The place of the text in @words (NULL-terminated), 0 when it is bad. */
guint
aft_rule_reader_get_word (const AftRuleReader *reader, const char *name, const char *const *words);
/* NULL when it is bad. */
AftRuleText *aft_rule_reader_dup_text (const AftRuleReader *reader, const char *name);
/* Texts of a list, as many as @most; empty when it is bad. */
GPtrArray *aft_rule_reader_dup_texts (const AftRuleReader *reader, const char *name, guint most);
/* Member "id", 1 to AFT_RULE_ID_MAX of a-z, 0-9 and '-', that is not in @seen yet, which keeps it.
 * Never NULL. */
char *aft_rule_reader_dup_id (const AftRuleReader *reader, GHashTable *seen);
/* Member "version": 1 to 64 of A-Z, a-z, 0-9, '.', '-', '_'. Never NULL. */
char *aft_rule_reader_dup_version (const AftRuleReader *reader);

G_END_DECLS
