/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling of changes. The thread that writes hands each change over to the contexts of those who
 * watch and goes on at once; in a context changes come in their order. A watch that was ended is
 * kept until what is on its way to it has gone. What has changed is not known here. */
#include "aft-house-watch-private.h"

typedef struct
{
  gint references; /* atomic */
  gint is_ended;   /* atomic */
  guint number;
  GMainContext *context;
  AftHouseWatchFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Watch;

struct _AftHouseWatches
{
  GMutex lock;
  GPtrArray *list; /* Watch; under the lock, as is */
  guint last_number;
};

/* A change on its way. */
typedef struct
{
  Watch *watch;
  AftHouseChange *change;
} Notice;

static void
watch_unref (gpointer data)
{
  Watch *watch = data;
  if (!g_atomic_int_dec_and_test (&watch->references))
    return;
  if (watch->destroy != NULL)
    watch->destroy (watch->data);
  g_main_context_unref (watch->context);
  g_free (watch);
}

static void
end_watch (gpointer data)
{
  Watch *watch = data;
  g_atomic_int_set (&watch->is_ended, 1);
  watch_unref (watch);
}

AftHouseWatches *
aft_house_watches_new (void)
{
  AftHouseWatches *watches = g_new0 (AftHouseWatches, 1);
  g_mutex_init (&watches->lock);
  watches->list = g_ptr_array_new_with_free_func (end_watch);
  return watches;
}

void
aft_house_watches_free (AftHouseWatches *watches)
{
  if (watches == NULL)
    return;
  g_ptr_array_unref (watches->list);
  g_mutex_clear (&watches->lock);
  g_free (watches);
}

guint
aft_house_watches_add (AftHouseWatches *watches,
                       GMainContext *context,
                       AftHouseWatchFunc func,
                       gpointer data,
                       GDestroyNotify destroy)
{
  Watch *watch = g_new0 (Watch, 1);
  watch->context = g_main_context_ref (context != NULL ? context : g_main_context_default ());
  watch->func = func;
  watch->data = data;
  watch->destroy = destroy;
  g_atomic_int_set (&watch->references, 1);
  g_mutex_lock (&watches->lock);
  watch->number = ++watches->last_number;
  g_ptr_array_add (watches->list, watch);
  guint number = watch->number;
  g_mutex_unlock (&watches->lock);
  return number;
}

/* @destroy may ask us again: it is called without the lock. */
void
aft_house_watches_remove (AftHouseWatches *watches, guint number)
{
  Watch *found = NULL;
  g_mutex_lock (&watches->lock);
  for (guint i = 0; i < watches->list->len && found == NULL; i++)
    {
      Watch *watch = watches->list->pdata[i];
      if (watch->number == number)
        found = g_ptr_array_steal_index (watches->list, i);
    }
  g_mutex_unlock (&watches->lock);
  if (found != NULL)
    end_watch (found);
}

static void
free_notice (gpointer data)
{
  Notice *notice = data;
  aft_house_change_unref (notice->change);
  watch_unref (notice->watch);
  g_free (notice);
}

static gboolean
on_notice (gpointer data)
{
  const Notice *notice = data;
  if (g_atomic_int_get (&notice->watch->is_ended) == 0)
    notice->watch->func (notice->change, notice->watch->data);
  return G_SOURCE_REMOVE;
}

/* A source always, never a call: this thread is nobody's context. */
static void
send_notice (Watch *watch, AftHouseChange *change)
{
  Notice *notice = g_new (Notice, 1);
  GSource *source = g_idle_source_new ();
  g_atomic_int_inc (&watch->references);
  *notice = (Notice){ watch, aft_house_change_ref (change) };
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "aft-house-watch");
  g_source_set_callback (source, on_notice, notice, free_notice);
  g_source_attach (source, watch->context);
  g_source_unref (source);
}

void
aft_house_watches_tell (AftHouseWatches *watches, const GPtrArray *changes)
{
  g_mutex_lock (&watches->lock);
  for (guint i = 0; i < changes->len; i++)
    for (guint k = 0; k < watches->list->len; k++)
      send_notice (watches->list->pdata[k], changes->pdata[i]);
  g_mutex_unlock (&watches->lock);
}

static void
clear_change (gpointer data)
{
  AftHouseChange *change = data;
  g_free (change->number);
  g_free (change->table);
  g_free (change->owner_name);
  g_free (change->public_name);
}

AftHouseChange *
aft_house_change_new (void)
{
  return g_atomic_rc_box_new0 (AftHouseChange);
}

AftHouseChange *
aft_house_change_ref (AftHouseChange *change)
{
  return g_atomic_rc_box_acquire (change);
}

void
aft_house_change_unref (AftHouseChange *change)
{
  g_atomic_rc_box_release_full (change, clear_change);
}
