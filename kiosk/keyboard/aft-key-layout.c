/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of every layout, row by row. What a key writes is decided here; when it is given, and
 * what becomes of it, is not.
 *
 * Widths are quarters of a plain key. Letters are ten plain keys wide, as on every telephone; keys
 * that a guest needs once in a visit may be three quarters of one, others never less than four. */
#include "aft-key-layout.h"

#include <glib/gi18n.h>

#define PLAIN 4

#define WRITES(what, quarters)                                                                     \
  {                                                                                                \
    .action = AFT_KEY_TEXT, .text = what, .width = quarters                                        \
  }
#define OFFERS(what, more, quarters)                                                               \
  {                                                                                                \
    .action = AFT_KEY_TEXT, .text = what, .alternates = more, .width = quarters                    \
  }
#define HINTS(what, more, sign, quarters)                                                          \
  {                                                                                                \
    .action = AFT_KEY_TEXT, .text = what, .alternates = more, .hint = sign, .width = quarters      \
  }
/* Two signs that are written together and need no more room than one. */
#define DOUBLES(sign, more, quarters)                                                              \
  {                                                                                                \
    .action = AFT_KEY_TEXT, .text = sign sign, .label = sign, .alternates = more,                  \
    .width = quarters                                                                              \
  }
#define LETTERS_OF(digit, letters)                                                                 \
  {                                                                                                \
    .action = AFT_KEY_TEXT, .text = digit, .label = letters, .hint = digit, .width = 5             \
  }
#define DOES(what, picture, called, quarters)                                                      \
  {                                                                                                \
    .action = what, .icon = "aft-" picture "-symbolic", .name = called, .width = quarters          \
  }
#define GOES_TO(where, shown, called, quarters)                                                    \
  {                                                                                                \
    .action = AFT_KEY_LAYOUT, .target = where, .label = shown, .name = called, .width = quarters   \
  }
#define TURNS_TO(where, picture, called, quarters)                                                 \
  {                                                                                                \
    .action = AFT_KEY_LAYOUT, .target = where, .icon = "aft-" picture "-symbolic", .name = called, \
    .width = quarters                                                                              \
  }

#define SPACE(quarters)                                                                            \
  {                                                                                                \
    .action = AFT_KEY_SPACE, .text = " ", .icon = "aft-space-symbolic", .name = N_ ("Space"),      \
    .width = quarters                                                                              \
  }
#define ERASE(quarters) DOES (AFT_KEY_ERASE, "erase", N_ ("Backspace"), quarters)
#define ENTER(quarters) DOES (AFT_KEY_ENTER, "enter", N_ ("Enter"), quarters)
#define SHIFT(quarters) DOES (AFT_KEY_SHIFT, "shift", N_ ("Shift"), quarters)
#define HIDE(quarters)  DOES (AFT_KEY_HIDE, "keyboard-hide", N_ ("Hide keyboard"), quarters)
#define SEPARATOR(quarters)                                                                        \
  {                                                                                                \
    .action = AFT_KEY_TEXT, .text = "'", .name = N_ ("Between syllables"), .width = quarters       \
  }
/* The pad says which of the two it is. */
#define SCRIPT(quarters)                                                                           \
  {                                                                                                \
    .action = AFT_KEY_SCRIPT, .label = "简", .name = N_ ("Simplified or traditional"),             \
    .width = quarters                                                                              \
  }
#define ENGLISH(quarters) GOES_TO (AFT_LAYOUT_LATIN, "中/英", N_ ("English input"), quarters)
#define CHINESE(quarters) GOES_TO (AFT_LAYOUT_PINYIN, "英/中", N_ ("Chinese input"), quarters)
#define CHINESE_SYMBOLS(quarters)                                                                  \
  GOES_TO (AFT_LAYOUT_CHINESE_SYMBOLS, "符", N_ ("Digits and symbols"), quarters)
