/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-pinyin-engine.h"

G_BEGIN_DECLS

/* AftTypingComposition: what is being typed and is not yet in the field: letters or digits, what is
 * picked for the first of them, and what the rest may be; or what handwriting may be. In the script
 * that the guest reads. */
typedef struct _AftTypingComposition AftTypingComposition;

AftTypingComposition *aft_typing_composition_new (void);
void aft_typing_composition_free (AftTypingComposition *open);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftTypingComposition, aft_typing_composition_free)

/* @engine is taken, keys that are open are given to it; NULL: there will be none. Until one of both
 * is said, keys stay open without candidates. */
void aft_typing_composition_take_engine (AftTypingComposition *open, AftPinyinEngine *engine);
gboolean aft_typing_composition_has_engine (const AftTypingComposition *open);
/* There is an engine, or may be one soon. */
gboolean aft_typing_composition_can_compose (const AftTypingComposition *open);
/* Clears. */
void aft_typing_composition_set_mode (AftTypingComposition *open, AftPinyinMode mode);
/* What is open stays, and is shown in the other script. */
void aft_typing_composition_set_traditional (AftTypingComposition *open, gboolean is_traditional);
/* Reads what the script needs before the first key does. */
void aft_typing_composition_prepare (AftTypingComposition *open);
gboolean aft_typing_composition_is_traditional (const AftTypingComposition *open);

gboolean aft_typing_composition_is_open (AftTypingComposition *open);
/* One key more at the caret: a-z and ', or 2-9. FALSE: it is none, or cannot stand here. A
 * composition that is full takes the key and lets it fall. */
gboolean aft_typing_composition_add_key (AftTypingComposition *open, char key);
/* Takes the key before the caret back, at the end of all of them also a pick; drops all guesses.
 * FALSE: nothing was open. */
gboolean aft_typing_composition_erase (AftTypingComposition *open);
void aft_typing_composition_clear (AftTypingComposition *open);
/* So many keys right, or left: among those that are not picked. */
void aft_typing_composition_move_caret (AftTypingComposition *open, int steps);
/* See AftTyping. Copied; NULL: none. */
void aft_typing_composition_set_guesses (AftTypingComposition *open, const char *const *guesses);
gboolean aft_typing_composition_has_guesses (const AftTypingComposition *open);

/* As it is shown in the field, never NULL. Borrowed until something changes. */
const char *aft_typing_composition_get_preedit (AftTypingComposition *open);
/* Characters of it that stand before the caret. */
guint aft_typing_composition_get_caret (AftTypingComposition *open);
/* Best first; borrowed until something changes. NULL: @position is none. */
guint aft_typing_composition_count_candidates (AftTypingComposition *open);
const char *aft_typing_composition_get_candidate (AftTypingComposition *open, guint position);
guint aft_typing_composition_get_highlighted (const AftTypingComposition *open);
/* Steps over the end stop there. */
void aft_typing_composition_move_highlight (AftTypingComposition *open, int steps);
/* NULL-ended. */
const char *const *aft_typing_composition_get_syllables (AftTypingComposition *open);
void aft_typing_composition_choose_syllable (AftTypingComposition *open, guint position);

/* The three ways to an end. What they give is to be put into the field, and freed with
 * aft_secret_free_text(). */

/* NULL: there is more to pick (or no such position). */
char *aft_typing_composition_pick (AftTypingComposition *open,
                                   guint position) G_GNUC_WARN_UNUSED_RESULT;
/* The highlighted candidate, and the best for what it leaves. */
char *aft_typing_composition_take_best (AftTypingComposition *open) G_GNUC_WARN_UNUSED_RESULT;
/* What is picked, and letters as they were typed; the best guess. */
char *aft_typing_composition_take_as_typed (AftTypingComposition *open) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
