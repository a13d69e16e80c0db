/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where blocks stand on pages of 100 points: what stays together, what breaks, and that each row
 * is placed once, in order, inside of its page. */
#include "aft-report-flow-private.h"

#define PAGE 100.0

static GArray *
new_blocks (void)
{
  return g_array_new (FALSE, TRUE, sizeof (AftFlowBlock));
}

static void
free_blocks (GArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    g_array_unref (g_array_index (blocks, AftFlowBlock, i).rows);
  g_array_unref (blocks);
}

static AftFlowBlock *
add_block (GArray *blocks, guint n_rows, double height)
{
  AftFlowBlock block = { .rows = g_array_new (FALSE, FALSE, sizeof (double)) };
  for (guint i = 0; i < n_rows; i++)
    g_array_append_val (block.rows, height);
  g_array_append_val (blocks, block);
  return &g_array_index (blocks, AftFlowBlock, blocks->len - 1);
}

/* "page:top" of each place, a head with "h". */
static char *
place (GArray *blocks)
{
  g_autoptr (GArray) places = aft_report_flow_place (blocks, PAGE);
  g_autoptr (GString) said = g_string_new (NULL);
  for (guint i = 0; i < places->len; i++)
    {
      const AftFlowPlace *at = &g_array_index (places, AftFlowPlace, i);
      g_string_append_printf (said, "%s%s%u:%g", i > 0 ? " " : "",
                              at->row == AFT_FLOW_HEAD ? "h" : "", at->page, at->top);
    }
  free_blocks (blocks);
  return g_string_free (g_steal_pointer (&said), FALSE);
}

static void
test_blocks_stand_one_under_the_other (void)
{
  GArray *blocks = new_blocks ();
  add_block (blocks, 2, 10)->before = 7; /* not at the top of a page */
  add_block (blocks, 1, 20)->before = 5;
  g_autofree char *said = place (blocks);
  g_assert_cmpstr (said, ==, "0:0 0:10 0:25");
}

static void
test_a_heading_stays_with_what_follows (void)
{
  GArray *blocks = new_blocks ();
  add_block (blocks, 1, 60);
  add_block (blocks, 1, 10)->keeps_next = TRUE;
  add_block (blocks, 1, 10)->keeps_next = TRUE;
  add_block (blocks, 1, 30);
  g_autofree char *said = place (blocks);
  g_assert_cmpstr (said, ==, "0:0 1:0 1:10 1:20");
}

static void
test_a_section_begins_a_page_but_not_an_empty_one (void)
{
  GArray *blocks = new_blocks ();
  add_block (blocks, 1, 10)->begins_page = TRUE;
  add_block (blocks, 1, 10)->begins_page = TRUE;
  g_autofree char *said = place (blocks);
  g_assert_cmpstr (said, ==, "0:0 1:0");
}

static void
test_a_head_is_on_each_page_of_its_table (void)
{
  GArray *blocks = new_blocks ();
  add_block (blocks, 6, 30)->head = 10;
  g_autofree char *said = place (blocks);
  g_assert_cmpstr (said, ==, "h0:0 0:10 0:40 0:70 h1:0 1:10 1:40 1:70");
}

static void
test_no_row_is_left_alone (void)
{
  GArray *blocks = new_blocks ();
  /* Its first row alone would still have room. */
  add_block (blocks, 1, 70);
  add_block (blocks, 5, 20);
  g_autofree char *first = place (blocks);
  g_assert_cmpstr (first, ==, "0:0 1:0 1:20 1:40 1:60 1:80");
  /* The last but one goes with the last. */
  blocks = new_blocks ();
  add_block (blocks, 6, 20);
  g_autofree char *last = place (blocks);
  g_assert_cmpstr (last, ==, "0:0 0:20 0:40 0:60 1:0 1:20");
}

