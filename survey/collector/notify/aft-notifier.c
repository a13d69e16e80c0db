/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for each robot, and when it is tried again. What is said and when is the program's;
 * nothing is kept over a restart: a case that nobody has taken escalates again from the store. */
#include "aft-notifier.h"

#include "aft-error.h"
#include "aft-group-robot.h"
#include "aft-secret.h"

#define SECOND_MS     1000
#define US_PER_MS     1000
#define FIRST_SECONDS 2
#define MOST_SECONDS  60
#define OLD_SECONDS   600

typedef struct
{
  char *text;
  AftValue *about; /* may be NULL */
  guint tries;
  gint64 said_us; /* monotonic */
} Notice;

/* One robot, and what is to be said to it. */
typedef struct
{
  AftNotifier *notifier;      /* NULL when it is gone */
  const AftGroupRobot *robot; /* the notifier's */
  GQueue notices;
  guint wait_seconds;
  guint wait_id;
  gboolean is_sending;
} Line;

struct _AftNotifier
{
  AftNotifierOptions options;
  AftWebSender *sender;
  GPtrArray *lines;
};

static void
free_notice (gpointer data)
{
  Notice *notice = data;
  g_free (notice->text);
  aft_value_unref (notice->about);
  g_free (notice);
}

static void
free_line (Line *line)
{
  g_queue_clear_full (&line->notices, free_notice);
  g_free (line);
}

/* A line that has a request on its way is freed when that comes back. */
static void
leave_line (gpointer data)
{
  Line *line = data;
  line->notifier = NULL;
  g_clear_handle_id (&line->wait_id, g_source_remove);
  if (!line->is_sending)
    free_line (line);
}

AftNotifier *
aft_notifier_new (const AftNotifierOptions *options)
{
  AftNotifier *notifier = g_new0 (AftNotifier, 1);
  notifier->options = *options;
  notifier->options.second_ms = options->second_ms > 0 ? options->second_ms : SECOND_MS;
  aft_clock_ref (options->clock);
  notifier->sender = aft_web_sender_new (&options->sender);
  notifier->lines = g_ptr_array_new_with_free_func (leave_line);
  for (guint i = 0; i < options->robots->len; i++)
    {
      Line *line = g_new0 (Line, 1);
      line->notifier = notifier;
      line->robot = g_ptr_array_index (options->robots, i);
      g_queue_init (&line->notices);
      g_ptr_array_add (notifier->lines, line);
    }
  return notifier;
}

void
aft_notifier_free (AftNotifier *notifier)
{
  if (notifier == NULL)
    return;
  g_ptr_array_unref (notifier->lines);
  aft_web_sender_free (notifier->sender);
  g_ptr_array_unref (notifier->options.robots);
  aft_clock_unref (notifier->options.clock);
  g_free (notifier);
}

static void send_first (Line *line);

static gboolean
on_wait_over (gpointer user_data)
{
  Line *line = user_data;
  line->wait_id = 0;
  send_first (line);
  return G_SOURCE_REMOVE;
}

static gboolean
is_old (const Line *line, const Notice *notice)
{
  const AftNotifierOptions *options = &line->notifier->options;
  gint64 age_us = aft_clock_get_monotonic_us (options->clock) - notice->said_us;
  return age_us >= (gint64) OLD_SECONDS * options->second_ms * US_PER_MS;
}

/* The first notice was tried. */
static void
tell (Line *line, const GError *error)
{
  const AftNotifierOptions *options = &line->notifier->options;
  Notice *notice = g_queue_peek_head (&line->notices);
  const AftNotifierTold told = {
    .kind = aft_group_robot_get_kind (line->robot),
    .about = notice->about,
    .tries = ++notice->tries,
    .is_last = error == NULL || is_old (line, notice),
    .error = error,
  };
  if (options->told != NULL)
    options->told (&told, options->user_data);
  if (told.is_last)
    free_notice (g_queue_pop_head (&line->notices));
}

/* @error NULL: it was taken. */
static void
settle (Line *line, const GError *error)
{
  const AftNotifierOptions *options = &line->notifier->options;
  tell (line, error);
  if (error == NULL)
    {
      line->wait_seconds = 0;
      send_first (line);
      return;
    }
  line->wait_seconds
      = line->wait_seconds == 0 ? FIRST_SECONDS : MIN (line->wait_seconds * 2, MOST_SECONDS);
  line->wait_id = g_timeout_add (line->wait_seconds * options->second_ms, on_wait_over, line);
}

static void
on_posted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;
  g_autoptr (GError) error = NULL;
  guint status = 0;
  g_autoptr (GBytes) reply = aft_web_sender_post_finish (result, &status, &error);
  line->is_sending = FALSE;
  if (line->notifier == NULL)
    {
      free_line (line);
      return;
    }
  gsize length = 0;
  const char *text = reply != NULL ? g_bytes_get_data (reply, &length) : NULL;
  if (reply != NULL && !aft_group_robot_has_taken (line->robot, text, length))
    error = g_error_new (AFT_ERROR, AFT_ERROR_UNAVAILABLE,
                         "The robot did not take the message (status %u)", status);
  settle (line, error);
}

static void
send_first (Line *line)
{
  const Notice *notice = g_queue_peek_head (&line->notices);
  if (notice == NULL || line->is_sending || line->wait_id != 0)
    return;
  gint64 now_ms = aft_clock_get_real_ms (line->notifier->options.clock);
  g_autoptr (AftSecretText) address = aft_group_robot_dup_address (line->robot, now_ms);
  g_autofree char *body = aft_group_robot_dup_body (line->robot, notice->text, now_ms);
  line->is_sending = TRUE;
  aft_web_sender_post_async (line->notifier->sender, address, body, on_posted, line);
}

/* The first one may be on its way: it stays. */
static void
drop_oldest (Line *line)
{
  guint length = g_queue_get_length (&line->notices);
  if (length > AFT_NOTIFIER_WAITING)
    free_notice (g_queue_pop_nth (&line->notices, line->is_sending ? 1 : 0));
}

void
aft_notifier_say (AftNotifier *notifier, const char *text, AftValue *about)
{
  for (guint i = 0; i < notifier->lines->len; i++)
    {
      Line *line = g_ptr_array_index (notifier->lines, i);
      Notice *notice = g_new0 (Notice, 1);
      notice->text = g_strdup (text);
      notice->about = about != NULL ? aft_value_ref (about) : NULL;
      notice->said_us = aft_clock_get_monotonic_us (notifier->options.clock);
      g_queue_push_tail (&line->notices, notice);
      drop_oldest (line);
      send_first (line);
    }
}

guint
aft_notifier_count_robots (const AftNotifier *notifier)
{
  return notifier->lines->len;
}

guint
aft_notifier_count_waiting (const AftNotifier *notifier)
{
  guint count = 0;
  for (guint i = 0; i < notifier->lines->len; i++)
    {
      Line *line = g_ptr_array_index (notifier->lines, i);
      count += g_queue_get_length (&line->notices);
    }
  return count;
}
