/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all pages have in common: head, rail, language, bell, what was said, and the parts of forms.
 * What a page is about, and who may see it, is its own and the auth's. */
#include "aft-console-frame.h"

#include "aft-error.h"
#include "aft-http-page.h"

#define FILES "/console/files/"

/* -- texts -------------------------------------------------------------------------------------
 */

const char *
aft_page_say (const AftPage *page, const char *msgid)
{
  return aft_catalogue_get (page->catalogue, page->language, msgid);
}

const char *
aft_page_say_context (const AftPage *page, const char *context, const char *msgid)
{
  return aft_catalogue_get_context (page->catalogue, page->language, context, msgid);
}

/* What a page says after an act, by the code in its address: never a text of the address. */
static const struct
{
  const char *code;
  const char *text;
} sayings[] = {
  { "acted", N_ ("Done. It is in the history below.") },
  { "asked", N_ ("It is above the ceiling and waits for a second person.") },
  { "action-done", N_ ("The corrective action is done.") },
  { "promise-kept", N_ ("The promise is kept.") },
  { "drill-begun", N_ ("The drill has begun. It rings now.") },
  { "code-off", N_ ("The sign-in code is off. The password alone signs you in.") },
  { "code-on", N_ ("The sign-in code is on. All other devices are signed out.") },
  { "duty-off", N_ ("You are off duty.") },
  { "duty-on", N_ ("You are on duty. New cases ring for you.") },
  { "noted", N_ ("The note is in the history below.") },
  { "published", N_ ("Published. Kiosks take it over between two guests.") },
  { "password", N_ ("Your password is changed. All other devices are signed out.") },
  { "saved", N_ ("Saved.") },
  { "set-up", N_ ("Welcome. You are signed in as the owner.") },
  { "too-late", N_ ("That took too long. Begin again, please.") },
  { "taken", N_ ("You have taken it. The kiosk tells the guest that you are coming.") },
};

static const char *
get_saying (const AftPage *page)
{
  const char *code = aft_page_get_query (page, "said");

  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (sayings); i++)
    if (g_str_equal (sayings[i].code, code))
      return aft_page_say (page, sayings[i].text);
  return NULL;
}

/* -- head and rail -----------------------------------------------------------------------------
 */

static const struct
{
  AftSection section;
  AftRole role;
  const char *path;
  const char *mark;
  const char *name;
} sections[] = {
  { AFT_SECTION_TODAY, AFT_ROLE_STAFF, "/console", "mark mark-today", N_ ("Today") },
  { AFT_SECTION_CASES, AFT_ROLE_STAFF, "/console/cases", "mark mark-cases", N_ ("Cases") },
  { AFT_SECTION_TRENDS, AFT_ROLE_MANAGER, "/console/trends", "mark mark-trends", N_ ("Trends") },
  { AFT_SECTION_GUESTS, AFT_ROLE_STAFF, "/console/guests", "mark mark-guests", N_ ("Guests") },
  { AFT_SECTION_KIOSKS, AFT_ROLE_STAFF, "/console/kiosks", "mark mark-kiosks", N_ ("Kiosks") },
  { AFT_SECTION_SETTINGS, AFT_ROLE_STAFF, "/console/settings", "mark mark-settings",
    N_ ("Settings") },
};

static const char *
get_house_name (const AftPage *page)
{
  return page->house != NULL ? page->house->name : "Aftertaste";
}

static void
write_head (AftPage *page, const char *title)
{
  AftHtml *html = page->html;

  aft_html_open (html, "html", "lang", aft_language_get_tag (page->language), NULL);
  aft_html_open (html, "head", NULL);
  aft_html_open (html, "meta", "charset", "utf-8", NULL);
  aft_html_open (html, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1",
                 NULL);
  aft_html_open (html, "title", NULL);
  aft_html_text_printf (html, "%s · %s", title, get_house_name (page));
  aft_html_close (html, "title");
  aft_html_open (html, "link", "rel", "stylesheet", "href", FILES "tokens-web.css", NULL);
  aft_html_open (html, "link", "rel", "stylesheet", "href", FILES "console.css", NULL);
  aft_html_open (html, "link", "rel", "icon", "href", FILES "aft-bell.svg", NULL);
  aft_html_put (html, "script", NULL, "src", FILES "console.js", "defer", "", NULL);
  aft_html_close (html, "head");
}

