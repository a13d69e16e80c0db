/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pinyin and nine-key, with libime's own data and the restaurant's words. */
#include "aft-error.h"
#include "engine-support.h"

#include <string.h>

static const char *
first (AftPinyinEngine *engine)
{
  g_assert_cmpuint (aft_pinyin_engine_count_candidates (engine), >, 0);
  return aft_pinyin_engine_get_candidate (engine, 0).text;
}

static guint
find (AftPinyinEngine *engine, const char *text)
{
  for (guint i = 0; i < aft_pinyin_engine_count_candidates (engine); i++)
    if (strcmp (aft_pinyin_engine_get_candidate (engine, i).text, text) == 0)
      return i;
  g_test_message ("no candidate %s", text);
  g_assert_not_reached ();
}

static void
test_sentence_is_the_first_candidate (AftPinyinEngine *engine)
{
  aft_pinyin_engine_clear (engine);
  aft_pinyin_engine_set_text (engine, "shangcaitaimanle");
  g_assert_cmpstr (first (engine), ==, "上菜太慢了");
  g_assert_cmpuint (aft_pinyin_engine_get_candidate (engine, 0).n_keys, ==, 16);
  g_assert_cmpstr (aft_pinyin_engine_get_preedit (engine), ==, "shang cai tai man le");
}

static void
test_every_way_to_cut_is_tried (AftPinyinEngine *engine)
{
  aft_pinyin_engine_clear (engine);
  aft_pinyin_engine_set_text (engine, "sangerenchihuoguo");
  g_assert_cmpstr (first (engine), ==, "三个人吃火锅");
  aft_pinyin_engine_set_text (engine, "xi'an");
  g_assert_cmpstr (first (engine), ==, "西安");
  aft_pinyin_engine_set_text (engine, "celue");
  g_assert_cmpstr (first (engine), ==, "策略");
  aft_pinyin_engine_set_text (engine, "celve");
  g_assert_cmpstr (first (engine), ==, "策略");
}

static void
test_key_by_key_is_the_same_as_at_once (AftPinyinEngine *engine)
{
  static const char keys[] = "fuwuyuantaiduhenhao";
  g_autoptr (GString) typed = g_string_new (NULL);
  g_autofree char *at_once = NULL;

  aft_pinyin_engine_clear (engine);
  aft_pinyin_engine_set_text (engine, keys);
  at_once = g_strdup (first (engine));
  aft_pinyin_engine_clear (engine);
  for (const char *key = keys; *key != '\0'; key++)
    {
      g_string_append_c (typed, *key);
      aft_pinyin_engine_set_text (engine, typed->str);
    }
  g_assert_cmpstr (first (engine), ==, at_once);
  for (guint i = 0; i < 3; i++)
    g_assert_true (aft_pinyin_engine_backspace (engine));
  aft_pinyin_engine_set_text (engine, keys);
  g_assert_cmpstr (first (engine), ==, at_once);
}

static void
test_picks_a_part_and_goes_on (AftPinyinEngine *engine)
{
  aft_pinyin_engine_clear (engine);
  aft_pinyin_engine_set_text (engine, "maoduhencui");
  g_assert_false (aft_pinyin_engine_pick (engine, find (engine, "毛肚")));
  g_assert_cmpstr (aft_pinyin_engine_get_picked (engine), ==, "毛肚");
  g_assert_cmpstr (first (engine), ==, "很脆");
  g_assert_true (aft_pinyin_engine_pick (engine, 0));
  g_assert_cmpstr (aft_pinyin_engine_get_picked (engine), ==, "毛肚很脆");
}

