/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UUID version 7: made from the clock and the random source that are passed in, written and read.
 * Nothing here guarantees an order within one millisecond; sequence numbers order responses. */
#include "aft-id.h"

#include <string.h>

/* Places of the four hyphens in the text form. */
static gboolean
is_hyphen_place (gsize place)
{
  return place == 8 || place == 13 || place == 18 || place == 23;
}

AftId
aft_id_generate (AftClock *clock, AftRandom *random)
{
  AftId id = { { 0 } };
  guint64 milliseconds = (guint64) aft_clock_get_real_ms (clock);

  for (guint i = 0; i < 6; i++)
    id.bytes[i] = (guint8) (milliseconds >> (40 - 8 * i));
  aft_random_fill (random, id.bytes + 6, AFT_ID_BYTES - 6);
  id.bytes[6] = (guint8) (0x70 | (id.bytes[6] & 0x0f));
  id.bytes[8] = (guint8) (0x80 | (id.bytes[8] & 0x3f));
  return id;
}

char *
aft_id_to_text (const AftId *id)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (AFT_ID_TEXT_LENGTH + 1);
  gsize place = 0;

  for (gsize i = 0; i < AFT_ID_BYTES; i++)
    {
      if (is_hyphen_place (place))
        text[place++] = '-';
      text[place++] = digits[id->bytes[i] >> 4];
      text[place++] = digits[id->bytes[i] & 0x0f];
    }
  text[place] = '\0';
  return text;
}

gboolean
aft_id_from_text (const char *text, AftId *ret_id)
{
  AftId id = { { 0 } };
  gsize digits_read = 0;

  if (text == NULL || strlen (text) != AFT_ID_TEXT_LENGTH)
    return FALSE;
  for (gsize place = 0; place < AFT_ID_TEXT_LENGTH; place++)
    {
      int digit = g_ascii_xdigit_value (text[place]);

      if (is_hyphen_place (place))
        {
          if (text[place] != '-')
            return FALSE;
          continue;
        }
      if (digit < 0)
        return FALSE;
      id.bytes[digits_read / 2] = (guint8) (id.bytes[digits_read / 2] << 4 | digit);
      digits_read++;
    }
  *ret_id = id;
  return TRUE;
}

GArray *
aft_id_list_from_text (const char *text, guint most)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (AftId));

  /* Longer than any such list: nothing of it is taken apart. */
  if (text == NULL || strlen (text) / (AFT_ID_TEXT_LENGTH + 1) >= most)
    return NULL;
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      AftId id;
      if (!aft_id_from_text (parts[i], &id))
        return NULL;
      if (!aft_id_is_among (&id, ids))
        g_array_append_val (ids, id);
    }
  return ids->len > 0 ? g_steal_pointer (&ids) : NULL;
}

char *
aft_id_list_to_text (const GArray *ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *id = aft_id_to_text (&g_array_index (ids, AftId, i));
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", id);
    }
  return g_string_free (text, FALSE);
}

gboolean
aft_id_is_among (const AftId *id, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (aft_id_equal (id, &g_array_index (ids, AftId, i)))
      return TRUE;
  return FALSE;
}

gboolean
aft_id_equal (const AftId *a, const AftId *b)
{
  return memcmp (a->bytes, b->bytes, AFT_ID_BYTES) == 0;
}

gboolean
aft_id_is_zero (const AftId *id)
{
  static const AftId zero;

  return aft_id_equal (id, &zero);
}
