/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the tables of causes, of what became of answers and cases, and of who comes back. */
#include <math.h>

#include "aft-tier.h"
#include "aft-trend-table-private.h"

#define TIME_COLUMNS 11

void
aft_trend_fill_aspects (AftTrendFilling *filling)
{
  const GArray *aspects = filling->view->aspects;
  aft_trend_add_column (filling, "aspect", N_ ("Cause"), AFT_TREND_TEXT);
  aft_trend_add_column (filling, "n", N_ ("Named"), AFT_TREND_INTEGER);
  aft_trend_add_share_columns (filling);
  aft_trend_add_column (filling, "cumulative", N_ ("Added up"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "before", N_ ("Before"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "verdict", N_ ("Against before"), AFT_TREND_TEXT);
  aft_trend_add_column (filling, "rated", N_ ("Satisfied with it"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "rated-low", N_ ("at least"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "rated-high", N_ ("at most"), AFT_TREND_SHARE);
  for (guint i = 0; aspects != NULL && i < aspects->len; i++)
    {
      const AftTrendAspect *aspect = &g_array_index (aspects, AftTrendAspect, i);
      aft_trend_begin_row (filling);
      aft_trend_put_text (filling, aft_trend_words_get_aspect (filling->voice, aspect->aspect),
                          aft_aspect_to_text (aspect->aspect));
      aft_trend_put_number (filling, (double) aspect->named);
      aft_trend_put_figure (filling, &aspect->figure);
      aft_trend_put_number (filling, aspect->cumulative);
      aft_trend_put_number (filling, aspect->before.is_known ? aspect->before.value : NAN);
      aft_trend_put_text (filling,
                          aft_trend_words_get_verdict (filling->voice, aspect->change.verdict),
                          aft_trend_get_verdict_code (aspect->change.verdict));
      aft_trend_put_figure (filling, &aspect->rated);
    }
}

void
aft_trend_fill_drivers (AftTrendFilling *filling)
{
  const AftTrendDrivers *drivers = filling->view->drivers;
  aft_trend_add_column (filling, "aspect", N_ ("Cause"), AFT_TREND_TEXT);
  aft_trend_add_share_columns (filling);
  for (guint i = 0; drivers != NULL && i < drivers->drivers->len; i++)
    {
      const AftTrendDriver *driver = &g_array_index (drivers->drivers, AftTrendDriver, i);
      aft_trend_begin_row (filling);
      aft_trend_put_text (filling, aft_trend_words_get_aspect (filling->voice, driver->aspect),
                          aft_aspect_to_text (driver->aspect));
      aft_trend_put_figure (filling, &driver->importance);
    }
}

/* A row of what there is so often, of how many. */
static void
put_count (AftTrendFilling *filling, const char *code, const char *msgid, guint64 count)
{
  aft_trend_begin_row (filling);
  aft_trend_put_text (filling, aft_trend_say (filling->voice, msgid), code);
  aft_trend_put_number (filling, (double) count);
}

static void
put_rate (AftTrendFilling *filling, const char *code, const char *msgid, const AftFigure *rate)
{
  put_count (filling, code, msgid, rate->n);
  aft_trend_put_figure (filling, rate);
}

void
aft_trend_fill_answers (AftTrendFilling *filling)
{
  static const struct
  {
    const char *code;
    const char *msgid;
  } COUNTS[] = {
    [AFT_ANSWERS_COMPLETE] = { "complete", N_ ("Exit surveys completed") },
    [AFT_ANSWERS_PARTIAL] = { "partial", N_ ("Exit surveys left half-way") },
    [AFT_ANSWERS_TAP] = { "tap", N_ ("One tap and nothing more") },
    [AFT_ANSWERS_COMPLAINT] = { "complaint", N_ ("Complaints") },
    [AFT_ANSWERS_SUGGESTION] = { "suggestion", N_ ("Suggestions") },
    [AFT_ANSWERS_CALL_STAFF] = { "call-staff", N_ ("Calls for staff") },
    [AFT_ANSWERS_FOLLOW_UP] = { "follow-up", N_ ("Answers to a follow-up") },
    [AFT_ANSWERS_DOUBTFUL] = { "doubtful", N_ ("Doubtful, counted nowhere else") },
  };
  const AftTrendAnswers *answers = filling->view->answers;
  aft_trend_add_column (filling, "what", N_ ("Which answers"), AFT_TREND_TEXT);
  aft_trend_add_column (filling, "n", N_ ("Number, or out of"), AFT_TREND_INTEGER);
  aft_trend_add_share_columns (filling);
  if (answers == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    {
      put_count (filling, COUNTS[i].code, COUNTS[i].msgid, answers->counts[i]);
      aft_trend_put_nothing (filling, 3);
    }
  put_rate (filling, "completion", N_ ("Completed, of all begun"), &answers->completion);
  put_rate (filling, "abandonment", N_ ("Left half-way, of those beyond the first tap"),
            &answers->abandonment);
  put_rate (filling, "complaint-rate", N_ ("Complaints, to exit surveys begun"),
            &answers->complaint);
  put_rate (filling, "doubtful-rate", N_ ("Doubtful, of all that came"), &answers->doubtful);
  if (answers->served > 0)
    put_rate (filling, "response", N_ ("Exit surveys begun, of guests served"), &answers->response);
}

static void
add_time_columns (AftTrendFilling *filling)
{
  aft_trend_add_column (filling, "n", N_ ("How many"), AFT_TREND_INTEGER);
  aft_trend_add_column (filling, "median", N_ ("Half within (s)"), AFT_TREND_NUMBER);
  aft_trend_add_column (filling, "median-low", N_ ("at least"), AFT_TREND_NUMBER);
  aft_trend_add_column (filling, "median-high", N_ ("at most"), AFT_TREND_NUMBER);
  aft_trend_add_column (filling, "ninetieth", N_ ("Nine in ten within (s)"), AFT_TREND_NUMBER);
  aft_trend_add_column (filling, "ninetieth-low", N_ ("at least"), AFT_TREND_NUMBER);
  aft_trend_add_column (filling, "ninetieth-high", N_ ("at most"), AFT_TREND_NUMBER);
  aft_trend_add_column (filling, "due", N_ ("Were due"), AFT_TREND_INTEGER);
  aft_trend_add_column (filling, "in-time", N_ ("In time"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "in-time-low", N_ ("at least"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "in-time-high", N_ ("at most"), AFT_TREND_SHARE);
}

static void
put_times (AftTrendFilling *filling, const AftTrendTimes *times)
{
  aft_trend_put_number (filling, (double) times->n);
  aft_trend_put_figure (filling, &times->median);
  aft_trend_put_figure (filling, &times->ninetieth);
  aft_trend_put_counted (filling, &times->in_time);
}

void
aft_trend_fill_cases (AftTrendFilling *filling)
{
  const AftTrendCases *cases = filling->view->cases;
  aft_trend_add_column (filling, "what", N_ ("Which cases"), AFT_TREND_TEXT);
  add_time_columns (filling);
  if (cases == NULL)
    return;
  put_count (filling, "cases", N_ ("All cases"), cases->cases);
  aft_trend_put_nothing (filling, TIME_COLUMNS - 1);
  aft_trend_begin_row (filling);
  aft_trend_put_text (filling, aft_trend_say (filling->voice, N_ ("Time to the first answer")),
                      "contact");
  put_times (filling, &cases->contact);
  aft_trend_begin_row (filling);
  aft_trend_put_text (filling, aft_trend_say (filling->voice, N_ ("Time to the end")),
                      "resolution");
  put_times (filling, &cases->resolution);
}

/* How many cases ended in each way tells nothing of a person, and the sentence above says it, too:
 * only who came back may be hidden. */
void
aft_trend_fill_outcomes (AftTrendFilling *filling)
{
  static const struct
  {
    AftTrendCaseEnd end;
    const char *code;
    const char *msgid;
  } CLOSED[] = {
    { AFT_TREND_CASE_RECOVERED, "recovered", N_ ("Recovered") },
    { AFT_TREND_CASE_LOST, "lost", N_ ("Lost") },
    { AFT_TREND_CASE_NO_REMEDY, "closed-without-remedy", N_ ("Closed without remedy") },
  };
  const AftTrendCases *cases = filling->view->cases;
  filling->table->title = aft_trend_say (filling->voice, N_ ("Outcomes of cases"));
  aft_trend_add_column (filling, "what", N_ ("Outcome"), AFT_TREND_TEXT);
  aft_trend_add_column (filling, "n", N_ ("How many"), AFT_TREND_INTEGER);
  aft_trend_add_column (filling, "of", N_ ("Out of"), AFT_TREND_INTEGER);
  aft_trend_add_share_columns (filling);
  if (cases == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (CLOSED); i++)
    {
      put_count (filling, CLOSED[i].code, CLOSED[i].msgid, cases->ends[CLOSED[i].end]);
      aft_trend_put_counted (filling, &cases->ended[CLOSED[i].end]);
    }
  put_count (filling, "open", N_ ("Still open"), cases->ends[AFT_TREND_CASE_OPEN]);
  aft_trend_put_number (filling, (double) cases->cases);
  aft_trend_put_nothing (filling, 3);
  aft_trend_begin_row (filling);
  aft_trend_put_text (filling, aft_trend_say (filling->voice, N_ ("Known guests who came back")),
                      "returned");
  if (cases->is_returned_hidden)
    {
      aft_trend_put_hidden (filling, 5);
      return;
    }
  aft_trend_put_number (filling, (double) cases->came_back);
  aft_trend_put_counted (filling, &cases->returned);
}

void
aft_trend_fill_tiers (AftTrendFilling *filling)
{
  static const AftTier ORDER[AFT_TIERS]
      = { AFT_TIER_VIP, AFT_TIER_CORE, AFT_TIER_ORDINARY, AFT_TIER_LOW, AFT_TIER_UNKNOWN };
  const AftTrendCases *cases = filling->view->cases;
  filling->table->title = aft_trend_say (filling->voice, N_ ("Time to the first answer by tier"));
  aft_trend_add_column (filling, "tier", N_ ("Tier"), AFT_TREND_TEXT);
  add_time_columns (filling);
  for (guint i = 0; cases != NULL && i < AFT_TIERS; i++)
    {
      const char *code = aft_tier_to_text (ORDER[i]);
      aft_trend_begin_row (filling);
      aft_trend_take_text (
          filling, aft_trend_words_dup_slice_value (filling->voice, AFT_SLICE_TIER, code), code);
      if (cases->is_tier_hidden[ORDER[i]])
        aft_trend_put_hidden (filling, TIME_COLUMNS);
      else
        put_times (filling, &cases->contact_by_tier[ORDER[i]]);
    }
}

void
aft_trend_fill_bands (AftTrendFilling *filling)
{
  static const struct
  {
    const char *code;
    const char *msgid;
  } BANDS[AFT_TREND_BANDS] = {
    { "5-minutes", N_ ("within 5 minutes") },
    { "hour", N_ ("within an hour") },
    { "day", N_ ("within a day") },
    { "later", N_ ("later or never") },
  };
  const AftTrendCases *cases = filling->view->cases;
  filling->table->title
      = aft_trend_say (filling->voice, N_ ("Who came back, by the time to the first answer"));
  aft_trend_add_column (filling, "answered", N_ ("First answer"), AFT_TREND_TEXT);
  aft_trend_add_column (filling, "cases", N_ ("Cases"), AFT_TREND_INTEGER);
  aft_trend_add_column (filling, "n", N_ ("of known guests"), AFT_TREND_INTEGER);
  aft_trend_add_column (filling, "share", N_ ("came back"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "low", N_ ("at least"), AFT_TREND_SHARE);
  aft_trend_add_column (filling, "high", N_ ("at most"), AFT_TREND_SHARE);
  for (guint i = 0; cases != NULL && i < AFT_TREND_BANDS; i++)
    {
      const AftTrendBand *band = &cases->bands[i];
      aft_trend_begin_row (filling);
      aft_trend_put_text (filling, aft_trend_say (filling->voice, BANDS[i].msgid), BANDS[i].code);
      if (band->is_hidden)
        {
          aft_trend_put_hidden (filling, 5);
          continue;
        }
      aft_trend_put_number (filling, (double) band->cases);
      aft_trend_put_counted (filling, &band->returned);
    }
}

void
aft_trend_fill_return (AftTrendFilling *filling)
{
  static const struct
  {
    const char *code;
    const char *msgid;
  } REPLIES[] = {
    { "yes", N_ ("will come back") },
    { "perhaps", N_ ("perhaps") },
    { "no", N_ ("will not come back") },
  };
  const AftTrendReturn *returning = filling->view->returning;
  aft_trend_add_column (filling, "answer", N_ ("Answer"), AFT_TREND_TEXT);
  aft_trend_add_column (filling, "n", N_ ("Answers"), AFT_TREND_INTEGER);
  aft_trend_add_share_columns (filling);
  for (guint i = 0; returning != NULL && i < G_N_ELEMENTS (REPLIES); i++)
    {
      put_count (filling, REPLIES[i].code, REPLIES[i].msgid, returning->counts[i]);
      aft_trend_put_figure (filling, &returning->shares[i]);
    }
}
