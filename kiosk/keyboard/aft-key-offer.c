/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of what a held key offers. They never leave the area to the side: what does not fit
 * in one row goes into rows above it. When it is shown, and what is chosen, is up to others. */
#include "aft-key-offer.h"

/* Of one place: enough for a finger that slides. */
#define NARROWEST 56
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
measure_widest (char **texts, int key_width)
{
  int widest = CLAMP (key_width, NARROWEST, WIDEST);
  for (gsize i = 0; texts[i] != NULL; i++)
    widest = MAX (widest, measure_text (texts[i]));
  return widest;
}

AftKeyOffer *
aft_key_offer_new (const AftKeyGrid *grid, guint position)
{
  const AftKeyCell *cell = aft_key_grid_get (grid, position);
  if (cell->key->alternates == NULL)
    return NULL;

  AftKeyOffer *offer = g_new0 (AftKeyOffer, 1);
  g_autofree char *all = g_strconcat (cell->key->text, " ", cell->key->alternates, NULL);
  int area = aft_key_grid_get_width (grid);
  offer->texts = g_strsplit (all, " ", -1);
  offer->count = g_strv_length (offer->texts);

  int width = measure_widest (offer->texts, cell->box.width);
  int left = CLAMP (cell->box.x + (cell->box.width - width) / 2, 0, MAX (area - width, 0));
  int room_right = area - left;
  int room_left = left + width;
  offer->is_leftward = room_left > room_right;
  offer->columns = (guint) CLAMP (MAX (room_left, room_right) / width, 1, (int) offer->count);
  offer->first = (AftKeyBox){
    .x = left, .y = cell->box.y - cell->box.height, .width = width, .height = cell->box.height
  };
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
