/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of trends without a socket: who may see whose figures, what its address says, its form,
 * its downloads, and how a chart gets into it. Whether the figures are right is tried over HTTP
 * (tests/collector/test-trends.py) and where they are made. */
#include <string.h>

#include "aft-chart-heat.h"
#include "aft-chart-line.h"
#include "aft-console-auth.h"
#include "aft-console-trends.h"
#include "aft-page-fixture.h"

#define ANSWERS 40

/* Guests who are all delighted. */
static void
answer (AftPageFixture *fixture, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      AftHouseItem item = aft_house_fixture_next (&fixture->house);
      aft_house_receipts_free (aft_house_fixture_send (&fixture->house, &item));
    }
}

/* AFT_TRENDS of the month that the answers are in, and @tail behind it. */
static char *
dup_month (AftPageFixture *fixture, const char *path, const char *tail)
{
  g_autoptr (GDateTime) now
      = g_date_time_new_from_unix_utc (aft_clock_get_real_ms (fixture->house.clock) / 1000);
  g_autofree char *month = g_date_time_format (now, "%Y-%m");
  return g_strconcat (path, "?period=", month, tail, NULL);
}

static int
get_month (AftPageFixture *fixture, const char *path, const char *tail)
{
  g_autofree char *target = dup_month (fixture, path, tail);
  return aft_page_fixture_get (fixture, target);
}

static void
test_who_sees_what (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = aft_id_to_text (&fixture->house.venue_id);
  g_autofree char *tail = g_strconcat ("&venue=", id, NULL);

  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (get_month (fixture, AFT_TRENDS, NULL), ==, 403);
  g_assert_cmpint (get_month (fixture, AFT_TRENDS_DOWNLOAD, "&table=points&format=csv"), ==, 403);
  aft_page_fixture_get (fixture, "/console");
  aft_page_fixture_assert_silent (fixture, "href=\"" AFT_TRENDS "\"");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (get_month (fixture, AFT_TRENDS, tail), ==, 200);
  aft_page_fixture_assert_says (fixture, "href=\"" AFT_TRENDS "\" aria-current=\"page\"");
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (get_month (fixture, AFT_TRENDS, tail), ==, 404);
  g_assert_cmpint (get_month (fixture, AFT_TRENDS, NULL), ==, 200);
}

static void
test_address (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_get (fixture, AFT_TRENDS), ==, 303);
  g_assert_true (g_str_has_prefix (fixture->location, AFT_TRENDS "?period="));
  g_assert_cmpint (get_month (fixture, AFT_TRENDS, "&venue=&step=&by=&from=&to="), ==, 303);
  {
    g_autofree char *whole = dup_month (fixture, AFT_TRENDS, NULL);
    g_assert_cmpstr (fixture->location, ==, whole);
  }
  g_assert_cmpint (aft_page_fixture_get (fixture, AFT_TRENDS "?from=2020-03-01&to=2020-03-31"), ==,
                   303);
  g_assert_cmpstr (fixture->location, ==, AFT_TRENDS "?period=2020-03");
  g_assert_cmpint (aft_page_fixture_get (fixture, AFT_TRENDS "?to=2020-03-31"), ==, 303);
  g_assert_cmpstr (fixture->location, ==, AFT_TRENDS "?period=2020-03-31");
}

/* Where somebody chooses a language, they come back to the same view. */
static void
test_language (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_get (fixture, AFT_TRENDS "?period=2020-03&by=tier"), ==, 200);
  aft_page_fixture_assert_says (fixture, "name=\"back\" value=\"" AFT_TRENDS
                                         "?period=2020-03&amp;by=tier\"");
  aft_page_fixture_get (fixture, "/console?said=saved");
  aft_page_fixture_assert_says (fixture, "name=\"back\" value=\"/console\"");
}

static void
test_nobody (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_get (fixture, AFT_TRENDS "?period=2020-03"), ==, 200);
  aft_page_fixture_assert_says (fixture, "Nobody has answered in this period.");
  aft_page_fixture_assert_silent (fixture, "<svg");
}

static void
test_seen (AftPageFixture *fixture, gconstpointer unused)
{
  answer (fixture, ANSWERS);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (get_month (fixture, AFT_TRENDS, NULL), ==, 200);
  aft_page_fixture_assert_silent (fixture, "Nobody has answered in this period.");
  aft_page_fixture_assert_says (fixture, "<svg class=\"chart\"");
  aft_page_fixture_assert_says (fixture, "role=\"img\" aria-labelledby=\"points-wide-title\"");
  aft_page_fixture_assert_says (fixture, "rel=\"prev\"");
  aft_page_fixture_assert_says (fixture, "As a table");
  aft_page_fixture_assert_says (fixture, "&amp;table=points&amp;format=csv\" download=\"\"");
  /* Where there are two restaurants they stand beside each other; of one alone they do not. */
  aft_page_fixture_assert_says (fixture, "id=\"by-venue\"");
  aft_page_fixture_sign_in (fixture, "bo");
  get_month (fixture, AFT_TRENDS, NULL);
  aft_page_fixture_assert_silent (fixture, "id=\"by-venue\"");
}

