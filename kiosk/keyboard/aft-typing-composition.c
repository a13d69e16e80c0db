/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands between the engine, which knows simplified characters only and gives up no key, and what
 * is shown: traditional characters, one for each that a simplified one may stand for; what was
 * picked; letters for which the engine is still awaited. Which key does what is not decided here.
 */
#include "aft-typing-composition.h"

#include <string.h>

#include "aft-chinese-script.h"
#include "aft-secret.h"
#include "aft-typing-forms.h"

/* As many as the engine takes. */
#define LONGEST 120

typedef struct
{
  guint position;      /* the engine's */
  const char *variant; /* one character of several, at the beginning of this; or NULL */
  char *text;          /* as shown, when it was asked for and is not the engine's own */
} Choice;

typedef struct
{
  gsize n_bytes; /* of the engine's text */
  guint n_keys;  /* that it stands for */
  char form[8];  /* the one that was picked of several; "": as its neighbours want it */
} Pick;

struct _AftTypingComposition
{
  AftPinyinEngine *engine;
  gboolean is_absent; /* no engine will come */
  AftPinyinMode mode;
  AftChineseScript *script;
  gboolean is_traditional;
  char awaiting[LONGEST + 1]; /* keys for an engine that is not there yet */
  gsize n_behind;             /* keys behind the caret */
  char **guesses;             /* or NULL */
  GArray *choices;            /* of Choice */
  GArray *picks;              /* of Pick: those that the engine still holds */
  guint highlighted;
  char *preedit;
};

static void
clear_choice (gpointer data)
{
  Choice *choice = data;

  g_clear_pointer (&choice->text, aft_secret_free_text);
}

AftTypingComposition *
aft_typing_composition_new (void)
{
  AftTypingComposition *open = g_new0 (AftTypingComposition, 1);

  open->script = aft_chinese_script_new (NULL);
  open->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  g_array_set_clear_func (open->choices, clear_choice);
  open->picks = g_array_new (FALSE, FALSE, sizeof (Pick));
  open->preedit = g_strdup ("");
  return open;
}

static void
drop_guesses (AftTypingComposition *open)
{
  for (gsize i = 0; open->guesses != NULL && open->guesses[i] != NULL; i++)
    aft_secret_wipe (open->guesses[i], strlen (open->guesses[i]));
  g_clear_pointer (&open->guesses, g_strfreev);
}

void
aft_typing_composition_free (AftTypingComposition *open)
{
  if (open == NULL)
    return;
  drop_guesses (open);
  aft_secret_wipe (open->awaiting, sizeof open->awaiting);
  g_clear_pointer (&open->choices, g_array_unref);
  g_clear_pointer (&open->picks, g_array_unref);
  g_clear_pointer (&open->preedit, aft_secret_free_text);
  aft_pinyin_engine_free (open->engine);
  aft_chinese_script_free (open->script);
  g_free (open);
}

/* -- what the engine holds, as it is shown ---------------------------------------------------- */

/* The first character of @text alone. */
static char *
dup_first_character (const char *text)
{
  return g_strndup (text, (gsize) (g_utf8_next_char (text) - text));
}

static char *
dup_in_script (AftTypingComposition *open, const char *text)
{
  return open->is_traditional ? aft_chinese_script_to_traditional (open->script, text)
                              : g_strdup (text);
}

static const char *
get_keys (AftTypingComposition *open)
{
  return open->engine == NULL ? open->awaiting : aft_pinyin_engine_get_text (open->engine);
}

static const char *
get_unpicked_keys (AftTypingComposition *open)
{
  gsize n_keys = 0;

  for (guint i = 0; i < open->picks->len; i++)
    n_keys += g_array_index (open->picks, Pick, i).n_keys;
  return get_keys (open) + MIN (n_keys, strlen (get_keys (open)));
}

static void
append_in_script (AftTypingComposition *open, GString *shown, const char *text, gsize length)
{
  g_autoptr (AftSecretText) part = g_strndup (text, length);
  g_autoptr (AftSecretText) converted = dup_in_script (open, part);

  g_string_append (shown, converted);
}

