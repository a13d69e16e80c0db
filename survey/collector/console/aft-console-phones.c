/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/phones: the codes by which guests answer on their own phones, by table; adding
 * some, and revoking one, which is asked once; and what came by each on each day, with the marks of
 * what may be misuse. What gets a mark is decided where answers come in. */
#include "aft-console-form.h"
#include "aft-console-house.h"
#include "aft-console-rules.h"
#include "aft-console-speech.h"
#include "aft-error.h"
#include "aft-house-store-phones.h"
#include "aft-table-list.h"

#define PHONES      "/console/settings/phones"
#define SHOWN_DAYS  14
#define LIST_MAX    500 /* characters of a list of tables */
#define TABLE_FIELD "tables"
#define DOOR_FIELD  "door"

/* A restaurant with its codes. */
typedef struct
{
  GPtrArray *places;
  const AftPlace *place; /* one of these */
  GPtrArray *codes;      /* AftHouseCode */
  GArray *days;          /* AftHouseCodeDay */
} Phones;

static void
phones_clear (Phones *phones)
{
  g_clear_pointer (&phones->days, g_array_unref);
  g_clear_pointer (&phones->codes, g_ptr_array_unref);
  g_clear_pointer (&phones->places, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Phones, phones_clear)

/* The restaurant in the address. NOT_FOUND also where the caller does not work. */
static gboolean
read_place (Phones *phones, AftPage *page, GError **error)
{
  phones->places = aft_places_load (page, error);
  if (phones->places == NULL)
    return FALSE;
  phones->place = aft_places_find (phones->places, &page->id);
  if (phones->place == NULL)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such venue");
  return phones->place != NULL;
}

static gboolean
read_phones (Phones *phones, AftPage *page, GError **error)
{
  if (!read_place (phones, page, error))
    return FALSE;
  gint32 today = aft_venue_get_business_day (phones->place->venue, page->now_ms);
  phones->codes = aft_house_store_list_codes_sync (page->store, &page->id, error);
  if (phones->codes != NULL)
    phones->days = aft_house_store_list_code_days_sync (page->store, &page->id,
                                                        today - SHOWN_DAYS + 1, today, error);
  return phones->days != NULL;
}

static const AftHouseCode *
find_code (const Phones *phones, const char *text)
{
  for (guint i = 0; i < phones->codes->len; i++)
    {
      const AftHouseCode *code = phones->codes->pdata[i];
      if (g_str_equal (code->code, text))
        return code;
    }
  return NULL;
}

/* "Table 8", or the door. Newly allocated. */
static char *
dup_place_name (const AftPage *page, const AftHouseCode *code)
{
  return code->table != NULL ? g_strdup_printf (aft_page_say (page, N_ ("Table %s")), code->table)
                             : g_strdup (aft_page_say (page, N_ ("At the door")));
}

/* Where a phone finds it; NULL: phones do not reach the house. */
static char *
dup_address (const AftPage *page, const AftHouseCode *code)
{
  const char *house = page->console->options.public_address;
  if (house == NULL || *house == '\0')
    return NULL;
  return g_strconcat (house, g_str_has_suffix (house, "/") ? "s/" : "/s/", code->code, NULL);
}

/* -- codes -------------------------------------------------------------------------------------
 */

static void
write_code (AftPage *page, const Phones *phones, const AftHouseCode *code)
{
  AftHtml *html = page->html;
  g_autofree char *name = dup_place_name (page, code);
  g_autofree char *address = dup_address (page, code);
  g_autofree char *tail = g_strconcat ("/revoke/", code->code, NULL);
  g_autofree char *revoke = aft_form_dup_path (PHONES "/", &page->id, tail);

  aft_html_open (html, "li", NULL);
  aft_html_put (html, "strong", name, NULL);
  aft_html_open (html, "p", "class", "small quiet", NULL);
  if (address != NULL)
    aft_html_put (html, "a", address, "href", address, NULL);
  else
    aft_html_put (html, "span", code->code, NULL);
  aft_html_text_printf (html, " · ");
  aft_speech_time (page, code->made_ms, phones->place->zone);
  aft_html_close (html, "p");
  aft_html_open (html, "p", "class", "small", NULL);
  aft_html_open (html, "a", "href", revoke, NULL);
  aft_html_text_printf (html, aft_page_say (page, N_ ("Revoke: %s")), name);
  aft_html_close (html, "a");
  aft_html_close (html, "p");
  aft_html_close (html, "li");
}

static void
write_codes (AftPage *page, const Phones *phones)
{
  guint count = 0;

  aft_form_open_section (page, aft_page_say (page, N_ ("Codes")));
  aft_html_open (page->html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < phones->codes->len; i++)
    {
      const AftHouseCode *code = phones->codes->pdata[i];
      if (code->revoked_ms != 0)
        continue;
      write_code (page, phones, code);
      count++;
    }
  aft_html_close (page->html, "ul");
  if (count == 0)
    aft_page_line (page, "quiet",
                   aft_page_say (page, N_ ("There is no code here yet. Add the tables, then print "
                                           "their cards.")));
  aft_html_close (page->html, "section");
}

static void
write_add (AftPage *page, const Phones *phones)
{
  g_autofree char *action = aft_form_dup_path (PHONES "/", &page->id, NULL);
  g_autofree char *venue = g_shell_quote (aft_venue_get_name (phones->place->venue));
  const AftPageField tables = { .id = TABLE_FIELD,
                                .label = aft_page_say (page, N_ ("Tables")),
                                .hint = aft_page_say (page, N_ ("For instance 1-20, A1-A12.")),
                                .value = aft_page_get_field (page, TABLE_FIELD),
                                .autocomplete = "off",
                                .most = LIST_MAX };
  const AftPageField door
      = { .id = DOOR_FIELD, .label = aft_page_say (page, N_ ("One for the door, too")) };

  aft_form_open_section (page, aft_page_say (page, N_ ("Add codes")));
  aft_page_open_form (page, action, "change");
  aft_page_field (page, &tables);
  aft_page_tick (page, &door, *aft_page_get_field (page, DOOR_FIELD) != '\0');
  aft_page_line (page, "small quiet",
                 aft_page_say (page, N_ ("A table that has a code keeps it: cards that stand there "
                                         "stay good.")));
  aft_form_end (page, aft_page_say (page, N_ ("Add the codes")), "primary");
  aft_page_line (page, "small quiet",
                 aft_page_say (page, N_ ("Cards to print, four on a sheet of A4, are drawn on the "
                                         "collector's machine:")));
  aft_html_open (page->html, "p", "class", "small", NULL);
  aft_html_open (page->html, "code", NULL);
  aft_html_text_printf (page->html, "aftertaste-export cards --venue %s --output cards.pdf", venue);
  aft_html_close (page->html, "code");
  aft_html_close (page->html, "p");
  aft_html_close (page->html, "section");
}

/* -- what came ---------------------------------------------------------------------------------
 */

static void
write_head (AftPage *page)
{
  const char *const names[]
      = { aft_page_say (page, N_ ("Answers")), aft_page_say (page, N_ ("Too fast")),
          aft_page_say (page, N_ ("Same phone")), aft_page_say (page, N_ ("Too many")),
          aft_page_say (page, N_ ("Turned away")) };

  aft_html_open (page->html, "thead", NULL);
  aft_html_open (page->html, "tr", NULL);
  aft_html_put (page->html, "th", aft_page_say (page, N_ ("Business day")), "scope", "col", NULL);
  aft_html_put (page->html, "th", aft_page_say (page, N_ ("Where")), "scope", "col", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    aft_html_put (page->html, "th", names[i], "scope", "col", "class", "amount", NULL);
  aft_html_close (page->html, "tr");
  aft_html_close (page->html, "thead");
}

static void
write_count (AftPage *page, guint64 count)
{
  aft_html_open (page->html, "td", "class", "amount", NULL);
  aft_html_text_printf (page->html, "%" G_GUINT64_FORMAT, count);
  aft_html_close (page->html, "td");
}

static void
write_day (AftPage *page, const Phones *phones, const AftHouseCodeDay *day)
{
  const AftHouseCode *code = find_code (phones, day->code);
  g_autofree char *date = aft_speech_dup_day (page, day->day);
  g_autofree char *name = code != NULL ? dup_place_name (page, code) : g_strdup (day->code);
  const guint64 counts[] = { day->answers, day->fast, day->repeated, day->crowded, day->refused };

  aft_html_open (page->html, "tr", NULL);
  aft_html_put (page->html, "td", date, "class", "whole", NULL);
  aft_html_open (page->html, "td", "class", "whole", NULL);
  aft_html_text_printf (page->html, "%s", name);
  if (code != NULL && code->revoked_ms != 0)
    aft_html_text_printf (page->html, " (%s)", aft_page_say (page, N_ ("revoked")));
  aft_html_close (page->html, "td");
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    write_count (page, counts[i]);
  aft_html_close (page->html, "tr");
}

static void
write_marks (AftPage *page)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("What the marks mean")));
  aft_html_open (page->html, "dl", "class", "facts", NULL);
  aft_form_fact (page, aft_page_say (page, N_ ("Too fast")),
                 aft_page_say (page, N_ ("Less than two seconds for a question, or four for all of "
                                         "them.")));
  aft_form_fact (page, aft_page_say (page, N_ ("Same phone")),
                 aft_page_say (page, N_ ("This phone has answered on the same day already.")));
  aft_form_fact (
      page, aft_page_say (page, N_ ("Too many")),
      aft_page_say (page, N_ ("More came by one code or from one place on the network than "
                              "guests at a table send.")));
  aft_form_fact (
      page, aft_page_say (page, N_ ("Turned away")),
      aft_page_say (page, N_ ("Beyond that nothing was taken any more: the phone was asked "
                              "to come back later. These are not among the answers.")));
  aft_html_close (page->html, "dl");
  aft_page_line (
      page, NULL,
      aft_page_say (page, N_ ("A marked answer is kept, and counted in every figure. One "
                              "that was too fast or came from the same phone opens no "
                              "case by its rating alone; a written complaint always "
                              "does.")));
  aft_html_close (page->html, "section");
}

