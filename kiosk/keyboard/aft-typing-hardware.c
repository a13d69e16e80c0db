/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A keyboard that is plugged in, for those who write Chinese on it: keys as every Chinese input
 * method has them. In other layouts the field gets its keys itself. */
#include <gdk/gdkkeysyms.h>

#include "aft-typing-private.h"
#include "aft-typing-score.h"

/* ASCII as Chinese has it. */
static const struct
{
  char ascii;
  const char *chinese;
} punctuation[] = {
  { ',', "，" },  { '.', "。" }, { '?', "？" }, { '!', "！" }, { ':', "：" }, { ';', "；" },
  { '(', "（" },  { ')', "）" }, { '<', "《" }, { '>', "》" }, { '[', "【" }, { ']', "】" },
  { '\\', "、" }, { '^', "……" }, { '_', "——" }, { '$', "￥" }, { '~', "～" },
};

/* Does this guest write Chinese now, be it on a layout of signs? */
static gboolean
writes_chinese (AftTyping *typing)
{
  return typing->has_field && aft_typing_takes_words (typing) && typing->letters != AFT_LAYOUT_LATIN
         && typing->layout != AFT_LAYOUT_LATIN;
}

static gboolean
is_shift (guint keyval)
{
  return keyval == GDK_KEY_Shift_L || keyval == GDK_KEY_Shift_R;
}

/* Among candidates, a page of which stands in a line. */
typedef enum
{
  STEP_LEFT,
  STEP_RIGHT,
  STEP_UP,
  STEP_DOWN,
  STEP_PAGE_BACK,
  STEP_PAGE_ON,
  STEP_FIRST,
  STEP_LAST
} Step;

static const struct
{
  guint keyval;
  Step step;
} steps[] = {
  { GDK_KEY_Left, STEP_LEFT },
  { GDK_KEY_KP_Left, STEP_LEFT },
  { GDK_KEY_Right, STEP_RIGHT },
  { GDK_KEY_KP_Right, STEP_RIGHT },
  { GDK_KEY_Up, STEP_UP },
  { GDK_KEY_KP_Up, STEP_UP },
  { GDK_KEY_Down, STEP_DOWN },
  { GDK_KEY_KP_Down, STEP_DOWN },
  { GDK_KEY_Page_Up, STEP_PAGE_BACK },
  { GDK_KEY_minus, STEP_PAGE_BACK },
  { GDK_KEY_Page_Down, STEP_PAGE_ON },
  { GDK_KEY_equal, STEP_PAGE_ON },
  { GDK_KEY_Home, STEP_FIRST },
  { GDK_KEY_End, STEP_LAST },
};

/* Without a row that of AFT_TYPING_PAGE on which the highlighted one stands. */
static AftTypingPage
get_page (AftTyping *typing)
{
  guint at = aft_typing_composition_get_highlighted (typing->open);
  guint first = at - at % AFT_TYPING_PAGE;

  if (typing->page.count > 0)
    return typing->page;
  return (AftTypingPage){ .before = first - MIN (first, AFT_TYPING_PAGE),
                          .first = first,
                          .count = AFT_TYPING_PAGE };
}

/* Which candidate the @step leads to from the one at @at. */
static int
follow_step (Step step, int at, const AftTypingPage *page)
{
  int before = (int) page->before;
  int first = (int) page->first;
  int next = first + (int) page->count;
  int column = at >= first && at < next ? at - first : 0;

  switch (step)
    {
    case STEP_LEFT:
      return at - 1;
    case STEP_RIGHT:
      return at + 1;
    case STEP_UP:
      return first == 0 ? at : MIN (before + column, first - 1);
    case STEP_DOWN:
      return next + column;
    case STEP_PAGE_BACK:
      return before;
    case STEP_PAGE_ON:
      return next;
    case STEP_FIRST:
      return 0;
    case STEP_LAST:
    default:
      return G_MAXINT;
    }
}

static gboolean
move_highlight (AftTyping *typing, guint keyval)
{
  int at = (int) aft_typing_composition_get_highlighted (typing->open);
  AftTypingPage page = get_page (typing);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].keyval == keyval)
      {
        int to = follow_step (steps[i].step, at, &page);
        aft_typing_composition_move_highlight (typing->open, to - at);
        aft_typing_note_open (typing);
        return TRUE;
      }
  return FALSE;
}

static void
pick_on_page (AftTyping *typing, guint digit)
{
  AftTypingPage page = get_page (typing);

  if (digit < 1 || digit > page.count)
    return;
  char *text = aft_typing_composition_pick (typing->open, page.first + digit - 1);
  aft_typing_note_open (typing);
  aft_typing_commit (typing, text);
}

