/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-clock.h"
#include "aft-key-layout.h"
#include "aft-locale.h"
#include "aft-pinyin-engine.h"

G_BEGIN_DECLS

/* AftTyping: what keys mean. One guest's typing in one field at a time: which layout is shown,
 * shift, pinyin that is not yet Chinese, candidates, simplified or traditional. Knows no widget and
 * no field; remembers nothing of one guest for the next, and writes no file.
 *
 * Signals:
 *   "commit" (const char *text)  goes into the field
 *   "erase"                      the character before the cursor goes
 *   "move" (int steps)           the cursor goes so many characters right, or left
 *   "enter"                      a new line, or the next step
 *   "hide"                       the keyboard is to be put away
 *   "preedit-changed"            get_preedit() gives something else
 *   "changed"                    anything that is shown may be different */
#define AFT_TYPE_TYPING (aft_typing_get_type ())
G_DECLARE_FINAL_TYPE (AftTyping, aft_typing, AFT, TYPING, GObject)

typedef enum
{
  AFT_FIELD_WORDS,
  AFT_FIELD_NUMBER,
  AFT_FIELD_PHONE,
  AFT_FIELD_EMAIL
} AftFieldKind;

typedef struct
{
  AftFieldKind kind;
  gboolean is_private; /* telephone numbers, addresses: no candidates */
  gboolean is_one_line;
} AftTypingField;

/* @clock is referenced; it tells a shift key pressed twice from one pressed two times. */
AftTyping *aft_typing_new (AftClock *clock);

/* @engine is taken; NULL: there is none, and no Chinese layout can be used. It may come while
 * pinyin is being typed: until then letters stay open without candidates. */
void aft_typing_take_engine (AftTyping *typing, AftPinyinEngine *engine);
gboolean aft_typing_has_engine (AftTyping *typing);
/* Layout and script as a guest of this language expects them, and nothing left of the one before:
 * to be called for each new guest and when the guest chooses another language. */
void aft_typing_begin_guest (AftTyping *typing, AftLanguage language);
/* A field got the focus: its layout comes. What was open is committed to nobody: end first. */
void aft_typing_begin_field (AftTyping *typing, const AftTypingField *field);
/* The text before the cursor, whenever it is different: decides about capitals and quotation marks.
 * Looked at, not kept. */
void aft_typing_set_before (AftTyping *typing, const char *before);
/* Commits what is open: what is picked already, and letters as they were typed. */
void aft_typing_settle (AftTyping *typing);
/* The same, and the field has the focus no more. */
void aft_typing_end_field (AftTyping *typing);
/* Drops what is open: the field's text was changed from outside, or the guest is gone. */
void aft_typing_reset (AftTyping *typing);

/* A key of the glass. @text: see AftKeyPad. */
void aft_typing_press (AftTyping *typing, const AftKeySpec *key, const char *text);
/* So many characters right, or left. While pinyin is open it stays in it, so that a wrong letter
 * can be mended: nothing is committed for having been looked at. */
void aft_typing_move_cursor (AftTyping *typing, int steps);
/* A key of a hardware keyboard, by its GDK key value, without Control or the like. FALSE: the field
 * shall have it. */
gboolean aft_typing_press_hardware (AftTyping *typing, guint keyval);
/* The same key is up again: Shift on its own goes from Chinese to letters, and back. */
void aft_typing_release_hardware (AftTyping *typing, guint keyval);

AftLayout aft_typing_get_layout (AftTyping *typing);
/* May this layout be offered now: is there an engine, a model for handwriting, a field for it? */
gboolean aft_typing_can_use (AftTyping *typing, AftLayout layout);
/* Does a key to this layout lead anywhere now? One to pinyin that is not there leads to
 * handwriting. */
gboolean aft_typing_can_go_to (AftTyping *typing, AftLayout layout);
void aft_typing_set_can_write_by_hand (AftTyping *typing, gboolean can);
AftShift aft_typing_get_shift (AftTyping *typing);
gboolean aft_typing_is_traditional (AftTyping *typing);
gboolean aft_typing_is_private (AftTyping *typing);
gboolean aft_typing_is_one_line (AftTyping *typing);

/* Is anything open: letters, picks, guesses? */
gboolean aft_typing_is_open (AftTyping *typing);
/* What is open, as it is shown in the field. Borrowed until something is pressed. */
const char *aft_typing_get_preedit (AftTyping *typing);
/* Characters of it that stand before the cursor. */
guint aft_typing_get_caret (AftTyping *typing);
/* Best first, in the script chosen. Borrowed until something is pressed. */
guint aft_typing_count_candidates (AftTyping *typing);
const char *aft_typing_get_candidate (AftTyping *typing, guint position);
/* Which one Space takes; moved by a hardware keyboard's arrows and page keys while pinyin is open.
 */
guint aft_typing_get_highlighted (AftTyping *typing);
/* A row shows @count candidates from @first on, and the page before those from @before on: the page
 * keys turn to the next or to that, digits pick what stands there. To be said whenever it is
 * different; @count 0: no row is shown, and pages are of AFT_TYPING_PAGE. */
void aft_typing_set_page (AftTyping *typing, guint before, guint first, guint count);
void aft_typing_pick (AftTyping *typing, guint position);
/* Nine-key: what the first keys may spell. NULL-ended, never NULL; borrowed. */
const char *const *aft_typing_get_syllables (AftTyping *typing);
void aft_typing_choose_syllable (AftTyping *typing, guint position);
/* What handwriting may mean, best first: these are the candidates until one is picked or it is
 * cleared (NULL). Picked like others; Backspace drops them all, and the pad is to be cleared: the
 * pad's own keys take back a stroke instead. */
void aft_typing_set_guesses (AftTyping *typing, const char *const *guesses);

G_END_DECLS
