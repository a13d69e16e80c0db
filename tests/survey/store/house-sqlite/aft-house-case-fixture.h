/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-fixture.h"
#include "aft-house-store-cases.h"
#include "aft-house-store-people.h"

G_BEGIN_DECLS

/* A house whose cases have clocks, and people who work on them. */
typedef struct
{
  AftHouseFixture house; /* first */
  AftId staff;           /* 小李, of the venue, as is */
  AftId manager;         /* 王经理 */
  AftId owner;           /* of the house, of no venue */
  AftId stranger;        /* staff of no venue */
  GPtrArray *changes;    /* AftHouseChange, borrowed texts left out: see aft-house-case-fixture.c */
  guint watch;
  AftRiskLevel judged; /* what the judge says where it is asked */
  char *facts;         /* what it was told last, as JSON */
  gboolean has_judge;
} AftCaseFixture;

/* What a watch was told. */
typedef struct
{
  AftId case_id;
  AftCaseEventKind event;
  AftCaseState state;
  AftId response_id;
  AftId device_id;
  char *number;
  char *public_name;
} AftToldChange;

void aft_case_fixture_set_up (AftCaseFixture *fixture, gconstpointer unused);
void aft_case_fixture_tear_down (AftCaseFixture *fixture, gconstpointer unused);
void aft_case_fixture_reopen (AftCaseFixture *fixture);

/* A score with one signal. */
AftRisk *aft_case_risk_new (AftRiskLevel level, guint points);
/* A response of the fixture's kiosk: of the sitting (NULL: one of its own). */
AftResponse *
aft_case_response_new (AftCaseFixture *fixture, AftResponseKind kind, const AftId *sitting_id);
/* Sends it with the score (eaten; NULL: none), and asserts that it was stored. */
void aft_case_send (AftCaseFixture *fixture, AftResponse *response, AftRisk *risk);
/* A complaint that was sent; its case. */
AftHouseCase *aft_case_complain (AftCaseFixture *fixture);
/* The case of the response; asserts that there is one. */
AftHouseCase *aft_case_get_of (AftCaseFixture *fixture, const AftResponse *response);
/* Asserts that the response has none. */
void aft_case_assert_none (AftCaseFixture *fixture, const AftResponse *response);
/* An action with an id of its own, by the user. */
AftHouseCaseAction aft_case_action (AftCaseFixture *fixture,
                                    const AftHouseCase *item,
                                    AftCaseEventKind kind,
                                    const AftId *user);
/* Carries it out; asserts. */
AftHouseCase *aft_case_act (AftCaseFixture *fixture, const AftHouseCaseAction *action);
/* Asserts that it is refused with the code. */
void aft_case_assert_refused (AftCaseFixture *fixture,
                              const AftHouseCaseAction *action,
                              AftErrorCode code);
/* AftHouseCaseEvent. */
GPtrArray *aft_case_list_events (AftCaseFixture *fixture, const AftId *case_id);
/* An event a kiosk numbers: a case action or drill with the body. Asserts that it was stored. */
AftId aft_case_send_event (AftCaseFixture *fixture,
                           AftHouseItemKind kind,
                           const char *body,
                           const char *note);

G_END_DECLS
