/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keys of the glass mean, in which layout, for which field. What is open is kept by
 * AftTypingComposition, hardware keys are read in aft-typing-hardware.c; the field itself and all
 * widgets are on the other side of the signals. */
#include "aft-typing-private.h"

#include <string.h>

#include "aft-secret.h"

G_DEFINE_FINAL_TYPE (AftTyping, aft_typing, G_TYPE_OBJECT)

/* A second press within this locks shift. */
#define SHIFT_LOCK_US (400 * G_TIME_SPAN_MILLISECOND)

enum
{
  SIGNAL_COMMIT,
  SIGNAL_ERASE,
  SIGNAL_MOVE,
  SIGNAL_ENTER,
  SIGNAL_HIDE,
  SIGNAL_PREEDIT_CHANGED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* -- said to others -----------------------------------------------------------------------------
 */

static void
publish_preedit (AftTyping *typing)
{
  if (!typing->is_preedit_changed)
    return;
  typing->is_preedit_changed = FALSE;
  g_signal_emit (typing, signals[SIGNAL_PREEDIT_CHANGED], 0);
}

void
aft_typing_publish (AftTyping *typing)
{
  publish_preedit (typing);
  if (!typing->is_changed)
    return;
  typing->is_changed = FALSE;
  g_signal_emit (typing, signals[SIGNAL_CHANGED], 0);
}

void
aft_typing_note_open (AftTyping *typing)
{
  typing->is_preedit_changed = TRUE;
  typing->is_changed = TRUE;
}

/* What was open goes from the field before what became of it comes. */
void
aft_typing_commit (AftTyping *typing, char *text)
{
  if (text != NULL && *text != '\0')
    {
      publish_preedit (typing);
      g_signal_emit (typing, signals[SIGNAL_COMMIT], 0, text);
    }
  aft_secret_free_text (text);
}

void
aft_typing_commit_best_and (AftTyping *typing, const char *text)
{
  if (!aft_typing_composition_is_open (typing->open))
    {
      aft_typing_commit (typing, g_strdup (text));
      return;
    }
  g_autoptr (AftSecretText) best = aft_typing_composition_take_best (typing->open);
  aft_typing_note_open (typing);
  aft_typing_commit (typing, g_strconcat (best, text, NULL));
}

static void
settle (AftTyping *typing)
{
  if (!aft_typing_composition_is_open (typing->open))
    return;
  char *text = aft_typing_composition_take_as_typed (typing->open);
  aft_typing_note_open (typing);
  aft_typing_commit (typing, text);
}

/* -- shift --------------------------------------------------------------------------------------
 */

static void
set_shift (AftTyping *typing, AftShift shift, gboolean is_automatic)
{
  typing->is_changed |= shift != typing->shift;
  typing->shift = shift;
  typing->is_shift_automatic = is_automatic;
}

/* A sentence begins with a capital, unless the guest has said otherwise. */
static void
follow_sentence (AftTyping *typing)
{
  gboolean wants = typing->layout == AFT_LAYOUT_LATIN && aft_typing_takes_words (typing)
                   && typing->before.begins_sentence;

  if (typing->shift == AFT_SHIFT_OFF && wants)
    set_shift (typing, AFT_SHIFT_ONCE, TRUE);
  else if (typing->shift == AFT_SHIFT_ONCE && typing->is_shift_automatic && !wants)
    set_shift (typing, AFT_SHIFT_OFF, FALSE);
}

static void
press_shift (AftTyping *typing)
{
  gint64 now_us = aft_clock_get_monotonic_us (typing->clock);
  gboolean is_double = typing->shift_pressed_us != 0
                       && now_us - typing->shift_pressed_us < SHIFT_LOCK_US
                       && typing->shift != AFT_SHIFT_LOCKED;

  typing->shift_pressed_us = now_us;
  if (is_double)
    set_shift (typing, AFT_SHIFT_LOCKED, FALSE);
  else
    set_shift (typing, typing->shift == AFT_SHIFT_OFF ? AFT_SHIFT_ONCE : AFT_SHIFT_OFF, FALSE);
}

/* -- layouts ------------------------------------------------------------------------------------
 */

gboolean
aft_typing_takes_words (AftTyping *typing)
{
  return typing->field.kind == AFT_FIELD_WORDS && !typing->field.is_private;
}

static gboolean
is_chinese (AftLayout layout)
{
  return layout == AFT_LAYOUT_PINYIN || layout == AFT_LAYOUT_NINE_KEY || layout == AFT_LAYOUT_HAND;
}

gboolean
aft_typing_can_use (AftTyping *typing, AftLayout layout)
{
  AftFieldKind kind = typing->field.kind;

  switch (layout)
    {
    case AFT_LAYOUT_PINYIN:
    case AFT_LAYOUT_NINE_KEY:
      return aft_typing_takes_words (typing) && aft_typing_composition_can_compose (typing->open);
    case AFT_LAYOUT_HAND:
      return aft_typing_takes_words (typing) && typing->can_write_by_hand;
    case AFT_LAYOUT_CHINESE_SYMBOLS:
      return aft_typing_takes_words (typing);
    case AFT_LAYOUT_LATIN:
      return kind == AFT_FIELD_WORDS;
    case AFT_LAYOUT_SYMBOLS:
      return kind == AFT_FIELD_WORDS || kind == AFT_FIELD_EMAIL;
    case AFT_LAYOUT_EMAIL:
      return kind == AFT_FIELD_EMAIL;
    case AFT_LAYOUT_DIGITS:
      return kind == AFT_FIELD_NUMBER;
    case AFT_LAYOUT_PHONE:
      return kind == AFT_FIELD_PHONE;
    default:
      return FALSE;
    }
}

void
aft_typing_go_to_layout (AftTyping *typing, AftLayout layout)
{
  AftPinyinMode mode = layout == AFT_LAYOUT_NINE_KEY ? AFT_PINYIN_NINE_KEY : AFT_PINYIN_FULL;

  typing->layout = layout;
  if (aft_typing_takes_words (typing) && (is_chinese (layout) || layout == AFT_LAYOUT_LATIN))
    typing->letters = layout;
  if (is_chinese (layout))
    typing->chinese = layout;
  aft_typing_composition_set_mode (typing->open, mode);
  set_shift (typing, AFT_SHIFT_OFF, FALSE);
  follow_sentence (typing);
  aft_typing_note_open (typing);
}

/* Keys name one layout for all guests and fields: "Chinese" is the one with which this guest writes
 * it, "letters" are those that the field wants. */
static AftLayout
resolve_target (AftTyping *typing, AftLayout target)
{
  if (typing->field.kind == AFT_FIELD_EMAIL && target == AFT_LAYOUT_LATIN)
    return AFT_LAYOUT_EMAIL;
  if (target == AFT_LAYOUT_PINYIN && !is_chinese (typing->layout))
    target = typing->chinese;
  if (is_chinese (target) && !aft_typing_can_use (typing, target))
    return AFT_LAYOUT_HAND;
  return target;
}

gboolean
aft_typing_can_go_to (AftTyping *typing, AftLayout layout)
{
  AftLayout target = resolve_target (typing, layout);

  return target != typing->layout && aft_typing_can_use (typing, target);
}

/* The layout that a field begins with: without pinyin, Chinese is drawn. */
static AftLayout
choose_layout (AftTyping *typing)
{
  AftLayout wanted;

  switch (typing->field.kind)
    {
    case AFT_FIELD_NUMBER:
      return AFT_LAYOUT_DIGITS;
    case AFT_FIELD_PHONE:
      return AFT_LAYOUT_PHONE;
    case AFT_FIELD_EMAIL:
      return AFT_LAYOUT_EMAIL;
    case AFT_FIELD_WORDS:
    default:
      wanted = resolve_target (typing, typing->letters);
      return aft_typing_can_use (typing, wanted) ? wanted : AFT_LAYOUT_LATIN;
    }
}

static void
press_layout (AftTyping *typing, AftLayout wanted)
{
  AftLayout target = resolve_target (typing, wanted);

  if (!aft_typing_can_use (typing, target))
    return;
  /* Who changes to letters means letters; who looks for a sign, or for other keys to write Chinese
   * with, goes on with the sentence. */
  if (target == AFT_LAYOUT_LATIN)
    settle (typing);
  else
    aft_typing_commit_best_and (typing, "");
  aft_typing_go_to_layout (typing, target);
}

/* -- keys of the glass --------------------------------------------------------------------------
 */

static gboolean
feeds_composition (AftTyping *typing, const AftKeySpec *key, const char *text)
{
  /* What was chosen from a long press is meant as it is. */
  return aft_key_layout_get (typing->layout)->takes_pinyin && aft_typing_takes_words (typing)
         && text[0] != '\0' && text[1] == '\0' && g_strcmp0 (key->text, text) == 0
         && aft_typing_composition_add_key (typing->open, text[0]);
}

static void
press_text (AftTyping *typing, const AftKeySpec *key, const char *text)
{
  if (feeds_composition (typing, key, text))
    {
      aft_typing_note_open (typing);
      return;
    }
  if (typing->shift == AFT_SHIFT_ONCE)
    set_shift (typing, AFT_SHIFT_OFF, FALSE);
  aft_typing_commit_best_and (typing, text);
}

static void
press_space (AftTyping *typing, gboolean is_second)
{
  if (aft_typing_composition_is_open (typing->open))
    {
      guint n = aft_typing_composition_count_candidates (typing->open);
      guint position = aft_typing_composition_get_highlighted (typing->open);
      char *text = n > 0 ? aft_typing_composition_pick (typing->open, position)
                         : aft_typing_composition_take_as_typed (typing->open);
      aft_typing_note_open (typing);
      aft_typing_commit (typing, text);
      return;
    }
  /* Two spaces end a sentence, as on every telephone. */
  if (is_second && typing->layout == AFT_LAYOUT_LATIN && aft_typing_takes_words (typing)
      && typing->before.ends_with_lone_space)
    {
      g_signal_emit (typing, signals[SIGNAL_ERASE], 0);
      aft_typing_commit (typing, g_strdup (". "));
      return;
    }
  aft_typing_commit (typing, g_strdup (" "));
}

static void
press_enter (AftTyping *typing)
{
  if (aft_typing_composition_is_open (typing->open))
    settle (typing);
  else
    g_signal_emit (typing, signals[SIGNAL_ENTER], 0);
}

static void
press_erase (AftTyping *typing)
{
  if (aft_typing_composition_erase (typing->open))
    aft_typing_note_open (typing);
  else
    g_signal_emit (typing, signals[SIGNAL_ERASE], 0);
}

static void
press_script (AftTyping *typing)
{
  gboolean is_traditional = aft_typing_composition_is_traditional (typing->open);

  aft_typing_composition_set_traditional (typing->open, !is_traditional);
  aft_typing_note_open (typing);
}

static void
press_hide (AftTyping *typing)
{
  settle (typing);
  g_signal_emit (typing, signals[SIGNAL_HIDE], 0);
}

void
aft_typing_press (AftTyping *typing, const AftKeySpec *key, const char *text)
{
  g_return_if_fail (AFT_IS_TYPING (typing));
  g_return_if_fail (key != NULL);

  /* Handlers may let go of it: a guest's last key can end the visit. */
  g_autoptr (AftTyping) kept = g_object_ref (typing);
  gboolean was_space = typing->was_space;
  typing->was_space = key->action == AFT_KEY_SPACE;
  switch (key->action)
    {
    case AFT_KEY_TEXT:
      press_text (typing, key, text != NULL ? text : key->text);
      break;
    case AFT_KEY_SPACE:
      press_space (typing, was_space);
      break;
    case AFT_KEY_ERASE:
      press_erase (typing);
      break;
    case AFT_KEY_ENTER:
      press_enter (typing);
      break;
    case AFT_KEY_SHIFT:
      press_shift (typing);
      break;
    case AFT_KEY_LAYOUT:
      press_layout (typing, key->target);
      break;
    case AFT_KEY_SCRIPT:
      press_script (typing);
      break;
    case AFT_KEY_HIDE:
      press_hide (typing);
      break;
    default:
      break;
    }
  aft_typing_publish (kept);
}

void
aft_typing_move_cursor (AftTyping *typing, int steps)
{
  if (!aft_typing_composition_is_open (typing->open))
    {
      if (steps != 0)
        g_signal_emit (typing, signals[SIGNAL_MOVE], 0, steps);
      return;
    }
  aft_typing_composition_move_caret (typing->open, steps);
  typing->is_preedit_changed = TRUE;
  aft_typing_publish (typing);
}

/* -- guests and fields --------------------------------------------------------------------------
 */

void
aft_typing_take_engine (AftTyping *typing, AftPinyinEngine *engine)
{
  g_return_if_fail (AFT_IS_TYPING (typing));

  if (engine == NULL)
    settle (typing);
  aft_typing_composition_take_engine (typing->open, engine);
  if (typing->has_field && !aft_typing_can_use (typing, typing->layout))
    aft_typing_go_to_layout (typing, choose_layout (typing));
  aft_typing_note_open (typing);
  aft_typing_publish (typing);
}

gboolean
aft_typing_has_engine (AftTyping *typing)
{
  return aft_typing_composition_has_engine (typing->open);
}

static void
drop (AftTyping *typing)
{
  aft_typing_composition_clear (typing->open);
  typing->was_space = FALSE;
  typing->is_shift_alone = FALSE;
  aft_typing_note_open (typing);
}

void
aft_typing_begin_guest (AftTyping *typing, AftLanguage language)
{
  g_return_if_fail (AFT_IS_TYPING (typing));

  drop (typing);
  typing->before = (AftTypingBefore){ 0 };
  typing->shift_pressed_us = 0;
  typing->language = language;
  typing->chinese = AFT_LAYOUT_PINYIN;
  typing->letters = language == AFT_LANGUAGE_EN ? AFT_LAYOUT_LATIN : AFT_LAYOUT_PINYIN;
  aft_typing_composition_set_traditional (typing->open, language == AFT_LANGUAGE_ZH_TW);
  aft_typing_go_to_layout (typing, choose_layout (typing));
  aft_typing_publish (typing);
}

void
aft_typing_begin_field (AftTyping *typing, const AftTypingField *field)
{
  g_return_if_fail (AFT_IS_TYPING (typing));

  drop (typing);
  typing->before = (AftTypingBefore){ 0 };
  typing->field = *field;
  typing->has_field = TRUE;
  aft_typing_go_to_layout (typing, choose_layout (typing));
  if (aft_typing_takes_words (typing))
    aft_typing_composition_prepare (typing->open);
  aft_typing_publish (typing);
}

void
aft_typing_set_before (AftTyping *typing, const char *before)
{
  AftTypingBefore read = aft_typing_before_read (before);

  /* The same again says nothing about a shift that the guest has set meanwhile. */
  if (memcmp (&read, &typing->before, sizeof read) == 0)
    return;
  typing->before = read;
  follow_sentence (typing);
  aft_typing_publish (typing);
}

void
aft_typing_settle (AftTyping *typing)
{
  settle (typing);
  aft_typing_publish (typing);
}

void
aft_typing_end_field (AftTyping *typing)
{
  settle (typing);
  drop (typing);
  typing->has_field = FALSE;
  aft_typing_publish (typing);
}

void
aft_typing_reset (AftTyping *typing)
{
  drop (typing);
  aft_typing_publish (typing);
}

void
aft_typing_set_can_write_by_hand (AftTyping *typing, gboolean can)
{
  typing->can_write_by_hand = can;
}

/* -- what is shown ------------------------------------------------------------------------------
 */

AftLayout
aft_typing_get_layout (AftTyping *typing)
{
  return typing->layout;
}

AftShift
aft_typing_get_shift (AftTyping *typing)
{
  return typing->shift;
}

gboolean
aft_typing_is_traditional (AftTyping *typing)
{
  return aft_typing_composition_is_traditional (typing->open);
}

gboolean
aft_typing_is_private (AftTyping *typing)
{
  return typing->field.is_private;
}

gboolean
aft_typing_is_one_line (AftTyping *typing)
{
  return typing->field.is_one_line;
}

gboolean
aft_typing_is_open (AftTyping *typing)
{
  return aft_typing_composition_is_open (typing->open);
}

const char *
aft_typing_get_preedit (AftTyping *typing)
{
  return aft_typing_composition_get_preedit (typing->open);
}

guint
aft_typing_get_caret (AftTyping *typing)
{
  return aft_typing_composition_get_caret (typing->open);
}

guint
aft_typing_count_candidates (AftTyping *typing)
{
  return aft_typing_composition_count_candidates (typing->open);
}

const char *
aft_typing_get_candidate (AftTyping *typing, guint position)
{
  return aft_typing_composition_get_candidate (typing->open, position);
}

guint
aft_typing_get_highlighted (AftTyping *typing)
{
  return aft_typing_composition_get_highlighted (typing->open);
}

void
aft_typing_set_page (AftTyping *typing, guint before, guint first, guint count)
{
  typing->page = (AftTypingPage){ .before = before, .first = first, .count = count };
}

void
aft_typing_pick (AftTyping *typing, guint position)
{
  char *text = aft_typing_composition_pick (typing->open, position);

  typing->was_space = FALSE;
  aft_typing_note_open (typing);
  aft_typing_commit (typing, text);
  aft_typing_publish (typing);
}

const char *const *
aft_typing_get_syllables (AftTyping *typing)
{
  return aft_typing_composition_get_syllables (typing->open);
}

void
aft_typing_choose_syllable (AftTyping *typing, guint position)
{
  aft_typing_composition_choose_syllable (typing->open, position);
  aft_typing_note_open (typing);
  aft_typing_publish (typing);
}

void
aft_typing_set_guesses (AftTyping *typing, const char *const *guesses)
{
  if (!aft_typing_takes_words (typing))
    return;
  aft_typing_composition_set_guesses (typing->open, guesses);
  aft_typing_note_open (typing);
  aft_typing_publish (typing);
}

/* -- the object ---------------------------------------------------------------------------------
 */

AftTyping *
aft_typing_new (AftClock *clock)
{
  AftTyping *typing = g_object_new (AFT_TYPE_TYPING, NULL);

  typing->clock = aft_clock_ref (clock);
  return typing;
}

static void
aft_typing_finalize (GObject *object)
{
  AftTyping *typing = AFT_TYPING (object);

  g_clear_pointer (&typing->open, aft_typing_composition_free);
  g_clear_pointer (&typing->clock, aft_clock_unref);
  G_OBJECT_CLASS (aft_typing_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType argument)
{
  guint n = argument == G_TYPE_NONE ? 0 : 1;

  return g_signal_new (name, AFT_TYPE_TYPING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n, argument);
}

static void
aft_typing_class_init (AftTypingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = aft_typing_finalize;
  signals[SIGNAL_COMMIT] = add_signal ("commit", G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_ERASE] = add_signal ("erase", G_TYPE_NONE);
  signals[SIGNAL_MOVE] = add_signal ("move", G_TYPE_INT);
  signals[SIGNAL_ENTER] = add_signal ("enter", G_TYPE_NONE);
  signals[SIGNAL_HIDE] = add_signal ("hide", G_TYPE_NONE);
  signals[SIGNAL_PREEDIT_CHANGED] = add_signal ("preedit-changed", G_TYPE_NONE);
  signals[SIGNAL_CHANGED] = add_signal ("changed", G_TYPE_NONE);
}

static void
aft_typing_init (AftTyping *typing)
{
  typing->open = aft_typing_composition_new ();
  typing->letters = AFT_LAYOUT_LATIN;
  typing->layout = AFT_LAYOUT_LATIN;
  typing->chinese = AFT_LAYOUT_PINYIN;
}
