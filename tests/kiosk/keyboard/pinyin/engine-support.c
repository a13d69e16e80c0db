/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pinyin engine as the kiosk has it, for tests. */
#include "engine-support.h"

static GBytes *
read_model (const char *name)
{
  g_autofree char *path = g_build_filename (MODELS, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

AftPinyinEngine *
engine_support_load (const char *const *names)
{
  g_autoptr (GBytes) words = read_model ("restaurant-words.txt");
  g_autoptr (GBytes) phrases = read_model ("restaurant-phrases.txt");
  g_autoptr (GError) error = NULL;
  AftPinyinEngine *engine = aft_pinyin_engine_load (
      &(AftPinyinOptions){ .words = words, .phrases = phrases, .names = names }, &error);

  g_assert_no_error (error);
  return engine;
}
