/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-typing-forms: prints the tables of aft-typing-forms.c, as the OpenCC of this machine has
 * them. It runs when the kiosk is built: each guest's key would wait too long for OpenCC. */
#include "aft-chinese-script.h"

#include <opencc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Characters of three bytes: rarer ones are in no dictionary that is installed. */
#define FIRST  0x3400
#define LAST   0x9fff
#define USUAL  0x4e00
#define COUNT  (LAST - FIRST + 1)
#define COLUMN 14

/* What a text becomes; the caller frees it with g_free(). */
typedef char *(*Convert) (gpointer converter, const char *text);

/* OpenCC alone, without the words of dining: they are for the way to traditional writing. */
static char *
simplify (gpointer opencc, const char *text)
{
  char *converted = opencc_convert_utf8 (opencc, text, strlen (text));
  char *copy = g_strdup (converted == NULL ? text : converted);
  opencc_convert_utf8_free (converted);
  return copy;
}

static char *
make_traditional (gpointer script, const char *text)
{
  return aft_chinese_script_to_traditional (script, text);
}

/* @forms: for each character from FIRST on what it becomes alone, 0 where that is no single
 * character of these. */
static void
convert_all (Convert convert, gpointer converter, gunichar forms[COUNT])
{
  for (gunichar i = 0; i < COUNT; i++)
    {
      char text[8] = { 0 };
      g_unichar_to_utf8 (FIRST + i, text);
      g_autofree char *form = convert (converter, text);
      gunichar found = g_utf8_get_char (form);
      forms[i] = g_utf8_strlen (form, -1) == 1 && found >= FIRST && found <= LAST ? found : 0;
    }
}

static gboolean
is_variant (gunichar simplified, gunichar character)
{
  char text[8] = { 0 };
  g_unichar_to_utf8 (simplified, text);
  const char *variants = aft_chinese_script_get_variants (text);
  return variants != NULL && g_utf8_strchr (variants, -1, character) != NULL;
}

/* Who reads simplified is offered the simplified form and not its other one. */
static void
choose_simplified (const gunichar simple[COUNT], gunichar folded[COUNT])
{
  for (gunichar i = 0; i < COUNT; i++)
    folded[i] = simple[i] == FIRST + i ? 0 : simple[i];
}

/* Adds to @first the first of those that become the same; rare ones, which stand before USUAL, come
 * last. */
static void
add_first (GHashTable *first,
           const gunichar simple[COUNT],
           const gunichar traditional[COUNT],
           gboolean is_simple)
{
  for (gunichar step = 0; step < COUNT; step++)
    {
      gunichar i = (step + USUAL - FIRST) % COUNT;
      gpointer same = GUINT_TO_POINTER (traditional[i]);
      if ((simple[i] == FIRST + i) == is_simple && same != NULL
          && !g_hash_table_contains (first, same))
        g_hash_table_insert (first, same, GUINT_TO_POINTER (FIRST + i));
    }
}

/* Who reads traditional is offered one of those that become the same, one of simplified writing
 * where there is one, and none that is offered beside its simplified form anyway. */
static void
choose_traditional (const gunichar simple[COUNT],
                    const gunichar traditional[COUNT],
                    gunichar folded[COUNT])
{
  g_autoptr (GHashTable) first = g_hash_table_new (NULL, NULL);

  add_first (first, simple, traditional, TRUE);
  add_first (first, simple, traditional, FALSE);
  for (gunichar i = 0; i < COUNT; i++)
    {
      gunichar own = FIRST + i;
      gunichar other
          = GPOINTER_TO_UINT (g_hash_table_lookup (first, GUINT_TO_POINTER (traditional[i])));
      gboolean has_simple = simple[i] != 0 && simple[i] != own;
      folded[i] = other == own ? 0 : other;
      if (has_simple
          && (traditional[simple[i] - FIRST] == traditional[i] || is_variant (simple[i], own)))
        folded[i] = simple[i];
    }
}

static void
print_table (const char *name, const gunichar folded[COUNT])
{
  guint n = 0;

  printf ("static const char %s[] =", name);
  for (gunichar i = 0; i < COUNT; i++)
    {
      char pair[16] = { 0 };
      if (folded[i] == 0)
        continue;
      g_unichar_to_utf8 (folded[i], pair + g_unichar_to_utf8 (FIRST + i, pair));
      printf ("%s%s", n == 0 ? "\n  \"" : n % COLUMN == 0 ? "\"\n  \"" : "", pair);
      n++;
    }
  puts (n == 0 ? " \"\";" : "\";");
}

int
main (void)
{
  opencc_t opencc = opencc_open ("t2s.json");
  g_autoptr (AftChineseScript) script = aft_chinese_script_new (NULL);
  static gunichar simple[COUNT], traditional[COUNT], folded[COUNT];

  if (opencc == (opencc_t) -1 || !aft_chinese_script_load (script))
    {
      fprintf (stderr, "make-typing-forms: %s\n", opencc_error ());
      return EXIT_FAILURE;
    }
  convert_all (simplify, opencc, simple);
  convert_all (make_traditional, script, traditional);
  opencc_close (opencc);
  puts ("/* Made by make-typing-forms: a character, what stands for it; in the order of the first. "
        "*/");
  choose_simplified (simple, folded);
  print_table ("for_simplified", folded);
  choose_traditional (simple, traditional, folded);
  print_table ("for_traditional", folded);
  return EXIT_SUCCESS;
}
