/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-case.h"
#include "aft-locale.h"

G_BEGIN_DECLS

/* AftCauseList: the pick lists of a case (causes.json; DOMAIN rows 29–54, 117, 141). Immutable,
 * counted atomically. */
typedef struct _AftCauseList AftCauseList;

typedef enum
{
  AFT_CAUSE_STATED,         /* what the guest says */
  AFT_CAUSE_ROOT,           /* what the house found */
  AFT_CAUSE_RESPONSIBILITY, /* where it lies (row 117) */
  AFT_CAUSE_AXIS,           /* value, system, people (row 51) */
  AFT_CAUSE_KIND,           /* what kind of loss it leads to (rows 29–32) */
  AFT_CAUSE_OUTCOME         /* how it ended (row 141) */
} AftCausePick;

#define AFT_CAUSE_PICKS    6
#define AFT_CAUSE_PICK_MAX 64 /* entries of one list */
#define AFT_CAUSE_ID_MAX   64 /* a-z, 0-9, '-' */

/* Reads a document. INVALID with the entry and the member at fault, or TOO_LARGE. */
AftCauseList *aft_cause_list_parse (const char *text,
                                    gsize length_bytes,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftCauseList *aft_cause_list_ref (AftCauseList *list);
/* Accepts NULL. */
void aft_cause_list_unref (AftCauseList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCauseList, aft_cause_list_unref)

/* Borrowed. */
const char *aft_cause_list_get_version (const AftCauseList *list);

/* The entries of @pick in the order in which they are offered, from 0. */
guint aft_cause_list_get_length (const AftCauseList *list, AftCausePick pick);
/* Borrowed; @index below the length. */
const char *aft_cause_list_get_id (const AftCauseList *list, AftCausePick pick, guint index);

gboolean aft_cause_list_has (const AftCauseList *list, AftCausePick pick, const char *id);
/* What people read; NULL when there is no such entry (any more). Borrowed. */
const char *aft_cause_list_get_text (const AftCauseList *list,
                                     AftCausePick pick,
                                     const char *id,
                                     AftLanguage language);

/* Ids of what a stated or root cause belongs to, NULL when there is no such cause: its axis; of a
 * stated one also the kind of loss; of a root one also where the responsibility usually lies.
 * Borrowed. */
const char *aft_cause_list_get_axis (const AftCauseList *list, AftCausePick pick, const char *id);
const char *aft_cause_list_get_kind (const AftCauseList *list, const char *stated_id);
const char *aft_cause_list_get_responsibility (const AftCauseList *list, const char *root_id);

/* Does outcome @id go with a case that ended as @state? FALSE when there is no such outcome, or the
 * state is an open one. */
gboolean aft_cause_list_fits (const AftCauseList *list, const char *id, AftCaseState state);

G_END_DECLS
