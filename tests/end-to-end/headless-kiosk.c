/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk without a window: house, sitting, store and uplink are the real ones; guests come when
 * the standard input says so. For each answer that would be thanked for one write(2) of "ack ID\n",
 * and not before: whoever kills this program knows what must arrive. --check opens the database of
 * --data, checks all of it and says how many rows there are. Orders, a line each:
 *   guests N      N guests more, one after the other, answering this and that
 *   raters N      the same, but each gives one rating and no more
 *   clock MS      the clock shows MS more than the machine's from now on
 *   pass MS       MS go by: clock and uptime go on by as much
 *   count         says "count UNSENT QUARANTINED" once all guests have left
 *   quit          ends as SIGTERM does */
#include <glib-unix.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aft-identity.h"
#include "aft-kiosk-store-read.h"
#include "aft-sitting.h"
#include "aft-uplink.h"

#define MOST_STEPS  40
#define PATIENCE_MS 20
#define ORDER_MAX   64

/* What the clock shows beside the machine's; asked on the store's thread too. */
typedef struct
{
  GMutex lock;
  gint64 real_us;
  gint64 monotonic_us;
} Shift;

typedef struct
{
  AftKioskHouse *house;
  AftUplink *uplink;
  GMainLoop *loop;
  Shift shift;
  AftSitting *sitting;
  guint guests; /* waiting at the door */
  guint served;
  gboolean are_raters;
  gboolean is_renewal_due;
  gboolean is_count_due;
  char order[ORDER_MAX]; /* what has come of the next one */
  gsize order_length;
} Kiosk;

static void serve_next (Kiosk *kiosk);
static void say (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
say (const char *format, ...)
{
  va_list words;
  va_start (words, format);
  g_autofree char *line = g_strdup_vprintf (format, words);
  va_end (words);
  gssize count = (gssize) strlen (line);
  if (write (STDOUT_FILENO, line, (size_t) count) != count)
    exit (EXIT_FAILURE);
}

/* -- time ------------------------------------------------------------------------------------ */

static gint64
read_real_us (gpointer user_data)
{
  Shift *shift = user_data;
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&shift->lock);
  return g_get_real_time () + shift->real_us;
}

static gint64
read_monotonic_us (gpointer user_data)
{
  Shift *shift = user_data;
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&shift->lock);
  return g_get_monotonic_time () + shift->monotonic_us;
}

static void
set_clock (Shift *shift, gint64 milliseconds)
{
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&shift->lock);
  shift->real_us = milliseconds * 1000;
}

static void
pass (Shift *shift, gint64 milliseconds)
{
  g_autoptr (GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new (&shift->lock);
  shift->real_us += milliseconds * 1000;
  shift->monotonic_us += milliseconds * 1000;
}

/* -- what guests do -------------------------------------------------------------------------- */

typedef struct
{
  const char *question;
  const char *item; /* what is tapped; NULL: the guest's number */
  guint most;       /* of that number, from 0 */
  const char *text; /* what is typed instead */
} Habit;

/* Whoever has waited says where; whoever is very unhappy complains and, where contact data can be
 * sealed, is called. */
static const Habit habits[] = {
  { "loved", "food", 0, NULL },          { "loved", "service", 0, NULL },
  { "why", "waiting", 0, NULL },         { "why", "food", 0, NULL },
  { "waited", "dishes", 0, NULL },       { "recommend", NULL, 10, NULL },
  { "return", "perhaps", 0, NULL },      { "more", "complaint", 0, NULL },
  { "what", "food", 0, NULL },           { "what", "service", 0, NULL },
  { "words", NULL, 0, "上菜有点慢。" },  { "wish", "call", 0, NULL },
  { "wish", "nothing", 0, NULL },        { "callback", "yes", 0, NULL },
  { "phone", NULL, 0, "138 0013 8000" }, { "callName", NULL, 0, "王女士" },
};

static gboolean
do_as_usual (AftSession *session, const Habit *habit, guint number)
{
  g_autoptr (AftValue) value = NULL;
  if (habit->text != NULL)
    {
      value = aft_value_new_string (habit->text);
      return aft_session_set (session, habit->question, value);
    }
  value = habit->item != NULL ? aft_value_new_string (habit->item)
                              : aft_value_new_number (number % (habit->most + 1));
  return aft_session_tap (session, habit->question, value);
}

/* One answer to what is on the screen, each once; FALSE when there is nothing more to say. */
static gboolean
answer_next (AftSession *session, guint number, guint *done)
{
  for (guint i = 0; i < G_N_ELEMENTS (habits); i++)
    {
      if ((*done & 1u << i) != 0 || !do_as_usual (session, &habits[i], number))
        continue;
      *done |= 1u << i;
      return TRUE;
    }
  return FALSE;
}

static void
fill_in (AftSession *session, guint number)
{
  guint done = 0;
  for (guint i = 0; i < MOST_STEPS && !aft_session_is_complete (session); i++)
    {
      if (aft_session_is_advance_due (session) && aft_session_advance (session))
        continue;
      if (answer_next (session, number, &done))
        continue;
      if (!aft_session_next (session) && !aft_session_complete (session))
        break;
    }
  g_assert (aft_session_is_complete (session));
}

static void
on_call_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  if (!aft_sitting_call_staff_finish (user_data, result, &error))
    say ("trouble %s\n", error->message);
  aft_sitting_unref (user_data);
}

