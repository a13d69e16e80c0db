/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printers that speak IPP Everywhere (RFC 8011, PWG 5100.14), through libcups and without a CUPS
 * daemon: how one is, and one slip as one job, whose end the printer tells. */
#include "aft-printer-ipp.h"

#include <cups/cups.h>

#include "aft-error.h"

#define ANSWER_MS 3000
#define STALL_MS  20000
#define POLL_MS   250
#define USER      "aftertaste-kiosk"
#define FORMAT    "application/pdf"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (http_t, httpClose)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ipp_t, ippDelete)

static int
on_timeout (http_t *http, void *data)
{
  return 0; /* give up */
}

static http_t *
connect_to (const AftPrinterPeer *peer)
{
  guint answer_ms = peer->patience.answer_ms > 0 ? peer->patience.answer_ms : ANSWER_MS;
  const AftPrinterAddress *address = &peer->address;
  http_t *http = httpConnect2 (address->host, (int) address->port, NULL, AF_UNSPEC,
                               HTTP_ENCRYPTION_NEVER, 1, (int) answer_ms, NULL);
  if (http != NULL)
    httpSetTimeout (http, answer_ms / 1000.0, on_timeout, NULL);
  return http;
}

static ipp_t *
begin_request (const AftPrinterPeer *peer, ipp_op_t operation)
{
  char uri[HTTP_MAX_URI];
  const AftPrinterAddress *address = &peer->address;
  ipp_t *request = ippNewRequest (operation);
  httpAssembleURI (HTTP_URI_CODING_ALL, uri, sizeof uri, "ipp", NULL, address->host,
                   (int) address->port, address->path);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
  return request;
}

static void
add_user (ipp_t *request)
{
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, USER);
}

/* -- how it is ------------------------------------------------------------------------------- */

/* RFC 8011 §5.4.12; what keeps it from printing comes first. */
static AftPrinterState
read_reasons (ipp_attribute_t *reasons)
{
  static const struct
  {
    const char *prefix;
    AftPrinterState state;
  } meanings[] = {
    { "cover-open", AFT_PRINTER_COVER_OPEN },
    { "door-open", AFT_PRINTER_COVER_OPEN },
    { "interlock-open", AFT_PRINTER_COVER_OPEN },
    { "media-empty", AFT_PRINTER_PAPER_OUT },
    { "media-needed", AFT_PRINTER_PAPER_OUT },
    { "media-jam", AFT_PRINTER_FAULT },
    { "paused", AFT_PRINTER_OFFLINE },
    { "shutdown", AFT_PRINTER_OFFLINE },
    { "stopped", AFT_PRINTER_OFFLINE },
    { "offline", AFT_PRINTER_OFFLINE },
    { "media-low", AFT_PRINTER_PAPER_LOW },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    for (int j = 0; reasons != NULL && j < ippGetCount (reasons); j++)
      if (g_str_has_prefix (ippGetString (reasons, j, NULL), meanings[i].prefix))
        return meanings[i].state;
  for (int j = 0; reasons != NULL && j < ippGetCount (reasons); j++)
    if (g_str_has_suffix (ippGetString (reasons, j, NULL), "-error"))
      return AFT_PRINTER_FAULT;
  return AFT_PRINTER_READY;
}

static AftPrinterState
read_state (ipp_t *response)
{
  ipp_attribute_t *state = ippFindAttribute (response, "printer-state", IPP_TAG_ENUM);
  ipp_attribute_t *takes_jobs
      = ippFindAttribute (response, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  AftPrinterState said
      = read_reasons (ippFindAttribute (response, "printer-state-reasons", IPP_TAG_KEYWORD));
  if (!aft_printer_state_can_print (said))
    return said;
  if (takes_jobs != NULL && !ippGetBoolean (takes_jobs, 0))
    return AFT_PRINTER_OFFLINE;
  if (state != NULL && ippGetInteger (state, 0) == IPP_PSTATE_STOPPED)
    return AFT_PRINTER_FAULT;
  return said;
}

static AftPrinterState
ask_state (http_t *http, const AftPrinterPeer *peer)
{
  static const char *const wanted[]
      = { "printer-state", "printer-state-reasons", "printer-is-accepting-jobs" };
  ipp_t *request = begin_request (peer, IPP_OP_GET_PRINTER_ATTRIBUTES);
  add_user (request);
  ippAddStrings (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                 G_N_ELEMENTS (wanted), NULL, wanted);
  g_autoptr (ipp_t) response = cupsDoRequest (http, request, peer->address.path);
  if (response == NULL || ippGetStatusCode (response) >= IPP_STATUS_REDIRECTION_OTHER_SITE)
    return AFT_PRINTER_SILENT;
  return read_state (response);
}

AftPrinterState
aft_printer_ipp_look (const AftPrinterPeer *peer)
{
  g_autoptr (http_t) http = connect_to (peer);
  return http != NULL ? ask_state (http, peer) : AFT_PRINTER_AWAY;
}

/* -- a slip ---------------------------------------------------------------------------------- */

static ipp_t *
make_print_request (const AftPrinterPeer *peer)
{
  ipp_t *request = begin_request (peer, IPP_OP_PRINT_JOB);
  add_user (request);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, "slip");
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL, FORMAT);
  ippAddString (request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", NULL, "none");
  return request;
}

/* The printer's answer; NULL: none came, and it may have it all the same. */
static ipp_t *
send_slip (http_t *http, const AftPrinterPeer *peer, ipp_t *request, GBytes *pdf)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (pdf, &length);
  gsize whole = ippLength (request) + length;
  http_status_t status = cupsSendRequest (http, request, peer->address.path, whole);
  if (status == HTTP_STATUS_CONTINUE)
    status = cupsWriteRequestData (http, data, length);
  return cupsGetResponse (http, peer->address.path);
}

