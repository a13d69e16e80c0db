/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every expression vector: what survey-core 2.5.38 answers, one JSON object a line (see
 * tests/data/survey-vectors/README.md; traps.jsonl and odd-1.jsonl are written by make-traps.mjs).
 * Numbers compare to 1e-9, all else exactly, as in compare.py. Files named on the command line are
 * run instead of the stored ones. */
#include "aft-expression.h"
#include "aft-json.h"

#include <math.h>
#include <string.h>

#define MINUTE_MS     G_GINT64_CONSTANT (60000)
#define NOW_LOCAL_MS  G_GINT64_CONSTANT (1773516600000) /* 2026-03-14T19:30:00 */
#define UTC_OFFSET_MS (8 * 60 * MINUTE_MS)              /* Asia/Shanghai */
#define MOST_SHOWN    40

static gboolean is_alike (const AftValue *expected, const AftValue *found);

static gboolean
is_close (double expected, double found)
{
  double scale = fmax (1, fmax (fabs (expected), fabs (found)));

  return fabs (expected - found) <= 1e-9 * scale;
}

/* What JSON lacks: {"$":"nan"}, {"$":"inf"}, {"$":"-inf"}, {"$":"date","v":TEXT or null}. */
static gboolean
is_alike_special (const char *kind, const AftValue *expected, const AftValue *found)
{
  double number = aft_value_get_number (found);

  if (strcmp (kind, "date") == 0)
    {
      g_autofree char *expected_line = aft_json_to_line (expected);
      g_autofree char *found_line = aft_json_to_line (found);
      return g_str_equal (expected_line, found_line);
    }
  if (aft_value_get_type (found) != AFT_VALUE_NUMBER)
    return FALSE;
  if (strcmp (kind, "nan") == 0)
    return isnan (number);
  return isinf (number) && (number < 0) == (kind[0] == '-');
}

static gboolean
are_lists_alike (const AftValue *expected, const AftValue *found)
{
  if (aft_value_get_length (expected) != aft_value_get_length (found))
    return FALSE;
  for (gsize i = 0; i < aft_value_get_length (expected); i++)
    if (!is_alike (aft_value_get_item (expected, i), aft_value_get_item (found, i)))
      return FALSE;
  return TRUE;
}

static gboolean
are_objects_alike (const AftValue *expected, const AftValue *found)
{
  if (aft_value_get_length (expected) != aft_value_get_length (found))
    return FALSE;
  for (gsize i = 0; i < aft_value_get_length (expected); i++)
    {
      const char *name = aft_value_get_member_name (expected, i);
      const AftValue *member = aft_value_get_member (found, name);
      if (member == NULL || !is_alike (aft_value_get_member_at (expected, i), member))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_alike (const AftValue *expected, const AftValue *found)
{
  const char *kind = aft_value_get_member_string (expected, "$", NULL);

  if (kind != NULL)
    return is_alike_special (kind, expected, found);
  if (aft_value_get_type (expected) != aft_value_get_type (found))
    return FALSE;
  switch ((int) aft_value_get_type (expected))
    {
    case AFT_VALUE_NUMBER:
      return is_close (aft_value_get_number (expected), aft_value_get_number (found));
    case AFT_VALUE_ARRAY:
      return are_lists_alike (expected, found);
    case AFT_VALUE_OBJECT:
      return are_objects_alike (expected, found);
    default:
      return aft_value_equal (expected, found);
    }
}

/* NULL when all is as expected, else what was found; newly allocated. */
static char *
run_vector (const AftValue *vector)
{
  const char *text = aft_value_get_member_string (vector, "expr", NULL);
  AftExpressionContext context = { .values = aft_value_get_member (vector, "values"),
                                   .now_local_ms = NOW_LOCAL_MS,
                                   .utc_offset_ms = UTC_OFFSET_MS };
  g_autoptr (AftExpression) expression = aft_expression_new (text, NULL);
  g_autoptr (AftValue) value
      = expression != NULL ? aft_expression_evaluate (expression, &context) : aft_value_new_null ();
  gboolean is_condition = aft_expression_is_loosely_true (value);

  if (aft_value_get_member_boolean (vector, "ok", FALSE) == (expression != NULL)
      && aft_value_get_member_boolean (vector, "cond", FALSE) == is_condition
      && is_alike (aft_value_get_member (vector, "value"), value))
    return NULL;

  g_autofree char *line = aft_json_to_line (value);
  return g_strdup_printf ("ok %d, value %s, cond %d", expression != NULL, line, is_condition);
}

static void
run_file (gconstpointer data)
{
  const char *path = data;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint passed = 0;
  guint failed = 0;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '\0')
        continue;
      g_autoptr (AftValue) vector
          = aft_json_parse (lines[i], strlen (lines[i]), &aft_json_limits_survey, &error);
      g_assert_no_error (error);
      g_autofree char *found = run_vector (vector);
      if (found != NULL && failed < MOST_SHOWN)
        g_test_message ("%s\n  found: %s", lines[i], found);
      failed += found != NULL;
      passed += found == NULL;
    }
  g_test_message ("%s: %u passed, %u failed", path, passed, failed);
  g_assert_cmpuint (failed, ==, 0);
  g_assert_cmpuint (passed, >, 0);
}

static void
add_file (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf ("/survey/expression/vectors/%s", base);

  g_test_add_data_func_full (name, g_strdup (path), run_file, g_free);
}

static void
add_stored_file (const char *name)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "survey-vectors", "expr", name, NULL);

  add_file (path);
}

static void
add_own_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "survey", "expression", name, NULL);

  add_file (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    add_file (argv[i]);
  if (argc < 2)
    {
      add_stored_file ("hand.jsonl");
      add_stored_file ("random-1.jsonl");
      add_own_file ("traps.jsonl");
      add_own_file ("odd-1.jsonl");
    }
  return g_test_run ();
}
