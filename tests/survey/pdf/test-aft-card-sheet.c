/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cards as others read them: poppler's programs say what stands on the paper and which fonts
 * are in the file, and zbarimg reads the codes from a page of 150 dots an inch. */
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "aft-card-sheet.h"
#include "aft-error.h"
#include "aft-paper-reader.h"
#include "aft-temp-dir.h"

#define DPI     150
#define ADDRESS "https://hui.example/s/"

static const AftCardText house_texts[] = {
  { AFT_LANGUAGE_ZH_CN, "老灶火锅", "今天这一餐，您满意吗？扫一扫，告诉我们。", "桌号" },
  { AFT_LANGUAGE_ZH_TW, "老灶火鍋", "今天這一餐，您滿意嗎？掃一掃，告訴我們。", "桌號" },
  { AFT_LANGUAGE_EN, "Old Stove Hotpot", "How was your meal? Scan the code and tell us.", "Table" },
};
static const AftCard house_cards[] = {
  { NULL, ADDRESS "DQQRSTUVWX" },  { "1", ADDRESS "AAAABBBB22" },  { "2", ADDRESS "AAAABBBB33" },
  { "A12", ADDRESS "AAAABBBB44" }, { "88", ADDRESS "AAAABBBB55" },
};
static const AftCardSheet house_sheet = { .title = "老灶火锅",
                                          .made_ms = 1763800000000,
                                          .texts = house_texts,
                                          .n_texts = 3,
                                          .cards = house_cards,
                                          .n_cards = G_N_ELEMENTS (house_cards) };

typedef struct
{
  AftTempDir *dir;
  char *pdf;
} Paper;

static void
paper_clear (Paper *paper)
{
  g_clear_pointer (&paper->pdf, g_free);
  g_clear_pointer (&paper->dir, aft_temp_dir_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, paper_clear)

static Paper
print (const AftCardSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  Paper paper = { .dir = aft_temp_dir_new () };
  g_autoptr (GBytes) bytes = aft_card_sheet_to_pdf (sheet, &error);
  g_assert_no_error (error);
  paper.pdf = aft_temp_dir_dup_path (paper.dir, "cards.pdf");
  g_file_set_contents (paper.pdf, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
  return paper;
}

static gboolean
has_readers (void)
{
  static const char *const programs[]
      = { "pdftotext", "pdffonts", "pdfinfo", "pdftoppm", "zbarimg" };
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = g_find_program_in_path (programs[i]);
      if (path != NULL)
        continue;
      g_test_skip ("poppler-utils and zbar-tools are not installed");
      return FALSE;
    }
  return TRUE;
}

static char *
read_text (const Paper *paper)
{
  const char *const words[] = { "pdftotext", "-enc", "UTF-8", paper->pdf, "-", NULL };
  return aft_paper_reader_ask (words);
}

/* What zbarimg finds on page @page: "X,Y TYPE:TEXT" lines are not asked for, the texts are. */
static char *
scan_page (const Paper *paper, const char *page)
{
  g_autofree char *base = aft_temp_dir_dup_path (paper->dir, page);
  g_autofree char *picture = g_strconcat (base, ".pgm", NULL);
  const char *const draw[] = { "pdftoppm", "-gray", "-r",          G_STRINGIFY (DPI), "-f", page,
                               "-l",       page,    "-singlefile", paper->pdf,        base, NULL };
  const char *const scan[] = { "zbarimg",   "--quiet",         "--raw", "--nodbus",
                               "-Sdisable", "-Sqrcode.enable", picture, NULL };
  g_autofree char *drawn = aft_paper_reader_ask (draw);
  g_assert_cmpstr (drawn, ==, "");
  return aft_paper_reader_ask (scan);
}

static void
test_each_code_is_read_at_150_dpi (void)
{
  if (!has_readers ())
    return;
  g_auto (Paper) paper = print (&house_sheet);
  g_autofree char *first = scan_page (&paper, "1");
  g_autofree char *second = scan_page (&paper, "2");
  for (guint i = 0; i < G_N_ELEMENTS (house_cards); i++)
    g_assert_nonnull (strstr (i < AFT_CARD_SHEET_PAGE ? first : second, house_cards[i].address));
}

static void
test_five_cards_are_two_sheets_of_a4 (void)
{
  if (!has_readers ())
    return;
  g_auto (Paper) paper = print (&house_sheet);
  const char *const words[] = { "pdfinfo", paper.pdf, NULL };
  g_autofree char *said = aft_paper_reader_ask (words);
  g_assert_true (g_regex_match_simple ("Pages: +2\n", said, 0, 0));
  g_assert_nonnull (strstr (said, "(A4)"));
  g_assert_nonnull (strstr (said, "老灶火锅"));
}

static void
test_words_can_be_selected (void)
{
  if (!has_readers ())
    return;
  g_auto (Paper) paper = print (&house_sheet);
  g_autofree char *text = read_text (&paper);
  g_strdelimit (text, "\n\f", ' ');
  for (guint i = 0; i < G_N_ELEMENTS (house_texts); i++)
    {
      g_assert_nonnull (strstr (text, house_texts[i].name));
      g_assert_nonnull (strstr (text, house_texts[i].invitation));
      g_assert_nonnull (strstr (text, house_texts[i].table_label));
    }
  for (guint i = 0; i < G_N_ELEMENTS (house_cards); i++)
    g_assert_nonnull (strstr (text, house_cards[i].address));
  g_assert_nonnull (strstr (text, "A12"));
}

static void
test_every_font_is_in_the_file (void)
{
  if (!has_readers ())
    return;
  g_auto (Paper) paper = print (&house_sheet);
  const char *const words[] = { "pdffonts", paper.pdf, NULL };
  g_autofree char *said = aft_paper_reader_ask (words);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (said), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  /* "NAME TYPE ENCODING emb sub uni OBJECT ID" under two lines of heading. */
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (g_regex_match_simple (" yes yes yes +\\d+ +\\d+$", lines[i], 0, 0));
}

/* A space after each letter, so that each is a word for itself. */
static char *
dup_spaced (const char *text)
{
  GString *words = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append_unichar (words, g_utf8_get_char (at));
    }
  return g_string_free (words, FALSE);
}

