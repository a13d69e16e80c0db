/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-pages-private.h"

G_BEGIN_DECLS

/* Times as a person says them, in the page's language and its venue's zone (page->venue is known):
 * "18:30 today", "12:00 tomorrow", "18:30 on Tue 24 November". Newly allocated. */
char *aft_page_time_dup (const AftPhonePage *page, gint64 utc_ms);
/* The day alone: "22 November 2026". */
char *aft_page_time_dup_day (const AftPhonePage *page, gint64 utc_ms);
/* <time> with what dup() says. */
void aft_page_time_write (AftPhonePage *page, gint64 utc_ms);

G_END_DECLS
