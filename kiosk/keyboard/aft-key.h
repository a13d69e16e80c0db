/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-key-pad.h"

G_BEGIN_DECLS

/* AftKey: one key as a button that can be focused, named and clicked without a finger. What fingers
 * do to it is for its pad. */
#define AFT_TYPE_KEY (aft_key_get_type ())
G_DECLARE_FINAL_TYPE (AftKey, aft_key, AFT, KEY, GtkButton)

/* @spec is static. */
GtkWidget *aft_key_new (const AftKeySpec *spec);
const AftKeySpec *aft_key_get_spec (AftKey *key);
/* What it is called in the language of now, capitals, which script, what Enter says. To be called
 * once at least. */
void aft_key_set_state (AftKey *key, const AftKeyPadState *state);
/* A finger is on it. */
void aft_key_set_pressed (AftKey *key, gboolean is_pressed);

/* @text as it is written while shift is in this state. The caller frees it. */
char *aft_key_dup_shifted (const char *text, AftShift shift);

G_END_DECLS
