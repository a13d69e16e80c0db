/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moves overall satisfaction: reads the newest answers themselves, for counts do not tell what
 * one guest said of two things. Where the survey asks for a score of several aspects these are
 * taken, else what those ticked who were not delighted. How much each bears is reckoned in
 * survey/stats. */
#include <string.h>

#include "aft-answer-measures.h"
#include "aft-house-store-walk.h"
#include "aft-importance.h"
#include "aft-json.h"
#include "aft-trend-change-private.h"
#include "aft-trend-load-private.h"

#define DELIGHTED     5
#define LEAST_ASPECTS 2
#define SEED          7 /* of the intervals: the same answers give the same ones */

/* What one guest said. */
typedef struct
{
  guint8 overall;            /* 1–5; 0: nothing */
  guint8 rated[AFT_ASPECTS]; /* likewise */
  guint16 ticked;            /* a bit an aspect */
} Answer;

typedef struct
{
  AftTrendSource *source;
  GHashTable *surveys; /* number → AftSurvey */
  GArray *answers;     /* Answer */
  guint64 seen;        /* rows */
  guint64 stride;      /* of so many rows one is read */
} Reading;

/* -- reading ----------------------------------------------------------------------------------- */

static GHashTable *
list_surveys (AftHouseStore *store, GError **error)
{
  g_autoptr (GHashTable) surveys = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                                          (GDestroyNotify) aft_survey_unref);
  g_autoptr (GArray) names
      = aft_house_store_list_walk_names_sync (store, AFT_HOUSE_WALK_SURVEYS, error);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const AftHouseWalkName *name = &g_array_index (names, AftHouseWalkName, i);
      AftSurvey *survey
          = name->definition != NULL
                ? aft_survey_new_from_json (name->definition, strlen (name->definition), NULL)
                : NULL;
      if (survey != NULL)
        g_hash_table_insert (surveys, GINT_TO_POINTER (name->number), survey);
    }
  return names != NULL ? g_steal_pointer (&surveys) : NULL;
}

static void
on_counted (const AftCountedAnswer *counted, gpointer user_data)
{
  Answer *answer = user_data;
  gint aspect = counted->measure - AFT_MEASURE_ASPECT;
  if (counted->measure == AFT_MEASURE_SATISFACTION)
    answer->overall = (guint8) counted->place;
  else if (counted->measure == AFT_MEASURE_TROUBLE && counted->place < AFT_ASPECTS)
    answer->ticked |= (guint16) (1u << counted->place);
  else if (aspect >= 0 && aspect < AFT_ASPECTS)
    answer->rated[aspect] = (guint8) counted->place;
}

static gboolean
passes (const AftTrendScope *scope, const AftHouseWalkRow *row)
{
  switch (scope->filter)
    {
    case AFT_SLICE_CHANNEL:
      return g_str_equal (aft_channel_to_text (row->channel), scope->filter_name);
    case AFT_SLICE_TIER:
      return g_str_equal (aft_tier_to_text (row->tier), scope->filter_name);
    case AFT_SLICE_DAY_PART:
      return g_strcmp0 (row->day_part, scope->filter_name) == 0;
    case AFT_SLICE_ALL:
    case AFT_SLICE_SURVEY:
    case AFT_SLICE_LANGUAGE: /* by the walk */
      return TRUE;
    case AFT_SLICE_HOUR:
    case AFT_SLICE_DEVICE:
    default:
      return FALSE;
    }
}

static gboolean
on_row (const AftHouseWalkRow *row, gpointer user_data, GError **error G_GNUC_UNUSED)
{
  Reading *reading = user_data;
  Answer answer = { 0 };
  const AftSurvey *survey = g_hash_table_lookup (reading->surveys, GINT_TO_POINTER (row->survey));
  if (reading->seen++ % reading->stride != 0)
    return TRUE;
  if (row->kind != AFT_RESPONSE_EXIT || row->marks != 0 || row->is_burst || row->answers == NULL
      || survey == NULL || !passes (reading->source->scope, row))
    return TRUE;
  g_autoptr (AftValue) answers
      = aft_json_parse (row->answers, row->answers_length, &aft_json_limits_wire, NULL);
  if (answers != NULL
      && aft_answer_measures_judge (survey, row->kind, answers, on_counted, &answer, NULL)
      && answer.overall > 0)
    g_array_append_val (reading->answers, answer);
  return TRUE;
}

