/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenCC, and the words of dining that it takes for others. OpenCC decides by phrases; where it has
 * none, a character gets its most usual form: noodles alone become a face. The words below come
 * before it. Nothing here knows which script a guest wants. */
#include "aft-chinese-script.h"

#include <malloc.h>
#include <opencc.h>
#include <string.h>

#include "aft-secret.h"

#define NOT_OPEN ((opencc_t) -1)

struct _AftChineseScript
{
  char *configuration;
  opencc_t opencc;
  gboolean is_missing;
};

typedef struct
{
  const char *simplified;  /* with a ^: only where no Chinese character stands before it */
  const char *traditional; /* NULL: OpenCC knows better; keeps a shorter word from matching */
} Correction;

/* Sought for in this order: longer ones stand before what they begin with. */
static const Correction corrections[] = {
  { "^面对", NULL },      { "^面带", NULL },      { "^面前", NULL },       { "^面积", NULL },
  { "^面子", NULL },      { "^面部", NULL },      { "^面试", NULL },       { "^面临", NULL },
  { "^面很", "麵很" },    { "^面太", "麵太" },    { "^面有", "麵有" },     { "^面不", "麵不" },
  { "^面没", "麵沒" },    { "^面还", "麵還" },    { "^面都", "麵都" },     { "^面也", "麵也" },
  { "^面里", "麵裡" },    { "^面煮", "麵煮" },    { "^面坨", "麵坨" },     { "^面硬", "麵硬" },
  { "^面软", "麵軟" },    { "^面的", "麵的" },    { "^面上来", "麵上來" }, { "^面好", "麵好" },
  { "^面一", "麵一" },    { "^面和", "麵和" },    { "^面凉", "麵涼" },     { "^面冷", "麵冷" },
  { "的面积", NULL },     { "的面子", NULL },     { "的面前", NULL },      { "的面孔", NULL },
  { "的面", "的麵" },     { "小面积", NULL },     { "小面", "小麵" },      { "加面", "加麵" },
  { "燃面", "燃麵" },     { "宽面", "寬麵" },     { "细面", "細麵" },      { "粗面", "粗麵" },
  { "臊子面", "臊子麵" }, { "手工面", "手工麵" }, { "肉酱面", "肉醬麵" },  { "捞面", "撈麵" },
  { "焖面", "燜麵" },     { "干炒", "乾炒" },     { "干炸", "乾炸" },      { "干拌", "乾拌" },
  { "干碟", "乾碟" },     { "干蒸", "乾蒸" },     { "干烧", "乾燒" },      { "干煎", "乾煎" },
  { "干捞", "乾撈" },     { "很干净", NULL },     { "很干脆", NULL },      { "里脊", "里脊" },
  { "干练", "幹練" },     { "很干练", "很幹練" }, { "有点干净", NULL },    { "都干了", "都乾了" },
  { "太干了", "太乾了" }, { "有点干", "有點乾" }, { "很干", "很乾" },      { "姜葱", "薑蔥" },
  { "姜撞奶", "薑撞奶" }, { "姜母鸭", "薑母鴨" }, { "姜汁", "薑汁" },      { "姜片", "薑片" },
  { "姜丝", "薑絲" },     { "姜茶", "薑茶" },     { "姜味", "薑味" },      { "子姜", "子薑" },
  { "仔姜", "仔薑" },     { "嫩姜", "嫩薑" },     { "点赞", "點讚" },      { "个赞", "個讚" },
  { "很赞", "很讚" },     { "太赞", "太讚" },     { "超赞", "超讚" },      { "真赞", "真讚" },
  { "好赞", "好讚" },     { "赞一个", "讚一個" }, { "^赞", "讚" },         { "分钟", "分鐘" },
  { "里面", "裡面" },     { "过道里", "過道裡" }, { "是松的", "是鬆的" },  { "有点松", "有點鬆" },
};

/* One character and nothing else, where at a table another form is more usual than OpenCC's. */
static const Correction alone[] = {
  { "面", "麵" }, { "姜", "薑" }, { "干", "乾" }, { "赞", "讚" }, { "松", "鬆" },
  { "冲", "沖" }, { "钟", "鐘" }, { "谷", "穀" }, { "尝", "嚐" },
};

/* Simplified, and what else it may be in traditional writing than what OpenCC gives for it alone.
 */
