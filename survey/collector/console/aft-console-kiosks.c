/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/kiosks: how each kiosk is and whether all it numbered is here; who waits to be let in;
 * renaming, moving, and taking nothing more from one, which is asked once. */
#include <string.h>

#include "aft-console-form.h"
#include "aft-console-house.h"
#include "aft-console-rules.h"
#include "aft-console-speech.h"
#include "aft-device-token.h"
#include "aft-error.h"
#include "aft-house-store-care.h"
#include "aft-house-store-devices.h"
#include "aft-json.h"

#define KIOSKS            "/console/kiosks"
#define NAME_CHARACTERS   64
#define CODE_MAX          16
#define SILENT_MS         (5 * 60 * G_GINT64_CONSTANT (1000))
#define CLOCK_MAX_MS      (120 * G_GINT64_CONSTANT (1000)) /* DESIGN §10 "Business day" */
#define DISK_LEAST        (G_GINT64_CONSTANT (200) << 20)
#define BYTES_PER_GIB     (1024.0 * 1024 * 1024)
#define PRINTER_MAX_BYTES 4096
#define QUEUE_MANY        50

typedef struct
{
  GPtrArray *places;       /* AftPlace */
  GPtrArray *devices;      /* AftHouseDevice */
  GPtrArray *completeness; /* AftHouseCompleteness */
  GPtrArray *waiting;      /* AftHouseAuthorization */
} Kiosks;

