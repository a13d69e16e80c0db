/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of a thorough look: what they own. How they come about is the database's. */
#include "aft-house-proof.h"

#define DAY_SECONDS G_GINT64_CONSTANT (86400)

void
aft_house_proof_free (AftHouseProof *proof)
{
  if (proof == NULL)
    return;
  g_clear_pointer (&proof->gaps, g_array_unref);
  g_clear_pointer (&proof->days, g_array_unref);
  g_free (proof->device_name);
  g_free (proof->venue_name);
  g_free (proof);
}

void
aft_house_verification_free (AftHouseVerification *verification)
{
  if (verification == NULL)
    return;
  g_clear_pointer (&verification->proofs, g_ptr_array_unref);
  g_clear_pointer (&verification->findings, g_ptr_array_unref);
  g_free (verification);
}

char *
aft_house_dup_date (gint32 day)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (day * DAY_SECONDS);
  return time != NULL ? g_date_time_format (time, "%F") : g_strdup_printf ("day %d", day);
}
