/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-crash-vfs.h"
#include "aft-kiosk-database.h"
#include "aft-store-fixture.h"

G_BEGIN_DECLS

/* AftStoreScript: an evening at a kiosk, act by act, on a database that may fail; remembers what
 * was asked for and what was acknowledged, and can tell whether a database kept it. */
typedef struct _AftStoreScript AftStoreScript;

AftStoreScript *aft_store_script_new (AftStoreFixture *fixture, guint acts);
void aft_store_script_free (AftStoreScript *script);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftStoreScript, aft_store_script_free)

/* Plays all acts on @database; one that is refused is asked for once more at once, as a guest
 * would.
 * @vfs: whose steps date what was begun and acknowledged. Gives how often an act was refused. */
guint aft_store_script_play (AftStoreScript *script, AftKioskDatabase *database, AftCrashVfs *vfs);

/* One more guest, who calls for staff: asserts that it succeeds. */
void aft_store_script_play_one_more (AftStoreScript *script,
                                     AftStoreFixture *fixture,
                                     AftKioskDatabase *database);

/* Asserts that @database, opened after a power cut behind @steps steps (G_MAXUINT: no cut), holds
 * exactly once what was acknowledged by then, nothing that was not begun, and a whole chain. */
void aft_store_script_assert_kept (AftStoreScript *script, AftKioskDatabase *database, guint steps);

G_END_DECLS
