/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers and variables of a session: a map of a few dozen names, in the order in which they
 * came. It knows nothing of questions. */

#include "aft-answers-private.h"

typedef struct
{
  char *name;
  AftValue *value;
} Answer;

struct _AftAnswers
{
  GArray *list; /* of Answer */
};

static void
clear_answer (gpointer data)
{
  Answer *answer = data;
  g_free (answer->name);
  aft_value_unref (answer->value);
}

AftAnswers *
aft_answers_new (void)
{
  AftAnswers *answers = g_new0 (AftAnswers, 1);
  answers->list = g_array_new (FALSE, FALSE, sizeof (Answer));
  g_array_set_clear_func (answers->list, clear_answer);
  return answers;
}

void
aft_answers_free (AftAnswers *answers)
{
  if (answers == NULL)
    return;
  g_array_unref (answers->list);
  g_free (answers);
}

guint
aft_answers_get_count (const AftAnswers *answers)
{
  return answers->list->len;
}

const char *
aft_answers_get_name (const AftAnswers *answers, guint index)
{
  return g_array_index (answers->list, Answer, index).name;
}

AftValue *
aft_answers_get_at (const AftAnswers *answers, guint index)
{
  return g_array_index (answers->list, Answer, index).value;
}

static Answer *
find_answer (const AftAnswers *answers, const char *name, guint *ret_index)
{
  for (guint i = 0; i < answers->list->len; i++)
    {
      Answer *answer = &g_array_index (answers->list, Answer, i);
      if (!g_str_equal (answer->name, name))
        continue;
      if (ret_index != NULL)
        *ret_index = i;
      return answer;
    }
  return NULL;
}

gboolean
aft_answers_has (const AftAnswers *answers, const char *name)
{
  return find_answer (answers, name, NULL) != NULL;
}

AftValue *
aft_answers_get (const AftAnswers *answers, const char *name)
{
  const Answer *answer = find_answer (answers, name, NULL);
  return answer != NULL ? answer->value : NULL;
}

void
aft_answers_set (AftAnswers *answers, const char *name, AftValue *value)
{
  AftValue *kept = value != NULL ? aft_value_ref (value) : aft_value_new_null ();
  Answer *answer = find_answer (answers, name, NULL);
  if (answer == NULL)
    {
      Answer added = { g_strdup (name), kept };
      g_array_append_val (answers->list, added);
      return;
    }
  aft_value_unref (answer->value);
  answer->value = kept;
}

void
aft_answers_remove (AftAnswers *answers, const char *name)
{
  guint index;
  if (find_answer (answers, name, &index) != NULL)
    g_array_remove_index (answers->list, index);
}

void
aft_answers_clear (AftAnswers *answers)
{
  g_array_set_size (answers->list, 0);
}
