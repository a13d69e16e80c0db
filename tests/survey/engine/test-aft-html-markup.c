/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's html as Pango markup: what it means, and that a guest's words never become markup. */
#include "aft-html-markup.h"

#include "aft-json.h"

/* Well-formed, with b and i alone. */
static void
on_element (GMarkupParseContext *context,
            const char *name,
            const char **names,
            const char **values,
            gpointer user_data,
            GError **error)
{
  static const char *const known[] = { "all", "b", "i", NULL };
  g_assert_true (g_strv_contains (known, name));
  g_assert_null (names[0]);
}

static void
assert_well_formed (const char *markup)
{
  static const GMarkupParser parser = { .start_element = on_element };
  g_autoptr (GError) error = NULL;
  g_autofree char *all = g_strconcat ("<all>", markup, "</all>", NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_markup_parse_context_parse (context, all, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static char *
convert (const char *html, const char *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) data = NULL;
  if (answers)
    data = aft_json_parse (answers, strlen (answers), &aft_json_limits_wire, &error);
  g_assert_no_error (error);
  char *markup = aft_html_to_markup (html, data);
  assert_well_formed (markup);
  return markup;
}

static void
assert_markup (const char *html, const char *answers, const char *expected)
{
  g_autofree char *markup = convert (html, answers);
  g_assert_cmpstr (markup, ==, expected);
}

static void
test_tags (void)
{
  assert_markup ("a <b>b</b> <strong>c</strong>", NULL, "a <b>b</b> <b>c</b>");
  assert_markup ("<i>a</i><EM>b</EM>", NULL, "<i>a</i><i>b</i>");
  assert_markup ("a<br>b<br/>c", NULL, "a\nb\nc");
  assert_markup ("<p>a</p><p class=\"x\">b</p>", NULL, "a\n\nb");
}

static void
test_everything_else (void)
{
  assert_markup ("<u>a</u>", NULL, "&lt;u&gt;a&lt;/u&gt;");
  assert_markup ("<script>x</script>", NULL, "&lt;script&gt;x&lt;/script&gt;");
  assert_markup ("1 < 2 & 3 > 2", NULL, "1 &lt; 2 &amp; 3 &gt; 2");
  assert_markup ("&amp;&lt;&nbsp;x", NULL, "&amp;&lt;\u00A0x");
  assert_markup ("<b", NULL, "&lt;b");
  assert_markup ("<", NULL, "&lt;");
}

static void
test_wrong_nesting (void)
{
  assert_markup ("<b>a<i>b</b>c</i>", NULL, "<b>a<i>b</i></b>c");
  assert_markup ("<b>a", NULL, "<b>a</b>");
  assert_markup ("a</b>", NULL, "a");
}

static void
test_piped_answers (void)
{
  assert_markup ("You said: <b>x</b>", "{\"words\":\"<b>x</b>\"}",
                 "You said: &lt;b&gt;x&lt;/b&gt;");
  assert_markup ("<b><br></b>!", "{\"q-Comment\":\"<br>\"}", "<b>&lt;br&gt;</b>!");
  assert_markup ("a &amp; b, <i>", "{\"list\":[\"&amp;\",\"<i>\"]}", "a &amp;amp; b, &lt;i&gt;");
  assert_markup ("<b>好吃</b>", "{\"words\":\"好吃\"}", "<b>好吃</b>");
}

static void
test_any_text (void)
{
  static const char *const pieces[]
      = { "<", ">", "/", "b", "p", "i", "br", "&", "amp;", " ", "麻" };
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      guint length = (guint) g_test_rand_int_range (0, 24);
      for (guint j = 0; j < length; j++)
        g_string_append (html, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_autofree char *markup = convert (html->str, NULL);
      g_assert_nonnull (markup);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/html-markup/tags-have-their-meaning", test_tags);
  g_test_add_func ("/engine/html-markup/everything-else-is-shown-as-written", test_everything_else);
  g_test_add_func ("/engine/html-markup/wrong-nesting-is-mended", test_wrong_nesting);
  g_test_add_func ("/engine/html-markup/piped-answers-stay-literal", test_piped_answers);
  g_test_add_func ("/engine/html-markup/any-text-gives-valid-markup", test_any_text);
  return g_test_run ();
}
