/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"
#include "aft-random.h"

G_BEGIN_DECLS

#define AFT_ID_BYTES       16
#define AFT_ID_TEXT_LENGTH 36

/* A UUID version 7 (RFC 9562): 48 bits of UTC milliseconds, then chance. A plain value: copy it. */
typedef struct
{
  guint8 bytes[AFT_ID_BYTES];
} AftId;

AftId aft_id_generate (AftClock *clock, AftRandom *random);
/* "018f…-….": lower case, 36 characters, newly allocated. */
char *aft_id_to_text (const AftId *id);
/* Reads the 36-character form, either case, any UUID version. FALSE when it is none. */
gboolean aft_id_from_text (const char *text, AftId *ret_id);
/* Reads ids with commas between, "A,B", at most @most: AftId, each once, in their order. NULL when
 * it is anything else, or more. */
GArray *aft_id_list_from_text (const char *text, guint most);
/* The same text of @ids. Newly allocated. */
char *aft_id_list_to_text (const GArray *ids);
gboolean aft_id_is_among (const AftId *id, const GArray *ids);
gboolean aft_id_equal (const AftId *a, const AftId *b);
gboolean aft_id_is_zero (const AftId *id);

G_END_DECLS
