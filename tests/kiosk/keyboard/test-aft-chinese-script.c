/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a diner from Taiwan would write, from simplified characters. */
#include "aft-chinese-script.h"
#include "aft-secret.h"

#include <string.h>

typedef struct
{
  const char *simplified;
  const char *traditional;
} Pair;

static void
check_pairs (const Pair *pairs, gsize n)
{
  g_autoptr (AftChineseScript) script = aft_chinese_script_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (AftSecretText) got
          = aft_chinese_script_to_traditional (script, pairs[i].simplified);
      g_assert_cmpstr (got, ==, pairs[i].traditional);
    }
}

static void
test_phrases_decide_between_characters (void)
{
  static const Pair pairs[] = {
    { "头发", "頭髮" },
    { "发票开错了", "發票開錯了" },
    { "面条", "麵條" },
    { "排骨面", "排骨麵" },
    { "后面", "後面" },
    { "皇后", "皇后" },
    { "干净", "乾淨" },
    { "服务员很干练", "服務員很幹練" },
    { "干锅牛蛙", "乾鍋牛蛙" },
    { "只有一只鸡", "只有一隻雞" },
    { "里脊", "里脊" },
    { "糖醋里脊很脆", "糖醋里脊很脆" },
    { "卤肉饭", "滷肉飯" },
    { "太咸了", "太鹹了" },
    { "台湾", "臺灣" },
    { "饭团", "飯糰" },
    { "余下的打包", "餘下的打包" },
  };

  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_words_of_dining_come_before_opencc (void)
{
  static const Pair pairs[] = {
    { "面很好吃", "麵很好吃" },
    { "汤好，面太软", "湯好，麵太軟" },
    { "这里的面不错", "這裡的麵不錯" },
    { "重庆小面", "重慶小麵" },
    { "加面", "加麵" },
    { "面", "麵" },
    { "姜", "薑" },
    { "干炒牛河", "乾炒牛河" },
    { "菜都干了", "菜都乾了" },
    { "姜葱炒蟹", "薑蔥炒蟹" },
    { "等了十几分钟", "等了十幾分鐘" },
    { "给个赞", "給個讚" },
    { "扇贝里面有沙", "扇貝裡面有沙" },
  };

  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_faces_and_places_are_no_noodles (void)
{
  static const Pair pairs[] = {
    { "桌面很脏", "桌面很髒" },
    { "地面太滑", "地面太滑" },
    { "面带微笑", "面帶微笑" },
    { "对面有人抽烟", "對面有人抽菸" },
    { "店的面积太小", "店的面積太小" },
    { "小面积", "小面積" },
    { "很干净", "很乾淨" },
    { "里面很吵", "裡面很吵" },
  };

  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_one_character_alone_may_be_several (void)
{
  static const char *const characters[]
      = { "面", "后", "里", "干", "发", "只", "钟", "松", "台", "制", "系", "咸", "准" };
  g_autoptr (AftChineseScript) script = aft_chinese_script_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (characters); i++)
    {
      const char *others = aft_chinese_script_get_variants (characters[i]);
      g_autoptr (AftSecretText) usual = aft_chinese_script_to_traditional (script, characters[i]);
      g_assert_nonnull (others);
      g_assert_null (strstr (others, usual));
    }
  g_assert_cmpstr (aft_chinese_script_get_variants ("面"), ==, "面");
  g_assert_null (aft_chinese_script_get_variants ("吃"));
  g_assert_null (aft_chinese_script_get_variants ("面条"));
}

static void
test_what_is_no_chinese_stays (void)
{
  static const Pair pairs[] = {
    { "", "" },
    { "WiFi 100% ok", "WiFi 100% ok" },
    { "ni hao", "ni hao" },
    { "café 🍜 面条", "café 🍜 麵條" },
  };

  check_pairs (pairs, G_N_ELEMENTS (pairs));
}

static void
test_goes_on_after_its_memory_is_given_back (void)
{
  g_autoptr (AftChineseScript) script = aft_chinese_script_new (NULL);

  g_assert_true (aft_chinese_script_load (script));
  aft_chinese_script_unload (script);
  aft_chinese_script_unload (script);
  g_autoptr (AftSecretText) got = aft_chinese_script_to_traditional (script, "后面");
  g_assert_cmpstr (got, ==, "後面");
}

static GLogWriterOutput
count_warning (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  guint *n_warnings = user_data;

  *n_warnings += (level & G_LOG_LEVEL_WARNING) != 0;
  return G_LOG_WRITER_HANDLED;
}

static void
test_without_tables_it_stays_simplified_and_says_so_once (gconstpointer data)
{
  g_autoptr (AftChineseScript) script = aft_chinese_script_new ("/nowhere/at-all.json");

  const guint *n_warnings = data;
  g_autoptr (AftSecretText) first = aft_chinese_script_to_traditional (script, "后面");
  g_autoptr (AftSecretText) second = aft_chinese_script_to_traditional (script, "头发");
  g_assert_cmpstr (first, ==, "后面");
  g_assert_cmpstr (second, ==, "头发");
  g_assert_false (aft_chinese_script_load (script));
  g_assert_cmpuint (*n_warnings, ==, 1);
}

int
main (int argc, char **argv)
{
  guint n_warnings = 0;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/script/phrases-decide-between-characters",
                   test_phrases_decide_between_characters);
  g_test_add_func ("/keyboard/script/words-of-dining-come-before-opencc",
                   test_words_of_dining_come_before_opencc);
  g_test_add_func ("/keyboard/script/faces-and-places-are-no-noodles",
                   test_faces_and_places_are_no_noodles);
  g_test_add_func ("/keyboard/script/one-character-alone-may-be-several",
                   test_one_character_alone_may_be_several);
  g_test_add_func ("/keyboard/script/what-is-no-chinese-stays", test_what_is_no_chinese_stays);
  g_test_add_func ("/keyboard/script/goes-on-after-its-memory-is-given-back",
                   test_goes_on_after_its_memory_is_given_back);
  g_log_set_writer_func (count_warning, &n_warnings, NULL);
  g_test_add_data_func ("/keyboard/script/without-tables-it-stays-simplified-and-says-so-once",
                        &n_warnings, test_without_tables_it_stays_simplified_and_says_so_once);
  return g_test_run ();
}
