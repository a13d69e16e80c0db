/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small language model of restaurant phrases: counts of one to four characters running, in one
 * open-addressed table. Characters rather than words, because the same phrase is cut into words in
 * several ways and a small text has seen few of them. It knows nothing of pinyin. */
#include "aft-phrase-model.h"

#include <math.h>

#define ORDER           4
#define BITS            16
#define BEGIN           1 /* ids: 0 nothing, 1 the start of a text, then characters as met */
#define FIRST_CHARACTER 2
#define UNSEEN          0xffff
#define SMALLEST_TABLE  1024
#define FLOOR           (1.0f / 8000.0f)
#define SMALLEST        1e-36f
#define DISCOUNT        0.7f

typedef struct
{
  guint64 key;   /* the ids running, the newest lowest; 0: a free place */
  guint16 count; /* how often it was met; all three stop at their largest number */
  guint16 total; /* how often something was met after it */
  guint16 kinds; /* how many different characters were met after it */
} Entry;

struct _AftPhraseModel
{
  guint16 ids[G_MAXUINT16 + 1];
  guint n_ids;
  Entry *table;
  gsize n_places; /* a power of two */
  gsize n_used;
  guint32 total; /* of all characters, and how many kinds: the empty history */
  guint32 kinds;
};

AftPhraseModel *
aft_phrase_model_new (void)
{
  AftPhraseModel *model = g_new0 (AftPhraseModel, 1);

  model->n_ids = FIRST_CHARACTER;
  model->n_places = SMALLEST_TABLE;
  model->table = g_new0 (Entry, model->n_places);
  return model;
}

void
aft_phrase_model_free (AftPhraseModel *model)
{
  if (model == NULL)
    return;
  g_free (model->table);
  g_free (model);
}

/* The place of @key, or the free one where it would stand. */
static Entry *
find_place (Entry *table, gsize n_places, guint64 key)
{
  gsize place = (gsize) ((key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 20) & (n_places - 1);

  while (table[place].key != 0 && table[place].key != key)
    place = (place + 1) & (n_places - 1);
  return &table[place];
}

static const Entry *
look_up (const AftPhraseModel *model, guint64 key)
{
  const Entry *entry = find_place (model->table, model->n_places, key);

  return entry->key == 0 ? NULL : entry;
}

static void
grow (AftPhraseModel *model)
{
  gsize n_places = model->n_places * 2;
  Entry *table = g_new0 (Entry, n_places);

  for (gsize i = 0; i < model->n_places; i++)
    if (model->table[i].key != 0)
      *find_place (table, n_places, model->table[i].key) = model->table[i];
  g_free (model->table);
  model->table = table;
  model->n_places = n_places;
}

static Entry *
insert (AftPhraseModel *model, guint64 key)
{
  Entry *entry;

  if (model->n_used * 4 >= model->n_places * 3)
    grow (model);
  entry = find_place (model->table, model->n_places, key);
  if (entry->key == 0)
    {
      entry->key = key;
      model->n_used++;
    }
  return entry;
}

/* Only the last @n characters of @history. */
static guint64
cut (guint64 history, guint n)
{
  return history & ((G_GUINT64_CONSTANT (1) << (BITS * n)) - 1);
}

static guint
count_characters (guint64 history)
{
  guint n = 0;

  for (; history != 0; history >>= BITS)
    n++;
  return n;
}

static void
count_more (guint16 *count, guint more)
{
  *count = (guint16) MIN (*count + more, G_MAXUINT16);
}

/* Kneser and Ney's count: what is met for the first time after three characters counts once after
 * the last two of them, and so on down, so that 豆 does not count for much without 土. */
static void
count_one (AftPhraseModel *model, guint64 history, guint16 id, guint times)
{
  guint known = MIN (count_characters (history), ORDER - 1);
  gboolean is_new = TRUE;

  for (guint below = 0; below <= known && is_new; below++)
    {
      guint n = known - below;
      guint more = below == 0 ? times : 1;
      guint64 before = cut (history, n);
      Entry *entry = insert (model, before << BITS | id);

      is_new = entry->count == 0;
      count_more (&entry->count, more);
      if (n == 0)
        {
          model->total += more;
          model->kinds += is_new;
          continue;
        }
      entry = insert (model, before);
      count_more (&entry->total, more);
      count_more (&entry->kinds, is_new ? 1 : 0);
    }
}

static gboolean
is_chinese (gunichar character)
{
  return character <= G_MAXUINT16 && g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

static guint16
take_id (AftPhraseModel *model, gunichar character)
{
  if (model->ids[character] == 0 && model->n_ids < UNSEEN)
    model->ids[character] = (guint16) model->n_ids++;
  return model->ids[character];
}

void
aft_phrase_model_add (AftPhraseModel *model,
                      const char *phrase,
                      gsize length,
                      guint times,
                      gboolean is_whole)
{
  guint64 history = is_whole ? BEGIN : 0;

  for (const char *at = phrase; at < phrase + length; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      guint16 id;

      if (!is_chinese (character))
        {
          history = is_whole ? BEGIN : 0;
          continue;
        }
      id = take_id (model, character);
      count_one (model, history, id, times);
      history = cut (history << BITS | id, ORDER - 1);
    }
}

static float
score_one (const AftPhraseModel *model, guint64 history, guint16 id)
{
  guint known = count_characters (history);
  const Entry *single = look_up (model, id);
  float all = (float) model->total + (float) model->kinds;
  float probability;

  if (model->total == 0)
    return FLOOR;
  probability
      = ((single == NULL ? 0.0f : (float) single->count) + (float) model->kinds * FLOOR) / all;
  for (guint n = 1; n <= known; n++)
    {
      guint64 before = cut (history, n);
      const Entry *context = look_up (model, before);
      const Entry *run;

      if (context == NULL || context->total == 0)
        break;
      run = look_up (model, before << BITS | id);
      probability *= DISCOUNT * (float) context->kinds / (float) context->total;
      if (run != NULL && run->count > 0)
        probability += ((float) run->count - DISCOUNT) / (float) context->total;
    }
  return probability;
}

float
aft_phrase_model_score (const AftPhraseModel *model,
                        AftPhraseHistory history,
                        const char *word,
                        gsize length,
                        AftPhraseHistory *after)
{
  float product = 1.0f;

  for (const char *at = word; at < word + length; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      guint16 id = character <= G_MAXUINT16 ? model->ids[character] : 0;

      if (id == 0)
        id = UNSEEN;
      product = MAX (product * score_one (model, history, id), SMALLEST);
      history = cut (history << BITS | id, ORDER - 1);
    }
  *after = history;
  return log10f (product);
}

gsize
aft_phrase_model_get_size (const AftPhraseModel *model)
{
  return sizeof *model + model->n_places * sizeof (Entry);
}
