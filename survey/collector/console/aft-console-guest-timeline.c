/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has happened with a guest, the latest first, and the bill of each visit, which staff write
 * down there. What follows from a bill is the store's and the rules'. */
#include "aft-console-guest-parts.h"

#define PAGE_MOMENTS 50
#define BILL_MAX     20 /* characters */

static const char *
get_response_name (const AftPage *page, AftResponseKind kind)
{
  static const char *const names[] = {
    [AFT_RESPONSE_EXIT] = N_ ("Answered the survey"),
    [AFT_RESPONSE_COMPLAINT] = N_ ("Complained"),
    [AFT_RESPONSE_SUGGESTION] = N_ ("Made a suggestion"),
    [AFT_RESPONSE_CALL_STAFF] = N_ ("Called for staff"),
    [AFT_RESPONSE_FOLLOW_UP] = N_ ("Added something by phone"),
  };
  return aft_page_say (page, names[kind]);
}

static void
write_visit (AftPage *page, const AftHouseMoment *moment)
{
  aft_html_put (page->html, "strong", aft_page_say (page, N_ ("Visit")), NULL);
  if (moment->has_score)
    {
      aft_html_text (page->html, " · ");
      aft_html_text_printf (page->html, aft_page_say (page, N_ ("score %d")), moment->score);
    }
  if (moment->has_spend)
    {
      g_autofree char *spend = aft_speech_dup_money (page, moment->spend_minor);
      aft_html_text_printf (page->html, " · %s", spend);
    }
}

/* Is it this visit's bill that was refused? */
static gboolean
is_refused (const AftPage *page, const AftHouseMoment *visit, const char *day)
{
  AftId venue_id;
  return page->ask.refusal != NULL && g_str_equal (aft_page_get_field (page, "day"), day)
         && aft_page_get_id (page, "venue", &venue_id, NULL)
         && aft_id_equal (&venue_id, &visit->venue_id);
}

static char *
dup_spend (const AftPage *page, const AftHouseMoment *visit, gboolean was_refused)
{
  gint64 minor = visit->spend_minor;
  if (was_refused)
    return g_strdup (aft_page_get_field (page, "spend"));
  return visit->has_spend
             ? g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", minor / 100, (int) (minor % 100))
             : g_strdup ("");
}

/* Folded away where there is nothing to do. */
static void
write_bill (AftPage *page, const AftHouseMoment *visit, gboolean is_last)
{
  g_autofree char *action = aft_guest_dup_path (&page->id, "/bill");
  g_autofree char *day = g_strdup_printf ("%d", visit->day);
  g_autofree char *venue = aft_id_to_text (&visit->venue_id);
  g_autofree char *id = g_strdup_printf ("spend-%s-%s", day, venue);
  g_autofree char *date = aft_speech_dup_day (page, visit->day);
  g_autofree char *label
      = g_strdup_printf (aft_page_say (page, N_ ("Paid on %s at %s")), date, visit->venue_name);
  gboolean was_refused = is_refused (page, visit, day);
  g_autofree char *value = dup_spend (page, visit, was_refused);
  const AftPageField field
      = { .id = id,
          .name = "spend",
          .label = label,
          .hint = aft_page_say (page, N_ ("As on the bill, for instance 88.50. Left empty: not "
                                          "known.")),
          .value = value,
          .autocomplete = "off",
          .inputmode = "decimal",
          .most = BILL_MAX };

  aft_html_open (page->html, "details", "open",
                 AFT_HTML_IF (was_refused || (is_last && !visit->has_spend)), NULL);
  aft_html_put (page->html, "summary",
                visit->has_spend ? aft_page_say (page, N_ ("Change the bill"))
                                 : aft_page_say (page, N_ ("Write down the bill")),
                NULL);
  aft_page_open_form (page, action, "change");
  aft_form_hidden (page, "venue", venue);
  aft_form_hidden (page, "day", day);
  aft_page_field (page, &field);
  aft_form_end (page, aft_page_say (page, N_ ("Save the bill")), NULL);
  aft_html_close (page->html, "details");
}

static void
write_case (AftPage *page, const AftHouseMoment *moment)
{
  g_autofree char *path = aft_form_dup_path ("/console/cases/", &moment->id, NULL);

  aft_html_put (page->html, "strong", aft_speech_get_kind (page, moment->case_kind), NULL);
  aft_html_text (page->html, " ");
  aft_html_put (page->html, "a", moment->number, "href", path, NULL);
  aft_html_text_printf (page->html, " · %s · ", aft_speech_get_state (page, moment->case_state));
  aft_speech_level (page, moment->level);
}

static void
write_response (AftPage *page, const AftHouseMoment *moment)
{
  aft_html_put (page->html, "strong", get_response_name (page, moment->response_kind), NULL);
  if (moment->level != AFT_RISK_NONE)
    {
      aft_html_text (page->html, " · ");
      aft_speech_level (page, moment->level);
    }
}

/* The first visit on a later business day than the case's, among what is on the page. */
static const AftHouseMoment *
find_return (const GPtrArray *moments, guint case_at)
{
  const AftHouseMoment *item = moments->pdata[case_at];

  for (guint i = case_at; i > 0; i--)
    {
      const AftHouseMoment *later = moments->pdata[i - 1];
      if (later->kind == AFT_HOUSE_MOMENT_VISIT && later->day > item->day)
        return later;
    }
  return NULL;
}