/* Picks that follow each other are converted as one, for they are phrases together. */
static char *
dup_picked (AftTypingComposition *open)
{
  const char *picked = open->engine == NULL ? "" : aft_pinyin_engine_get_picked (open->engine);
  GString *shown = g_string_sized_new (2 * strlen (picked) + 1);
  gsize done = 0, end = 0;

  for (guint i = 0; i < open->picks->len; i++)
    {
      const Pick *pick = &g_array_index (open->picks, Pick, i);
      if (pick->form[0] != '\0' && open->is_traditional)
        {
          append_in_script (open, shown, picked + done, end - done);
          g_string_append (shown, pick->form);
          done = end + pick->n_bytes;
        }
      end += pick->n_bytes;
    }
  append_in_script (open, shown, picked + done, end - done);
  return g_string_free (shown, FALSE);
}

/* Picks that the engine has given up with the keys that were taken back. */
static void
forget_lost_picks (AftTypingComposition *open)
{
  gsize held = open->engine == NULL ? 0 : strlen (aft_pinyin_engine_get_picked (open->engine));
  gsize n_bytes = 0;
  guint kept = 0;

  while (kept < open->picks->len)
    {
      n_bytes += g_array_index (open->picks, Pick, kept).n_bytes;
      if (n_bytes > held)
        break;
      kept++;
    }
  g_array_set_size (open->picks, kept);
}

/* The spelling of what is not picked; the keys where the engine has none. */
static const char *
get_spelling (AftTypingComposition *open)
{
  if (open->engine == NULL)
    return open->awaiting;
  const char *preedit = aft_pinyin_engine_get_preedit (open->engine);
  gsize n_picked = strlen (aft_pinyin_engine_get_picked (open->engine));
  return strlen (preedit) > n_picked ? preedit + n_picked : get_unpicked_keys (open);
}

static guint
count_simplified (AftTypingComposition *open)
{
  if (open->guesses != NULL)
    return g_strv_length (open->guesses);
  return open->engine == NULL ? 0 : aft_pinyin_engine_count_candidates (open->engine);
}

static const char *
get_simplified (AftTypingComposition *open, guint position)
{
  return open->guesses != NULL ? open->guesses[position]
                               : aft_pinyin_engine_get_candidate (open->engine, position).text;
}

static GHashTable *
list_offered (AftTypingComposition *open)
{
  GHashTable *offered = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < count_simplified (open); i++)
    g_hash_table_add (offered, (gpointer) get_simplified (open, i));
  return offered;
}

/* Would it be shown twice, or in characters that the guest does not read? @offered: at first NULL,
 * listed when it is needed. */
static gboolean
is_other_form (AftTypingComposition *open, const char *text, GHashTable **offered)
{
  g_autoptr (AftSecretText) folded = aft_typing_forms_fold (text, open->is_traditional);

  if (folded == NULL)
    return FALSE;
  if (*offered == NULL)
    *offered = list_offered (open);
  return g_hash_table_contains (*offered, folded);
}

static void
list_choices (AftTypingComposition *open)
{
  guint n = count_simplified (open);
  g_autoptr (GHashTable) offered = NULL;

  g_array_set_size (open->choices, 0);
  for (guint i = 0; i < n; i++)
    {
      if (is_other_form (open, get_simplified (open, i), &offered))
        continue;
      Choice choice = { .position = i };
      const char *others = open->is_traditional
                               ? aft_chinese_script_get_variants (get_simplified (open, i))
                               : NULL;
      g_array_append_val (open->choices, choice);
      for (; others != NULL && *others != '\0'; others = g_utf8_next_char (others))
        {
          choice.variant = others;
          g_array_append_val (open->choices, choice);
        }
    }
}

static void
refresh (AftTypingComposition *open)
{
  g_autoptr (AftSecretText) picked = NULL;

  forget_lost_picks (open);
  open->n_behind = MIN (open->n_behind, strlen (get_unpicked_keys (open)));
  list_choices (open);
  open->highlighted = 0;
  picked = dup_picked (open);
  aft_secret_free_text (open->preedit);
  open->preedit = g_strconcat (picked, get_spelling (open), NULL);
}

/* -- the engine, mode and script ----------------------------------------------------------------
 */

void
aft_typing_composition_take_engine (AftTypingComposition *open, AftPinyinEngine *engine)
{
  g_autoptr (AftSecretText) keys = g_strdup (get_keys (open));

  aft_typing_composition_clear (open);
  aft_pinyin_engine_free (open->engine);
  open->engine = engine;
  open->is_absent = engine == NULL;
  if (engine != NULL)
    {
      aft_pinyin_engine_set_mode (engine, open->mode);
      aft_pinyin_engine_set_text (engine, keys);
    }
  refresh (open);
}

gboolean
aft_typing_composition_has_engine (const AftTypingComposition *open)
{
  return open->engine != NULL;
}

