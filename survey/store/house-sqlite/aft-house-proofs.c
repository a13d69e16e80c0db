/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A device's figures, and each of its days', as rows come by in order. Events and refusals have no
 * day of their own; a gap is of the day of the response that follows it, because that shows it. */
#include "aft-house-verify.h"

#define GAPS_MAX 1000

AftHouseProof *
aft_house_proof_new (void)
{
  AftHouseProof *proof = g_new0 (AftHouseProof, 1);
  proof->gaps = g_array_new (FALSE, FALSE, sizeof (AftHouseProofGap));
  proof->days = g_array_new (FALSE, FALSE, sizeof (AftHouseProofDay));
  return proof;
}

AftHouseProofDay *
aft_house_proof_get_day (AftHouseProof *proof, gint32 day)
{
  guint place = proof->days->len;
  /* Nearly always the last. */
  while (place > 0 && g_array_index (proof->days, AftHouseProofDay, place - 1).day >= day)
    place--;
  if (place == proof->days->len || g_array_index (proof->days, AftHouseProofDay, place).day != day)
    {
      AftHouseProofDay fresh = { .day = day };
      g_array_insert_val (proof->days, place, fresh);
    }
  return &g_array_index (proof->days, AftHouseProofDay, place);
}

/* Gaps wait, with the breaks between them, for the response that names their day. */
static void
settle (AftHouseProof *proof, gint32 day)
{
  for (guint i = proof->gaps->len; i > 0; i--)
    {
      AftHouseProofGap *gap = &g_array_index (proof->gaps, AftHouseProofGap, i - 1);
      if (gap->day != G_MAXINT32)
        return;
      gap->day = day;
      aft_house_proof_get_day (proof, day)->missing += gap->last - gap->first + 1;
    }
}

static void
add_gap (AftHouseProof *proof, guint64 first, guint64 last)
{
  AftHouseProofGap gap = { first, last, G_MAXINT32 };
  proof->missing += last - first + 1;
  if (proof->gaps->len < GAPS_MAX)
    g_array_append_val (proof->gaps, gap);
}

static void
add_to_day (AftHouseProof *proof, const AftHouseProofRow *row)
{
  AftHouseProofDay *day = aft_house_proof_get_day (proof, row->day);
  day->count++;
  day->first = day->first == 0 ? row->sequence : MIN (day->first, row->sequence);
  day->last = MAX (day->last, row->sequence);
  day->breaks += row->is_break ? 1 : 0;
  settle (proof, row->day);
}

void
aft_house_proof_add (AftHouseProof *proof, const AftHouseProofRow *row)
{
  if (row->sequence > proof->last + 1)
    add_gap (proof, proof->last + 1, row->sequence - 1);
  proof->items++;
  proof->refused += row->is_refused ? 1 : 0;
  proof->breaks += row->is_break ? 1 : 0;
  proof->first = proof->first == 0 ? row->sequence : proof->first;
  proof->last = MAX (proof->last, row->sequence);
  if (row->has_day)
    add_to_day (proof, row);
}

void
aft_house_proof_end (AftHouseProof *proof, guint64 end)
{
  guint days = proof->days->len;
  if (end > proof->last)
    add_gap (proof, proof->last + 1, end);
  if (days > 0)
    settle (proof, g_array_index (proof->days, AftHouseProofDay, days - 1).day);
}
