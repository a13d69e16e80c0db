/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AftSealedPart: three texts that travel together. What they mean, how they are made and opened is
 * the business of survey/wire; whether they are well formed that of the response's builder. */
#include "aft-sealed-part.h"

struct _AftSealedPart
{
  char *name;
  char *kid;
  char *box;
};

AftSealedPart *
aft_sealed_part_new (const char *name, const char *kid, const char *box)
{
  AftSealedPart *part = g_new (AftSealedPart, 1);
  part->name = g_strdup (name);
  part->kid = g_strdup (kid);
  part->box = g_strdup (box);
  return part;
}

AftSealedPart *
aft_sealed_part_copy (const AftSealedPart *part)
{
  return aft_sealed_part_new (part->name, part->kid, part->box);
}

void
aft_sealed_part_free (AftSealedPart *part)
{
  if (part == NULL)
    return;
  g_free (part->name);
  g_free (part->kid);
  g_free (part->box);
  g_free (part);
}

const char *
aft_sealed_part_get_name (const AftSealedPart *part)
{
  return part->name;
}

const char *
aft_sealed_part_get_kid (const AftSealedPart *part)
{
  return part->kid;
}

const char *
aft_sealed_part_get_box (const AftSealedPart *part)
{
  return part->box;
}
