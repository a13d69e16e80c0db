/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One slip and one printer, in good order and in bad: what was sent is what tests/tools'
 * printers got. A slip is printed once or not at all, and only the printer says that it was. */
#include <string.h>

#include "aft-error.h"
#include "aft-wait.h"
#include "fake-printer.h"
#include "torn-printer.h"

#define NOTHING ((const char *const[]){ NULL })

static AftPrintOutcome
print (AftPrinterPeer *peer, guint paper_mm)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftSlip) slip = fake_printer_make_slip ();
  AftSlipPaper paper = aft_slip_paper (paper_mm, AFT_SLIP_DOTS_PER_INCH);
  AftPrintOutcome outcome = aft_printer_job_print (peer, slip, paper, NULL, &error);
  g_assert_true ((error == NULL) == (outcome == AFT_PRINT_PRINTED));
  if (error != NULL)
    g_test_message ("%s", error->message);
  return outcome;
}

static void
assert_whole (const AftValue *slip)
{
  g_assert_cmpuint (aft_value_get_length (aft_value_get_member (slip, "cuts")), ==, 1);
  g_assert_cmpuint (aft_value_get_length (aft_value_get_member (slip, "unknown")), ==, 0);
  g_assert_cmpuint (aft_value_get_length (aft_value_get_member (slip, "text")), ==, 0);
  g_assert_false (aft_value_get_member_boolean (slip, "truncated", TRUE));
}

static void
assert_prints (FakePrinter *printer)
{
  g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
  g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_PRINTED);
  g_assert_cmpint (peer.state, ==, AFT_PRINTER_READY);
  g_autoptr (GPtrArray) slips = fake_printer_wait_for_slips (printer, 1);
  g_assert_cmpuint (slips->len, ==, 1);
  assert_whole (slips->pdata[0]);
}

static void
test_tcp (void)
{
  g_autoptr (FakePrinter) printer = fake_printer_new_tcp (NOTHING);
  assert_prints (printer);
}

static void
test_device (void)
{
  g_autoptr (FakePrinter) printer = fake_printer_new_device ("", NOTHING);
  assert_prints (printer);
}

static void
test_serial (void)
{
  g_autoptr (FakePrinter) printer = fake_printer_new_device ("serial:", NOTHING);
  assert_prints (printer);
}

static void
test_a_narrow_slip_fits (void)
{
  const char *const narrow[] = { "--width", "384", NULL };
  g_autoptr (FakePrinter) printer = fake_printer_new_tcp (narrow);
  g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
  g_assert_cmpint (print (&peer, 58), ==, AFT_PRINT_PRINTED);
  g_autoptr (GPtrArray) slips = fake_printer_wait_for_slips (printer, 1);
  const AftValue *pictures = aft_value_get_member (slips->pdata[0], "rasters");
  for (gsize i = 0; i < aft_value_get_length (pictures); i++)
    g_assert_false (
        aft_value_get_member_boolean (aft_value_get_item (pictures, i), "clipped", TRUE));
}

static void
test_slow (void)
{
  const char *const slow[] = { "--rate", "60000", NULL };
  g_autoptr (FakePrinter) printer = fake_printer_new_tcp (slow);
  assert_prints (printer);
}

/* -- not ready ------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  const char *arguments[3];
  AftPrinterState state;
} troubles[] = {
  { "paper-out", { "--paper", "out", NULL }, AFT_PRINTER_PAPER_OUT },
  { "cover-open", { "--cover", "open", NULL }, AFT_PRINTER_COVER_OPEN },
  { "off-line", { "--offline", NULL }, AFT_PRINTER_OFFLINE },
  { "a-fault", { "--error", NULL }, AFT_PRINTER_FAULT },
  { "silence", { "--silent", NULL }, AFT_PRINTER_SILENT },
};

static void
test_trouble (gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  g_autoptr (FakePrinter) printer = fake_printer_new_tcp (troubles[index].arguments);
  g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
  peer.patience.answer_ms = troubles[index].state == AFT_PRINTER_SILENT ? 200 : 5000;
  aft_printer_job_look (&peer, NULL);
  g_assert_cmpint (peer.state, ==, troubles[index].state);
  g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_REFUSED);
  g_assert_cmpint (peer.state, ==, troubles[index].state);
  g_autoptr (GPtrArray) slips = fake_printer_list_slips (printer);
  g_assert_cmpuint (slips->len, ==, 0);
}

static void
test_paper_low_prints (void)
{
  const char *const low[] = { "--paper", "low", NULL };
  g_autoptr (FakePrinter) printer = fake_printer_new_tcp (low);
  g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
  g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_PRINTED);
  g_assert_cmpint (peer.state, ==, AFT_PRINTER_PAPER_LOW);
}

static void
test_absent (void)
{
  const char *const nowhere[]
      = { "tcp://127.0.0.1:1", "/dev/aftertaste-no-printer", "ipp://127.0.0.1:1/ipp/print" };
  for (gsize i = 0; i < G_N_ELEMENTS (nowhere); i++)
    {
      g_auto (AftPrinterPeer) peer = fake_printer_make_peer (nowhere[i]);
      aft_printer_job_look (&peer, NULL);
      g_assert_cmpint (peer.state, ==, AFT_PRINTER_AWAY);
      g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_REFUSED);
      g_assert_cmpint (peer.state, ==, AFT_PRINTER_AWAY);
    }
}

/* -- broken off ------------------------------------------------------------------------------ */

