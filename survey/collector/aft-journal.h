/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"
#include "aft-http-listener.h"

G_BEGIN_DECLS

/* AftJournal: what a running collector writes down of itself, a line an event:
 *   2026-11-22T04:50:14.123Z event=request method=POST route=/api/v1/batches status=401 …
 * Every value is a word of ours, a number or an id, never what a sender wrote: no token, path,
 * query, body or address. One thread. */
typedef struct _AftJournal AftJournal;

typedef enum
{
  AFT_JOURNAL_EVENTS,   /* the house's own doings: start, end, commands */
  AFT_JOURNAL_REFUSALS, /* and every request with a status from 400 */
  AFT_JOURNAL_REQUESTS  /* and every other request */
} AftJournalScope;

/* Refused requests come from anybody, and a disk is only so large: what goes beyond these is
 * counted, and the count is told with the next line. */
#define AFT_JOURNAL_BURST      100
#define AFT_JOURNAL_PER_SECOND 20

/* Writes to @fd, which stays the caller's, each line with one write(2): a line that does not go
 * out is lost. */
AftJournal *aft_journal_new (AftClock *clock, int fd, AftJournalScope scope);
/* Accepts NULL. */
void aft_journal_free (AftJournal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftJournal, aft_journal_free)

/* "off"… of the setting: FALSE when @text is none of events, refusals, requests. */
gboolean aft_journal_scope_from_text (const char *text, AftJournalScope *ret_scope);

/* "event=@event"; where @name is not NULL " @name=@value", with quotes where @value has blanks;
 * signs that could end the line or the quotes become '?'. Always written. */
void aft_journal_note (AftJournal *journal, const char *event, const char *name, const char *value);
/* An answered request; @exchange NULL when it was refused before it was read. */
void aft_journal_request (AftJournal *journal,
                          AftHttpExchange *exchange,
                          const AftHttpReply *reply,
                          gint64 duration_us);

G_END_DECLS