/* Where the two best sentences part, what they begin with alike is one pick. */
static void
test_sure_beginning_is_a_candidate (AftPinyinEngine *engine)
{
  static const char keys[] = "fuwuyuandetaiduhenhaoxiacizailaishizhe";
  g_autofree char *one = NULL, *other = NULL;
  AftPinyinCandidate beginning;

  aft_pinyin_engine_clear (engine);
  aft_pinyin_engine_set_text (engine, keys);
  g_assert_cmpuint (aft_pinyin_engine_count_candidates (engine), >, 3);
  one = g_strdup (aft_pinyin_engine_get_candidate (engine, 0).text);
  other = g_strdup (aft_pinyin_engine_get_candidate (engine, 1).text);
  beginning = aft_pinyin_engine_get_candidate (engine, 2);
  g_assert_cmpuint (beginning.n_keys, <, strlen (keys));
  g_assert_true (g_str_has_prefix (one, beginning.text));
  g_assert_true (g_str_has_prefix (other, beginning.text));
  g_assert_cmpint (g_utf8_strlen (beginning.text, -1), >, 4);
  g_assert_false (aft_pinyin_engine_pick (engine, 2));
  g_assert_true (g_str_has_prefix (one, aft_pinyin_engine_get_picked (engine)));
}

static void
test_backspace_takes_keys_then_the_pick (AftPinyinEngine *engine)
{
  aft_pinyin_engine_clear (engine);
  aft_pinyin_engine_set_text (engine, "maoduhen");
  aft_pinyin_engine_pick (engine, find (engine, "毛肚"));
  g_assert_true (aft_pinyin_engine_erase_syllable (engine));
  g_assert_cmpstr (aft_pinyin_engine_get_picked (engine), ==, "");
  g_assert_cmpstr (aft_pinyin_engine_get_text (engine), ==, "maodu");
  aft_pinyin_engine_erase_syllable (engine);
  g_assert_cmpstr (aft_pinyin_engine_get_text (engine), ==, "mao");
  for (guint i = 0; i < 3; i++)
    g_assert_true (aft_pinyin_engine_backspace (engine));
  g_assert_false (aft_pinyin_engine_backspace (engine));
  g_assert_cmpuint (aft_pinyin_engine_count_candidates (engine), ==, 0);
}

static void
test_fuzzy_only_when_asked (AftPinyinEngine *engine)
{
  aft_pinyin_engine_clear (engine);
  aft_pinyin_engine_set_text (engine, "sangcai");
  g_assert_cmpstr (first (engine), !=, "上菜");
  aft_pinyin_engine_set_fuzzy (engine, AFT_PINYIN_FUZZY_ALL);
  aft_pinyin_engine_set_text (engine, "sangcai");
  g_assert_cmpstr (first (engine), ==, "上菜");
  aft_pinyin_engine_set_fuzzy (engine, AFT_PINYIN_FUZZY_NONE);
}

static void
test_nine_key_offers_syllables (AftPinyinEngine *engine)
{
  const char *const *syllables;

  aft_pinyin_engine_set_mode (engine, AFT_PINYIN_NINE_KEY);
  aft_pinyin_engine_set_text (engine, "3898");
  g_assert_cmpstr (first (engine), ==, "服务");
  aft_pinyin_engine_set_text (engine, "94664");
  syllables = aft_pinyin_engine_get_syllables (engine);
  g_assert_true (g_strv_contains (syllables, "zhong"));
  g_assert_true (g_strv_contains (syllables, "xiong"));
  for (guint i = 0; syllables[i] != NULL; i++)
    if (strcmp (syllables[i], "xiong") == 0)
      {
        aft_pinyin_engine_choose_syllable (engine, i);
        break;
      }
  g_assert_cmpstr (aft_pinyin_engine_get_preedit (engine), ==, "xiong");
  aft_pinyin_engine_set_mode (engine, AFT_PINYIN_FULL);
}

/* What is read de or dei is not to take the first key of what follows. */
static void
test_nine_key_cuts_words_where_the_best_one_is_cut (AftPinyinEngine *engine)
{
  guint n_keys = 0;

  aft_pinyin_engine_set_mode (engine, AFT_PINYIN_NINE_KEY);
  aft_pinyin_engine_set_text (engine, "33" /* de */ "426"
                                      "5464"
                                      "94"
                                      "3426");
  for (guint i = 0; i < aft_pinyin_engine_count_candidates (engine); i++)
    {
      AftPinyinCandidate candidate = aft_pinyin_engine_get_candidate (engine, i);
      if (strcmp (candidate.text, "得") == 0)
        n_keys = candidate.n_keys;
    }
  g_assert_cmpuint (n_keys, ==, 2);
  aft_pinyin_engine_set_mode (engine, AFT_PINYIN_FULL);
}

