/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays rules of the expression language: one line of a case is an expression and its result. */

#include "aft-expression-case.h"

#include <string.h>

#include "aft-date.h"
#include "aft-expression.h"
#include "aft-json.h"

#define NOW_LOCAL_MS  G_GINT64_CONSTANT (1773516600000)
#define UTC_OFFSET_MS G_GINT64_CONSTANT (28800000)

/* What every rule is tried on. JSON with ' for ". */
static const char answers[]
    = "{'a':5,'b':2,'t':'Soup','n':' 7 ','e':'','list':['fish','Soup'],'num':[1,2],'no':false,"
      "'zero':0,'m':{'r1':{'x':4},'r2':'ok'},'rows':[{'x':1,'k':'a'},{'x':2.5,'k':'b'}],"
      "'d.e':3,'day':'2026-03-14','moment':'2026-03-14T18:30:00','code':'05','comma':'1,5',"
      "'hex':'0x10','exp':'1e3','percent':'50%','long':'1234567890123456','q-Comment':'cold',"
      "'emoji':'a😀','yes':'TRUE','nay':'False','half':1.5,'neg':-3,'wide':'　Tea ','void':[],"
      "'hole':{},'nil':null,'lone':['5'],'two words':1,'口味':'辣','ÄÖ':'umlaut',"
      "'bill':[{'dish':'fish','price':30,'count':'2','note':'hot'},"
      "{'dish':'tea','price':12,'count':1},{'dish':'rice','price':8.5,'count':3},"
      "{'dish':'water','price':'','count':null}]}";

static AftValue *
parse_answers (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (answers), "'", '"');
  AftValue *values = aft_json_parse (json, strlen (json), &aft_json_limits_survey, &error);
  g_assert_no_error (error);
  return values;
}

static char *
evaluate (const char *text, const AftValue *values)
{
  g_autoptr (AftExpression) expression = aft_expression_new (text, NULL);
  AftExpressionContext context
      = { .values = values, .now_local_ms = NOW_LOCAL_MS, .utc_offset_ms = UTC_OFFSET_MS };
  if (expression == NULL)
    return g_strdup ("invalid");
  g_autoptr (AftValue) value = aft_expression_evaluate (expression, &context);
  if (aft_value_get_type (value) == AFT_VALUE_DATE)
    return aft_date_to_text (aft_value_get_date_ms (value));
  return aft_json_to_line (value);
}

static void
check_line (const char *line, const AftValue *values)
{
  /* "=>" may be an operator too: the last one counts. */
  const char *arrow = g_strrstr (line, " => ");
  g_assert_nonnull (arrow);
  g_autofree char *text = g_strndup (line, (gsize) (arrow - line));
  g_autofree char *seen = evaluate (text, values);
  g_autofree char *wanted = g_strdelimit (g_strdup (arrow + 4), "'", '"');
  g_test_message ("%s", line);
  g_assert_cmpstr (seen, ==, wanted);
}

static void
run_case (gconstpointer data)
{
  const AftExpressionCase *tried = data;
  g_autoptr (AftValue) values = parse_answers ();
  g_auto (GStrv) lines = g_strsplit (tried->lines, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      check_line (lines[i], values);
}

void
aft_expression_case_add_tests (const AftExpressionCase *cases, gsize count)
{
  for (gsize i = 0; i < count; i++)
    g_test_add_data_func (cases[i].name, &cases[i], run_case);
}
