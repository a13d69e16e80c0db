/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A guest's stay at the kiosk as one table of edges:
 *
 *   RESTING ──tap──► EXIT ──complete──► ENDING ──on the disk──► THANKED ──► OVER
 *      │               └─leads to──► COMPLAINT | SUGGESTION ─complete─► ENDING
 *      └──chosen──► COMPLAINT | SUGGESTION ──taken back──► RESTING
 *   THANKED ──"tell the manager"──► COMPLAINT;  every state ──left──► OVER
 *
 * Which answers go into a response is aft-record's, durability the store's, screens the window's.
 */
#include "aft-sitting.h"

#include "aft-confirmed-answers.h"
#include "aft-error.h"
#include "aft-record.h"

#define LOW_RATING 2

/* One survey of the sitting. */
typedef struct
{
  AftRecord record;
  AftValue *tap; /* the rating that the store has as an open row, or NULL */
  gboolean is_stored;
  gboolean is_from_rest;
} Run;

struct _AftSitting
{
  grefcount count;
  AftKioskHouse *house;
  AftSittingState state;
  AftLanguage language;
  AftId id;
  GPtrArray *runs;      /* of Run, in the order of the visit */
  Run *resting;         /* the exit survey whose question is on the rest screen */
  GPtrArray *responses; /* AftResponse, being written: the same bodies if asked again */
  GArray *receipts;     /* AftStoreReceipt of the last end */
  GArray *kinds;        /* AftResponseKind beside them */
  GArray *calls;        /* AftId of calls for staff */
  gboolean is_flagged;
  AftSittingTrouble trouble;
  gpointer trouble_data;
};

#define TO(state) (1u << AFT_SITTING_##state)

static const guint allowed_edges[] = {
  [AFT_SITTING_RESTING] = TO (EXIT) | TO (COMPLAINT) | TO (SUGGESTION) | TO (OVER),
  [AFT_SITTING_EXIT] = TO (COMPLAINT) | TO (SUGGESTION) | TO (ENDING) | TO (OVER),
  [AFT_SITTING_COMPLAINT] = TO (RESTING) | TO (ENDING) | TO (OVER),
  [AFT_SITTING_SUGGESTION] = TO (RESTING) | TO (ENDING) | TO (OVER),
  [AFT_SITTING_ENDING] = TO (THANKED) | TO (OVER),
  [AFT_SITTING_THANKED] = TO (COMPLAINT) | TO (SUGGESTION) | TO (OVER),
  [AFT_SITTING_OVER] = 0,
};

static gboolean
can_go (const AftSitting *sitting, AftSittingState state)
{
  return (allowed_edges[sitting->state] & 1u << state) != 0;
}

static void
free_run (Run *run)
{
  if (run == NULL)
    return;
  g_clear_pointer (&run->record.session, aft_session_free);
  g_clear_pointer (&run->tap, aft_value_unref);
  g_free (run);
}

static AftValue *
make_variables (AftSitting *sitting)
{
  AftKioskHouse *house = sitting->house;
  AftValueBuilder *variables = aft_value_builder_new_object ();
  const char *table = aft_config_get_text (house->config, "kiosk", "table");
  const char *telephone = aft_config_get_text (house->config, "house", "telephone");

  aft_value_builder_set_string (variables, "venue.name",
                                aft_kiosk_config_get_house_name (house->config, sitting->language));
  if (*telephone != '\0')
    aft_value_builder_set_string (variables, "venue.telephone", telephone);
  aft_value_builder_set_string (variables, "channel", "kiosk");
  aft_value_builder_set_boolean (variables, "channel.sealed", house->has_seal_key);
  if (*table != '\0')
    aft_value_builder_set_string (variables, "table", table);
  return aft_value_builder_end (variables);
}

static guint32
draw_seed (AftRandom *random)
{
  guint32 seed = 0;
  aft_random_fill (random, (guint8 *) &seed, sizeof seed);
  return seed;
}

