/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The device flow as one table of edges:
 *
 *   IDLE ──start──► ASKING ──code──► SHOWING ──token──► IDLE
 *                    ▲  └──no word──► (waits, asks again)
 *                    └──code expired or denied── SHOWING, which asks for the token every few
 * seconds
 *
 * What is said is aft-device-grant's; where the token is kept, and what the screen shows, others'.
 * All waiting is by monotonic time. */
#include "aft-enrolment.h"

#include "aft-backoff.h"
#include "aft-device-grant.h"
#include "aft-secret.h"

#define SECOND_MS      1000
#define LEAST_WAIT     1
#define MOST_WAIT      300
#define SLOWER_SECONDS 5 /* RFC 8628, 3.5: slow_down */
#define DENIED_SECONDS 60

typedef enum
{
  STATE_IDLE,
  STATE_ASKING,
  STATE_SHOWING
} State;

struct _AftEnrolment
{
  GObject parent_instance;
  AftCollectorLink *link;
  AftRandom *random;
  GBytes *request; /* for a code */
  guint second_ms;

  State state;
  AftDeviceCode code; /* SHOWING */
  char *trouble;
  guint failures; /* in a row */
  GCancellable *cancellable;
  guint next_id;
  guint expiry_id;
};

G_DEFINE_FINAL_TYPE (AftEnrolment, aft_enrolment, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENROLLED,
  SIGNALS
};

static guint signals[SIGNALS];

static gboolean on_ask_due (gpointer user_data);
static gboolean on_poll_due (gpointer user_data);

static void
tell_changed (AftEnrolment *enrolment, const char *trouble)
{
  g_autofree char *copy = g_strdup (trouble);
  g_free (enrolment->trouble);
  enrolment->trouble = g_steal_pointer (&copy);
  g_signal_emit (enrolment, signals[SIGNAL_CHANGED], 0);
}

static void
break_off (AftEnrolment *enrolment)
{
  g_clear_handle_id (&enrolment->next_id, g_source_remove);
  g_clear_handle_id (&enrolment->expiry_id, g_source_remove);
  if (enrolment->cancellable != NULL)
    g_cancellable_cancel (enrolment->cancellable);
  g_clear_object (&enrolment->cancellable);
  aft_device_code_clear (&enrolment->code);
}

static void
ask_in (AftEnrolment *enrolment, guint ms)
{
  break_off (enrolment);
  enrolment->state = STATE_ASKING;
  enrolment->next_id = g_timeout_add (ms, on_ask_due, enrolment);
}

static void
poll_in (AftEnrolment *enrolment, guint ms)
{
  enrolment->next_id = g_timeout_add (ms, on_poll_due, enrolment);
}

static guint
draw_wait_ms (AftEnrolment *enrolment)
{
  AftBackoff backoff = {
    .least_ms = LEAST_WAIT * enrolment->second_ms,
    .most_ms = MOST_WAIT * enrolment->second_ms,
    .failures = ++enrolment->failures,
    .retry_after_seconds = -1,
  };
  return aft_backoff_draw_ms (&backoff, enrolment->random);
}

static void
send_request (AftEnrolment *enrolment, const char *path, GBytes *body, GAsyncReadyCallback callback)
{
  AftCollectorRequest request = { .path = path, .body = body };
  g_clear_object (&enrolment->cancellable);
  enrolment->cancellable = g_cancellable_new ();
  aft_collector_link_send_async (enrolment->link, &request, enrolment->cancellable, callback,
                                 g_object_ref (enrolment));
}

/* -- the token ------------------------------------------------------------------------------- */

static void
take_token (AftEnrolment *enrolment, const char *token)
{
  break_off (enrolment);
  enrolment->state = STATE_IDLE;
  enrolment->failures = 0;
  g_signal_emit (enrolment, signals[SIGNAL_ENROLLED], 0, token);
  tell_changed (enrolment, NULL);
}

static void
act_on_grant (AftEnrolment *enrolment, AftGrant grant, const char *token)
{
  guint interval_ms = enrolment->code.interval_seconds * enrolment->second_ms;
  switch (grant)
    {
    case AFT_GRANT_TOKEN:
      take_token (enrolment, token);
      break;
    case AFT_GRANT_PENDING:
      enrolment->failures = 0;
      poll_in (enrolment, interval_ms);
      break;
    case AFT_GRANT_SLOW_DOWN:
      enrolment->code.interval_seconds += SLOWER_SECONDS;
      poll_in (enrolment, interval_ms + SLOWER_SECONDS * enrolment->second_ms);
      break;
    case AFT_GRANT_EXPIRED:
      ask_in (enrolment, 0);
      break;
    case AFT_GRANT_DENIED:
      ask_in (enrolment, DENIED_SECONDS * enrolment->second_ms);
      tell_changed (enrolment, "The enrolment of this kiosk was refused");
      break;
    case AFT_GRANT_UNKNOWN:
    default:
      poll_in (enrolment, MAX (interval_ms, draw_wait_ms (enrolment)));
      break;
    }
}

