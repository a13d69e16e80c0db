/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures as people read them: "86 % ± 2", with no more digits than the interval bears. */
#include <math.h>

#include "aft-trend-words-private.h"

#define PERCENT  100.0
#define HALF     0.5 /* a narrower half of an interval is given with one more digit */
#define UNEVEN   1.5 /* times the other half: both ends are given instead of one half */
#define MINUTE   60
#define HOUR     3600
#define DAY      86400
#define THOUSAND 1000

/* How a measure's figures are written. */
typedef struct
{
  double factor;
  guint digits; /* at the least */
  gboolean is_signed;
  const char *unit; /* behind the number */
} Style;

static Style
get_style (AftMeasure measure)
{
  if (measure == AFT_MEASURE_RECOMMENDATION)
    return (Style){ 1, 0, TRUE, "" };
  if (measure == AFT_MEASURE_EFFORT)
    return (Style){ 1, 1, FALSE, "" };
  return (Style){ PERCENT, 0, FALSE, " %" };
}

char *
aft_trend_dup_count (guint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  GString *text = g_string_new (digits);
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert_c (text, at, ',');
  return g_string_free (text, FALSE);
}

/* With a true minus; "−0" is 0. */
static char *
dup_number (double value, guint digits, gboolean is_signed)
{
  double unit = pow (10, digits);
  double rounded = round (value * unit) / unit;
  const char *sign = rounded < 0 ? "−" : is_signed && rounded > 0 ? "+" : "";
  return g_strdup_printf ("%s%.*f", sign, (int) digits, fabs (rounded));
}

static guint
choose_digits (const Style *style, double half)
{
  guint digits = style->digits;
  while (digits < style->digits + 2 && half > 0 && half * pow (10, digits) < HALF)
    digits++;
  return digits;
}

static char *
dup_known (const AftTrendVoice *voice, const Style *style, const AftFigure *figure)
{
  double below = (figure->value - figure->low) * style->factor;
  double above = (figure->high - figure->value) * style->factor;
  double half = MAX (below, above);
  guint digits = choose_digits (style, half);
  g_autofree char *value = dup_number (figure->value * style->factor, digits, style->is_signed);
  g_autofree char *width = dup_number (half, digits, FALSE);
  g_autofree char *low = dup_number (figure->low * style->factor, digits, style->is_signed);
  g_autofree char *high = dup_number (figure->high * style->factor, digits, style->is_signed);
  double unit = pow (10, -(double) digits);
  gboolean is_even = half - MIN (below, above) < unit || half < UNEVEN * MIN (below, above);
  if (is_even)
    return g_strdup_printf ("%s%s ± %s", value, style->unit, width);
  /* "100 % (96–100)": a figure, its unit, and where it may lie. */
  return g_strdup_printf (aft_trend_say (voice, N_ ("%1$s%2$s (%3$s–%4$s)")), value, style->unit,
                          low, high);
}

static char *
dup_figure (const AftTrendVoice *voice, const Style *style, const AftFigure *figure)
{
  g_autofree char *count = aft_trend_dup_count (figure->n);
  if (figure->is_known)
    return dup_known (voice, style, figure);
  if (figure->n == 0)
    return g_strdup ("—");
  return g_strdup_printf (aft_trend_say (voice, N_ ("not enough (%s)")), count);
}

char *
aft_trend_words_dup_figure (const AftTrendVoice *voice, AftMeasure measure, const AftFigure *figure)
{
  Style style = get_style (measure);
  return dup_figure (voice, &style, figure);
}

char *
aft_trend_words_dup_share (const AftTrendVoice *voice, const AftFigure *figure)
{
  Style style = get_style (AFT_MEASURE_SATISFACTION);
  return dup_figure (voice, &style, figure);
}

char *
aft_trend_dup_difference (const AftTrendVoice *voice,
                          AftMeasure measure,
                          const AftFigure *difference)
{
  Style style = get_style (measure);
  double half = (difference->high - difference->low) / 2 * style.factor;
  guint digits = choose_digits (&style, half);
  g_autofree char *number = dup_number (difference->value * style.factor, digits, TRUE);
  if (style.factor == 1)
    return g_steal_pointer (&number);
  /* A difference of percentages: "+4 points". */
  return g_strdup_printf (aft_trend_say (voice, N_ ("%s points")), number);
}

char *
aft_trend_words_dup_span (const AftTrendVoice *voice, double seconds)
{
  gint64 whole = (gint64) ceil (MAX (seconds, 0));
  gint64 minutes = (whole + MINUTE - 1) / MINUTE;
  if (whole < MINUTE)
    return g_strdup_printf (aft_trend_say (voice, N_ ("%d s")), (int) whole);
  if (minutes < HOUR / MINUTE)
    return g_strdup_printf (aft_trend_say (voice, N_ ("%d min")), (int) minutes);
  if (whole < 2 * DAY)
    return g_strdup_printf (aft_trend_say (voice, N_ ("%1$d h %2$d min")), (int) (minutes / MINUTE),
                            (int) (minutes % MINUTE));
  return g_strdup_printf (aft_trend_say (voice, N_ ("%d days")), (int) ((whole + DAY - 1) / DAY));
}

char *
aft_trend_join (const AftTrendVoice *voice, GPtrArray *names)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : aft_trend_say (voice, N_ (", ")),
                            (const char *) g_ptr_array_index (names, i));
  return g_string_free (text, FALSE);
}