static void
write_sections (AftPage *page, AftSection current)
{
  AftHtml *html = page->html;

  aft_html_open (html, "nav", "class", "sections", "aria-label",
                 aft_page_say (page, N_ ("Sections")), NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      if (page->caller->role < sections[i].role)
        continue;
      aft_html_open (html, "a", "href", sections[i].path, "aria-current",
                     sections[i].section == current ? "page" : NULL, NULL);
      aft_html_put (html, "span", NULL, "class", sections[i].mark, "aria-hidden", "true", NULL);
      aft_html_put (html, "span", aft_page_say (page, sections[i].name), NULL);
      aft_html_close (html, "a");
    }
  aft_html_close (html, "nav");
}

static const char *
get_role_name (const AftPage *page, AftRole role)
{
  static const char *const names[AFT_ROLES] = { N_ ("Staff"), N_ ("Manager"), N_ ("Owner") };
  return aft_page_say (page, names[role]);
}

/* The page that is looked at, with what was asked of it; what it has said it need not say again. */
static const char *
get_back (const AftPage *page)
{
  const AftHttpRequest *request = aft_http_exchange_get_request (page->exchange);
  gboolean is_asked = g_str_equal (aft_http_request_get_method (request), "GET")
                      && aft_page_get_query (page, "said") == NULL;
  return is_asked ? aft_http_request_get_target (request) : aft_http_request_get_path (request);
}

/* The three languages, each in its own words. */
static void
write_languages (AftPage *page)
{
  aft_page_open_form (page, "/console/language", NULL);
  aft_html_open (page->html, "div", "class", "languages", "role", "group", "aria-label",
                 aft_page_say (page, N_ ("Language")), NULL);
  aft_html_open (page->html, "input", "type", "hidden", "name", "back", "value", get_back (page),
                 NULL);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    aft_html_put (page->html, "button", aft_language_get_own_name (i), "class", "plain", "name",
                  "language", "value", aft_language_get_tag (i), "lang", aft_language_get_tag (i),
                  "aria-pressed", i == page->language ? "true" : "false", NULL);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "form");
}

static void
write_caller (AftPage *page)
{
  AftHtml *html = page->html;
  const AftConsoleCaller *caller = page->caller;

  aft_html_open (html, "aside", "class", "me", "aria-label", aft_page_say (page, N_ ("You")), NULL);
  aft_html_open (html, "p", NULL);
  aft_html_put (html, "strong", caller->public_name != NULL ? caller->public_name : caller->name,
                NULL);
  aft_html_text_printf (html, " · %s", get_role_name (page, caller->role));
  aft_html_close (html, "p");
  write_languages (page);
  aft_html_put (html, "a", aft_page_say (page, N_ ("Change password")), "class", "plain button",
                "href", "/console/password", NULL);
  aft_page_open_form (page, "/console/sign-out", NULL);
  aft_page_button (page, aft_page_say (page, N_ ("Sign out")), "plain");
  aft_html_close (html, "form");
  aft_html_close (html, "aside");
}

static void
write_rail (AftPage *page, AftSection section)
{
  aft_html_open (page->html, "header", "class", "rail", NULL);
  aft_html_put (page->html, "p", get_house_name (page), "class", "house", NULL);
  write_sections (page, section);
  aft_html_close (page->html, "header");
}

/* -- bell and what was said --------------------------------------------------------------------
 */

static void
write_bell (AftPage *page)
{
  AftHtml *html = page->html;

  aft_html_open (html, "div", "id", "bell", "class", "bell", "role", "alert", "hidden", "",
                 "data-table", aft_page_say (page, N_ ("Table %s")), "data-flagged",
                 aft_page_say (page, N_ ("New case")), "data-escalated",
                 aft_page_say (page, N_ ("Nobody has come yet")), "data-reopened",
                 aft_page_say (page, N_ ("Open again")), "data-guest",
                 aft_page_say (page, N_ ("The guest has added something")), "data-photo",
                 aft_page_say (page, N_ ("Photo from the guest")), "data-drill",
                 aft_page_say (page, N_ ("Drill")), NULL);
  aft_html_put (html, "span", NULL, "class", "mark mark-today", "aria-hidden", "true", NULL);
  aft_html_put (html, "a", aft_page_say (page, N_ ("New case")), "href", "/console", NULL);
  aft_html_put (html, "button", aft_page_say (page, N_ ("Quiet")), "type", "button", NULL);
  aft_html_close (html, "div");
}