/* The keys that mean something else while something is open. */
static gboolean
press_while_open (AftTyping *typing, guint keyval)
{
  guint position = aft_typing_composition_get_highlighted (typing->open);
  gboolean has_candidates = aft_typing_composition_count_candidates (typing->open) > 0;
  char *text = NULL;

  if (move_highlight (typing, keyval))
    return TRUE;
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    {
      pick_on_page (typing, keyval - GDK_KEY_0);
      return TRUE;
    }
  switch (keyval)
    {
    case GDK_KEY_space:
      text = has_candidates ? aft_typing_composition_pick (typing->open, position)
                            : aft_typing_composition_take_as_typed (typing->open);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      text = aft_typing_composition_take_as_typed (typing->open);
      break;
    case GDK_KEY_BackSpace:
      (void) aft_typing_composition_erase (typing->open);
      break;
    case GDK_KEY_Escape:
      aft_typing_composition_clear (typing->open);
      break;
    case GDK_KEY_Delete:
      break;
    default:
      return FALSE;
    }
  aft_typing_note_open (typing);
  aft_typing_commit (typing, text);
  return TRUE;
}

static gboolean
press_letter (AftTyping *typing, guint keyval)
{
  if (keyval != GDK_KEY_apostrophe && (keyval < GDK_KEY_a || keyval > GDK_KEY_z))
    return FALSE;
  if (typing->layout != AFT_LAYOUT_PINYIN)
    {
      if (keyval == GDK_KEY_apostrophe || !aft_typing_can_use (typing, AFT_LAYOUT_PINYIN))
        return FALSE;
      aft_typing_commit_best_and (typing, "");
      aft_typing_go_to_layout (typing, AFT_LAYOUT_PINYIN);
    }
  if (!aft_typing_composition_add_key (typing->open, (char) keyval))
    return FALSE;
  aft_typing_note_open (typing);
  return TRUE;
}

/* NULL: none. */
static const char *
find_punctuation (AftTyping *typing, guint keyval)
{
  const AftTypingBefore *before = &typing->before;
  gboolean is_open = aft_typing_composition_is_open (typing->open);

  if (keyval == GDK_KEY_quotedbl)
    return before->has_open_quote ? "”" : "“";
  if (keyval == GDK_KEY_apostrophe)
    return before->has_open_single_quote ? "’" : "‘";
  /* 3.5, 12:30 */
  if (!is_open && before->ends_with_digit && (keyval == GDK_KEY_period || keyval == GDK_KEY_colon))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (punctuation); i++)
    if (keyval == (guint) punctuation[i].ascii)
      return punctuation[i].chinese;
  return NULL;
}

/* Does it write something that the field is to get itself, or begin a letter with an accent? */
static gboolean
writes (guint keyval)
{
  return (keyval > GDK_KEY_space && keyval < GDK_KEY_ISO_Lock)
         || (keyval >= GDK_KEY_dead_grave && keyval <= GDK_KEY_dead_longsolidusoverlay)
         || (keyval >= GDK_KEY_KP_Multiply && keyval <= GDK_KEY_KP_9) || keyval == GDK_KEY_Multi_key
         || (keyval & 0xff000000) == 0x01000000;
}

static gboolean
press_chinese (AftTyping *typing, guint keyval)
{
  if (aft_typing_composition_is_open (typing->open) && press_while_open (typing, keyval))
    return TRUE;
  if (press_letter (typing, keyval))
    return TRUE;
  const char *sign = find_punctuation (typing, keyval);
  if (sign != NULL || writes (keyval))
    aft_typing_commit_best_and (typing, sign == NULL ? "" : sign);
  return sign != NULL;
}

gboolean
aft_typing_press_hardware (AftTyping *typing, guint keyval)
{
  g_return_val_if_fail (AFT_IS_TYPING (typing), FALSE);

  g_autoptr (AftTyping) kept = g_object_ref (typing);
  typing->is_shift_alone = is_shift (keyval);
  typing->was_space = FALSE;
  gboolean is_taken = writes_chinese (typing) && press_chinese (typing, keyval);
  aft_typing_publish (kept);
  return is_taken;
}

void
aft_typing_release_hardware (AftTyping *typing, guint keyval)
{
  g_return_if_fail (AFT_IS_TYPING (typing));

  gboolean is_meant = is_shift (keyval) && typing->is_shift_alone;
  gboolean is_chinese = writes_chinese (typing);
  if (is_shift (keyval))
    typing->is_shift_alone = FALSE;
  /* Who writes English presses Shift for nothing, too. */
  if (!is_meant || !typing->has_field || !aft_typing_takes_words (typing)
      || (!is_chinese && typing->language == AFT_LANGUAGE_EN))
    return;
  AftLayout target = is_chinese ? AFT_LAYOUT_LATIN : typing->chinese;
  if (!aft_typing_can_use (typing, target))
    return;
  aft_typing_settle (typing);
  aft_typing_go_to_layout (typing, target);
  aft_typing_publish (typing);
}
