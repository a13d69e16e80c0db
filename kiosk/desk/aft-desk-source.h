/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-desk-case.h"
#include "aft-desk-staff.h"

G_BEGIN_DECLS

/* AftDeskSource: what the desk shows and where its actions go. The kiosk's own is in
 * kiosk/aft-desk-house.h; tests have theirs.
 *
 * Signal "changed": cases or health are others now. */
#define AFT_TYPE_DESK_SOURCE (aft_desk_source_get_type ())
G_DECLARE_INTERFACE (AftDeskSource, aft_desk_source, AFT, DESK_SOURCE, GObject)

typedef enum
{
  AFT_DESK_ACTION_ACKNOWLEDGE,
  AFT_DESK_ACTION_NOTE,
  AFT_DESK_ACTION_CALLED, /* the guest was called back */
  AFT_DESK_ACTION_CLOSE,
  AFT_DESK_ACTION_DRILL /* a staged complaint begins: it is of no case */
} AftDeskActionKind;

/* What somebody does. Everything is borrowed. */
typedef struct
{
  AftDeskActionKind kind;
  const AftDeskStaff *staff;
  const AftDeskCase *on; /* NULL for DRILL */
  const char *note;      /* NOTE; secret */
  AftCaseState state;    /* CLOSE: one of those that are closed */
  const char *outcome;   /* CLOSE, by AftCauseList; NULL where none fits, or for a call or drill */
  const char *stated_cause;
  const char *root_cause;
} AftDeskAction;

typedef enum
{
  AFT_DESK_ALONE,      /* there is no collector */
  AFT_DESK_UNENROLLED, /* there is one, and it does not know this kiosk */
  AFT_DESK_OFFLINE,
  AFT_DESK_ONLINE
} AftDeskNetwork;

/* How the kiosk is. A plain value. */
typedef struct
{
  AftDeskNetwork network;
  guint64 unsent;
  guint64 quarantined;   /* that the collector refused */
  gint64 last_upload_ms; /* UTC; 0: never */
  guint64 disk_free_bytes;
  gboolean has_disk_free;
} AftDeskHealth;

struct _AftDeskSourceInterface
{
  GTypeInterface parent_interface;
  void (*look) (AftDeskSource *source);
  const GPtrArray *(*get_cases) (AftDeskSource *source);
  const AftDeskHealth *(*get_health) (AftDeskSource *source);
  void (*act_async) (AftDeskSource *source,
                     const AftDeskAction *action,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  gboolean (*act_finish) (AftDeskSource *source, GAsyncResult *result, GError **error);
  void (*forget) (AftDeskSource *source);
};

/* Somebody is there: gathers cases and health anew. */
void aft_desk_source_look (AftDeskSource *source);
/* Today's open cases, the oldest first, AftDeskCase; NULL: they are not known yet. Borrowed, until
 * "changed". */
const GPtrArray *aft_desk_source_get_cases (AftDeskSource *source);
/* NULL: not known yet. Borrowed. */
const AftDeskHealth *aft_desk_source_get_health (AftDeskSource *source);
/* Carries @action out; when it succeeds it is on the disk and goes to the collector as soon as that
 * can be reached. Errors of AftKioskStore. */
void aft_desk_source_act_async (AftDeskSource *source,
                                const AftDeskAction *action,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean aft_desk_source_act_finish (AftDeskSource *source,
                                     GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nobody is there any more: nothing of it stays in memory. */
void aft_desk_source_forget (AftDeskSource *source);

G_END_DECLS