static void
write_notice (AftPage *page, const char *refusal)
{
  const char *text = refusal != NULL ? refusal : get_saying (page);

  if (text == NULL)
    return;
  aft_html_open (page->html, "div", "class", refusal != NULL ? "said is-refused" : "said", "role",
                 refusal != NULL ? "alert" : "status", NULL);
  aft_html_put (page->html, "span", NULL, "class",
                refusal != NULL ? "mark mark-warning" : "mark mark-check", "aria-hidden", "true",
                NULL);
  aft_html_put (page->html, "p", text, NULL);
  aft_html_close (page->html, "div");
}

static void
write_foot (AftPage *page)
{
  AftHtml *html = page->html;
  const AftPageField keys
      = { .id = "keys-on",
          .label = aft_page_say (page, N_ ("Keys: j and k next and previous, Enter opens, a takes, "
                                           "e writes a note, / searches")) };

  aft_html_open (html, "footer", "class", "foot", NULL);
  aft_html_put (
      html, "p", NULL, "id", "live", "class", "live", "role", "status", "hidden", "", "data-on",
      aft_page_say (page, N_ ("Live: new cases appear and ring here.")), "data-mute",
      aft_page_say (page, N_ ("Live. The bell sounds once you have touched this page.")),
      "data-off", aft_page_say (page, N_ ("Not connected: reload the page to see what is new.")),
      NULL);
  aft_html_open (html, "div", "id", "keys", "hidden", "", NULL);
  aft_page_tick (page, &keys, TRUE);
  aft_html_close (html, "div");
  aft_html_close (html, "footer");
}

/* -- whole pages -------------------------------------------------------------------------------
 */

AftHtml *
aft_page_open (AftPage *page, const AftPageHead *head)
{
  g_assert (page->html == NULL && page->caller != NULL);
  page->html = aft_html_new ();
  write_head (page, head->title);
  aft_html_open (page->html, "body", NULL);
  aft_html_put (page->html, "a", aft_page_say (page, N_ ("To the page")), "class", "unseen skip",
                "href", "#main", NULL);
  aft_html_open (page->html, "div", "class", "frame", NULL);
  write_rail (page, head->section);
  aft_html_open (page->html, "div", NULL);
  aft_html_open (page->html, "main", "id", "main", "tabindex", "-1", NULL);
  write_bell (page);
  write_notice (page, head->refusal);
  if (!head->has_no_heading)
    aft_html_put (page->html, "h1", head->title, "class", "top", NULL);
  return page->html;
}

/* Takes what is open, in its order. */
static AftHttpReply *
end_page (AftPage *page, int status)
{
  g_autoptr (GBytes) bytes = aft_html_end (page->html);

  g_clear_pointer (&page->html, aft_html_free);
  return aft_http_reply_new_html (status, bytes);
}

AftHttpReply *
aft_page_close (AftPage *page, int status)
{
  aft_html_close (page->html, "main");
  write_foot (page);
  aft_html_close (page->html, "div");
  write_caller (page);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "body");
  aft_html_close (page->html, "html");
  return end_page (page, status);
}

static void
write_door_languages (AftPage *page)
{
  const char *path = aft_http_request_get_path (aft_http_exchange_get_request (page->exchange));

  aft_html_open (page->html, "nav", "class", "row languages", "aria-label",
                 aft_page_say (page, N_ ("Language")), NULL);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      const char *tag = aft_language_get_tag (i);
      g_autofree char *address = aft_html_dup_address (path, "language", tag, "next",
                                                       aft_page_get_query (page, "next"), NULL);
      aft_html_put (page->html, "a", aft_language_get_own_name (i), "class", "button plain", "href",
                    address, "lang", tag, "aria-current", i == page->language ? "true" : NULL,
                    NULL);
    }
  aft_html_close (page->html, "nav");
}

