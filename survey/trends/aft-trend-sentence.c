/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one sentence that a page of trends opens with, of which answers it is, and what one must know
 * to read the figures. A word of change stands here only where the verdict bears it. */
#include "aft-trend-words-private.h"

/* "clearly better than last week (+4 points)". */
static char *
dup_change (const AftTrendVoice *voice, const AftTrendView *view)
{
  g_autofree char *before = aft_trend_dup_before (voice, view);
  g_autofree char *difference
      = aft_trend_dup_difference (voice, view->scope->measure, &view->change.difference);
  switch (view->change.verdict)
    {
    case AFT_TREND_BETTER:
      return g_strdup_printf (aft_trend_say (voice, N_ ("clearly better than %1$s (%2$s)")), before,
                              difference);
    case AFT_TREND_WORSE:
      return g_strdup_printf (aft_trend_say (voice, N_ ("clearly worse than %1$s (%2$s)")), before,
                              difference);
    case AFT_TREND_SAME:
      return g_strdup_printf (aft_trend_say (voice, N_ ("no significant change from %s")), before);
    case AFT_TREND_CANNOT_TELL:
      return g_strdup_printf (
          aft_trend_say (voice, N_ ("whether that differs from %s cannot be told")), before);
    case AFT_TREND_NOT_KNOWN:
    case AFT_TREND_NOTHING_THERE:
    default:
      return g_strdup_printf (
          aft_trend_say (voice, N_ ("not enough answers in %s to compare with")), before);
    }
}

static char *
dup_whole (const AftTrendVoice *voice, const AftTrendView *view)
{
  g_autofree char *period
      = aft_trend_words_dup_period (voice, view->scope->period, view->scope->today);
  const char *measure = aft_trend_words_get_measure (voice, view->scope->measure);
  if (view->is_hidden)
    return g_strdup_printf (aft_trend_say (voice, N_ ("%s: so few answers that none are shown.")),
                            period);
  if (view->figure.n == 0)
    return g_strdup_printf (aft_trend_say (voice, N_ ("%s: no answers.")), period);
  g_autofree char *count = aft_trend_dup_count (view->figure.n);
  if (view->scope->measure == AFT_MEASURE_ANSWERS)
    return g_strdup_printf (aft_trend_say (voice, N_ ("%1$s, %2$s: %3$s.")), measure, period,
                            count);
  if (!view->figure.is_known)
    return g_strdup_printf (
        aft_trend_say (voice, N_ ("%1$s, %2$s: not enough answers for a figure (%3$s).")), measure,
        period, count);
  g_autofree char *figure = aft_trend_words_dup_figure (voice, view->scope->measure, &view->figure);
  if (!view->has_before)
    return g_strdup_printf (aft_trend_say (voice, N_ ("%1$s, %2$s: %3$s.")), measure, period,
                            figure);
  g_autofree char *change = dup_change (voice, view);
  /* "Satisfaction, this week: 86 % ± 2, no significant change from last week." */
  return g_strdup_printf (aft_trend_say (voice, N_ ("%1$s, %2$s: %3$s, %4$s.")), measure, period,
                          figure, change);
}

/* NULL: nothing is to be said. */
static char *
dup_shift (const AftTrendVoice *voice, const AftTrendView *view)
{
  if (!view->has_shift || !view->figure.is_known)
    return NULL;
  gboolean is_lower = view->shift == AFT_TREND_FALLING;
  g_autofree char *day = aft_trend_words_dup_day (voice, view->shift_day, view->scope->today);
  if (view->is_shift_lasting)
    return g_strdup_printf (
        is_lower ? aft_trend_say (voice, N_ ("It has been lower than before since %s."))
                 : aft_trend_say (voice, N_ ("It has been higher than before since %s.")),
        day);
  return g_strdup_printf (is_lower
                              ? aft_trend_say (voice, N_ ("From %s on it was lower for a while."))
                              : aft_trend_say (voice, N_ ("From %s on it was higher for a while.")),
                          day);
}

/* "this week: no answers." begins a sentence. Eats @text. */
static char *
capitalise (char *text)
{
  g_autofree char *eaten = text;
  char first[7] = { 0 };
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (eaten)), first);
  return g_strconcat (first, g_utf8_next_char (eaten), NULL);
}

char *
aft_trend_words_dup_sentence (const AftTrendVoice *voice, const AftTrendView *view)
{
  gboolean is_part = view->scope->names_venues || view->scope->filter != AFT_SLICE_ALL;
  g_autofree char *scope = aft_trend_words_dup_scope (voice, view);
  g_autofree char *whole = dup_whole (voice, view);
  g_autofree char *shift = dup_shift (voice, view);
  g_autofree char *both
      = shift == NULL ? g_strdup (whole)
                      : g_strdup_printf ("%s%s%s", whole,
                                         voice->language == AFT_LANGUAGE_EN ? " " : "", shift);
  if (!is_part)
    return capitalise (g_steal_pointer (&both));
  return g_strdup_printf (aft_trend_say (voice, N_ ("%1$s: %2$s")), scope, both);
}

char *
aft_trend_words_dup_scope (const AftTrendVoice *voice, const AftTrendView *view)
{
  const AftTrendScope *scope = view->scope;
  g_autofree char *count = aft_trend_dup_count (view->n_venues);
  g_autofree char *venues = NULL;
  if (view->venue_name != NULL)
    venues = g_strdup (view->venue_name);
  else if (scope->venue_ids->len == 0)
    venues = g_strdup (aft_trend_say (voice, N_ ("All restaurants")));
  else
    venues = g_strdup_printf (aft_trend_say (voice, N_ ("%s restaurants")), count);
  if (scope->filter == AFT_SLICE_ALL)
    return g_steal_pointer (&venues);
  g_autofree char *part
      = aft_trend_words_dup_slice_value (voice, scope->filter, scope->filter_name);
  return g_strconcat (venues, " · ", part, NULL);
}

static void
add_note (GPtrArray *notes, char *note)
{
  g_ptr_array_add (notes, note);
}

GPtrArray *
aft_trend_words_list_notes (const AftTrendVoice *voice, const AftTrendView *view)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *enough = aft_trend_dup_count (view->scope->enough);
  g_autofree char *few = aft_trend_dup_count (view->scope->few);
  add_note (notes, g_strdup (aft_trend_say (
                       voice, N_ ("Behind ± or in brackets: where the true figure lies with a "
                                  "certainty of 95 %."))));
  add_note (notes, g_strdup_printf (
                       aft_trend_say (voice, N_ ("With fewer than %s answers no figure is given.")),
                       enough));
  if (view->scope->few > 1)
    add_note (notes, g_strdup_printf (
                         aft_trend_say (voice, N_ ("Parts with fewer than %s answers are not "
                                                   "shown, so that nobody is recognised, nor are "
                                                   "others from which they could be reckoned.")),
                         few));
  add_note (notes,
            g_strdup (aft_trend_say (voice, N_ ("Doubtful answers (many within a minute, the same "
                                                "phone again and again) are left out."))));
  if (view->is_running)
    add_note (notes, g_strdup (aft_trend_say (
                         voice, N_ ("The period is not over: it is compared with as many days of "
                                    "the one before."))));
  return notes;
}
