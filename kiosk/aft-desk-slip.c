/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff see of the printer, and a slip to try it with. When the desk shows it is the desk's.
 */
#include "aft-desk-slip.h"

#include <glib/gi18n.h>

#include "aft-house-slip.h"

void
aft_desk_slip_show (AftPrinter *printer, AftDeskView *view)
{
  AftPrinterState state = aft_printer_get_state (printer);
  view->printer = state != AFT_PRINTER_NONE ? aft_printer_state_get_sentence (state) : NULL;
  view->can_print = aft_printer_is_free (printer);
}

void
aft_desk_slip_try_async (AftPrinter *printer,
                         AftKioskHouse *house,
                         AftLanguage language,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (AftSlip) slip = aft_house_slip_new_sample (house, language);
  aft_printer_print_async (printer, slip, callback, user_data);
}

const char *
aft_desk_slip_try_finish (AftPrinter *printer, GAsyncResult *result)
{
  const char *const notices[] = {
    [AFT_PRINT_PRINTED] = N_ ("The test slip is printed."),
    [AFT_PRINT_REFUSED] = N_ ("The printer did not take the test slip."),
    [AFT_PRINT_UNKNOWN] = N_ ("The printer did not say that the test slip is printed."),
  };
  g_autoptr (GError) error = NULL;
  AftPrintOutcome outcome = aft_printer_print_finish (printer, result, &error);
  if (error != NULL)
    g_warning ("printing a test slip: %s", error->message);
  return notices[outcome];
}