static void
test_any_keys_are_borne (AftPinyinEngine *engine)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (guint round = 0; round < 60; round++)
    {
      char keys[40];

      for (guint i = 0; i < sizeof keys - 1; i++)
        keys[i] = (char) g_rand_int_range (random, 1, 127);
      keys[sizeof keys - 1] = '\0';
      aft_pinyin_engine_set_text (engine, keys);
      if (aft_pinyin_engine_count_candidates (engine) > 0)
        aft_pinyin_engine_pick (engine, 0);
      aft_pinyin_engine_backspace (engine);
    }
  aft_pinyin_engine_clear (engine);
  g_assert_cmpstr (aft_pinyin_engine_get_text (engine), ==, "");
}

static void
test_names_of_the_house_rank_first (void)
{
  static const char *const names[] = { "蚝皇凤爪煲", "雪顶柿柿如意", NULL };
  g_autoptr (AftPinyinEngine) engine = engine_support_load (names);

  aft_pinyin_engine_set_text (engine, "xuedingshishiruyi");
  g_assert_cmpstr (first (engine), ==, "雪顶柿柿如意");
}

static void
test_missing_files_are_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (aft_pinyin_engine_load (&(AftPinyinOptions){ .dictionary = "/nowhere" }, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE);
}

static void
test_a_foreign_file_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      aft_pinyin_engine_load (&(AftPinyinOptions){ .dictionary = "/etc/os-release" }, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_CORRUPT);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  AftPinyinEngine **engine = user_data;

  *engine = aft_pinyin_engine_load_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_loads_on_a_worker (void)
{
  g_autoptr (AftPinyinEngine) engine = NULL;

  aft_pinyin_engine_load_async (&(AftPinyinOptions){ 0 }, NULL, on_loaded, &engine);
  g_assert_null (engine);
  while (engine == NULL)
    g_main_context_iteration (NULL, TRUE);
  aft_pinyin_engine_set_text (engine, "nihao");
  g_assert_cmpstr (first (engine), ==, "你好");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (AftPinyinEngine *engine);
  } tests[] = {
    { "/keyboard/pinyin/sentence-is-the-first-candidate", test_sentence_is_the_first_candidate },
    { "/keyboard/pinyin/every-way-to-cut-is-tried", test_every_way_to_cut_is_tried },
    { "/keyboard/pinyin/key-by-key-is-the-same-as-at-once",
      test_key_by_key_is_the_same_as_at_once },
    { "/keyboard/pinyin/picks-a-part-and-goes-on", test_picks_a_part_and_goes_on },
    { "/keyboard/pinyin/sure-beginning-is-a-candidate", test_sure_beginning_is_a_candidate },
    { "/keyboard/pinyin/backspace-takes-keys-then-the-pick",
      test_backspace_takes_keys_then_the_pick },
    { "/keyboard/pinyin/fuzzy-only-when-asked", test_fuzzy_only_when_asked },
    { "/keyboard/pinyin/nine-key-offers-syllables", test_nine_key_offers_syllables },
    { "/keyboard/pinyin/nine-key-cuts-words-where-the-best-one-is-cut",
      test_nine_key_cuts_words_where_the_best_one_is_cut },
    { "/keyboard/pinyin/any-keys-are-borne", test_any_keys_are_borne },
  };
  g_autoptr (AftPinyinEngine) engine = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  engine = engine_support_load (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].name, engine, (GTestDataFunc) (void (*) (void)) tests[i].run);
  g_test_add_func ("/keyboard/pinyin/names-of-the-house-rank-first",
                   test_names_of_the_house_rank_first);
  g_test_add_func ("/keyboard/pinyin/missing-files-are-an-error", test_missing_files_are_an_error);
  g_test_add_func ("/keyboard/pinyin/a-foreign-file-is-an-error", test_a_foreign_file_is_an_error);
  g_test_add_func ("/keyboard/pinyin/loads-on-a-worker", test_loads_on_a_worker);
  status = g_test_run ();
  return status;
}
