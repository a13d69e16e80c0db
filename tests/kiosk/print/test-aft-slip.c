/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a slip says and where it stands on the paper. That it can be scanned from what a printer was
 * sent is shown by test-slip-paper.py. */
#include <math.h>
#include <string.h>

#include "aft-qr.h"
#include "aft-slip-private.h"

#define VISIT_MS    1795347720000 /* 2026-11-22 19:42 in Shanghai */
#define MM_PER_INCH 25.4
#define ADDRESS     "https://feedback.example/f/AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE"

static AftSlipContent
make_content (GTimeZone *zone)
{
  return (AftSlipContent){
    .language = AFT_LANGUAGE_ZH_CN,
    .house_name = "回味楼",
    .time_ms = VISIT_MS,
    .zone = zone,
    .table = "8",
    .case_number = "A-0042",
    .follow_up = ADDRESS,
    .telephone = "020 8123 4567",
    .next = "值班经理今天就会看这件事。",
  };
}

/* A slip as it lies on the paper. */
typedef struct
{
  AftSlipPlace places[AFT_SLIP_PARTS];
  guint module;
  AftRaster *raster;
} Drawn;

static void
clear_drawn (Drawn *drawn)
{
  aft_raster_unref (drawn->raster);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawn, clear_drawn)

static Drawn
draw (const AftSlipContent *content, AftSlipPaper paper)
{
  g_autoptr (AftSlip) slip = aft_slip_new (content);
  g_autoptr (GError) error = NULL;
  Drawn drawn;
  drawn.raster = aft_slip_draw_parts (slip, paper, drawn.places, &drawn.module, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aft_raster_get_width (drawn.raster), ==, paper.width_dots);
  return drawn;
}

static guint
count_ink (const AftRaster *raster, const AftSlipPlace *place)
{
  guint count = 0;
  for (guint y = place->y; y < place->y + place->height; y++)
    for (guint x = place->x; x < place->x + place->width; x++)
      count += aft_raster_is_black (raster, x, y) ? 1 : 0;
  return count;
}

static gboolean
is_same (const AftRaster *one, const AftRaster *other)
{
  guint stride = aft_raster_get_stride (one);
  if (aft_raster_get_height (one) != aft_raster_get_height (other)
      || stride != aft_raster_get_stride (other))
    return FALSE;
  for (guint y = 0; y < aft_raster_get_height (one); y++)
    if (memcmp (aft_raster_get_row (one, y), aft_raster_get_row (other, y), stride) != 0)
      return FALSE;
  return TRUE;
}

/* -- texts ----------------------------------------------------------------------------------- */

static void
test_it_says_when_and_at_which_table (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSlipContent content = make_content (zone);
  g_autoptr (AftSlip) slip = aft_slip_new (&content);
  content.table = " \t";
  g_autoptr (AftSlip) other = aft_slip_new (&content);

  g_assert_cmpstr (aft_slip_get_text (slip, AFT_SLIP_VISIT), ==, "2026-11-22 19:42 · Table 8");
  g_assert_cmpstr (aft_slip_get_text (other, AFT_SLIP_VISIT), ==, "2026-11-22 19:42");
}

static void
test_what_there_is_not_is_left_out (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  const AftSlipContent content = { .language = AFT_LANGUAGE_EN, .zone = zone };
  g_auto (Drawn) drawn = draw (&content, aft_slip_paper (58, AFT_SLIP_DOTS_PER_INCH));

  for (AftSlipPart part = 0; part < AFT_SLIP_PARTS; part++)
    g_assert_true ((drawn.places[part].width > 0)
                   == (part == AFT_SLIP_MARK || part == AFT_SLIP_VISIT));
  g_assert_cmpuint (drawn.module, ==, 0);
}

static void
test_control_characters_and_broken_letters_print_nothing (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSlipContent content = make_content (zone);
  content.house_name = "\x1b@回\n味\x07楼\xe2\x80\xa8\xff";
  g_autoptr (AftSlip) slip = aft_slip_new (&content);

  g_assert_cmpstr (aft_slip_get_text (slip, AFT_SLIP_HOUSE), ==, "@回 味 楼 \uFFFD");
}

