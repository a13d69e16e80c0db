/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case.h"
#include "aft-id.h"
#include "aft-sealed-part.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftCaseAction: what somebody did to a case at a kiosk's desk, with or without a network: the body
 * of an item "case-action", schema 1:
 *   {"schema":1,"case":UUID|null,"response":UUID|null,"action":"acknowledge"|"note"|"called"|"close",
 *    "staff":UUID,"time":MILLISECONDS,"boot_id":UUID,"monotonic_ms":INT,
 *    "note":{"kid":HEX16,"box":TEXT}|null,
 *    "outcome":{"state":TEXT,"outcome":TEXT|null,"stated_cause":TEXT|null,"root_cause":TEXT|null}
 *              |null,
 *    "salt":HEX32}
 * At least one of case (the collector's id) and response (what the kiosk flagged, or a drill's
 * item) is there; note with "note" alone, sealed as the part "words" of the item's id; outcome with
 * "close" alone. The body of an item "drill" is {"schema":1,"staff":UUID,"time":MILLISECONDS,
 * "boot_id":UUID,"monotonic_ms":INT,"salt":HEX32}. */

#define AFT_CASE_ACTION_SCHEMA    1
#define AFT_CASE_ACTION_CAUSE_MAX 64 /* bytes of an id of causes.json: a–z, 0–9, '-' */
#define AFT_CASE_ACTION_SALT      16 /* bytes */

typedef enum
{
  AFT_CASE_ACTION_ACKNOWLEDGE,
  AFT_CASE_ACTION_NOTE,
  AFT_CASE_ACTION_CALLED, /* the guest was called back */
  AFT_CASE_ACTION_CLOSE
} AftCaseActionKind;

typedef struct
{
  AftCaseActionKind kind;
  gboolean has_case;
  AftId case_id;
  gboolean has_response;
  AftId response_id;
  AftId staff_id;
  gint64 time_ms; /* UTC by the kiosk's clock */
  AftId boot_id;  /* with which the collector corrects a wrong clock, as */
  gint64 monotonic_ms;
  AftSealedPart *note; /* NOTE; else NULL */
  AftCaseState state;  /* CLOSE: recovered, lost or closed without remedy, */
  char *outcome;       /* and ids of causes.json, each may be NULL */
  char *stated_cause;
  char *root_cause;
  guint8 salt[AFT_CASE_ACTION_SALT];
} AftCaseAction;

/* What a pointer points to belongs to it. Accepts NULL. */
void aft_case_action_free (AftCaseAction *action);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftCaseAction, aft_case_action_free)

/* Canonical body, newly allocated. INVALID when it could not be read back. */
char *aft_case_action_to_body (const AftCaseAction *action,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads one strictly: every member there, none unknown. INVALID, TOO_LARGE, or UNSUPPORTED for a
 * later schema. */
AftCaseAction *aft_case_action_parse (const char *body,
                                      gsize length_bytes,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The body of a drill; of @action only staff, times and salt are read. */
char *aft_drill_to_body (const AftCaseAction *action, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftCaseAction *
aft_drill_parse (const char *body, gsize length_bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