/* A part that was chosen stays chosen, and can be left. */
static void
test_filter (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_get (fixture, AFT_TRENDS "?period=2020-03&tier=vip"), ==, 200);
  aft_page_fixture_assert_says (fixture, "type=\"hidden\" name=\"tier\" value=\"vip\"");
  aft_page_fixture_assert_says (fixture, "href=\"" AFT_TRENDS "?period=2020-03\"");
}

/* -- several restaurants ----------------------------------------------------------------------- */

#define SEVERAL AFT_TRENDS "/restaurants"

static AftId
put_third (AftPageFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  const AftVenueFields fields
      = { .id = &id, .name = "Third", .zone = "Asia/Shanghai", .country_code = "86" };
  g_autoptr (AftVenue) venue = aft_venue_new (&fields, &error);
  g_assert_true (aft_house_store_put_venue_sync (fixture->house.store, venue, "user:test", &error));
  return id;
}

/* The field of a restaurant. */
static char *
dup_box (const AftId *venue_id)
{
  g_autofree char *text = aft_id_to_text (venue_id);
  return g_strconcat ("venue:", text, NULL);
}

static void
test_several (AftPageFixture *fixture, gconstpointer unused)
{
  AftId third_id = put_third (fixture);
  g_autofree char *own = dup_box (&fixture->house.venue_id);
  g_autofree char *elsewhere = dup_box (&fixture->elsewhere);
  g_autofree char *third = dup_box (&third_id);
  const char *ids[] = { own + strlen ("venue:"), third + strlen ("venue:") };
  gboolean is_sorted = strcmp (ids[0], ids[1]) < 0;
  g_autofree char *month = dup_month (fixture, "", NULL);
  g_autofree char *both = g_strdup_printf (AFT_TRENDS "?venue=%s,%s&%s", ids[is_sorted ? 0 : 1],
                                           ids[is_sorted ? 1 : 0], month + 1);
  g_autofree char *all = g_strconcat (AFT_TRENDS, month, NULL);

  answer (fixture, ANSWERS);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_get (fixture, all), ==, 200);
  aft_page_fixture_assert_says (fixture, own);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, SEVERAL, "view", month + 1, own, "on", third, "on", NULL), ==,
      303);
  g_assert_cmpstr (fixture->location, ==, both);
  g_assert_cmpint (aft_page_fixture_get (fixture, both), ==, 200);
  aft_page_fixture_assert_says (fixture, "selected=\"\">2 restaurants</option>");
  aft_page_fixture_assert_says (fixture, "id=\"by-venue\"");
  aft_page_fixture_assert_says (fixture, "Third");
  g_assert_cmpint (
      aft_page_fixture_post (fixture, SEVERAL, "view", both + strlen (AFT_TRENDS "?"), NULL), ==,
      303);
  g_assert_cmpstr (fixture->location, ==, all);
  g_assert_cmpint (aft_page_fixture_post (fixture, SEVERAL, "view", month + 1, own, "on", third,
                                          "on", elsewhere, "on", NULL),
                   ==, 303);
  g_assert_cmpstr (fixture->location, ==, all);
}

static void
test_several_refused (AftPageFixture *fixture, gconstpointer unused)
{
  g_autofree char *own = dup_box (&fixture->house.venue_id);
  g_autofree char *elsewhere = dup_box (&fixture->elsewhere);
  g_autofree char *address
      = g_strdup_printf (AFT_TRENDS "?period=2020&venue=%s,%s", own + strlen ("venue:"),
                         elsewhere + strlen ("venue:"));
  g_autoptr (GString) many = g_string_new (NULL);

  put_third (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, SEVERAL, "view", "", NULL), ==, 403);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, SEVERAL);
  g_assert_cmpint (aft_page_fixture_get (fixture, address), ==, 404);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, SEVERAL, "view", "", own, "on", elsewhere, "on", NULL), ==,
      404);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, SEVERAL, "view", "", own, "on", "venue:x", "on", NULL), ==,
      400);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, SEVERAL, "view", AFT_PAGE_HOSTILE "&by=x", own, "on", NULL),
      ==, 400);
  aft_page_fixture_sign_in (fixture, "an");
  g_string_append_printf (many, AFT_CONSOLE_FORM_TOKEN "=%s&view=period%%3D2020",
                          fixture->form_token);
  for (guint i = 0; i <= AFT_TREND_VENUES_LISTED; i++)
    g_string_append_printf (many, "&venue%%3A0192f5a0-0000-7000-8000-%012x=on", i);
  g_assert_cmpint (aft_page_fixture_post_raw (fixture, SEVERAL, many->str), ==, 422);
  aft_page_fixture_assert_says (fixture, "At most 40 restaurants can be seen together.");
}