static void
kiosks_clear (Kiosks *kiosks)
{
  g_clear_pointer (&kiosks->places, g_ptr_array_unref);
  g_clear_pointer (&kiosks->devices, g_ptr_array_unref);
  g_clear_pointer (&kiosks->completeness, g_ptr_array_unref);
  g_clear_pointer (&kiosks->waiting, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kiosks, kiosks_clear)

static gboolean
read_kiosks (Kiosks *kiosks, const AftPage *page, GError **error)
{
  kiosks->places = aft_places_load (page, error);
  if (kiosks->places != NULL)
    kiosks->devices = aft_house_store_list_devices_sync (page->store, NULL, error);
  if (kiosks->devices != NULL)
    kiosks->completeness = aft_house_store_list_completeness_sync (page->store, NULL, error);
  if (kiosks->completeness != NULL)
    kiosks->waiting = aft_house_store_list_authorizations_sync (page->store, error);
  return kiosks->waiting != NULL;
}

static gboolean
is_manager (const AftPage *page)
{
  return page->caller->role >= AFT_ROLE_MANAGER;
}

/* -- health ------------------------------------------------------------------------------------
 */

/* A fact that needs somebody where @is_bad. */
static void
write_health (AftPage *page, const char *name, const char *value, gboolean is_bad)
{
  aft_html_open (page->html, "div", NULL);
  aft_html_put (page->html, "dt", name, NULL);
  aft_html_put (page->html, "dd", value, "class", is_bad ? "late" : NULL, NULL);
  aft_html_close (page->html, "div");
}

static void
write_seen (AftPage *page, const AftHouseDevice *device)
{
  gint64 ago_ms = MAX (page->now_ms - device->last_seen_ms, 0);
  g_autofree char *span = aft_speech_dup_span (page, ago_ms);
  g_autofree char *text = device->last_seen_ms == 0
                              ? g_strdup (aft_page_say (page, N_ ("never")))
                              : g_strdup_printf (aft_page_say (page, N_ ("%s ago")), span);
  write_health (page, aft_page_say (page, N_ ("Last seen")), text, ago_ms > SILENT_MS);
}

/* -- its printer --------------------------------------------------------------------------------
 */

static const struct
{
  const char *state; /* as the kiosk names it */
  const char *word;
  gboolean is_bad;
} printer_words[] = {
  { "ready", N_ ("ready"), FALSE },
  { "unknown", N_ ("not asked yet"), FALSE },
  { "paper-low", N_ ("needs paper soon"), TRUE },
  { "paper-out", N_ ("has no paper"), TRUE },
  { "cover-open", N_ ("its cover is open"), TRUE },
  { "offline", N_ ("is switched to off-line"), TRUE },
  { "fault", N_ ("has a fault"), TRUE },
  { "silent", N_ ("does not answer"), TRUE },
  { "away", N_ ("cannot be reached"), TRUE },
};

/* A state that only a later kiosk knows is shown as it names it. */
static void
write_printer (AftPage *page, const char *printer)
{
  const AftJsonLimits limits = { PRINTER_MAX_BYTES, 2 };
  g_autoptr (AftValue) read
      = printer != NULL ? aft_json_parse (printer, strlen (printer), &limits, NULL) : NULL;
  const char *state = read != NULL ? aft_value_get_member_string (read, "state", "") : "";
  const char *name = aft_page_say (page, N_ ("Printer"));

  if (*state == '\0')
    {
      write_health (page, name, aft_page_say (page, N_ ("none that it knows of")), FALSE);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (printer_words); i++)
    if (g_str_equal (printer_words[i].state, state))
      {
        write_health (page, name, aft_page_say (page, printer_words[i].word),
                      printer_words[i].is_bad);
        return;
      }
  write_health (page, name, state, TRUE);
}

static void
write_own_word (AftPage *page, const AftHouseDevice *device)
{
  g_autofree char *queue = g_strdup_printf (aft_page_say (page, N_ ("%d wait")),
                                            (int) MIN (device->queue, (guint64) G_MAXINT));
  g_autofree char *disk = g_strdup_printf (aft_page_say (page, N_ ("%.1f GiB free")),
                                           (double) device->disk_free_bytes / BYTES_PER_GIB);
  gint64 offset_ms = ABS (device->clock_offset_ms);
  g_autofree char *span = aft_speech_dup_span (page, offset_ms);

  write_health (page, aft_page_say (page, N_ ("Answers not sent yet")), queue,
                device->queue > QUEUE_MANY);
  write_health (page, aft_page_say (page, N_ ("Disk")), disk, device->disk_free_bytes < DISK_LEAST);
  if (offset_ms > CLOCK_MAX_MS)
    write_health (page, aft_page_say (page, N_ ("Clock is off by")), span, TRUE);
  write_health (page, aft_page_say (page, N_ ("Version")), device->version, FALSE);
  write_printer (page, device->printer);
}

static guint64
count_missing (const AftHouseCompleteness *complete)
{
  guint64 missing = 0;
  for (guint i = 0; i < complete->gaps->len; i++)
    {
      const AftHouseGap *gap = &g_array_index (complete->gaps, AftHouseGap, i);
      missing += gap->last - gap->first + 1;
    }
  return missing;
}

static void
write_completeness (AftPage *page, const Kiosks *kiosks, const AftHouseDevice *device)
{
  const AftHouseCompleteness *found = NULL;

  for (guint i = 0; i < kiosks->completeness->len && found == NULL; i++)
    {
      const AftHouseCompleteness *one = kiosks->completeness->pdata[i];
      found = aft_id_equal (&one->device_id, &device->id) ? one : NULL;
    }
  if (found == NULL || found->last == 0)
    return;
  guint64 missing = count_missing (found);
  g_autofree char *text
      = missing == 0 ? g_strdup_printf (aft_page_say (page, N_ ("all here, %1$d to %2$d")),
                                        (int) found->first, (int) found->last)
                     : g_strdup_printf (aft_page_say (page, N_ ("%1$d missing of %2$d to %3$d")),
                                        (int) missing, (int) found->first, (int) found->last);
  write_health (page, aft_page_say (page, N_ ("Complete")), text, missing > 0);
  if (found->refused > 0)
    aft_form_fact_printf (page, aft_page_say (page, N_ ("Refused for good")), "%" G_GUINT64_FORMAT,
                          found->refused);
  if (found->breaks > 0)
    aft_form_fact_printf (page, aft_page_say (page, N_ ("Did not fit its chain")),
                          "%" G_GUINT64_FORMAT, found->breaks);
}

/* -- one kiosk ---------------------------------------------------------------------------------
 */

static void
write_venue_choice (AftPage *page, const GPtrArray *places, const char *id, const AftId *chosen)
{
  const AftPageField field = {
    .id = id, .name = "venue", .label = aft_page_say (page, N_ ("Restaurant")), .is_needed = TRUE
  };
  aft_page_open_select (page, &field);
  for (guint i = 0; i < places->len; i++)
    {
      const AftPlace *place = places->pdata[i];
      const AftId *venue_id = aft_venue_get_id (place->venue);
      g_autofree char *value = aft_id_to_text (venue_id);
      aft_page_option (page, value, aft_venue_get_name (place->venue),
                       chosen != NULL && aft_id_equal (venue_id, chosen));
    }
  aft_page_close_select (page);
}

static void
write_change (AftPage *page, const Kiosks *kiosks, const AftHouseDevice *device)
{
  AftHtml *html = page->html;
  g_autofree char *action = aft_form_dup_path (KIOSKS "/", &device->id, "/change");
  g_autofree char *revoke = aft_form_dup_path (KIOSKS "/", &device->id, "/revoke");
  g_autofree char *name_id = aft_form_dup_path ("name-", &device->id, NULL);
  g_autofree char *venue_id = aft_form_dup_path ("venue-", &device->id, NULL);
  const AftPageField name = { .id = name_id,
                              .name = "name",
                              .label = aft_page_say (page, N_ ("Name")),
                              .value = device->name,
                              .most = NAME_CHARACTERS,
                              .is_needed = TRUE };

  aft_html_open (html, "details", NULL);
  aft_html_open (html, "summary", NULL);
  aft_html_text_printf (html, aft_page_say (page, N_ ("Change %s")), device->name);
  aft_html_close (html, "summary");
  aft_page_open_form (page, action, "change");
  aft_page_field (page, &name);
  write_venue_choice (page, kiosks->places, venue_id, &device->venue_id);
  aft_page_line (page, "small quiet",
                 aft_page_say (page, N_ ("After a move, only what comes from then on counts for "
                                         "the other restaurant.")));
  aft_form_end (page, aft_page_say (page, N_ ("Save")), NULL);
  aft_html_open (html, "p", NULL);
  aft_html_open (html, "a", "href", revoke, NULL);
  aft_html_text_printf (html, aft_page_say (page, N_ ("Take nothing more from %s")), device->name);
  aft_html_close (html, "a");
  aft_html_close (html, "p");
  aft_html_close (html, "details");
}

static void
write_device (AftPage *page, const Kiosks *kiosks, const AftHouseDevice *device)
{
  AftHtml *html = page->html;

  aft_html_open (html, "li", "class", "card", NULL);
  aft_html_put (html, "h3", device->name, "class", "first", NULL);
  if (device->revoked_ms != 0)
    {
      aft_page_line (page, "quiet",
                     aft_page_say (page, N_ ("Nothing is taken from it any more. What it sent "
                                             "stays.")));
      aft_html_close (html, "li");
      return;
    }
  aft_html_open (html, "dl", "class", "facts", NULL);
  write_seen (page, device);
  if (device->version != NULL)
    write_own_word (page, device);
  write_completeness (page, kiosks, device);
  aft_html_close (html, "dl");
  if (is_manager (page))
    write_change (page, kiosks, device);
  aft_html_close (html, "li");
}

static void
write_place (AftPage *page, const Kiosks *kiosks, const AftPlace *place)
{
  guint count = 0;

  aft_html_open (page->html, "section", NULL);
  aft_html_put (page->html, "h2", aft_venue_get_name (place->venue), NULL);
  aft_html_open (page->html, "ul", "class", "board", NULL);
  for (guint i = 0; i < kiosks->devices->len; i++)
    {
      const AftHouseDevice *device = kiosks->devices->pdata[i];
      if (!aft_id_equal (&device->venue_id, aft_venue_get_id (place->venue)))
        continue;
      write_device (page, kiosks, device);
      count++;
    }
  aft_html_close (page->html, "ul");
  if (count == 0)
    aft_page_line (page, "quiet", aft_page_say (page, N_ ("There is no kiosk here yet.")));
  aft_html_close (page->html, "section");
}

/* -- who waits ---------------------------------------------------------------------------------
 */

static void
write_waiting (AftPage *page, const GPtrArray *waiting)
{
  aft_html_open (page->html, "ul", "class", "rows", NULL);
  for (guint i = 0; i < waiting->len; i++)
    {
      const AftHouseAuthorization *one = waiting->pdata[i];
      g_autofree char *span = aft_speech_dup_span (page, MAX (page->now_ms - one->created_ms, 0));
      g_autofree char *ago = g_strdup_printf (aft_page_say (page, N_ ("%s ago")), span);
      aft_html_open (page->html, "li", NULL);
      aft_html_put (page->html, "strong", one->name, NULL);
      aft_html_text_printf (page->html, " · %s", ago);
      aft_html_close (page->html, "li");
    }
  aft_html_close (page->html, "ul");
}

/* The code is typed, not chosen: who reads it stands in front of the right kiosk. */
static void
write_enrolment (AftPage *page, const Kiosks *kiosks)
{
  AftHtml *html = page->html;
  const AftPageField code
      = { .id = "code",
          .label = aft_page_say (page, N_ ("Code on the kiosk's screen")),
          .hint = aft_page_say (page, N_ ("Eight letters. It holds for ten minutes.")),
          .value = aft_page_get_field (page, "code"),
          .autocomplete = "off",
          .most = CODE_MAX,
          .is_needed = TRUE };

  aft_form_open_section (page, aft_page_say (page, N_ ("Let a kiosk in")));
  if (kiosks->waiting->len > 0)
    write_waiting (page, kiosks->waiting);
  else
    aft_page_line (page, "quiet",
                   aft_page_say (page, N_ ("No kiosk asks to be let in just now. "
                                           "Choose the collector at the kiosk "
                                           "first; it then shows a code.")));
  aft_page_open_form (page, KIOSKS "/enrolment", "change");
  aft_page_field (page, &code);
  write_venue_choice (page, kiosks->places, "enrolment-venue", NULL);
  aft_html_open (html, "div", "class", "row", NULL);
  aft_html_put (html, "button", aft_page_say (page, N_ ("Let it in")), "class", "primary", "name",
                "decision", "value", "approve", NULL);
  aft_html_put (html, "button", aft_page_say (page, N_ ("Refuse it")), "name", "decision", "value",
                "deny", NULL);
  aft_html_close (html, "div");
  aft_html_close (html, "form");
  aft_html_close (html, "section");
}

/* -- pages -------------------------------------------------------------------------------------
 */

static void
write_drills (AftPage *page)
{
  aft_form_open_section (page, aft_page_say (page, N_ ("Drills")));
  aft_page_line (page, "quiet",
                 aft_page_say (page, N_ ("A staged complaint shows who answers, and when.")));
  aft_form_link (page, "/console/drills",
                 is_manager (page) ? aft_page_say (page, N_ ("Drills, and begin one"))
                                   : aft_page_say (page, N_ ("Drills and their reports")));
  aft_html_close (page->html, "section");
}

static AftHttpReply *
make_kiosks (AftPage *page, GError **error)
{
  g_auto (Kiosks) kiosks = { .places = NULL };

  if (!read_kiosks (&kiosks, page, error))
    return NULL;
  aft_form_open_page (page, aft_page_say (page, N_ ("Kiosks")), AFT_SECTION_KIOSKS);
  aft_html_open (page->html, "div", "class", "beside", NULL);
  aft_html_open (page->html, "div", NULL);
  for (guint i = 0; i < kiosks.places->len; i++)
    write_place (page, &kiosks, kiosks.places->pdata[i]);
  aft_html_close (page->html, "div");
  aft_html_open (page->html, "div", NULL);
  if (is_manager (page))
    write_enrolment (page, &kiosks);
  write_drills (page);
  aft_html_close (page->html, "div");
  aft_html_close (page->html, "div");
  return aft_form_close_page (page);
}

/* The kiosk in the address. NOT_FOUND also where the caller does not work. */
static AftHouseDevice *
get_device (AftPage *page, GError **error)
{
  g_autoptr (AftHouseDevice) device
      = aft_house_store_get_device_sync (page->store, &page->id, error);
  if (device == NULL || aft_console_caller_has_venue (page->caller, &device->venue_id))
    return g_steal_pointer (&device);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such device");
  return NULL;
}

static AftHttpReply *
make_revoke (AftPage *page, GError **error)
{
  g_autoptr (AftHouseDevice) device = get_device (page, error);
  g_autofree char *action = aft_form_dup_path (KIOSKS "/", &page->id, "/revoke");

  if (device == NULL)
    return NULL;
  g_autofree char *title
      = g_strdup_printf (aft_page_say (page, N_ ("Take nothing more from %s?")), device->name);
  aft_form_open_page (page, title, AFT_SECTION_KIOSKS);
  aft_page_line (page, NULL,
                 aft_page_say (page, N_ ("Its token is worth nothing from then on: complaints "
                                         "from this kiosk no longer arrive or ring. What it has "
                                         "sent stays. To let it in again it needs a new code.")));
  aft_page_open_form (page, action, "change");
  aft_form_end (page, aft_page_say (page, N_ ("Take nothing more from it")), "primary");
  aft_form_link (page, KIOSKS, aft_page_say (page, N_ ("Leave it as it is")));
  return aft_form_close_page (page);
}

/* -- acts --------------------------------------------------------------------------------------
 */

static AftHttpReply *
go_back (AftPage *page)
{
  page->has_changed_house = TRUE;
  return aft_page_redirect (KIOSKS, "saved");
}

/* The venue in the form, one of the caller's. */
static gboolean
read_venue (AftPage *page, AftId *ret_id, GError **error)
{
  if (!aft_page_get_id (page, "venue", ret_id, error))
    return FALSE;
  if (aft_console_caller_has_venue (page->caller, ret_id))
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "There is no such venue");
  return FALSE;
}

