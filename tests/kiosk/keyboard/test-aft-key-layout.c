/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the layouts hold, taken key by key: nothing missing, nothing twice, no way in without a way
 * out. */
#include "aft-key-layout.h"

#include <string.h>

typedef void (*Visit) (const AftKeySpec *key, gpointer user_data);

static void
visit_keys (AftLayout layout, Visit visit, gpointer user_data)
{
  const AftKeyLayout *keys = aft_key_layout_get (layout);
  for (guint row = 0; row < keys->n_rows; row++)
    for (const AftKeySpec *key = keys->rows[row]; key->width > 0; key++)
      visit (key, user_data);
}

static void
gather_text (const AftKeySpec *key, gpointer user_data)
{
  if (key->text != NULL)
    g_string_append_printf (user_data, "%s\n", key->text);
}

static void
gather_alternates (const AftKeySpec *key, gpointer user_data)
{
  if (key->alternates != NULL)
    g_string_append_printf (user_data, "%s ", key->alternates);
}

static void
gather_actions (const AftKeySpec *key, gpointer user_data)
{
  guint *actions = user_data;
  *actions |= 1u << key->action;
}

static void
gather_targets (const AftKeySpec *key, gpointer user_data)
{
  guint *targets = user_data;
  if (key->action == AFT_KEY_LAYOUT)
    *targets |= 1u << key->target;
}

static guint
targets_of (AftLayout layout)
{
  guint targets = 0;
  visit_keys (layout, gather_targets, &targets);
  return targets;
}

/* Are there keys for all of @wanted, texts with spaces between them? */
static void
assert_writes (AftLayout layout, const char *wanted)
{
  g_autoptr (GString) text = g_string_new ("\n");
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);
  visit_keys (layout, gather_text, text);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *line = g_strconcat ("\n", words[i], "\n", NULL);
      if (strstr (text->str, line) == NULL)
        g_error ("layout %u has no key for %s", layout, words[i]);
    }
}

static void
assert_offers (AftLayout layout, const char *wanted)
{
  g_autoptr (GString) offered = g_string_new (" ");
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);
  visit_keys (layout, gather_alternates, offered);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_strconcat (" ", words[i], " ", NULL);
      if (strstr (offered->str, word) == NULL)
        g_error ("layout %u offers no %s on a long press", layout, words[i]);
    }
}

#define LETTERS "a b c d e f g h i j k l m n o p q r s t u v w x y z"
#define DIGITS  "0 1 2 3 4 5 6 7 8 9"

static void
test_letters_and_digits_are_complete (void)
{
  assert_writes (AFT_LAYOUT_PINYIN, LETTERS " ' ， 。");
  assert_offers (AFT_LAYOUT_PINYIN, DIGITS " ？ ！ 、 ： ； “ ” （ ） 《 》 …… ——");
  assert_writes (AFT_LAYOUT_LATIN, LETTERS " . , '");
  assert_offers (AFT_LAYOUT_LATIN, "? ! -");
  assert_writes (AFT_LAYOUT_EMAIL, LETTERS " " DIGITS " @ . - _ .com @qq.com");
  assert_offers (AFT_LAYOUT_EMAIL, ".cn @163.com @gmail.com");
  assert_writes (AFT_LAYOUT_NINE_KEY, "2 3 4 5 6 7 8 9 ， 。");
  assert_writes (AFT_LAYOUT_DIGITS, DIGITS " - .");
  assert_writes (AFT_LAYOUT_PHONE, DIGITS " - +");
  assert_writes (AFT_LAYOUT_SYMBOLS, DIGITS " . , ? ! ' - @ # $ % & * ( ) / : ; \" + =");
  assert_writes (AFT_LAYOUT_CHINESE_SYMBOLS, DIGITS " ， 。 ？ ！ 、 ： ； “ ” （ ） 《 》 …… ——");
}

static void
test_accents_are_offered (void)
{
  assert_offers (AFT_LAYOUT_LATIN, "é è ê ë ñ ü ú ù û á à â ä å æ ã ó ö ò ô õ ø œ ç ß í ì î ï ý ÿ");
}

static void
test_rows_fit_and_one_is_as_wide_as_the_layout (void)
{
  for (guint layout = 0; layout < AFT_LAYOUTS; layout++)
    {
      const AftKeyLayout *keys = aft_key_layout_get (layout);
      guint widest = 0;
      for (guint row = 0; row < keys->n_rows; row++)
        {
          guint width = 0;
          for (const AftKeySpec *key = keys->rows[row]; key->width > 0; key++)
            width += key->width;
          widest = MAX (widest, width);
        }
      g_assert_cmpuint (widest, ==, keys->width);
    }
}

