/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-store-cases.h"
#include "aft-page-fixture.h"

G_BEGIN_DECLS

/* Cases of the fixture's venue, and their pages. */

/* A complaint with sealed words and a contact has come in; its case. */
AftHouseCase *aft_case_pages_complain (AftPageFixture *fixture);
/* A guest has called for staff; the case. */
AftHouseCase *aft_case_pages_call (AftPageFixture *fixture);
/* The case as it is now. */
AftHouseCase *aft_case_pages_get (AftPageFixture *fixture, const AftHouseCase *item);
/* Asks for its page; the status. */
int aft_case_pages_show (AftPageFixture *fixture, const AftHouseCase *item);
/* Sends the form @act of the case with an event id of its own and the pairs that follow, up to a
 * NULL name; the status. */
int aft_case_pages_act (AftPageFixture *fixture,
                        const AftHouseCase *item,
                        const char *act,
                        const char *name,
                        const char *value);
/* Sends @form, which says what stands between the token and the rest. */
int aft_case_pages_send (AftPageFixture *fixture,
                         const AftHouseCase *item,
                         const char *act,
                         const char *form);
/* "event=UUID", a new one. */
char *aft_case_pages_dup_event (AftPageFixture *fixture);

G_END_DECLS
