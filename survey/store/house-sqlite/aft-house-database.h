/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-connection.h"
#include "aft-house-sqlite.h"
#include "aft-house-store-care.h"
#include "aft-migration.h"

G_BEGIN_DECLS

/* AftHouseDatabase: the file and its connections. One thread, the AftHouseWriter's, writes; reading
 * may be done on any. Private to house-sqlite. */
typedef struct _AftHouseDatabase AftHouseDatabase;
typedef struct _AftHouseRollups AftHouseRollups;

/* PRAGMA application_id of 0001-first.sql: "AFTH". */
#define AFT_HOUSE_APPLICATION_ID 0x41465448

/* What a piece of work has at hand. */
typedef struct
{
  AftHouseDatabase *database;
  AftHouseConnection *connection;
  AftHouseRollups *rollups; /* NULL when it only reads, as is */
  GHashTable *venues;       /* ref → AftVenue, as far as the writer has met them */
  GArray *acknowledged;     /* AftHouseAcknowledged: what must be found again later */
  GPtrArray *changes;       /* AftHouseChange: what will be told when it is on the disk */
  gint64 now_ms;            /* UTC */
} AftHouseSession;

/* Work in a transaction; may be carried out again after its transaction was undone. */
typedef gboolean (*AftHouseWork) (AftHouseSession *session, gpointer data, GError **error);

AftMigrations aft_migrations_get_house (void);

/* @migrations: NULL for the house's own. Nothing is opened yet. */
AftHouseDatabase *aft_house_database_new (const AftHouseSqliteOptions *options,
                                          const AftMigrations *migrations);
/* Closes. Accepts NULL. */
void aft_house_database_free (AftHouseDatabase *database);

AftClock *aft_house_database_get_clock (AftHouseDatabase *database);
AftRandom *aft_house_database_get_random (AftHouseDatabase *database);
const char *aft_house_database_get_path (AftHouseDatabase *database);
const char *aft_house_database_get_vfs (AftHouseDatabase *database);
/* Asks the caller's function. */
void aft_house_database_tally (AftHouseDatabase *database,
                               const AftResponse *response,
                               const char *definition,
                               GArray *tallies);

/* Likewise; NULL: nobody can say. */
AftRisk *aft_house_database_judge (AftHouseDatabase *database,
                                   const AftResponse *response,
                                   const char *definition,
                                   const AftValue *facts);
/* Likewise; no clocks and "" where nobody can say. */
void aft_house_database_treat (AftHouseDatabase *database,
                               AftRiskLevel level,
                               AftTier tier,
                               AftCaseTargets *ret_targets,
                               char **ret_version);

/* Likewise; FALSE where nobody can say. */
gboolean aft_house_database_rank (AftHouseDatabase *database,
                                  const AftHouseRankFacts *facts,
                                  AftTier *ret_tier);

/* As aft_house_sqlite_open(); on the thread that will write, or before there is one. */
gboolean aft_house_database_open (AftHouseDatabase *database,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As aft_house_sqlite_open_to_read(): nobody may write through it, and it is never in doubt. */
gboolean aft_house_database_open_to_read (AftHouseDatabase *database,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Carries @work out in one snapshot, on any thread. @is_long: see aft_house_pool_borrow(). FALSE
 * with
 * @error unset: the writer must make the database ready first. */
gboolean aft_house_database_read (AftHouseDatabase *database,
                                  AftHouseWork work,
                                  gpointer data,
                                  gboolean is_long,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The writer's. Opens anew and checks where a failure left the file in doubt. */
gboolean aft_house_database_make_ready (AftHouseDatabase *database,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The connection that writes, while the database is ready. */
AftHouseConnection *aft_house_database_get_connection (AftHouseDatabase *database);
/* After a transaction was undone by @error: could it be worth trying again at once? Closes what is
 * in doubt. */
gboolean aft_house_database_recover (AftHouseDatabase *database, const GError *error);
/* Copies a log that has grown into the database. @is_idle: nobody waits. */
void aft_house_database_tend (AftHouseDatabase *database, gboolean is_idle);

/* The writer's: what must be found again after a failure (AftHouseAcknowledged), said before
 * anybody is told. */
void aft_house_database_acknowledge (AftHouseDatabase *database, const GArray *acknowledged);

/* Counters that are the database's; any thread. */
void aft_house_database_add_counters (AftHouseDatabase *database, AftHouseCounters *counters);

/* aft-house-sound.c: is what the connection shows sound, ours, not too new, and is everything there
 * that was acknowledged (AftHouseAcknowledged)? Only reads. */
typedef struct
{
  AftId id;
  AftDigest digest;
} AftHouseAcknowledged;
gboolean aft_house_check_sound (sqlite3 *sqlite,
                                int head,
                                const GArray *acknowledged,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
