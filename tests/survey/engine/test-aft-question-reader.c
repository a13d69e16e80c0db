/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SURVEY-FORMAT 5.9 to 5.12: a question's definition as the engine reads it. */

#include <math.h>

#include "aft-play.h"
#include "aft-survey-reader-private.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftQuestion, aft_question_free)

static AftQuestion *
read_question (const char *json, AftValue **ret_json)
{
  *ret_json = aft_play_parse (json);
  return aft_question_read (*ret_json, TRUE);
}

/* The values of the items, in order. */
static char *
get_items (const char *json)
{
  g_autoptr (AftValue) definition = NULL;
  g_autoptr (AftQuestion) question = read_question (json, &definition);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < question->choices->len; i++)
    {
      const AftChoice *choice = g_ptr_array_index (question->choices, i);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", choice->plain);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *json;
  const char *items;
} Case;

#define RATING(rest) "{'type':'rating','name':'r'" rest "}"

static const Case cases[] = {
  { "/engine/question/rating-goes-from-one-to-five", RATING (""), "1 2 3 4 5" },
  { "/engine/question/rating-goes-from-its-minimum-to-its-maximum",
    RATING (",'rateMin':0,'rateMax':10"), "0 1 2 3 4 5 6 7 8 9 10" },
  { "/engine/question/rating-takes-steps", RATING (",'rateMin':2,'rateMax':9,'rateStep':3"),
    "2 5 8" },
  { "/engine/question/half-steps-are-exact", RATING (",'rateMin':1,'rateMax':3,'rateStep':0.5"),
    "1 1.5 2 2.5 3" },
  { "/engine/question/tenth-steps-are-exact", RATING (",'rateMin':0,'rateMax':0.7,'rateStep':0.1"),
    "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7" },
  { "/engine/question/count-alone-is-ignored", RATING (",'rateCount':8"), "1 2 3 4 5" },
  { "/engine/question/minimum-and-count-give-the-maximum", RATING (",'rateMin':2,'rateCount':4"),
    "2 3 4 5" },
  { "/engine/question/maximum-and-count-give-the-minimum", RATING (",'rateMax':10,'rateCount':5"),
    "6 7 8 9 10" },
  { "/engine/question/both-ends-beat-the-count", RATING (",'rateMin':1,'rateMax':3,'rateCount':9"),
    "1 2 3" },
  { "/engine/question/values-beat-all", RATING (",'rateValues':[2,4],'rateMax':9,'rateCount':3"),
    "2 4" },
  { "/engine/question/at-most-twenty-steps", RATING (",'rateMax':1000"),
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20" },
  { "/engine/question/at-most-ten-faces", RATING (",'rateMax':12,'rateType':'smileys'"),
    "1 2 3 4 5 6 7 8 9 10" },
  { "/engine/question/at-most-ten-faces-of-values",
    RATING (",'rateValues':[1,2,3,4,5,6,7,8,9,10,11,12],'rateType':'smileys'"),
    "1 2 3 4 5 6 7 8 9 10" },
  { "/engine/question/old-word-for-faces", RATING (",'rateMax':12,'rateDisplayMode':'smileys'"),
    "1 2 3 4 5 6 7 8 9 10" },
  { "/engine/question/items-are-scalars-or-objects",
    "{'type':'radiogroup','name':'r','choices':['a',2,true,{'value':'b'}]}", "a 2 true b" },
  { "/engine/question/old-items-hold-value-and-text",
    "{'type':'dropdown','name':'r','choices':['a|Apple','b|',{'value':'c|Cherry'}]}", "a b c" },
  { "/engine/question/items-without-a-value-are-left-out",
    "{'type':'checkbox','name':'r','choices':[{'text':'x'},'a',{'value':null}]}", "a" },
  { "/engine/question/dropdown-counts-after-its-items",
    "{'type':'dropdown','name':'d','choices':['x'],'choicesMin':2,'choicesMax':4}", "x 2 3 4" },
  { "/engine/question/dropdown-counts-in-steps",
    "{'type':'dropdown','name':'d','choicesMin':0,'choicesMax':9,'choicesStep':4}", "0 4 8" },
  { "/engine/question/dropdown-does-not-count-backwards",
    "{'type':'dropdown','name':'d','choicesMin':4,'choicesMax':2}", "" },
  { "/engine/question/only-dropdowns-count",
    "{'type':'radiogroup','name':'d','choices':['x'],'choicesMin':1,'choicesMax':3}", "x" },
};

static void
check_case (gconstpointer data)
{
  const Case *tried = data;
  g_autofree char *items = get_items (tried->json);
  g_assert_cmpstr (items, ==, tried->items);
}

static void
test_counting_ends (void)
{
  g_autoptr (AftValue) json = NULL;
  g_autoptr (AftQuestion) question = read_question (
      "{'type':'dropdown','name':'d','choicesMin':0,'choicesMax':1e9,'choicesStep':0.001}", &json);
  g_assert_cmpuint (question->choices->len, ==, 10000);
}

static void
test_item (void)
{
  g_autoptr (AftValue) json = NULL;
  g_autoptr (AftQuestion) question = read_question (
      "{'type':'checkbox','name':'c','choices':[{'value':'a','text':{'default':'A'},"
      "'isExclusive':true,'visibleIf':'{x} = 1','enableIf':'{y} ='},'b|B']}",
      &json);
  const AftChoice *first = g_ptr_array_index (question->choices, 0);
  const AftChoice *second = g_ptr_array_index (question->choices, 1);
  g_assert_true (first->is_exclusive);
  g_assert_nonnull (first->visible_if);
  g_assert_null (first->enable_if);
  g_assert_cmpstr (aft_value_get_string (second->text), ==, "B");
  g_assert_false (second->is_exclusive);
}

static void
test_built_in (void)
{
  g_autoptr (AftValue) json = NULL;
  g_autoptr (AftQuestion) question = read_question (
      "{'type':'checkbox','name':'c','choices':['a'],'hasOther':true,'hasNone':true,"
      "'otherText':'Else','minSelectedChoices':1,'maxSelectedChoices':2}",
      &json);
  g_assert_cmpstr (aft_value_get_string (question->other->value), ==, "other");
  g_assert_cmpstr (aft_value_get_string (question->other->text), ==, "Else");
  g_assert_false (question->other->is_exclusive);
  g_assert_cmpstr (aft_value_get_string (question->none->value), ==, "none");
  g_assert_true (question->none->is_exclusive);
  g_assert_cmpint (question->minimum_choices, ==, 1);
  g_assert_cmpint (question->maximum_choices, ==, 2);
}

static void
test_limits_of_text (void)
{
  g_autoptr (AftValue) day_json = NULL;
  g_autoptr (AftQuestion) day = read_question (
      "{'type':'text','name':'d','inputType':'date','min':'2026-01-01'}", &day_json);
  g_autoptr (AftValue) text_json = NULL;
  g_autoptr (AftQuestion) text
      = read_question ("{'type':'text','name':'t','min':1,'max':2}", &text_json);
  g_assert_cmpstr (day->input_type, ==, "date");
  g_assert_cmpstr (aft_value_get_string (day->minimum), ==, "2026-01-01");
  g_assert_cmpstr (aft_value_get_string (day->maximum), ==, "2999-12-31");
  g_assert_cmpstr (text->input_type, ==, "text");
  g_assert_null (text->minimum);
  g_assert_null (text->maximum);
}

static void
test_boolean (void)
{
  g_autoptr (AftValue) plain_json = NULL;
  g_autoptr (AftQuestion) plain = read_question ("{'type':'boolean','name':'b'}", &plain_json);
  g_autoptr (AftValue) own_json = NULL;
  g_autoptr (AftQuestion) own
      = read_question ("{'type':'boolean','name':'b','valueTrue':'y','valueFalse':0}", &own_json);
  g_assert_true (aft_value_get_boolean (plain->value_true));
  g_assert_false (aft_value_get_boolean (plain->value_false));
  g_assert_cmpstr (aft_value_get_string (own->value_true), ==, "y");
  g_assert_cmpfloat (aft_value_get_number (own->value_false), ==, 0);
}

static void
test_default (void)
{
  g_autoptr (AftValue) list_json = NULL;
  g_autoptr (AftQuestion) list = read_question (
      "{'type':'checkbox','name':'c','choices':['a'],'defaultValue':'a'}", &list_json);
  g_autoptr (AftValue) one_json = NULL;
  g_autoptr (AftQuestion) one = read_question (
      "{'type':'radiogroup','name':'r','choices':['a'],'defaultValue':['a','b']}", &one_json);
  g_autoptr (AftValue) computed_json = NULL;
  g_autoptr (AftQuestion) computed
      = read_question ("{'type':'text','name':'t','defaultValue':'=1 + 1'}", &computed_json);
  g_assert_cmpuint (aft_value_get_length (list->default_value), ==, 1);
  g_assert_cmpstr (aft_value_get_string (one->default_value), ==, "a");
  g_assert_null (computed->default_value);
  g_assert_nonnull (computed->default_expression);
}

static void
test_order (void)
{
  static const struct
  {
    const char *word;
    AftChoicesOrder order;
  } orders[] = { { "asc", AFT_ORDER_ASCENDING },
                 { "DESC", AFT_ORDER_DESCENDING },
                 { "none", AFT_ORDER_NONE } };
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{'type':'radiogroup','name':'r','choicesOrder':'%s'}", orders[i].word);
      g_autoptr (AftValue) json = NULL;
      g_autoptr (AftQuestion) question = read_question (text, &json);
      g_assert_cmpint (question->order, ==, orders[i].order);
    }
}

