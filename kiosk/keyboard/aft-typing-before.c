/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the end of a text as one who goes on writing it does: does a sentence begin, is a quotation
 * open, is that a number? What a key makes of the answers is not decided here. */
#include "aft-typing-before.h"

static gboolean
ends_sentence (gunichar sign)
{
  return sign == '.' || sign == '!' || sign == '?' || sign == 0x2026 /* … */;
}

/* These end one without a space behind them. */
static gboolean
ends_chinese_sentence (gunichar sign)
{
  return sign == 0x3002 /* 。 */ || sign == 0xFF01 /* ！ */ || sign == 0xFF1F /* ？ */;
}

static gboolean
closes (gunichar sign)
{
  return sign == '"' || sign == '\'' || sign == ')' || sign == 0x201D /* ” */
         || sign == 0x2019 /* ’ */ || sign == 0xFF09 /* ） */;
}

/* The character before @at, which is moved there; 0 at the beginning. */
static gunichar
step_back (const char *text, const char **at)
{
  if (*at == text)
    return 0;
  *at = g_utf8_prev_char (*at);
  return g_utf8_get_char (*at);
}

static gboolean
begins_sentence (const char *text, const char *end)
{
  const char *at = end;
  gunichar sign = step_back (text, &at);
  gboolean is_spaced = FALSE;

  while (sign == ' ')
    {
      is_spaced = TRUE;
      sign = step_back (text, &at);
    }
  while (sign != 0 && closes (sign))
    sign = step_back (text, &at);
  return sign == 0 || sign == '\n' || ends_chinese_sentence (sign)
         || (is_spaced && ends_sentence (sign));
}

static gboolean
is_quote_open (const char *text, gunichar opening, gunichar closing)
{
  gboolean is_open = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);
      if (sign == opening)
        is_open = TRUE;
      else if (sign == closing || sign == '\n')
        is_open = FALSE;
    }
  return is_open;
}

AftTypingBefore
aft_typing_before_read (const char *before)
{
  AftTypingBefore read = { 0 };
  const char *end = before;

  while (*end != '\0')
    end = g_utf8_next_char (end);
  const char *at = end;
  gunichar last = step_back (before, &at);
  gunichar last_but_one = step_back (before, &at);
  read.begins_sentence = begins_sentence (before, end);
  read.ends_with_lone_space = last == ' ' && g_unichar_isalnum (last_but_one);
  read.ends_with_digit = g_unichar_isdigit (last);
  read.has_open_quote = is_quote_open (before, 0x201C, 0x201D);
  read.has_open_single_quote = is_quote_open (before, 0x2018, 0x2019);
  return read;
}
