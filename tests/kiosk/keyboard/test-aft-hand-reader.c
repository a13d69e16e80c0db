/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handwriting: drawings and what they are read as. The characters are written here stroke by stroke
 * as a guest would, on a square of 100 by 100; nothing is taken from anybody's data. */
#include <math.h>
#include <glib/gstdio.h>
#include <string.h>

#include "aft-error.h"
#include "aft-hand-reader.h"

typedef struct
{
  const char *character;
  const char *strokes; /* points "x,y", a bar between strokes */
} Written;

static const Written written[] = {
  { "一", "10,52 50,50 90,49" },
  { "二", "25,30 75,28|10,80 90,78" },
  { "三", "22,20 78,18|28,50 72,48|10,84 90,82" },
  { "十", "10,45 90,43|50,8 50,92" },
  { "人", "52,8 46,40 30,70 8,90|50,38 64,66 92,90" },
  { "大", "12,38 88,36|50,6 47,40 32,70 10,92|50,40 66,68 92,92" },
  { "小", "50,8 50,84 46,90 36,82|28,38 24,54 12,72|70,36 80,52 90,70" },
  { "口", "20,20 21,50 23,84|20,22 80,20 78,50 76,82|23,78 77,76" },
  { "日", "26,10 26,50 26,92|26,12 74,10 74,50 74,92|27,50 73,49|27,88 73,87" },
  { "中", "16,28 20,62|16,29 84,27 80,60|20,58 80,57|50,6 50,94" },
  { "上", "50,8 50,88|50,46 80,44|8,90 92,88" },
  { "下", "10,14 90,12|48,14 48,92|52,36 66,46 76,56" },
  { "不", "10,14 90,12|54,14 40,38 8,64|50,34 50,94|58,44 74,54 88,66" },
  { "了", "20,14 78,12 64,28 50,40|50,40 52,66 50,86 44,92 32,82" },
  { "水", "50,6 50,84 46,92 36,84|12,36 38,34 30,56 8,76|82,24 70,36 56,44|54,44 70,66 92,82" },
  { "牛", "30,14 24,30 12,46|26,30 82,28|8,56 92,54|54,6 54,94" },
  { "米", "24,16 32,26 36,34|76,12 70,24 62,34|8,46 92,44|50,6 50,94|46,48 32,66 10,84|"
          "54,48 70,66 92,82" },
  { "肉", "18,26 18,60 18,92|18,28 82,26 82,60 80,86 76,92 66,86|50,8 44,26 28,46|"
          "48,28 58,36 68,46|48,50 42,66 28,82|50,56 60,66 70,78" },
  { "好", "28,8 22,34 12,60 34,78 42,88|40,32 34,58 22,76 6,92|6,38 46,35|"
          "56,18 88,16 78,30 70,38|72,38 74,64 72,86 68,92 58,86|52,52 94,50" },
  { "吃", "8,30 10,70|8,32 32,30 30,66|10,64 30,62|56,8 50,24 40,40|52,24 92,22|"
          "48,46 82,44 64,64 50,80 52,88 64,90 90,88 92,76" },
  { "茶", "8,20 92,18|34,8 34,32|66,6 66,30|50,32 34,48 8,60|50,34 66,46 92,58|24,66 78,64|"
          "50,54 50,86 48,94 40,88|36,72 28,80 16,90|64,72 74,80 84,88" },
};