static void
test_comment (void)
{
  g_autoptr (AftValue) rating_json = NULL;
  g_autoptr (AftQuestion) rating
      = read_question ("{'type':'rating','name':'r','hasComment':true}", &rating_json);
  g_autoptr (AftValue) text_json = NULL;
  g_autoptr (AftQuestion) text
      = read_question ("{'type':'text','name':'t','showCommentArea':true}", &text_json);
  g_assert_true (rating->has_comment_area);
  g_assert_false (rating->keeps_other_as_comment);
  g_assert_false (text->has_comment_area);
  g_assert_true (text->keeps_other_as_comment);
}

static void
test_validators (void)
{
  g_autoptr (AftValue) json = NULL;
  g_autoptr (AftQuestion) question = read_question (
      "{'type':'text','name':'t','validators':[{'type':'numeric','minValue':0},"
      "{'type':'textvalidator','maxLength':0},{'type':'answercount','minCount':2},"
      "{'type':'regex','regex':'a'},{'type':'emailvalidator','notificationType':'info'},"
      "{'type':'expression','expression':'{t} = {u} or {v.x} = 1','notificationType':'warning'},"
      "{'type':'iban'},{'type':'numericx'}]}",
      &json);
  static const AftValidatorType types[]
      = { AFT_VALIDATOR_NUMERIC, AFT_VALIDATOR_TEXT,   AFT_VALIDATOR_ANSWERCOUNT,
          AFT_VALIDATOR_REGEX,   AFT_VALIDATOR_EMAIL,  AFT_VALIDATOR_EXPRESSION,
          AFT_VALIDATOR_UNKNOWN, AFT_VALIDATOR_UNKNOWN };
  static const char *const names[] = { "u", "v.x", NULL };
  g_assert_cmpuint (question->validators->len, ==, G_N_ELEMENTS (types));
  for (guint i = 0; i < question->validators->len; i++)
    {
      const AftValidator *validator = g_ptr_array_index (question->validators, i);
      g_assert_cmpint (validator->type, ==, types[i]);
    }
  const AftValidator *numeric = g_ptr_array_index (question->validators, 0);
  const AftValidator *text = g_ptr_array_index (question->validators, 1);
  const AftValidator *email = g_ptr_array_index (question->validators, 4);
  g_assert_true (numeric->has_minimum && !numeric->has_maximum);
  g_assert_false (text->has_maximum);
  g_assert_true (text->allows_digits);
  g_assert_cmpstr (numeric->level, ==, "error");
  g_assert_cmpstr (email->level, ==, "info");
  g_assert_true (g_strv_equal ((const char *const *) question->validator_names, names));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].name, &cases[i], check_case);
  g_test_add_func ("/engine/question/counting-ends-somewhere", test_counting_ends);
  g_test_add_func ("/engine/question/item-has-conditions-and-a-picture", test_item);
  g_test_add_func ("/engine/question/other-and-none-are-built-in", test_built_in);
  g_test_add_func ("/engine/question/only-days-and-numbers-have-bounds", test_limits_of_text);
  g_test_add_func ("/engine/question/yes-and-no-may-have-other-values", test_boolean);
  g_test_add_func ("/engine/question/default-fits-the-type", test_default);
  g_test_add_func ("/engine/question/order-of-items-is-one-of-three", test_order);
  g_test_add_func ("/engine/question/text-has-no-comment-area", test_comment);
  g_test_add_func ("/engine/question/validators-go-by-their-type", test_validators);
  return g_test_run ();
}
