/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of pages: whatever comes from data is text, wherever it stands. */
#include "aft-html.h"

#include <string.h>

#define HOSTILE "<script>alert(\"1\")</script>'&amp;\" onload=x"
#define TAMED   "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;amp;&quot; onload=x"

static void
assert_page (AftHtml *html, const char *expected)
{
  g_autoptr (GBytes) page = aft_html_end (html);
  gsize length;
  const char *text = g_bytes_get_data (page, &length);
  g_autofree char *copy = g_strndup (text, length);

  g_assert_cmpstr (copy, ==, expected);
}

static void
test_elements_come_in_pairs (void)
{
  g_autoptr (AftHtml) html = aft_html_new ();

  aft_html_open (html, "html", "lang", "zh-CN", NULL);
  aft_html_open (html, "body", NULL);
  aft_html_put (html, "h1", "今日", "id", "top", NULL);
  aft_html_put (html, "p", NULL, NULL);
  aft_html_close (html, "body");
  aft_html_close (html, "html");
  assert_page (html, "<!DOCTYPE html>\n<html lang=\"zh-CN\"><body><h1 id=\"top\">今日</h1><p></p>"
                     "</body></html>");
}

static void
test_void_elements_are_whole (void)
{
  g_autoptr (AftHtml) html = aft_html_new ();

  aft_html_open (html, "p", NULL);
  aft_html_open (html, "input", "name", "a", "checked", AFT_HTML_IF (TRUE), "disabled",
                 AFT_HTML_IF (FALSE), NULL);
  aft_html_open (html, "br", NULL);
  aft_html_close (html, "p");
  assert_page (html, "<p><input name=\"a\" checked=\"\"><br></p>");
}

static void
test_data_is_text_everywhere (void)
{
  g_autoptr (AftHtml) html = aft_html_new ();

  aft_html_open (html, "p", "title", HOSTILE, NULL);
  aft_html_text (html, HOSTILE);
  aft_html_text_printf (html, "%s %d", "<b>", 7);
  aft_html_close (html, "p");
  assert_page (html, "<p title=\"" TAMED "\">" TAMED "&lt;b&gt; 7</p>");
}

static void
test_no_text_ends_its_field (void)
{
  g_autoptr (AftHtml) html = aft_html_new ();

  aft_html_put (html, "textarea", "</textarea><script>", "name", "note", NULL);
  aft_html_put (html, "title", "</title><script>", NULL);
  aft_html_put (html, "option", "--><!--", "value", "]]>", NULL);
  assert_page (html, "<textarea name=\"note\">\n&lt;/textarea&gt;&lt;script&gt;</textarea>"
                     "<title>&lt;/title&gt;&lt;script&gt;</title>"
                     "<option value=\"]]&gt;\">--&gt;&lt;!--</option>");
}

static void
test_first_line_feed_of_a_field_stays (void)
{
  g_autoptr (AftHtml) html = aft_html_new ();

  aft_html_put (html, "textarea", "\nsecond line", NULL);
  assert_page (html, "<textarea>\n\nsecond line</textarea>");
}

static void
test_what_is_no_text_is_shown_as_such (void)
{
  static const char *const bad[]
      = { "\x01", "\x1b", "\x7f", "\xc2\x85", "\xff", "\xe5\x9b", "\xef\xbf\xbe", "\xed\xa0\x80" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (AftHtml) html = aft_html_new ();
      g_autoptr (GBytes) page = NULL;
      g_autofree char *text = g_strconcat ("a", bad[i], NULL);

      aft_html_put (html, "p", text, "title", text, NULL);
      page = aft_html_end (html);
      g_assert_true (
          g_utf8_validate_len (g_bytes_get_data (page, NULL), g_bytes_get_size (page), NULL));
      g_assert_true (g_str_has_prefix (g_bytes_get_data (page, NULL), "<p title=\"a\xef\xbf\xbd"));
    }
}

