/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one sentence, word for word in three languages, of every state that a view can be in; and
 * figures as they are written. The translations stand here, so that what is tried is how sentences
 * are put together and not how somebody has put them into Chinese. */
#include <math.h>
#include <string.h>

#include "aft-trend-words.h"

typedef struct
{
  const char *english;
  const char *simplified;
  const char *traditional;
} Row;

static const Row ROWS[] = {
  { "%1$s: %2$s", "%1$s：%2$s", "%1$s：%2$s" },
  { "%1$s%2$s (%3$s–%4$s)", "%1$s%2$s（%3$s–%4$s）", "%1$s%2$s（%3$s–%4$s）" },
  { "not enough (%s)", "还不够（%s 份）", "還不夠（%s 份）" },
  { "%s points", "%s 个百分点", "%s 個百分點" },
  { "Satisfaction", "满意度", "滿意度" },
  { "Recommendation (NPS)", "推荐度（NPS）", "推薦度（NPS）" },
  { "Answers", "答卷", "答卷" },
  { "Dinner", "晚餐", "晚餐" },
  { "October", "10 月", "10 月" },
  { "this week", "本周", "本週" },
  { "last week", "上周", "上週" },
  { "this month", "本月", "本月" },
  { "last month", "上月", "上月" },
  { "%1$d %2$s", "%2$s %1$d 日", "%2$s %1$d 日" },
  { "%1$d %2$s %3$d", "%3$d 年 %2$s %1$d 日", "%3$d 年 %2$s %1$d 日" },
  { "%1$s %2$d", "%2$d 年 %1$s", "%2$d 年 %1$s" },
  { "the month before", "前一个月", "前一個月" },
  { "%s so far", "%s至今", "%s至今" },
  { "the same days of %s", "%s同期", "%s同期" },
  { "clearly better than %1$s (%2$s)", "较%1$s明显变好（%2$s）", "較%1$s明顯變好（%2$s）" },
  { "clearly worse than %1$s (%2$s)", "较%1$s明显变差（%2$s）", "較%1$s明顯變差（%2$s）" },
  { "no significant change from %s", "较%s没有显著变化", "較%s沒有顯著變化" },
  { "whether that differs from %s cannot be told", "较%s看不出变化", "較%s看不出變化" },
  { "not enough answers in %s to compare with", "%s的答卷不够，无法比较",
    "%s的答卷不夠，無法比較" },
  { "%s: so few answers that none are shown.", "%s：答卷太少，不予显示。",
    "%s：答卷太少，不予顯示。" },
  { "%s: no answers.", "%s还没有答卷。", "%s還沒有答卷。" },
  { "%1$s, %2$s: %3$s.", "%2$s%1$s %3$s。", "%2$s%1$s %3$s。" },
  { "%1$s, %2$s: not enough answers for a figure (%3$s).",
    "%2$s%1$s：答卷还不够，暂不给出数字（%3$s 份）。",
    "%2$s%1$s：答卷還不夠，暫不給出數字（%3$s 份）。" },
  { "%1$s, %2$s: %3$s, %4$s.", "%2$s%1$s %3$s，%4$s。", "%2$s%1$s %3$s，%4$s。" },
  { "It has been lower than before since %s.", "自 %s起低于以往。", "自 %s起低於以往。" },
  { "From %s on it was lower for a while.", "自 %s起曾一度偏低。", "自 %s起曾一度偏低。" },
  { "All restaurants", "全部门店", "全部門市" },
  { "%s restaurants", "%s 家门店", "%s 家門市" },
};

/* -- a catalogue of these ---------------------------------------------------------------------- */

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Row *) a)->english, ((const Row *) b)->english);
}

/* The layout of a .mo file: GNU gettext manual, "The Format of GNU MO Files". */
static GBytes *
make_contents (const Row *rows, guint count, gboolean is_simplified)
{
  guint32 header[] = { 0x950412de, 0, count, 28, 28 + count * 8, 0, 28 + count * 16 };
  g_autoptr (GByteArray) strings = g_byte_array_new ();
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < count * 2; i++)
    {
      const Row *row = &rows[i % count];
      const char *text = i < count       ? row->english
                         : is_simplified ? row->simplified
                                         : row->traditional;
      guint32 entry[] = { (guint32) strlen (text), header[6] + strings->len };
      g_array_append_vals (table, entry, 2);
      g_byte_array_append (strings, (const guint8 *) text, (guint) strlen (text) + 1);
    }
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_byte_array_append (all, (const guint8 *) header, sizeof header);
  g_byte_array_append (all, (const guint8 *) table->data, table->len * sizeof (guint32));
  g_byte_array_append (all, strings->data, strings->len);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static AftCatalogue *