AftHtml *
aft_page_open_door (AftPage *page, const char *title, const char *refusal)
{
  g_assert (page->html == NULL);
  page->html = aft_html_new ();
  write_head (page, title);
  aft_html_open (page->html, "body", "class", "door", NULL);
  aft_html_open (page->html, "main", "id", "main", NULL);
  write_notice (page, refusal);
  aft_html_open (page->html, "div", "class", "card", NULL);
  aft_html_put (page->html, "p", get_house_name (page), "class", "quiet", NULL);
  aft_html_put (page->html, "h1", title, NULL);
  return page->html;
}

AftHttpReply *
aft_page_close_door (AftPage *page, int status)
{
  aft_html_close (page->html, "div");
  write_door_languages (page);
  aft_html_close (page->html, "main");
  aft_html_close (page->html, "body");
  aft_html_close (page->html, "html");
  return end_page (page, status);
}

/* -- what is wrong -----------------------------------------------------------------------------
 */

static AftHttpReply *
new_sorry (AftPage *page, int status, const char *title, const char *text)
{
  const AftPageHead head = { .title = title };
  gboolean is_inside = page->caller != NULL;

  if (is_inside)
    aft_page_open (page, &head);
  else
    aft_page_open_door (page, title, NULL);
  aft_html_put (page->html, "p", text, NULL);
  aft_html_open (page->html, "p", NULL);
  aft_html_put (page->html, "a", aft_page_say (page, N_ ("Back to Today")), "href", "/console",
                NULL);
  aft_html_close (page->html, "p");
  return is_inside ? aft_page_close (page, status) : aft_page_close_door (page, status);
}

AftHttpReply *
aft_page_new_error (AftPage *page, const GError *error)
{
  gboolean is_ours = error->domain == AFT_ERROR;
  AftErrorCode code = is_ours ? (AftErrorCode) error->code : AFT_ERROR_INTERNAL;
  const char *title = code == AFT_ERROR_NOT_FOUND ? aft_page_say (page, N_ ("This is not here"))
                                                  : aft_page_say (page, N_ ("That did not work"));
  AftHttpReply *reply = new_sorry (page, aft_error_http_status (code), title,
                                   aft_page_say (page, aft_error_sentence (code)));

  if (code == AFT_ERROR_BUSY || code == AFT_ERROR_UNAVAILABLE)
    aft_http_reply_set_retry_after (reply, 1);
  return reply;
}

static const char *
get_refusal_text (const AftPage *page, AftConsoleRefusal refusal)
{
  static const char *const texts[] = {
    [AFT_CONSOLE_SIGNED_OUT] = N_ ("Please sign in first."),
    [AFT_CONSOLE_FORGED] = N_ ("This page was too old. Nothing was done: open it again, please."),
    [AFT_CONSOLE_NOT_YOURS] = N_ ("This is for others to do. Ask a manager or the owner."),
    [AFT_CONSOLE_BAD_FORM] = N_ ("The form could not be read. Nothing was done."),
    [AFT_CONSOLE_NO_ANSWER] = N_ ("The house does not answer just now. Try again in a moment."),
  };
  return aft_page_say (page, texts[refusal]);
}

AftHttpReply *
aft_page_new_refusal (AftHttpExchange *exchange,
                      AftConsoleRefusal refusal,
                      const AftConsoleCaller *caller,
                      const GError *error,
                      gpointer console)
{
  int status = refusal == AFT_CONSOLE_SIGNED_OUT ? 401 : 403;
  const AftPageAsk ask = { .caller = (AftConsoleCaller *) caller };
  g_autoptr (AftPage) page = aft_page_new (console, exchange, &ask);

  if (error != NULL && error->domain == AFT_ERROR)
    status = aft_error_http_status ((AftErrorCode) error->code);
  return new_sorry (page, status, aft_page_say (page, N_ ("That did not work")),
                    get_refusal_text (page, refusal));
}

/* -- parts of forms ----------------------------------------------------------------------------
 */