static void
test_addresses_lead_nowhere_else (void)
{
  static const char *const good[] = { "/console/cases?state=new#top",
                                      "/",
                                      "#top",
                                      "?page=2",
                                      "https://example.org/a",
                                      "tel:+8613800000000" };
  static const char *const bad[] = { "javascript:alert(1)",
                                     "JavaScript:alert(1)",
                                     " javascript:alert(1)",
                                     "java\nscript:alert(1)",
                                     "data:text/html,x",
                                     "//evil.example/",
                                     "/\\evil.example/",
                                     "\\\\evil.example",
                                     "http://example.org/",
                                     "https://",
                                     "tel:",
                                     "tel:1;x",
                                     "mailto:a@b.example",
                                     "cases",
                                     "",
                                     "/a b",
                                     "/\tevil.example",
                                     "vbscript:x",
                                     "/console/\xe6\xa1\x88" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (aft_html_is_address (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (AftHtml) html = aft_html_new ();

      g_assert_false (aft_html_is_address (bad[i]));
      aft_html_put (html, "a", "go", "href", bad[i], NULL);
      aft_html_open (html, "img", "src", bad[i], "alt", "", NULL);
      aft_html_put (html, "form", NULL, "action", bad[i], "method", "post", NULL);
      assert_page (html, "<a>go</a><img alt=\"\"><form method=\"post\"></form>");
    }
}

static void
test_query_is_encoded (void)
{
  g_autofree char *all
      = aft_html_dup_address ("/console/cases", "q", "a&b=c#d 回", "none", NULL, "x", "", NULL);
  g_autofree char *bare = aft_html_dup_address ("/console/cases", "none", NULL, NULL);

  g_assert_cmpstr (all, ==, "/console/cases?q=a%26b%3Dc%23d%20%E5%9B%9E&x=");
  g_assert_cmpstr (bare, ==, "/console/cases");
  g_assert_true (aft_html_is_address (all));
}

static void
test_page_is_empty_after_its_end (void)
{
  g_autoptr (AftHtml) html = aft_html_new ();

  aft_html_put (html, "p", "one", NULL);
  assert_page (html, "<p>one</p>");
  assert_page (html, "");
}

typedef void (*Fault) (AftHtml *html);

static void
leave_open (AftHtml *html)
{
  aft_html_open (html, "p", NULL);
  g_bytes_unref (aft_html_end (html));
}

static void
close_crosswise (AftHtml *html)
{
  aft_html_open (html, "p", NULL);
  aft_html_open (html, "b", NULL);
  aft_html_close (html, "p");
}

static void
close_nothing (AftHtml *html)
{
  aft_html_close (html, "p");
}

static void
write_script (AftHtml *html)
{
  aft_html_put (html, "script", "alert(1)", NULL);
}

static void
write_handler (AftHtml *html)
{
  aft_html_put (html, "p", NULL, "onclick", "alert(1)", NULL);
}

static void
write_style (AftHtml *html)
{
  aft_html_put (html, "p", NULL, "style", "color:red", NULL);
}

static void
write_frame (AftHtml *html)
{
  aft_html_put (html, "iframe", NULL, "srcdoc", "x", NULL);
}

static void
write_odd_name (AftHtml *html)
{
  aft_html_put (html, "p", NULL, "a=\"b\" c", "d", NULL);
}

static void
write_odd_tag (AftHtml *html)
{
  aft_html_put (html, "p><script", NULL, NULL);
}

static void
test_faults_of_ours_end_the_program (gconstpointer data)
{
  if (g_test_subprocess ())
    {
      g_autoptr (AftHtml) html = aft_html_new ();

      ((Fault) data) (html);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    Fault fault;
  } faults[] = {
    { "left-open", leave_open },
    { "crosswise", close_crosswise },
    { "nothing-to-close", close_nothing },
    { "script", write_script },
    { "handler", write_handler },
    { "style", write_style },
    { "frame", write_frame },
    { "odd-name", write_odd_name },
    { "odd-tag", write_odd_tag },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/html/elements-come-in-pairs", test_elements_come_in_pairs);
  g_test_add_func ("/http/html/void-elements-are-whole", test_void_elements_are_whole);
  g_test_add_func ("/http/html/data-is-text-everywhere", test_data_is_text_everywhere);
  g_test_add_func ("/http/html/no-text-ends-its-field", test_no_text_ends_its_field);
  g_test_add_func ("/http/html/first-line-feed-of-a-field-stays",
                   test_first_line_feed_of_a_field_stays);
  g_test_add_func ("/http/html/what-is-no-text-is-shown-as-such",
                   test_what_is_no_text_is_shown_as_such);
  g_test_add_func ("/http/html/addresses-lead-nowhere-else", test_addresses_lead_nowhere_else);
  g_test_add_func ("/http/html/query-is-encoded", test_query_is_encoded);
  g_test_add_func ("/http/html/page-is-empty-after-its-end", test_page_is_empty_after_its_end);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/http/html/ends-the-program/", faults[i].name, NULL);

      g_test_add_data_func (path, faults[i].fault, test_faults_of_ours_end_the_program);
    }
  return g_test_run ();
}