static void
test_no_text_prints_for_ever (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autofree char *endless = g_strnfill (100000, 'W');
  AftSlipContent content = make_content (zone);
  content.house_name = content.table = content.case_number = endless;
  content.telephone = content.next = content.follow_up = endless;
  g_auto (Drawn) drawn = draw (&content, aft_slip_paper (58, AFT_SLIP_DOTS_PER_INCH));

  g_assert_cmpuint (aft_raster_get_height (drawn.raster), <, 4000);
  g_assert_cmpuint (drawn.places[AFT_SLIP_ADDRESS].width, ==, 0);
}

static void
test_the_sample_is_nobodys (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  const AftSlipContent content = make_content (zone);
  g_autoptr (AftSlip) sample = aft_slip_new_sample (&content, "B", "https://feedback.example/");
  g_autoptr (AftSlip) plain = aft_slip_new_sample (&content, "B", "");
  const char *address = aft_slip_get_text (sample, AFT_SLIP_CODE);

  g_assert_cmpstr (aft_slip_get_text (sample, AFT_SLIP_NUMBER), ==, "B-0000");
  g_assert_true (g_str_has_prefix (address, "https://feedback.example/f/"));
  g_assert_cmpuint (strlen (address), ==, strlen ("https://feedback.example/f/") + 55);
  g_assert_cmpstr (aft_slip_get_text (sample, AFT_SLIP_HOUSE), ==, "回味楼");
  g_assert_cmpstr (aft_slip_get_text (plain, AFT_SLIP_CODE), ==, "");
}

/* -- places ---------------------------------------------------------------------------------- */

static void
test_the_parts_follow_one_another (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  const guint papers_mm[] = { 58, 80 };
  const AftSlipContent content = make_content (zone);

  for (gsize i = 0; i < G_N_ELEMENTS (papers_mm); i++)
    {
      AftSlipPaper paper = aft_slip_paper (papers_mm[i], AFT_SLIP_DOTS_PER_INCH);
      g_auto (Drawn) drawn = draw (&content, paper);
      guint below = 0;
      for (AftSlipPart part = 0; part < AFT_SLIP_PARTS; part++)
        {
          const AftSlipPlace *place = &drawn.places[part];
          g_assert_cmpuint (place->y, >=, below);
          g_assert_cmpuint (place->x + place->width, <=, paper.width_dots);
          g_assert_cmpuint (count_ink (drawn.raster, place), >, 0);
          below = place->y + place->height;
        }
      g_assert_cmpuint (below, <, aft_raster_get_height (drawn.raster));
    }
}

static void
test_a_long_name_takes_more_lines_and_nothing_else (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSlipPaper paper = aft_slip_paper (58, AFT_SLIP_DOTS_PER_INCH);
  AftSlipContent content = make_content (zone);
  g_auto (Drawn) one = draw (&content, paper);
  content.house_name = "回味楼臺北信義區松壽路第一百貨公司美食街旗艦店";
  g_auto (Drawn) more = draw (&content, paper);
  guint grown = more.places[AFT_SLIP_HOUSE].height - one.places[AFT_SLIP_HOUSE].height;

  g_assert_cmpuint (grown, >=, one.places[AFT_SLIP_HOUSE].height);
  g_assert_cmpuint (more.places[AFT_SLIP_HOUSE].width, <=, paper.width_dots);
  for (AftSlipPart part = AFT_SLIP_VISIT; part < AFT_SLIP_PARTS; part++)
    {
      g_assert_cmpuint (more.places[part].y, ==, one.places[part].y + grown);
      g_assert_cmpuint (count_ink (more.raster, &more.places[part]), ==,
                        count_ink (one.raster, &one.places[part]));
    }
}