#define FULL_KEYS(quarters) TURNS_TO (AFT_LAYOUT_PINYIN, "keyboard", N_ ("Full keyboard"), quarters)
#define NINE_KEYS(quarters) TURNS_TO (AFT_LAYOUT_NINE_KEY, "nine-key", N_ ("Nine keys"), quarters)
#define HAND(quarters)      TURNS_TO (AFT_LAYOUT_HAND, "pen", N_ ("Handwriting"), quarters)
#define END                 WRITES (NULL, 0)

#define FULL_COMMA(quarters) HINTS ("，", "！ 、 ； ： …… “ ” （ ）", "！", quarters)
#define FULL_STOP(quarters)  HINTS ("。", "？ ！ …… —— 《 》 ～ ·", "？", quarters)

static const AftKeySpec digit_row[] = {
  OFFERS ("1", "① ½", PLAIN),
  OFFERS ("2", "②", PLAIN),
  OFFERS ("3", "③", PLAIN),
  OFFERS ("4", "④", PLAIN),
  OFFERS ("5", "⑤", PLAIN),
  OFFERS ("6", "⑥", PLAIN),
  OFFERS ("7", "⑦", PLAIN),
  OFFERS ("8", "⑧", PLAIN),
  OFFERS ("9", "⑨", PLAIN),
  OFFERS ("0", "⑩ °", PLAIN),
  END,
};

static const AftKeySpec plain_digit_row[] = {
  WRITES ("1", PLAIN),
  WRITES ("2", PLAIN),
  WRITES ("3", PLAIN),
  WRITES ("4", PLAIN),
  WRITES ("5", PLAIN),
  WRITES ("6", PLAIN),
  WRITES ("7", PLAIN),
  WRITES ("8", PLAIN),
  WRITES ("9", PLAIN),
  WRITES ("0", PLAIN),
  END,
};

static const AftKeySpec plain_top_row[] = {
  WRITES ("q", PLAIN),
  WRITES ("w", PLAIN),
  WRITES ("e", PLAIN),
  WRITES ("r", PLAIN),
  WRITES ("t", PLAIN),
  WRITES ("y", PLAIN),
  WRITES ("u", PLAIN),
  WRITES ("i", PLAIN),
  WRITES ("o", PLAIN),
  WRITES ("p", PLAIN),
  END,
};

static const AftKeySpec plain_middle_row[] = {
  WRITES ("a", PLAIN), WRITES ("s", PLAIN),
  WRITES ("d", PLAIN), WRITES ("f", PLAIN),
  WRITES ("g", PLAIN), WRITES ("h", PLAIN),
  WRITES ("j", PLAIN), WRITES ("k", PLAIN),
  WRITES ("l", PLAIN), END,
};

#define PLAIN_BOTTOM_LETTERS                                                                       \
  WRITES ("z", PLAIN), WRITES ("x", PLAIN), WRITES ("c", PLAIN), WRITES ("v", PLAIN),              \
      WRITES ("b", PLAIN), WRITES ("n", PLAIN), WRITES ("m", PLAIN)

/* -- pinyin: digits on a long press of the top row, as telephones have them -------------------- */

static const AftKeySpec pinyin_top_row[] = {
  HINTS ("q", "1", "1", PLAIN),
  HINTS ("w", "2", "2", PLAIN),
  HINTS ("e", "3", "3", PLAIN),
  HINTS ("r", "4", "4", PLAIN),
  HINTS ("t", "5", "5", PLAIN),
  HINTS ("y", "6", "6", PLAIN),
  HINTS ("u", "7", "7", PLAIN),
  HINTS ("i", "8", "8", PLAIN),
  HINTS ("o", "9", "9", PLAIN),
  HINTS ("p", "0", "0", PLAIN),
  END,
};

static const AftKeySpec pinyin_bottom_row[] = {
  SCRIPT (3), SEPARATOR (3), PLAIN_BOTTOM_LETTERS, ERASE (6), END,
};

static const AftKeySpec pinyin_last_row[] = {
  CHINESE_SYMBOLS (4), ENGLISH (4),   NINE_KEYS (4), HAND (4),  FULL_COMMA (4),
  SPACE (6),           FULL_STOP (4), HIDE (4),      ENTER (6), END,
};

