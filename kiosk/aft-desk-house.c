/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers what the desk shows: first from the store, then, while there is a collector that answers,
 * from there. What staff do goes into the outbox, and the list is gathered again. Nothing is kept
 * once the desk is left. */
#include "aft-desk-house.h"

#include <sys/statvfs.h>

#include "aft-case-action.h"
#include "aft-cases-request.h"
#include "aft-desk-list.h"
#include "aft-error.h"
#include "aft-kiosk-store-desk.h"
#include "aft-secret.h"

#define DAY_BEGINS_HOUR 4 /* DESIGN §10: a business day's cut-off */
#define HOUR_MS         (60 * 60 * G_GINT64_CONSTANT (1000))

struct _AftDeskHouse
{
  GObject parent_instance;
  AftKioskHouse *house;
  AftUplink *uplink;
  char *data_folder;
  GCancellable *cancellable; /* while somebody is there; what is under way goes by it */
  AftStoreDesk *stored;      /* as it was read last */
  gboolean is_looking;
  GPtrArray *cases; /* NULL: not known yet */
  gboolean has_health;
  AftDeskHealth health;
};

static void aft_desk_house_source_init (AftDeskSourceInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AftDeskHouse,
                               aft_desk_house,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (AFT_TYPE_DESK_SOURCE,
                                                      aft_desk_house_source_init))

/* A look or an action that is under way, and for which visit. */
typedef struct
{
  AftDeskHouse *desk;
  GCancellable *cancellable;
} Look;

static Look *
make_look (AftDeskHouse *desk)
{
  Look *look = g_new0 (Look, 1);
  look->desk = g_object_ref (desk);
  look->cancellable = g_object_ref (desk->cancellable);
  return look;
}

static void
free_look (Look *look)
{
  g_object_unref (look->desk);
  g_object_unref (look->cancellable);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, free_look)

/* When today's business day began, UTC. */
static gint64
get_day_start_ms (AftKioskHouse *house)
{
  gint64 now_ms = aft_clock_get_real_ms (house->clock);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, house->zone) : NULL;
  if (local == NULL)
    return 0;
  gint64 hours = (g_date_time_get_hour (local) + 24 - DAY_BEGINS_HOUR) % 24;
  return now_ms - (hours + 1) * HOUR_MS;
}

/* -- gathering ------------------------------------------------------------------------------- */

static void
read_disk (AftDeskHouse *desk)
{
  struct statvfs disk;
  desk->health.has_disk_free = statvfs (desk->data_folder, &disk) == 0;
  if (desk->health.has_disk_free)
    desk->health.disk_free_bytes = (guint64) disk.f_bavail * disk.f_frsize;
}

/* @known: the collector's list, NULL without one. */
static void
put_together (AftDeskHouse *desk, const GPtrArray *known)
{
  AftKioskHouse *house = desk->house;
  AftDeskListParts parts = {
    .known = known,
    .rows = desk->stored->rows,
    .staff = house->staff,
    .letter = aft_config_get_text (house->config, "kiosk", "letter"),
  };
  g_clear_pointer (&desk->cases, g_ptr_array_unref);
  desk->cases = aft_desk_list_make (&parts);
  desk->health.unsent = desk->stored->counts.unsent;
  desk->health.quarantined = desk->stored->counts.quarantined;
  desk->health.last_upload_ms = desk->stored->last_upload_ms;
  desk->has_health = TRUE;
  read_disk (desk);
  g_clear_pointer (&desk->stored, aft_store_desk_free);
  desk->is_looking = FALSE;
  g_signal_emit_by_name (desk, "changed");
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) known = aft_cases_request_finish (result, &error);
  if (g_cancellable_is_cancelled (look->cancellable))
    return;
  look->desk->health.network = known != NULL ? AFT_DESK_ONLINE : AFT_DESK_OFFLINE;
  put_together (look->desk, known);
}

static void
ask_collector (AftDeskHouse *desk)
{
  Look *look = make_look (desk);
  if (aft_uplink_list_cases_async (desk->uplink, desk->cancellable, on_listed, look))
    return;
  free_look (look);
  desk->health.network
      = aft_uplink_has_collector (desk->uplink) ? AFT_DESK_UNENROLLED : AFT_DESK_ALONE;
  put_together (desk, NULL);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GError) error = NULL;
  AftDeskHouse *desk = look->desk;
  g_autoptr (AftStoreDesk) stored = aft_kiosk_store_read_desk_finish (result, &error);
  if (stored == NULL)
    g_warning ("reading today's cases: %s", error->message);
  if (g_cancellable_is_cancelled (look->cancellable))
    return;
  if (stored == NULL)
    {
      desk->is_looking = FALSE;
      return;
    }
  desk->stored = g_steal_pointer (&stored);
  ask_collector (desk);
}

static void
look (AftDeskSource *source)
{
  AftDeskHouse *desk = AFT_DESK_HOUSE (source);
  if (desk->cancellable == NULL)
    desk->cancellable = g_cancellable_new ();
  if (desk->is_looking || desk->house->store == NULL)
    return;
  desk->is_looking = TRUE;
  aft_kiosk_store_read_desk_async (desk->house->store, get_day_start_ms (desk->house), on_read,
                                   make_look (desk));
}

static const GPtrArray *
get_cases (AftDeskSource *source)
{
  return AFT_DESK_HOUSE (source)->cases;
}

static const AftDeskHealth *
get_health (AftDeskSource *source)
{
  AftDeskHouse *desk = AFT_DESK_HOUSE (source);
  return desk->has_health ? &desk->health : NULL;
}

