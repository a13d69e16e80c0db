/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One try after the other:
 *
 *   knocked ──what is known is read──► ready ──try──► written ──► looked at ──► ready
 *
 * The guard counts, the check finds out whose PIN it is; here their order is kept, and what the
 * guard knows is brought to the store and back. */
#include "aft-desk-door.h"

#include "aft-error.h"
#include "aft-kiosk-store-read.h"
#include "aft-pin-check.h"
#include "aft-pin-guard.h"
#include "aft-secret.h"

#define SETTING "desk.pin-tries"

struct _AftDeskDoor
{
  GObject parent_instance;
  AftPinGuard *guard;
  AftKioskStore *store; /* from the first knock on */
  GPtrArray *staff;
  gboolean is_known;
  gboolean is_trying;
};

enum
{
  SIGNAL_CHANGED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftDeskDoor, aft_desk_door, G_TYPE_OBJECT)

AftDeskDoor *
aft_desk_door_new (AftClock *clock, const AftId *boot_id)
{
  AftDeskDoor *door = g_object_new (AFT_TYPE_DESK_DOOR, NULL);
  door->guard = aft_pin_guard_new (clock, boot_id);
  return door;
}

void
aft_desk_door_set_staff (AftDeskDoor *door, GPtrArray *staff)
{
  GPtrArray *former = door->staff;
  door->staff = staff != NULL ? g_ptr_array_ref (staff) : NULL;
  g_clear_pointer (&former, g_ptr_array_unref);
}

gboolean
aft_desk_door_has_staff (AftDeskDoor *door)
{
  return door->staff != NULL && door->staff->len > 0;
}

gboolean
aft_desk_door_is_ready (AftDeskDoor *door)
{
  return door->is_known && !door->is_trying;
}

gint64
aft_desk_door_get_wait_ms (AftDeskDoor *door)
{
  return aft_pin_guard_get_wait_ms (door->guard);
}

guint
aft_desk_door_get_tries_left (AftDeskDoor *door)
{
  return aft_pin_guard_get_tries_left (door->guard);
}

/* -- what is known of former tries ----------------------------------------------------------- */

/* A disk that cannot be read must not keep those out who are to look after it. */
static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftDeskDoor) door = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = aft_kiosk_store_get_setting_finish (result, &error);
  if (text == NULL && !g_error_matches (error, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    g_warning ("reading how often a PIN was tried: %s", error->message);
  aft_pin_guard_load (door->guard, text);
  door->is_known = TRUE;
  g_signal_emit (door, signals[SIGNAL_CHANGED], 0);
}

void
aft_desk_door_knock (AftDeskDoor *door, AftKioskStore *store)
{
  if (door->store != NULL)
    return;
  door->store = aft_kiosk_store_ref (store);
  aft_kiosk_store_get_setting_async (store, SETTING, on_read, g_object_ref (door));
}

/* -- a try ----------------------------------------------------------------------------------- */

typedef struct
{
  char *pin;
  GPtrArray *staff;
} Try;

static void
free_try (gpointer data)
{
  Try *one = data;
  aft_secret_free_text (one->pin);
  g_ptr_array_unref (one->staff);
  g_free (one);
}

static Try *
make_try (AftDeskDoor *door, const char *pin)
{
  Try *one = g_new0 (Try, 1);
  one->pin = g_strdup (pin);
  one->staff = g_ptr_array_ref (door->staff);
  return one;
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  if (!aft_kiosk_store_set_setting_finish (result, &error))
    g_warning ("forgetting how often a PIN was tried: %s", error->message);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AftDeskDoor *door = g_task_get_source_object (task);
  GError *error = NULL;
  AftDeskStaff *person = aft_pin_check_finish (result, &error);
  door->is_trying = FALSE;
  if (person != NULL)
    {
      aft_pin_guard_forget (door->guard);
      aft_kiosk_store_set_setting_async (door->store, SETTING, NULL, on_forgotten, NULL);
      g_task_return_pointer (task, person, (GDestroyNotify) aft_desk_staff_free);
    }
  else
    g_task_return_error (task, error);
  g_signal_emit (door, signals[SIGNAL_CHANGED], 0);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const Try *one = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  if (!aft_kiosk_store_set_setting_finish (result, &error))
    g_warning ("keeping how often a PIN was tried: %s", error->message);
  aft_pin_check_async (one->staff, one->pin, on_checked, task);
}

void
aft_desk_door_try_async (AftDeskDoor *door,
                         const char *pin,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (door, NULL, callback, user_data);
  if (!aft_desk_door_is_ready (door) || !aft_desk_door_has_staff (door)
      || aft_pin_guard_get_wait_ms (door->guard) > 0)
    {
      g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_BUSY, "Nobody may try a PIN now");
      return;
    }
  g_task_set_task_data (task, make_try (door, pin), free_try);
  aft_pin_guard_count_try (door->guard);
  door->is_trying = TRUE;
  g_autofree char *text = aft_pin_guard_dup_text (door->guard);
  aft_kiosk_store_set_setting_async (door->store, SETTING, text, on_counted,
                                     g_steal_pointer (&task));
  g_signal_emit (door, signals[SIGNAL_CHANGED], 0);
}

AftDeskStaff *
aft_desk_door_try_finish (AftDeskDoor *door, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, door), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
aft_desk_door_finalize (GObject *object)
{
  AftDeskDoor *door = AFT_DESK_DOOR (object);
  aft_pin_guard_free (door->guard);
  aft_kiosk_store_unref (door->store);
  g_clear_pointer (&door->staff, g_ptr_array_unref);
  G_OBJECT_CLASS (aft_desk_door_parent_class)->finalize (object);
}

static void
aft_desk_door_class_init (AftDeskDoorClass *class)
{
  G_OBJECT_CLASS (class)->finalize = aft_desk_door_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", AFT_TYPE_DESK_DOOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_desk_door_init (AftDeskDoor *door)
{
}