make_catalogue (void)
{
  g_autoptr (GError) error = NULL;
  Row rows[G_N_ELEMENTS (ROWS)];
  memcpy (rows, ROWS, sizeof rows);
  qsort (rows, G_N_ELEMENTS (rows), sizeof rows[0], compare_rows);
  g_autoptr (GBytes) simplified = make_contents (rows, G_N_ELEMENTS (rows), TRUE);
  g_autoptr (GBytes) traditional = make_contents (rows, G_N_ELEMENTS (rows), FALSE);
  GBytes *contents[AFT_LANGUAGES] = { simplified, traditional, NULL };
  AftCatalogue *catalogue = aft_catalogue_new (contents, &error);
  g_assert_no_error (error);
  return catalogue;
}

/* -- views ------------------------------------------------------------------------------------- */

static gint32
day_of (const char *text)
{
  gint32 day = 0;
  g_assert_true (aft_calendar_day_from_text (text, &day));
  return day;
}

static AftFigure
share_of (guint64 hits, guint64 n)
{
  AftSample sample = aft_sample_of_share (hits, n);
  return aft_figure_of (&sample, AFT_FIGURE_ENOUGH);
}

/* 86 % of 1,200 answers. */
static AftTrendView *
make_view (const char *period, const char *today)
{
  g_autoptr (GError) error = NULL;
  AftTrendView *view = g_new0 (AftTrendView, 1);
  view->scope = aft_trend_scope_new (day_of (today));
  g_assert_true (aft_trend_scope_set (view->scope, "period", period, &error));
  view->suppressed = g_array_new (FALSE, TRUE, sizeof (AftTrendSuppressed));
  view->elapsed = aft_trend_scope_get_elapsed (view->scope);
  view->has_before = aft_trend_scope_get_before (view->scope, &view->before_period);
  view->is_running = aft_trend_scope_is_running (view->scope);
  view->n_venues = 3;
  view->figure = share_of (1032, 1200);
  view->change.verdict = AFT_TREND_SAME;
  view->change.difference
      = (AftFigure){ .is_known = TRUE, .n = 1200, .value = .04, .low = .01, .high = .07 };
  return view;
}

static void
expect (const AftTrendView *view,
        const char *english,
        const char *simplified,
        const char *traditional)
{
  g_autoptr (AftCatalogue) catalogue = make_catalogue ();
  const char *const expected[AFT_LANGUAGES] = { simplified, traditional, english };
  for (int language = 0; language < AFT_LANGUAGES; language++)
    {
      AftTrendVoice voice = { catalogue, (AftLanguage) language };
      g_autofree char *sentence = aft_trend_words_dup_sentence (&voice, view);
      g_assert_cmpstr (sentence, ==, expected[language]);
    }
}

static void
test_same (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25");
  expect (view, "Satisfaction, this week: 86 % ± 2, no significant change from last week.",
          "本周满意度 86 % ± 2，较上周没有显著变化。", "本週滿意度 86 % ± 2，較上週沒有顯著變化。");
}

static void
test_running (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-10", "2026-10-22");
  view->change.verdict = AFT_TREND_BETTER;
  expect (view,
          "Satisfaction, this month so far: 86 % ± 2, clearly better than the same days of last "
          "month (+4 points).",
          "本月至今满意度 86 % ± 2，较上月同期明显变好（+4 个百分点）。",
          "本月至今滿意度 86 % ± 2，較上月同期明顯變好（+4 個百分點）。");
}

static void
test_drop (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-10", "2026-11-22");
  view->change.verdict = AFT_TREND_WORSE;
  view->change.difference.value = -.081;
  view->has_shift = view->is_shift_lasting = TRUE;
  view->shift = AFT_TREND_FALLING;
  view->shift_day = day_of ("2026-10-03");
  expect (view,
          "Satisfaction, last month: 86 % ± 2, clearly worse than the month before (−8 points). "
          "It has been lower than before since 3 October.",
          "上月满意度 86 % ± 2，较前一个月明显变差（−8 个百分点）。自 10 月 3 日起低于以往。",
          "上月滿意度 86 % ± 2，較前一個月明顯變差（−8 個百分點）。自 10 月 3 日起低於以往。");
  view->is_shift_lasting = FALSE;
  view->shift_day = day_of ("2025-10-03");
  view->change.verdict = AFT_TREND_CANNOT_TELL;
  expect (view,
          "Satisfaction, last month: 86 % ± 2, whether that differs from the month before cannot "
          "be told. From 3 October 2025 on it was lower for a while.",
          "上月满意度 86 % ± 2，较前一个月看不出变化。自 2025 年 10 月 3 日起曾一度偏低。",
          "上月滿意度 86 % ± 2，較前一個月看不出變化。自 2025 年 10 月 3 日起曾一度偏低。");
}

