/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text in three languages: what it may be, and which one a reader gets. */
#include <string.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-rule-text.h"

static AftRuleText *
read_text (const char *json, GError **error)
{
  g_autoptr (AftValue) value = aft_json_parse (json, strlen (json), &aft_json_limits_survey, NULL);
  g_assert_nonnull (value);
  return aft_rule_text_new (value, error);
}

static void
test_each_language_has_its_own (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftRuleText) text
      = read_text ("{\"zh-tw\":\"服務\",\"default\":\"Service\",\"zh-cn\":\"服务\"}", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_rule_text_get (text, AFT_LANGUAGE_EN), ==, "Service");
  g_assert_cmpstr (aft_rule_text_get (text, AFT_LANGUAGE_ZH_CN), ==, "服务");
  g_assert_cmpstr (aft_rule_text_get (text, AFT_LANGUAGE_ZH_TW), ==, "服務");
}

static void
test_what_is_no_text_is_named (void)
{
  static const struct
  {
    const char *json;
    const char *said;
  } wrong[] = {
    { "null", "three languages" },
    { "\"Service\"", "three languages" },
    { "[]", "three languages" },
    { "{}", "zh-cn" },
    { "{\"default\":\"a\",\"zh-cn\":\"b\"}", "zh-tw" },
    { "{\"en\":\"a\",\"zh-cn\":\"b\",\"zh-tw\":\"c\"}", "default" },
    { "{\"default\":\"a\",\"en\":\"a\",\"zh-cn\":\"b\",\"zh-tw\":\"c\"}", "more languages" },
    { "{\"default\":1,\"zh-cn\":\"b\",\"zh-tw\":\"c\"}", "default" },
    { "{\"default\":\"a\",\"zh-cn\":\"\",\"zh-tw\":\"c\"}", "zh-cn is empty" },
    { "{\"default\":\"a\",\"zh-cn\":\"b\",\"zh-tw\":\"  \"}", "zh-tw is empty" },
    { "{\"default\":\"a\\nb\",\"zh-cn\":\"b\",\"zh-tw\":\"c\"}", "default has more than one line" },
    { "{\"default\":\"a\\u0007\",\"zh-cn\":\"b\",\"zh-tw\":\"c\"}",
      "default has more than one line" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftRuleText) text = read_text (wrong[i].json, &error);
      g_assert_null (text);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, wrong[i].said));
    }
}

/* Characters, so that Chinese has as much room as English. */
static void
test_its_length_is_counted_in_characters (void)
{
  for (guint more = 0; more < 2; more++)
    {
      g_autoptr (GError) error = NULL;
      GString *json = g_string_new ("{\"default\":\"a\",\"zh-tw\":\"c\",\"zh-cn\":\"");
      for (guint i = 0; i < AFT_RULE_TEXT_MAX + more; i++)
        g_string_append (json, "味");
      g_string_append (json, "\"}");
      g_autoptr (AftRuleText) text = read_text (json->str, &error);
      g_string_free (json, TRUE);
      g_assert_true ((text != NULL) == (more == 0));
      g_assert_true ((error != NULL) == (more == 1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/rule-text/each-language-has-its-own", test_each_language_has_its_own);
  g_test_add_func ("/rules/rule-text/what-is-no-text-is-named", test_what_is_no_text_is_named);
  g_test_add_func ("/rules/rule-text/its-length-is-counted-in-characters",
                   test_its_length_is_counted_in_characters);
  return g_test_run ();
}
