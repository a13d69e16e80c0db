/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The costly part of a PIN, away from the thread that draws. How often one may be tried is the
 * guard's business. */
#include "aft-pin-check.h"

#include "aft-error.h"
#include "aft-pin.h"
#include "aft-secret.h"

typedef struct
{
  GPtrArray *staff; /* copies */
  char *pin;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;
  g_ptr_array_unref (question->staff);
  aft_secret_free_text (question->pin);
  g_free (question);
}

static void
check (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  guint count = 0;
  guint found = 0;
  for (guint i = 0; i < question->staff->len; i++)
    {
      const AftDeskStaff *person = g_ptr_array_index (question->staff, i);
      if (!aft_pin_matches (question->pin, person->pin_hash))
        continue;
      count++;
      found = i;
    }
  if (count == 1)
    g_task_return_pointer (task, g_ptr_array_steal_index (question->staff, found),
                           (GDestroyNotify) aft_desk_staff_free);
  else if (count == 0)
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_DENIED, "Nobody has this PIN");
  else
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_CONFLICT, "Two have the same PIN");
}

void
aft_pin_check_async (const GPtrArray *staff,
                     const char *pin,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *copy = g_strdup (pin);
  Question *question = g_new0 (Question, 1);
  question->staff = aft_desk_staff_list_new ();
  for (guint i = 0; i < staff->len; i++)
    aft_desk_staff_list_add (question->staff, g_ptr_array_index (staff, i));
  question->pin = g_steal_pointer (&copy);
  g_task_set_task_data (task, question, free_question);
  g_task_run_in_thread (task, check);
}

AftDeskStaff *
aft_pin_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
