/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A slip's way onto paper, once: the printer is asked, given the slip picture by picture with a
 * question behind each, and asked behind the cut for its paper, which it answers when it has done
 * all before. What has no such answer is not counted as printed, and not sent again. */
#include "aft-printer-job.h"

#include <string.h>

#include "aft-error.h"
#include "aft-escpos.h"
#include "aft-printer-ipp.h"
#include "aft-printer-link.h"

#define ANSWER_MS     3000
#define STALL_MS      20000
#define PAPER_STATUS  4 /* the question whose answer means least to a printer that prints */
#define PICTURE_BYTES 8 /* GS v 0 m xL xH yL yH */

static const guint8 reset[] = { 0x1b, 0x40 };               /* ESC @ */
static const guint8 ask_for_paper[] = { 0x1d, 0x72, 0x01 }; /* GS r 1 */

void
aft_printer_peer_clear (AftPrinterPeer *peer)
{
  aft_printer_address_clear (&peer->address);
}

static guint
get_answer_ms (const AftPrinterPeer *peer)
{
  return peer->patience.answer_ms > 0 ? peer->patience.answer_ms : ANSWER_MS;
}

static guint
get_stall_ms (const AftPrinterPeer *peer)
{
  return peer->patience.stall_ms > 0 ? peer->patience.stall_ms : STALL_MS;
}

/* What went wrong on the way tells how the printer is, unless somebody gave up. */
static void
note_error (AftPrinterPeer *peer, const GError *error)
{
  if (g_error_matches (error, AFT_ERROR, AFT_ERROR_TIMED_OUT))
    peer->state = AFT_PRINTER_SILENT;
  else if (error->domain == AFT_ERROR)
    peer->state = AFT_PRINTER_AWAY;
}

/* -- questions ------------------------------------------------------------------------------- */

/* What else it said, before or meanwhile, is of no interest: a picture's dots may look like a
 * question to a printer, and it answers that. */
static gboolean
ask (AftPrinterLink *link, guint number, guint timeout_ms, guint8 *ret_answer, GError **error)
{
  guint8 question[3];
  aft_printer_status_ask (number, question);
  aft_printer_link_drain (link);
  if (!aft_printer_link_write (link, question, sizeof question, timeout_ms, error))
    return FALSE;
  do
    if (!aft_printer_link_read (link, ret_answer, timeout_ms, error))
      return FALSE;
  while (!aft_printer_status_is_answer (*ret_answer));
  return TRUE;
}

static gboolean
ask_all (AftPrinterLink *link, AftPrinterPeer *peer, GError **error)
{
  guint8 answers[AFT_PRINTER_QUESTIONS];
  for (guint i = 0; i < AFT_PRINTER_QUESTIONS; i++)
    if (!ask (link, i + 1, get_answer_ms (peer), &answers[i], error))
      return FALSE;
  peer->state = aft_printer_status_read (answers);
  return TRUE;
}

/* A printer that lost the rest of a picture takes what comes next for it: resets fill it up, and do
 * nothing to one that has forgotten it. */
static gboolean
fill_torn (AftPrinterLink *link, AftPrinterPeer *peer, GError **error)
{
  gsize count = (peer->torn_bytes + sizeof reset - 1) / sizeof reset;
  g_autofree guint8 *resets = g_malloc (count * sizeof reset + 1);
  for (gsize i = 0; i < count; i++)
    memcpy (resets + i * sizeof reset, reset, sizeof reset);
  return aft_printer_link_write (link, resets, count * sizeof reset, get_answer_ms (peer), error);
}

/* -- how it is ------------------------------------------------------------------------------- */

static void
look_escpos (AftPrinterPeer *peer, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftPrinterLink) link
      = aft_printer_link_open (&peer->address, get_answer_ms (peer), cancellable, &error);
  if (link == NULL)
    {
      if (!g_cancellable_is_cancelled (cancellable))
        peer->state = AFT_PRINTER_AWAY;
      return;
    }
  if (ask_all (link, peer, &error))
    return;
  note_error (peer, error);
  if (peer->state != AFT_PRINTER_SILENT || peer->torn_bytes == 0)
    return;
  /* Perhaps it took the question for a part of the picture that it lost. */
  if (fill_torn (link, peer, NULL) && ask_all (link, peer, NULL))
    peer->torn_bytes = 0;
}

void
aft_printer_job_look (AftPrinterPeer *peer, GCancellable *cancellable)
{
  if (peer->address.kind == AFT_PRINTER_IPP)
    peer->state = aft_printer_ipp_look (peer);
  else
    look_escpos (peer, cancellable);
}

/* -- a slip ---------------------------------------------------------------------------------- */

