/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads handwriting with zinnia: puts the drawing where the model's own characters stood, leaves
 * out the points that zinnia would not use, asks it, and puts common characters first. Which thread
 * that happens on is the caller's business. */
#include "aft-hand-reader.h"

#include <math.h>
#include <string.h>
#include <zinnia.h>

#include "aft-error.h"

/* The side of the square that zinnia is told of, and how much of it a character fills: of 600 to
 * 960 tried on the middle lines of 338 printed characters, this is where most were read. */
#define SIDE   1000
#define FILLED 640

/* zinnia halves a stroke at its farthest corner and numbers the halves 2n + 1 and 2n + 2. It takes
 * memory for every number, without any bound, and uses those up to 50: the first six generations.
 * So no more corners than they have may reach it. Corners flatter than FLAT, the square of a share
 * of the side, it leaves out. */
#define GENERATIONS 5
#define FLAT        0.001f

/* How many zinnia is asked for, to choose from. Its scores lie about −1 for what is unlike and
 * above 0 for what is alike: a small bonus reads 4 % more of the common characters right, a larger
 * one loses the rare ones. */
#define ASKED          40
#define COMMON_BONUS   0.3f
#define FIRST_UNCOMMON 0xd8

/* Parts of characters, which the model has as well: nobody writes them by themselves, and 口 would
 * be taken for the frame of 国. */
static const char components[]
    = "丨丶丿亅亠冂冖冫凵勹匚厶卩囗夂夊宀巛廴廾彐彡彳忄扌攴攵氵灬爫牜犭疒癶礻"
      "糸纟罒衤讠豸辶钅阝饣髟丬艹虍亻刂孑孓卅廿";

struct _AftHandReader
{
  zinnia_recognizer_t *recognizer;
};

typedef struct
{
  float scale;
  float left; /* of the drawing's middle */
  float top;
} Fit;

typedef struct
{
  const char *character; /* the result's */
  float score;
} Guess;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (zinnia_recognizer_t, zinnia_recognizer_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (zinnia_character_t, zinnia_character_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (zinnia_result_t, zinnia_result_destroy)

const char *
aft_hand_reader_get_default_model (void)
{
  return AFT_HAND_MODEL;
}

AftHandReader *
aft_hand_reader_new (const char *model, GError **error)
{
  g_autoptr (zinnia_recognizer_t) recognizer = zinnia_recognizer_new ();
  AftHandReader *reader;

  if (!g_file_test (model, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "%s: there is no such file", model);
      return NULL;
    }
  if (!zinnia_recognizer_open (recognizer, model))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_CORRUPT, "%s: %s", model,
                   zinnia_recognizer_strerror (recognizer));
      return NULL;
    }
  reader = g_atomic_rc_box_new0 (AftHandReader);
  reader->recognizer = g_steal_pointer (&recognizer);
  return reader;
}

AftHandReader *
aft_hand_reader_ref (AftHandReader *reader)
{
  return g_atomic_rc_box_acquire (reader);
}

static void
finish (gpointer data)
{
  AftHandReader *reader = data;

  zinnia_recognizer_destroy (reader->recognizer);
}

void
aft_hand_reader_unref (AftHandReader *reader)
{
  if (reader != NULL)
    g_atomic_rc_box_release_full (reader, finish);
}

/* The drawing in the middle of the square, as large as it may be, its proportions kept. */
static Fit
fit (const AftHandDrawing *drawing)
{
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY, size;
  guint n_points;

  for (guint i = 0; i < aft_hand_drawing_count_strokes (drawing); i++)
    {
      const AftHandPoint *points = aft_hand_drawing_get_stroke (drawing, i, &n_points);

      for (guint j = 0; j < n_points; j++)
        {
          left = MIN (left, points[j].x);
          right = MAX (right, points[j].x);
          top = MIN (top, points[j].y);
          bottom = MAX (bottom, points[j].y);
        }
    }
  size = MAX (right - left, bottom - top);
  return (Fit){ .scale = isfinite (size) && size > 0 ? FILLED / size : 0,
                .left = left / 2 + right / 2,
                .top = top / 2 + bottom / 2 };
}

static AftHandPoint
place (const AftHandPoint *point, const Fit *where)
{
  return (AftHandPoint){ .x = roundf ((point->x - where->left) * where->scale) + SIDE / 2,
                         .y = roundf ((point->y - where->top) * where->scale) + SIDE / 2 };
}

