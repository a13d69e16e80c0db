/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences for made-up guests. Nobody has ever written them: no words of real guests are here. */
#include "words.h"

#include <math.h>
#include <string.h>

#define SENTENCES       2
#define ENDINGS         5
#define SHORTEST        10 /* Chinese characters, as are the next two */
#define MEDIAN          18
#define LONGEST         60
#define SPREAD          .5 /* of the logarithm */
#define ENGLISH_LETTERS 3  /* for one of them */
#define TRIES           40

static const char *const sentences[AFT_LANGUAGES][AFT_ASPECT_AMBIENCE + 1][SENTENCES] = {
  [AFT_LANGUAGE_ZH_CN] = {
    [AFT_ASPECT_FOOD] = { "味道偏咸", "今天的毛肚不太新鲜，嚼不动" },
    [AFT_ASPECT_PORTION] = { "份量比以前少了", "一盘肉只有几片，两个人不够吃" },
    [AFT_ASPECT_SERVICE] = { "叫了几次都没人应", "服务员说话不耐烦，孩子都听出来了" },
    [AFT_ASPECT_WAITING] = { "等位等了快一个小时", "上菜太慢，催了两次才来" },
    [AFT_ASPECT_PRICE] = { "涨价了，不太划算", "小料也要按人头收钱，点之前没有说" },
    [AFT_ASPECT_HYGIENE] = { "桌子是油的", "碗边有口红印，换了一个还是有" },
    [AFT_ASPECT_AMBIENCE] = { "太吵，说话听不见", "空调对着吹，坐了一会儿就冷" },
  },
  [AFT_LANGUAGE_ZH_TW] = {
    [AFT_ASPECT_FOOD] = { "口味偏鹹", "今天的毛肚不太新鮮，咬不動" },
    [AFT_ASPECT_PORTION] = { "份量比以前少", "一盤肉只有幾片，兩個人不夠吃" },
    [AFT_ASPECT_SERVICE] = { "叫了幾次都沒有人來", "服務員說話不耐煩，孩子都聽出來了" },
    [AFT_ASPECT_WAITING] = { "候位等了快一個小時", "出餐太慢，催了兩次才來" },
    [AFT_ASPECT_PRICE] = { "漲價了，不太划算", "醬料也要按人頭收費，點餐前沒有說" },
    [AFT_ASPECT_HYGIENE] = { "桌子油油的", "碗邊有口紅印，換了一個還是有" },
    [AFT_ASPECT_AMBIENCE] = { "太吵，說話聽不見", "冷氣對著吹，坐一下就冷" },
  },
  [AFT_LANGUAGE_EN] = {
    [AFT_ASPECT_FOOD] = { "Rather salty.", "The tripe was not fresh today, we could not chew it." },
    [AFT_ASPECT_PORTION] = { "Smaller portions than before.", "A few slices of beef for two people." },
    [AFT_ASPECT_SERVICE] = { "We had to call again and again.", "The waiter was short with us." },
    [AFT_ASPECT_WAITING] = { "Almost an hour for a table.", "The dishes took far too long." },
    [AFT_ASPECT_PRICE] = { "Prices went up.", "Nobody said that the sauces are charged per person." },
    [AFT_ASPECT_HYGIENE] = { "The table was greasy.", "There was lipstick on my bowl, \"clean\" as it was." },
    [AFT_ASPECT_AMBIENCE] = { "Too loud to talk.", "We sat in the draught of the air conditioning." },
  },
};

static const char *const joints[AFT_LANGUAGES]
    = { [AFT_LANGUAGE_ZH_CN] = "，", [AFT_LANGUAGE_ZH_TW] = "，", [AFT_LANGUAGE_EN] = " " };

static const char *const endings[AFT_LANGUAGES][ENDINGS] = {
  [AFT_LANGUAGE_ZH_CN]
  = { "，希望改进", "，其他都还好", "，我们是老客人了", "，以前不是这样的", "，下次再看看吧" },
  [AFT_LANGUAGE_ZH_TW]
  = { "，希望改進", "，其他都還好", "，我們是老客人了", "，以前不是這樣的", "，下次再看看吧" },
  [AFT_LANGUAGE_EN]
  = { " Please look into it.", " All else was fine.", " We have been coming for years.",
      " It was not like this before.", " Let us see next time." },
};

/* How much one writes; most write a line, few much more. */
static guint
draw_length (Draws *draws)
{
  double length = exp (log (MEDIAN) + SPREAD * draws_normal (draws));
  return (guint) CLAMP (length, SHORTEST, LONGEST);
}

static AftAspect
find_worst (const Guest *guest)
{
  AftAspect worst = AFT_ASPECT_FOOD;
  for (AftAspect k = AFT_ASPECT_FOOD; k <= AFT_ASPECT_AMBIENCE; k++)
    if (guest->aspects[k] < guest->aspects[worst])
      worst = k;
  return worst;
}

/* FALSE: that would be too much. */
static gboolean
append (GString *words, const char *piece, guint most)
{
  glong length = g_utf8_strlen (words->str, -1) + g_utf8_strlen (piece, -1);
  if (length > (glong) most)
    return FALSE;
  g_string_append (words, piece);
  return TRUE;
}

/* Of the worst first, then of what comes to mind, until it is enough. */
char *
words_make (const Guest *guest, Draws *draws, AftLanguage language)
{
  guint letters = language == AFT_LANGUAGE_EN ? ENGLISH_LETTERS : 1;
  guint least = draw_length (draws) * letters;
  AftAspect aspect = find_worst (guest);
  GString *words = g_string_new (sentences[language][aspect][draws_below (draws, SENTENCES)]);
  for (guint tries = 0; tries < TRIES && g_utf8_strlen (words->str, -1) < (glong) least; tries++)
    {
      guint chosen = draws_below (draws, ENDINGS + AFT_ASPECT_AMBIENCE + 1);
      AftAspect other = chosen < ENDINGS ? aspect : (AftAspect) (chosen - ENDINGS);
      g_autofree char *piece
          = other == aspect
                ? g_strdup (endings[language][chosen % ENDINGS])
                : g_strconcat (joints[language],
                               sentences[language][other][draws_below (draws, SENTENCES)], NULL);
      if (strstr (words->str, piece) == NULL)
        append (words, piece, LONGEST * letters);
    }
  return g_string_free (words, FALSE);
}