/* Of the commands at @bytes: the reset, one picture, or all that is no picture. */
static gsize
measure_piece (const guint8 *bytes, gsize length)
{
  if (length >= sizeof reset && memcmp (bytes, reset, sizeof reset) == 0)
    return sizeof reset;
  if (length < PICTURE_BYTES || bytes[0] != 0x1d || bytes[1] != 'v')
    return length;
  gsize stride = bytes[4] + 256 * (gsize) bytes[5];
  gsize rows = bytes[6] + 256 * (gsize) bytes[7];
  return MIN (PICTURE_BYTES + stride * rows, length);
}

static gboolean
refuse (const AftPrinterPeer *peer, GError **error)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The printer takes no slip: %s",
               aft_printer_state_get_name (peer->state));
  return FALSE;
}

/* Behind a picture: has it taken it, and is there still paper? A slow printer answers late, and one
 * whose paper has ended says so or nothing. */
static gboolean
ask_how_it_goes (AftPrinterLink *link, AftPrinterPeer *peer, GError **error)
{
  guint8 answers[AFT_PRINTER_QUESTIONS] = { 0 };
  if (!ask (link, PAPER_STATUS, get_stall_ms (peer), &answers[PAPER_STATUS - 1], error))
    return FALSE;
  if (aft_printer_state_can_print (aft_printer_status_read (answers)))
    return TRUE;
  return ask_all (link, peer, error) && refuse (peer, error);
}

static gboolean
send_pieces (AftPrinterLink *link, AftPrinterPeer *peer, GBytes *job, GError **error)
{
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (job, &length);
  for (gsize at = 0; at < length;)
    {
      gsize piece = measure_piece (bytes + at, length - at);
      peer->torn_bytes = piece > sizeof reset ? piece : 0;
      if (!aft_printer_link_write (link, bytes + at, piece, get_stall_ms (peer), error))
        return FALSE;
      at += piece;
      if (at < length && piece > sizeof reset && !ask_how_it_goes (link, peer, error))
        return FALSE;
      peer->torn_bytes = 0;
    }
  return TRUE;
}

/* Read in the order in which it came, this answer is behind the slip. */
static gboolean
wait_for_end (AftPrinterLink *link, AftPrinterPeer *peer, GError **error)
{
  guint8 said = 0;
  aft_printer_link_drain (link);
  if (!aft_printer_link_write (link, ask_for_paper, sizeof ask_for_paper, get_stall_ms (peer),
                               error))
    return FALSE;
  do
    if (!aft_printer_link_read (link, &said, get_stall_ms (peer), error))
      return FALSE;
  while (!aft_printer_status_is_paper (said));
  if (!aft_printer_status_is_paper_out (said))
    return TRUE;
  peer->state = AFT_PRINTER_PAPER_OUT;
  return refuse (peer, error);
}

static gboolean
make_ready (AftPrinterLink *link, AftPrinterPeer *peer, GError **error)
{
  if (peer->torn_bytes > 0 && !fill_torn (link, peer, error))
    return FALSE;
  if (!ask_all (link, peer, error))
    return FALSE;
  peer->torn_bytes = 0;
  return aft_printer_state_can_print (peer->state) || refuse (peer, error);
}

static AftPrintOutcome
print_escpos (AftPrinterPeer *peer,
              const AftRaster *raster,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GError) reason = NULL;
  AftPrintOutcome outcome = AFT_PRINT_REFUSED;
  g_autoptr (GBytes) job = aft_escpos_make_job (raster, 0);
  g_autoptr (AftPrinterLink) link
      = aft_printer_link_open (&peer->address, get_answer_ms (peer), cancellable, &reason);
  if (link == NULL)
    peer->state = AFT_PRINTER_AWAY;
  else if (make_ready (link, peer, &reason))
    {
      outcome = AFT_PRINT_UNKNOWN;
      if (send_pieces (link, peer, job, &reason) && wait_for_end (link, peer, &reason))
        return AFT_PRINT_PRINTED;
    }
  if (link != NULL && aft_printer_state_can_print (peer->state))
    note_error (peer, reason);
  g_propagate_error (error, g_steal_pointer (&reason));
  return outcome;
}

AftPrintOutcome
aft_printer_job_print (AftPrinterPeer *peer,
                       const AftSlip *slip,
                       AftSlipPaper paper,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (AftRaster) raster = aft_slip_draw (slip, paper, error);
  if (raster == NULL)
    return AFT_PRINT_REFUSED;
  if (peer->address.kind == AFT_PRINTER_IPP)
    return aft_printer_ipp_print (peer, raster, paper.dots_per_inch, cancellable, error);
  return print_escpos (peer, raster, cancellable, error);
}
