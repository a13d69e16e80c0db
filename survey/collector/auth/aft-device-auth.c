/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens against devices: the store's word, remembered for seconds. An attacker chooses tokens but
 * not their SHA-256, so the time a look-up takes says nothing about one that is good. How often a
 * device may ask is not judged here. */
#include "aft-device-auth.h"

#include <string.h>

#include "aft-device-token.h"
#include "aft-error.h"

typedef struct
{
  AftDigest digest;
  AftCaller caller;
  gint64 until_us;
} Remembered;

struct _AftDeviceAuth
{
  grefcount references;
  AftHouseStore *store;
  AftClock *clock;
  GHashTable *remembered; /* of Remembered, keyed by its own digest */
  guint round;            /* counts aft_device_auth_forget() */
};

typedef struct
{
  AftDeviceAuth *auth;
  AftDigest digest;
  guint round;
  AftAdmissionAnswer answer;
  gpointer user_data;
} Question;

static guint
hash_digest (gconstpointer key)
{
  guint hash;
  memcpy (&hash, ((const AftDigest *) key)->bytes, sizeof hash);
  return hash;
}

static gboolean
equal_digests (gconstpointer a, gconstpointer b)
{
  return aft_bytes_equal_constant_time (a, b, sizeof (AftDigest));
}

AftDeviceAuth *
aft_device_auth_new (AftHouseStore *store, AftClock *clock)
{
  AftDeviceAuth *auth = g_new0 (AftDeviceAuth, 1);
  g_ref_count_init (&auth->references);
  auth->store = aft_house_store_ref (store);
  auth->clock = aft_clock_ref (clock);
  auth->remembered = g_hash_table_new_full (hash_digest, equal_digests, NULL, g_free);
  return auth;
}

AftDeviceAuth *
aft_device_auth_ref (AftDeviceAuth *auth)
{
  g_ref_count_inc (&auth->references);
  return auth;
}

void
aft_device_auth_unref (AftDeviceAuth *auth)
{
  if (auth == NULL || !g_ref_count_dec (&auth->references))
    return;
  g_hash_table_unref (auth->remembered);
  aft_clock_unref (auth->clock);
  aft_house_store_unref (auth->store);
  g_free (auth);
}

void
aft_device_auth_forget (AftDeviceAuth *auth)
{
  g_hash_table_remove_all (auth->remembered);
  auth->round++;
}

static const AftCaller *
recall (AftDeviceAuth *auth, const AftDigest *digest)
{
  const Remembered *remembered = g_hash_table_lookup (auth->remembered, digest);
  if (remembered == NULL)
    return NULL;
  if (aft_clock_get_monotonic_us (auth->clock) < remembered->until_us)
    return &remembered->caller;
  g_hash_table_remove (auth->remembered, digest);
  return NULL;
}

/* What was asked before everybody was forgotten is not remembered after it. */
static void
remember (const Question *question, const AftCaller *caller)
{
  AftDeviceAuth *auth = question->auth;
  if (question->round != auth->round)
    return;
  if (g_hash_table_size (auth->remembered) >= AFT_DEVICE_AUTH_REMEMBERED)
    g_hash_table_remove_all (auth->remembered);
  Remembered *remembered = g_new0 (Remembered, 1);
  remembered->digest = question->digest;
  remembered->caller = *caller;
  remembered->until_us
      = aft_clock_get_monotonic_us (auth->clock) + AFT_DEVICE_AUTH_REMEMBER_MS * 1000;
  g_hash_table_replace (auth->remembered, &remembered->digest, remembered);
}

static gpointer
find_device (AftHouseStore *store, gpointer data, GError **error)
{
  return aft_house_store_find_device_sync (store, data, error);
}

static void
on_device_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseDevice) device = aft_house_store_call_finish (result, &error);
  if (device == NULL)
    {
      gboolean is_unknown = g_error_matches (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
      question->answer (is_unknown ? AFT_ADMISSION_UNKNOWN : AFT_ADMISSION_FAILED, NULL,
                        is_unknown ? NULL : error, question->user_data);
    }
  else
    {
      AftCaller caller = { device->id, device->venue_id };
      if (device->revoked_ms == 0)
        remember (question, &caller);
      question->answer (device->revoked_ms == 0 ? AFT_ADMISSION_GRANTED : AFT_ADMISSION_REVOKED,
                        &caller, NULL, question->user_data);
    }
  aft_device_auth_unref (question->auth);
  g_free (question);
}

void
aft_device_auth_check (AftDeviceAuth *auth,
                       const char *token,
                       AftAdmissionAnswer answer,
                       gpointer user_data)
{
  AftDigest digest;
  if (!aft_device_token_digest (token, &digest))
    {
      answer (token == NULL ? AFT_ADMISSION_NO_TOKEN : AFT_ADMISSION_UNKNOWN, NULL, NULL,
              user_data);
      return;
    }
  const AftCaller *known = recall (auth, &digest);
  if (known != NULL)
    {
      AftCaller caller = *known;
      answer (AFT_ADMISSION_GRANTED, &caller, NULL, user_data);
      return;
    }
  Question *question = g_new0 (Question, 1);
  *question = (Question){ aft_device_auth_ref (auth), digest, auth->round, answer, user_data };
  AftHouseCall call = { .work = find_device,
                        .data = g_memdup2 (&digest, sizeof digest),
                        .free_data = g_free,
                        .free_result = (GDestroyNotify) aft_house_device_free };
  aft_house_store_call_async (auth->store, &call, on_device_found, question);
}
