/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a printer's answers mean. */
#include "aft-printer-status.h"

static void
test_what_answers_mean (void)
{
  static const struct
  {
    guint8 answers[AFT_PRINTER_QUESTIONS];
    AftPrinterState state;
  } known[] = {
    { { 0x12, 0x12, 0x12, 0x12 }, AFT_PRINTER_READY },
    { { 0x16, 0x12, 0x12, 0x12 }, AFT_PRINTER_READY }, /* a drawer's switch */
    { { 0x12, 0x12, 0x12, 0x1e }, AFT_PRINTER_PAPER_LOW },
    { { 0x1a, 0x32, 0x12, 0x7e }, AFT_PRINTER_PAPER_OUT },
    { { 0x12, 0x12, 0x12, 0x72 }, AFT_PRINTER_PAPER_OUT },
    { { 0x1a, 0x16, 0x12, 0x12 }, AFT_PRINTER_COVER_OPEN },
    { { 0x1a, 0x36, 0x12, 0x7e }, AFT_PRINTER_COVER_OPEN },
    { { 0x1a, 0x12, 0x12, 0x12 }, AFT_PRINTER_OFFLINE },
    { { 0x1a, 0x52, 0x12, 0x12 }, AFT_PRINTER_FAULT },
    { { 0x12, 0x12, 0x1a, 0x12 }, AFT_PRINTER_FAULT }, /* the cutter */
    { { 0x12, 0x12, 0x32, 0x12 }, AFT_PRINTER_FAULT },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpint (aft_printer_status_read (known[i].answers), ==, known[i].state);
    }
}

static void
test_two_kinds_of_answers_are_told_apart (void)
{
  for (guint byte = 0; byte <= 0xff; byte++)
    g_assert_false (aft_printer_status_is_answer ((guint8) byte)
                    && aft_printer_status_is_paper ((guint8) byte));
  g_assert_true (aft_printer_status_is_answer (0x12));
  g_assert_true (aft_printer_status_is_paper (0x00));
  g_assert_false (aft_printer_status_is_paper_out (0x03));
  g_assert_true (aft_printer_status_is_paper_out (0x0f));
}

static void
test_only_what_can_print_can (void)
{
  for (guint state = AFT_PRINTER_NONE; state <= AFT_PRINTER_AWAY; state++)
    {
      gboolean can = state == AFT_PRINTER_READY || state == AFT_PRINTER_PAPER_LOW;
      g_assert_true (aft_printer_state_can_print ((AftPrinterState) state) == can);
      g_assert_cmpstr (aft_printer_state_get_sentence ((AftPrinterState) state), !=, "");
    }
  g_assert_null (aft_printer_state_get_name (AFT_PRINTER_NONE));
  g_assert_cmpstr (aft_printer_state_get_name (AFT_PRINTER_PAPER_OUT), ==, "paper-out");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/status/what-answers-mean", test_what_answers_mean);
  g_test_add_func ("/print/status/two-kinds-of-answers-are-told-apart",
                   test_two_kinds_of_answers_are_told_apart);
  g_test_add_func ("/print/status/only-what-can-print-can", test_only_what_can_print_can);
  return g_test_run ();
}
