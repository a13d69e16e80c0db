/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for values: they keep what was put in, in its order, forgive a reader's wrong
 * question, and can be shared between threads. */
#include <math.h>
#include <string.h>

#include "aft-value.h"

static AftValue *
make_object (guint count)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = g_strdup_printf ("member-%u", i);

      aft_value_builder_set_number (builder, name, i);
    }
  return aft_value_builder_end (builder);
}

static void
test_each_type_keeps_its_content (void)
{
  g_autoptr (AftValue) null = aft_value_new_null ();
  g_autoptr (AftValue) boolean = aft_value_new_boolean (42);
  g_autoptr (AftValue) number = aft_value_new_number (-1.5);
  g_autoptr (AftValue) string = aft_value_new_string ("回味");
  g_autoptr (AftValue) piece = aft_value_new_string_len ("abcdef", 3);
  g_autoptr (AftValue) taken = aft_value_new_take_string (g_strdup ("taken"));
  g_autoptr (AftValue) date = aft_value_new_date (-86400000);

  g_assert_true (aft_value_is_null (null));
  g_assert_true (aft_value_get_boolean (boolean));
  g_assert_cmpfloat (aft_value_get_number (number), ==, -1.5);
  g_assert_cmpstr (aft_value_get_string (string), ==, "回味");
  g_assert_cmpstr (aft_value_get_string (piece), ==, "abc");
  g_assert_cmpstr (aft_value_get_string (taken), ==, "taken");
  g_assert_cmpint (aft_value_get_date_ms (date), ==, -86400000);
  g_assert_cmpint (aft_value_get_type (date), ==, AFT_VALUE_DATE);
}

static void
test_a_text_is_always_valid_utf8 (void)
{
  g_autoptr (AftValue) cut = aft_value_new_string ("caf\xc3");
  g_autoptr (AftValue) nul = aft_value_new_string_len ("a\0b", 3);
  g_autoptr (AftValue) taken = aft_value_new_take_string (g_strdup ("\xed\xa0\x80!"));

  g_assert_cmpstr (aft_value_get_string (cut), ==, "caf\xef\xbf\xbd");
  g_assert_cmpstr (aft_value_get_string (nul), ==,
                   "a\xef\xbf\xbd"
                   "b");
  g_assert_true (g_utf8_validate (aft_value_get_string (taken), -1, NULL));
  g_assert_true (g_str_has_suffix (aft_value_get_string (taken), "!"));
}

static void
test_a_wrong_question_gets_an_empty_answer (void)
{
  g_autoptr (AftValue) number = aft_value_new_number (1);
  const AftValue *asked[] = { NULL, number };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_assert_false (aft_value_get_boolean (asked[i]));
      g_assert_null (aft_value_get_string (asked[i]));
      g_assert_cmpint (aft_value_get_date_ms (asked[i]), ==, 0);
      g_assert_cmpuint (aft_value_get_length (asked[i]), ==, 0);
      g_assert_null (aft_value_get_item (asked[i], 0));
      g_assert_null (aft_value_get_member_name (asked[i], 0));
      g_assert_null (aft_value_get_member_at (asked[i], 0));
      g_assert_null (aft_value_get_member (asked[i], "x"));
    }
  g_assert_true (aft_value_is_null (NULL));
  g_assert_cmpfloat (aft_value_get_number (NULL), ==, 0);
  aft_value_unref (NULL);
}

static void
test_arrays_keep_their_order (void)
{
  AftValueBuilder *builder = aft_value_builder_new_array ();
  g_autoptr (AftValue) shared = aft_value_new_string ("shared");
  g_autoptr (AftValue) array = NULL;

  aft_value_builder_add (builder, shared);
  aft_value_builder_add (builder, NULL);
  aft_value_builder_take (builder, aft_value_new_number (3));
  array = aft_value_builder_end (builder);
  g_assert_cmpuint (aft_value_get_length (array), ==, 3);
  g_assert_true (aft_value_get_item (array, 0) == shared);
  g_assert_true (aft_value_is_null (aft_value_get_item (array, 1)));
  g_assert_nonnull (aft_value_get_item (array, 1));
  g_assert_cmpfloat (aft_value_get_number (aft_value_get_item (array, 2)), ==, 3);
  g_assert_null (aft_value_get_item (array, 3));
  g_assert_null (aft_value_get_member (array, "0"));
}

