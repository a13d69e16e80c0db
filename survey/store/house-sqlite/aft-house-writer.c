/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Natural group commit: the queue fills while a transaction is being synced, and the next one takes
 * all of it. With nobody else about, a job has a transaction to itself and waits for nothing; under
 * load one fsync serves hundreds.
 *
 * A job that fails by what it is (not found, conflict) is undone alone. One that fails by the disk
 * takes the whole transaction with it: then either all of it is tried once more, or everybody is
 * told. What jobs do is not known here. */
#include "aft-house-writer.h"

#include "aft-error.h"
#include "aft-house-rollups.h"

/* Jobs in one transaction: at 200 items each still below a second of work. */
#define GROUP_MAX 256

typedef struct
{
  AftHouseJob job;
  GError *error;
} Pending;

struct _AftHouseWriter
{
  AftHouseDatabase *database;
  AftHouseRollups *rollups;
  GHashTable *venues;   /* ref → AftVenue */
  GArray *acknowledged; /* AftHouseAcknowledged, of the transaction */
  GPtrArray *changes;   /* AftHouseChange, of the transaction */
  AftHouseWatches *watches;
  GThread *thread;
  GMutex lock;
  GCond changed;
  GQueue queue; /* Pending; under the lock, as is all below */
  gboolean is_ending;
  AftHouseCounters counters;
};

static gboolean
execute (AftHouseSession *session, const char *literal, GError **error)
{
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (session->connection, literal, error);
  return row != NULL && aft_sqlite_run (row, error);
}

/* Is it the job's own fault, with the transaction as it was before the job? */
static gboolean
is_own_fault (AftHouseSession *session, const GError *error)
{
  return !g_error_matches (error, AFT_ERROR, AFT_ERROR_FULL)
         && !g_error_matches (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE)
         && !g_error_matches (error, AFT_ERROR, AFT_ERROR_CORRUPT)
         && !g_error_matches (error, AFT_ERROR, AFT_ERROR_BUSY)
         && !sqlite3_get_autocommit (aft_house_connection_get_sqlite (session->connection));
}

static gboolean
undo_job (AftHouseSession *session, Pending *pending, GError *fault, GError **error)
{
  aft_house_rollups_undo (session->rollups);
  if (!is_own_fault (session, fault))
    {
      g_propagate_error (error, fault);
      return FALSE;
    }
  pending->error = fault;
  return execute (session, "ROLLBACK TO job", error) && execute (session, "RELEASE job", error);
}

/* FALSE: the transaction is lost. */
static gboolean
run_job (AftHouseSession *session, Pending *pending, GError **error)
{
  GError *fault = NULL;
  guint acknowledged = session->acknowledged->len;
  guint changes = session->changes->len;
  g_clear_error (&pending->error);
  if (!execute (session, "SAVEPOINT job", error))
    return FALSE;
  if (!pending->job.work (session, pending->job.data, &fault))
    {
      g_array_set_size (session->acknowledged, acknowledged);
      g_ptr_array_set_size (session->changes, (gint) changes);
      return undo_job (session, pending, fault, error);
    }
  aft_house_rollups_keep (session->rollups);
  return execute (session, "RELEASE job", error);
}

static gboolean
run_transaction (AftHouseWriter *writer, GPtrArray *group, GError **error)
{
  AftHouseSession session = {
    .database = writer->database,
    .connection = aft_house_database_get_connection (writer->database),
    .rollups = writer->rollups,
    .venues = writer->venues,
    .acknowledged = writer->acknowledged,
    .changes = writer->changes,
    .now_ms = aft_clock_get_real_ms (aft_house_database_get_clock (writer->database)),
  };
  g_array_set_size (writer->acknowledged, 0);
  g_ptr_array_set_size (writer->changes, 0);
  gboolean is_done = execute (&session, "BEGIN IMMEDIATE", error);
  for (guint i = 0; i < group->len && is_done; i++)
    is_done = run_job (&session, group->pdata[i], error);
  is_done = is_done && aft_house_rollups_write (writer->rollups, session.connection, error)
            && execute (&session, "COMMIT", error);
  if (!is_done)
    {
      aft_house_rollups_clear (writer->rollups);
      g_hash_table_remove_all (writer->venues);
    }
  return is_done;
}

static void
fail_group (GPtrArray *group, const GError *error)
{
  for (guint i = 0; i < group->len; i++)
    {
      Pending *pending = group->pdata[i];
      g_clear_error (&pending->error);
      pending->error = g_error_copy (error);
    }
}

static void
count_transaction (AftHouseWriter *writer, guint jobs, gboolean is_done)
{
  g_mutex_lock (&writer->lock);
  writer->counters.transactions += is_done ? 1 : 0;
  writer->counters.failures += is_done ? 0 : 1;
  writer->counters.jobs += jobs;
  g_mutex_unlock (&writer->lock);
}

static void
run_group (AftHouseWriter *writer, GPtrArray *group)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = aft_house_database_make_ready (writer->database, &error);
  if (is_done && !run_transaction (writer, group, &error))
    {
      is_done = FALSE;
      if (aft_house_database_recover (writer->database, error))
        {
          g_clear_error (&error);
          is_done = run_transaction (writer, group, &error);
        }
      if (!is_done)
        aft_house_database_recover (writer->database, error);
    }
  if (!is_done)
    {
      g_ptr_array_set_size (writer->changes, 0);
      fail_group (group, error);
    }
  else
    aft_house_database_acknowledge (writer->database, writer->acknowledged);
  count_transaction (writer, group->len, is_done);
}

