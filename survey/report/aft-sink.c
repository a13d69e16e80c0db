/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a writer's bytes go: gathered into pieces, added to their digest, handed on. A file is
 * written beside its place and renamed into it once its bytes are on the disk, so that nobody ever
 * finds half of one. What the bytes mean is the writer's. */
#include "aft-sink-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "aft-error.h"
#include "aft-sink-digest.h"

#define PIECE_BYTES 65536
/* Of the first: who reads along does not wait for hundreds of rows to see one. */
#define FIRST_BYTES (2 * AFT_SINK_ROOM)
#define FILE_MODE   0640

struct _AftSink
{
  AftSinkFunc write;
  gpointer user_data;
  int descriptor; /* -1: none */
  char *path;     /* of a file: its place, NULL: no file */
  char *part;     /* and where it is until then, NULL: it is in its place */
  guint8 *piece;  /* is filled */
  guint8 *other;  /* may still be digested */
  gsize room;     /* how much of it is used */
  gsize filled;
  guint64 handed_on;
  AftSinkDigest *digest; /* NULL: it is left out */
  char *sha256;
  GError *error;
};

static void
set_system_error (GError **error, const char *place, int number)
{
  g_set_error (error, AFT_ERROR, (int) aft_error_from_errno (number), "%s: %s", place,
               g_strerror (number));
}

static const char *
name_place (const AftSink *sink)
{
  return sink->path != NULL ? sink->path : "the output";
}

static gboolean
write_to_descriptor (const void *bytes, gsize length, gpointer user_data, GError **error)
{
  AftSink *sink = user_data;
  const guint8 *rest = bytes;

  while (length > 0)
    {
      gssize written = write (sink->descriptor, rest, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          set_system_error (error, name_place (sink), errno);
          return FALSE;
        }
      rest += written;
      length -= (gsize) written;
    }
  return TRUE;
}

static AftSink *
new_sink (void)
{
  AftSink *sink = g_new0 (AftSink, 1);

  sink->descriptor = -1;
  sink->piece = g_malloc (PIECE_BYTES);
  sink->other = g_malloc (PIECE_BYTES);
  sink->room = FIRST_BYTES;
  sink->digest = aft_sink_digest_new ();
  return sink;
}

AftSink *
aft_sink_new_function (AftSinkFunc write, gpointer user_data)
{
  AftSink *sink = new_sink ();

  sink->write = write;
  sink->user_data = user_data;
  return sink;
}

AftSink *
aft_sink_new_descriptor (int descriptor)
{
  AftSink *sink = new_sink ();

  sink->write = write_to_descriptor;
  sink->user_data = sink;
  sink->descriptor = descriptor;
  return sink;
}

/* The file that @path stands for: a link stays what it is, and what it leads to is replaced. NULL
 * when @path is something that no file may take the place of. */
static char *
find_place (const char *path, GError **error)
{
  g_autofree char *place = NULL;
  char *real = realpath (path, NULL);
  struct stat status;

  place = g_strdup (real != NULL ? real : path);
  free (real);
  if (stat (place, &status) != 0)
    {
      if (errno == ENOENT)
        return g_steal_pointer (&place);
      set_system_error (error, path, errno);
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: not a regular file", path);
      return NULL;
    }
  return g_steal_pointer (&place);
}

static gboolean
open_part (AftSink *sink, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (sink->path);
  g_autofree char *part = g_build_filename (folder, ".aftertaste-XXXXXX.part", NULL);

  sink->descriptor = g_mkstemp_full (part, O_WRONLY | O_CLOEXEC, FILE_MODE);
  if (sink->descriptor < 0)
    {
      set_system_error (error, sink->path, errno);
      return FALSE;
    }
  sink->part = g_steal_pointer (&part);
  return TRUE;
}

AftSink *
aft_sink_new_file (const char *path, GError **error)
{
  g_autofree char *place = find_place (path, error);
  g_autoptr (AftSink) sink = NULL;

  if (place == NULL)
    return NULL;
  sink = aft_sink_new_descriptor (-1);
  sink->path = g_steal_pointer (&place);
  if (!open_part (sink, error))
    return NULL;
  return g_steal_pointer (&sink);
}