/* The days of the rows that the walk will give: of what it does not filter, all. */
static GArray *
list_days (AftTrendView *view, AftTrendSource *source, GError **error)
{
  AftSlice filter = view->scope->filter;
  return filter == AFT_SLICE_SURVEY || filter == AFT_SLICE_LANGUAGE
             ? aft_trend_source_list (source, NULL, AFT_MEASURE_ANSWERS, AFT_SLICE_ALL,
                                      view->elapsed, error)
             : aft_trend_source_list_unfiltered (source, AFT_MEASURE_ANSWERS, AFT_SLICE_ALL,
                                                 view->elapsed, error);
}

/* The first of the last days that together have no more rows than are read. Where the last day
 * alone has more, of so many of its rows one is read: the walk goes venue by venue, and none is to
 * be left out. */
static gboolean
find_first (AftTrendView *view, Reading *reading, gint32 *ret_day, GError **error)
{
  guint64 rows = 0;
  g_autoptr (GArray) days = list_days (view, reading->source, error);
  *ret_day = view->elapsed.from_day;
  reading->stride = 1;
  for (guint i = days != NULL ? days->len : 0; i > 0; i--)
    {
      const AftTrendDay *day = &g_array_index (days, AftTrendDay, i - 1);
      for (guint j = 0; j <= AFT_ANSWERS_DOUBTFUL; j++)
        rows += day->counts[j];
      if (rows <= AFT_TREND_DRIVERS_MOST)
        continue;
      gboolean is_last = i == days->len;
      view->drivers->is_part = TRUE;
      *ret_day = is_last ? day->day : day->day + 1;
      if (is_last)
        reading->stride = (rows + AFT_TREND_DRIVERS_MOST - 1) / AFT_TREND_DRIVERS_MOST;
      break;
    }
  return days != NULL;
}

static gboolean
read_answers (AftTrendView *view, Reading *reading, GError **error)
{
  const AftTrendScope *scope = view->scope;
  gboolean has_language = scope->filter == AFT_SLICE_LANGUAGE;
  AftHouseWalk walk = {
    .venue_ids = scope->venue_ids->len > 0 ? scope->venue_ids : NULL,
    .to_day = view->elapsed.to_day,
    .survey_id = scope->filter == AFT_SLICE_SURVEY ? scope->filter_name : NULL,
    .has_language = has_language,
    .language = has_language ? aft_language_from_tag (scope->filter_name) : AFT_LANGUAGE_EN,
  };
  return find_first (view, reading, &walk.from_day, error)
         && aft_house_store_walk_responses_sync (reading->source->store, &walk, on_row, reading,
                                                 error);
}

/* -- reckoning --------------------------------------------------------------------------------- */

/* What is laid before survey/stats. */
typedef struct
{
  AftAspect aspects[AFT_ASPECTS];
  guint count;
  GArray *outcomes;   /* double */
  GArray *predictors; /* double, row by row */
} Data;

