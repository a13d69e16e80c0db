/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few items under keys that nobody guesses, each for minutes, in the order in which they came. A
 * short list looked through from its start: those who sign in at one house at the same time are
 * few. What the items mean is their callers'. */
#include "aft-short-memory.h"

#include "aft-secret.h"

struct _AftShortMemory
{
  AftClock *clock;
  gint64 life_ms;
  guint most;
  GMutex lock;
  GQueue entries; /* of Entry, the oldest first; behind the lock */
};

typedef struct
{
  AftDigest key;
  gint64 ends_ms; /* of the clock that only goes forward */
  AftShortItem *item;
} Entry;

void
aft_short_item_free (AftShortItem *item)
{
  if (item == NULL)
    return;
  g_free (item->name);
  aft_secret_free_text (item->secret);
  g_free (item);
}

static AftShortItem *
copy_item (const AftShortItem *item)
{
  AftShortItem *copy = g_new0 (AftShortItem, 1);
  *copy = (AftShortItem){ item->user_id, g_strdup (item->name), g_strdup (item->secret) };
  return copy;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;
  aft_short_item_free (entry->item);
  g_free (entry);
}

AftShortMemory *
aft_short_memory_new (AftClock *clock, gint64 life_ms, guint most)
{
  AftShortMemory *memory = g_new0 (AftShortMemory, 1);
  memory->clock = aft_clock_ref (clock);
  memory->life_ms = life_ms;
  memory->most = most;
  g_mutex_init (&memory->lock);
  g_queue_init (&memory->entries);
  return memory;
}

void
aft_short_memory_free (AftShortMemory *memory)
{
  if (memory == NULL)
    return;
  g_queue_clear_full (&memory->entries, free_entry);
  g_mutex_clear (&memory->lock);
  aft_clock_unref (memory->clock);
  g_free (memory);
}

static gint64
get_now_ms (AftShortMemory *memory)
{
  return aft_clock_get_monotonic_us (memory->clock) / 1000;
}

static void
forget_old (AftShortMemory *memory)
{
  gint64 now_ms = get_now_ms (memory);
  const Entry *oldest;
  while ((oldest = g_queue_peek_head (&memory->entries)) != NULL
         && (oldest->ends_ms <= now_ms || memory->entries.length > memory->most))
    free_entry (g_queue_pop_head (&memory->entries));
}

static GList *
find (AftShortMemory *memory, const AftDigest *key)
{
  GList *link = memory->entries.head;
  while (link != NULL && !aft_digest_equal (&((const Entry *) link->data)->key, key))
    link = link->next;
  return link;
}

static void
remove_entry (AftShortMemory *memory, const AftDigest *key)
{
  GList *link = find (memory, key);
  if (link == NULL)
    return;
  free_entry (link->data);
  g_queue_delete_link (&memory->entries, link);
}

void
aft_short_memory_put (AftShortMemory *memory, const AftDigest *key, const AftShortItem *item)
{
  Entry *entry = g_new0 (Entry, 1);
  *entry = (Entry){ *key, get_now_ms (memory) + memory->life_ms, copy_item (item) };
  g_mutex_lock (&memory->lock);
  remove_entry (memory, key);
  g_queue_push_tail (&memory->entries, entry);
  forget_old (memory);
  g_mutex_unlock (&memory->lock);
}

AftShortItem *
aft_short_memory_dup (AftShortMemory *memory, const AftDigest *key)
{
  AftShortItem *item = NULL;
  g_mutex_lock (&memory->lock);
  forget_old (memory);
  const GList *link = find (memory, key);
  if (link != NULL)
    item = copy_item (((const Entry *) link->data)->item);
  g_mutex_unlock (&memory->lock);
  return item;
}

void
aft_short_memory_drop (AftShortMemory *memory, const AftDigest *key)
{
  g_mutex_lock (&memory->lock);
  remove_entry (memory, key);
  g_mutex_unlock (&memory->lock);
}