/* A printer that is busy has taken nothing, and is asked again. The job's number; 0 with the
 * outcome where there is none. */
static int
give_slip (http_t *http,
           AftPrinterPeer *peer,
           ipp_t *request,
           GBytes *pdf,
           guint stall_ms,
           AftPrintOutcome *ret_outcome)
{
  for (guint passed_ms = 0; passed_ms < stall_ms; passed_ms += POLL_MS)
    {
      g_autoptr (ipp_t) response = send_slip (http, peer, request, pdf);
      ipp_status_t status = response != NULL ? ippGetStatusCode (response) : cupsLastError ();
      ipp_attribute_t *number
          = response != NULL ? ippFindAttribute (response, "job-id", IPP_TAG_INTEGER) : NULL;
      *ret_outcome = response == NULL || number != NULL ? AFT_PRINT_UNKNOWN : AFT_PRINT_REFUSED;
      if (number != NULL)
        return ippGetInteger (number, 0);
      if (status != IPP_STATUS_ERROR_BUSY)
        return 0;
      *ret_outcome = AFT_PRINT_REFUSED;
      g_usleep (POLL_MS * G_GUINT64_CONSTANT (1000));
    }
  return 0;
}

/* 0: it does not say. */
static ipp_jstate_t
ask_job (http_t *http, const AftPrinterPeer *peer, int number)
{
  ipp_t *request = begin_request (peer, IPP_OP_GET_JOB_ATTRIBUTES);
  ippAddInteger (request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", number);
  add_user (request);
  ippAddString (request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", NULL,
                "job-state");
  g_autoptr (ipp_t) response = cupsDoRequest (http, request, peer->address.path);
  ipp_attribute_t *state
      = response != NULL ? ippFindAttribute (response, "job-state", IPP_TAG_ENUM) : NULL;
  return state != NULL ? (ipp_jstate_t) ippGetInteger (state, 0) : 0;
}

static void
cancel_job (http_t *http, const AftPrinterPeer *peer, int number)
{
  ipp_t *request = begin_request (peer, IPP_OP_CANCEL_JOB);
  ippAddInteger (request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", number);
  add_user (request);
  ippDelete (cupsDoRequest (http, request, peer->address.path));
}

static gboolean
wait_for_job (http_t *http,
              const AftPrinterPeer *peer,
              int number,
              guint stall_ms,
              GCancellable *cancellable)
{
  for (guint passed_ms = 0; passed_ms < stall_ms; passed_ms += POLL_MS)
    {
      ipp_jstate_t state = ask_job (http, peer, number);
      if (state == IPP_JSTATE_COMPLETED)
        return TRUE;
      if (state == 0 || state > IPP_JSTATE_STOPPED || g_cancellable_is_cancelled (cancellable))
        break;
      g_usleep (POLL_MS * G_GUINT64_CONSTANT (1000));
    }
  cancel_job (http, peer, number);
  return FALSE;
}

static AftPrintOutcome
print_on (http_t *http,
          AftPrinterPeer *peer,
          ipp_t *request,
          GBytes *pdf,
          GCancellable *cancellable)
{
  guint stall_ms = peer->patience.stall_ms > 0 ? peer->patience.stall_ms : STALL_MS;
  AftPrintOutcome outcome = AFT_PRINT_REFUSED;
  peer->state = ask_state (http, peer);
  if (!aft_printer_state_can_print (peer->state))
    return AFT_PRINT_REFUSED;
  int number = give_slip (http, peer, request, pdf, stall_ms, &outcome);
  if (number > 0 && wait_for_job (http, peer, number, stall_ms, cancellable))
    return AFT_PRINT_PRINTED;
  peer->state = ask_state (http, peer);
  return outcome;
}

AftPrintOutcome
aft_printer_ipp_print (AftPrinterPeer *peer,
                       const AftRaster *raster,
                       guint dots_per_inch,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GBytes) pdf = aft_raster_to_pdf (raster, dots_per_inch, error);
  if (pdf == NULL)
    return AFT_PRINT_REFUSED;
  g_autoptr (http_t) http = connect_to (peer);
  if (http == NULL)
    peer->state = AFT_PRINTER_AWAY;
  g_autoptr (ipp_t) request = make_print_request (peer);
  AftPrintOutcome outcome
      = http != NULL ? print_on (http, peer, request, pdf, cancellable) : AFT_PRINT_REFUSED;
  if (outcome != AFT_PRINT_PRINTED)
    g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The printer at %s did not print: %s",
                 peer->address.host, aft_printer_state_get_name (peer->state));
  return outcome;
}
