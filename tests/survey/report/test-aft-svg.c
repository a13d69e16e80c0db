/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The paper of the charts: its two forms, its colours, and how texts are measured and escaped. */
#include <string.h>

#include "aft-drawing.h"
#include "aft-svg.h"
#include "aft-tokens.h"

static AftChartOptions
make_options (AftChartForm form, AftLanguage language)
{
  return (AftChartOptions){ form, language, 680, "p" };
}

static char *
draw (const AftChartOptions *options, const char *text)
{
  g_autoptr (AftSvg) svg = aft_svg_new (options, text, NULL);
  const AftSvgStyle style = { .fill = AFT_SVG_ACCENT, .stroke = AFT_SVG_INK, .width = 1.5 };
  const AftSvgStyle striped
      = { .fill = AFT_SVG_GOOD_SOFT, .stroke = AFT_SVG_GOOD, .is_striped = TRUE };

  aft_svg_rect (svg, &(AftSvgBox){ 1, 2, 3.25, 4 }, &style, text);
  aft_svg_rect (svg, &(AftSvgBox){ 1, 10, 3, 4 }, &striped, NULL);
  aft_svg_rect (svg, &(AftSvgBox){ 9, 10, 3, 4 }, &striped, NULL);
  aft_svg_text (svg, &(AftSvgType){ .y = 40, .size = 12, .colour = AFT_SVG_MUTED }, text);
  return aft_svg_end (svg, 60.2);
}

static void
test_alone (void)
{
  const AftChartOptions options = make_options (AFT_CHART_ALONE, AFT_LANGUAGE_ZH_TW);
  g_autofree char *svg = draw (&options, "滿意度");

  g_assert_nonnull (strstr (svg, "fill=\"" AFT_TOKEN_DAY_ACCENT "\""));
  g_assert_nonnull (strstr (svg, "stroke=\"" AFT_TOKEN_DAY_INK "\""));
  g_assert_nonnull (strstr (svg, "font-family=\"Noto Sans CJK TC,"));
  g_assert_nonnull (strstr (svg, "xml:lang=\"zh-TW\""));
  g_assert_nonnull (strstr (svg, "height=\"61\" viewBox=\"0 0 680 61\""));
  g_assert_null (strstr (svg, "class="));
  g_assert_null (strstr (svg, "var("));
}

static void
test_in_page (void)
{
  const AftChartOptions options = make_options (AFT_CHART_IN_PAGE, AFT_LANGUAGE_EN);
  g_autofree char *svg = draw (&options, "Satisfaction");

  g_assert_nonnull (strstr (svg, "class=\"chart\""));
  g_assert_nonnull (strstr (svg, "class=\"fill-accent stroke-ink\""));
  g_assert_null (strstr (svg, "#"
                              "98"));
  g_assert_null (strstr (svg, "font-family"));
}

static void
test_escaped (void)
{
  static const char *const hostile[] = { "</text><script>alert(1)</script>",
                                         "\" onload=\"x",
                                         "a & b",
                                         "\xff\xfe broken",
                                         "\x01\x1b[31m",
                                         "]]>",
                                         "<!--" };

  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    for (guint form = 0; form < 2; form++)
      {
        const AftChartOptions options = make_options ((AftChartForm) form, AFT_LANGUAGE_EN);
        g_autoptr (AftDrawing) drawing = aft_drawing_new (draw (&options, hostile[i]), &options);
        g_assert_cmpuint (drawing->texts->len, ==, 1);
        g_assert_cmpuint (drawing->says->len, ==, 1);
        g_assert_cmpstr (g_ptr_array_index (drawing->says, 0), ==, drawing->title);
      }
}

static void
test_one_pattern (void)
{
  const AftChartOptions options = make_options (AFT_CHART_IN_PAGE, AFT_LANGUAGE_EN);
  g_autoptr (AftDrawing) drawing = aft_drawing_new (draw (&options, "t"), &options);

  g_assert_true (g_hash_table_contains (drawing->ids, "p-good"));
  g_assert_cmpuint (aft_drawing_count (drawing, "rect", "url(#p-good)"), ==, 2);
}

static void
test_measure (void)
{
  g_assert_cmpfloat (aft_svg_measure ("", 12), ==, 0);
  g_assert_cmpfloat_with_epsilon (aft_svg_measure ("满意度", 12), 36, 1e-9);
  g_assert_cmpfloat_with_epsilon (aft_svg_measure ("86", 20), 22, 1e-9);
  g_assert_cmpfloat (aft_svg_measure ("Mon", 12), >, aft_svg_measure ("Non", 12));
  g_assert_cmpfloat (aft_svg_measure ("Non", 12), >, aft_svg_measure ("non", 12));
  g_assert_cmpfloat_with_epsilon (aft_svg_measure ("·—…", 10), 30, 1e-9);
}

static void
test_fitting (void)
{
  static const struct
  {
    const char *text;
    double room;
    const char *fitting;
  } cases[] = {
    { "滨江店", 36, "滨江店" },          { "滨江店", 35.9, "滨…" },     { "滨江店", 8, "…" },
    { "Riverside", 61, "Riverside" },    { "Riverside", 50, "River…" }, { "", 0, "" },
    { "ab\xff", 100, "ab\xef\xbf\xbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fitting = aft_svg_dup_fitting (cases[i].text, 12, cases[i].room);
      g_assert_cmpstr (fitting, ==, cases[i].fitting);
      g_assert_cmpfloat (aft_svg_measure (fitting, 12), <=, MAX (cases[i].room, 12));
    }
}

/* Softer colours are mixed beforehand: lighter than the colour, darker than the ground. */
static void
test_mixed (void)
{
  const AftChartOptions options = make_options (AFT_CHART_ALONE, AFT_LANGUAGE_EN);
  g_autoptr (AftSvg) svg = aft_svg_new (&options, "t", NULL);
  g_autofree char *text = NULL;

  aft_svg_rect (svg, &(AftSvgBox){ 0, 0, 9, 9 }, &(AftSvgStyle){ .fill = AFT_SVG_ACCENT_SOFT },
                NULL);
  text = aft_svg_end (svg, 10);
  g_assert_nonnull (strstr (text, "fill=\"#DAB4AE\""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/svg/alone-it-carries-colours-and-fonts", test_alone);
  g_test_add_func ("/report/svg/in-a-page-it-carries-classes", test_in_page);
  g_test_add_func ("/report/svg/texts-are-escaped-once", test_escaped);
  g_test_add_func ("/report/svg/stripes-are-defined-once", test_one_pattern);
  g_test_add_func ("/report/svg/chinese-is-an-em-wide", test_measure);
  g_test_add_func ("/report/svg/long-texts-are-cut-with-a-sign", test_fitting);
  g_test_add_func ("/report/svg/soft-colours-are-mixed", test_mixed);
  return g_test_run ();
}