/* The point between two others that is farthest from the line through them, or 0. */
static guint
find_corner (const AftHandPoint *points, guint first, guint last)
{
  float a = (points[last].x - points[first].x) / SIDE;
  float b = (points[last].y - points[first].y) / SIDE;
  float farthest = 0;
  guint corner = 0;

  for (guint i = first + 1; i < last; i++)
    {
      float distance = fabsf (a * (points[i].y - points[first].y) / SIDE
                              - b * (points[i].x - points[first].x) / SIDE);

      if (distance > farthest)
        {
          farthest = distance;
          corner = i;
        }
    }
  return farthest * farthest > FLAT * (a * a + b * b) ? corner : 0;
}

static void
mark_corners (const AftHandPoint *points,
              guint first,
              guint last,
              guint generations,
              gboolean *is_corner)
{
  guint corner = generations == 0 ? 0 : find_corner (points, first, last);

  if (corner == 0)
    return;
  is_corner[corner] = TRUE;
  mark_corners (points, first, corner, generations - 1, is_corner);
  mark_corners (points, corner, last, generations - 1, is_corner);
}

static void
add_stroke (zinnia_character_t *character,
            gsize stroke,
            const AftHandPoint *drawn,
            guint n_points,
            const Fit *where)
{
  AftHandPoint points[AFT_HAND_POINTS] = { { 0 } };
  gboolean is_corner[AFT_HAND_POINTS] = { FALSE };

  for (guint i = 0; i < n_points; i++)
    points[i] = place (&drawn[i], where);
  is_corner[0] = is_corner[n_points - 1] = TRUE;
  mark_corners (points, 0, n_points - 1, GENERATIONS, is_corner);
  for (guint i = 0; i < n_points; i++)
    if (is_corner[i])
      zinnia_character_add (character, stroke, (int) points[i].x, (int) points[i].y);
}

static zinnia_character_t *
make_character (const AftHandDrawing *drawing)
{
  zinnia_character_t *character = zinnia_character_new ();
  Fit where = fit (drawing);
  gsize n_strokes = 0;
  guint n_points;

  zinnia_character_set_width (character, SIDE);
  zinnia_character_set_height (character, SIDE);
  for (guint i = 0; i < aft_hand_drawing_count_strokes (drawing); i++)
    {
      const AftHandPoint *points = aft_hand_drawing_get_stroke (drawing, i, &n_points);

      if (n_points > 0)
        add_stroke (character, n_strokes++, points, n_points, &where);
    }
  return character;
}

/* One of the 3,755 that GB 2312 put first for being common: its lead byte says so. */
static gboolean
is_common (const char *character)
{
  gsize length = 0;
  g_autofree char *bytes = g_convert (character, -1, "GB2312", "UTF-8", NULL, &length, NULL);

  return bytes != NULL && length == 2 && (guchar) bytes[0] < FIRST_UNCOMMON;
}

static gint
compare_guesses (gconstpointer a, gconstpointer b)
{
  const Guess *first = a, *second = b;

  return (first->score < second->score) - (first->score > second->score);
}

static GArray *
rank (zinnia_result_t *result)
{
  GArray *guesses = g_array_new (FALSE, FALSE, sizeof (Guess));

  for (gsize i = 0; i < zinnia_result_size (result); i++)
    {
      Guess guess
          = { .character = zinnia_result_value (result, i), zinnia_result_score (result, i) };

      if (!g_utf8_validate (guess.character, -1, NULL) || strstr (components, guess.character))
        continue;
      if (is_common (guess.character))
        guess.score += COMMON_BONUS;
      g_array_append_val (guesses, guess);
    }
  g_array_sort (guesses, compare_guesses);
  return guesses;
}

char **
aft_hand_reader_read (AftHandReader *reader, const AftHandDrawing *drawing)
{
  g_autoptr (zinnia_character_t) character = make_character (drawing);
  g_autoptr (zinnia_result_t) result = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GArray) guesses = NULL;

  if (zinnia_character_strokes_size (character) > 0)
    result = zinnia_recognizer_classify (reader->recognizer, character, ASKED);
  if (result == NULL)
    return g_strv_builder_end (builder);
  guesses = rank (result);
  for (guint i = 0; i < MIN (guesses->len, AFT_HAND_GUESSES); i++)
    g_strv_builder_add (builder, g_array_index (guesses, Guess, i).character);
  return g_strv_builder_end (builder);
}
