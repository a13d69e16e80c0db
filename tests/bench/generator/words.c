/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences for made-up guests. Nobody has ever written them: no words of real guests are here. */
#include "words.h"

#define SENTENCES 2
#define ENDINGS   6

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

/* Half of the time nothing more is said. */
static const char *const endings[AFT_LANGUAGES][ENDINGS] = {
  [AFT_LANGUAGE_ZH_CN]
  = { "", "", "", "，希望改进。", "，其他都还好。", "，我们是老客人了，以前不是这样的。" },
  [AFT_LANGUAGE_ZH_TW]
  = { "", "", "", "，希望改進。", "，其他都還好。", "，我們是老客人了，以前不是這樣的。" },
  [AFT_LANGUAGE_EN] = { "", "", "", " Please look into it.", " All else was fine.",
                        " We have been coming for years, and it was not like this before." },
};

static AftAspect
find_worst (const Guest *guest)
{
  AftAspect worst = AFT_ASPECT_FOOD;
  for (AftAspect k = AFT_ASPECT_FOOD; k <= AFT_ASPECT_AMBIENCE; k++)
    if (guest->aspects[k] < guest->aspects[worst])
      worst = k;
  return worst;
}

char *
words_make (const Guest *guest, Draws *draws, AftLanguage language)
{
  const char *sentence = sentences[language][find_worst (guest)][draws_below (draws, SENTENCES)];
  return g_strconcat (sentence, endings[language][draws_below (draws, ENDINGS)], NULL);
}