static const AftKeySpec *const pinyin_rows[]
    = { pinyin_top_row, plain_middle_row, pinyin_bottom_row, pinyin_last_row };

/* -- nine keys, and a column of what is not a letter ------------------------------------------- */

static const AftKeySpec nine_key_first_row[] = {
  { .action = AFT_KEY_TEXT,
    .text = "，",
    .label = "，。？！",
    .hint = "1",
    .alternates = "。 ？ ！ 、 ； ： …… “ ” （ ）",
    .width = 5 },
  LETTERS_OF ("2", "ABC"),
  LETTERS_OF ("3", "DEF"),
  ERASE (6),
  END,
};

static const AftKeySpec nine_key_second_row[] = {
  LETTERS_OF ("4", "GHI"), LETTERS_OF ("5", "JKL"), LETTERS_OF ("6", "MNO"),
  FULL_STOP (3),           WRITES ("？", 3),        END,
};

static const AftKeySpec nine_key_third_row[] = {
  LETTERS_OF ("7", "PQRS"),
  LETTERS_OF ("8", "TUV"),
  LETTERS_OF ("9", "WXYZ"),
  SCRIPT (3),
  HIDE (3),
  END,
};

static const AftKeySpec nine_key_last_row[] = {
  CHINESE_SYMBOLS (3), ENGLISH (3), FULL_KEYS (3), HAND (3), SPACE (5), ENTER (4), END,
};

static const AftKeySpec *const nine_key_rows[]
    = { nine_key_first_row, nine_key_second_row, nine_key_third_row, nine_key_last_row };

/* -- Latin letters: accents of the languages that guests come with ----------------------------- */

static const AftKeySpec latin_top_row[] = {
  WRITES ("q", PLAIN),
  OFFERS ("w", "ŵ", PLAIN),
  OFFERS ("e", "é è ê ë ē ė ę ě", PLAIN),
  OFFERS ("r", "ř ŕ", PLAIN),
  OFFERS ("t", "ť þ ț", PLAIN),
  OFFERS ("y", "ý ÿ ŷ", PLAIN),
  OFFERS ("u", "ü ú ù û ū ů ű ų", PLAIN),
  OFFERS ("i", "í ì î ï ī į ı", PLAIN),
  OFFERS ("o", "ó ö ò ô õ ø œ ő", PLAIN),
  WRITES ("p", PLAIN),
  END,
};

static const AftKeySpec latin_middle_row[] = {
  OFFERS ("a", "á à â ä å æ ã ą", PLAIN),
  OFFERS ("s", "ß ś š ş ș", PLAIN),
  OFFERS ("d", "ď đ ð", PLAIN),
  WRITES ("f", PLAIN),
  OFFERS ("g", "ğ ģ", PLAIN),
  WRITES ("h", PLAIN),
  WRITES ("j", PLAIN),
  OFFERS ("k", "ķ", PLAIN),
  OFFERS ("l", "ł ľ ĺ ļ", PLAIN),
  END,
};

static const AftKeySpec latin_bottom_row[] = {
  SHIFT (6),
  OFFERS ("z", "ž ź ż", PLAIN),
  WRITES ("x", PLAIN),
  OFFERS ("c", "ç ć č", PLAIN),
  WRITES ("v", PLAIN),
  WRITES ("b", PLAIN),
  OFFERS ("n", "ñ ń ň ņ", PLAIN),
  WRITES ("m", PLAIN),
  ERASE (6),
  END,
};

static const AftKeySpec latin_last_row[] = {
  GOES_TO (AFT_LAYOUT_SYMBOLS, "?123", N_ ("Digits and symbols"), 5),
  CHINESE (4),
  HINTS (",", "; : ! / \" ( )", ";", PLAIN),
  SPACE (10),
  HINTS (".", "? ! … : - @ & ¿ ¡", "?!", PLAIN),
  OFFERS ("'", "’ ‘ \" “ ” -", PLAIN),
  HIDE (4),
  ENTER (5),
  END,
};

