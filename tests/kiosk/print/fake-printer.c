/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the tools that play a printer, and reads what they tell. */
#include "fake-printer.h"

#include <signal.h>
#include <string.h>

#include "aft-json.h"
#include "aft-wait.h"

#define REPORT_MAX_BYTES (1 << 20)
#define PAUSE_US         10000 /* between two looks at the folder */

static GSubprocess *
start (const char *tool, GPtrArray *words, GSubprocessFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tools", tool, NULL);
  g_ptr_array_insert (words, 0, path);
  g_ptr_array_add (words, NULL);
  GSubprocess *process = g_subprocess_newv ((const char *const *) words->pdata, flags, &error);
  g_assert_no_error (error);
  return process;
}

/* @way: of being there, and where. */
static FakePrinter *
start_escpos (AftTempDir *dir, const char *way, const char *place, const char *const *arguments)
{
  FakePrinter *printer = g_new0 (FakePrinter, 1);
  g_autofree char *port = aft_temp_dir_dup_path (dir, "port");
  const char *const first[]
      = { "--out", aft_temp_dir_get_path (dir), "--port-file", port, way, place };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    g_ptr_array_add (words, (char *) first[i]);
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (words, (char *) arguments[i]);
  printer->dir = dir;
  printer->process = start ("escpos-printer", words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  return printer;
}

FakePrinter *
fake_printer_new_tcp (const char *const *arguments)
{
  AftTempDir *dir = aft_temp_dir_new ();
  FakePrinter *printer = start_escpos (dir, "--listen", "127.0.0.1:0", arguments);
  g_autofree char *port = aft_temp_dir_dup_path (dir, "port");
  g_autofree char *text = NULL;
  AFT_WAIT_UNTIL (g_file_get_contents (port, &text, NULL, NULL));
  printer->address = g_strconcat ("tcp://127.0.0.1:", g_strstrip (text), NULL);
  return printer;
}

FakePrinter *
fake_printer_new_tcp_at (const char *address, const char *const *arguments)
{
  AftTempDir *dir = aft_temp_dir_new ();
  FakePrinter *printer = start_escpos (dir, "--listen", address + strlen ("tcp://"), arguments);
  printer->address = g_strdup (address);
  return printer;
}

FakePrinter *
fake_printer_new_device (const char *scheme, const char *const *arguments)
{
  AftTempDir *dir = aft_temp_dir_new ();
  g_autofree char *link = aft_temp_dir_dup_path (dir, "lp0");
  FakePrinter *printer = start_escpos (dir, "--pty", link, arguments);
  g_autofree char *device = NULL;
  AFT_WAIT_UNTIL ((device = g_file_read_link (link, NULL)) != NULL);
  printer->address = g_strconcat (scheme, device, NULL);
  return printer;
}

FakePrinter *
fake_printer_new_ipp (const char *const *arguments)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  FakePrinter *printer = g_new0 (FakePrinter, 1);
  printer->dir = aft_temp_dir_new ();
  g_ptr_array_add (words, (char *) "-o");
  g_ptr_array_add (words, (char *) aft_temp_dir_get_path (printer->dir));
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (words, (char *) arguments[i]);
  printer->process = start ("ipp-printer", words, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) said
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (printer->process));
  g_autofree char *line = g_data_input_stream_read_line (said, NULL, NULL, NULL);
  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "ready "));
  printer->address = g_strdup (line + strlen ("ready "));
  return printer;
}

void
fake_printer_free (FakePrinter *printer)
{
  g_subprocess_send_signal (printer->process, SIGTERM);
  g_subprocess_wait (printer->process, NULL, NULL);
  g_object_unref (printer->process);
  aft_temp_dir_free (printer->dir);
  g_free (printer->address);
  g_free (printer);
}

GPtrArray *
fake_printer_list_slips (FakePrinter *printer)
{
  const AftJsonLimits limits = { REPORT_MAX_BYTES, 8 };
  GPtrArray *slips = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_value_unref);
  for (guint i = 1;; i++)
    {
      gsize length = 0;
      g_autofree char *name = g_strdup_printf ("job-%03u.json", i);
      g_autofree char *path = aft_temp_dir_dup_path (printer->dir, name);
      g_autofree char *text = NULL;
      if (!g_file_get_contents (path, &text, &length, NULL))
        return slips;
      g_autoptr (AftValue) report = aft_json_parse (text, length, &limits, NULL);
      g_assert_nonnull (report);
      if (aft_value_get_length (aft_value_get_member (report, "rasters")) > 0)
        g_ptr_array_add (slips, g_steal_pointer (&report));
    }
}

GPtrArray *
fake_printer_wait_for_slips (FakePrinter *printer, guint least)
{
  gint64 end_us = g_get_monotonic_time () + AFT_PATIENCE_US;
  g_autoptr (GPtrArray) slips = fake_printer_list_slips (printer);
  while (slips->len < least)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_usleep (PAUSE_US);
      g_clear_pointer (&slips, g_ptr_array_unref);
      slips = fake_printer_list_slips (printer);
    }
  return g_steal_pointer (&slips);
}

AftPrinterPeer
fake_printer_make_peer (const char *address)
{
  g_autoptr (GError) error = NULL;
  AftPrinterPeer peer = { .patience = { .answer_ms = 5000, .stall_ms = 20000 } };
  g_assert_true (aft_printer_address_read (address, &peer.address, &error));
  g_assert_no_error (error);
  return peer;
}

AftSlip *
fake_printer_make_slip (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSlipContent content = {
    .language = AFT_LANGUAGE_ZH_CN,
    .house_name = "老灶火锅",
    .time_ms = G_GINT64_CONSTANT (1700000000000),
    .zone = zone,
    .table = "12",
    .case_number = "A-0042",
    .follow_up = "https://example.org/f/AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKA",
    .telephone = "021 5555 0199",
    .next = "值班经理今天就会看这件事。",
  };
  return aft_slip_new (&content);
}
