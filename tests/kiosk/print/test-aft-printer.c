/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The printer as the screen sees it: nobody waits for it, one slip at a time, and its state is what
 * it last said. */
#include "aft-printer.h"

#include "aft-error.h"
#include "aft-wait.h"
#include "fake-printer.h"

#define NOTHING ((const char *const[]){ NULL })

/* How slips ended, one after the other. */
typedef struct
{
  GArray *outcomes; /* AftPrintOutcome */
  GArray *codes;    /* int, -1 without an error */
  guint changes;
} Seen;

static void
clear_seen (Seen *seen)
{
  g_array_unref (seen->outcomes);
  g_array_unref (seen->codes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seen, clear_seen)

static Seen
make_seen (void)
{
  return (Seen){ .outcomes = g_array_new (FALSE, FALSE, sizeof (AftPrintOutcome)),
                 .codes = g_array_new (FALSE, FALSE, sizeof (int)) };
}

static void
on_changed (AftPrinter *printer, Seen *seen)
{
  seen->changes++;
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Seen *seen = user_data;
  g_autoptr (GError) error = NULL;
  AftPrintOutcome outcome = aft_printer_print_finish (AFT_PRINTER (source), result, &error);
  int code = error != NULL ? error->code : -1;
  g_array_append_val (seen->outcomes, outcome);
  g_array_append_val (seen->codes, code);
}

static AftPrinter *
make_printer (const char *address, guint look_ms)
{
  g_autoptr (GError) error = NULL;
  AftPrinterOptions options = { .address = address,
                                .paper = aft_slip_paper (80, AFT_SLIP_DOTS_PER_INCH),
                                .look_ms = look_ms,
                                .patience = { .answer_ms = 5000, .stall_ms = 20000 } };
  AftPrinter *printer = aft_printer_new (&options, &error);
  g_assert_no_error (error);
  return printer;
}

static void
test_prints_one_at_a_time (void)
{
  g_autoptr (FakePrinter) fake = fake_printer_new_tcp (NOTHING);
  g_autoptr (AftSlip) slip = fake_printer_make_slip ();
  g_auto (Seen) seen = make_seen ();
  g_autoptr (AftPrinter) printer = make_printer (fake->address, 0);
  g_signal_connect (printer, "changed", G_CALLBACK (on_changed), &seen);
  g_assert_cmpint (aft_printer_get_state (printer), ==, AFT_PRINTER_UNASKED);
  g_assert_false (aft_printer_is_free (printer));
  AFT_WAIT_UNTIL (aft_printer_get_state (printer) == AFT_PRINTER_READY);
  g_assert_true (aft_printer_is_free (printer));
  g_assert_cmpuint (seen.changes, ==, 1);

  aft_printer_print_async (printer, slip, on_printed, &seen);
  g_assert_false (aft_printer_is_free (printer));
  aft_printer_print_async (printer, slip, on_printed, &seen);
  AFT_WAIT_UNTIL (seen.outcomes->len == 2);
  g_assert_cmpint (g_array_index (seen.outcomes, AftPrintOutcome, 0), ==, AFT_PRINT_REFUSED);
  g_assert_cmpint (g_array_index (seen.codes, int, 0), ==, AFT_ERROR_BUSY);
  g_assert_cmpint (g_array_index (seen.outcomes, AftPrintOutcome, 1), ==, AFT_PRINT_PRINTED);
  AFT_WAIT_UNTIL (aft_printer_is_free (printer));
  g_autoptr (GPtrArray) slips = fake_printer_wait_for_slips (fake, 1);
  g_assert_cmpuint (slips->len, ==, 1);
  aft_printer_stop (printer);
}

/* Whoever asks for a slip while the printer is being looked at has it after that. */
static void
test_a_look_is_waited_for (void)
{
  g_autoptr (FakePrinter) fake = fake_printer_new_tcp (NOTHING);
  g_autoptr (AftSlip) slip = fake_printer_make_slip ();
  g_auto (Seen) seen = make_seen ();
  g_autoptr (AftPrinter) printer = make_printer (fake->address, 0);
  aft_printer_print_async (printer, slip, on_printed, &seen);
  AFT_WAIT_UNTIL (seen.outcomes->len == 1);
  g_assert_cmpint (g_array_index (seen.outcomes, AftPrintOutcome, 0), ==, AFT_PRINT_PRINTED);
  aft_printer_stop (printer);
}

static void
test_comes_and_goes (void)
{
  const char *const empty[] = { "--paper", "out", NULL };
  FakePrinter *fake = fake_printer_new_tcp (NOTHING);
  g_autofree char *address = g_strdup (fake->address);
  g_autoptr (AftPrinter) printer = make_printer (address, 20);
  AFT_WAIT_UNTIL (aft_printer_get_state (printer) == AFT_PRINTER_READY);
  fake_printer_free (fake);
  AFT_WAIT_UNTIL (aft_printer_get_state (printer) == AFT_PRINTER_AWAY);
  g_assert_false (aft_printer_is_free (printer));
  fake = fake_printer_new_tcp_at (address, empty);
  AFT_WAIT_UNTIL (aft_printer_get_state (printer) == AFT_PRINTER_PAPER_OUT);
  fake_printer_free (fake);
  fake = fake_printer_new_tcp_at (address, NOTHING);
  AFT_WAIT_UNTIL (aft_printer_is_free (printer));
  aft_printer_stop (printer);
  fake_printer_free (fake);
}

static void
test_no_printer (void)
{
  g_autoptr (AftSlip) slip = fake_printer_make_slip ();
  g_auto (Seen) seen = make_seen ();
  g_autoptr (AftPrinter) printer = make_printer ("", 20);
  aft_printer_look (printer);
  g_assert_cmpint (aft_printer_get_state (printer), ==, AFT_PRINTER_NONE);
  aft_printer_print_async (printer, slip, on_printed, &seen);
  AFT_WAIT_UNTIL (seen.outcomes->len == 1);
  g_assert_cmpint (g_array_index (seen.outcomes, AftPrintOutcome, 0), ==, AFT_PRINT_REFUSED);
  g_assert_cmpint (g_array_index (seen.codes, int, 0), ==, AFT_ERROR_UNAVAILABLE);
  g_assert_cmpint (aft_printer_get_state (printer), ==, AFT_PRINTER_NONE);
}

static void
test_ends_in_mid_slip (void)
{
  const char *const slow[] = { "--rate", "2000", NULL };
  g_autoptr (FakePrinter) fake = fake_printer_new_tcp (slow);
  g_autoptr (AftSlip) slip = fake_printer_make_slip ();
  g_auto (Seen) seen = make_seen ();
  AftPrinter *printer = make_printer (fake->address, 0);
  AFT_WAIT_UNTIL (aft_printer_is_free (printer));
  aft_printer_print_async (printer, slip, on_printed, &seen);
  aft_printer_stop (printer);
  AFT_WAIT_UNTIL (seen.outcomes->len == 1);
  g_assert_cmpint (g_array_index (seen.outcomes, AftPrintOutcome, 0), !=, AFT_PRINT_PRINTED);
  AftPrinter *left = printer;
  g_object_add_weak_pointer (G_OBJECT (printer), (gpointer *) &left);
  g_object_unref (printer);
  AFT_WAIT_UNTIL (left == NULL); /* its thread may have been the last to hold it */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/printer/prints-one-at-a-time", test_prints_one_at_a_time);
  g_test_add_func ("/print/printer/a-look-is-waited-for", test_a_look_is_waited_for);
  g_test_add_func ("/print/printer/comes-and-goes", test_comes_and_goes);
  g_test_add_func ("/print/printer/without-one-nothing-is-printed", test_no_printer);
  g_test_add_func ("/print/printer/ends-in-mid-slip", test_ends_in_mid_slip);
  return g_test_run ();
}
