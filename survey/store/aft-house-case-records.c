/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain records of cases: what each of them owns. Words that a guest or staff wrote are wiped
 * when their record goes. */
#include "aft-house-case-records.h"

#include "aft-secret.h"

void
aft_house_case_free (AftHouseCase *item)
{
  if (item == NULL)
    return;
  aft_risk_unref (item->risk);
  g_free (item->number);
  g_free (item->table);
  g_free (item->treatment);
  g_free (item->owner_name);
  g_free (item->owner_public_name);
  g_free (item->asked_name);
  g_free (item->asked_public_name);
  g_free (item->stated_cause);
  g_free (item->root_cause);
  g_free (item->responsibility);
  g_free (item->outcome);
  g_free (item->channel);
  g_free (item);
}

void
aft_house_case_event_free (AftHouseCaseEvent *event)
{
  if (event == NULL)
    return;
  aft_value_unref (event->detail);
  aft_secret_free_text (event->words);
  g_free (event->actor);
  g_free (event->user_name);
  g_free (event->user_public_name);
  g_free (event);
}

void
aft_house_corrective_action_free (AftHouseCorrectiveAction *action)
{
  if (action == NULL)
    return;
  g_free (action->case_number);
  g_free (action->text);
  g_free (action->owner_name);
  g_free (action);
}