static const AftKeySpec *const latin_rows[]
    = { latin_top_row, latin_middle_row, latin_bottom_row, latin_last_row };

/* -- addresses: no capitals, no space; the endings that guests have ---------------------------- */

static const AftKeySpec email_bottom_row[] = {
  OFFERS ("-", "+ %", 6),
  PLAIN_BOTTOM_LETTERS,
  ERASE (6),
  END,
};

static const AftKeySpec email_last_row[] = {
  WRITES ("@", 6),
  OFFERS (".", ": /", 5),
  WRITES ("_", 4),
  HINTS (".com", ".cn .com.cn .net .org .com.tw .hk", "…", 7),
  HINTS ("@qq.com", "@163.com @126.com @gmail.com @outlook.com @icloud.com", "…", 7),
  HIDE (5),
  ENTER (6),
  END,
};

static const AftKeySpec *const email_rows[] = {
  plain_digit_row, plain_top_row, plain_middle_row, email_bottom_row, email_last_row,
};

/* -- numbers ----------------------------------------------------------------------------------- */

#define NUMBERS(first, second, third, last)                                                        \
  {                                                                                                \
    WRITES (first, PLAIN), WRITES (second, PLAIN), WRITES (third, PLAIN), last, END                \
  }

static const AftKeySpec number_first_row[] = NUMBERS ("1", "2", "3", ERASE (PLAIN));
static const AftKeySpec digits_second_row[] = NUMBERS ("4", "5", "6", WRITES ("-", PLAIN));
static const AftKeySpec digits_third_row[] = NUMBERS ("7", "8", "9", WRITES (".", PLAIN));
static const AftKeySpec phone_second_row[] = NUMBERS ("4", "5", "6", WRITES ("+", PLAIN));
static const AftKeySpec phone_third_row[] = NUMBERS ("7", "8", "9", WRITES ("-", PLAIN));

static const AftKeySpec number_last_row[] = {
  HIDE (PLAIN),
  WRITES ("0", PLAIN),
  ENTER (2 * PLAIN),
  END,
};

static const AftKeySpec *const digits_rows[]
    = { number_first_row, digits_second_row, digits_third_row, number_last_row };
static const AftKeySpec *const phone_rows[]
    = { number_first_row, phone_second_row, phone_third_row, number_last_row };

/* -- digits and punctuation -------------------------------------------------------------------- */

static const AftKeySpec symbols_second_row[] = {
  OFFERS ("@", "© ®", PLAIN),
  OFFERS ("#", "№", PLAIN),
  OFFERS ("$", "¥ € £ ₩ ¢", PLAIN),
  OFFERS ("%", "‰ ° ℃", PLAIN),
  WRITES ("&", PLAIN),
  OFFERS ("*", "× ★ •", PLAIN),
  OFFERS ("-", "– — _ ~", PLAIN),
  OFFERS ("+", "±", PLAIN),
  OFFERS ("(", "[ { <", PLAIN),
  OFFERS (")", "] } >", PLAIN),
  END,
};

static const AftKeySpec symbols_third_row[] = {
  OFFERS ("=", "≈ ≠ ~ _", PLAIN),
  OFFERS ("!", "¡", PLAIN),
  OFFERS ("\"", "“ ” «", PLAIN),
  OFFERS ("'", "’ ‘", PLAIN),
  WRITES (":", PLAIN),
  WRITES (";", PLAIN),
  OFFERS ("/", "\\ |", PLAIN),
  OFFERS ("?", "¿", PLAIN),
  ERASE (8),
  END,
};

static const AftKeySpec symbols_last_row[] = {
  GOES_TO (AFT_LAYOUT_LATIN, "abc", N_ ("Letters"), 6),
  WRITES (",", PLAIN),
  SPACE (16),
  OFFERS (".", "…", PLAIN),
  HIDE (4),
  ENTER (6),
  END,
};

static const AftKeySpec *const symbols_rows[]
    = { digit_row, symbols_second_row, symbols_third_row, symbols_last_row };