static void
test_dropped (void)
{
  const char *const dropped[] = { "--drop-after", "12000", NULL };
  g_autoptr (FakePrinter) printer = fake_printer_new_tcp (dropped);
  g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
  g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_UNKNOWN);
  g_assert_cmpint (peer.state, ==, AFT_PRINTER_AWAY);
  g_autoptr (GPtrArray) slips = fake_printer_wait_for_slips (printer, 1);
  g_assert_cmpuint (slips->len, ==, 1); /* not sent again */
}

/* An odd rest and an even one. */
static void
test_after_a_torn_one (void)
{
  const gsize places[] = { 23, 5000, 12001 };
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (TornPrinter) printer = torn_printer_new (places[i]);
      g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
      g_test_message ("torn at %" G_GSIZE_FORMAT, places[i]);
      g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_UNKNOWN);
      g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_PRINTED);
      torn_printer_stop (printer);
      g_assert_cmpuint (printer->picture_left, ==, 0);
      g_assert_cmpuint (printer->letters, ==, 0);
      g_assert_cmpuint (printer->cuts, ==, 1);
    }
}

static void
test_given_up (void)
{
  g_autoptr (FakePrinter) printer = fake_printer_new_tcp (NOTHING);
  g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (AftSlip) slip = fake_printer_make_slip ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (
      aft_printer_job_print (&peer, slip, aft_slip_paper (80, 203), cancellable, &error), ==,
      AFT_PRINT_REFUSED);
  g_assert_nonnull (error);
}

/* -- IPP ------------------------------------------------------------------------------------- */

static void
test_ipp (void)
{
  g_autoptr (FakePrinter) printer = fake_printer_new_ipp (NOTHING);
  g_autofree char *pdf = aft_temp_dir_dup_path (printer->dir, "job-001.pdf");
  g_autofree char *second = aft_temp_dir_dup_path (printer->dir, "job-002.pdf");
  g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
  aft_printer_job_look (&peer, NULL);
  g_assert_cmpint (peer.state, ==, AFT_PRINTER_READY);
  g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_PRINTED);
  g_assert_true (g_file_test (pdf, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
}

static void
test_ipp_that_fails (void)
{
  const char *const failing[] = { "-r", NULL };
  g_autoptr (FakePrinter) printer = fake_printer_new_ipp (failing);
  g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
  g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_UNKNOWN);
}

static void
test_ipp_that_stands (void)
{
  const char *const standing[] = { "-w", "30", NULL };
  g_autoptr (FakePrinter) printer = fake_printer_new_ipp (standing);
  g_auto (AftPrinterPeer) peer = fake_printer_make_peer (printer->address);
  peer.patience.stall_ms = 500;
  g_assert_cmpint (print (&peer, 80), ==, AFT_PRINT_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/job/tcp-prints-one-whole-slip", test_tcp);
  g_test_add_func ("/print/job/a-device-prints-one-whole-slip", test_device);
  g_test_add_func ("/print/job/a-serial-line-prints-one-whole-slip", test_serial);
  g_test_add_func ("/print/job/a-narrow-slip-fits", test_a_narrow_slip_fits);
  g_test_add_func ("/print/job/a-slow-printer-is-waited-for", test_slow);
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/print/job/%s-is-said-and-nothing-is-sent", troubles[i].name);
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_trouble);
    }
  g_test_add_func ("/print/job/little-paper-prints", test_paper_low_prints);
  g_test_add_func ("/print/job/a-printer-that-is-not-there-is-away", test_absent);
  g_test_add_func ("/print/job/what-breaks-off-is-not-known-and-not-sent-again", test_dropped);
  g_test_add_func ("/print/job/the-slip-after-a-torn-one-is-whole", test_after_a_torn_one);
  g_test_add_func ("/print/job/what-is-given-up-first-is-not-sent", test_given_up);
  g_test_add_func ("/print/job/ipp-prints-one-slip", test_ipp);
  g_test_add_func ("/print/job/an-ipp-job-that-fails-is-not-known", test_ipp_that_fails);
  g_test_add_func ("/print/job/an-ipp-job-that-stands-is-given-up", test_ipp_that_stands);
  return g_test_run ();
}
