/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-kiosk-house.h"
#include "aft-session.h"

G_BEGIN_DECLS

/* AftSitting: one guest's stay at the kiosk, from the first touch to the thanks. Holds the answers
 * in memory, hands to the store what is due, and says what may come next; shows nothing. */
typedef struct _AftSitting AftSitting;

typedef enum
{
  AFT_SITTING_RESTING,    /* nothing answered yet */
  AFT_SITTING_EXIT,       /* in the exit survey */
  AFT_SITTING_COMPLAINT,  /* in the complaint */
  AFT_SITTING_SUGGESTION, /* in the suggestion */
  AFT_SITTING_ENDING,     /* being written */
  AFT_SITTING_THANKED,    /* on the disk: thank the guest */
  AFT_SITTING_OVER        /* left; nothing more can be done */
} AftSittingState;

/* The store could not keep a tap: @error says why. */
typedef void (*AftSittingTrouble) (AftSitting *sitting, const GError *error, gpointer user_data);

/* @house is borrowed and must outlive the sitting. */
AftSitting *aft_sitting_new (AftKioskHouse *house, AftLanguage language);
/* Counted, main thread only. The last unref wipes what is left. */
AftSitting *aft_sitting_ref (AftSitting *sitting);
void aft_sitting_unref (AftSitting *sitting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftSitting, aft_sitting_unref)

void aft_sitting_set_trouble_handler (AftSitting *sitting,
                                      AftSittingTrouble handler,
                                      gpointer user_data);

AftSittingState aft_sitting_get_state (const AftSitting *sitting);
/* Of the survey that is being answered; in RESTING the exit survey's. Borrowed. */
AftSession *aft_sitting_get_session (AftSitting *sitting);
/* Name of the question on the rest screen, NULL when the exit survey has none. */
const char *aft_sitting_get_attract (const AftSitting *sitting);
/* Changes language in mid-survey; answers stay. */
void aft_sitting_set_language (AftSitting *sitting, AftLanguage language);

/* Each returns FALSE when the edge is not allowed from the present state; nothing happens then. */

/* RESTING → EXIT. @value answers the question of the rest screen and is handed to the store as an
 * open row at once; NULL begins without an answer. */
gboolean aft_sitting_tap (AftSitting *sitting, const AftValue *value);
/* RESTING or THANKED → COMPLAINT or SUGGESTION. */
gboolean aft_sitting_begin (AftSitting *sitting, AftResponseKind kind);
/* COMPLAINT or SUGGESTION, begun in RESTING → RESTING: taken back, nothing is kept. */
gboolean aft_sitting_take_back (AftSitting *sitting);
/* Call after every act in EXIT: a rating that changed is handed to the store. */
void aft_sitting_note_act (AftSitting *sitting);
/* The session is completed: EXIT → COMPLAINT or SUGGESTION when an answer leads there, else
 * → ENDING. */
gboolean aft_sitting_complete_survey (AftSitting *sitting);
/* Any state but OVER → OVER. What was completed is stored as such, the rest as far as it was
 * tapped; nobody waits for it. */
void aft_sitting_abandon (AftSitting *sitting);

/* ENDING → THANKED: writes all responses of the sitting in one transaction. UNAVAILABLE without an
 * open store, errors of aft_kiosk_store_finish_async(); the state stays ENDING then, and it may be
 * asked again. */
void aft_sitting_end_async (AftSitting *sitting, GAsyncReadyCallback callback, gpointer user_data);
gboolean aft_sitting_end_finish (AftSitting *sitting,
                                 GAsyncResult *result,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* THANKED. The receipts of the last end, AftStoreReceipt, empty in a preview; borrowed. */
const GArray *aft_sitting_get_receipts (const AftSitting *sitting);
/* The receipt of the complaint or suggestion, NULL when there is none. */
const AftStoreReceipt *aft_sitting_get_case_receipt (const AftSitting *sitting);
/* Was there a complaint (or a suggestion) in what was ended last? */
gboolean aft_sitting_has_complaint (const AftSitting *sitting);
/* Who of the house has said to come to this guest, because of what is on the disk or because the
 * guest called; NULL: nobody yet. Borrowed until the house notes another arrival. */
const char *aft_sitting_get_arrival (const AftSitting *sitting);
/* Did the answers say that the guest is at risk, or worse? */
gboolean aft_sitting_is_flagged (const AftSitting *sitting);
/* Has the guest called for staff? */
gboolean aft_sitting_has_called (const AftSitting *sitting);
/* A low rating, no complaint, and a survey that did not ask: offer it now. */
gboolean aft_sitting_can_offer_complaint (const AftSitting *sitting);
/* The survey's own thanks in the present language, NULL where its author gave none. */
char *aft_sitting_dup_thanks (AftSitting *sitting);

/* The guest called for staff: an event of its own, in any state. */
void aft_sitting_call_staff_async (AftSitting *sitting,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean aft_sitting_call_staff_finish (AftSitting *sitting,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