gboolean
aft_typing_composition_can_compose (const AftTypingComposition *open)
{
  return !open->is_absent;
}

void
aft_typing_composition_set_mode (AftTypingComposition *open, AftPinyinMode mode)
{
  aft_typing_composition_clear (open);
  if (mode != open->mode && open->engine != NULL)
    aft_pinyin_engine_set_mode (open->engine, mode);
  open->mode = mode;
}

void
aft_typing_composition_set_traditional (AftTypingComposition *open, gboolean is_traditional)
{
  if (is_traditional == open->is_traditional)
    return;
  open->is_traditional = is_traditional;
  if (!is_traditional)
    aft_chinese_script_unload (open->script);
  refresh (open);
}

void
aft_typing_composition_prepare (AftTypingComposition *open)
{
  if (open->is_traditional)
    (void) aft_chinese_script_load (open->script);
}

gboolean
aft_typing_composition_is_traditional (const AftTypingComposition *open)
{
  return open->is_traditional;
}

/* -- keys ---------------------------------------------------------------------------------------
 */

static void
set_keys (AftTypingComposition *open, const char *keys)
{
  if (open->engine == NULL)
    memset (stpcpy (open->awaiting, keys), 0, sizeof open->awaiting - strlen (keys));
  else
    aft_pinyin_engine_set_text (open->engine, keys);
}

gboolean
aft_typing_composition_is_open (AftTypingComposition *open)
{
  return open->guesses != NULL || *get_keys (open) != '\0';
}

static gboolean
is_key (AftPinyinMode mode, char key)
{
  return mode == AFT_PINYIN_NINE_KEY ? key >= '2' && key <= '9'
                                     : g_ascii_islower (key) || key == '\'';
}

gboolean
aft_typing_composition_add_key (AftTypingComposition *open, char key)
{
  const char *keys = get_keys (open);
  gsize length = strlen (keys);

  if (open->is_absent || !is_key (open->mode, key) || (key == '\'' && length == 0))
    return FALSE;
  if (length >= LONGEST)
    return TRUE;
  drop_guesses (open);
  int n_before = (int) (length - open->n_behind);
  g_autoptr (AftSecretText) longer
      = g_strdup_printf ("%.*s%c%s", n_before, keys, key, keys + n_before);
  set_keys (open, longer);
  refresh (open);
  return TRUE;
}

/* Picks are no keys: behind one there is nothing to take. */
static void
erase_before_caret (AftTypingComposition *open)
{
  const char *keys = get_keys (open);
  const char *caret = keys + strlen (keys) - open->n_behind;

  if (caret == get_unpicked_keys (open))
    return;
  g_autoptr (AftSecretText) shorter
      = g_strdup_printf ("%.*s%s", (int) (caret - keys) - 1, keys, caret);
  set_keys (open, shorter);
}

gboolean
aft_typing_composition_erase (AftTypingComposition *open)
{
  if (!aft_typing_composition_is_open (open))
    return FALSE;
  if (open->guesses != NULL)
    drop_guesses (open);
  else if (open->n_behind > 0 || open->engine == NULL)
    erase_before_caret (open);
  else
    aft_pinyin_engine_backspace (open->engine);
  refresh (open);
  return TRUE;
}

void
aft_typing_composition_clear (AftTypingComposition *open)
{
  drop_guesses (open);
  aft_secret_wipe (open->awaiting, sizeof open->awaiting);
  open->n_behind = 0;
  g_array_set_size (open->picks, 0);
  if (open->engine != NULL)
    aft_pinyin_engine_clear (open->engine);
  refresh (open);
}

void
aft_typing_composition_move_caret (AftTypingComposition *open, int steps)
{
  gssize n_keys = open->guesses != NULL ? 0 : (gssize) strlen (get_unpicked_keys (open));

  open->n_behind = (gsize) CLAMP ((gssize) open->n_behind - steps, 0, n_keys);
}

void
aft_typing_composition_set_guesses (AftTypingComposition *open, const char *const *guesses)
{
  aft_typing_composition_clear (open);
  if (guesses != NULL && guesses[0] != NULL)
    open->guesses = g_strdupv ((char **) guesses);
  refresh (open);
}

gboolean
aft_typing_composition_has_guesses (const AftTypingComposition *open)
{
  return open->guesses != NULL;
}

/* -- what is shown ------------------------------------------------------------------------------
 */

const char *
aft_typing_composition_get_preedit (AftTypingComposition *open)
{
  return open->preedit;
}

