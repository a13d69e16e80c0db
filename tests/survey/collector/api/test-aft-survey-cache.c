/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the surveys that are kept read. */
#include "aft-survey-cache.h"

#include "aft-error.h"

static char *
make_definition (guint number)
{
  return g_strdup_printf ("{\"elements\":[{\"name\":\"q%u\",\"type\":\"rating\"}]}", number);
}

static AftSurvey *
add (AftSurveyCache *cache, const char *definition, GError **error)
{
  AftDigest digest = aft_digest_of_text (definition);
  return aft_survey_cache_add (cache, &digest, definition, error);
}

static void
test_read_once (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  g_autofree char *definition = make_definition (1);
  AftDigest digest = aft_digest_of_text (definition);
  g_assert_null (aft_survey_cache_find (cache, &digest));
  g_autoptr (AftSurvey) first = add (cache, definition, &error);
  g_autoptr (AftSurvey) second = add (cache, definition, &error);
  g_autoptr (AftSurvey) found = aft_survey_cache_find (cache, &digest);
  g_assert_true (first != NULL && first == second && first == found);
}

static void
test_no_survey (void)
{
  static const char *const texts[] = { "", "{", "[]", "{\"elements\":[{}]}", "{\"elements\":1}" };
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      AftDigest digest = aft_digest_of_text (texts[i]);
      g_assert_null (add (cache, texts[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (aft_survey_cache_find (cache, &digest));
    }
}

/* A flood of strange ones takes no more room than so many. */
static void
test_has_an_end (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  guint kept = 0;
  for (guint i = 0; i < 10 * AFT_SURVEY_CACHE_MAX; i++)
    {
      g_autofree char *definition = make_definition (i);
      aft_survey_unref (add (cache, definition, &error));
      g_assert_no_error (error);
    }
  for (guint i = 0; i < 10 * AFT_SURVEY_CACHE_MAX; i++)
    {
      g_autofree char *definition = make_definition (i);
      AftDigest digest = aft_digest_of_text (definition);
      g_autoptr (AftSurvey) survey = aft_survey_cache_find (cache, &digest);
      kept += survey != NULL;
    }
  g_assert_cmpuint (kept, >, 0);
  g_assert_cmpuint (kept, <=, AFT_SURVEY_CACHE_MAX);
}

static gpointer
use (gpointer data)
{
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *definition = make_definition (i % 100);
      g_autoptr (AftSurvey) survey = add (data, definition, NULL);
      g_assert_nonnull (survey);
    }
  return NULL;
}

static void
test_any_thread (void)
{
  GThread *threads[4];
  g_autoptr (AftSurveyCache) cache = aft_survey_cache_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("use", use, cache);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

#define ADD(name, test) g_test_add_func ("/collector/survey-cache/" name, test)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-survey-is-read-once", test_read_once);
  ADD ("what-is-no-survey-is-not-kept", test_no_survey);
  ADD ("only-so-many-are-kept", test_has_an_end);
  ADD ("threads-do-not-hurt-one-another", test_any_thread);
  return g_test_run ();
}
