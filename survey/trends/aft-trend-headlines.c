/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headline of each part: what stands out in its chart, and that nothing does where nothing is
 * significant. */
#include <math.h>

#include "aft-pareto.h"
#include "aft-trend-words-private.h"

#define MOST_NAMED 5 /* groups or causes in one sentence */
#define DAY_HOURS  24

static GPtrArray *
new_names (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static char *
dup_points (const AftTrendVoice *voice, const AftTrendView *view)
{
  guint judged = 0, out = 0;
  for (guint i = 0; view->points != NULL && i < view->points->len; i++)
    {
      const AftTrendPoint *point = &g_array_index (view->points, AftTrendPoint, i);
      judged += point->is_inside && point->has_limits;
      out += point->is_inside
             && (point->signal == AFT_TREND_BELOW || point->signal == AFT_TREND_ABOVE);
    }
  g_autofree char *count = aft_trend_dup_count (out);
  if (judged == 0)
    return g_strdup (aft_trend_say (
        voice, N_ ("There are not enough answers before this to say what is ordinary.")));
  if (out == 0)
    return g_strdup (
        aft_trend_say (voice, N_ ("All of it lies within what is ordinary for this place.")));
  return g_strdup_printf (
      aft_trend_say (voice, N_ ("Points outside of what is ordinary here: %s.")), count);
}

/* The names of the groups that stand out as @verdict, at most MOST_NAMED. */
static char *
join_groups (const AftTrendVoice *voice, GPtrArray *groups, AftSlice slice, AftTrendVerdict verdict)
{
  g_autoptr (GPtrArray) names = new_names ();
  for (guint i = 0; i < groups->len && names->len < MOST_NAMED; i++)
    {
      const AftTrendGroup *group = g_ptr_array_index (groups, i);
      if (group->others.verdict == verdict)
        g_ptr_array_add (names, slice == AFT_SLICE_ALL
                                    ? g_strdup (group->name)
                                    : aft_trend_words_dup_slice_value (voice, slice, group->name));
    }
  return names->len > 0 ? aft_trend_join (voice, names) : NULL;
}

static guint
count_known (GPtrArray *groups)
{
  guint known = 0;
  for (guint i = 0; i < groups->len; i++)
    known += ((const AftTrendGroup *) g_ptr_array_index (groups, i))->figure.is_known;
  return known;
}

static char *
dup_groups (const AftTrendVoice *voice, GPtrArray *groups, AftSlice slice)
{
  if (groups == NULL || groups->len == 0)
    return g_strdup (aft_trend_say (voice, N_ ("There is nothing to compare.")));
  g_autofree char *worse = join_groups (voice, groups, slice, AFT_TREND_WORSE);
  g_autofree char *better = join_groups (voice, groups, slice, AFT_TREND_BETTER);
  if (count_known (groups) < 2)
    return g_strdup (
        aft_trend_say (voice, N_ ("There are not enough answers to compare one with another.")));
  if (worse != NULL && better != NULL)
    return g_strdup_printf (
        aft_trend_say (voice, N_ ("Clearly worse than the others: %1$s. Clearly better: %2$s.")),
        worse, better);
  if (worse != NULL)
    return g_strdup_printf (aft_trend_say (voice, N_ ("Clearly worse than the others: %s.")),
                            worse);
  if (better != NULL)
    return g_strdup_printf (aft_trend_say (voice, N_ ("Clearly better than the others: %s.")),
                            better);
  return g_strdup (aft_trend_say (voice, N_ ("None differs clearly from the others.")));
}

/* The hour that is surely on the bad side of the whole; of several the furthest. */
static char *
dup_hours (const AftTrendVoice *voice, const AftTrendView *view)
{
  gint worst = -1;
  double furthest = 0;
  guint known = 0;
  for (guint i = 0; view->hours != NULL && i < view->hours->len; i++)
    {
      const AftFigure *figure = &g_array_index (view->hours, AftTrendHour, i).figure;
      double distance = view->figure.value - figure->high;
      known += figure->is_known;
      if (!figure->is_known || distance <= furthest)
        continue;
      furthest = distance;
      worst = (gint) i;
    }
  if (known == 0)
    return g_strdup (
        aft_trend_say (voice, N_ ("No hour has enough answers of its own for a figure.")));
  if (worst < 0)
    return g_strdup (aft_trend_say (voice, N_ ("No hour of the week stands out.")));
  g_autofree char *figure = aft_trend_words_dup_figure (
      voice, view->scope->measure, &g_array_index (view->hours, AftTrendHour, worst).figure);
  /* "Lowest: Fri 19:00, 71 % ± 6." */
  return g_strdup_printf (aft_trend_say (voice, N_ ("Weakest: %1$s %2$d:00, %3$s.")),
                          aft_trend_words_get_weekday (voice, (guint) worst / DAY_HOURS),
                          worst % DAY_HOURS, figure);
}

static char *
join_causes (const AftTrendVoice *voice, const AftTrendView *view, AftTrendVerdict verdict)
{
  g_autoptr (GPtrArray) names = new_names ();
  for (guint i = 0; i < view->aspects->len && names->len < MOST_NAMED; i++)
    {
      const AftTrendAspect *aspect = &g_array_index (view->aspects, AftTrendAspect, i);
      if (aspect->change.verdict == verdict)
        g_ptr_array_add (names, g_strdup (aft_trend_words_get_aspect (voice, aspect->aspect)));
    }
  return names->len > 0 ? aft_trend_join (voice, names) : NULL;
}

/* The fewest that make up most of what is named, with their shares where these are known. */
static char *
join_vital (const AftTrendVoice *voice, const AftTrendView *view)
{
  g_autoptr (GPtrArray) names = new_names ();
  double before = 0;
  for (guint i = 0; i < view->aspects->len && names->len < MOST_NAMED; i++)
    {
      const AftTrendAspect *aspect = &g_array_index (view->aspects, AftTrendAspect, i);
      const char *name = aft_trend_words_get_aspect (voice, aspect->aspect);
      g_autofree char *figure = aft_trend_words_dup_share (voice, &aspect->figure);
      if (aspect->named == 0 || before >= AFT_PARETO_MOST)
        break;
      before = aspect->cumulative;
      g_ptr_array_add (names, aspect->figure.is_known ? g_strconcat (name, " ", figure, NULL)
                                                      : g_strdup (name));
    }
  return names->len > 0 ? aft_trend_join (voice, names) : NULL;
}

static char *
dup_aspects (const AftTrendVoice *voice, const AftTrendView *view)
{
  g_autofree char *vital = view->aspects != NULL ? join_vital (voice, view) : NULL;
  if (vital == NULL)
    return g_strdup (aft_trend_say (voice, N_ ("Nothing was named.")));
  g_autofree char *more = join_causes (voice, view, AFT_TREND_WORSE);
  g_autofree char *less = join_causes (voice, view, AFT_TREND_BETTER);
  if (more != NULL && less != NULL)
    return g_strdup_printf (
        aft_trend_say (voice, N_ ("Named most: %1$s. Clearly more often than before: %2$s; "
                                  "clearly less often: %3$s.")),
        vital, more, less);
  if (more != NULL)
    return g_strdup_printf (
        aft_trend_say (voice, N_ ("Named most: %1$s. Clearly more often than before: %2$s.")),
        vital, more);
  if (less != NULL)
    return g_strdup_printf (
        aft_trend_say (voice, N_ ("Named most: %1$s. Clearly less often than before: %2$s.")),
        vital, less);
  return g_strdup_printf (aft_trend_say (voice, N_ ("Named most: %s.")), vital);
}

static char *
say_drivers (const AftTrendVoice *voice,
             AftTrendDriverKind kind,
             const char *list,
             const char *count)
{
  if (kind == AFT_TREND_DRIVERS_RATED)
    return g_strdup_printf (
        aft_trend_say (voice,
                       N_ ("What goes with satisfaction most: %1$s of the differences between "
                           "guests (%2$s answers).")),
        list, count);
  return g_strdup_printf (
      aft_trend_say (voice, N_ ("Among guests who were not delighted, what goes with a low score "
                                "most: %1$s of the differences between them (%2$s answers).")),
      list, count);
}

static char *
dup_drivers (const AftTrendVoice *voice, const AftTrendView *view)
{
  g_autoptr (GPtrArray) names = new_names ();
  const AftTrendDrivers *drivers = view->drivers;
  if (drivers == NULL || drivers->kind == AFT_TREND_DRIVERS_NONE)
    return g_strdup (aft_trend_say (
        voice, N_ ("There are not enough answers to say what goes with satisfaction.")));
  for (guint i = 0; i < drivers->drivers->len && names->len < 3; i++)
    {
      const AftTrendDriver *driver = &g_array_index (drivers->drivers, AftTrendDriver, i);
      g_autofree char *share = aft_trend_words_dup_share (voice, &driver->importance);
      if (driver->importance.is_known)
        g_ptr_array_add (names, g_strconcat (aft_trend_words_get_aspect (voice, driver->aspect),
                                             " ", share, NULL));
    }
  g_autofree char *list = aft_trend_join (voice, names);
  g_autofree char *count = aft_trend_dup_count (drivers->answers);
  g_autofree char *said = say_drivers (voice, drivers->kind, list, count);
  if (!drivers->is_part)
    return g_steal_pointer (&said);
  /* Behind what goes with satisfaction. */
  return g_strdup_printf (
      aft_trend_say (voice, N_ ("%s Of many answers only the newest are looked at.")), said);
}

static char *
dup_answers (const AftTrendVoice *voice, const AftTrendView *view)
{
  const AftTrendAnswers *answers = view->answers;
  if (answers == NULL || answers->begun == 0)
    return g_strdup (aft_trend_say (voice, N_ ("No exit survey was begun.")));
  g_autofree char *begun = aft_trend_dup_count (answers->begun);
  g_autofree char *completion = aft_trend_words_dup_share (voice, &answers->completion);
  g_autofree char *response = aft_trend_words_dup_share (voice, &answers->response);
  if (answers->response.is_known)
    return g_strdup_printf (
        aft_trend_say (voice, N_ ("Exit surveys begun: %1$s, completed: %2$s; of the guests served "
                                  "%3$s answered.")),
        begun, completion, response);
  return g_strdup_printf (aft_trend_say (voice, N_ ("Exit surveys begun: %1$s, completed: %2$s.")),
                          begun, completion);
}

static char *
dup_counted_cases (const AftTrendVoice *voice, const AftTrendCases *cases)
{
  g_autofree char *count = aft_trend_dup_count (cases->cases);
  g_autofree char *recovered = aft_trend_dup_count (cases->ends[AFT_TREND_CASE_RECOVERED]);
  g_autofree char *lost = aft_trend_dup_count (cases->ends[AFT_TREND_CASE_LOST]);
  g_autofree char *open = aft_trend_dup_count (cases->ends[AFT_TREND_CASE_OPEN]);
  g_autofree char *span = aft_trend_words_dup_span (voice, cases->contact.median.value);
  if (!cases->contact.median.is_known)
    return g_strdup_printf (
        aft_trend_say (voice, N_ ("Cases: %1$s; recovered %2$s, lost %3$s, still open %4$s.")),
        count, recovered, lost, open);
  return g_strdup_printf (
      aft_trend_say (voice, N_ ("Cases: %1$s; recovered %2$s, lost %3$s, still open %4$s. Half of "
                                "them were answered within %5$s.")),
      count, recovered, lost, open, span);
}

static char *
dup_cases (const AftTrendVoice *voice, const AftTrendView *view)
{
  const AftTrendCases *cases = view->cases;
  if (cases == NULL)
    return g_strdup (
        aft_trend_say (voice, N_ ("Cases are counted for all answers together only.")));
  if (cases->cases == 0)
    return g_strdup (aft_trend_say (voice, N_ ("There were no cases.")));
  g_autofree char *counted = dup_counted_cases (voice, cases);
  if (cases->tiers.verdict != AFT_TREND_WORSE)
    return g_steal_pointer (&counted);
  return g_strdup_printf (
      aft_trend_say (voice, N_ ("%s How soon somebody comes depends on the guest's tier: it should "
                                "not.")),
      counted);
}

static char *
dup_return (const AftTrendVoice *voice, const AftTrendView *view)
{
  const AftTrendReturn *returning = view->returning;
  if (returning == NULL || !returning->shares[2].is_known)
    return g_strdup (aft_trend_say (
        voice, N_ ("There are not enough answers to say how many will not come back.")));
  g_autofree char *share = aft_trend_words_dup_share (voice, &returning->shares[2]);
  if (returning->change.verdict == AFT_TREND_WORSE)
    return g_strdup_printf (
        aft_trend_say (voice,
                       N_ ("%s say that they will not come back: clearly more than before.")),
        share);
  if (returning->change.verdict == AFT_TREND_BETTER)
    return g_strdup_printf (
        aft_trend_say (voice,
                       N_ ("%s say that they will not come back: clearly fewer than before.")),
        share);
  return g_strdup_printf (aft_trend_say (voice, N_ ("%s say that they will not come back.")),
                          share);
}

char *
aft_trend_words_dup_part_sentence (const AftTrendVoice *voice, const AftTrendView *view, guint part)
{
  static const struct
  {
    guint part;
    char *(*say) (const AftTrendVoice *voice, const AftTrendView *view);
  } PARTS[] = {
    { AFT_TREND_FIGURE, aft_trend_words_dup_sentence },
    { AFT_TREND_POINTS, dup_points },
    { AFT_TREND_HOURS, dup_hours },
    { AFT_TREND_ASPECTS, dup_aspects },
    { AFT_TREND_DRIVERS, dup_drivers },
    { AFT_TREND_ANSWERS, dup_answers },
    { AFT_TREND_CASES, dup_cases },
    { AFT_TREND_RETURN, dup_return },
  };
  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if (PARTS[i].part == part)
      return PARTS[i].say (voice, view);
  for (guint slice = AFT_SLICE_ALL + 1; slice < AFT_SLICES; slice++)
    if (part == AFT_TREND_BY (slice))
      return dup_groups (voice, view->by[slice], (AftSlice) slice);
  return dup_groups (voice, view->by_venue, AFT_SLICE_ALL);
}
