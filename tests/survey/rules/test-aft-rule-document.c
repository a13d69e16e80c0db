/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The six documents: those that come with the programs are good, and none of them stays good when
 * any one place of it is spoilt. */
#include <string.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-rule-document.h"

typedef enum
{
  SPOIL_TO_NULL,
  SPOIL_TO_LIST,
  SPOIL_TO_NUMBER,
  SPOIL_TO_EMPTY_TEXT,
  SPOIL_BY_DROPPING,  /* members of objects alone */
  SPOIL_BY_A_STRANGER /* objects alone */
} Spoiling;

#define SPOILINGS 6
/* Every third place of a long document: entries of a list have eight or so, so that each member of
 * an entry is met in one of them. */
#define STRIDE 3

/* One place of a document, counted as a reader comes by, the document itself first. */
typedef struct
{
  Spoiling spoiling;
  guint left;         /* places before it */
  gboolean is_done;   /* there is such a place, and it was spoilt */
  const char *member; /* its name in its object, NULL for an item of a list */
} Spoil;

static AftValue *spoil_value (const AftValue *value, const char *member, Spoil *spoil);

static AftValue *
spoil_children (const AftValue *value, Spoil *spoil)
{
  gboolean is_object = aft_value_get_type (value) == AFT_VALUE_OBJECT;
  AftValueBuilder *builder
      = is_object ? aft_value_builder_new_object () : aft_value_builder_new_array ();
  for (gsize i = 0; i < aft_value_get_length (value); i++)
    {
      const char *name = aft_value_get_member_name (value, i);
      const AftValue *child
          = is_object ? aft_value_get_member_at (value, i) : aft_value_get_item (value, i);
      AftValue *kept = spoil_value (child, is_object ? name : NULL, spoil);
      if (kept != NULL && is_object)
        aft_value_builder_set_take (builder, name, kept);
      else if (kept != NULL)
        aft_value_builder_take (builder, kept);
    }
  return aft_value_builder_end (builder);
}

/* NULL: the member is gone. */
static AftValue *
spoil_here (const AftValue *value, const char *member, Spoil *spoil)
{
  AftValueBuilder *builder;
  spoil->is_done = TRUE;
  spoil->member = member;
  switch (spoil->spoiling)
    {
    case SPOIL_TO_NULL:
      return aft_value_new_null ();
    case SPOIL_TO_LIST:
      return aft_value_builder_end (aft_value_builder_new_array ());
    case SPOIL_TO_NUMBER:
      return aft_value_new_number (-1e12);
    case SPOIL_TO_EMPTY_TEXT:
      return aft_value_new_string ("");
    case SPOIL_BY_DROPPING:
      return NULL;
    case SPOIL_BY_A_STRANGER:
    default:
      builder = aft_value_builder_new_from (value);
      aft_value_builder_set_string (builder, "stranger", "x");
      return aft_value_builder_end (builder);
    }
}

static gboolean
can_spoil (const AftValue *value, const char *member, Spoiling spoiling)
{
  if (spoiling == SPOIL_BY_DROPPING)
    return member != NULL;
  return spoiling != SPOIL_BY_A_STRANGER || aft_value_get_type (value) == AFT_VALUE_OBJECT;
}

static AftValue *
spoil_value (const AftValue *value, const char *member, Spoil *spoil)
{
  AftValueType type = aft_value_get_type (value);
  if (!spoil->is_done && can_spoil (value, member, spoil->spoiling) && spoil->left-- == 0)
    return spoil_here (value, member, spoil);
  if (type == AFT_VALUE_OBJECT || type == AFT_VALUE_ARRAY)
    return spoil_children (value, spoil);
  return aft_value_ref ((AftValue *) value);
}

static AftValue *
load (AftRuleDocument document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = aft_rule_document_load_default (document, &error);
  g_assert_no_error (error);
  AftValue *value = aft_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                    &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  return value;
}

static gboolean
check (AftRuleDocument document, const AftValue *value, GError **error)
{
  g_autofree char *text = aft_json_to_line (value);
  return aft_rule_document_check (document, text, strlen (text), NULL, error);
}

