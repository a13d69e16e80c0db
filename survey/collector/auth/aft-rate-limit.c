/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Token buckets by key, in memory that has an end: a flood of new keys only forgets those that were
 * quiet longest, which are the fullest. Counts are in millionths of a try. */
#include "aft-rate-limit.h"

#define WHOLE     G_GINT64_CONSTANT (1000000)
#define HOUR_US   (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define MOST_WAIT 3600

typedef struct
{
  char *key;
  gint64 level; /* millionths */
  gint64 seen_us;
} Bucket;

struct _AftRateLimit
{
  AftClock *clock;
  AftRateLimitOptions options;
  GHashTable *by_key; /* key → link of `order` */
  GQueue order;       /* of Bucket, quiet longest first */
};

static void
free_bucket (gpointer data)
{
  Bucket *bucket = data;
  g_free (bucket->key);
  g_free (bucket);
}

AftRateLimit *
aft_rate_limit_new (AftClock *clock, const AftRateLimitOptions *options)
{
  AftRateLimit *limit = g_new0 (AftRateLimit, 1);
  g_assert (options->burst > 0 && options->per_minute > 0 && options->keys > 0);
  limit->clock = aft_clock_ref (clock);
  limit->options = *options;
  limit->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&limit->order);
  return limit;
}

void
aft_rate_limit_free (AftRateLimit *limit)
{
  if (limit == NULL)
    return;
  g_hash_table_unref (limit->by_key);
  g_queue_clear_full (&limit->order, free_bucket);
  aft_clock_unref (limit->clock);
  g_free (limit);
}

static void
forget_oldest (AftRateLimit *limit)
{
  Bucket *oldest = g_queue_pop_head (&limit->order);
  g_hash_table_remove (limit->by_key, oldest->key);
  free_bucket (oldest);
}

static Bucket *
open_bucket (AftRateLimit *limit, const char *key, gint64 now_us)
{
  GList *link = g_hash_table_lookup (limit->by_key, key);
  if (link != NULL)
    {
      g_queue_unlink (&limit->order, link);
      g_queue_push_tail_link (&limit->order, link);
      return link->data;
    }
  if (limit->order.length >= limit->options.keys)
    forget_oldest (limit);
  Bucket *bucket = g_new0 (Bucket, 1);
  bucket->key = g_strdup (key);
  bucket->level = limit->options.burst * WHOLE;
  bucket->seen_us = now_us;
  g_queue_push_tail (&limit->order, bucket);
  g_hash_table_insert (limit->by_key, bucket->key, limit->order.tail);
  return bucket;
}

/* The time counted is bounded, so that the product is. */
static void
fill (const AftRateLimit *limit, Bucket *bucket, gint64 now_us)
{
  gint64 full = limit->options.burst * WHOLE;
  gint64 passed_us = CLAMP (now_us - bucket->seen_us, 0, HOUR_US);
  gint64 gained = passed_us * limit->options.per_minute / 60;
  bucket->seen_us = now_us;
  bucket->level = MIN (full, bucket->level + gained);
}

guint
aft_rate_limit_take (AftRateLimit *limit, const char *key)
{
  gint64 now_us = aft_clock_get_monotonic_us (limit->clock);
  Bucket *bucket = open_bucket (limit, key, now_us);
  fill (limit, bucket, now_us);
  if (bucket->level >= WHOLE)
    {
      bucket->level -= WHOLE;
      return 0;
    }
  gint64 missing = WHOLE - bucket->level;
  gint64 per_second = MAX (1, limit->options.per_minute * WHOLE / 60);
  return (guint) CLAMP ((missing + per_second - 1) / per_second, 1, MOST_WAIT);
}

void
aft_rate_limit_forget (AftRateLimit *limit, const char *key)
{
  GList *link = g_hash_table_lookup (limit->by_key, key);
  if (link == NULL)
    return;
  Bucket *bucket = link->data;
  g_hash_table_remove (limit->by_key, bucket->key);
  g_queue_delete_link (&limit->order, link);
  free_bucket (bucket);
}
