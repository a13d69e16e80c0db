/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promises, proved: each is what one event of its case promised, with the same words as long as it
 * has any, and has ended as the case's events say and in no other way; and no event promised what
 * is not there. Who keeps it is not looked at: somebody else may have taken it over. */
#include "aft-case.h"
#include "aft-house-verify.h"

/* Is event e of promise p? */
#define IS_OF                                                                                      \
  " e.service_case = p.service_case"                                                               \
  " AND upper (replace (json_extract (e.detail, '$.promise'), '-', '')) = hex (p.id) "

/* ?1 PROMISED, ?2 KEPT, ?3 WITHDRAWN: each finds cases' numbers. */
static const struct
{
  const char *sql;
  const char *what;
} questions[] = {
  { "SELECT number FROM promise AS p JOIN service_case ON ref = p.service_case WHERE 1 <> ("
    "SELECT count (*) FROM case_event AS e WHERE e.kind = ?1 AND" IS_OF
    "AND json_extract (e.detail, '$.due_ms') = p.due_ms AND coalesce (e.words, '') = p.text)",
    "a promise is not what was promised" },
  { "SELECT c.number FROM case_event AS e JOIN service_case AS c ON ref = e.service_case"
    " WHERE e.kind = ?1 AND NOT EXISTS (SELECT 1 FROM promise AS p WHERE" IS_OF ")",
    "something that was promised is missing" },
  { "SELECT number FROM promise AS p JOIN service_case ON ref = p.service_case"
    " WHERE CASE WHEN done_ms = 0 THEN '' WHEN withdrawn THEN ?3 || '' ELSE ?2 || '' END <> ("
    "SELECT coalesce (group_concat (e.kind), '') FROM case_event AS e"
    " WHERE e.kind IN (?2, ?3) AND" IS_OF ")",
    "a promise has ended otherwise than its events say" },
};

static gboolean
ask (AftHouseVerify *verify, const char *sql, const char *what, GError **error)
{
  GError *local = NULL;
  g_autoptr (AftHouseRow) row
      = aft_house_connection_prepare (verify->session->connection, sql, error);
  if (row == NULL)
    return FALSE;
  const AftCaseEventKind kinds[]
      = { AFT_CASE_EVENT_PROMISED, AFT_CASE_EVENT_KEPT, AFT_CASE_EVENT_WITHDRAWN };
  for (int i = 0; i < sqlite3_bind_parameter_count (row); i++)
    aft_sqlite_bind_integer (row, i + 1, kinds[i]);
  while (aft_sqlite_step (row, &local))
    aft_house_verify_find (verify, "case %s: %s", sqlite3_column_text (row, 0), what);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
aft_house_verify_promises (AftHouseVerify *verify, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if (!ask (verify, questions[i].sql, questions[i].what, error))
      return FALSE;
  return TRUE;
}