static AftHandReader *
load (void)
{
  g_autoptr (GError) error = NULL;
  AftHandReader *reader = aft_hand_reader_new (aft_hand_reader_get_default_model (), &error);

  if (reader == NULL && g_error_matches (error, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    g_test_skip ("Debian's tegaki-zinnia-simplified-chinese is not installed");
  else
    g_assert_no_error (error);
  return reader;
}

/* As fingers give it: many points, and the square laid @left, @top at @scale. */
static void
draw (AftHandDrawing *drawing, const char *strokes, double left, double top, double scale)
{
  g_auto (GStrv) lines = g_strsplit (strokes, "|", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) points = g_strsplit (lines[i], " ", -1);
      double x = 0, y = 0, next_x, next_y;

      g_assert_true (aft_hand_drawing_begin_stroke (drawing));
      for (guint j = 0; points[j] != NULL; j++)
        {
          g_assert_cmpint (sscanf (points[j], "%lf,%lf", &next_x, &next_y), ==, 2);
          for (guint step = j == 0 ? 8 : 1; step <= 8; step++)
            aft_hand_drawing_add_point (drawing, left + scale * (x + (next_x - x) * step / 8),
                                        top + scale * (y + (next_y - y) * step / 8));
          x = next_x;
          y = next_y;
        }
    }
}

static guint
find_rank (AftHandReader *reader, const AftHandDrawing *drawing, const char *character)
{
  g_auto (GStrv) guesses = aft_hand_reader_read (reader, drawing);

  g_assert_cmpuint (g_strv_length (guesses), ==, AFT_HAND_GUESSES);
  for (guint i = 0; guesses[i] != NULL; i++)
    if (strcmp (guesses[i], character) == 0)
      return i + 1;
  return 0;
}

/* The model has seen few hands: 水 and 好 it knows in another order of strokes. It must stay as
 * good as it is. */
static void
test_characters (void)
{
  g_autoptr (AftHandReader) reader = load ();
  guint n_first = 0, n_five = 0;

  for (gsize i = 0; reader != NULL && i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr (AftHandDrawing) drawing = aft_hand_drawing_new ();
      guint rank;

      draw (drawing, written[i].strokes, 0, 0, 1);
      rank = find_rank (reader, drawing, written[i].character);
      g_test_message ("%s: %u", written[i].character, rank);
      n_first += rank == 1;
      n_five += rank >= 1 && rank <= 5;
    }
  if (reader == NULL)
    return;
  g_assert_cmpuint (n_first, >=, 12);
  g_assert_cmpuint (n_five, >=, 17);
}

static void
test_place_and_size (void)
{
  g_autoptr (AftHandReader) reader = load ();
  const double scales[] = { 0.2, 1, 4, 4000 };

  for (gsize i = 0; reader != NULL && i < G_N_ELEMENTS (scales); i++)
    {
      g_autoptr (AftHandDrawing) drawing = aft_hand_drawing_new ();

      draw (drawing, "10,45 90,43|50,8 50,92", 700, -300, scales[i]);
      g_assert_cmpuint (find_rank (reader, drawing, "十"), ==, 1);
    }
}

static void
test_empty (void)
{
  g_autoptr (AftHandReader) reader = load ();
  g_autoptr (AftHandDrawing) drawing = aft_hand_drawing_new ();

  if (reader == NULL)
    return;
  g_auto (GStrv) nothing = aft_hand_reader_read (reader, drawing);
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
  g_assert_true (aft_hand_drawing_begin_stroke (drawing));
  g_auto (GStrv) pointless = aft_hand_reader_read (reader, drawing);
  g_assert_cmpuint (g_strv_length (pointless), ==, 0);
  g_assert_true (aft_hand_drawing_add_point (drawing, 5, 5));
  g_auto (GStrv) dot = aft_hand_reader_read (reader, drawing);
  g_assert_cmpuint (g_strv_length (dot), ==, AFT_HAND_GUESSES);
}

/* A stroke in which every corner is farther out than the one before: halved at its farthest corner
 * it gives a generation a corner. */
static void
scribble (AftHandDrawing *drawing, guint n_points)
{
  for (guint i = 0; i < n_points; i++)
    aft_hand_drawing_add_point (drawing, i % 2 == 0 ? i : -(double) i, i * 3.0);
}

static void
test_scribble (void)
{
  g_autoptr (AftHandReader) reader = load ();
  g_autoptr (AftHandDrawing) drawing = aft_hand_drawing_new ();

  if (reader == NULL)
    return;
  for (guint i = 0; i < 1000; i++)
    {
      aft_hand_drawing_begin_stroke (drawing);
      scribble (drawing, 1000);
    }
  g_assert_cmpuint (aft_hand_drawing_count_strokes (drawing), ==, AFT_HAND_STROKES);
  g_auto (GStrv) guesses = aft_hand_reader_read (reader, drawing);
  g_assert_cmpuint (g_strv_length (guesses), ==, AFT_HAND_GUESSES);
}

static void
test_chance (void)
{
  g_autoptr (AftHandReader) reader = load ();

  for (guint i = 0; reader != NULL && i < 50; i++)
    {
      g_autoptr (AftHandDrawing) drawing = aft_hand_drawing_new ();
      double size = pow (10, g_test_rand_double_range (-30, 30));

      for (int j = g_test_rand_int_range (1, 4); j > 0; j--)
        {
          aft_hand_drawing_begin_stroke (drawing);
          for (int k = g_test_rand_int_range (0, 300); k > 0; k--)
            aft_hand_drawing_add_point (drawing, g_test_rand_double_range (-size, size),
                                        g_test_rand_double_range (-size, size));
        }
      g_auto (GStrv) guesses = aft_hand_reader_read (reader, drawing);
      g_assert_cmpuint (g_strv_length (guesses), <=, AFT_HAND_GUESSES);
    }
}

static void
test_model (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = NULL;
  g_autoptr (AftHandReader) absent = aft_hand_reader_new ("/nowhere/at.model", &error);
  int file;

  g_assert_null (absent);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  file = g_file_open_tmp ("aftertaste-XXXXXX.model", &other, &error);
  g_assert_no_error (error);
  g_assert_true (g_close (file, &error));
  g_assert_true (g_file_set_contents (other, "this is no model, however long it is", -1, &error));
  g_autoptr (AftHandReader) odd = aft_hand_reader_new (other, &error);
  g_assert_null (odd);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
  g_assert_cmpint (g_remove (other), ==, 0);
}

static void
test_drawing_bounds (void)
{
  g_autoptr (AftHandDrawing) drawing = aft_hand_drawing_new ();
  guint n_points;

  g_assert_false (aft_hand_drawing_add_point (drawing, 1, 1));
  g_assert_false (aft_hand_drawing_undo (drawing));
  g_assert_true (aft_hand_drawing_begin_stroke (drawing));
  g_assert_false (aft_hand_drawing_add_point (drawing, NAN, 1));
  g_assert_false (aft_hand_drawing_add_point (drawing, 1, INFINITY));
  g_assert_false (aft_hand_drawing_add_point (drawing, 1e300, 1));
  for (guint i = 0; i < AFT_HAND_POINTS; i++)
    g_assert_true (aft_hand_drawing_add_point (drawing, i, i));
  g_assert_false (aft_hand_drawing_add_point (drawing, 1, 1));
  for (guint i = 1; i < AFT_HAND_STROKES; i++)
    g_assert_true (aft_hand_drawing_begin_stroke (drawing));
  g_assert_false (aft_hand_drawing_begin_stroke (drawing));
  g_assert_false (aft_hand_drawing_add_point (drawing, 1, 1));
  aft_hand_drawing_get_stroke (drawing, AFT_HAND_STROKES - 1, &n_points);
  g_assert_cmpuint (n_points, ==, 0);
}

/* What was drawn is looked for in the memory that held it. */
static void
test_drawing_wiped (void)
{
  g_autoptr (AftHandDrawing) drawing = aft_hand_drawing_new ();
  const AftHandPoint *points;
  guint n_points;

  g_assert_true (aft_hand_drawing_begin_stroke (drawing));
  g_assert_true (aft_hand_drawing_add_point (drawing, 42, 43));
  points = aft_hand_drawing_get_stroke (drawing, 0, &n_points);
  g_autoptr (AftHandDrawing) copy = aft_hand_drawing_copy (drawing);
  g_assert_true (aft_hand_drawing_undo (drawing));
  g_assert_true (points[0].x == 0 && points[0].y == 0);
  g_assert_cmpuint (aft_hand_drawing_count_strokes (drawing), ==, 0);
  points = aft_hand_drawing_get_stroke (copy, 0, &n_points);
  g_assert_cmpuint (n_points, ==, 1);
  g_assert_true (points[0].x == 42 && points[0].y == 43);
  aft_hand_drawing_clear (copy);
  g_assert_true (points[0].x == 0 && points[0].y == 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/hand/characters-are-read-as-written", test_characters);
  g_test_add_func ("/keyboard/hand/place-and-size-do-not-matter", test_place_and_size);
  g_test_add_func ("/keyboard/hand/nothing-is-read-as-nothing", test_empty);
  g_test_add_func ("/keyboard/hand/a-thousand-strokes-are-bounded", test_scribble);
  g_test_add_func ("/keyboard/hand/any-points-are-survived", test_chance);
  g_test_add_func ("/keyboard/hand/a-model-that-is-none-is-refused", test_model);
  g_test_add_func ("/keyboard/hand/drawings-have-bounds", test_drawing_bounds);
  g_test_add_func ("/keyboard/hand/what-was-drawn-is-wiped", test_drawing_wiped);
  return g_test_run ();
}
