/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the printer's thread and the screen's apart: one thing at a time is done on the former, and
 * while it is, only that one touches the peer. How a slip gets onto paper is the job's. */
#include "aft-printer.h"

#include "aft-error.h"

#define LOOK_MS 10000

struct _AftPrinter
{
  GObject parent_instance;
  AftPrinterPeer peer; /* the thread's, while is_working */
  AftSlipPaper paper;
  guint look_ms;
  AftPrinterState state;
  gboolean is_working;
  GTask *given; /* a slip that is to be printed, or is being */
  GCancellable *cancellable;
  guint next_id;
};

enum
{
  SIGNAL_CHANGED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftPrinter, aft_printer, G_TYPE_OBJECT)

/* A slip on its way, and what became of it. */
typedef struct
{
  AftSlip *slip;
  AftPrintOutcome outcome;
  GError *error;
} Given;

static void
free_given (gpointer data)
{
  Given *given = data;
  aft_slip_unref (given->slip);
  g_clear_error (&given->error);
  g_free (given);
}

static void begin_print (AftPrinter *printer);

static void
emit_changed (AftPrinter *printer)
{
  g_signal_emit (printer, signals[SIGNAL_CHANGED], 0);
}

/* The thread is done: what it found is taken over. */
static void
note_state (AftPrinter *printer)
{
  AftPrinterState before = printer->state;
  printer->is_working = FALSE;
  printer->state = printer->peer.state;
  if (before != printer->state)
    emit_changed (printer);
}

static gboolean
is_stopped (AftPrinter *printer)
{
  return g_cancellable_is_cancelled (printer->cancellable);
}

/* -- looking --------------------------------------------------------------------------------- */

static gboolean
on_look_due (gpointer user_data)
{
  AftPrinter *printer = user_data;
  printer->next_id = 0;
  aft_printer_look (printer);
  return G_SOURCE_REMOVE;
}

static void
look_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AftPrinter *printer = source;
  aft_printer_job_look (&printer->peer, printer->cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftPrinter *printer = AFT_PRINTER (source);
  note_state (printer);
  if (is_stopped (printer))
    return;
  if (printer->given != NULL)
    begin_print (printer);
  else if (printer->next_id == 0)
    printer->next_id = g_timeout_add (printer->look_ms, on_look_due, printer);
}

void
aft_printer_look (AftPrinter *printer)
{
  if (printer->is_working || printer->given != NULL || printer->state == AFT_PRINTER_NONE
      || is_stopped (printer))
    return;
  g_clear_handle_id (&printer->next_id, g_source_remove);
  printer->is_working = TRUE;
  g_autoptr (GTask) task = g_task_new (printer, NULL, on_looked, NULL);
  g_task_run_in_thread (task, look_on_thread);
}

/* -- printing -------------------------------------------------------------------------------- */

static void
print_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AftPrinter *printer = source;
  Given *given = g_task_get_task_data (data);
  given->outcome = aft_printer_job_print (&printer->peer, given->slip, printer->paper,
                                          printer->cancellable, &given->error);
  g_task_return_boolean (task, TRUE);
}

static void
return_given (AftPrinter *printer)
{
  g_autoptr (GTask) task = g_steal_pointer (&printer->given);
  Given *given = g_task_get_task_data (task);
  if (given->error != NULL)
    g_task_return_error (task, g_steal_pointer (&given->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AftPrinter *printer = AFT_PRINTER (source);
  note_state (printer);
  return_given (printer);
  emit_changed (printer);
  aft_printer_look (printer);
}

static void
begin_print (AftPrinter *printer)
{
  g_clear_handle_id (&printer->next_id, g_source_remove);
  printer->is_working = TRUE;
  g_autoptr (GTask) task = g_task_new (printer, NULL, on_printed, NULL);
  g_task_set_task_data (task, g_object_ref (printer->given), g_object_unref);
  g_task_run_in_thread (task, print_on_thread);
}

void
aft_printer_print_async (AftPrinter *printer,
                         AftSlip *slip,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (printer, NULL, callback, user_data);
  Given *given = g_new0 (Given, 1);
  given->slip = aft_slip_ref (slip);
  given->outcome = AFT_PRINT_REFUSED;
  g_task_set_task_data (task, given, free_given);
  if (printer->given != NULL)
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_BUSY, "The printer prints another slip");
  else if (printer->state == AFT_PRINTER_NONE || is_stopped (printer))
    g_task_return_new_error (task, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "There is no printer");
  else
    {
      printer->given = g_steal_pointer (&task);
      if (!printer->is_working)
        begin_print (printer);
      emit_changed (printer);
    }
}

AftPrintOutcome
aft_printer_print_finish (AftPrinter *printer, GAsyncResult *result, GError **error)
{
  const Given *given = g_task_get_task_data (G_TASK (result));
  AftPrintOutcome outcome = given->outcome;
  return g_task_propagate_boolean (G_TASK (result), error) ? AFT_PRINT_PRINTED : outcome;
}

/* -- from outside ---------------------------------------------------------------------------- */

AftPrinterState
aft_printer_get_state (AftPrinter *printer)
{
  return printer->state;
}

gboolean
aft_printer_is_free (AftPrinter *printer)
{
  return printer->given == NULL && aft_printer_state_can_print (printer->state);
}

void
aft_printer_stop (AftPrinter *printer)
{
  g_cancellable_cancel (printer->cancellable);
  g_clear_handle_id (&printer->next_id, g_source_remove);
}

AftPrinter *
aft_printer_new (const AftPrinterOptions *options, GError **error)
{
  AftPrinterPeer peer = { .patience = options->patience };
  gboolean has_printer = *options->address != '\0';
  if (has_printer && !aft_printer_address_read (options->address, &peer.address, error))
    return NULL;
  AftPrinter *printer = g_object_new (AFT_TYPE_PRINTER, NULL);
  peer.state = has_printer ? AFT_PRINTER_UNASKED : AFT_PRINTER_NONE;
  printer->peer = peer;
  printer->state = peer.state;
  printer->paper = options->paper;
  printer->look_ms = options->look_ms > 0 ? options->look_ms : LOOK_MS;
  aft_printer_look (printer);
  return printer;
}

static void
aft_printer_dispose (GObject *object)
{
  aft_printer_stop (AFT_PRINTER (object));
  G_OBJECT_CLASS (aft_printer_parent_class)->dispose (object);
}

static void
aft_printer_finalize (GObject *object)
{
  AftPrinter *printer = AFT_PRINTER (object);
  aft_printer_peer_clear (&printer->peer);
  g_clear_object (&printer->cancellable);
  G_OBJECT_CLASS (aft_printer_parent_class)->finalize (object);
}

static void
aft_printer_class_init (AftPrinterClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_printer_dispose;
  G_OBJECT_CLASS (class)->finalize = aft_printer_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", AFT_TYPE_PRINTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_printer_init (AftPrinter *printer)
{
  printer->cancellable = g_cancellable_new ();
}
