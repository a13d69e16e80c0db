/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /f/TOKEN: what the guest said and what became of it. What may be added, and what is held, are
 * pages of their own. */
#include "aft-page-frame.h"

/* The slip was printed before the kiosk could send anything. */
static AftHttpReply *
tell_not_yet (AftPhonePage *page)
{
  AftHtml *html
      = aft_page_frame_open (page, aft_page_frame_say (page, N_ ("We have not received it yet")));

  aft_html_put (html, "p",
                aft_page_frame_say (page, N_ ("What you said is safe on the kiosk, and will be "
                                              "here in a minute. Please come back then.")),
                NULL);
  aft_page_frame_link (page, aft_page_frame_say (page, N_ ("Look again")), "main", page->path);
  return aft_page_frame_end (page, 200);
}

static AftHttpReply *
make_page (AftPhonePage *page, GError **error)
{
  if (!page->link->found->has_arrived)
    return tell_not_yet (page);
  aft_page_frame_open (page, aft_page_frame_say (page, N_ ("What you told us")));
  return aft_page_frame_end (page, 200);
}

static const AftPhoneRoute routes[] = {
  { .method = "GET", .pattern = "/f/{word:word}", .work = make_page, .needs_link = TRUE },
};

void
aft_pages_add_follow_up (AftPages *pages, AftRouter *router)
{
  aft_pages_add (pages, router, routes, G_N_ELEMENTS (routes));
}