/* Behind the case: observed, not asked. */
static void
write_return (AftPage *page, const AftHouseMoment *visit)
{
  g_autofree char *day = aft_speech_dup_day (page, visit->day);

  aft_html_open (page->html, "p", "class", "good", NULL);
  aft_html_text_printf (page->html, aft_page_say (page, N_ ("Came back on %s")), day);
  if (visit->has_score)
    {
      aft_html_text (page->html, " · ");
      aft_html_text_printf (page->html, aft_page_say (page, N_ ("score %d")), visit->score);
    }
  aft_html_close (page->html, "p");
}

/* @is_last: it is the latest of its kind. */
static void
write_moment (AftPage *page,
              const GPtrArray *moments,
              guint at,
              const GPtrArray *places,
              gboolean is_last)
{
  const AftHouseMoment *moment = moments->pdata[at];
  const AftHouseMoment *visit
      = moment->kind == AFT_HOUSE_MOMENT_CASE ? find_return (moments, at) : NULL;

  typedef void (*Writer) (AftPage *, const AftHouseMoment *);
  static const Writer writers[] = { [AFT_HOUSE_MOMENT_VISIT] = write_visit,
                                    [AFT_HOUSE_MOMENT_RESPONSE] = write_response,
                                    [AFT_HOUSE_MOMENT_CASE] = write_case };
  const AftPlace *place = aft_places_find (places, &moment->venue_id);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  aft_html_open (page->html, "li", NULL);
  aft_html_open (page->html, "p", NULL);
  writers[moment->kind](page, moment);
  aft_html_close (page->html, "p");
  aft_html_open (page->html, "p", "class", "small quiet", NULL);
  aft_speech_time (page, moment->time_ms, place != NULL ? place->zone : utc);
  aft_html_text_printf (page->html, " · %s", moment->venue_name);
  aft_html_close (page->html, "p");
  if (visit != NULL)
    write_return (page, visit);
  if (moment->kind == AFT_HOUSE_MOMENT_VISIT)
    write_bill (page, moment, is_last);
  aft_html_close (page->html, "li");
}

static guint
read_skip (const AftPage *page)
{
  guint64 skip = 0;
  const char *text = aft_page_get_query (page, "skip");
  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &skip, NULL))
    skip = 0;
  return (guint) skip;
}

static void
write_older (AftPage *page, guint skip)
{
  g_autofree char *path = aft_guest_dup_path (&page->id, NULL);
  g_autofree char *next = g_strdup_printf ("%u", skip + PAGE_MOMENTS);
  g_autofree char *address = aft_html_dup_address (path, "skip", next, NULL);
  aft_form_link (page, address, aft_page_say (page, N_ ("What happened earlier")));
}

static void
write_moments (AftPage *page,
               const GPtrArray *moments,
               const GPtrArray *places,
               gboolean is_first_page)
{
  gboolean has_visit = !is_first_page;
  for (guint i = 0; i < moments->len; i++)
    {
      const AftHouseMoment *moment = moments->pdata[i];
      write_moment (page, moments, i, places, !has_visit);
      has_visit = has_visit || moment->kind == AFT_HOUSE_MOMENT_VISIT;
    }
}

gboolean
aft_guest_write_timeline (AftPage *page, const GPtrArray *places, GError **error)
{
  AftHouseMomentQuery query = { .guest_id = &page->id,
                                .user_id = aft_guest_get_viewer (page),
                                .skip = read_skip (page),
                                .limit = PAGE_MOMENTS };
  g_autoptr (GPtrArray) moments = aft_house_store_list_moments_sync (page->store, &query, error);

  if (moments == NULL)
    return FALSE;
  aft_html_open (page->html, "section", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, N_ ("What has happened")), NULL);
  if (moments->len == 0)
    aft_page_line (page, "quiet", aft_page_say (page, N_ ("Nothing yet at your restaurants.")));
  aft_html_open (page->html, "ol", "class", "history", NULL);
  write_moments (page, moments, places, query.skip == 0);
  aft_html_close (page->html, "ol");
  if (moments->len == PAGE_MOMENTS)
    write_older (page, query.skip);
  aft_html_close (page->html, "section");
  return TRUE;
}

/* -- bills -------------------------------------------------------------------------------------
 */

static gboolean
read_day (const AftPage *page, gint32 *ret_day)
{
  guint64 day = 0;
  gboolean is_day = g_ascii_string_to_unsigned (aft_page_get_field (page, "day"), 10, 0, G_MAXINT32,
                                                &day, NULL);
  *ret_day = (gint32) day;
  return is_day;
}

AftHttpReply *
aft_guest_set_bill (AftPage *page, GError **error)
{
  GError *reason = NULL;
  g_autofree char *text = aft_form_dup_trimmed (page, "spend");
  AftHouseBill bill = { .guest_id = page->id,
                        .has_spend = *text != '\0',
                        .user_id = aft_guest_get_viewer (page) };

  if (!aft_guest_may_see (page, error))
    return NULL;
  if (!aft_page_get_id (page, "venue", &bill.venue_id, NULL) || !read_day (page, &bill.day))
    return aft_form_refuse_with (page, N_ ("The form could not be read. Nothing was done."),
                                 aft_guest_make_page, error);
  if (bill.has_spend && !aft_speech_read_money (text, &bill.spend_minor))
    return aft_form_refuse_with (
        page, N_ ("Write what was paid as a number, for instance 88.50. Nothing was saved."),
        aft_guest_make_page, error);
  if (aft_house_store_set_bill_sync (page->store, &bill, page->caller->actor, &reason))
    return aft_guest_go_back (page);
  return aft_form_refuse (page, reason, aft_guest_make_page, error);
}