static Run *
new_run (AftSitting *sitting, AftResponseKind kind)
{
  AftKioskHouse *house = sitting->house;
  g_autoptr (AftValue) variables = make_variables (sitting);
  AftSessionOptions options = {
    .locale = aft_language_get_survey_key (sitting->language),
    .clock = house->clock,
    .zone = house->zone,
    .seed = draw_seed (house->random),
    .variables = variables,
  };
  Run *run = g_new0 (Run, 1);
  run->record = (AftRecord){
    .house = house,
    .kind = kind,
    .id = aft_id_generate (house->clock, house->random),
    .sitting_id = sitting->id,
    .session = aft_session_new (aft_house_surveys_get (house->surveys, kind), &options),
    .started_ms = aft_clock_get_real_ms (house->clock),
    .language = sitting->language,
  };
  aft_session_set_delayed_advance (run->record.session, TRUE);
  return run;
}

AftSitting *
aft_sitting_new (AftKioskHouse *house, AftLanguage language)
{
  AftSitting *sitting = g_new0 (AftSitting, 1);
  g_ref_count_init (&sitting->count);
  sitting->house = house;
  sitting->language = language;
  sitting->id = aft_id_generate (house->clock, house->random);
  sitting->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) free_run);
  sitting->receipts = g_array_new (FALSE, FALSE, sizeof (AftStoreReceipt));
  sitting->kinds = g_array_new (FALSE, FALSE, sizeof (AftResponseKind));
  sitting->calls = g_array_new (FALSE, FALSE, sizeof (AftId));
  sitting->resting = new_run (sitting, AFT_RESPONSE_EXIT);
  return sitting;
}

AftSitting *
aft_sitting_ref (AftSitting *sitting)
{
  g_ref_count_inc (&sitting->count);
  return sitting;
}

void
aft_sitting_unref (AftSitting *sitting)
{
  if (sitting == NULL || !g_ref_count_dec (&sitting->count))
    return;
  g_clear_pointer (&sitting->resting, free_run);
  g_clear_pointer (&sitting->runs, g_ptr_array_unref);
  g_clear_pointer (&sitting->responses, g_ptr_array_unref);
  g_clear_pointer (&sitting->receipts, g_array_unref);
  g_clear_pointer (&sitting->kinds, g_array_unref);
  g_clear_pointer (&sitting->calls, g_array_unref);
  g_free (sitting);
}

void
aft_sitting_set_trouble_handler (AftSitting *sitting, AftSittingTrouble handler, gpointer user_data)
{
  sitting->trouble = handler;
  sitting->trouble_data = user_data;
}

AftSittingState
aft_sitting_get_state (const AftSitting *sitting)
{
  return sitting->state;
}

/* The run the guest is in; NULL while resting. */
static Run *
get_run (const AftSitting *sitting)
{
  guint count = sitting->runs->len;
  return count > 0 ? g_ptr_array_index (sitting->runs, count - 1) : NULL;
}

AftSession *
aft_sitting_get_session (AftSitting *sitting)
{
  Run *run = sitting->state == AFT_SITTING_RESTING ? sitting->resting : get_run (sitting);
  return run != NULL ? run->record.session : NULL;
}

const char *
aft_sitting_get_attract (const AftSitting *sitting)
{
  AftSurvey *survey = aft_house_surveys_get (sitting->house->surveys, AFT_RESPONSE_EXIT);
  return aft_survey_find_element_by_house (survey, "attract");
}

static void
translate_run (Run *run, AftLanguage language, AftValue *house_name)
{
  if (!run->is_stored)
    run->record.language = language;
  aft_session_set_variable (run->record.session, "venue.name", house_name);
  aft_session_set_locale (run->record.session, aft_language_get_survey_key (language));
}

void
aft_sitting_set_language (AftSitting *sitting, AftLanguage language)
{
  g_autoptr (AftValue) name
      = aft_value_new_string (aft_kiosk_config_get_house_name (sitting->house->config, language));
  sitting->language = language;
  if (sitting->resting != NULL)
    translate_run (sitting->resting, language, name);
  for (guint i = 0; i < sitting->runs->len; i++)
    translate_run (g_ptr_array_index (sitting->runs, i), language, name);
}

static void
tell_trouble (AftSitting *sitting, const GError *error)
{
  if (sitting->trouble != NULL && sitting->state != AFT_SITTING_OVER)
    sitting->trouble (sitting, error, sitting->trouble_data);
}