static void
test_a_drawing_is_made_smaller_rather_than_moved (void)
{
  GArray *blocks = new_blocks ();
  add_block (blocks, 1, 40);
  add_block (blocks, 1, 70)->least = 60; /* fits exactly */
  add_block (blocks, 1, 40);
  add_block (blocks, 1, 70)->least = 61; /* does not, and keeps its size */
  g_autoptr (GArray) places = aft_report_flow_place (blocks, PAGE);
  static const double heights[] = { 40, 60, 40, 70 };
  static const guint pages[] = { 0, 0, 1, 2 };
  g_assert_cmpuint (places->len, ==, G_N_ELEMENTS (heights));
  for (guint i = 0; i < places->len; i++)
    {
      g_assert_cmpfloat (g_array_index (places, AftFlowPlace, i).height, ==, heights[i]);
      g_assert_cmpuint (g_array_index (places, AftFlowPlace, i).page, ==, pages[i]);
    }
  free_blocks (blocks);
}

static void
test_rows_as_high_as_a_page_have_one_each (void)
{
  GArray *blocks = new_blocks ();
  add_block (blocks, 1, 10)->keeps_next = TRUE;
  add_block (blocks, 3, PAGE);
  g_autofree char *said = place (blocks);
  g_assert_cmpstr (said, ==, "0:0 1:0 2:0 3:0");
}

static void
test_whatever_comes_is_placed_once_in_order_inside_its_page (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  for (guint round = 0; round < 300; round++)
    {
      GArray *blocks = new_blocks ();
      for (gint i = g_rand_int_range (chance, 1, 30); i > 0; i--)
        {
          AftFlowBlock *block = add_block (blocks, (guint) g_rand_int_range (chance, 1, 20),
                                           g_rand_double_range (chance, 1, 80));
          block->before = g_rand_double_range (chance, 0, 30);
          block->head = g_rand_boolean (chance) ? g_rand_double_range (chance, 1, 20) : 0;
          block->keeps_next = g_rand_int_range (chance, 0, 4) == 0;
          block->begins_page = g_rand_int_range (chance, 0, 9) == 0;
        }
      g_autoptr (GArray) places = aft_report_flow_place (blocks, PAGE);
      guint block = 0;
      gint row = -1;
      double end = 0;
      guint page = 0;
      for (guint i = 0; i < places->len; i++)
        {
          const AftFlowPlace *at = &g_array_index (places, AftFlowPlace, i);
          const AftFlowBlock *of = &g_array_index (blocks, AftFlowBlock, at->block);
          g_assert_cmpuint (at->page, >=, page);
          g_assert_cmpuint (at->page, <=, page + 1);
          end = at->page > page ? 0 : end;
          page = at->page;
          g_assert_cmpfloat (at->top, >=, end - 0.001);
          end = at->top
                + (at->row == AFT_FLOW_HEAD ? of->head : g_array_index (of->rows, double, at->row));
          g_assert_cmpfloat (end, <=, PAGE + 0.02);
          if (at->row == AFT_FLOW_HEAD)
            continue;
          row = at->block == block ? row + 1 : 0;
          block = at->block;
          g_assert_cmpint (at->row, ==, row);
        }
      g_assert_cmpuint (block + 1, ==, blocks->len);
      free_blocks (blocks);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-flow/blocks-stand-one-under-the-other",
                   test_blocks_stand_one_under_the_other);
  g_test_add_func ("/report-flow/a-heading-stays-with-what-follows",
                   test_a_heading_stays_with_what_follows);
  g_test_add_func ("/report-flow/a-section-begins-a-page-but-not-an-empty-one",
                   test_a_section_begins_a_page_but_not_an_empty_one);
  g_test_add_func ("/report-flow/a-head-is-on-each-page-of-its-table",
                   test_a_head_is_on_each_page_of_its_table);
  g_test_add_func ("/report-flow/no-row-is-left-alone", test_no_row_is_left_alone);
  g_test_add_func ("/report-flow/a-drawing-is-made-smaller-rather-than-moved",
                   test_a_drawing_is_made_smaller_rather_than_moved);
  g_test_add_func ("/report-flow/rows-as-high-as-a-page-have-one-each",
                   test_rows_as_high_as_a_page_have_one_each);
  g_test_add_func ("/report-flow/whatever-comes-is-placed-once-in-order-inside-its-page",
                   test_whatever_comes_is_placed_once_in_order_inside_its_page);
  return g_test_run ();
}
