/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest beside the work: one piece at a time is handed over and digested by another thread while
 * the next one is filled. Nothing is copied: the piece stays the sink's, which does not touch it
 * until the thread is through. The digest itself is base's. */
#include "aft-sink-digest.h"

struct _AftSinkDigest
{
  AftDigester *digester; /* the thread's, while it has a piece */
  GThread *thread;       /* NULL: not yet */
  GMutex mutex;
  GCond turned;
  /* Under the mutex. */
  const guint8 *piece; /* NULL: the thread is through */
  gsize length;
  gboolean is_over;
};

AftSinkDigest *
aft_sink_digest_new (void)
{
  AftSinkDigest *digest = g_new0 (AftSinkDigest, 1);

  digest->digester = aft_digester_new ();
  g_mutex_init (&digest->mutex);
  g_cond_init (&digest->turned);
  return digest;
}

static gpointer
digest_pieces (gpointer data)
{
  AftSinkDigest *digest = data;

  g_mutex_lock (&digest->mutex);
  while (!digest->is_over || digest->piece != NULL)
    {
      if (digest->piece == NULL)
        {
          g_cond_wait (&digest->turned, &digest->mutex);
          continue;
        }
      g_mutex_unlock (&digest->mutex);
      aft_digester_add (digest->digester, digest->piece, digest->length);
      g_mutex_lock (&digest->mutex);
      digest->piece = NULL;
      g_cond_signal (&digest->turned);
    }
  g_mutex_unlock (&digest->mutex);
  return NULL;
}

static void
hand_over (AftSinkDigest *digest, const guint8 *bytes, gsize length)
{
  if (digest->thread == NULL)
    digest->thread = g_thread_new ("digest", digest_pieces, digest);
  g_mutex_lock (&digest->mutex);
  while (digest->piece != NULL)
    g_cond_wait (&digest->turned, &digest->mutex);
  digest->piece = bytes;
  digest->length = length;
  g_cond_signal (&digest->turned);
  g_mutex_unlock (&digest->mutex);
}

void
aft_sink_digest_add (AftSinkDigest *digest, const guint8 *bytes, gsize length, gboolean is_alone)
{
  if (is_alone && digest->thread == NULL)
    aft_digester_add (digest->digester, bytes, length);
  else
    hand_over (digest, bytes, length);
}

static void
end_thread (AftSinkDigest *digest)
{
  if (digest->thread == NULL)
    return;
  g_mutex_lock (&digest->mutex);
  digest->is_over = TRUE;
  g_cond_signal (&digest->turned);
  g_mutex_unlock (&digest->mutex);
  g_thread_join (g_steal_pointer (&digest->thread));
}

AftDigest
aft_sink_digest_end (AftSinkDigest *digest)
{
  end_thread (digest);
  return aft_digester_end (g_steal_pointer (&digest->digester));
}

void
aft_sink_digest_free (AftSinkDigest *digest)
{
  if (digest == NULL)
    return;
  end_thread (digest);
  g_clear_pointer (&digest->digester, aft_digester_free);
  g_mutex_clear (&digest->mutex);
  g_cond_clear (&digest->turned);
  g_free (digest);
}
