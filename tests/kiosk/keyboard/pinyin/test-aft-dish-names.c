/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of dishes in surveys, and the models that come with the program. */
#include "aft-dish-names.h"
#include "aft-json.h"
#include "aft-pinyin-engine.h"

#include <string.h>

/* @json has ' for ". */
static AftValue *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quoted = g_strdelimit (g_strdup (json), "'", '"');
  AftValue *value = aft_json_parse (quoted, strlen (quoted), &aft_json_limits_survey, &error);

  g_assert_no_error (error);
  return value;
}

static void
assert_names (const char *json, const char *wanted)
{
  g_autoptr (AftValue) value = parse (json);
  const AftValue *const definitions[] = { value };
  g_auto (GStrv) names = aft_dish_names_collect (definitions, 1);
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==, wanted);
}

static void
test_choices_are_names (void)
{
  assert_names ("{'pages':[{'elements':[{'title':'哪道菜','choices':['毛肚','招牌鸭血',"
                "{'value':'a','text':'手打虾滑'},{'value':'鲜切牛肉'}]}]}]}",
                "毛肚 招牌鸭血 手打虾滑 鲜切牛肉");
}

static void
test_simplified_first (void)
{
  assert_names ("{'choices':[{'value':'a','text':{'default':'Tripe','zh-tw':'滷肉飯',"
                "'zh-cn':'卤肉饭'}},{'value':'b','text':{'default':'凉粉'}}]}",
                "卤肉饭 凉粉");
}

static void
test_only_short_chinese (void)
{
  assert_names ("{'title':'满意','choices':['鱼','Fish','可乐 大杯','一二三四五六七八九',1,null,"
                "'豆花','豆花',{}],'name':'菜品'}",
                "豆花");
}

static void
test_rows_columns_and_items (void)
{
  assert_names ("{'elements':[{'rows':['锅底'],'columns':[{'name':'c','title':'小料'}],"
                "'items':[{'name':'i','title':'饮料'}]}]}",
                "锅底 小料 饮料");
}

static void
test_several_surveys (void)
{
  g_autoptr (AftValue) one = parse ("{'choices':['毛肚']}");
  g_autoptr (AftValue) other = parse ("{'choices':['毛肚','鸭肠']}");
  const AftValue *const definitions[] = { one, other };
  g_auto (GStrv) names = aft_dish_names_collect (definitions, G_N_ELEMENTS (definitions));

  g_assert_cmpuint (g_strv_length (names), ==, 2);
}

static void
test_the_program_holds_its_models (void)
{
  static const char *const names[] = { "雪顶柿柿如意", NULL };
  g_autoptr (AftPinyinOptions) options = aft_pinyin_options_new_installed (names);

  g_assert_cmpuint (g_bytes_get_size (options->words), >, 10000);
  g_assert_cmpuint (g_bytes_get_size (options->phrases), >, 10000);
  g_assert_cmpstr (options->names[0], ==, names[0]);
  g_assert_true (g_file_test (options->dictionary, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (options->language_model, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyboard/dish-names/choices-are-names", test_choices_are_names);
  g_test_add_func ("/keyboard/dish-names/simplified-first", test_simplified_first);
  g_test_add_func ("/keyboard/dish-names/only-short-chinese", test_only_short_chinese);
  g_test_add_func ("/keyboard/dish-names/rows-columns-and-items", test_rows_columns_and_items);
  g_test_add_func ("/keyboard/dish-names/several-surveys", test_several_surveys);
  g_test_add_func ("/keyboard/dish-names/the-program-holds-its-models",
                   test_the_program_holds_its_models);
  return g_test_run ();
}
