/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case.h"
#include "aft-id.h"
#include "aft-risk.h"

G_BEGIN_DECLS

/* The open cases of a kiosk's venue, for its desk (GET /api/v1/device/cases), schema 1:
 *   {"schema":1,"server_time":MILLISECONDS,
 *    "cases":[{"id":UUID,"response_id":UUID|null,"number":TEXT,"kind":TEXT,"state":TEXT,
 *              "level":TEXT,"table":TEXT|null,"owner":TEXT|null,"aspects":[TEXT,…],
 *              "flagged":MILLISECONDS,"due":MILLISECONDS}]}
 * Never a guest's words, name or number. */

#define AFT_DEVICE_CASES_SCHEMA      1
#define AFT_DEVICE_CASES_MAX         200
#define AFT_DEVICE_CASES_ASPECTS_MAX 16
#define AFT_DEVICE_CASES_TEXT_MAX    64 /* characters of each text */
#define AFT_DEVICE_CASES_MAX_BYTES   524288

/* One of them. What a pointer points to belongs to it. */
typedef struct
{
  AftId id;
  gboolean has_response; /* a drill has none */
  AftId response_id;
  char *number; /* "A-0042" */
  AftCaseKind kind;
  AftCaseState state;
  AftRiskLevel level;
  char *table;       /* NULL: not known */
  char *owner;       /* the public name of who has it; NULL: nobody */
  char **aspects;    /* ids of what went wrong, never NULL when read */
  gint64 flagged_ms; /* UTC, the server's clock, as is */
  gint64 due_ms;     /* the next of its clocks; 0: none runs */
} AftDeviceCase;

void aft_device_case_free (AftDeviceCase *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftDeviceCase, aft_device_case_free)

/* @cases: AftDeviceCase; those beyond AFT_DEVICE_CASES_MAX, and aspects beyond their limit, are
 * left out. Newly allocated JSON. INVALID when a text cannot be read back. */
char *aft_device_cases_to_text (const GPtrArray *cases,
                                gint64 server_ms,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* AftDeviceCase in their order; members that it does not know are passed over. @ret_server_ms may
 * be NULL. INVALID, TOO_LARGE, or UNSUPPORTED for a later schema. */
GPtrArray *aft_device_cases_parse (const char *text,
                                   gsize length_bytes,
                                   gint64 *ret_server_ms,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