static void
on_token_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftEnrolment) enrolment = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSecretText) token = NULL;
  g_autoptr (AftCollectorReply) reply
      = aft_collector_link_send_finish (enrolment->link, result, &error);
  if (enrolment->state != STATE_SHOWING
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  AftGrant grant = reply != NULL ? aft_device_grant_read_token (reply, &token) : AFT_GRANT_UNKNOWN;
  act_on_grant (enrolment, grant, token);
}

static gboolean
on_poll_due (gpointer user_data)
{
  AftEnrolment *enrolment = user_data;
  enrolment->next_id = 0;
  g_autoptr (GBytes) body = aft_device_grant_ask_token (enrolment->code.device_code);
  send_request (enrolment, AFT_DEVICE_TOKEN_PATH, body, on_token_answered);
  return G_SOURCE_REMOVE;
}

/* -- the code -------------------------------------------------------------------------------- */

static gboolean
on_expired (gpointer user_data)
{
  AftEnrolment *enrolment = user_data;
  enrolment->expiry_id = 0;
  ask_in (enrolment, 0);
  return G_SOURCE_REMOVE;
}

static void
show_code (AftEnrolment *enrolment, const AftDeviceCode *code)
{
  enrolment->code = *code;
  enrolment->state = STATE_SHOWING;
  enrolment->failures = 0;
  enrolment->expiry_id
      = g_timeout_add (code->expires_seconds * enrolment->second_ms, on_expired, enrolment);
  poll_in (enrolment, code->interval_seconds * enrolment->second_ms);
  tell_changed (enrolment, NULL);
}

static void
on_code_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftEnrolment) enrolment = user_data;
  g_autoptr (GError) error = NULL;
  AftDeviceCode code = { 0 };
  g_autoptr (AftCollectorReply) reply
      = aft_collector_link_send_finish (enrolment->link, result, &error);
  if (enrolment->state != STATE_ASKING || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply != NULL && aft_device_grant_read_code (reply, &code, &error))
    {
      show_code (enrolment, &code);
      return;
    }
  ask_in (enrolment, draw_wait_ms (enrolment));
  tell_changed (enrolment, error->message);
}

static gboolean
on_ask_due (gpointer user_data)
{
  AftEnrolment *enrolment = user_data;
  enrolment->next_id = 0;
  send_request (enrolment, AFT_DEVICE_AUTHORIZATION_PATH, enrolment->request, on_code_answered);
  return G_SOURCE_REMOVE;
}

void
aft_enrolment_start (AftEnrolment *enrolment)
{
  if (enrolment->state == STATE_IDLE)
    ask_in (enrolment, 0);
}

void
aft_enrolment_stop (AftEnrolment *enrolment)
{
  break_off (enrolment);
  enrolment->state = STATE_IDLE;
}

const char *
aft_enrolment_get_user_code (AftEnrolment *enrolment)
{
  return enrolment->code.user_code;
}

const char *
aft_enrolment_get_address (AftEnrolment *enrolment)
{
  return enrolment->code.verification_uri;
}

const char *
aft_enrolment_get_trouble (AftEnrolment *enrolment)
{
  return enrolment->trouble;
}

AftEnrolment *
aft_enrolment_new (const AftEnrolmentOptions *options)
{
  AftEnrolment *enrolment = g_object_new (AFT_TYPE_ENROLMENT, NULL);
  enrolment->link = aft_collector_link_ref (options->link);
  enrolment->random = aft_random_ref (options->random);
  enrolment->request = aft_device_grant_ask_code (options->device, options->name);
  enrolment->second_ms = options->second_ms > 0 ? options->second_ms : SECOND_MS;
  return enrolment;
}

static void
aft_enrolment_dispose (GObject *object)
{
  AftEnrolment *enrolment = AFT_ENROLMENT (object);
  aft_enrolment_stop (enrolment);
  g_clear_pointer (&enrolment->trouble, g_free);
  g_clear_pointer (&enrolment->request, g_bytes_unref);
  g_clear_pointer (&enrolment->link, aft_collector_link_unref);
  g_clear_pointer (&enrolment->random, aft_random_unref);
  G_OBJECT_CLASS (aft_enrolment_parent_class)->dispose (object);
}

static void
aft_enrolment_class_init (AftEnrolmentClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_enrolment_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", AFT_TYPE_ENROLMENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENROLLED] = g_signal_new ("enrolled", AFT_TYPE_ENROLMENT, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
aft_enrolment_init (AftEnrolment *enrolment)
{
}