static void
data_clear (Data *data)
{
  g_clear_pointer (&data->outcomes, g_array_unref);
  g_clear_pointer (&data->predictors, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Data, data_clear)

/* Aspects of which at least half of the guests gave a score. */
static void
choose_rated (Data *data, const GArray *answers)
{
  for (guint aspect = 0; aspect < AFT_ASPECTS; aspect++)
    {
      guint rated = 0;
      for (guint i = 0; i < answers->len; i++)
        rated += g_array_index (answers, Answer, i).rated[aspect] > 0;
      if (rated > 0 && rated * 2 >= answers->len)
        data->aspects[data->count++] = (AftAspect) aspect;
    }
}

static void
choose_ticked (Data *data, const GArray *answers)
{
  guint16 any = 0;
  for (guint i = 0; i < answers->len; i++)
    any |= g_array_index (answers, Answer, i).ticked;
  for (guint aspect = 0; aspect < AFT_ASPECTS; aspect++)
    if (any & 1u << aspect)
      data->aspects[data->count++] = (AftAspect) aspect;
}

/* FALSE: something that is looked at is missing. */
static gboolean
read_row (const Data *data, const Answer *answer, gboolean is_rated, double *row)
{
  for (guint i = 0; i < data->count; i++)
    {
      guint8 score = answer->rated[data->aspects[i]];
      row[i] = is_rated ? score : (answer->ticked >> data->aspects[i]) & 1;
      if (is_rated && score == 0)
        return FALSE;
    }
  return is_rated || answer->overall < DELIGHTED;
}

static AftImportance
reckon (Data *data, const GArray *answers, gboolean is_rated, guint64 enough)
{
  AftImportance none = { 0 };
  data->outcomes = g_array_new (FALSE, FALSE, sizeof (double));
  data->predictors = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < answers->len; i++)
    {
      const Answer *answer = &g_array_index (answers, Answer, i);
      double overall = answer->overall;
      double row[AFT_ASPECTS];
      if (!read_row (data, answer, is_rated, row))
        continue;
      g_array_append_val (data->outcomes, overall);
      g_array_append_vals (data->predictors, row, data->count);
    }
  AftImportanceData laid = { .outcomes = (const double *) (void *) data->outcomes->data,
                             .predictors = (const double *) (void *) data->predictors->data,
                             .rows = data->outcomes->len,
                             .count = data->count };
  return data->count < LEAST_ASPECTS ? none : aft_importance_compute (&laid, enough, SEED);
}

static gint
compare_drivers (gconstpointer a, gconstpointer b)
{
  const AftTrendDriver *left = a;
  const AftTrendDriver *right = b;
  if (left->importance.value != right->importance.value)
    return left->importance.value > right->importance.value ? -1 : 1;
  return (gint) left->aspect - (gint) right->aspect;
}

static gboolean
try_kind (AftTrendView *view, const GArray *answers, AftTrendDriverKind kind)
{
  g_auto (Data) data = { .count = 0 };
  AftTrendDrivers *drivers = view->drivers;
  gboolean is_rated = kind == AFT_TREND_DRIVERS_RATED;
  if (is_rated)
    choose_rated (&data, answers);
  else
    choose_ticked (&data, answers);
  AftImportance importance = reckon (&data, answers, is_rated, view->scope->enough);
  if (!importance.is_known)
    return FALSE;
  drivers->kind = kind;
  drivers->answers = importance.n;
  drivers->explained = importance.r_squared;
  for (guint i = 0; i < data.count; i++)
    {
      AftTrendDriver driver = { data.aspects[i], importance.drivers[i] };
      g_array_append_val (drivers->drivers, driver);
    }
  g_array_sort (drivers->drivers, compare_drivers);
  return TRUE;
}

gboolean
aft_trend_load_drivers (AftTrendView *view, AftTrendSource *source, GError **error)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (Answer));
  g_autoptr (GHashTable) surveys = list_surveys (source->store, error);
  Reading reading = { .source = source, .surveys = surveys, .answers = answers };
  view->drivers = g_new0 (AftTrendDrivers, 1);
  view->drivers->drivers = g_array_new (FALSE, TRUE, sizeof (AftTrendDriver));
  if (surveys == NULL || !read_answers (view, &reading, error))
    return FALSE;
  if (!try_kind (view, answers, AFT_TREND_DRIVERS_RATED))
    (void) try_kind (view, answers, AFT_TREND_DRIVERS_TICKED);
  return TRUE;
}
