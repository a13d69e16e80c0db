/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords that are tried first (NIST SP 800-63B, 3.1.1.2): the common ones, also with a year or
 * some signs around them or digits in place of letters, names, and what runs along a keyboard. No
 * strength is computed, and nothing is asked for but length. The list's origin stands in
 * assets/THIRD-PARTY.md. */
#include "aft-password-rules.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "aft-auth-resources.h"
#include "aft-secret.h"

#define LIST "/org/aftertaste/auth/common-passwords.txt"
/* What stands around a common word adds little when it has fewer characters. */
#define LEAST_REST 6
/* And nobody tries more of them than these. */
#define MOST_REST 64
/* The longest in the list, and the shortest, in bytes. */
#define MOST_WORD  20
#define LEAST_WORD 4
/* Of one character in UTF-8. */
#define MOST_BYTES 4
/* A shorter name is in too many words. */
#define LEAST_NAME 3
/* Fewer different characters than these are a pattern. */
#define LEAST_DIFFERENT 5
/* In a pattern, so many characters come to one that does not follow from the one before. */
#define RUN      4
#define REST_RUN 3 /* in what stands beside a word */
#define PRODUCT  "aftertaste"

static const char *const rows[] = { "`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./",
                                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm" };

/* What stands for letters in common passwords. '1' stands for two of them. */
static const char *const spellings[] = { "0o1l3e4a5s7t@a$s!i", "0o1i3e4a5s7t@a$s!i" };

static GBytes *
get_list (void)
{
  return g_resource_lookup_data (aft_auth_get_resource (), LIST, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

/* Compares @word with the line at @line, which ends with a line feed. */
static int
compare_line (const char *word, const char *line)
{
  gsize length = strcspn (line, "\n");
  int order = strncmp (word, line, length);

  return order != 0 ? order : (int) (word[length] != '\0');
}

/* The list is sorted by bytes, a line each. */
static gboolean
is_listed (GBytes *list, const char *word)
{
  gsize high = 0;
  const char *text = g_bytes_get_data (list, &high);
  gsize low = 0;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      int order;

      while (middle > low && text[middle - 1] != '\n')
        middle--;
      order = compare_line (word, text + middle);
      if (order == 0)
        return TRUE;
      if (order < 0)
        high = middle;
      else
        low = middle + strcspn (text + middle, "\n") + 1;
    }
  return FALSE;
}

static gboolean
is_neighbour_in (const char *row, char a, char b)
{
  const char *place_a = strchr (row, a);
  const char *place_b = strchr (row, b);

  return place_a != NULL && place_b != NULL && ABS (place_a - place_b) == 1;
}

/* Does @b follow from @a: the same again, the next of the alphabet, or the next key? */
static gboolean
follows (gunichar a, gunichar b)
{
  if (a == b || a + 1 == b || a == b + 1)
    return TRUE;
  if (a >= 0x80 || b >= 0x80)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_neighbour_in (rows[i], (char) a, (char) b))
      return TRUE;
  return FALSE;
}

static gboolean
has_few_different (const gunichar *characters, glong count)
{
  gsize different = 0;

  for (glong i = 0; i < count && different < LEAST_DIFFERENT; i++)
    {
      glong first = 0;

      while (characters[first] != characters[i])
        first++;
      different += first == i;
    }
  return different < LEAST_DIFFERENT;
}

/* "abcabcabcabc", "letmein letmein": one short piece over and over. */
static gboolean
is_repetition (const gunichar *characters, glong count)
{
  for (glong period = 1; period <= (count + 1) / 2 && period < AFT_PASSWORD_LEAST; period++)
    {
      glong at = period;

      while (at < count && characters[at] == characters[at - period])
        at++;
      if (at == count)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_pattern (const char *text, glong run)
{
  glong count = 0;
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (text, -1, &count);
  glong breaks = 1;
  gboolean is_one;

  for (glong i = 1; i < count; i++)
    breaks += !follows (characters[i - 1], characters[i]);
  is_one = breaks * run <= count || is_repetition (characters, count)
           || has_few_different (characters, count);
  aft_secret_wipe (characters, (gsize) count * sizeof *characters);
  return is_one;
}

/* What is left of a password beside a word that is guessed. */
static gboolean
is_little (GBytes *list, const char *rest)
{
  glong length = g_utf8_strlen (rest, -1);

  return length < LEAST_REST
         || (length <= MOST_REST && (is_listed (list, rest) || is_pattern (rest, REST_RUN)));
}

static gboolean
is_spelled_word (GBytes *list, const char *word, const char *spelling)
{
  g_autoptr (AftSecretText) plain = g_strdup (word);

  for (char *at = plain; *at != '\0'; at++)
    {
      const char *pair = spelling;

      while (*pair != '\0' && *pair != *at)
        pair += 2;
      if (*pair != '\0')
        *at = pair[1];
    }
  return is_listed (list, plain);
}

static gboolean
is_word (GBytes *list, const char *word)
{
  gboolean is_one = *word != '\0' && is_listed (list, word);

  for (gsize i = 0; i < G_N_ELEMENTS (spellings) && !is_one; i++)
    is_one = *word != '\0' && is_spelled_word (list, word, spellings[i]);
  return is_one;
}

/* Also of another script: a byte of a longer character. */
static gboolean
is_letter (char byte)
{
  return g_ascii_isalpha (byte) || (guchar) byte >= 0x80;
}

static gboolean
is_dressed_word (GBytes *list, const char *text, gsize from, gsize to)
{
  g_autoptr (AftSecretText) word = g_strndup (text + from, to - from);
  g_autoptr (AftSecretText) front = g_strndup (text, from);
  g_autoptr (AftSecretText) rest = g_strconcat (front, text + to, NULL);

  return is_word (list, word) && is_little (list, rest);
}

/* A common word with little in front of it and behind. Letters beside it would make it another
 * word. */
static gboolean
is_dressed (GBytes *list, const char *text)
{
  gsize length = strlen (text);

  if (length > MOST_WORD + MOST_REST * MOST_BYTES)
    return FALSE;
  for (gsize from = 0; from < length; from++)
    {
      gsize most = MIN (length, from + MOST_WORD);

      if (from > 0 && is_letter (text[from - 1]))
        continue;
      for (gsize to = most; to >= from + LEAST_WORD; to--)
        if (!is_letter (text[to]) && is_dressed_word (list, text, from, to))
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_made_of (GBytes *list, const char *folded, const char *name)
{
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  const char *found = strstr (folded, folded_name);
  g_autoptr (AftSecretText) front = NULL;
  g_autoptr (AftSecretText) rest = NULL;

  if (found == NULL || g_utf8_strlen (folded_name, -1) < LEAST_NAME)
    return FALSE;
  front = g_strndup (folded, (gsize) (found - folded));
  rest = g_strconcat (front, found + strlen (folded_name), NULL);
  return is_little (list, rest);
}

static gboolean
is_made_of_names (GBytes *list, const char *folded, const char *const *names)
{
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    if (is_made_of (list, folded, names[i]))
      return TRUE;
  return is_made_of (list, folded, PRODUCT);
}

static gboolean
is_text (const char *password)
{
  if (!g_utf8_validate (password, -1, NULL))
    return FALSE;
  for (const char *at = password; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  return TRUE;
}

AftPasswordFault
aft_password_rules_judge (const char *password, const char *const *names)
{
  g_autoptr (GBytes) list = get_list ();
  g_autoptr (AftSecretText) folded = NULL;
  glong length;

  if (!is_text (password))
    return AFT_PASSWORD_NOT_TEXT;
  length = g_utf8_strlen (password, -1);
  if (length < AFT_PASSWORD_LEAST)
    return AFT_PASSWORD_TOO_SHORT;
  if (length > AFT_PASSWORD_MOST)
    return AFT_PASSWORD_TOO_LONG;
  folded = g_utf8_casefold (password, -1);
  if (is_pattern (folded, RUN))
    return AFT_PASSWORD_PATTERN;
  if (is_made_of_names (list, folded, names))
    return AFT_PASSWORD_NAME;
  return is_word (list, folded) || is_dressed (list, folded) ? AFT_PASSWORD_COMMON
                                                             : AFT_PASSWORD_GOOD;
}

const char *
aft_password_fault_get_sentence (AftPasswordFault fault)
{
  static const char *const sentences[] = {
    [AFT_PASSWORD_TOO_SHORT] = N_ ("The password is too short: 12 characters at least."),
    [AFT_PASSWORD_TOO_LONG] = N_ ("The password is too long: 256 characters at most."),
    [AFT_PASSWORD_NOT_TEXT] = N_ ("The password has characters that cannot be typed everywhere."),
    [AFT_PASSWORD_COMMON] = N_ ("This password is one of those that are guessed first."),
    [AFT_PASSWORD_PATTERN] = N_ ("The password repeats itself or runs along the keyboard."),
    [AFT_PASSWORD_NAME] = N_ ("The password is made of a name that others know."),
  };

  return sentences[fault];
}
