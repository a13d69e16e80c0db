/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lending connections. Any number may be out for long work; of the others a few are kept, and who
 * comes when all are out waits. */
#include "aft-house-pool.h"

/* As many as are any use on a small machine. */
#define CONNECTIONS 4

struct _AftHousePool
{
  char *path;
  char *vfs;
  GMutex lock;
  GCond changed;
  gboolean is_open;
  guint lent;      /* of the few, also while they are being opened */
  guint opening;   /* of all: out, but not yet in @out */
  GPtrArray *idle; /* AftHouseConnection, as is */
  GPtrArray *out;
};

AftHousePool *
aft_house_pool_new (const char *path, const char *vfs)
{
  AftHousePool *pool = g_new0 (AftHousePool, 1);
  pool->path = g_strdup (path);
  pool->vfs = g_strdup (vfs);
  pool->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_connection_free);
  pool->out = g_ptr_array_new ();
  g_mutex_init (&pool->lock);
  g_cond_init (&pool->changed);
  return pool;
}

void
aft_house_pool_free (AftHousePool *pool)
{
  if (pool == NULL)
    return;
  g_assert (pool->out->len == 0);
  g_ptr_array_unref (pool->idle);
  g_ptr_array_unref (pool->out);
  g_mutex_clear (&pool->lock);
  g_cond_clear (&pool->changed);
  g_free (pool->path);
  g_free (pool->vfs);
  g_free (pool);
}

void
aft_house_pool_open (AftHousePool *pool)
{
  g_mutex_lock (&pool->lock);
  pool->is_open = TRUE;
  g_mutex_unlock (&pool->lock);
}

void
aft_house_pool_close (AftHousePool *pool)
{
  g_mutex_lock (&pool->lock);
  pool->is_open = FALSE;
  g_cond_broadcast (&pool->changed);
  while (pool->out->len > 0 || pool->opening > 0)
    {
      /* Again after each wait: one may have been on its way out. */
      for (guint i = 0; i < pool->out->len; i++)
        aft_house_connection_interrupt (pool->out->pdata[i]);
      g_cond_wait (&pool->changed, &pool->lock);
    }
  g_ptr_array_set_size (pool->idle, 0);
  g_mutex_unlock (&pool->lock);
}

/* With the lock: is there leave to take one? */
static gboolean
wait_for_leave (AftHousePool *pool, gboolean is_long)
{
  while (pool->is_open && !is_long && pool->lent >= CONNECTIONS)
    g_cond_wait (&pool->changed, &pool->lock);
  return pool->is_open;
}

AftHouseConnection *
aft_house_pool_borrow (AftHousePool *pool, gboolean is_long, GError **error)
{
  AftHouseConnection *connection = NULL;
  g_mutex_lock (&pool->lock);
  if (!wait_for_leave (pool, is_long))
    {
      g_mutex_unlock (&pool->lock);
      return NULL;
    }
  if (pool->idle->len > 0)
    connection = g_ptr_array_steal_index_fast (pool->idle, pool->idle->len - 1);
  pool->lent++;
  pool->opening++;
  g_mutex_unlock (&pool->lock);
  if (connection == NULL)
    connection = aft_house_connection_open (pool->path, pool->vfs, AFT_HOUSE_READS, error);
  g_mutex_lock (&pool->lock);
  pool->opening--;
  if (connection != NULL)
    g_ptr_array_add (pool->out, connection);
  else
    pool->lent--;
  g_cond_broadcast (&pool->changed);
  g_mutex_unlock (&pool->lock);
  return connection;
}

void
aft_house_pool_give_back (AftHousePool *pool, AftHouseConnection *connection, gboolean is_doubtful)
{
  g_mutex_lock (&pool->lock);
  g_ptr_array_remove_fast (pool->out, connection);
  pool->lent--;
  if (pool->is_open && !is_doubtful && pool->idle->len < CONNECTIONS)
    g_ptr_array_add (pool->idle, g_steal_pointer (&connection));
  /* Closed under the lock: whoever closes the pool must find it gone. */
  aft_house_connection_free (connection);
  g_cond_broadcast (&pool->changed);
  g_mutex_unlock (&pool->lock);
}