static void
on_tap_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftSitting) sitting = user_data;
  g_autoptr (GError) error = NULL;
  if (!aft_kiosk_store_record_tap_finish (result, &error))
    tell_trouble (sitting, error);
}

static void
on_tap_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftSitting) sitting = user_data;
  g_autoptr (GError) error = NULL;
  if (!aft_kiosk_store_clear_tap_finish (result, &error))
    tell_trouble (sitting, error);
}

/* Brings the open row in line with @value (NULL: no rating). */
static void
record_tap (AftSitting *sitting, Run *run, AftValue *value)
{
  AftKioskStore *store = sitting->house->store;
  g_autoptr (GError) error = NULL;
  if (store == NULL || (run->tap == NULL && value == NULL)
      || (run->tap != NULL && value != NULL && aft_value_equal (run->tap, value)))
    return;

  g_clear_pointer (&run->tap, aft_value_unref);
  if (value == NULL)
    {
      aft_kiosk_store_clear_tap_async (store, &run->record.id, on_tap_cleared,
                                       aft_sitting_ref (sitting));
      return;
    }
  run->tap = aft_value_ref (value);
  g_autoptr (AftResponse) tap
      = aft_record_make_tap (&run->record, aft_sitting_get_attract (sitting), value, &error);
  if (tap == NULL)
    tell_trouble (sitting, error);
  else
    aft_kiosk_store_record_tap_async (store, tap, on_tap_recorded, aft_sitting_ref (sitting));
}

gboolean
aft_sitting_tap (AftSitting *sitting, const AftValue *value)
{
  if (!can_go (sitting, AFT_SITTING_EXIT))
    return FALSE;
  Run *run = g_steal_pointer (&sitting->resting);
  run->record.started_ms = aft_clock_get_real_ms (sitting->house->clock);
  run->is_from_rest = TRUE;
  g_ptr_array_add (sitting->runs, run);
  sitting->state = AFT_SITTING_EXIT;

  if (value != NULL)
    {
      run->record.is_burst = aft_burst_add_tap (sitting->house->burst);
      aft_session_tap (run->record.session, aft_sitting_get_attract (sitting), value);
      aft_sitting_note_act (sitting);
    }
  return TRUE;
}

void
aft_sitting_note_act (AftSitting *sitting)
{
  const char *attract = aft_sitting_get_attract (sitting);
  if (sitting->state != AFT_SITTING_EXIT || attract == NULL)
    return;
  Run *run = get_run (sitting);
  g_assert (run != NULL);
  g_autoptr (AftValue) data = aft_session_dup_data (run->record.session);
  record_tap (sitting, run, aft_value_get_member (data, attract));
}

static AftSittingState
state_of_kind (AftResponseKind kind)
{
  return kind == AFT_RESPONSE_SUGGESTION ? AFT_SITTING_SUGGESTION : AFT_SITTING_COMPLAINT;
}

gboolean
aft_sitting_begin (AftSitting *sitting, AftResponseKind kind)
{
  AftSittingState state = state_of_kind (kind);
  if (!can_go (sitting, state) || sitting->state == AFT_SITTING_EXIT)
    return FALSE;
  Run *run = new_run (sitting, kind);
  run->is_from_rest = sitting->state == AFT_SITTING_RESTING;
  g_ptr_array_add (sitting->runs, run);
  sitting->state = state;
  return TRUE;
}

gboolean
aft_sitting_take_back (AftSitting *sitting)
{
  Run *run = get_run (sitting);
  if (!can_go (sitting, AFT_SITTING_RESTING) || run == NULL || !run->is_from_rest)
    return FALSE;
  g_ptr_array_remove (sitting->runs, run);
  sitting->state = AFT_SITTING_RESTING;
  return TRUE;
}

gboolean
aft_sitting_complete_survey (AftSitting *sitting)
{
  Run *run = get_run (sitting);
  if (!can_go (sitting, AFT_SITTING_ENDING) || run == NULL
      || !aft_session_is_complete (run->record.session))
    return FALSE;

  AftResponseKind kind;
  g_autoptr (AftValue) data = aft_session_dup_data (run->record.session);
  gboolean is_leading = sitting->state == AFT_SITTING_EXIT
                        && aft_confirmed_answers_lead_to (
                            aft_session_get_survey (run->record.session), data, &kind);
  if (is_leading)
    {
      g_ptr_array_add (sitting->runs, new_run (sitting, kind));
      sitting->state = state_of_kind (kind);
    }
  else
    sitting->state = AFT_SITTING_ENDING;
  return TRUE;
}