static void
test_refused (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const queries[] = { "period=never",
                                         "period=2999",
                                         "period=2020&by=colour",
                                         "period=2020&hour=25",
                                         "from=2020-03-31&to=2020-03-01",
                                         "period=2020&tier=vip&language=en" };

  aft_page_fixture_sign_in (fixture, "an");
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *target = g_strconcat (AFT_TRENDS "?", queries[i], NULL);
      g_assert_cmpint (aft_page_fixture_get (fixture, target), ==, 422);
      aft_page_fixture_assert_says (fixture, "These figures cannot be shown");
    }
  g_assert_cmpint (
      aft_page_fixture_get (fixture, AFT_TRENDS "?period=%3Cscript%3E&x=%22%3E%3Csvg%3E"), ==, 422);
  aft_page_fixture_assert_silent (fixture, "<script>");
  aft_page_fixture_assert_silent (fixture, "\"><svg>");
}

static void
test_download (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const wrong[] = { "",
                                       "&table=points",
                                       "&format=csv",
                                       "&table=points&format=sav",
                                       "&table=people&format=csv",
                                       "&table=all&format=csv" };

  answer (fixture, ANSWERS);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (get_month (fixture, AFT_TRENDS_DOWNLOAD, "&table=points&format=csv"), ==, 200);
  g_assert_true (g_str_has_prefix (fixture->body, "\xef\xbb\xbf"));
  g_assert_nonnull (strstr (fixture->body, "\r\n"));
  g_assert_cmpint (get_month (fixture, AFT_TRENDS_DOWNLOAD, "&table=answers&format=xlsx"), ==, 200);
  g_assert_cmpint (get_month (fixture, AFT_TRENDS_DOWNLOAD, "&table=all&format=xlsx"), ==, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (get_month (fixture, AFT_TRENDS_DOWNLOAD, wrong[i]), ==, 404);
}

/* -- charts in a page --------------------------------------------------------------------------
 */

static char *
write_drawing (char *svg)
{
  g_autofree char *text = svg;
  g_autoptr (AftHtml) html = aft_html_new ();
  g_autoptr (GBytes) bytes = NULL;

  aft_trends_write_drawing (html, text);
  bytes = aft_html_end (html);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_drawing (void)
{
  const AftChartOptions options = { AFT_CHART_IN_PAGE, AFT_LANGUAGE_ZH_CN, 340, "c" };
  AftChartPoint point = aft_chart_point_new_gap ("10-03");
  AftChartLine line = { .title = "<满意度> & \"更多\"",
                        .description = "说明",
                        .scale = { .most = 1, .factor = 100, .unit = " %" },
                        .points = &point,
                        .n_points = 1 };
  g_autofree char *drawn = NULL;

  point.value = 0.86;
  point.says = AFT_PAGE_HOSTILE;
  drawn = write_drawing (aft_chart_line_draw (&line, &options));
  g_assert_true (g_str_has_prefix (drawn, "<svg class=\"chart\" width=\"340\" height="));
  g_assert_nonnull (strstr (drawn, "viewbox=\"0 0 340 "));
  g_assert_nonnull (strstr (drawn, "lang=\"zh-CN\""));
  g_assert_nonnull (strstr (drawn, "aria-describedby=\"c-desc\""));
  g_assert_nonnull (strstr (drawn, "&lt;满意度&gt; &amp; &quot;更多&quot;</title>"));
  g_assert_nonnull (strstr (drawn, "pointer-events=\"all\"><title>"));
  g_assert_null (strstr (drawn, "<script"));
  g_assert_null (strstr (drawn, "<img"));
  g_assert_true (g_str_has_suffix (drawn, "</svg>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/console/trends/" name, AftPageFixture, NULL, aft_page_fixture_set_up, function,    \
              aft_page_fixture_tear_down)
  ADD ("managers-see-their-own-and-staff-none", test_who_sees_what);
  ADD ("an-address-says-what-is-seen", test_address);
  ADD ("another-language-keeps-the-view", test_language);
  ADD ("nobody-has-answered", test_nobody);
  ADD ("charts-tables-and-downloads", test_seen);
  ADD ("one-part-of-the-answers", test_filter);
  ADD ("several-restaurants-have-one-address", test_several);
  ADD ("several-are-ones-own-and-not-too-many", test_several_refused);
  ADD ("what-cannot-be-seen-is-refused", test_refused);
  ADD ("tables-are-taken-away", test_download);
#undef ADD
  g_test_add_func ("/console/trends/a-chart-is-written-as-elements", test_drawing);
  return g_test_run ();
}