/* -- acting ---------------------------------------------------------------------------------- */

static AftCaseAction *
begin_action (AftDeskHouse *desk, const AftDeskAction *action)
{
  AftKioskHouse *house = desk->house;
  AftCaseAction *made = g_new0 (AftCaseAction, 1);
  made->staff_id = action->staff->id;
  made->time_ms = MAX (aft_clock_get_real_ms (house->clock), 0);
  made->boot_id = house->boot_id;
  made->monotonic_ms = aft_clock_get_monotonic_us (house->clock) / 1000;
  aft_random_fill (house->random, made->salt, sizeof made->salt);
  return made;
}

static gboolean
seal_note (AftDeskHouse *desk,
           const AftDeskAction *action,
           const AftId *item_id,
           AftCaseAction *made,
           GError **error)
{
  g_autoptr (AftSecretText) text = g_strdup (action->note);
  if (!desk->house->has_seal_key)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE,
                           "Without the house's key no note is kept");
      return FALSE;
    }
  made->note = aft_seal_make (&desk->house->seal_key, item_id, AFT_SEALED_WORDS, text, error);
  return made->note != NULL;
}

static char *
make_body (AftDeskHouse *desk, const AftDeskAction *action, const AftId *item_id, GError **error)
{
  const AftCaseActionKind kinds[] = {
    [AFT_DESK_ACTION_ACKNOWLEDGE] = AFT_CASE_ACTION_ACKNOWLEDGE,
    [AFT_DESK_ACTION_NOTE] = AFT_CASE_ACTION_NOTE,
    [AFT_DESK_ACTION_CALLED] = AFT_CASE_ACTION_CALLED,
    [AFT_DESK_ACTION_CLOSE] = AFT_CASE_ACTION_CLOSE,
  };
  g_autoptr (AftCaseAction) made = begin_action (desk, action);
  if (action->kind == AFT_DESK_ACTION_DRILL)
    return aft_drill_to_body (made, error);
  made->kind = kinds[action->kind];
  made->has_case = action->on->has_id;
  made->case_id = action->on->id;
  made->has_response = action->on->has_response;
  made->response_id = action->on->response_id;
  made->state = action->state;
  made->outcome = g_strdup (action->outcome);
  made->stated_cause = g_strdup (action->stated_cause);
  made->root_cause = g_strdup (action->root_cause);
  if (action->kind == AFT_DESK_ACTION_NOTE && !seal_note (desk, action, item_id, made, error))
    return NULL;
  return aft_case_action_to_body (made, error);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AftDeskHouse *desk = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree AftStoreReceipt *receipt = aft_kiosk_store_record_item_finish (result, &error);
  /* Whoever did it may have left already. */
  if (receipt != NULL && desk->cancellable != NULL)
    look (AFT_DESK_SOURCE (desk));
  if (receipt != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
act_async (AftDeskSource *source,
           const AftDeskAction *action,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  AftDeskHouse *desk = AFT_DESK_HOUSE (source);
  AftKioskHouse *house = desk->house;
  g_autoptr (GTask) task = g_task_new (desk, NULL, callback, user_data);
  GError *error = NULL;
  AftId item_id = aft_id_generate (house->clock, house->random);
  g_autofree char *body = make_body (desk, action, &item_id, &error);
  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  AftItemKind kind = action->kind == AFT_DESK_ACTION_DRILL ? AFT_ITEM_DRILL : AFT_ITEM_CASE_ACTION;
  aft_kiosk_store_record_item_async (house->store, kind, &item_id, body, on_recorded,
                                     g_steal_pointer (&task));
  aft_kiosk_house_note_stored (house);
}

static gboolean
act_finish (AftDeskSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- the end --------------------------------------------------------------------------------- */

static void
forget (AftDeskSource *source)
{
  AftDeskHouse *desk = AFT_DESK_HOUSE (source);
  if (desk->cancellable != NULL)
    g_cancellable_cancel (desk->cancellable);
  g_clear_object (&desk->cancellable);
  g_clear_pointer (&desk->stored, aft_store_desk_free);
  g_clear_pointer (&desk->cases, g_ptr_array_unref);
  desk->is_looking = FALSE;
  desk->has_health = FALSE;
}

AftDeskSource *
aft_desk_house_new (AftKioskHouse *house, AftUplink *uplink, const char *data_folder)
{
  AftDeskHouse *desk = g_object_new (AFT_TYPE_DESK_HOUSE, NULL);
  desk->house = house;
  desk->uplink = uplink;
  desk->data_folder = g_strdup (data_folder);
  return AFT_DESK_SOURCE (desk);
}

static void
aft_desk_house_finalize (GObject *object)
{
  AftDeskHouse *desk = AFT_DESK_HOUSE (object);
  forget (AFT_DESK_SOURCE (desk));
  g_free (desk->data_folder);
  G_OBJECT_CLASS (aft_desk_house_parent_class)->finalize (object);
}

static void
aft_desk_house_class_init (AftDeskHouseClass *class)
{
  G_OBJECT_CLASS (class)->finalize = aft_desk_house_finalize;
}

static void
aft_desk_house_source_init (AftDeskSourceInterface *interface)
{
  interface->look = look;
  interface->get_cases = get_cases;
  interface->get_health = get_health;
  interface->act_async = act_async;
  interface->act_finish = act_finish;
  interface->forget = forget;
}

static void
aft_desk_house_init (AftDeskHouse *desk)
{
}