/* Everything that is not stored yet, as final responses; NULL sets @error. */
static GPtrArray *
make_responses (AftSitting *sitting, GError **error)
{
  g_autoptr (GPtrArray) responses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_response_unref);
  for (guint i = 0; i < sitting->runs->len; i++)
    {
      Run *run = g_ptr_array_index (sitting->runs, i);
      if (run->is_stored || !aft_record_has_content (&run->record))
        continue;
      AftResponse *response
          = aft_record_make_final (&run->record, aft_sitting_get_attract (sitting), error);
      if (response == NULL)
        return NULL;
      g_ptr_array_add (responses, response);
    }
  return g_steal_pointer (&responses);
}

static void
on_abandoned_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) receipts = aft_kiosk_store_finish_finish (result, &error);
  if (receipts == NULL)
    g_warning ("storing a sitting that was left: %s", error->message);
}

void
aft_sitting_abandon (AftSitting *sitting)
{
  g_autoptr (GError) error = NULL;
  if (!can_go (sitting, AFT_SITTING_OVER))
    return;
  sitting->state = AFT_SITTING_OVER;
  if (sitting->house->store == NULL)
    return;

  /* What is being written, or could not be, has its bodies already: asked for twice, the store
   * keeps them once. */
  g_autoptr (GPtrArray) responses = sitting->responses != NULL
                                        ? g_ptr_array_ref (sitting->responses)
                                        : make_responses (sitting, &error);
  if (responses == NULL)
    g_warning ("storing a sitting that was left: %s", error->message);
  else if (responses->len > 0)
    {
      aft_kiosk_store_finish_async (sitting->house->store, responses, on_abandoned_stored, NULL);
      aft_kiosk_house_note_stored (sitting->house);
    }
}

/* Keeps the receipts; the sessions stay for the words of the thanks. */
static void
note_stored (AftSitting *sitting, const GArray *receipts)
{
  g_array_set_size (sitting->receipts, 0);
  g_array_set_size (sitting->kinds, 0);
  for (guint i = 0; i < sitting->responses->len; i++)
    {
      const AftResponse *response = g_ptr_array_index (sitting->responses, i);
      AftResponseKind kind = aft_response_get_kind (response);
      g_array_append_val (sitting->kinds, kind);
      sitting->is_flagged
          |= aft_risk_get_level (aft_response_get_risk (response)) >= AFT_RISK_AT_RISK;
    }
  if (receipts != NULL)
    g_array_append_vals (sitting->receipts, receipts->data, receipts->len);
  for (guint i = 0; i < sitting->runs->len; i++)
    ((Run *) g_ptr_array_index (sitting->runs, i))->is_stored = TRUE;
  g_clear_pointer (&sitting->responses, g_ptr_array_unref);
  if (sitting->state == AFT_SITTING_ENDING)
    sitting->state = AFT_SITTING_THANKED;
}

static void
on_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AftSitting *sitting = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GArray) receipts = aft_kiosk_store_finish_finish (result, &error);
  if (receipts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (sitting->responses != NULL)
    note_stored (sitting, receipts);
  g_task_return_boolean (task, TRUE);
}

void
aft_sitting_end_async (AftSitting *sitting, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;
  g_task_set_task_data (task, aft_sitting_ref (sitting), (GDestroyNotify) aft_sitting_unref);
  g_assert (sitting->state == AFT_SITTING_ENDING);

  if (sitting->responses == NULL)
    sitting->responses = make_responses (sitting, &error);
  if (sitting->responses == NULL)
    g_task_return_error (task, error);
  else if (sitting->house->is_preview || sitting->responses->len == 0)
    {
      note_stored (sitting, NULL);
      g_task_return_boolean (task, TRUE);
    }
  else if (sitting->house->store == NULL)
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The store is not open");
  else
    {
      aft_kiosk_store_finish_async (sitting->house->store, sitting->responses, on_finished,
                                    g_steal_pointer (&task));
      aft_kiosk_house_note_stored (sitting->house);
    }
}

