/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-case-targets.h"
#include "aft-clock.h"
#include "aft-house-guest-records.h"
#include "aft-house-proof.h"
#include "aft-house-store.h"
#include "aft-random.h"
#include "aft-tier.h"

G_BEGIN_DECLS

/* The house's store in one SQLite file. */

/* Names the closed questions of @response and the options chosen, as its survey (@definition, a
 * canonical text) has them, into @tallies: the same as the caller gives with an item. Called on any
 * thread. */
typedef void (*AftHouseTallyFunc) (const AftResponse *response,
                                   const char *definition,
                                   GArray *tallies,
                                   gpointer user_data);

/* Scores @response with what is known of its guest: as the item's risk, where a guest is known.
 * @definition: of its survey, NULL: it has none. @facts: {"guest":{"tier","visits",
 * "daysSinceLast","lastScores","cases","daysSinceCase"},"case":{"open"}} of before this visit.
 * NULL: cannot say. Called on the thread that writes. */
typedef AftRisk *(*AftHouseJudgeFunc) (const AftResponse *response,
                                       const char *definition,
                                       const AftValue *facts,
                                       gpointer user_data);

/* By when a case of @level of a guest of @tier is to be worked, and the version of the rules that
 * say so (newly allocated). Called on the thread that writes. */
typedef void (*AftHouseTreatFunc) (AftRiskLevel level,
                                   AftTier tier,
                                   AftCaseTargets *ret_targets,
                                   char **ret_version,
                                   gpointer user_data);

/* The tier of such a guest, unless an import or staff have said which. Called on the thread that
 * writes. */
typedef AftTier (*AftHouseRankFunc) (const AftHouseRankFacts *facts, gpointer user_data);

typedef struct
{
  const char *path;        /* "collector.db"; its folder must be there and is locked */
  AftClock *clock;         /* referenced, as is */
  AftRandom *random;       /* for the ids of sealed parts */
  AftHouseTallyFunc tally; /* must stay callable as long as the store lives */
  gpointer tally_data;
  AftHouseJudgeFunc judge; /* NULL: the item's risk stands */
  gpointer judge_data;     /* must stay good as long as the store lives, as must treat's */
  AftHouseTreatFunc treat; /* NULL: cases have no clocks */
  gpointer treat_data;
  AftHouseRankFunc rank; /* NULL: tiers stay as they are */
  gpointer rank_data;
  const char *vfs;                  /* NULL: the system's; another for tests */
  const AftHouseProgress *progress; /* of a migration or restoring; NULL: nobody listens */
} AftHouseSqliteOptions;

/* Opens the database, makes it if there is none, brings it to this program's schema. BUSY: another
 * program has the folder; INVALID: not a database of this program; UNSUPPORTED: of a later version;
 * CORRUPT. A file that is refused is left as it was, byte for byte. */
AftHouseStore *aft_house_sqlite_open (const AftHouseSqliteOptions *options,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same database beside whoever has it open, for reading: takes no lock, makes no file but what
 * SQLite needs to read a log, and whatever would write is DENIED. Of @options only path, clock,
 * random and vfs are looked at. NOT_FOUND: there is no such file; UNSUPPORTED also when it is of an
 * earlier version, which `aftertaste-collector migrate` brings here. */
AftHouseStore *aft_house_sqlite_open_to_read (const AftHouseSqliteOptions *options,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts the backup at @backup_path, when it passes its check, in the place of the database of
 * @options, which nobody may have open (INVALID: it is that database, or has a log beside it); the
 * former one stays beside it as "….before-restore". The audit of what is put there says who did it.
 */
gboolean aft_house_sqlite_restore (const AftHouseSqliteOptions *options,
                                   const char *backup_path,
                                   const char *actor,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