void
aft_sink_leave_out_digest (AftSink *sink)
{
  g_assert (sink->handed_on + sink->filled == 0);
  g_clear_pointer (&sink->digest, aft_sink_digest_free);
}

static gboolean
is_failed (const AftSink *sink, GError **error)
{
  if (sink->error == NULL)
    return FALSE;
  g_propagate_error (error, g_error_copy (sink->error));
  return TRUE;
}

/* The piece is digested while it is written and the other one is filled; the first is too small
 * for that to be worth a thread. */
static void
empty_piece (AftSink *sink, gboolean is_last)
{
  guint8 *piece = sink->piece;
  gsize length = sink->filled;

  sink->filled = 0;
  sink->room = PIECE_BYTES;
  if (length == 0 || sink->error != NULL)
    return;
  if (sink->digest != NULL)
    aft_sink_digest_add (sink->digest, piece, length, is_last || sink->handed_on == 0);
  sink->piece = sink->other;
  sink->other = piece;
  if (sink->write (piece, length, sink->user_data, &sink->error))
    sink->handed_on += length;
}

guint8 *
aft_sink_reserve (AftSink *sink, gsize room)
{
  g_assert (room <= AFT_SINK_ROOM && sink->sha256 == NULL);
  if (G_UNLIKELY (sink->room - sink->filled < room))
    empty_piece (sink, FALSE);
  return sink->piece + sink->filled;
}

void
aft_sink_advance (AftSink *sink, gsize length)
{
  sink->filled += length;
}

gboolean
aft_sink_write (AftSink *sink, const void *bytes, gsize length, GError **error)
{
  const guint8 *rest = bytes;

  g_assert (sink->sha256 == NULL);
  while (length > 0 && sink->error == NULL)
    {
      gsize count = MIN (length, sink->room - sink->filled);

      memcpy (sink->piece + sink->filled, rest, count);
      sink->filled += count;
      rest += count;
      length -= count;
      if (sink->filled == sink->room)
        empty_piece (sink, FALSE);
    }
  return !is_failed (sink, error);
}

static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean is_synced = descriptor >= 0 && fsync (descriptor) == 0;
  int reason = errno;

  if (descriptor >= 0)
    close (descriptor);
  errno = reason;
  return is_synced;
}

/* Closing may be what tells of a failure, on a network's disk. */
static gboolean
close_file (AftSink *sink)
{
  int descriptor = sink->descriptor;

  sink->descriptor = -1;
  return close (descriptor) == 0;
}

static gboolean
put_in_place (AftSink *sink)
{
  if (fsync (sink->descriptor) != 0 || !close_file (sink) || g_rename (sink->part, sink->path) != 0)
    {
      set_system_error (&sink->error, sink->path, errno);
      return FALSE;
    }
  g_clear_pointer (&sink->part, g_free);
  if (sync_folder (sink->path))
    return TRUE;
  set_system_error (&sink->error, sink->path, errno);
  return FALSE;
}

gboolean
aft_sink_finish (AftSink *sink, GError **error)
{
  AftDigest digest;

  g_assert (sink->sha256 == NULL);
  empty_piece (sink, TRUE);
  if (sink->error == NULL && sink->path != NULL)
    put_in_place (sink);
  if (is_failed (sink, error))
    return FALSE;
  if (sink->digest == NULL)
    return TRUE;
  digest = aft_sink_digest_end (sink->digest);
  sink->sha256 = aft_digest_to_text (&digest);
  return TRUE;
}

guint64
aft_sink_get_length (const AftSink *sink)
{
  return sink->handed_on + sink->filled;
}

const char *
aft_sink_get_sha256 (const AftSink *sink)
{
  return sink->sha256;
}

const GError *
aft_sink_get_error (const AftSink *sink)
{
  return sink->error;
}

void
aft_sink_free (AftSink *sink)
{
  if (sink == NULL)
    return;
  if (sink->path != NULL && sink->descriptor >= 0)
    close (sink->descriptor);
  if (sink->part != NULL)
    g_unlink (sink->part);
  g_free (sink->part);
  g_free (sink->path);
  aft_sink_digest_free (sink->digest);
  g_free (sink->piece);
  g_free (sink->other);
  g_free (sink->sha256);
  g_clear_error (&sink->error);
  g_free (sink);
}