static void
test_one (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25");
  view->figure = share_of (1, 1);
  expect (view, "Satisfaction, this week: not enough answers for a figure (1).",
          "本周满意度：答卷还不够，暂不给出数字（1 份）。",
          "本週滿意度：答卷還不夠，暫不給出數字（1 份）。");
  view->figure = share_of (0, 0);
  expect (view, "This week: no answers.", "本周还没有答卷。", "本週還沒有答卷。");
}

static void
test_all_best (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25");
  view->figure = share_of (120, 120);
  view->change.verdict = AFT_TREND_NOT_KNOWN;
  expect (view,
          "Satisfaction, this week: 100 % (97–100), not enough answers in last week to compare "
          "with.",
          "本周满意度 100 %（97–100），上周的答卷不够，无法比较。",
          "本週滿意度 100 %（97–100），上週的答卷不夠，無法比較。");
}

static void
add_venues (AftTrendView *view, guint count)
{
  AftId id = { { 0 } };
  for (guint i = 0; i < count; i++)
    g_array_append_val (view->scope->venue_ids, id);
  view->n_venues = count;
  view->scope->names_venues = TRUE;
}

static void
test_parts (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25");
  add_venues (view, 2);
  view->scope->filter = AFT_SLICE_DAY_PART;
  view->scope->filter_name = g_strdup ("dinner");
  expect (view,
          "2 restaurants · Dinner: Satisfaction, this week: 86 % ± 2, no significant change from "
          "last week.",
          "2 家门店 · 晚餐：本周满意度 86 % ± 2，较上周没有显著变化。",
          "2 家門市 · 晚餐：本週滿意度 86 % ± 2，較上週沒有顯著變化。");
  view->is_hidden = TRUE;
  view->figure = (AftFigure){ 0 };
  expect (view, "2 restaurants · Dinner: this week: so few answers that none are shown.",
          "2 家门店 · 晚餐：本周：答卷太少，不予显示。",
          "2 家門市 · 晚餐：本週：答卷太少，不予顯示。");
}

static void
test_measures (void)
{
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25");
  AftSample balance = aft_sample_of_balance (600, 280, 120);
  view->scope->measure = AFT_MEASURE_RECOMMENDATION;
  view->figure = aft_figure_of (&balance, AFT_FIGURE_ENOUGH);
  expect (view, "Recommendation (NPS), this week: +48 ± 4, no significant change from last week.",
          "本周推荐度（NPS） +48 ± 4，较上周没有显著变化。",
          "本週推薦度（NPS） +48 ± 4，較上週沒有顯著變化。");
  view->scope->measure = AFT_MEASURE_ANSWERS;
  view->figure = (AftFigure){ .n = 12345 };
  expect (view, "Answers, this week: 12,345.", "本周答卷 12,345。", "本週答卷 12,345。");
}

/* -- figures ----------------------------------------------------------------------------------- */

static void
expect_figure (AftMeasure measure, double low, double value, double high, const char *expected)
{
  AftTrendVoice voice = { NULL, AFT_LANGUAGE_EN };
  g_autoptr (AftCatalogue) catalogue = make_catalogue ();
  voice.catalogue = catalogue;
  AftFigure figure = { .is_known = TRUE, .n = 100, .value = value, .low = low, .high = high };
  g_autofree char *text = aft_trend_words_dup_figure (&voice, measure, &figure);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_figures (void)
{
  expect_figure (AFT_MEASURE_SATISFACTION, .84, .86, .88, "86 % ± 2");
  expect_figure (AFT_MEASURE_SATISFACTION, .8605, .863, .8655, "86.3 % ± 0.3");
  expect_figure (AFT_MEASURE_SATISFACTION, .96, 1, 1, "100 % (96–100)");
  expect_figure (AFT_MEASURE_SATISFACTION, 0, 0, .04, "0 % (0–4)");
  expect_figure (AFT_MEASURE_RECOMMENDATION, -21, -12, -3, "−12 ± 9");
  expect_figure (AFT_MEASURE_RECOMMENDATION, -9, -.2, 9, "0 ± 9");
  expect_figure (AFT_MEASURE_RECOMMENDATION, 30, 42, 54, "+42 ± 12");
  expect_figure (AFT_MEASURE_EFFORT, 5.1, 5.2, 5.3, "5.2 ± 0.1");
  expect_figure (AFT_MEASURE_EFFORT, 5.17, 5.2, 5.23, "5.20 ± 0.03");
}

static void
test_spans (void)
{
  static const struct
  {
    double seconds;
    const char *expected;
  } CASES[] = { { 0, "0 s" },         { 59.2, "1 min" },     { 61, "2 min" },
                { 178, "3 min" },     { 3599, "1 h 0 min" }, { 11999, "3 h 20 min" },
                { 172800, "2 days" }, { 172801, "3 days" } };
  g_autoptr (AftCatalogue) catalogue = make_catalogue ();
  AftTrendVoice voice = { catalogue, AFT_LANGUAGE_EN };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *text = aft_trend_words_dup_span (&voice, CASES[i].seconds);
      g_assert_cmpstr (text, ==, CASES[i].expected);
    }
}

