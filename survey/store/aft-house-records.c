/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain records of the house's store: what each of them owns. Secrets are wiped when their
 * record goes. */
#include "aft-house-records.h"

#include "aft-house-store-care.h"
#include "aft-secret.h"

void
aft_house_free (AftHouse *house)
{
  if (house == NULL)
    return;
  g_free (house->name);
  g_free (house->currency);
  g_free (house->country);
  g_free (house);
}

void
aft_house_authorization_free (AftHouseAuthorization *authorization)
{
  if (authorization == NULL)
    return;
  aft_secret_wipe (authorization->link_key, sizeof authorization->link_key);
  g_free (authorization->user_code);
  g_free (authorization->name);
  g_free (authorization);
}

void
aft_house_device_free (AftHouseDevice *device)
{
  if (device == NULL)
    return;
  aft_secret_wipe (device->link_key, sizeof device->link_key);
  g_free (device->name);
  g_free (device->approved_by);
  g_free (device->version);
  g_free (device->printer);
  g_free (device);
}

void
aft_house_survey_free (AftHouseSurvey *survey)
{
  if (survey == NULL)
    return;
  g_free (survey->kind);
  g_free (survey->id);
  g_free (survey->version);
  g_free (survey->definition);
  g_free (survey);
}

void
aft_house_user_free (AftHouseUser *user)
{
  if (user == NULL)
    return;
  g_free (user->name);
  g_free (user->public_name);
  aft_secret_free_text (user->password_hash);
  aft_secret_free_text (user->pin_hash);
  g_free (user->second_factor);
  g_clear_pointer (&user->venue_ids, g_array_unref);
  g_free (user);
}

void
aft_house_audit_row_free (AftHouseAuditRow *row)
{
  if (row == NULL)
    return;
  g_free (row->actor);
  g_free (row->action);
  g_free (row->subject);
  g_free (row->detail);
  g_free (row);
}

void
aft_house_completeness_free (AftHouseCompleteness *completeness)
{
  if (completeness == NULL)
    return;
  g_clear_pointer (&completeness->gaps, g_array_unref);
  g_free (completeness);
}