/* A card that says nothing but @text, bold and not, first in @language. */
static Paper
print_letters (AftLanguage language, const char *text)
{
  g_autofree char *letters = dup_spaced (text);
  const AftCardText texts[] = { { language, letters, letters, letters } };
  AftCardSheet sheet = house_sheet;
  sheet.texts = texts;
  sheet.n_texts = 1;
  sheet.n_cards = 2;
  return print (&sheet);
}

static void
check_ink (const Paper *paper, glong at_least)
{
  guint count = aft_paper_reader_find_ink (paper->pdf, aft_temp_dir_get_path (paper->dir));
  g_assert_cmpint (count, >=, at_least);
}

/* In Noto CJK they share parts of their outlines: see aft-paper-fonts.c. */
static void
test_no_letter_is_missing_on_paper (void)
{
  static const char *const texts[AFT_LANGUAGES] = {
    [AFT_LANGUAGE_ZH_CN]
    = ("老灶火锅今天这一餐您满意吗？扫一扫，告诉我们。桌号川渝香辣小馆湘粤鲁菜饭店面食堂羊肉"
       "牛排烤鸭酒楼茶餐厅清真素食海鲜自助日式料理包间大堂外卖点心早午晚问到总体如何时在五个"
       "表情里选了的客人所占比例请从打分给百减去由多少份答卷算出越接近全看法只有当纯属偶然"),
    [AFT_LANGUAGE_ZH_TW]
    = ("老灶火鍋今天這一餐您滿意嗎？掃一掃，告訴我們。桌號川渝香辣小館湘粵魯菜飯店麵食堂羊肉"
       "牛排烤鴨酒樓茶餐廳清真素食海鮮自助日式料理包間大堂外賣點心早午晚問到總體如何時在五個"
       "表情裡選了的客人所占比例請從打分給百減去由多少份答卷算出越接近全看法只有當純屬偶然"),
    [AFT_LANGUAGE_EN] = ("Howwasyourmeal?Scanthecodeandtellus.ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "abcdefghijklmnopqrstuvwxyz0123456789&’“”–—…!()/"),
  };
  if (!has_readers ())
    return;
  for (AftLanguage language = 0; language < AFT_LANGUAGES; language++)
    {
      g_auto (Paper) paper = print_letters (language, texts[language]);
      /* The name and the invitation on two cards, the label on one. */
      check_ink (&paper, 5 * g_utf8_strlen (texts[language], -1));
    }
}

static void
test_all_that_a_card_says_in_three_languages_has_ink (void)
{
  AftCardText texts[AFT_LANGUAGES];
  AftCardSheet sheet = house_sheet;
  sheet.texts = texts;
  if (!has_readers ())
    return;
  for (guint first = 0; first < AFT_LANGUAGES; first++)
    {
      for (guint i = 0; i < AFT_LANGUAGES; i++)
        texts[i] = house_texts[(first + i) % AFT_LANGUAGES];
      g_auto (Paper) paper = print (&sheet);
      check_ink (&paper, 5 * AFT_LANGUAGES * 2);
    }
}

/* Rare ones, beyond the first plane, and of other scripts. */
static void
test_unusual_names_have_ink_and_can_be_selected (void)
{
  static const char name[] = "龘靐齉爩麤㐂𠮷𡈽堃喆犇鱻éőßñÅŽЖдΩμ①㊣½™０Ａー＆カなの・々〆한식";
  g_autofree char *spaced = dup_spaced (name);
  AftCardText texts[] = { house_texts[0], house_texts[1], house_texts[2] };
  AftCardSheet sheet = house_sheet;
  if (!has_readers ())
    return;
  texts[0].name = spaced;
  texts[1].name = spaced;
  sheet.texts = texts;
  sheet.n_cards = 1;
  g_auto (Paper) paper = print (&sheet);
  check_ink (&paper, 2 * g_utf8_strlen (name, -1));
  g_autofree char *text = read_text (&paper);
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *letter = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
      g_assert_nonnull (strstr (text, letter));
    }
}