static void
write_days (AftPage *page, const Phones *phones)
{
  AftHtml *html = page->html;
  const char *heading = aft_page_say (page, N_ ("What came by them in 14 days"));

  aft_form_open_section (page, heading);
  if (phones->days->len == 0)
    {
      aft_page_line (page, "quiet",
                     aft_page_say (page, N_ ("Nothing was answered on a phone yet.")));
      aft_html_close (html, "section");
      return;
    }
  aft_html_open (html, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label",
                 heading, NULL);
  aft_html_open (html, "table", NULL);
  write_head (page);
  aft_html_open (html, "tbody", NULL);
  for (guint i = 0; i < phones->days->len; i++)
    write_day (page, phones, &g_array_index (phones->days, AftHouseCodeDay, i));
  aft_html_close (html, "tbody");
  aft_html_close (html, "table");
  aft_html_close (html, "div");
  aft_html_close (html, "section");
}

/* -- pages -------------------------------------------------------------------------------------
 */

static void
write_reach (AftPage *page)
{
  const char *house = page->console->options.public_address;

  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("Guests scan the code on their table, or at the door, and "
                                         "answer the same survey on their own phone.")));
  if (house == NULL || *house == '\0')
    aft_page_line (page, "late",
                   aft_page_say (page, N_ ("Phones do not reach the house yet: whoever runs the "
                                           "collector sets public-address in its settings.")));
}

