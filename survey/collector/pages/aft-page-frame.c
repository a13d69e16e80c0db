/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all pages of the guest's phone have in common: head, house, languages, the parts of forms,
 * and the pages that say that there is nothing, or not now. No page has a script, asks anybody but
 * this house for anything, or tells another site where the guest came from: the link is in the
 * address. */
#include "aft-page-frame.h"

#include "aft-error.h"
#include "aft-http-page.h"

#define STYLES "/f/pages.css"
#define ICON   "/f/icon.svg"
#define POLICY                                                                                     \
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "    \
  "frame-ancestors 'none'"

const char *
aft_page_frame_say (const AftPhonePage *page, const char *msgid)
{
  return aft_catalogue_get (page->catalogue, page->language, msgid);
}

/* -- head --------------------------------------------------------------------------------------
 */

static const char *
get_house_name (const AftPhonePage *page)
{
  return page->house != NULL ? page->house->name : "Aftertaste";
}

static void
write_meta (AftHtml *html, const char *name, const char *content)
{
  aft_html_open (html, "meta", "name", name, "content", content, NULL);
}

static void
write_head (AftPhonePage *page, const char *title)
{
  AftHtml *html = page->html;

  aft_html_open (html, "html", "lang", aft_language_get_tag (page->language), NULL);
  aft_html_open (html, "head", NULL);
  aft_html_open (html, "meta", "charset", "utf-8", NULL);
  write_meta (html, "viewport", "width=device-width, initial-scale=1");
  write_meta (html, "color-scheme", "light dark");
  write_meta (html, "robots", "noindex, nofollow");
  /* Case numbers are no telephones. */
  write_meta (html, "format-detection", "telephone=no");
  aft_html_open (html, "title", NULL);
  aft_html_text_printf (html, "%s · %s", title, get_house_name (page));
  aft_html_close (html, "title");
  aft_html_open (html, "link", "rel", "stylesheet", "href", STYLES, NULL);
  aft_html_open (html, "link", "rel", "icon", "href", ICON, NULL);
  aft_html_close (html, "head");
}

/* The address is said relative to the page's own: whatever it is, it does not stand in the page. */
static void
write_languages (AftPhonePage *page)
{
  AftHtml *html = page->html;

  aft_html_open (html, "nav", "aria-label", aft_page_frame_say (page, N_ ("Language")), NULL);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      const char *tag = aft_language_get_tag (i);
      g_autofree char *address = aft_html_dup_address ("", "l", tag, NULL);

      aft_html_put (html, "a", aft_language_get_own_name (i), "href", address, "lang", tag,
                    "hreflang", tag, "aria-current", i == page->language ? "true" : NULL, NULL);
    }
  aft_html_close (html, "nav");
}

AftHtml *
aft_page_frame_open_bare (AftPhonePage *page, const char *title)
{
  g_assert (page->html == NULL);
  page->html = aft_html_new ();
  write_head (page, title);
  aft_html_open (page->html, "body", NULL);
  aft_html_open (page->html, "header", NULL);
  aft_html_put (page->html, "p", get_house_name (page), "class", "house", NULL);
  if (!page->has_no_switch)
    write_languages (page);
  aft_html_close (page->html, "header");
  aft_html_open (page->html, "main", NULL);
  return page->html;
}

AftHtml *
aft_page_frame_open (AftPhonePage *page, const char *title)
{
  AftHtml *html = aft_page_frame_open_bare (page, title);
  aft_html_put (html, "h1", title, NULL);
  return html;
}

AftHttpReply *
aft_page_frame_end (AftPhonePage *page, int status)
{
  aft_html_close (page->html, "main");
  aft_html_close (page->html, "body");
  aft_html_close (page->html, "html");
  g_autoptr (GBytes) bytes = aft_html_end (page->html);
  AftHttpReply *reply = aft_http_reply_new_html (status, bytes);

  g_clear_pointer (&page->html, aft_html_free);
  aft_http_reply_set_header (reply, "Content-Security-Policy", POLICY);
  aft_http_reply_set_header (reply, "Referrer-Policy", "no-referrer");
  return reply;
}

/* -- whole pages -------------------------------------------------------------------------------
 */

AftHttpReply *
aft_page_frame_tell (AftPhonePage *page, int status, const char *title, const char *more)
{
  AftHtml *html = aft_page_frame_open (page, title);

  if (more != NULL)
    aft_html_put (html, "p", more, NULL);
  return aft_page_frame_end (page, status);
}

AftHttpReply *
aft_page_frame_tell_nothing (AftPhonePage *page)
{
  page->has_no_switch = FALSE;
  return aft_page_frame_tell (
      page, 404, aft_page_frame_say (page, N_ ("This link opens nothing")),
      aft_page_frame_say (page, N_ ("It may be mistyped, older than what we keep, or erased. If "
                                    "you need us, please ask our staff or telephone.")));
}

AftHttpReply *
aft_page_frame_tell_wait (AftPhonePage *page, guint seconds)
{
  AftHttpReply *reply = aft_page_frame_tell (
      page, 429, aft_page_frame_say (page, N_ ("One moment, please")),
      aft_page_frame_say (page,
                          N_ ("This came too often in a short time. Try again in a minute.")));

  aft_http_reply_set_retry_after (reply, seconds);
  return reply;
}

/* What the sender can do something about is said as it is; the inside of the house is not. */
AftHttpReply *
aft_page_frame_tell_error (AftPhonePage *page, const GError *error)
{
  AftErrorCode code = error->domain == AFT_ERROR ? (AftErrorCode) error->code : AFT_ERROR_INTERNAL;
  int status = aft_error_http_status (code);
  AftHttpReply *reply = aft_page_frame_tell (
      page, status, aft_page_frame_say (page, N_ ("That did not work")),
      aft_catalogue_get (page->catalogue, page->language, aft_error_sentence (code)));

  if (status == 429 || status == 503)
    aft_http_reply_set_retry_after (reply, 1);
  return reply;
}

/* -- parts -------------------------------------------------------------------------------------
 */

void
aft_page_frame_open_form (AftPhonePage *page, const char *path, gboolean with_file)
{
  g_autofree char *address = aft_phone_page_dup_address (page, path, NULL);
  aft_html_open (page->html, "form", "method", "post", "action", address, "enctype",
                 with_file ? "multipart/form-data" : NULL, "accept-charset", "utf-8", NULL);
}

void
aft_page_frame_button (AftPhonePage *page,
                       const char *text,
                       const char *class_name,
                       const char *name,
                       const char *value)
{
  aft_html_put (page->html, "button", text, "class", class_name, "name", name, "value", value,
                NULL);
}

void
aft_page_frame_link (AftPhonePage *page, const char *text, const char *class_name, const char *path)
{
  g_autofree char *address = aft_phone_page_dup_address (page, path, NULL);
  g_autofree char *classes = g_strconcat ("button ", class_name, NULL);
  aft_html_put (page->html, "a", text, "class", classes, "href", address, NULL);
}

void
aft_page_frame_notice (AftPhonePage *page, const char *text, gboolean is_fault)
{
  aft_html_put (page->html, "p", text, "class", is_fault ? "notice fault" : "notice", "role",
                is_fault ? "alert" : "status", NULL);
}