static void
test_a_long_number_stays_on_its_line (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSlipPaper paper = aft_slip_paper (58, AFT_SLIP_DOTS_PER_INCH);
  AftSlipContent content = make_content (zone);
  g_auto (Drawn) usual = draw (&content, paper);
  content.case_number = "A-0042000000";
  g_auto (Drawn) lengthy = draw (&content, paper);

  g_assert_cmpuint (lengthy.places[AFT_SLIP_NUMBER].height, <,
                    usual.places[AFT_SLIP_NUMBER].height);
  g_assert_cmpuint (lengthy.places[AFT_SLIP_NUMBER].width, <=, paper.width_dots);
}

/* -- the code -------------------------------------------------------------------------------- */

/* Is each module of the code, and of the zone around it, of one colour? */
static void
assert_has_whole_modules (const Drawn *drawn)
{
  const AftSlipPlace *code = &drawn->places[AFT_SLIP_CODE];
  guint modules = code->width / drawn->module;

  g_assert_cmpuint (code->width, ==, modules * drawn->module);
  g_assert_cmpuint (code->height, ==, code->width);
  for (guint y = 0; y < modules; y++)
    for (guint x = 0; x < modules; x++)
      {
        const AftSlipPlace module = { code->x + x * drawn->module, code->y + y * drawn->module,
                                      drawn->module, drawn->module };
        guint ink = count_ink (drawn->raster, &module);
        gboolean is_quiet
            = MIN (x, y) < AFT_QR_QUIET_MODULES || MAX (x, y) >= modules - AFT_QR_QUIET_MODULES;
        g_assert_true (ink == 0 || (!is_quiet && ink == drawn->module * drawn->module));
      }
}

static void
test_the_code_is_large_enough_at_every_resolution (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  const guint papers_mm[] = { 58, 80 };
  const guint resolutions[] = { 150, 180, 203, 300, 360, 600 };
  const AftSlipContent content = make_content (zone);

  for (gsize i = 0; i < G_N_ELEMENTS (papers_mm) * G_N_ELEMENTS (resolutions); i++)
    {
      guint resolution = resolutions[i / G_N_ELEMENTS (papers_mm)];
      AftSlipPaper paper = aft_slip_paper (papers_mm[i % G_N_ELEMENTS (papers_mm)], resolution);
      g_auto (Drawn) drawn = draw (&content, paper);
      guint symbol = drawn.places[AFT_SLIP_CODE].width - 2 * AFT_QR_QUIET_MODULES * drawn.module;
      g_assert_cmpfloat (symbol * MM_PER_INCH / resolution, >=, 24);
      g_assert_cmpfloat (drawn.module * MM_PER_INCH / resolution, >=, 0.5);
      assert_has_whole_modules (&drawn);
    }
}

static void
test_the_longest_host_has_a_code_on_narrow_paper (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSlipContent content = make_content (zone);
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *token = g_strnfill (55, 'Q');
  g_autofree char *address
      = g_strdup_printf ("https://%s.%s.%s.%.61s/f/%s", label, label, label, label, token);
  content.follow_up = address;
  g_auto (Drawn) drawn = draw (&content, aft_slip_paper (58, AFT_SLIP_DOTS_PER_INCH));

  g_assert_cmpuint (drawn.module, >=, 4);
  g_assert_cmpuint (drawn.places[AFT_SLIP_CODE].width - 8 * drawn.module, >=, 192);
  assert_has_whole_modules (&drawn);
}

static void
test_an_address_that_no_telephone_could_read_is_printed_without_a_code (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSlipContent content = make_content (zone);
  g_autofree char *path = g_strnfill (700, 'p');
  g_autofree char *address = g_strconcat ("https://feedback.example/", path, NULL);
  content.follow_up = address;
  g_auto (Drawn) drawn = draw (&content, aft_slip_paper (58, AFT_SLIP_DOTS_PER_INCH));

  g_assert_cmpuint (drawn.module, ==, 0);
  g_assert_cmpuint (drawn.places[AFT_SLIP_CODE].width, ==, 0);
  g_assert_cmpuint (drawn.places[AFT_SLIP_CODE_TITLE].width, ==, 0);
  g_assert_cmpuint (count_ink (drawn.raster, &drawn.places[AFT_SLIP_ADDRESS]), >, 0);
}

