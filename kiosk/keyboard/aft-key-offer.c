/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of what a held key offers. They never leave the area to the side: what does not fit
 * in one row goes into rows above it. When it is shown, and what is chosen, is up to others. */
#include "aft-key-offer.h"

/* Of one place: enough for a finger that slides, and what it has where there is room. */
#define NARROWEST 64
#define WIDEST    96
/* What texts of several characters need, at the size that the style sheet gives them. */
#define MARGINS       32
#define NARROW_LETTER 20
#define WIDE_LETTER   36

struct _AftKeyOffer
{
  char **texts;
  guint count;
  guint columns;
  AftKeyBox first; /* of texts[0] */
  gboolean is_leftward;
};

static int
measure_text (const char *text)
{
  int width = MARGINS;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? WIDE_LETTER : NARROW_LETTER;
  return width;
}

static int
measure_widest (char **texts)
{
  int widest = NARROWEST;
  for (gsize i = 0; texts[i] != NULL; i++)
    widest = MAX (widest, measure_text (texts[i]));
  return widest;
}

/* Divides the texts evenly among as few rows as they need, each row as wide as it may be. */
static void
divide (AftKeyOffer *offer, const AftKeyBox *key, int area)
{
  int narrowest = MIN (measure_widest (offer->texts), area);
  int left = CLAMP (key->x + (key->width - narrowest) / 2, 0, area - narrowest);
  int room_right = area - left;
  int room_left = left + narrowest;
  int room = MAX (room_left, room_right);
  guint most = (guint) (room / narrowest);
  guint rows = (offer->count + most - 1) / most;

  offer->is_leftward = room_left > room_right;
  offer->columns = (offer->count + rows - 1) / rows;
  int widest = CLAMP (WIDEST, narrowest, MAX (room / (int) offer->columns, narrowest));
  /* The first stays above the middle of its key as far as the rest leaves room for it. */
  int wish = key->x + (key->width - widest) / 2;
  int rest = widest * ((int) offer->columns - 1);
  offer->first.x = offer->is_leftward ? CLAMP (wish, rest, area - widest)
                                      : CLAMP (wish, 0, area - widest - rest);
  offer->first.y = key->y - key->height;
  offer->first.width = widest;
  offer->first.height = key->height;
}

AftKeyOffer *
aft_key_offer_new (const AftKeyGrid *grid, guint position)
{
  const AftKeyCell *cell = aft_key_grid_get (grid, position);
  if (cell->key->alternates == NULL)
    return NULL;

  AftKeyOffer *offer = g_new0 (AftKeyOffer, 1);
  g_autofree char *all = g_strconcat (cell->key->text, " ", cell->key->alternates, NULL);
  offer->texts = g_strsplit (all, " ", -1);
  offer->count = g_strv_length (offer->texts);
  divide (offer, &cell->box, MAX (aft_key_grid_get_width (grid), 1));
  return offer;
}

void
aft_key_offer_free (AftKeyOffer *offer)
{
  if (offer == NULL)
    return;
  g_strfreev (offer->texts);
  g_free (offer);
}

guint
aft_key_offer_count (const AftKeyOffer *offer)
{
  return offer->count;
}

const char *
aft_key_offer_get_text (const AftKeyOffer *offer, guint position)
{
  g_assert (position < offer->count);
  return offer->texts[position];
}

AftKeyBox
aft_key_offer_get_box (const AftKeyOffer *offer, guint position)
{
  g_assert (position < offer->count);
  int column = (int) (position % offer->columns);
  int row = (int) (position / offer->columns);
  AftKeyBox box = offer->first;
  box.x += (offer->is_leftward ? -column : column) * box.width;
  box.y -= row * box.height;
  return box;
}

/* How far the point is from the box, squared; the finger rests on the key below the boxes, so that
 * below all of them is as good as in the lowest. */
static double
measure_distance (const AftKeyBox *box, double x, double y)
{
  double dx = MAX (MAX (box->x - x, x - (box->x + box->width)), 0);
  double dy = MAX (MAX (box->y - y, y - (box->y + box->height)), 0);
  return dx * dx + dy * dy;
}

guint
aft_key_offer_find (const AftKeyOffer *offer, double x, double y)
{
  guint best = 0;
  double nearest = G_MAXDOUBLE;
  double lifted_y = MIN (y, offer->first.y + offer->first.height);
  for (guint i = 0; i < offer->count; i++)
    {
      AftKeyBox box = aft_key_offer_get_box (offer, i);
      double distance = measure_distance (&box, x, lifted_y);
      if (distance >= nearest)
        continue;
      nearest = distance;
      best = i;
    }
  return best;
}
