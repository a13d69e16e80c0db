/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "aft-hand-drawing.h"

G_BEGIN_DECLS

/* AftHandReader: which simplified character a drawing may be. Shared by reference; any thread may
 * read with it. It never learns. */
typedef struct _AftHandReader AftHandReader;

#define AFT_HAND_GUESSES 12

/* Where the model is installed, if it is. Static. */
const char *aft_hand_reader_get_default_model (void);

/* @model: a file of zinnia's, 27 MB in the case of simplified Chinese; it is mapped. Takes some ten
 * milliseconds, and more when the file is not in memory: for a worker thread.
 * Errors: AFT_ERROR_NOT_FOUND, AFT_ERROR_CORRUPT. */
AftHandReader *aft_hand_reader_new (const char *model, GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftHandReader *aft_hand_reader_ref (AftHandReader *reader);
/* Accepts NULL. */
void aft_hand_reader_unref (AftHandReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftHandReader, aft_hand_reader_unref)

/* At most AFT_HAND_GUESSES characters, best first; empty for an empty drawing. The caller frees it
 * with g_strfreev(). Place and size of the drawing do not matter. About 2 ms a stroke, whatever is
 * drawn, so usually some 10 ms and at worst over 100: for a worker thread. */
char **aft_hand_reader_read (AftHandReader *reader,
                             const AftHandDrawing *drawing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