static void
assert_is_sound (const AftKeySpec *key, gpointer user_data)
{
  guint layout = GPOINTER_TO_UINT (user_data);
  gboolean writes = key->action == AFT_KEY_TEXT || key->action == AFT_KEY_SPACE;

  g_assert_cmpuint (key->width, >=, 3);
  g_assert_true (writes == (key->text != NULL));
  /* What writes nothing cannot be named by what it writes. */
  g_assert_true (key->text != NULL || key->name != NULL);
  g_assert_true (key->text != NULL || key->label != NULL || key->icon != NULL);
  g_assert_true (key->label == NULL || key->icon == NULL);
  if (key->action == AFT_KEY_LAYOUT)
    g_assert_cmpuint (key->target, !=, layout);
  if (key->alternates != NULL)
    {
      g_assert_cmpint (key->action, ==, AFT_KEY_TEXT);
      g_assert_true (g_utf8_validate (key->alternates, -1, NULL));
      g_assert_false (g_str_has_prefix (key->alternates, " "));
      g_assert_false (g_str_has_suffix (key->alternates, " "));
      g_assert_null (strstr (key->alternates, "  "));
    }
}

static void
test_each_key_says_what_it_does (void)
{
  for (guint layout = 0; layout < AFT_LAYOUTS; layout++)
    visit_keys (layout, assert_is_sound, GUINT_TO_POINTER (layout));
}

static void
note_name (const AftKeySpec *key, gpointer user_data)
{
  const char *name = key->name != NULL ? key->name : key->text;
  if (!g_hash_table_add (user_data, (gpointer) name))
    g_error ("two keys of a layout are called %s", name);
}

static void
test_names_are_unique_within_a_layout (void)
{
  for (guint layout = 0; layout < AFT_LAYOUTS; layout++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      visit_keys (layout, note_name, names);
    }
}

static void
test_every_layout_erases_enters_and_goes_away (void)
{
  for (guint layout = 0; layout < AFT_LAYOUTS; layout++)
    {
      guint actions = 0;
      guint wanted = 1u << AFT_KEY_ERASE | 1u << AFT_KEY_ENTER | 1u << AFT_KEY_HIDE;
      visit_keys (layout, gather_actions, &actions);
      g_assert_cmphex (actions & wanted, ==, wanted);
      g_assert_true (aft_key_layout_get (layout)->has_shift
                     == ((actions & 1u << AFT_KEY_SHIFT) != 0));
    }
}

/* Bits of the layouts to which keys lead from @layout, itself included. */
static guint
reach (AftLayout layout)
{
  guint reached = 1u << layout;
  guint before = 0;
  while (before != reached)
    {
      before = reached;
      for (guint each = 0; each < AFT_LAYOUTS; each++)
        if ((before & 1u << each) != 0)
          reached |= targets_of (each);
    }
  return reached;
}

static void
test_layouts_for_words_lead_to_each_other (void)
{
  const AftLayout words[] = { AFT_LAYOUT_PINYIN,  AFT_LAYOUT_NINE_KEY,        AFT_LAYOUT_LATIN,
                              AFT_LAYOUT_SYMBOLS, AFT_LAYOUT_CHINESE_SYMBOLS, AFT_LAYOUT_HAND };
  guint all = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    all |= 1u << words[i];
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmphex (reach (words[i]), ==, all);
}

static void
test_every_kind_of_chinese_is_one_key_away (void)
{
  g_assert_cmphex (targets_of (AFT_LAYOUT_PINYIN), ==,
                   1u << AFT_LAYOUT_NINE_KEY | 1u << AFT_LAYOUT_HAND | 1u << AFT_LAYOUT_LATIN
                       | 1u << AFT_LAYOUT_CHINESE_SYMBOLS);
  g_assert_true (targets_of (AFT_LAYOUT_LATIN) & 1u << AFT_LAYOUT_PINYIN);
  g_assert_true (targets_of (AFT_LAYOUT_NINE_KEY) & 1u << AFT_LAYOUT_PINYIN);
  g_assert_true (targets_of (AFT_LAYOUT_HAND) & 1u << AFT_LAYOUT_PINYIN);
}

static void
test_numbers_and_addresses_stay_what_they_are (void)
{
  g_assert_cmphex (targets_of (AFT_LAYOUT_DIGITS), ==, 0);
  g_assert_cmphex (targets_of (AFT_LAYOUT_PHONE), ==, 0);
  g_assert_cmphex (targets_of (AFT_LAYOUT_EMAIL), ==, 0);
}

#define ADD(name, function) g_test_add_func ("/keyboard/layout/" name, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("letters-and-digits-are-complete", test_letters_and_digits_are_complete);
  ADD ("accents-are-offered", test_accents_are_offered);
  ADD ("rows-fit-and-one-is-as-wide-as-the-layout", test_rows_fit_and_one_is_as_wide_as_the_layout);
  ADD ("each-key-says-what-it-does", test_each_key_says_what_it_does);
  ADD ("names-are-unique-within-a-layout", test_names_are_unique_within_a_layout);
  ADD ("every-layout-erases-enters-and-goes-away", test_every_layout_erases_enters_and_goes_away);
  ADD ("layouts-for-words-lead-to-each-other", test_layouts_for_words_lead_to_each_other);
  ADD ("every-kind-of-chinese-is-one-key-away", test_every_kind_of_chinese_is_one_key_away);
  ADD ("numbers-and-addresses-stay-what-they-are", test_numbers_and_addresses_stay_what_they_are);
  return g_test_run ();
}