static AftHttpReply *
change_kiosk (AftPage *page, GError **error)
{
  GError *reason = NULL;
  AftId venue_id;
  g_autoptr (AftHouseDevice) device = get_device (page, error);
  g_autofree char *name = aft_form_dup_trimmed (page, "name");
  AftHouseDeviceChange change = { .name = name, .venue_id = &venue_id };

  if (device == NULL)
    return NULL;
  if (read_venue (page, &venue_id, &reason)
      && aft_house_store_change_device_sync (page->store, &page->id, &change, page->caller->actor,
                                             &reason))
    return go_back (page);
  return aft_form_refuse (page, reason, make_kiosks, error);
}

static AftHttpReply *
revoke_kiosk (AftPage *page, GError **error)
{
  g_autoptr (AftHouseDevice) device = get_device (page, error);
  if (device == NULL
      || !aft_house_store_revoke_sync (page->store, &page->id, page->caller->actor, error))
    return NULL;
  return go_back (page);
}

static gboolean
decide (AftPage *page, const char *code, GError **error)
{
  AftId venue_id;

  if (g_str_equal (aft_page_get_field (page, "decision"), "deny"))
    return aft_house_store_deny_sync (page->store, code, page->caller->actor, error);
  return read_venue (page, &venue_id, error)
         && aft_house_store_approve_sync (page->store, code, &venue_id, page->caller->actor, error);
}