static void
test_objects_keep_their_order_at_any_size (void)
{
  static const guint sizes[] = { 0, 1, 11, 12, 13, 500 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (AftValue) object = make_object (sizes[s]);

      g_assert_cmpuint (aft_value_get_length (object), ==, sizes[s]);
      for (guint i = 0; i < sizes[s]; i++)
        {
          g_autofree char *name = g_strdup_printf ("member-%u", i);

          g_assert_cmpstr (aft_value_get_member_name (object, i), ==, name);
          g_assert_cmpfloat (aft_value_get_member_number (object, name, -1), ==, i);
          g_assert_true (aft_value_get_member_at (object, i)
                         == aft_value_get_member (object, name));
        }
      g_assert_null (aft_value_get_member (object, "Member-0"));
      g_assert_null (aft_value_get_member_name (object, sizes[s]));
    }
}

static void
test_setting_again_replaces_in_place (void)
{
  static const guint sizes[] = { 3, 40 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (AftValue) object = make_object (sizes[s]);
      AftValueBuilder *builder = aft_value_builder_new_from (object);
      g_autoptr (AftValue) changed = NULL;

      aft_value_builder_set_string (builder, "member-1", "new");
      aft_value_builder_set_boolean (builder, "last", TRUE);
      changed = aft_value_builder_end (builder);
      g_assert_cmpuint (aft_value_get_length (changed), ==, sizes[s] + 1);
      g_assert_cmpstr (aft_value_get_string (aft_value_get_member_at (changed, 1)), ==, "new");
      g_assert_cmpstr (aft_value_get_member_name (changed, sizes[s]), ==, "last");
      g_assert_cmpfloat (aft_value_get_member_number (object, "member-1", -1), ==, 1);
    }
}

static void
test_a_removed_member_is_gone_and_the_rest_found (void)
{
  static const guint sizes[] = { 3, 40 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (AftValue) object = make_object (sizes[s]);
      AftValueBuilder *builder = aft_value_builder_new_from (object);
      g_autoptr (AftValue) rest = NULL;

      g_assert_true (aft_value_builder_remove (builder, "member-1"));
      g_assert_false (aft_value_builder_remove (builder, "member-1"));
      rest = aft_value_builder_end (builder);
      g_assert_cmpuint (aft_value_get_length (rest), ==, sizes[s] - 1);
      g_assert_null (aft_value_get_member (rest, "member-1"));
      g_assert_cmpfloat (aft_value_get_member_number (rest, "member-0", -1), ==, 0);
      g_assert_cmpfloat (aft_value_get_member_number (rest, "member-2", -1), ==, 2);
      g_assert_cmpstr (aft_value_get_member_name (rest, 1), ==, "member-2");
    }
}

static void
test_shorthands_fall_back_on_the_wrong_type (void)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autoptr (AftValue) object = NULL;

  aft_value_builder_set_string (builder, "text", "t");
  aft_value_builder_set_number (builder, "number", 7);
  aft_value_builder_set_boolean (builder, "boolean", FALSE);
  aft_value_builder_set (builder, "null", NULL);
  aft_value_builder_set_string (builder, "missing-text", NULL);
  object = aft_value_builder_end (builder);
  g_assert_cmpstr (aft_value_get_member_string (object, "text", "f"), ==, "t");
  g_assert_cmpstr (aft_value_get_member_string (object, "number", "f"), ==, "f");
  g_assert_cmpstr (aft_value_get_member_string (object, "missing-text", "f"), ==, "f");
  g_assert_cmpfloat (aft_value_get_member_number (object, "number", 1), ==, 7);
  g_assert_cmpfloat (aft_value_get_member_number (object, "text", 1), ==, 1);
  g_assert_false (aft_value_get_member_boolean (object, "boolean", TRUE));
  g_assert_true (aft_value_get_member_boolean (object, "null", TRUE));
  g_assert_true (aft_value_get_member_boolean (NULL, "x", TRUE));
}

static AftValue *
make_pair (const char *first, AftValue *first_value, const char *second, AftValue *second_value)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();

  aft_value_builder_set_take (builder, first, first_value);
  aft_value_builder_set_take (builder, second, second_value);
  return aft_value_builder_end (builder);
}

