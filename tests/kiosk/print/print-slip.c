/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws one slip as the kiosk does and leaves its parts for test-slip-paper.py to look at:
 *
 *   print-slip LANGUAGE 58|80 ADDRESS HOUSE TABLE PREFIX
 *
 * PREFIX.bin is the job for a receipt printer, PREFIX.png what was drawn, PREFIX.json where the
 * parts are. An ADDRESS or a TABLE of "" is none. */
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>

#include "aft-escpos.h"
#include "aft-slip-private.h"

#define VISIT_MS 1795347720000 /* 2026-11-22 19:42 in Shanghai */

static void
save (const char *prefix, const char *ending, GBytes *bytes)
{
  g_autofree char *path = g_strconcat (prefix, ending, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
save_places (const char *prefix, const AftSlipPlace *places, guint module, guint height)
{
  const char *const names[AFT_SLIP_PARTS]
      = { "mark", "house",      "visit",   "number-title", "number",
          "code", "code-title", "address", "next",         "telephone" };
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "{\"module\": %u, \"height\": %u", module, height);
  for (guint i = 0; i < AFT_SLIP_PARTS; i++)
    g_string_append_printf (text, ",\n\"%s\": [%u, %u, %u, %u]", names[i], places[i].x, places[i].y,
                            places[i].width, places[i].height);
  g_string_append (text, "}\n");
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);
  save (prefix, ".json", bytes);
}

/* As the kiosk does it, but that it has no window: see kiosk/aft-language-switch.c. */
static void
speak (AftLanguage language)
{
  const char *folder = g_getenv ("AFTERTASTE_LOCALE_DIR");
  g_assert_nonnull (folder);
  g_setenv ("LOCPATH", folder, FALSE);
  g_setenv ("LANGUAGE", aft_language_get_catalogue (language), TRUE);
  if (setlocale (LC_ALL, "aftertaste.UTF-8") == NULL)
    setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain ("aftertaste", folder);
  bind_textdomain_codeset ("aftertaste", "UTF-8");
  textdomain ("aftertaste");
}

static AftSlip *
make_slip (char **arguments)
{
  const char *const next[AFT_LANGUAGES] = {
    [AFT_LANGUAGE_ZH_CN] = "谢谢您告诉我们。值班经理今天就会看这件事。",
    [AFT_LANGUAGE_ZH_TW] = "謝謝您告訴我們。當班主管今天就會處理這件事。",
    [AFT_LANGUAGE_EN] = "Thank you for telling us. The manager on duty will look into it today.",
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  AftSlipContent content = {
    .language = aft_language_from_tag (arguments[1]),
    .house_name = arguments[4],
    .time_ms = VISIT_MS,
    .zone = zone,
    .table = arguments[5],
    .case_number = "A-0042",
    .follow_up = arguments[3],
    .telephone = "+86 20 8123 4567",
  };
  content.next = next[content.language];
  return aft_slip_new (&content);
}

int
main (int argc, char **argv)
{
  AftSlipPlace places[AFT_SLIP_PARTS];
  guint module;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (argc, ==, 7);
  speak (aft_language_from_tag (argv[1]));
  g_autoptr (AftSlip) slip = make_slip (argv);
  AftSlipPaper paper = aft_slip_paper ((guint) atoi (argv[2]), AFT_SLIP_DOTS_PER_INCH);
  g_autoptr (AftRaster) raster = aft_slip_draw_parts (slip, paper, places, &module, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) job = aft_escpos_make_job (raster, 0);
  g_autoptr (GBytes) png = aft_raster_to_png (raster, &error);
  g_assert_no_error (error);
  save (argv[6], ".bin", job);
  save (argv[6], ".png", png);
  save_places (argv[6], places, module, aft_raster_get_height (raster));
  return EXIT_SUCCESS;
}
