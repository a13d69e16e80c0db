/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-database.h"
#include "aft-house-watch-private.h"

G_BEGIN_DECLS

/* AftHouseWriter: the one thread that writes. Whatever waits when it is free goes into one
 * transaction, a savepoint a job, and is answered after its commit. Private to house-sqlite. */
typedef struct _AftHouseWriter AftHouseWriter;

/* As much may wait; beyond: BUSY. */
#define AFT_HOUSE_WRITER_QUEUE 1000

typedef struct
{
  AftHouseWork work; /* FALSE: what it wrote is undone, the others' stays */
  gpointer data;     /* must live until @done is called */
  /* On the writer's thread, when all is on the disk or nothing is; eats @error, NULL: done. */
  void (*done) (gpointer done_data, GError *error);
  gpointer done_data;
} AftHouseJob;

/* @database is open, and eaten. @watches, borrowed, are told of each change after its commit. */
AftHouseWriter *aft_house_writer_new (AftHouseDatabase *database, AftHouseWatches *watches);
/* Carries out what waits, ends the thread, closes the database. Accepts NULL. */
void aft_house_writer_free (AftHouseWriter *writer);

/* FALSE when too much waits, or with DENIED where @writer is NULL, of what is only read: then @done
 * will not be called. */
gboolean aft_house_writer_push (AftHouseWriter *writer,
                                const AftHouseJob *job,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Waits for it. Not on the writer's thread. */
gboolean aft_house_writer_run (AftHouseWriter *writer,
                               AftHouseWork work,
                               gpointer data,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What became of an item, counted when it is on the disk. */
typedef struct
{
  guint64 stored;
  guint64 duplicates;
  guint64 refused;
  guint64 alarms;
} AftHouseOutcome;
void aft_house_writer_count (AftHouseWriter *writer, const AftHouseOutcome *outcome);
void aft_house_writer_get_counters (AftHouseWriter *writer, AftHouseCounters *ret_counters);

G_END_DECLS
