/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's store in SQLite: what it is made of, and the table of what it can do. */
#include "aft-house-sqlite.h"

#include <sys/resource.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-house-phones-private.h"
#include "aft-house-sqlite-guests-private.h"
#include "aft-house-sqlite-cases-private.h"
#include "aft-house-sqlite-attachments-private.h"
#include "aft-house-sqlite-erasure-private.h"
#include "aft-house-sqlite-people-private.h"
#include "aft-house-walk-private.h"
#include "aft-house-sqlite-trends-private.h"

/* A backup or a verification can wait, a kiosk's receipt cannot. */
#define LONG_NICENESS 10

typedef struct
{
  AftHouseStore store;        /* first */
  AftHouseWriter *writer;     /* NULL: it is only read */
  AftHouseDatabase *database; /* the writer's, where there is one */
} AftHouseSqlite;

static AftHouseSqlite *
get_self (AftHouseStore *store)
{
  return (AftHouseSqlite *) store;
}

AftHouseWriter *
aft_house_sqlite_get_writer (AftHouseStore *store)
{
  return get_self (store)->writer;
}

const char *
aft_house_sqlite_get_path (AftHouseStore *store)
{
  return aft_house_database_get_path (get_self (store)->database);
}

AftHouseDatabase *
aft_house_sqlite_get_database (AftHouseStore *store)
{
  return get_self (store)->database;
}

gboolean
aft_house_sqlite_write (AftHouseStore *store, AftHouseWork work, gpointer data, GError **error)
{
  return aft_house_writer_run (get_self (store)->writer, work, data, error);
}