static const struct
{
  const char *simplified;
  const char *others;
} variants[] = {
  { "面", "面" },   { "后", "后" },   { "里", "里" }, { "干", "幹干" }, { "发", "髮" },
  { "只", "隻" },   { "钟", "鍾" },   { "冲", "衝" }, { "姜", "姜" },   { "松", "松" },
  { "谷", "谷" },   { "台", "台檯" }, { "赞", "贊" }, { "卤", "鹵" },   { "余", "余" },
  { "制", "製" },   { "表", "錶" },   { "丑", "丑" }, { "云", "云" },   { "复", "複" },
  { "系", "係繫" }, { "尝", "嘗" },   { "周", "週" }, { "几", "几" },   { "斗", "斗" },
  { "曲", "麴" },   { "布", "佈" },   { "占", "占" }, { "游", "游" },   { "采", "采" },
  { "胡", "鬍" },   { "须", "鬚" },   { "划", "划" }, { "汇", "彙" },   { "获", "穫" },
  { "尽", "儘" },   { "历", "曆" },   { "签", "簽" }, { "舍", "捨" },   { "脏", "臟" },
  { "准", "准" },   { "咸", "咸" },   { "着", "着" }, { "团", "糰" },   { "当", "噹" },
  { "伙", "伙" },   { "欲", "慾" },   { "注", "註" }, { "志", "誌" },   { "症", "癥" },
  { "炼", "鍊" },   { "烟", "菸" },   { "霉", "霉" }, { "卷", "捲" },   { "栗", "栗" },
  { "坛", "罈" },   { "凶", "凶" },   { "托", "托" }, { "板", "闆" },   { "出", "齣" },
  { "致", "緻" },   { "升", "昇" },   { "累", "纍" }, { "征", "征" },   { "家", "傢" },
  { "熏", "熏" },   { "吊", "弔" },   { "回", "迴" }, { "向", "嚮" },   { "涂", "涂" },
  { "借", "藉" },
};

AftChineseScript *
aft_chinese_script_new (const char *configuration)
{
  AftChineseScript *script = g_new0 (AftChineseScript, 1);

  script->configuration = g_strdup (configuration == NULL ? "s2tw.json" : configuration);
  script->opencc = NOT_OPEN;
  return script;
}

void
aft_chinese_script_free (AftChineseScript *script)
{
  if (script == NULL)
    return;
  aft_chinese_script_unload (script);
  g_free (script->configuration);
  g_free (script);
}

gboolean
aft_chinese_script_load (AftChineseScript *script)
{
  if (script->opencc != NOT_OPEN || script->is_missing)
    return !script->is_missing;
  script->opencc = opencc_open (script->configuration);
  script->is_missing = script->opencc == NOT_OPEN;
  if (script->is_missing)
    g_warning ("OpenCC cannot be used (%s): Chinese stays simplified", opencc_error ());
  /* What reading the tables took besides them. */
  malloc_trim (0);
  return !script->is_missing;
}

void
aft_chinese_script_unload (AftChineseScript *script)
{
  if (script->opencc == NOT_OPEN)
    return;
  opencc_close (script->opencc);
  script->opencc = NOT_OPEN;
  malloc_trim (0);
}

static gboolean
is_after_chinese (const char *text, const char *at)
{
  return at > text
         && g_unichar_get_script (g_utf8_get_char (g_utf8_prev_char (at))) == G_UNICODE_SCRIPT_HAN;
}

/* The correction that begins at @at, a place in @text. @length: of what it stands for, in bytes. */
static const Correction *
find_correction (const char *text, const char *at, gsize *length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (corrections); i++)
    {
      const char *simplified = corrections[i].simplified;
      gboolean is_first = *simplified == '^';
      simplified += is_first;
      *length = strlen (simplified);
      if (strncmp (at, simplified, *length) == 0 && !(is_first && is_after_chinese (text, at)))
        return &corrections[i];
    }
  return NULL;
}

static void
append_converted (AftChineseScript *script, GString *result, const char *text, gsize length)
{
  if (length == 0)
    return;
  char *converted = opencc_convert_utf8 (script->opencc, text, length);
  if (converted == NULL)
    {
      g_string_append_len (result, text, (gssize) length);
      return;
    }
  g_string_append (result, converted);
  aft_secret_wipe (converted, strlen (converted));
  opencc_convert_utf8_free (converted);
}

static const char *
find_alone (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (alone); i++)
    if (strcmp (alone[i].simplified, text) == 0)
      return alone[i].traditional;
  return NULL;
}

char *
aft_chinese_script_to_traditional (AftChineseScript *script, const char *text)
{
  if (!aft_chinese_script_load (script))
    return g_strdup (text);
  if (find_alone (text) != NULL)
    return g_strdup (find_alone (text));

  /* Twice as long: no character of the one script takes more in the other, but some phrases do. */
  GString *result = g_string_sized_new (2 * strlen (text) + 1);
  const char *rest = text; /* not yet converted */
  for (const char *at = text; *at != '\0';)
    {
      gsize length = 0;
      const Correction *correction = find_correction (text, at, &length);
      if (correction == NULL)
        {
          at = g_utf8_next_char (at);
          continue;
        }
      if (correction->traditional != NULL)
        {
          append_converted (script, result, rest, (gsize) (at - rest));
          g_string_append (result, correction->traditional);
          rest = at + length;
        }
      at += length;
    }
  append_converted (script, result, rest, strlen (rest));
  return g_string_free (result, FALSE);
}

const char *
aft_chinese_script_get_variants (const char *character)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    if (strcmp (variants[i].simplified, character) == 0)
      return variants[i].others;
  return NULL;
}