static gboolean
is_optional (const char *member)
{
  static const char *const names[]
      = { "each", "visits", "spend_minor", "ladder", "say_again", NULL };
  return member != NULL && g_strv_contains (names, member);
}

/* FALSE when there is no such place. */
static gboolean
check_spoilt (AftRuleDocument document, const AftValue *good, Spoil *spoil)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftValue) spoilt = spoil_value (good, NULL, spoil);
  if (!spoil->is_done)
    return FALSE;
  gboolean is_good = check (document, spoilt, &error);
  if (is_good && spoil->spoiling == SPOIL_BY_DROPPING && is_optional (spoil->member))
    return TRUE;
  g_assert_false (is_good);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strchr (error->message, '\n'));
  gboolean has_stranger = spoil->spoiling == SPOIL_BY_A_STRANGER;
  const char *said = has_stranger ? "stranger" : spoil->member;
  if (said != NULL && !is_optional (said))
    g_assert_true (strstr (error->message, said) != NULL
                   || (has_stranger && strstr (error->message, "more languages") != NULL));
  return TRUE;
}

static void
test_a_document_spoilt_anywhere_is_refused_by_name (gconstpointer data)
{
  AftRuleDocument document = GPOINTER_TO_UINT (data);
  g_autoptr (AftValue) good = load (document);
  for (guint spoiling = 0; spoiling < SPOILINGS; spoiling++)
    {
      guint places = 0;
      Spoil spoil;
      do
        spoil = (Spoil){ .spoiling = (Spoiling) spoiling, .left = places };
      while (check_spoilt (document, good, &spoil) && (places += STRIDE) > 0);
      g_assert_cmpuint (places, >, 3 * STRIDE);
    }
}

static void
test_the_documents_of_the_programs_are_good (void)
{
  for (guint i = 0; i < AFT_RULE_DOCUMENTS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *version = NULL;
      g_autoptr (GBytes) bytes = aft_rule_document_load_default ((AftRuleDocument) i, &error);
      g_assert_no_error (error);
      gboolean is_good
          = aft_rule_document_check ((AftRuleDocument) i, g_bytes_get_data (bytes, NULL),
                                     g_bytes_get_size (bytes), &version, &error);
      g_assert_no_error (error);
      g_assert_true (is_good);
      g_assert_cmpstr (version, ==, "1");
    }
}

static void
test_one_document_is_not_another (void)
{
  for (guint i = 0; i < AFT_RULE_DOCUMENTS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *version = NULL;
      g_autoptr (AftValue) value = load ((AftRuleDocument) ((i + 1) % AFT_RULE_DOCUMENTS));
      g_autofree char *text = aft_json_to_line (value);
      g_assert_false (
          aft_rule_document_check ((AftRuleDocument) i, text, strlen (text), &version, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_null (version);
    }
}

static void
test_documents_have_names (void)
{
  static const char *const names[] = { "risk", "tiers", "treatment", "causes", "steps", "privacy" };
  static const char *const others[] = { NULL, "", "Risk", "risk.json", "survey" };
  AftRuleDocument document = AFT_RULE_DOCUMENT_PRIVACY;
  for (guint i = 0; i < AFT_RULE_DOCUMENTS; i++)
    {
      g_assert_cmpstr (aft_rule_document_to_text ((AftRuleDocument) i), ==, names[i]);
      g_assert_true (aft_rule_document_from_text (names[i], &document));
      g_assert_cmpuint (document, ==, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (aft_rule_document_from_text (others[i], &document));
  g_assert_cmpuint (document, ==, AFT_RULE_DOCUMENT_PRIVACY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/document/the-documents-of-the-programs-are-good",
                   test_the_documents_of_the_programs_are_good);
  g_test_add_func ("/rules/document/one-document-is-not-another", test_one_document_is_not_another);
  g_test_add_func ("/rules/document/documents-have-names", test_documents_have_names);
  for (guint i = 0; i < AFT_RULE_DOCUMENTS; i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/rules/document/%s-spoilt-anywhere-is-refused-by-name",
                             aft_rule_document_to_text ((AftRuleDocument) i));
      g_test_add_data_func (path, GUINT_TO_POINTER (i),
                            test_a_document_spoilt_anywhere_is_refused_by_name);
    }
  return g_test_run ();
}
