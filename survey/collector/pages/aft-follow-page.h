/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-pages-private.h"

G_BEGIN_DECLS

/* What the pages below /f/TOKEN share; page->link is known. */

/* "/f/TOKEN" and @below, which begins with "/" or is "". Newly allocated. */
char *aft_follow_page_dup_path (const AftPhonePage *page, const char *below);
/* The restaurant's name in the page's language. */
const char *aft_follow_page_get_venue_name (const AftPhonePage *page);
/* For a slip whose answers are still on the kiosk: that they are, and nothing else. */
AftHttpReply *aft_follow_page_tell_not_yet (AftPhonePage *page);

G_END_DECLS
