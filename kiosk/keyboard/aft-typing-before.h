/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the text before the cursor says about what comes next. Keeps nothing of it. */
typedef struct
{
  gboolean begins_sentence;       /* the next letter is a capital, where there are any */
  gboolean ends_with_lone_space;  /* one space behind a letter or digit */
  gboolean ends_with_digit;       /* a comma or a point belongs to a number */
  gboolean has_open_quote;        /* “ without its ” in this line */
  gboolean has_open_single_quote; /* ‘ without its ’ in this line */
} AftTypingBefore;

/* @before is valid UTF-8. */
AftTypingBefore aft_typing_before_read (const char *before);

G_END_DECLS