/* -- letters --------------------------------------------------------------------------------- */

static void
test_each_language_has_its_own_letters (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSlipPaper paper = aft_slip_paper (80, AFT_SLIP_DOTS_PER_INCH);
  AftSlipContent content = make_content (zone);
  content.house_name = "骨遊令"; /* one code point each, two shapes */
  g_auto (Drawn) simplified = draw (&content, paper);
  content.language = AFT_LANGUAGE_ZH_TW;
  g_auto (Drawn) traditional = draw (&content, paper);

  g_assert_false (is_same (simplified.raster, traditional.raster));
}

static gpointer
draw_on_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;
  AftRaster *raster = aft_slip_draw (data, aft_slip_paper (58, AFT_SLIP_DOTS_PER_INCH), &error);
  g_assert_no_error (error);
  return raster;
}

static void
test_every_thread_draws_the_same (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  const AftSlipContent content = make_content (zone);
  g_autoptr (AftSlip) slip = aft_slip_new (&content);
  GThread *threads[4];
  g_autoptr (AftRaster) here = draw_on_thread (slip);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draw", draw_on_thread, slip);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (AftRaster) there = g_thread_join (threads[i]);
      g_assert_true (is_same (here, there));
    }
}

static void
test_paper_is_as_wide_as_it_prints (void)
{
  g_assert_cmpuint (aft_slip_paper (58, 203).width_dots, ==, 384);
  g_assert_cmpuint (aft_slip_paper (80, 203).width_dots, ==, 576);
  g_assert_cmpuint (aft_slip_paper (80, 180).width_dots, ==, 512);
  g_assert_cmpuint (aft_slip_paper (80, 600).width_dots % 8, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/slip/it-says-when-and-at-which-table",
                   test_it_says_when_and_at_which_table);
  g_test_add_func ("/kiosk/slip/what-there-is-not-is-left-out", test_what_there_is_not_is_left_out);
  g_test_add_func ("/kiosk/slip/control-characters-and-broken-letters-print-nothing",
                   test_control_characters_and_broken_letters_print_nothing);
  g_test_add_func ("/kiosk/slip/no-text-prints-for-ever", test_no_text_prints_for_ever);
  g_test_add_func ("/kiosk/slip/the-sample-is-nobodys", test_the_sample_is_nobodys);
  g_test_add_func ("/kiosk/slip/the-parts-follow-one-another", test_the_parts_follow_one_another);
  g_test_add_func ("/kiosk/slip/a-long-name-takes-more-lines-and-nothing-else",
                   test_a_long_name_takes_more_lines_and_nothing_else);
  g_test_add_func ("/kiosk/slip/a-long-number-stays-on-its-line",
                   test_a_long_number_stays_on_its_line);
  g_test_add_func ("/kiosk/slip/the-code-is-large-enough-at-every-resolution",
                   test_the_code_is_large_enough_at_every_resolution);
  g_test_add_func ("/kiosk/slip/the-longest-host-has-a-code-on-narrow-paper",
                   test_the_longest_host_has_a_code_on_narrow_paper);
  g_test_add_func ("/kiosk/slip/an-address-that-no-telephone-could-read-is-printed-without-a-code",
                   test_an_address_that_no_telephone_could_read_is_printed_without_a_code);
  g_test_add_func ("/kiosk/slip/each-language-has-its-own-letters",
                   test_each_language_has_its_own_letters);
  g_test_add_func ("/kiosk/slip/every-thread-draws-the-same", test_every_thread_draws_the_same);
  g_test_add_func ("/kiosk/slip/paper-is-as-wide-as-it-prints", test_paper_is_as_wide_as_it_prints);
  return g_test_run ();
}
