/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cards as others read them: poppler's programs say what stands on the paper and which fonts
 * are in the file, and zbarimg reads the codes from a page of 150 dots an inch. */
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "aft-card-sheet.h"
#include "aft-error.h"
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

static char *
ask (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  char *said = NULL;
  g_autoptr (GSubprocess) program
      = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (program, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  return said;
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
  return ask (words);
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
  g_autofree char *drawn = ask (draw);
  g_assert_cmpstr (drawn, ==, "");
  return ask (scan);
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
  g_autofree char *said = ask (words);
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
  g_autofree char *said = ask (words);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (said), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  /* "NAME TYPE ENCODING emb sub uni OBJECT ID" under two lines of heading. */
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (g_regex_match_simple (" yes yes yes +\\d+ +\\d+$", lines[i], 0, 0));
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
  g_autofree char *card = ask (words);
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
  g_test_add_func ("/pdf/cards/a-code-has-at-least-thirty-millimetres",
                   test_a_code_has_at_least_thirty_millimetres);
  g_test_add_func ("/pdf/cards/long-words-get-smaller-and-stay-on-the-card",
                   test_long_words_get_smaller_and_stay_on_the_card);
  g_test_add_func ("/pdf/cards/what-no-sheet-holds-is-refused",
                   test_what_no_sheet_holds_is_refused);
  return g_test_run ();
}