static void
test_no_figure (void)
{
  g_autoptr (AftCatalogue) catalogue = make_catalogue ();
  AftTrendVoice voice = { catalogue, AFT_LANGUAGE_ZH_CN };
  AftFigure thin = share_of (12, 12);
  AftFigure none = share_of (0, 0);
  g_autofree char *thin_text = aft_trend_words_dup_share (&voice, &thin);
  g_autofree char *none_text = aft_trend_words_dup_share (&voice, &none);
  g_assert_cmpstr (thin_text, ==, "还不够（12 份）");
  g_assert_cmpstr (none_text, ==, "—");
}

static void
test_periods (void)
{
  static const struct
  {
    const char *period;
    const char *today;
    const char *expected;
  } CASES[] = {
    { "2026-10-22", "2026-10-22", "today" },
    { "2026-10-21", "2026-10-22", "yesterday" },
    { "2026-10-03", "2026-10-22", "3 October" },
    { "2025-10-03", "2026-10-22", "3 October 2025" },
    { "2026-W43", "2026-10-22", "this week so far" },
    { "2026-W42", "2026-10-22", "last week" },
    { "2026-W01", "2026-10-22", "week 1 of 2026" },
    { "2026-09", "2026-10-22", "last month" },
    { "2025-12", "2026-01-31", "last month" },
    { "2026-08", "2026-10-22", "August 2026" },
    { "2026", "2026-10-22", "this year so far" },
    { "2025", "2026-01-01", "last year" },
    { "2024", "2026-01-01", "the year 2024" },
    { "2026-10-03..2026-10-15", "2026-10-22", "3 October to 15 October" },
  };
  g_autoptr (AftCatalogue) catalogue = make_catalogue ();
  AftTrendVoice voice = { catalogue, AFT_LANGUAGE_EN };
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      AftPeriod period;
      g_autoptr (GError) error = NULL;
      g_assert_true (aft_period_from_text (CASES[i].period, &period, &error));
      g_autofree char *text = aft_trend_words_dup_period (&voice, period, day_of (CASES[i].today));
      g_assert_cmpstr (text, ==, CASES[i].expected);
    }
}

/* A word of change stands nowhere where nothing is significant. */
static void
test_headlines (void)
{
  g_autoptr (AftCatalogue) catalogue = make_catalogue ();
  AftTrendVoice voice = { catalogue, AFT_LANGUAGE_EN };
  g_autoptr (AftTrendView) view = make_view ("2026-W43", "2026-10-25");
  for (guint bit = 0; (1u << bit) <= AFT_TREND_ALL_PARTS; bit++)
    {
      g_autofree char *text = aft_trend_words_dup_part_sentence (&voice, view, 1u << bit);
      g_assert_cmpuint (strlen (text), >, 0);
      g_assert_null (strstr (text, "learly"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trends/words/nothing-has-changed", test_same);
  g_test_add_func ("/trends/words/what-runs-is-said-to", test_running);
  g_test_add_func ("/trends/words/a-drop-has-its-date", test_drop);
  g_test_add_func ("/trends/words/one-answer-and-none", test_one);
  g_test_add_func ("/trends/words/all-of-the-best", test_all_best);
  g_test_add_func ("/trends/words/a-part-is-named-and-may-be-hidden", test_parts);
  g_test_add_func ("/trends/words/each-measure-in-its-own-units", test_measures);
  g_test_add_func ("/trends/words/figures-have-the-digits-their-interval-bears", test_figures);
  g_test_add_func ("/trends/words/a-span-is-not-shorter-than-it-was", test_spans);
  g_test_add_func ("/trends/words/what-is-not-enough-says-so", test_no_figure);
  g_test_add_func ("/trends/words/periods-as-people-call-them", test_periods);
  g_test_add_func ("/trends/words/without-anything-nothing-is-clear", test_headlines);
  return g_test_run ();
}