static GBytes *
draw_name (const char *name)
{
  AftCardText texts[] = { house_texts[0], house_texts[1], house_texts[2] };
  AftCardSheet sheet = house_sheet;
  texts[0].name = name;
  sheet.texts = texts;
  g_auto (Paper) paper = print (&sheet);
  g_free (scan_page (&paper, "1"));
  g_autofree char *path = aft_temp_dir_dup_path (paper.dir, "1.pgm");
  char *picture = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &picture, &length, NULL));
  return g_bytes_new_take (picture, length);
}

static void
test_an_accent_that_was_typed_by_itself_stands_on_its_letter (void)
{
  if (!has_readers ())
    return;
  g_autoptr (GBytes) whole = draw_name ("Café");
  g_autoptr (GBytes) pieces = draw_name ("Cafe\xcc\x81");
  g_autoptr (GBytes) other = draw_name ("Cafe");
  g_assert_true (g_bytes_equal (whole, pieces));
  g_assert_false (g_bytes_equal (whole, other));
}

/* Cairo 1.16 would embed all of Noto CJK for some of them. */
static void
test_no_letter_brings_a_whole_font_along (void)
{
  static const char *const names[]
      = { "店", "IF", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz 0123456789 店" };
  AftCardText texts[] = { house_texts[0], house_texts[1], house_texts[2] };
  AftCardSheet sheet = house_sheet;
  sheet.texts = texts;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      texts[0].name = names[i];
      g_autoptr (GBytes) bytes = aft_card_sheet_to_pdf (&sheet, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), <, 200 * 1024);
    }
}

/* The side of what is dark around the middle of the card at the left top, in mm. */
static double
measure_code (const char *picture, gsize length)
{
  guint width = 0;
  guint height = 0;
  int header = 0;
  g_assert_cmpint (sscanf (picture, "P5 %u %u 255%n", &width, &height, &header), ==, 2);
  const guint8 *dots = (const guint8 *) picture + header + 1;
  g_assert_cmpuint (length, ==, (gsize) header + 1 + (gsize) width * height);
  guint most = 0;
  /* The longest row from first to last black dot that begins and ends with a finder's edge. */
  for (guint y = 0; y < height / 2; y++)
    {
      guint first = width;
      guint last = 0;
      for (guint x = width / 20; x < width * 9 / 20; x++)
        if (dots[(gsize) y * width + x] < 8)
          {
            first = MIN (first, x);
            last = x;
          }
      guint dark = 0;
      for (guint x = first; x < last; x++)
        dark += dots[(gsize) y * width + x] < 8;
      if (first < last && dark * 4 > last - first)
        most = MAX (most, last - first + 1);
    }
  return most * 25.4 / DPI;
}

