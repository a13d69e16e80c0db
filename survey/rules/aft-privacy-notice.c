/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The privacy document: reads its sections and writes them out for a reader. Which one is in force,
 * and where it is shown, is for others. */
#include "aft-privacy-notice.h"

#include <string.h>

#include "aft-error.h"
#include "aft-rule-reader-private.h"

#define HOUSE   "{house}"
#define CONTACT "{contact}"

typedef struct
{
  AftRuleText *title;
  AftRuleText *text;
} Section;

struct _AftPrivacyNotice
{
  gatomicrefcount count;
  char *version;
  GPtrArray *sections; /* of Section */
};

static void
section_free (gpointer data)
{
  Section *section = data;
  aft_rule_text_free (section->title);
  aft_rule_text_free (section->text);
  g_free (section);
}

gboolean
aft_privacy_notice_is_fillable (const char *text)
{
  for (const char *at = strpbrk (text, "{}"); at != NULL; at = strpbrk (at, "{}"))
    if (g_str_has_prefix (at, HOUSE))
      at += strlen (HOUSE);
    else if (g_str_has_prefix (at, CONTACT))
      at += strlen (CONTACT);
    else
      return FALSE;
  return TRUE;
}

/* What a text must be besides a text in three languages. */
static void
judge_text (const AftRuleReader *reader, const char *name, const AftRuleText *text, glong most)
{
  for (guint i = 0; text != NULL && i < AFT_LANGUAGES; i++)
    {
      const char *said = aft_rule_text_get (text, (AftLanguage) i);
      const char *tag = aft_language_get_tag ((AftLanguage) i);
      if (g_utf8_strlen (said, -1) > most)
        aft_rule_reader_refuse (reader, name, "%s: at most %ld characters are possible", tag, most);
      if (!aft_privacy_notice_is_fillable (said))
        aft_rule_reader_refuse (
            reader, name, "%s: nothing but " HOUSE " and " CONTACT " may stand in braces", tag);
    }
}

static void
read_section (AftPrivacyNotice *notice,
              const AftRuleReader *document,
              const AftValue *list,
              guint i)
{
  static const char *const members[] = { "title", "text", NULL };
  Section *section = g_new0 (Section, 1);
  g_auto (AftRuleReader) reader = aft_rule_reader_open_item (document, list, i, "section", members);
  section->title = aft_rule_reader_dup_text (&reader, "title");
  section->text = aft_rule_reader_dup_text (&reader, "text");
  judge_text (&reader, "title", section->title, AFT_PRIVACY_NOTICE_TITLE_MAX);
  judge_text (&reader, "text", section->text, AFT_RULE_TEXT_MAX);
  g_ptr_array_add (notice->sections, section);
}

static void
read_notice (AftPrivacyNotice *notice, const AftRuleReader *document)
{
  notice->version = aft_rule_reader_dup_version (document);
  if (strlen (notice->version) > AFT_PRIVACY_NOTICE_VERSION_MAX)
    aft_rule_reader_refuse (document, "version", "at most %d letters are possible",
                            AFT_PRIVACY_NOTICE_VERSION_MAX);
  const AftValue *list
      = aft_rule_reader_get_list (document, "sections", AFT_PRIVACY_NOTICE_SECTIONS_MAX);
  for (guint i = 0; i < aft_value_get_length (list); i++)
    read_section (notice, document, list, i);
}

AftPrivacyNotice *
aft_privacy_notice_parse (const char *text, gsize length_bytes, GError **error)
{
  static const char *const members[] = { "version", "sections", NULL };
  g_autoptr (GError) fault = NULL;
  if (length_bytes > AFT_PRIVACY_NOTICE_MAX_BYTES)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "A privacy notice has at most %d bytes",
                   AFT_PRIVACY_NOTICE_MAX_BYTES);
      return NULL;
    }
  g_autoptr (AftValue) value = aft_rule_reader_parse (text, length_bytes, error);
  if (value == NULL)
    return NULL;
  g_autoptr (AftPrivacyNotice) notice = g_new0 (AftPrivacyNotice, 1);
  g_atomic_ref_count_init (&notice->count);
  notice->sections = g_ptr_array_new_with_free_func (section_free);
  g_auto (AftRuleReader) document = aft_rule_reader_open (value, g_strdup (""), members, &fault);
  read_notice (notice, &document);
  if (fault == NULL)
    return g_steal_pointer (&notice);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

AftPrivacyNotice *
aft_privacy_notice_ref (AftPrivacyNotice *notice)
{
  g_atomic_ref_count_inc (&notice->count);
  return notice;
}

void
aft_privacy_notice_unref (AftPrivacyNotice *notice)
{
  if (notice == NULL || !g_atomic_ref_count_dec (&notice->count))
    return;
  g_free (notice->version);
  g_ptr_array_unref (notice->sections);
  g_free (notice);
}

const char *
aft_privacy_notice_get_version (const AftPrivacyNotice *notice)
{
  return notice->version;
}

guint
aft_privacy_notice_count_sections (const AftPrivacyNotice *notice)
{
  return notice->sections->len;
}

const char *
aft_privacy_notice_get_title (const AftPrivacyNotice *notice, guint index, AftLanguage language)
{
  const Section *section = g_ptr_array_index (notice->sections, index);
  return aft_rule_text_get (section->title, language);
}

const char *
aft_privacy_notice_get_text (const AftPrivacyNotice *notice, guint index, AftLanguage language)
{
  const Section *section = g_ptr_array_index (notice->sections, index);
  return aft_rule_text_get (section->text, language);
}

static const char *
choose (const char *known, const char *otherwise)
{
  return known != NULL && *known != '\0' ? known : otherwise;
}

static char *
fill (const char *text, const AftPrivacyReader *reader)
{
  static const char *const houses[AFT_LANGUAGES] = { "本店", "本店", "this restaurant" };
  static const char *const contacts[AFT_LANGUAGES]
      = { "店里任何一位店员", "店內任何一位同仁", "any member of our staff" };
  const char *house = choose (reader->house_name, houses[reader->language]);
  const char *contact = choose (reader->telephone, contacts[reader->language]);
  GString *filled = g_string_new (NULL);
  while (*text != '\0')
    {
      gsize plain = strcspn (text, "{");
      g_string_append_len (filled, text, (gssize) plain);
      text += plain;
      if (*text == '\0')
        break;
      gboolean is_house = g_str_has_prefix (text, HOUSE);
      g_string_append (filled, is_house ? house : contact);
      text += is_house ? strlen (HOUSE) : strlen (CONTACT);
    }
  return g_string_free (filled, FALSE);
}

char *
aft_privacy_notice_dup_title (const AftPrivacyNotice *notice,
                              guint index,
                              const AftPrivacyReader *reader)
{
  return fill (aft_privacy_notice_get_title (notice, index, reader->language), reader);
}

char *
aft_privacy_notice_dup_text (const AftPrivacyNotice *notice,
                             guint index,
                             const AftPrivacyReader *reader)
{
  return fill (aft_privacy_notice_get_text (notice, index, reader->language), reader);
}