static void
answer_group (GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    {
      Pending *pending = group->pdata[i];
      pending->job.done (pending->job.done_data, g_steal_pointer (&pending->error));
    }
}

/* Waits for work and takes all there is; FALSE when there is none and will be none. */
static gboolean
take_group (AftHouseWriter *writer, GPtrArray *group)
{
  g_mutex_lock (&writer->lock);
  while (writer->queue.length == 0 && !writer->is_ending)
    g_cond_wait (&writer->changed, &writer->lock);
  while (writer->queue.length > 0 && group->len < GROUP_MAX)
    g_ptr_array_add (group, g_queue_pop_head (&writer->queue));
  g_mutex_unlock (&writer->lock);
  return group->len > 0;
}

static gboolean
is_idle (AftHouseWriter *writer)
{
  g_mutex_lock (&writer->lock);
  gboolean is_empty = writer->queue.length == 0;
  g_mutex_unlock (&writer->lock);
  return is_empty;
}

static gpointer
run_thread (gpointer data)
{
  AftHouseWriter *writer = data;
  g_autoptr (GPtrArray) group = g_ptr_array_new_with_free_func (g_free);
  while (take_group (writer, group))
    {
      run_group (writer, group);
      aft_house_watches_tell (writer->watches, writer->changes);
      answer_group (group);
      g_ptr_array_set_size (group, 0);
      aft_house_database_tend (writer->database, is_idle (writer));
    }
  return NULL;
}

AftHouseWriter *
aft_house_writer_new (AftHouseDatabase *database, AftHouseWatches *watches)
{
  AftHouseWriter *writer = g_new0 (AftHouseWriter, 1);
  writer->database = database;
  writer->watches = watches;
  writer->rollups = aft_house_rollups_new ();
  writer->venues = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                          (GDestroyNotify) aft_venue_unref);
  writer->acknowledged = g_array_new (FALSE, FALSE, sizeof (AftHouseAcknowledged));
  writer->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_change_unref);
  g_mutex_init (&writer->lock);
  g_cond_init (&writer->changed);
  g_queue_init (&writer->queue);
  writer->thread = g_thread_new ("house-writer", run_thread, writer);
  return writer;
}

void
aft_house_writer_free (AftHouseWriter *writer)
{
  if (writer == NULL)
    return;
  g_mutex_lock (&writer->lock);
  writer->is_ending = TRUE;
  g_cond_signal (&writer->changed);
  g_mutex_unlock (&writer->lock);
  g_thread_join (writer->thread);
  aft_house_database_free (writer->database);
  aft_house_rollups_free (writer->rollups);
  g_hash_table_unref (writer->venues);
  g_array_unref (writer->acknowledged);
  g_ptr_array_unref (writer->changes);
  g_mutex_clear (&writer->lock);
  g_cond_clear (&writer->changed);
  g_free (writer);
}

gboolean
aft_house_writer_push (AftHouseWriter *writer, const AftHouseJob *job, GError **error)
{
  if (writer == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_DENIED, "The house is open to be read only");
      return FALSE;
    }
  g_mutex_lock (&writer->lock);
  gboolean has_room = writer->queue.length < AFT_HOUSE_WRITER_QUEUE;
  if (has_room)
    {
      Pending *pending = g_new (Pending, 1);
      *pending = (Pending){ *job, NULL };
      g_queue_push_tail (&writer->queue, pending);
      g_cond_signal (&writer->changed);
    }
  g_mutex_unlock (&writer->lock);
  if (!has_room)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_BUSY, "Too much waits for the database");
  return has_room;
}

/* Somebody who waits. */
typedef struct
{
  GMutex lock;
  GCond done;
  gboolean is_done;
  GError *error;
} Waiter;

static void
on_waited_for (gpointer data, GError *error)
{
  Waiter *waiter = data;
  g_mutex_lock (&waiter->lock);
  waiter->error = error;
  waiter->is_done = TRUE;
  g_cond_signal (&waiter->done);
  g_mutex_unlock (&waiter->lock);
}

gboolean
aft_house_writer_run (AftHouseWriter *writer, AftHouseWork work, gpointer data, GError **error)
{
  g_assert (writer == NULL || g_thread_self () != writer->thread);
  Waiter waiter = { 0 };
  AftHouseJob job = { work, data, on_waited_for, &waiter };
  g_mutex_init (&waiter.lock);
  g_cond_init (&waiter.done);
  gboolean is_pushed = aft_house_writer_push (writer, &job, &waiter.error);
  g_mutex_lock (&waiter.lock);
  while (is_pushed && !waiter.is_done)
    g_cond_wait (&waiter.done, &waiter.lock);
  g_mutex_unlock (&waiter.lock);
  g_mutex_clear (&waiter.lock);
  g_cond_clear (&waiter.done);
  if (waiter.error == NULL)
    return TRUE;
  g_propagate_error (error, waiter.error);
  return FALSE;
}

void
aft_house_writer_count (AftHouseWriter *writer, const AftHouseOutcome *outcome)
{
  g_mutex_lock (&writer->lock);
  writer->counters.stored += outcome->stored;
  writer->counters.duplicates += outcome->duplicates;
  writer->counters.refused += outcome->refused;
  writer->counters.alarms += outcome->alarms;
  g_mutex_unlock (&writer->lock);
}

void
aft_house_writer_get_counters (AftHouseWriter *writer, AftHouseCounters *ret_counters)
{
  g_mutex_lock (&writer->lock);
  *ret_counters = writer->counters;
  ret_counters->queue = writer->queue.length;
  g_mutex_unlock (&writer->lock);
  aft_house_database_add_counters (writer->database, ret_counters);
}
