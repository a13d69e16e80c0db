/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the style sheet's sizes let what stands on the keyboard fit: on every screen, in every
 * language and size of text. Nothing is shown: widgets are measured and given their places only. */
#include "aft-key-pad.h"
#include "aft-key.h"
#include "viewer-look.h"

/* As aft-keyboard.c and aft-keyboard.ui divide the screen. */
#define WIDEST           1440
#define COLUMNS          12
#define SYLLABLE_COLUMNS 2
#define HAND_COLUMNS     7

typedef struct
{
  int width;
  int height;
  const char *language;
  const char *text;
  const char *enter; /* the longest that Enter says in that language */
} Screen;

static GtkWidget *
make_window (void)
{
  char locale[] = "en", style[] = "day", size[] = "1080x1920";
  ViewerLook look = { .locale = locale, .style = style, .size = size, .text = 1 };
  return viewer_look_make_window (&look);
}

/* Borders are widest in high contrast. */
static void
set_screen (GtkWidget *window, const Screen *screen)
{
  gboolean is_small = MIN (screen->width, screen->height) < 1000;
  const char *classes[] = { "aft-kiosk",
                            "contrast",
                            screen->language,
                            screen->text,
                            screen->width > screen->height ? "landscape" : "portrait",
                            is_small ? "small" : NULL,
                            NULL };
  gtk_widget_set_css_classes (window, classes);
}

typedef void (*Visit) (GtkWidget *window, const Screen *screen);

static void
visit_screens (Visit visit)
{
  const int sizes[][2] = { { 768, 1024 }, { 1080, 1920 }, { 1280, 800 }, { 1920, 1080 } };
  const char *languages[][2] = { { "zh-CN", "确认" }, { "zh-TW", "確認" }, { "en", "Confirm" } };
  const char *texts[] = { "text-1", "text-2", "text-3" };
  GtkWidget *window = make_window ();
  for (gsize size = 0; size < G_N_ELEMENTS (sizes); size++)
    for (gsize each = 0; each < G_N_ELEMENTS (languages) * G_N_ELEMENTS (texts); each++)
      {
        const char **language = languages[each / G_N_ELEMENTS (texts)];
        Screen screen = { .width = sizes[size][0],
                          .height = sizes[size][1],
                          .language = language[0],
                          .text = texts[each % G_N_ELEMENTS (texts)],
                          .enter = language[1] };
        set_screen (window, &screen);
        visit (window, &screen);
      }
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
measure (GtkWidget *widget, GtkOrientation orientation)
{
  int natural = 0;
  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* -- keys -------------------------------------------------------------------------------------- */

static void
assert_whole (GtkWidget *widget, const Screen *screen, AftLayout layout)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_child_visible (widget)
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    g_error ("layout %u, %dx%d, %s, %s: '%s' does not fit", layout, screen->width, screen->height,
             screen->language, screen->text, gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_whole (child, screen, layout);
}

static int
count_columns (AftLayout layout)
{
  if (layout == AFT_LAYOUT_NINE_KEY)
    return COLUMNS - SYLLABLE_COLUMNS;
  return layout == AFT_LAYOUT_HAND ? COLUMNS - HAND_COLUMNS : COLUMNS;
}

static void
judge_layout (GtkWidget *window, const Screen *screen, AftLayout layout)
{
  GtkWidget *pad = aft_key_pad_new ();
  gboolean may_be_open = aft_key_layout_get (layout)->has_candidates;
  AftKeyPadState state = { .layout = layout,
                           .shift = AFT_SHIFT_LOCKED,
                           .enter = may_be_open ? screen->enter : NULL };
  int width = MIN (screen->width, WIDEST) * count_columns (layout) / COLUMNS;
  gtk_window_set_child (GTK_WINDOW (window), pad);
  aft_key_pad_set_state (AFT_KEY_PAD (pad), &state);
  gtk_widget_allocate (pad, width, measure (pad, GTK_ORIENTATION_VERTICAL), -1, NULL);
  assert_whole (pad, screen, layout);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
}

static void
judge_layouts (GtkWidget *window, const Screen *screen)
{
  for (guint layout = 0; layout < AFT_LAYOUTS; layout++)
    judge_layout (window, screen, (AftLayout) layout);
}

static void
test_what_stands_on_keys_is_whole (void)
{
  visit_screens (judge_layouts);
}

/* -- what stands above and beside them --------------------------------------------------------- */

static int
measure_button (GtkWidget *window, const char *css_class, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (box, css_class);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label (text));
  gtk_window_set_child (GTK_WINDOW (window), box);
  int width = measure (box, GTK_ORIENTATION_HORIZONTAL);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  return width;
}

static void
judge_syllable (GtkWidget *window, const Screen *screen)
{
  int room = MIN (screen->width, WIDEST) * SYLLABLE_COLUMNS / COLUMNS;
  g_assert_cmpint (measure_button (window, "syllables", "zhuang"), <=, room);
}

/* Else the page would grow wider than the screen. */
static void
test_the_longest_syllable_fits_its_column (void)
{
  visit_screens (judge_syllable);
}

static void
judge_candidate (GtkWidget *window, const Screen *screen)
{
  const char *text = "服务员态度很好但是上菜太慢了";
  g_assert_cmpint (measure_button (window, "candidate-grid", text), <=,
                   measure_button (window, "candidates", text) - 2 * 8);
}

/* Cells of the grid are counted by what a candidate needs in the row, where the row itself has
 * eight pixels at its ends. */
static void
test_a_candidate_needs_no_more_in_the_grid_than_in_the_row (void)
{
  visit_screens (judge_candidate);
}

#define ADD(name, function) g_test_add_func ("/keyboard/fit/" name, function)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("what-stands-on-keys-is-whole", test_what_stands_on_keys_is_whole);
  ADD ("the-longest-syllable-fits-its-column", test_the_longest_syllable_fits_its_column);
  ADD ("a-candidate-needs-no-more-in-the-grid-than-in-the-row",
       test_a_candidate_needs_no_more_in_the_grid_than_in_the_row);
  return g_test_run ();
}