static AftHttpReply *
make_phones (AftPage *page, GError **error)
{
  g_auto (Phones) phones = { .places = NULL };

  if (!read_phones (&phones, page, error))
    return NULL;
  g_autofree char *title = g_strdup_printf (aft_page_say (page, N_ ("Phones: %s")),
                                            aft_venue_get_name (phones.place->venue));
  aft_form_open_page (page, title, AFT_SECTION_SETTINGS);
  write_reach (page);
  aft_html_open (page->html, "div", "class", "beside onward", NULL);
  aft_html_open (page->html, "div", NULL);
  write_codes (page, &phones);
  write_days (page, &phones);
  aft_html_close (page->html, "div");
  aft_html_open (page->html, "div", NULL);
  write_add (page, &phones);
  write_marks (page);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "div");
  aft_form_link (page, "/console/settings", aft_page_say (page, N_ ("Back to Settings")));
  return aft_form_close_page (page);
}

/* Of several restaurants one is chosen first. */
static AftHttpReply *
make_choice (AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) places = aft_places_load (page, error);

  if (places == NULL)
    return NULL;
  if (places->len == 1)
    {
      page->id = *aft_venue_get_id (((const AftPlace *) places->pdata[0])->venue);
      return make_phones (page, error);
    }
  aft_form_open_page (page, aft_page_say (page, N_ ("Phones")), AFT_SECTION_SETTINGS);
  write_reach (page);
  aft_html_open (page->html, "ul", "class", "card rows onward", NULL);
  for (guint i = 0; i < places->len; i++)
    {
      const AftVenue *venue = ((const AftPlace *) places->pdata[i])->venue;
      g_autofree char *path = aft_form_dup_path (PHONES "/", aft_venue_get_id (venue), NULL);
      aft_html_open (page->html, "li", NULL);
      aft_html_put (page->html, "a", aft_venue_get_name (venue), "href", path, NULL);
      aft_html_close (page->html, "li");
    }
  aft_html_close (page->html, "ul");
  aft_form_link (page, "/console/settings", aft_page_say (page, N_ ("Back to Settings")));
  return aft_form_close_page (page);
}

/* The code in the address, of this restaurant and not revoked; borrowed. */
static const AftHouseCode *
get_code (const AftPage *page, const Phones *phones, GError **error)
{
  const AftHouseCode *code = find_code (phones, page->word);
  if (code != NULL && code->revoked_ms == 0)
    return code;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such code");
  return NULL;
}

