/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-api-program.h"
#include "aft-house-store-walk.h"

G_BEGIN_DECLS

/* What other programs are told row by row: a page at a time with where the next begins, or all of
 * it as lines of JSON that are made while they are sent. */

#define AFT_API_ROWS_MOST    1000 /* of a page */
#define AFT_API_ROWS_DEFAULT 200
#define AFT_API_LINES        "application/x-ndjson; charset=utf-8"

/* AftId of the venues the token is for; NULL: all. Borrowed. */
const GArray *aft_api_get_venue_ids (const AftProgramAsk *ask);

/* AftApiRows: what a listing is told into. */
typedef struct _AftApiRows AftApiRows;

/* Appends each row of @walk as one line of JSON, by aft_api_rows_take(). */
typedef gboolean (*AftApiRowsWork) (AftApiRows *rows, const AftHouseWalk *walk, GError **error);
/* The next row is @id: gives where its line goes, without an end of line. */
GString *aft_api_rows_begin (AftApiRows *rows, const AftId *id);
/* Names of venues, devices and surveys; borrowed, NULL for a number that is none. */
const AftHouseWalkName *
aft_api_rows_find_name (AftApiRows *rows, AftHouseWalkNames which, gint32 number);
AftHouseStore *aft_api_rows_get_store (AftApiRows *rows);
/* What guests sealed and the program may have: "words", "contact"; NULL at the end. Borrowed. */
const char *const *aft_api_rows_get_opened (AftApiRows *rows);
/* What is in that sealed part of @row; secret: aft_secret_free_text(). NULL: there is none. */
char *aft_api_rows_open (AftApiRows *rows, const AftHouseWalkRow *row, const char *name);

/* Answers from the query's venue, from, to, survey, language, with, after and limit: a page
 * {NAME: […], "next": ID or null}, or lines where those are accepted. INVALID: what is asked for
 * wrongly, or a name that there is not; NOT_FOUND: a venue that is not the token's; DENIED: what
 * is sealed, and the token may not (audit: export.contact, export.refused). */
typedef struct
{
  const char *name; /* "responses" */
  AftApiRowsWork work;
  gboolean has_answers; /* also by survey and language, and with what is sealed */
} AftApiListing;
AftHttpReply *aft_api_list_rows (const AftProgramAsk *ask,
                                 const AftApiListing *listing,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
