/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --test-slip: what a guest's slip will look like, as a picture or on the printer itself, before
 * the first guest gets one. The settings are the only thing it reads; drawing and printing are
 * those of every other slip. */
#include "aft-slip-command.h"

#include <stdio.h>
#include <stdlib.h>

#include "aft-clock.h"
#include "aft-error.h"
#include "aft-kiosk-config.h"
#include "aft-language-switch.h"
#include "aft-printer-job.h"

#define USED_WRONGLY   2
#define NARROW_PAPER   58
#define WIDE_PAPER     80
#define PICTURE_ENDING ".png"

static gboolean
is_picture (const char *to)
{
  g_autofree char *name = g_ascii_strdown (to, -1);
  return g_str_has_suffix (name, PICTURE_ENDING);
}

/* What the command line says must be right before anything is read or drawn. */
static gboolean
check_options (const AftSlipCommandOptions *options, AftPrinterAddress *ret_address, GError **error)
{
  const char *language = options->language;
  if (options->paper_mm != 0 && options->paper_mm != NARROW_PAPER
      && options->paper_mm != WIDE_PAPER)
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "paper is %d or %d mm wide, not %d",
                 NARROW_PAPER, WIDE_PAPER, options->paper_mm);
  else if (language != NULL
           && !g_str_equal (aft_language_get_tag (aft_language_from_tag (language)), language))
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "\"%s\" is not zh-CN, zh-TW or en", language);
  else
    return is_picture (options->to) || aft_printer_address_read (options->to, ret_address, error);
  return FALSE;
}

static AftSlip *
make_slip (AftConfig *config, AftLanguage language)
{
  g_autoptr (AftClock) clock = aft_clock_new_system ();
  g_autoptr (GTimeZone) zone = aft_kiosk_config_dup_zone (config);
  const AftSlipContent content = {
    .language = language,
    .house_name = aft_kiosk_config_get_house_name (config, language),
    .time_ms = aft_clock_get_real_ms (clock),
    .zone = zone,
    .telephone = aft_config_get_text (config, "house", "telephone"),
  };
  AftLanguage before = aft_language_from_tag (g_getenv ("LANGUAGE"));
  aft_language_switch_to (language);
  AftSlip *slip = aft_slip_new_sample (&content, aft_config_get_text (config, "kiosk", "letter"),
                                       aft_config_get_text (config, "house", "public-address"));
  /* What may go wrong later is for whoever called the program. */
  aft_language_switch_to (before);
  return slip;
}

static gboolean
save_picture (const AftSlip *slip, AftSlipPaper paper, const char *path, GError **error)
{
  g_autoptr (AftRaster) raster = aft_slip_draw (slip, paper, error);
  g_autoptr (GBytes) png = raster != NULL ? aft_raster_to_png (raster, error) : NULL;
  gsize length;
  if (png == NULL)
    return FALSE;
  const char *bytes = g_bytes_get_data (png, &length);
  return g_file_set_contents (path, bytes, (gssize) length, error);
}

static gboolean
print_slip (const AftSlip *slip, AftSlipPaper paper, AftPrinterPeer *printer, GError **error)
{
  return aft_printer_job_print (printer, slip, paper, NULL, error) == AFT_PRINT_PRINTED;
}

static int
fail (const char *what, const GError *error, int status)
{
  fprintf (stderr, "aftertaste-kiosk: %s%s%s\n", what, *what != '\0' ? ": " : "", error->message);
  return status;
}

int
aft_slip_command_run (const AftSlipCommandOptions *options)
{
  g_auto (AftPrinterPeer) printer = { 0 };
  g_autoptr (GError) error = NULL;
  if (!check_options (options, &printer.address, &error))
    return fail ("", error, USED_WRONGLY);
  g_autoptr (AftConfig) config = aft_kiosk_config_load (options->config_file, &error);
  if (config == NULL)
    return fail ("", error, USED_WRONGLY);
  AftLanguage language = options->language != NULL ? aft_language_from_tag (options->language)
                                                   : aft_kiosk_config_get_language (config);
  gint64 paper_mm = options->paper_mm != 0 ? options->paper_mm
                                           : aft_config_get_integer (config, "printer", "paper");
  AftSlipPaper paper = aft_slip_paper (
      (guint) paper_mm, (guint) aft_config_get_integer (config, "printer", "resolution"));
  g_autoptr (AftSlip) slip = make_slip (config, language);
  gboolean is_done = is_picture (options->to) ? save_picture (slip, paper, options->to, &error)
                                              : print_slip (slip, paper, &printer, &error);
  return is_done ? EXIT_SUCCESS : fail (options->to, error, EXIT_FAILURE);
}