/* The spelling has a sign for each key, and spaces between syllables. */
guint
aft_typing_composition_get_caret (AftTypingComposition *open)
{
  gsize n_keys = strlen (get_unpicked_keys (open)) - open->n_behind;
  const char *at = open->preedit + strlen (open->preedit) - strlen (get_spelling (open));

  if (open->n_behind == 0)
    return (guint) g_utf8_strlen (open->preedit, -1);
  for (; n_keys > 0 && *at != '\0'; at++)
    n_keys -= *at != ' ';
  return (guint) g_utf8_strlen (open->preedit, at - open->preedit);
}

guint
aft_typing_composition_count_candidates (AftTypingComposition *open)
{
  return open->choices->len;
}

const char *
aft_typing_composition_get_candidate (AftTypingComposition *open, guint position)
{
  if (position >= open->choices->len)
    return NULL;
  Choice *choice = &g_array_index (open->choices, Choice, position);
  const char *text = get_simplified (open, choice->position);
  if (!open->is_traditional)
    return text;
  if (choice->text == NULL)
    choice->text = choice->variant != NULL ? dup_first_character (choice->variant)
                                           : aft_chinese_script_to_traditional (open->script, text);
  return choice->text;
}

guint
aft_typing_composition_get_highlighted (const AftTypingComposition *open)
{
  return open->highlighted;
}

void
aft_typing_composition_move_highlight (AftTypingComposition *open, int steps)
{
  int last = (int) aft_typing_composition_count_candidates (open) - 1;

  if (last >= 0)
    open->highlighted = (guint) CLAMP ((int) open->highlighted + steps, 0, last);
}

const char *const *
aft_typing_composition_get_syllables (AftTypingComposition *open)
{
  static const char *const none[] = { NULL };

  return open->engine == NULL ? none : aft_pinyin_engine_get_syllables (open->engine);
}

void
aft_typing_composition_choose_syllable (AftTypingComposition *open, guint position)
{
  if (position >= g_strv_length ((char **) aft_typing_composition_get_syllables (open)))
    return;
  aft_pinyin_engine_choose_syllable (open->engine, position);
  refresh (open);
}

/* -- ends ---------------------------------------------------------------------------------------
 */

static char *
take_guess (AftTypingComposition *open, guint position)
{
  char *text = g_strdup (aft_typing_composition_get_candidate (open, position));

  aft_typing_composition_clear (open);
  return text;
}

char *
aft_typing_composition_pick (AftTypingComposition *open, guint position)
{
  if (position >= aft_typing_composition_count_candidates (open))
    return NULL;
  if (open->guesses != NULL)
    return take_guess (open, position);

  const Choice *choice = &g_array_index (open->choices, Choice, position);
  AftPinyinCandidate candidate = aft_pinyin_engine_get_candidate (open->engine, choice->position);
  Pick pick = { .n_bytes = strlen (candidate.text), .n_keys = candidate.n_keys };
  if (open->is_traditional && aft_chinese_script_get_variants (candidate.text) != NULL)
    g_strlcpy (pick.form, aft_typing_composition_get_candidate (open, position), sizeof pick.form);
  g_array_append_val (open->picks, pick);
  if (!aft_pinyin_engine_pick (open->engine, choice->position))
    {
      refresh (open);
      return NULL;
    }
  char *text = dup_picked (open);
  aft_typing_composition_clear (open);
  return text;
}

char *
aft_typing_composition_take_as_typed (AftTypingComposition *open)
{
  if (open->guesses != NULL)
    return take_guess (open, 0);
  g_autoptr (AftSecretText) picked = dup_picked (open);
  /* Digits say nothing to a reader: with nine keys the spelling that is shown is what was typed. */
  gboolean is_nine_key = open->mode == AFT_PINYIN_NINE_KEY;
  const char *letters = is_nine_key ? get_spelling (open) : get_unpicked_keys (open);
  GString *text = g_string_sized_new (strlen (picked) + strlen (letters) + 1);

  g_string_append (text, picked);
  for (; *letters != '\0'; letters++)
    if (*letters != ' ')
      g_string_append_c (text, *letters);
  aft_typing_composition_clear (open);
  return g_string_free (text, FALSE);
}

char *
aft_typing_composition_take_best (AftTypingComposition *open)
{
  guint position = open->highlighted;

  while (aft_typing_composition_count_candidates (open) > 0)
    {
      char *text = aft_typing_composition_pick (open, position);
      if (text != NULL)
        return text;
      position = 0;
    }
  return aft_typing_composition_take_as_typed (open);
}