/* Makes the writer open the database anew, if that is what it lacks. */
static gboolean
work_nothing (AftHouseSession *session, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
read_database (AftHouseStore *store,
               AftHouseWork work,
               gpointer data,
               gboolean is_long,
               GError **error)
{
  AftHouseDatabase *database = get_self (store)->database;
  GError *local = NULL;
  if (aft_house_database_read (database, work, data, is_long, &local))
    return TRUE;
  if (local == NULL && !aft_house_sqlite_write (store, work_nothing, NULL, &local)
      && g_error_matches (local, AFT_ERROR, AFT_ERROR_FULL))
    g_clear_error (&local); /* it can be read all the same */
  if (local == NULL && aft_house_database_read (database, work, data, is_long, &local))
    return TRUE;
  if (local == NULL)
    g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The database is closed");
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
aft_house_sqlite_read (AftHouseStore *store, AftHouseWork work, gpointer data, GError **error)
{
  return read_database (store, work, data, FALSE, error);
}

/* A reading that takes its time. */
typedef struct
{
  AftHouseStore *store;
  AftHouseWork work;
  gpointer data;
  GError **error;
} LongReading;

/* For this thread alone; where it is not allowed, the work is done all the same. */
static gpointer
read_and_give_way (gpointer data)
{
  const LongReading *reading = data;
  setpriority (PRIO_PROCESS, (id_t) gettid (), LONG_NICENESS);
  gboolean is_done
      = read_database (reading->store, reading->work, reading->data, TRUE, reading->error);
  return GINT_TO_POINTER (is_done);
}

gboolean
aft_house_sqlite_read_long (AftHouseStore *store, AftHouseWork work, gpointer data, GError **error)
{
  LongReading reading = { store, work, data, error };
  GThread *thread = g_thread_new ("house-long", read_and_give_way, &reading);
  return GPOINTER_TO_INT (g_thread_join (thread));
}

static void
free_store (AftHouseStore *store)
{
  AftHouseSqlite *self = get_self (store);
  if (self->writer == NULL)
    aft_house_database_free (self->database);
  aft_house_writer_free (self->writer);
  g_free (store);
}

static void
get_counters (AftHouseStore *store, AftHouseCounters *ret_counters)
{
  g_autoptr (GError) ignored = NULL;
  g_autofree char *text = NULL;
  *ret_counters = (AftHouseCounters){ 0 };
  if (get_self (store)->writer != NULL)
    aft_house_writer_get_counters (get_self (store)->writer, ret_counters);
  text = aft_house_sqlite_get_setting (store, "store.backed-up-ms", &ignored);
  ret_counters->backed_up_ms = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static const AftHouseStoreClass class = {
  .free = free_store,
  .accept = aft_house_sqlite_accept,
  .accept_sync = aft_house_sqlite_accept_sync,
  .heartbeat = aft_house_sqlite_heartbeat,
  .heartbeat_sync = aft_house_sqlite_heartbeat_sync,
  .set_up = aft_house_sqlite_set_up,
  .get_house = aft_house_sqlite_get_house,
  .put_venue = aft_house_sqlite_put_venue,
  .get_venue = aft_house_sqlite_get_venue,
  .list_venues = aft_house_sqlite_list_venues,
  .publish_survey = aft_house_sqlite_publish_survey,
  .get_survey = aft_house_sqlite_get_survey,
  .get_current_survey = aft_house_sqlite_get_current_survey,
  .list_surveys = aft_house_sqlite_list_surveys,
  .put_user = aft_house_sqlite_put_user,
  .find_user = aft_house_sqlite_find_user,
  .list_users = aft_house_sqlite_list_users,
  .set_setting = aft_house_sqlite_set_setting,
  .get_setting = aft_house_sqlite_get_setting,
  .authorize = aft_house_sqlite_authorize,
  .list_authorizations = aft_house_sqlite_list_authorizations,
  .decide = aft_house_sqlite_decide,
  .poll = aft_house_sqlite_poll,
  .find_device = aft_house_sqlite_find_device,
  .get_device = aft_house_sqlite_get_device,
  .list_devices = aft_house_sqlite_list_devices,
  .change_device = aft_house_sqlite_change_device,
  .revoke = aft_house_sqlite_revoke,
  .append_audit = aft_house_sqlite_append_audit,
  .list_audit = aft_house_sqlite_list_audit,
  .list_completeness = aft_house_sqlite_list_completeness,
  .list_days = aft_house_sqlite_list_days,
  .verify = aft_house_sqlite_verify,
  .back_up = aft_house_sqlite_back_up,
  .get_counters = get_counters,
  .guests = &aft_house_sqlite_guests,
  .leaver = &aft_house_sqlite_leaver,
  .cases = &aft_house_sqlite_cases,
  .people = &aft_house_sqlite_people,
  .rules = &aft_house_sqlite_rules,
  .phones = &aft_house_sqlite_phones,
  .erasure = &aft_house_sqlite_erasure,
  .attachments = &aft_house_sqlite_attachments,
  .walks = &aft_house_sqlite_walks,
  .trends = &aft_house_sqlite_trends,
  .tokens = &aft_house_sqlite_tokens,
};

AftHouseStore *
aft_house_sqlite_open (const AftHouseSqliteOptions *options, GError **error)
{
  AftHouseDatabase *database = aft_house_database_new (options, NULL);
  if (!aft_house_database_open (database, error))
    {
      aft_house_database_free (database);
      return NULL;
    }
  AftHouseSqlite *self = g_new0 (AftHouseSqlite, 1);
  self->database = database;
  aft_house_store_init (&self->store, &class);
  self->writer = aft_house_writer_new (database, self->store.watches);
  return &self->store;
}

AftHouseStore *
aft_house_sqlite_open_to_read (const AftHouseSqliteOptions *options, GError **error)
{
  AftHouseDatabase *database = aft_house_database_new (options, NULL);
  if (!aft_house_database_open_to_read (database, error))
    {
      aft_house_database_free (database);
      return NULL;
    }
  AftHouseSqlite *self = g_new0 (AftHouseSqlite, 1);
  self->database = database;
  aft_house_store_init (&self->store, &class);
  return &self->store;
}
