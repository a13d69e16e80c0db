/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-console-board.h"
#include "aft-house-store-attachments.h"
#include "aft-house-store-cases.h"
#include "aft-house-store-guests.h"

G_BEGIN_DECLS

/* One case as its page knows it; parts of the page are in files of their own. */
typedef struct
{
  AftHouseCase *item;
  GPtrArray *events;         /* AftHouseCaseEvent, the first first */
  GPtrArray *responses;      /* AftResponse of the sitting */
  GPtrArray *actions;        /* AftHouseCorrectiveAction */
  GPtrArray *promises;       /* AftHousePromise, the first due first */
  GPtrArray *photos;         /* AftHouseAttachment, the first first */
  AftHouseGuest *guest;      /* NULL: nobody knows who it was */
  AftHouseCaseVisits visits; /* the guest's, of before */
  GPtrArray *earlier;        /* AftHouseCase of the guest, but for this one; NULL: no guest */
  GPtrArray *colleagues;     /* AftHouseUser who work at the venue, but for the caller */
  AftConsoleRules *rules;
  GPtrArray *places;
  const AftPlace *place; /* the case's */
  gboolean shows_contact;
  char *path; /* "/console/cases/UUID" */
} AftCaseFile;

/* The case in the address. NOT_FOUND also where the caller does not work. */
AftCaseFile *aft_case_file_load (AftPage *page, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void aft_case_file_free (AftCaseFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCaseFile, aft_case_file_free)

/* The page. @refusal: what was not done, and why; NULL: nothing was refused. */
AftHttpReply *aft_case_file_make (AftPage *page, const AftCaseFile *file, const char *refusal);

/* What the guest said: words, then answers, then contact. What was added later is not among it. */
void aft_case_write_words (AftPage *page, const AftCaseFile *file);
/* Words and answers of one response. */
void aft_case_write_response (AftPage *page, const AftResponse *response);
/* What the staff can do from here. */
void aft_case_write_acts (AftPage *page, const AftCaseFile *file);
/* Who the guest is, as far as is known. */
void aft_case_write_guest (AftPage *page, const AftCaseFile *file);
/* Have two people said not to win the guest back? */
gboolean aft_case_is_given_up (const AftCaseFile *file);
/* Reads that into @file, whose item is there. */
gboolean
aft_case_load_guest (AftCaseFile *file, AftPage *page, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What has happened, the first first. */
void aft_case_write_history (AftPage *page, const AftCaseFile *file);
/* Who did it. Borrowed, as is the next. */
const char *aft_case_get_actor (const AftPage *page, const AftHouseCaseEvent *event);
/* What happened, in a word or two. */
const char *aft_case_get_event (const AftPage *page, const AftHouseCaseEvent *event);
/* And what it was about: state, step, person, money. @colleagues: AftHouseUser. Newly allocated. */
char *aft_case_dup_about (const AftPage *page,
                          const AftHandlingSteps *steps,
                          const GPtrArray *colleagues,
                          const AftHouseCaseEvent *event);
/* May the caller act on it as its owner does? */
gboolean aft_case_may_act (const AftPage *page, const AftCaseFile *file);
/* What may still be offered without a second person. */
gint64 aft_case_get_cap_minor (const AftCaseFile *file);

/* What was typed into field @name of act @act when it was refused, so that it need not be typed
 * again; NULL else. Borrowed. */
const char *aft_case_get_draft (const AftPage *page, const char *act, const char *name);

G_END_DECLS