static const AftKeySpec chinese_symbols_second_row[] = {
  WRITES ("，", PLAIN),
  WRITES ("。", PLAIN),
  WRITES ("？", PLAIN),
  WRITES ("！", PLAIN),
  WRITES ("、", PLAIN),
  WRITES ("：", PLAIN),
  WRITES ("；", PLAIN),
  OFFERS ("“", "「 『 ‘", PLAIN),
  OFFERS ("”", "」 』 ’", PLAIN),
  DOUBLES ("…", NULL, PLAIN),
  END,
};

static const AftKeySpec chinese_symbols_third_row[] = {
  OFFERS ("（", "( 【 [", PLAIN),
  OFFERS ("）", ") 】 ]", PLAIN),
  OFFERS ("《", "〈", PLAIN),
  OFFERS ("》", "〉", PLAIN),
  DOUBLES ("—", "- _", PLAIN),
  OFFERS ("￥", "$ €", PLAIN),
  OFFERS ("%", "℃ °", PLAIN),
  OFFERS ("～", "· + × =", PLAIN),
  ERASE (8),
  END,
};

static const AftKeySpec chinese_symbols_last_row[] = {
  TURNS_TO (AFT_LAYOUT_PINYIN, "back", N_ ("Chinese input"), 6),
  OFFERS ("@", "# & * /", PLAIN),
  SPACE (16),
  OFFERS (".", ", : ! ?", PLAIN),
  HIDE (4),
  ENTER (6),
  END,
};

static const AftKeySpec *const chinese_symbols_rows[] = {
  digit_row,
  chinese_symbols_second_row,
  chinese_symbols_third_row,
  chinese_symbols_last_row,
};

/* -- beside the pad for handwriting ------------------------------------------------------------ */

static const AftKeySpec hand_first_row[] = {
  FULL_COMMA (4),
  FULL_STOP (4),
  ERASE (4),
  END,
};
static const AftKeySpec hand_second_row[] = {
  SPACE (8),
  SCRIPT (4),
  END,
};
static const AftKeySpec hand_third_row[] = {
  CHINESE_SYMBOLS (4),
  ENGLISH (4),
  NINE_KEYS (4),
  END,
};
static const AftKeySpec hand_last_row[] = {
  FULL_KEYS (4),
  HIDE (4),
  ENTER (4),
  END,
};

static const AftKeySpec *const hand_rows[]
    = { hand_first_row, hand_second_row, hand_third_row, hand_last_row };

/* -- all of them ------------------------------------------------------------------------------- */

#define ROWS(rows_of) .rows = rows_of, .n_rows = G_N_ELEMENTS (rows_of)

static const AftKeyLayout layouts[AFT_LAYOUTS] = {
  [AFT_LAYOUT_PINYIN]
  = { ROWS (pinyin_rows), .width = 40, .takes_pinyin = TRUE, .has_candidates = TRUE },
  [AFT_LAYOUT_NINE_KEY]
  = { ROWS (nine_key_rows), .width = 21, .takes_pinyin = TRUE, .has_candidates = TRUE },
  [AFT_LAYOUT_LATIN] = { ROWS (latin_rows), .width = 40, .has_shift = TRUE },
  [AFT_LAYOUT_EMAIL] = { ROWS (email_rows), .width = 40 },
  [AFT_LAYOUT_DIGITS] = { ROWS (digits_rows), .width = 16 },
  [AFT_LAYOUT_PHONE] = { ROWS (phone_rows), .width = 16 },
  [AFT_LAYOUT_SYMBOLS] = { ROWS (symbols_rows), .width = 40 },
  [AFT_LAYOUT_CHINESE_SYMBOLS] = { ROWS (chinese_symbols_rows), .width = 40 },
  [AFT_LAYOUT_HAND] = { ROWS (hand_rows), .width = 12, .has_candidates = TRUE },
};

const AftKeyLayout *
aft_key_layout_get (AftLayout layout)
{
  g_assert ((guint) layout < AFT_LAYOUTS);
  return &layouts[layout];
}
