/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which keys there are, in which rows, and what each does: plain tables, nothing of a screen. */

typedef enum
{
  AFT_LAYOUT_PINYIN,          /* letters that become Chinese */
  AFT_LAYOUT_NINE_KEY,        /* the same on the keys of a telephone */
  AFT_LAYOUT_LATIN,           /* letters, accents on a long press */
  AFT_LAYOUT_EMAIL,           /* letters with @ . - _ and common endings */
  AFT_LAYOUT_DIGITS,          /* a number: 0-9, minus, decimal point */
  AFT_LAYOUT_PHONE,           /* 0-9, + and - */
  AFT_LAYOUT_SYMBOLS,         /* digits and punctuation as Latin letters have them */
  AFT_LAYOUT_CHINESE_SYMBOLS, /* digits and punctuation as Chinese has them */
  AFT_LAYOUT_HAND,            /* the keys beside the pad for handwriting */
  AFT_LAYOUTS
} AftLayout;

typedef enum
{
  AFT_KEY_TEXT,   /* gives its text: to pinyin where the layout is for it, else to the field */
  AFT_KEY_SPACE,  /* a space, or the first candidate; dragged, it moves the cursor */
  AFT_KEY_ERASE,  /* repeats while held */
  AFT_KEY_ENTER,  /* a new line or the next step; while pinyin is open, its letters as they are */
  AFT_KEY_SHIFT,  /* once; twice quickly: locked */
  AFT_KEY_LAYOUT, /* goes to another layout */
  AFT_KEY_SCRIPT, /* simplified or traditional characters */
  AFT_KEY_HIDE    /* puts the keyboard away */
} AftKeyAction;

typedef enum
{
  AFT_SHIFT_OFF,
  AFT_SHIFT_ONCE,
  AFT_SHIFT_LOCKED
} AftShift;

typedef struct
{
  AftKeyAction action;
  const char *text;       /* what it writes; NULL where it writes nothing */
  const char *label;      /* what stands on it, in every language; NULL: its text, or its icon */
  const char *hint;       /* small, in a corner: what else the key is for; or NULL */
  const char *icon;       /* name of an icon instead of a label; or NULL */
  const char *name;       /* msgid of its accessible name; NULL: its text is its name */
  const char *alternates; /* on a long press, with spaces between them, the most wanted first */
  AftLayout target;       /* of AFT_KEY_LAYOUT */
  guint width;            /* in quarters of a plain key */
} AftKeySpec;

typedef struct
{
  const AftKeySpec *const *rows; /* each ends with a key of width 0 */
  guint n_rows;
  guint width;             /* in quarters of a plain key, of the widest row */
  gboolean has_shift;      /* letters have capitals */
  gboolean takes_pinyin;   /* text keys feed the engine */
  gboolean has_candidates; /* a row of them stands above the keys */
} AftKeyLayout;

/* Static. */
const AftKeyLayout *aft_key_layout_get (AftLayout layout);

G_END_DECLS