static AftHttpReply *
enrol_kiosk (AftPage *page, GError **error)
{
  GError *reason = NULL;
  g_autofree char *code = aft_user_code_normalize (aft_page_get_field (page, "code"));

  if (code == NULL)
    return aft_form_refuse_with (page, N_ ("A code is eight letters, as the kiosk shows them."),
                                 make_kiosks, error);
  if (decide (page, code, &reason))
    return go_back (page);
  if (g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_error_free (reason);
      return aft_form_refuse_with (page,
                                   N_ ("No kiosk waits with this code. Read it once more: after "
                                       "ten minutes the kiosk shows another."),
                                   make_kiosks, error);
    }
  return aft_form_refuse (page, reason, make_kiosks, error);
}

static const AftPageRoute pages[] = {
  { "GET", KIOSKS, AFT_ROLE_STAFF, make_kiosks, AFT_ROUTE_NO_BODY, 0 },
  { "POST", KIOSKS "/enrolment", AFT_ROLE_MANAGER, enrol_kiosk, AFT_ROUTE_NO_BODY, 0 },
  { "POST", KIOSKS "/{id:uuid}/change", AFT_ROLE_MANAGER, change_kiosk, AFT_ROUTE_NO_BODY, 0 },
  { "GET", KIOSKS "/{id:uuid}/revoke", AFT_ROLE_MANAGER, make_revoke, AFT_ROUTE_NO_BODY, 0 },
  { "POST", KIOSKS "/{id:uuid}/revoke", AFT_ROLE_MANAGER, revoke_kiosk, AFT_ROUTE_NO_BODY, 0 },
};

void
aft_console_add_kiosks (AftConsole *console, AftRouter *router)
{
  aft_console_add_pages (console, router, pages, G_N_ELEMENTS (pages));
}