static void
test_a_code_has_at_least_thirty_millimetres (void)
{
  if (!has_readers ())
    return;
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *address
      = g_strdup_printf ("https://%s.%s.%s.%.61s/s/AAAABBBB22", label, label, label, label);
  const AftCard cards[] = { { "A1-12345", address } };
  AftCardSheet sheet = house_sheet;
  sheet.cards = cards;
  sheet.n_cards = 1;
  g_auto (Paper) paper = print (&sheet);
  g_autofree char *said = scan_page (&paper, "1");
  g_assert_cmpstr (g_strchomp (said), ==, address);
  g_autofree char *path = aft_temp_dir_dup_path (paper.dir, "1.pgm");
  g_autofree char *picture = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &picture, &length, NULL));
  double side_mm = measure_code (picture, length);
  g_assert_cmpfloat (side_mm, >=, 30);
  g_assert_cmpfloat (side_mm, <=, AFT_CARD_QR_MM + 1);
}

static void
test_long_words_get_smaller_and_stay_on_the_card (void)
{
  if (!has_readers ())
    return;
  g_autofree char *name = g_strnfill (100, 'W');
  g_autoptr (GString) chinese = g_string_new (NULL);
  for (guint i = 0; i < 25; i++)
    g_string_append (chinese, "麻辣火锅");
  AftCardText texts[] = { house_texts[0], house_texts[1], house_texts[2] };
  AftCardSheet sheet = house_sheet;
  texts[0].name = chinese->str;
  texts[2].name = name;
  sheet.texts = texts;
  g_auto (Paper) paper = print (&sheet);
  const char *const words[] = { "pdftotext", "-x",   "0",     "-y", "0", "-W",      "297", "-H",
                                "420",       "-enc", "UTF-8", "-l", "1", paper.pdf, "-",   NULL };
  g_autofree char *card = aft_paper_reader_ask (words);
  /* The door's card is the first; all of it lies in its quarter. */
  g_assert_nonnull (strstr (card, house_cards[0].address));
  g_assert_nonnull (strstr (card, house_texts[2].invitation + strlen ("How was your meal? ")));
  g_autofree char *codes = scan_page (&paper, "1");
  g_assert_nonnull (strstr (codes, house_cards[3].address));
}

static void
test_what_no_sheet_holds_is_refused (void)
{
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) large = NULL;
  g_autofree char *endless = g_strnfill (3000, 'x');
  const AftCard cards[] = { { "1", endless } };
  AftCardSheet sheet = house_sheet;
  sheet.n_cards = 0;
  g_assert_null (aft_card_sheet_to_pdf (&sheet, &none));
  g_assert_error (none, AFT_ERROR, AFT_ERROR_INVALID);
  sheet.cards = cards;
  sheet.n_cards = 1;
  g_assert_null (aft_card_sheet_to_pdf (&sheet, &large));
  g_assert_error (large, AFT_ERROR, AFT_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/cards/each-code-is-read-at-150-dpi", test_each_code_is_read_at_150_dpi);
  g_test_add_func ("/pdf/cards/five-cards-are-two-sheets-of-a4",
                   test_five_cards_are_two_sheets_of_a4);
  g_test_add_func ("/pdf/cards/words-can-be-selected", test_words_can_be_selected);
  g_test_add_func ("/pdf/cards/every-font-is-in-the-file", test_every_font_is_in_the_file);
  g_test_add_func ("/pdf/cards/no-letter-is-missing-on-paper", test_no_letter_is_missing_on_paper);
  g_test_add_func ("/pdf/cards/all-that-a-card-says-in-three-languages-has-ink",
                   test_all_that_a_card_says_in_three_languages_has_ink);
  g_test_add_func ("/pdf/cards/unusual-names-have-ink-and-can-be-selected",
                   test_unusual_names_have_ink_and_can_be_selected);
  g_test_add_func ("/pdf/cards/an-accent-that-was-typed-by-itself-stands-on-its-letter",
                   test_an_accent_that_was_typed_by_itself_stands_on_its_letter);
  g_test_add_func ("/pdf/cards/no-letter-brings-a-whole-font-along",
                   test_no_letter_brings_a_whole_font_along);
  g_test_add_func ("/pdf/cards/a-code-has-at-least-thirty-millimetres",
                   test_a_code_has_at_least_thirty_millimetres);
  g_test_add_func ("/pdf/cards/long-words-get-smaller-and-stay-on-the-card",
                   test_long_words_get_smaller_and_stay_on_the_card);
  g_test_add_func ("/pdf/cards/what-no-sheet-holds-is-refused",
                   test_what_no_sheet_holds_is_refused);
  return g_test_run ();
}