gboolean
aft_sitting_end_finish (AftSitting *sitting, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const GArray *
aft_sitting_get_receipts (const AftSitting *sitting)
{
  return sitting->receipts;
}

gboolean
aft_sitting_has_complaint (const AftSitting *sitting)
{
  for (guint i = 0; i < sitting->kinds->len; i++)
    if (g_array_index (sitting->kinds, AftResponseKind, i) != AFT_RESPONSE_EXIT)
      return TRUE;
  return FALSE;
}

const AftStoreReceipt *
aft_sitting_get_case_receipt (const AftSitting *sitting)
{
  for (guint i = 0; i < sitting->receipts->len; i++)
    if (g_array_index (sitting->kinds, AftResponseKind, i) != AFT_RESPONSE_EXIT)
      return &g_array_index (sitting->receipts, AftStoreReceipt, i);
  return NULL;
}

const char *
aft_sitting_get_arrival (const AftSitting *sitting)
{
  AftArrivals *arrivals = sitting->house->arrivals;
  const char *name = NULL;
  for (guint i = sitting->runs->len; i > 0 && name == NULL; i--)
    {
      const Run *run = g_ptr_array_index (sitting->runs, i - 1);
      name = run->is_stored ? aft_arrivals_find (arrivals, &run->record.id) : NULL;
    }
  for (guint i = sitting->calls->len; i > 0 && name == NULL; i--)
    name = aft_arrivals_find (arrivals, &g_array_index (sitting->calls, AftId, i - 1));
  return name;
}

gboolean
aft_sitting_is_flagged (const AftSitting *sitting)
{
  return sitting->is_flagged;
}

gboolean
aft_sitting_has_called (const AftSitting *sitting)
{
  return sitting->calls->len > 0;
}

gboolean
aft_sitting_can_offer_complaint (const AftSitting *sitting)
{
  Run *run = get_run (sitting);
  const char *attract = aft_sitting_get_attract (sitting);
  if (run == NULL || run->record.kind != AFT_RESPONSE_EXIT || attract == NULL
      || aft_confirmed_answers_can_lead (aft_session_get_survey (run->record.session)))
    return FALSE;
  g_autoptr (AftValue) data = aft_session_dup_data (run->record.session);
  const AftValue *rating = aft_value_get_member (data, attract);
  return aft_value_get_type (rating) == AFT_VALUE_NUMBER
         && aft_value_get_number (rating) <= LOW_RATING;
}

char *
aft_sitting_dup_thanks (AftSitting *sitting)
{
  Run *run = get_run (sitting);
  g_autoptr (AftScreen) screen = run != NULL ? aft_session_dup_screen (run->record.session) : NULL;
  return screen != NULL ? g_strdup (screen->html) : NULL;
}

static void
on_event_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree AftStoreReceipt *receipt = aft_kiosk_store_record_event_finish (result, &error);
  if (receipt == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
aft_sitting_call_staff_async (AftSitting *sitting, GAsyncReadyCallback callback, gpointer user_data)
{
  AftKioskHouse *house = sitting->house;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;
  AftRecord record = {
    .house = house,
    .kind = AFT_RESPONSE_CALL_STAFF,
    .id = aft_id_generate (house->clock, house->random),
    .sitting_id = sitting->id,
    .started_ms = aft_clock_get_real_ms (house->clock),
    .language = sitting->language,
  };
  g_autoptr (AftResponse) event
      = house->store != NULL ? aft_record_make_call_staff (&record, &error) : NULL;
  if (error != NULL)
    g_task_return_error (task, error);
  else if (event == NULL)
    g_task_return_boolean (task, TRUE);
  else
    {
      g_array_append_val (sitting->calls, record.id);
      aft_kiosk_store_record_event_async (house->store, event, on_event_recorded,
                                          g_steal_pointer (&task));
      aft_kiosk_house_note_stored (house);
    }
}

gboolean
aft_sitting_call_staff_finish (AftSitting *sitting, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
