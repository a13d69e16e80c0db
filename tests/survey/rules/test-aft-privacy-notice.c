/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The privacy notice of any house: who is named in it, and what a document is refused for. */
#include <string.h>

#include "aft-error.h"
#include "aft-privacy-notice.h"
#include "aft-rule-document.h"

#define TEXT(word)           "{'default':'" word "','zh-cn':'中 " word "','zh-tw':'台 " word "'}"
#define SECTION(title, text) "{'title':" TEXT (title) ",'text':" TEXT (text) "}"
#define NOTICE(sections)     "{'version':'house-2','sections':[" sections "]}"

static AftPrivacyNotice *
parse (const char *document, GError **error)
{
  g_autofree char *json = g_strdelimit (g_strdup (document), "'", '"');
  return aft_privacy_notice_parse (json, strlen (json), error);
}

static void
test_sections_are_read_in_the_readers_language (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftPrivacyNotice) notice
      = parse (NOTICE (SECTION ("a", "b") "," SECTION ("c", "d")), &error);
  g_assert_no_error (error);
  g_autoptr (AftPrivacyNotice) same = aft_privacy_notice_ref (notice);
  g_assert_cmpstr (aft_privacy_notice_get_version (same), ==, "house-2");
  g_assert_cmpuint (aft_privacy_notice_count_sections (same), ==, 2);
  g_assert_cmpstr (aft_privacy_notice_get_title (same, 0, AFT_LANGUAGE_EN), ==, "a");
  g_assert_cmpstr (aft_privacy_notice_get_text (same, 1, AFT_LANGUAGE_ZH_TW), ==, "台 d");
}

static void
assert_filled (const AftPrivacyReader *reader, const char *filled)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftPrivacyNotice) notice
      = parse (NOTICE (SECTION ("{house}", "{house}, {contact}{contact}.")), &error);
  g_assert_no_error (error);
  g_autofree char *title = aft_privacy_notice_dup_title (notice, 0, reader);
  g_autofree char *text = aft_privacy_notice_dup_text (notice, 0, reader);
  g_autofree char *both = g_strconcat (title, "|", text, NULL);
  g_assert_cmpstr (both, ==, filled);
}

static void
test_who_answers_is_named_as_well_as_it_is_known (void)
{
  const AftPrivacyReader stranger = { .language = AFT_LANGUAGE_EN, .house_name = "" };
  const AftPrivacyReader guest = { AFT_LANGUAGE_ZH_CN, "回味楼", "010-1" };
  const AftPrivacyReader braces = { AFT_LANGUAGE_EN, "{contact}", "{house}" };
  assert_filled (&stranger, "this restaurant|this restaurant, any member of our staffany member of "
                            "our staff.");
  assert_filled (&guest, "中 回味楼|中 回味楼, 010-1010-1.");
  /* What is filled in is not filled again. */
  assert_filled (&braces, "{contact}|{contact}, {house}{house}.");
}

static const struct
{
  const char *document;
  const char *said;
} wrong[] = {
  { "{'version':'1'}", "sections: a list of 1 to 10" },
  { NOTICE (""), "sections: a list of 1 to 10" },
  { "{'sections':[" SECTION ("a", "b") "]}", "version:" },
  { "{'version':'a-version-of-25-letters-x','sections':[" SECTION ("a", "b") "]}",
    "version: at most 24" },
  { NOTICE (SECTION ("a", "b") ",{'title':" TEXT ("c") "}"), "section 2: text:" },
  { NOTICE (SECTION ("a", "b") ",'c'"), "section 2: an object is needed" },
  { NOTICE ("{'title':" TEXT ("c") ",'text':{'default':'x','zh-cn':'y'}}"),
    "section 1: text: the text under zh-tw is missing" },
  { NOTICE (SECTION ("a", "{hous}")), "section 1: text: zh-CN: nothing but {house}" },
  { NOTICE (SECTION ("a", "a } b")), "section 1: text: zh-CN: nothing but {house}" },
  { NOTICE (SECTION ("{", "b")), "section 1: title: zh-CN: nothing but {house}" },
  { NOTICE (SECTION ("a 60 letters long title is as long as a title may be and no more", "b")),
    "section 1: title: zh-CN: at most 60" },
  { "{'version':'1','html':'<b>','sections':[" SECTION ("a", "b") "]}",
    "there is no member “html” here" },
  { "['version']", "an object is needed" },
};

static void
test_what_is_wrong_is_named_with_its_section (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AftPrivacyNotice) notice = parse (wrong[i].document, &error);
      g_assert_null (notice);
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, wrong[i].said));
    }
}

static void
test_more_than_a_kiosk_takes_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) many = g_string_new (SECTION ("a", "b"));
  for (guint i = 0; i < AFT_PRIVACY_NOTICE_SECTIONS_MAX; i++)
    g_string_append (many, "," SECTION ("a", "b"));
  g_autofree char *eleven = g_strdup_printf (NOTICE ("%s"), many->str);
  g_assert_null (parse (eleven, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_clear_error (&error);

  g_autofree char *blanks = g_strnfill (AFT_PRIVACY_NOTICE_MAX_BYTES, ' ');
  g_autofree char *large = g_strconcat (blanks, NOTICE (SECTION ("a", "b")), NULL);
  g_assert_null (parse (large, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE);
}

static void
test_the_one_of_the_programs_names_house_and_contact (void)
{
  const char *const named[] = { "{house}", "{contact}", "90", "24" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = aft_rule_document_load_default (AFT_RULE_DOCUMENT_PRIVACY, &error);
  g_assert_no_error (error);
  g_autoptr (AftPrivacyNotice) notice
      = aft_privacy_notice_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  guint count = aft_privacy_notice_count_sections (notice);
  g_assert_cmpuint (count, >=, 4);
  g_assert_cmpuint (count, <=, 8);
  for (AftLanguage language = 0; language < AFT_LANGUAGES; language++)
    {
      g_autoptr (GString) all = g_string_new (NULL);
      for (guint i = 0; i < count; i++)
        g_string_append (all, aft_privacy_notice_get_text (notice, i, language));
      for (gsize i = 0; i < G_N_ELEMENTS (named); i++)
        g_assert_nonnull (strstr (all->str, named[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/privacy/sections-are-read-in-the-readers-language",
                   test_sections_are_read_in_the_readers_language);
  g_test_add_func ("/rules/privacy/who-answers-is-named-as-well-as-it-is-known",
                   test_who_answers_is_named_as_well_as_it_is_known);
  g_test_add_func ("/rules/privacy/what-is-wrong-is-named-with-its-section",
                   test_what_is_wrong_is_named_with_its_section);
  g_test_add_func ("/rules/privacy/more-than-a-kiosk-takes-is-refused",
                   test_more_than_a_kiosk_takes_is_refused);
  g_test_add_func ("/rules/privacy/the-one-of-the-programs-names-house-and-contact",
                   test_the_one_of_the_programs_names_house_and_contact);
  return g_test_run ();
}