static void
open_form (AftPage *page, const char *action, const char *act, const char *encoding)
{
  AftHtml *html = page->html;
  AftId id = aft_id_generate (page->console->options.clock, page->console->options.random);
  g_autofree char *event = aft_id_to_text (&id);

  aft_html_open (html, "form", "method", "post", "action", action, "enctype", encoding, "data-act",
                 act, "class", act != NULL ? "act" : NULL, NULL);
  if (page->caller != NULL)
    {
      aft_html_open (html, "input", "type", "hidden", "name", AFT_CONSOLE_FORM_TOKEN, "value",
                     page->caller->form_token, NULL);
      aft_html_open (html, "input", "type", "hidden", "name", AFT_PAGE_EVENT, "value", event, NULL);
    }
}

void
aft_page_open_form (AftPage *page, const char *action, const char *act)
{
  open_form (page, action, act, NULL);
}

void
aft_page_open_file_form (AftPage *page, const char *action)
{
  open_form (page, action, NULL, "multipart/form-data");
}

void
aft_page_button (AftPage *page, const char *text, const char *style)
{
  aft_html_put (page->html, "button", text, "class", style, NULL);
}

static const char *
get_name (const AftPageField *field)
{
  return field->name != NULL ? field->name : field->id;
}

static void
write_input (AftPage *page, const AftPageField *field, const char *hint_id, const char *most)
{
  AftHtml *html = page->html;
  const char *name = get_name (field);
  const char *type = field->type != NULL ? field->type : "text";

  if (g_str_equal (type, "textarea"))
    aft_html_put (html, "textarea", field->value, "id", field->id, "name", name, "maxlength", most,
                  "required", AFT_HTML_IF (field->is_needed), "aria-describedby", hint_id,
                  "autofocus", AFT_HTML_IF (field->has_focus), "rows", "3", NULL);
  else
    aft_html_open (html, "input", "type", type, "id", field->id, "name", name, "value",
                   field->value, "maxlength", most, "required", AFT_HTML_IF (field->is_needed),
                   "autocomplete", field->autocomplete, "inputmode", field->inputmode,
                   "aria-describedby", hint_id, "autofocus", AFT_HTML_IF (field->has_focus), NULL);
}

/* Label and hint, up to the field itself; the hint's id, or NULL. */
static char *
open_field (AftPage *page, const AftPageField *field)
{
  AftHtml *html = page->html;
  char *hint_id = field->hint != NULL ? g_strconcat (field->id, "-hint", NULL) : NULL;

  aft_html_open (html, "div", "class", "field", NULL);
  aft_html_put (html, "label", field->label, "for", field->id, NULL);
  if (field->hint != NULL)
    aft_html_put (html, "p", field->hint, "class", "hint", "id", hint_id, NULL);
  return hint_id;
}

void
aft_page_field (AftPage *page, const AftPageField *field)
{
  g_autofree char *hint_id = open_field (page, field);
  g_autofree char *most = field->most > 0 ? g_strdup_printf ("%u", field->most) : NULL;

  write_input (page, field, hint_id, most);
  aft_html_close (page->html, "div");
}

void
aft_page_open_select (AftPage *page, const AftPageField *field)
{
  g_autofree char *hint_id = open_field (page, field);

  aft_html_open (page->html, "select", "id", field->id, "name", get_name (field), "required",
                 AFT_HTML_IF (field->is_needed), "aria-describedby", hint_id, NULL);
}

void
aft_page_option (AftPage *page, const char *value, const char *text, gboolean is_selected)
{
  aft_html_put (page->html, "option", text, "value", value, "selected", AFT_HTML_IF (is_selected),
                NULL);
}

void
aft_page_close_select (AftPage *page)
{
  aft_html_close (page->html, "select");
  aft_html_close (page->html, "div");
}

void
aft_page_tick (AftPage *page, const AftPageField *field, gboolean is_on)
{
  aft_html_open (page->html, "label", "class", "tick", NULL);
  aft_html_open (page->html, "input", "type", "checkbox", "id", field->id, "name", get_name (field),
                 "checked", AFT_HTML_IF (is_on), NULL);
  aft_html_text (page->html, field->label);
  aft_html_close (page->html, "label");
}

void
aft_page_line (AftPage *page, const char *class, const char *text)
{
  aft_html_put (page->html, "p", text, "class", class, NULL);
}