static void
act (Kiosk *kiosk)
{
  guint number = kiosk->served++;
  AftSitting *sitting = kiosk->sitting;
  g_autoptr (AftValue) rating = aft_value_new_number (number % 5 + 1);
  if (number % 7 == 3 && !kiosk->are_raters)
    aft_sitting_call_staff_async (sitting, on_call_recorded, aft_sitting_ref (sitting));
  if (number % 11 == 5 && !kiosk->are_raters)
    aft_sitting_begin (sitting, AFT_RESPONSE_COMPLAINT);
  else
    aft_sitting_tap (sitting, rating);
  if (kiosk->are_raters || number % 6 == 1)
    {
      aft_sitting_abandon (sitting); /* nobody is thanked */
      return;
    }
  while (aft_sitting_get_state (sitting) != AFT_SITTING_ENDING)
    {
      fill_in (aft_sitting_get_session (sitting), number);
      aft_sitting_note_act (sitting);
      gboolean is_going_on = aft_sitting_complete_survey (sitting);
      g_assert (is_going_on);
    }
}

/* -- one after the other --------------------------------------------------------------------- */

static void end_sitting (Kiosk *kiosk);

static gboolean
on_patience_over (gpointer user_data)
{
  end_sitting (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_door_opened (gpointer user_data)
{
  serve_next (user_data);
  return G_SOURCE_REMOVE;
}

static void
leave (Kiosk *kiosk)
{
  g_clear_pointer (&kiosk->sitting, aft_sitting_unref);
  g_idle_add (on_door_opened, kiosk);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Kiosk *kiosk = user_data;
  g_autoptr (GError) error = NULL;
  if (!aft_sitting_end_finish (kiosk->sitting, result, &error))
    {
      say ("trouble %s\n", error->message);
      g_timeout_add (PATIENCE_MS, on_patience_over, kiosk);
      return;
    }
  const GArray *receipts = aft_sitting_get_receipts (kiosk->sitting);
  for (guint i = 0; i < receipts->len; i++)
    {
      g_autofree char *id = aft_id_to_text (&g_array_index (receipts, AftStoreReceipt, i).id);
      say ("ack %s\n", id);
    }
  aft_sitting_abandon (kiosk->sitting);
  leave (kiosk);
}

static void
end_sitting (Kiosk *kiosk)
{
  aft_sitting_end_async (kiosk->sitting, on_ended, kiosk);
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) G_GNUC_UNUSED rows = aft_kiosk_store_list_unsent_finish (result, NULL);
  leave (user_data);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree AftStoreCounts *counts = aft_kiosk_store_count_finish (result, &error);
  if (counts != NULL)
    say ("count %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n", counts->unsent,
         counts->quarantined);
  else
    say ("trouble %s\n", error->message);
}

/* Something may have changed: between guests it is seen to. */
static void
serve_next (Kiosk *kiosk)
{
  if (kiosk->sitting != NULL)
    return;
  if (kiosk->is_renewal_due)
    aft_kiosk_house_renew (kiosk->house);
  kiosk->is_renewal_due = FALSE;
  if (kiosk->guests == 0)
    {
      if (kiosk->is_count_due)
        aft_kiosk_store_count_async (kiosk->house->store, 0, on_counted, kiosk);
      kiosk->is_count_due = FALSE;
      return;
    }
  kiosk->guests--;
  kiosk->sitting = aft_sitting_new (kiosk->house, AFT_LANGUAGE_ZH_CN);
  act (kiosk);
  if (aft_sitting_get_state (kiosk->sitting) == AFT_SITTING_ENDING)
    end_sitting (kiosk);
  else /* the store works in order: when it has found none behind the last, what was left is there
        */
    aft_kiosk_store_list_unsent_async (kiosk->house->store, G_MAXINT64, 1, on_left, kiosk);
}

/* -- orders ---------------------------------------------------------------------------------- */

static void
obey (Kiosk *kiosk, const char *order)
{
  g_auto (GStrv) words = g_strsplit (order, " ", 2);
  gint64 number = words[1] != NULL ? g_ascii_strtoll (words[1], NULL, 10) : 0;
  gboolean are_raters = g_str_equal (words[0], "raters");
  if (are_raters || g_str_equal (words[0], "guests"))
    {
      kiosk->are_raters = are_raters;
      kiosk->guests += (guint) number;
      serve_next (kiosk);
    }
  else if (g_str_equal (words[0], "clock"))
    set_clock (&kiosk->shift, number);
  else if (g_str_equal (words[0], "pass"))
    pass (&kiosk->shift, number);
  else if (g_str_equal (words[0], "count"))
    {
      kiosk->is_count_due = TRUE;
      serve_next (kiosk);
    }
  else
    g_main_loop_quit (kiosk->loop);
}

static void
take_character (Kiosk *kiosk, char character)
{
  if (character != '\n')
    {
      g_assert (kiosk->order_length < ORDER_MAX - 1);
      kiosk->order[kiosk->order_length++] = character;
      return;
    }
  kiosk->order[kiosk->order_length] = '\0';
  kiosk->order_length = 0;
  obey (kiosk, kiosk->order);
}

/* Without whoever gives the orders there is nothing to stay for. */
static gboolean
on_order (int descriptor, GIOCondition condition, gpointer user_data)
{
  Kiosk *kiosk = user_data;
  char text[ORDER_MAX];
  gssize count = read (descriptor, text, sizeof text);
  for (gssize i = 0; i < count; i++)
    take_character (kiosk, text[i]);
  if (count > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (kiosk->loop);
  return G_SOURCE_REMOVE;
}

/* -- start and end --------------------------------------------------------------------------- */

static gboolean
on_term (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_configuration_received (AftUplink *uplink, gpointer user_data)
{
  Kiosk *kiosk = user_data;
  kiosk->is_renewal_due = TRUE;
  serve_next (kiosk);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Kiosk *kiosk = user_data;
  g_autoptr (GError) error = NULL;
  if (!aft_kiosk_house_open_store_finish (kiosk->house, result, &error))
    {
      g_printerr ("headless-kiosk: %s\n", error->message);
      exit (EXIT_FAILURE);
    }
  say ("open\n");
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, on_order, kiosk);
}

static void
run (Kiosk *kiosk, const char *folder, guint second_ms)
{
  AftUplinkOptions options = {
    .house = kiosk->house, .data_folder = folder, .version = "0.1.0", .second_ms = second_ms
  };
  kiosk->uplink = aft_uplink_new (&options);
  kiosk->loop = g_main_loop_new (NULL, FALSE);
  guint term_id = g_unix_signal_add (SIGTERM, on_term, kiosk->loop);
  g_signal_connect (kiosk->uplink, "configuration-received", G_CALLBACK (on_configuration_received),
                    kiosk);
  aft_kiosk_house_open_store_async (kiosk->house, folder, on_opened, kiosk);
  g_main_loop_run (kiosk->loop);
  g_source_remove (term_id);
  aft_uplink_stop (kiosk->uplink);
  if (kiosk->sitting != NULL)
    aft_sitting_abandon (kiosk->sitting);
  g_clear_object (&kiosk->uplink);
}

static int
check (Kiosk *kiosk, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "kiosk.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftDevice) device
      = aft_identity_open (folder, kiosk->house->clock, kiosk->house->random, &error);
  guint64 rows = 0;
  AftKioskStoreOptions options = { .path = path, .clock = kiosk->house->clock };
  options.device_id = device != NULL ? aft_device_get_id (device) : NULL;
  g_autoptr (AftKioskStore) store
      = device != NULL ? aft_kiosk_store_open_sync (&options, &error) : NULL;
  if (store == NULL || !aft_kiosk_store_verify_sync (store, &rows, &error))
    {
      g_printerr ("headless-kiosk: %s\n", error->message);
      return EXIT_FAILURE;
    }
  say ("rows %" G_GUINT64_FORMAT "\n", rows);
  return EXIT_SUCCESS;
}

typedef struct
{
  char *data;
  char *config;
  char *survey;
  int second_ms;
  gint64 clock_ms;
  gint64 uptime_ms;
  gboolean is_check;
} Words;

static gboolean
read_words (Words *words, int argc, char **argv)
{
  const GOptionEntry entries[]
      = { { "data", 0, 0, G_OPTION_ARG_FILENAME, &words->data, "The data folder", "DIR" },
          { "config", 0, 0, G_OPTION_ARG_FILENAME, &words->config, "The settings", "FILE" },
          { "survey", 0, 0, G_OPTION_ARG_FILENAME, &words->survey, "The exit survey", "FILE" },
          { "second", 0, 0, G_OPTION_ARG_INT, &words->second_ms, "How long one is", "MS" },
          { "clock", 0, 0, G_OPTION_ARG_INT64, &words->clock_ms, "As the order", "MS" },
          { "uptime", 0, 0, G_OPTION_ARG_INT64, &words->uptime_ms, "Added to it", "MS" },
          { "check", 0, 0, G_OPTION_ARG_NONE, &words->is_check, "Check it all", NULL },
          { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error) && words->data != NULL)
    return TRUE;
  g_printerr ("headless-kiosk: %s\n", error != NULL ? error->message : "--data is missing");
  return FALSE;
}

int
main (int argc, char **argv)
{
  static const AftClockSource source
      = { .real_us = read_real_us, .monotonic_us = read_monotonic_us };
  Words words = { NULL };
  Kiosk kiosk = { NULL };
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE); /* as the kiosk's main() does */
  if (!read_words (&words, argc, argv))
    return 2;
  g_mutex_init (&kiosk.shift.lock);
  set_clock (&kiosk.shift, words.clock_ms);
  kiosk.shift.monotonic_us = words.uptime_ms * 1000;
  g_autoptr (AftClock) clock = aft_clock_new (&source, &kiosk.shift, NULL);
  g_autoptr (AftRandom) random = aft_random_new_system ();
  AftKioskHouseOptions options = { .config_file = words.config,
                                   .survey_file = words.survey,
                                   .data_folder = words.data,
                                   .clock = clock,
                                   .random = random };
  int status = EXIT_SUCCESS;
  kiosk.house = aft_kiosk_house_new (&options);
  if (words.is_check)
    status = check (&kiosk, words.data);
  else
    run (&kiosk, words.data, (guint) words.second_ms);
  /* The last reference writes what was asked for. */
  g_clear_pointer (&kiosk.sitting, aft_sitting_unref);
  g_clear_pointer (&kiosk.house, aft_kiosk_house_free);
  g_clear_pointer (&kiosk.loop, g_main_loop_unref);
  g_free (words.data);
  g_free (words.config);
  g_free (words.survey);
  return status;
}