static AftHttpReply *
make_revoke (AftPage *page, GError **error)
{
  g_auto (Phones) phones = { .places = NULL };
  const AftHouseCode *code
      = read_phones (&phones, page, error) ? get_code (page, &phones, error) : NULL;

  if (code == NULL)
    return NULL;
  g_autofree char *tail = g_strconcat ("/revoke/", code->code, NULL);
  g_autofree char *action = aft_form_dup_path (PHONES "/", &page->id, tail);
  g_autofree char *back = aft_form_dup_path (PHONES "/", &page->id, NULL);
  g_autofree char *name = dup_place_name (page, code);
  g_autofree char *title
      = g_strdup_printf (aft_page_say (page, N_ ("Revoke the code? (%s)")), name);
  const AftFormQuestion question
      = { .title = title,
          .section = AFT_SECTION_SETTINGS,
          .words = aft_page_say (page, N_ ("The card with it opens nothing any more: take it away. "
                                           "What was answered by it stays. A new code for the same "
                                           "place needs a new card.")),
          .action = action,
          .button = aft_page_say (page, N_ ("Revoke the code")),
          .back = back };
  return aft_form_ask (page, &question);
}

/* -- acts --------------------------------------------------------------------------------------
 */

static AftHttpReply *
revoke_code (AftPage *page, GError **error)
{
  g_auto (Phones) phones = { .places = NULL };
  g_autofree char *back = aft_form_dup_path (PHONES "/", &page->id, NULL);

  if (!read_place (&phones, page, error)
      || !aft_house_store_revoke_code_sync (page->store, &page->id, page->word, page->caller->actor,
                                            error))
    return NULL;
  return aft_page_redirect (back, "saved");
}

static gboolean
add_codes (AftPage *page, char **tables, GError **error)
{
  gboolean is_done = TRUE;
  for (guint i = 0; tables[i] != NULL && is_done; i++)
    {
      const char *table = *tables[i] != '\0' ? tables[i] : NULL;
      g_autoptr (AftHouseCode) code = aft_house_store_add_code_sync (page->store, &page->id, table,
                                                                     page->caller->actor, error);
      is_done = code != NULL;
    }
  return is_done;
}

/* The tables of the form; the door is "". NULL: the list cannot be read. */
static char **
read_tables (AftPage *page)
{
  g_autofree char *list = aft_form_dup_trimmed (page, TABLE_FIELD);
  gboolean has_door = *aft_page_get_field (page, DOOR_FIELD) != '\0';
  static const char *const door[] = { "", NULL };
  if (g_utf8_strlen (list, -1) > LIST_MAX)
    return NULL;
  if (*list == '\0')
    return has_door ? g_strdupv ((char **) door) : NULL;
  g_auto (GStrv) tables = aft_table_list_parse (list, NULL);
  if (tables == NULL || !has_door)
    return g_steal_pointer (&tables);
  GStrvBuilder *builder = g_strv_builder_new ();
  g_strv_builder_add (builder, "");
  g_strv_builder_addv (builder, (const char **) tables);
  char **all = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return all;
}

static AftHttpReply *
add_phones (AftPage *page, GError **error)
{
  g_auto (Phones) phones = { .places = NULL };
  g_auto (GStrv) tables = read_tables (page);
  g_autofree char *back = aft_form_dup_path (PHONES "/", &page->id, NULL);

  if (!read_place (&phones, page, error))
    return NULL;
  if (tables == NULL)
    return aft_form_refuse_with (
        page,
        N_ ("Name the tables like 1-20, A1-A12, each with at most 16 characters, or choose the "
            "door. Nothing was added."),
        make_phones, error);
  return add_codes (page, tables, error) ? aft_page_redirect (back, "saved") : NULL;
}

static const AftPageRoute pages[] = {
  { "GET", PHONES, AFT_ROLE_MANAGER, make_choice, AFT_ROUTE_NO_BODY, 0 },
  { "GET", PHONES "/{id:uuid}", AFT_ROLE_MANAGER, make_phones, AFT_ROUTE_NO_BODY, 0 },
  { "POST", PHONES "/{id:uuid}", AFT_ROLE_MANAGER, add_phones, AFT_ROUTE_NO_BODY, 0 },
  { "GET", PHONES "/{id:uuid}/revoke/{word:word}", AFT_ROLE_MANAGER, make_revoke, AFT_ROUTE_NO_BODY,
    0 },
  { "POST", PHONES "/{id:uuid}/revoke/{word:word}", AFT_ROLE_MANAGER, revoke_code,
    AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_phones (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
