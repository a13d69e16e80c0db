/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what a listener does. Only figures and words of our own are kept, nothing that a peer
 * sent, so the tables stay as small as the program's own vocabulary. */
#include "aft-http-counters.h"

#include <string.h>

#define LEAST_STATUS 100
#define MOST_STATUS  599

struct _AftHttpCounters
{
  gint64 counts[AFT_HTTP_COUNT_LAST];
  gint64 statuses[MOST_STATUS + 1];
  GTree *reasons; /* char * → gint64 * */
};

static int
compare_texts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (a, b);
}

AftHttpCounters *
aft_http_counters_new (void)
{
  AftHttpCounters *counters = g_new0 (AftHttpCounters, 1);

  counters->reasons = g_tree_new_full (compare_texts, NULL, g_free, g_free);
  return counters;
}

void
aft_http_counters_free (AftHttpCounters *counters)
{
  if (counters == NULL)
    return;
  g_tree_unref (counters->reasons);
  g_free (counters);
}

gint64
aft_http_counters_get (const AftHttpCounters *counters, AftHttpCount count)
{
  return counters->counts[count];
}

gint64
aft_http_counters_get_status (const AftHttpCounters *counters, int status)
{
  return status < LEAST_STATUS || status > MOST_STATUS ? 0 : counters->statuses[status];
}

void
aft_http_counters_each_status (const AftHttpCounters *counters,
                               void (*on_status) (int status, gint64 number, gpointer data),
                               gpointer data)
{
  for (int status = LEAST_STATUS; status <= MOST_STATUS; status++)
    if (counters->statuses[status] > 0)
      on_status (status, counters->statuses[status], data);
}

void
aft_http_counters_each_reason (const AftHttpCounters *counters,
                               void (*on_reason) (const char *reason, gint64 number, gpointer data),
                               gpointer data)
{
  for (GTreeNode *node = g_tree_node_first (counters->reasons); node != NULL;
       node = g_tree_node_next (node))
    on_reason (g_tree_node_key (node), *(gint64 *) g_tree_node_value (node), data);
}

gint64
aft_http_counters_get_reason (const AftHttpCounters *counters, const char *reason)
{
  const gint64 *number = g_tree_lookup (counters->reasons, reason);

  return number == NULL ? 0 : *number;
}

void
aft_http_counters_add (AftHttpCounters *counters, AftHttpCount count, gint64 number)
{
  counters->counts[count] += number;
}

void
aft_http_counters_add_status (AftHttpCounters *counters, int status)
{
  if (status >= LEAST_STATUS && status <= MOST_STATUS)
    counters->statuses[status]++;
}

void
aft_http_counters_add_reason (AftHttpCounters *counters, const char *reason)
{
  gint64 *number = g_tree_lookup (counters->reasons, reason);

  if (number == NULL)
    {
      number = g_new0 (gint64, 1);
      g_tree_insert (counters->reasons, g_strdup (reason), number);
    }
  (*number)++;
}