static void
test_equality_is_by_content (void)
{
  g_autoptr (AftValue) a
      = make_pair ("x", aft_value_new_number (NAN), "y", aft_value_new_boolean (TRUE));
  g_autoptr (AftValue) b
      = make_pair ("y", aft_value_new_boolean (TRUE), "x", aft_value_new_number (NAN));
  g_autoptr (AftValue) c
      = make_pair ("y", aft_value_new_boolean (TRUE), "z", aft_value_new_number (NAN));
  g_autoptr (AftValue) day = aft_value_new_date (0);
  g_autoptr (AftValue) same_day = aft_value_new_date (0);
  g_autoptr (AftValue) later = aft_value_new_date (1);
  g_autoptr (AftValue) null = aft_value_new_null ();
  g_autoptr (AftValue) zero = aft_value_new_number (0);

  g_assert_true (aft_value_equal (a, b));
  g_assert_false (aft_value_equal (a, c));
  g_assert_true (aft_value_equal (day, same_day));
  g_assert_false (aft_value_equal (day, later));
  g_assert_false (aft_value_equal (day, zero));
  g_assert_true (aft_value_equal (null, NULL));
  g_assert_false (aft_value_equal (null, zero));
}

static void
test_arrays_are_equal_in_order_only (void)
{
  g_autoptr (AftValue) one = aft_value_new_string ("1");
  g_autoptr (AftValue) two = aft_value_new_string ("2");
  AftValue *contents[][2] = { { one, two }, { two, one }, { one, two } };
  AftValue *arrays[3];

  for (guint i = 0; i < 3; i++)
    {
      AftValueBuilder *builder = aft_value_builder_new_array ();

      aft_value_builder_add (builder, contents[i][0]);
      aft_value_builder_add (builder, contents[i][1]);
      arrays[i] = aft_value_builder_end (builder);
    }
  g_assert_true (aft_value_equal (arrays[0], arrays[2]));
  g_assert_false (aft_value_equal (arrays[0], arrays[1]));
  for (guint i = 0; i < 3; i++)
    aft_value_unref (arrays[i]);
}

static gpointer
hold_and_release (gpointer data)
{
  for (guint i = 0; i < 20000; i++)
    aft_value_unref (aft_value_ref (data));
  aft_value_unref (data);
  return NULL;
}

static void
test_threads_may_share_a_value (void)
{
  AftValue *value = aft_value_new_string ("shared");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("holder", hold_and_release, aft_value_ref (value));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpstr (aft_value_get_string (value), ==, "shared");
  aft_value_unref (value);
}

static void
test_an_unfinished_builder_frees_what_it_took (void)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();

  aft_value_builder_set_string (builder, "a", "b");
  aft_value_builder_free (builder);
  aft_value_builder_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/value/each-type-keeps-its-content", test_each_type_keeps_its_content);
  g_test_add_func ("/base/value/a-text-is-always-valid-utf8", test_a_text_is_always_valid_utf8);
  g_test_add_func ("/base/value/a-wrong-question-gets-an-empty-answer",
                   test_a_wrong_question_gets_an_empty_answer);
  g_test_add_func ("/base/value/arrays-keep-their-order", test_arrays_keep_their_order);
  g_test_add_func ("/base/value/objects-keep-their-order-at-any-size",
                   test_objects_keep_their_order_at_any_size);
  g_test_add_func ("/base/value/setting-again-replaces-in-place",
                   test_setting_again_replaces_in_place);
  g_test_add_func ("/base/value/a-removed-member-is-gone-and-the-rest-found",
                   test_a_removed_member_is_gone_and_the_rest_found);
  g_test_add_func ("/base/value/shorthands-fall-back-on-the-wrong-type",
                   test_shorthands_fall_back_on_the_wrong_type);
  g_test_add_func ("/base/value/equality-is-by-content", test_equality_is_by_content);
  g_test_add_func ("/base/value/arrays-are-equal-in-order-only",
                   test_arrays_are_equal_in_order_only);
  g_test_add_func ("/base/value/threads-may-share-a-value", test_threads_may_share_a_value);
  g_test_add_func ("/base/value/an-unfinished-builder-frees-what-it-took",
                   test_an_unfinished_builder_frees_what_it_took);
  return g_test_run ();
}
