/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs aftertaste-photo for one picture. The picture lies in memory that has no name on any disk
 * and is the child's stdin, so that nothing has to be fed; only what comes back is read here, with
 * a deadline. How many run at a time is the caller's. */
#include "aft-photo-maker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-photo.h"
#include "aft-secret.h"

#define NAP_MS 5 /* between two looks whether a child that has said all is gone */

typedef struct
{
  GPid pid;
  int output;
  gint64 until_us; /* monotonic */
} Child;

/* -- what goes in ------------------------------------------------------------------------------
 */

static gboolean
write_all (int fd, GBytes *picture)
{
  gsize left = 0;
  const guint8 *at = g_bytes_get_data (picture, &left);

  while (left > 0)
    {
      gssize put = write (fd, at, left);
      if (put < 0 && errno == EINTR)
        continue;
      if (put <= 0)
        return FALSE;
      at += put;
      left -= (gsize) put;
    }
  return lseek (fd, 0, SEEK_SET) == 0;
}

/* -1 with @error set. */
static int
open_memory (GBytes *picture, GError **error)
{
  int fd = memfd_create ("photo", MFD_CLOEXEC);

  if (fd >= 0 && write_all (fd, picture))
    return fd;
  g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "No memory for a photo: %s",
               g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
start (Child *child, const char *program, int input, GError **error)
{
  const char *const words[] = { program, NULL };
  const char *const environment[] = { "LC_ALL=C.UTF-8", NULL };
  g_autoptr (GError) reason = NULL;
  const GSpawnFlags flags
      = G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CLOEXEC_PIPES | G_SPAWN_STDERR_TO_DEV_NULL;

  if (g_spawn_async_with_pipes_and_fds (NULL, words, environment, flags, NULL, NULL, input, -1, -1,
                                        NULL, NULL, 0, &child->pid, NULL, &child->output, NULL,
                                        &reason))
    return TRUE;
  g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s", reason->message);
  return FALSE;
}

/* -- what comes out ----------------------------------------------------------------------------
 */

static int
get_left_ms (const Child *child)
{
  return (int) (MAX (child->until_us - g_get_monotonic_time (), 0) / 1000);
}

/* FALSE: it took too long. */
static gboolean
await_output (const Child *child)
{
  struct pollfd waited = { .fd = child->output, .events = POLLIN };

  while (get_left_ms (child) > 0)
    {
      int count = poll (&waited, 1, get_left_ms (child));
      if (count > 0)
        return TRUE;
      if (count < 0 && errno != EINTR)
        return FALSE;
    }
  return FALSE;
}

/* Fills @buffer as far as the child says something; FALSE: it took too long, or says more. */
static gboolean
read_output (const Child *child, guint8 *buffer, gsize room, gsize *ret_count)
{
  gsize count = 0;

  while (await_output (child))
    {
      gssize got = read (child->output, buffer + count, room - count);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0 || count + (gsize) got == room)
        return FALSE;
      if (got == 0)
        {
          *ret_count = count;
          return TRUE;
        }
      count += (gsize) got;
    }
  return FALSE;
}

/* Its status as of waitpid(); killed when it does not end in time. */
static int
reap (const Child *child, gboolean is_in_time, gboolean *ret_was_killed)
{
  int status = 0;
  pid_t pid = 0;

  while (is_in_time && (pid = waitpid (child->pid, &status, WNOHANG)) == 0
         && get_left_ms (child) > 0)
    poll (NULL, 0, NAP_MS);
  *ret_was_killed = pid <= 0;
  if (pid > 0)
    return status;
  kill (child->pid, SIGKILL);
  while (waitpid (child->pid, &status, 0) < 0 && errno == EINTR)
    ;
  return status;
}

/* -- what it means -----------------------------------------------------------------------------
 */

/* A child that ran into its limits met a picture that wanted too much: it is none. One that
 * somebody else killed, for want of memory above all, may be tried again. */
static gboolean
judge (int status, GError **error)
{
  gboolean has_exited = WIFEXITED (status);

  if (has_exited && WEXITSTATUS (status) == AFT_PHOTO_DONE)
    return TRUE;
  if (has_exited && WEXITSTATUS (status) == AFT_PHOTO_TOO_LARGE)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "The picture is too large");
  else if ((has_exited && WEXITSTATUS (status) == AFT_PHOTO_NO_PICTURE)
           || (WIFSIGNALED (status) && WTERMSIG (status) != SIGKILL
               && WTERMSIG (status) != SIGTERM))
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                         "The picture is no JPEG or PNG that can be read");
  else
    g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "A photo could not be made: %s %d",
                 has_exited ? "exit status" : "signal",
                 has_exited ? WEXITSTATUS (status) : WTERMSIG (status));
  return FALSE;
}

typedef struct
{
  guint8 *bytes;
  gsize room;
} Output;

static void
output_free (gpointer data)
{
  Output *output = data;
  aft_secret_wipe (output->bytes, output->room);
  g_free (output->bytes);
  g_free (output);
}

static Output *
output_new (void)
{
  Output *output = g_new (Output, 1);
  *output = (Output){ g_malloc (AFT_PHOTO_MOST_BYTES + 1), AFT_PHOTO_MOST_BYTES + 1 };
  return output;
}

static GBytes *
collect (const Child *child, GError **error)
{
  Output *output = output_new ();
  gsize count = 0;
  gboolean was_killed = FALSE;
  gboolean is_read = read_output (child, output->bytes, output->room, &count);
  int status = reap (child, is_read, &was_killed);

  if (was_killed)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_TIMED_OUT, "The picture took too long");
  else if (judge (status, error))
    return g_bytes_new_with_free_func (output->bytes, count, output_free, output);
  output_free (output);
  return NULL;
}

GBytes *
aft_photo_maker_run (const char *program, GBytes *picture, guint deadline_ms, GError **error)
{
  Child child = { .until_us = g_get_monotonic_time () + (gint64) deadline_ms * 1000 };
  int input = open_memory (picture, error);

  if (input < 0)
    return NULL;
  gboolean is_started = start (&child, program, input, error);
  close (input);
  if (!is_started)
    return NULL;
  GBytes *made = collect (&child, error);
  close (child.output);
  g_spawn_close_pid (child.pid);
  return made;
}
