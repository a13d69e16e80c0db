/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a receipt printer says of itself: the questions and the bits of their answers, and the words
 * for them. Who asks, and when, is elsewhere. Bits: Epson's "ESC/POS Command Reference", DLE EOT
 * and GS r. */
#include "aft-printer-status.h"

#include <glib/gi18n.h>

#define DLE 0x10
#define EOT 0x04

/* Bits 0, 1, 4 and 7 are the same in every answer to DLE EOT. */
#define ANSWER_MASK 0x93
#define ANSWER      0x12
/* GS r 1: bits 4 and 7 are 0, which tells it from the ones above. */
#define PAPER_MASK 0x90

#define PRINTER_OFFLINE  0x08 /* 1 */
#define CAUSE_COVER      0x04 /* 2 */
#define CAUSE_PAPER      0x20
#define CAUSE_ERROR      0x40
#define ERROR_ANY        0x6c /* 3: recoverable, cutter, unrecoverable, recovers by itself */
#define SENSOR_LOW       0x0c /* 4 */
#define SENSOR_OUT       0x60
#define PAPER_SENSOR_OUT 0x0c /* GS r 1 */

gboolean
aft_printer_state_can_print (AftPrinterState state)
{
  return state == AFT_PRINTER_READY || state == AFT_PRINTER_PAPER_LOW;
}

const char *
aft_printer_state_get_name (AftPrinterState state)
{
  const char *const names[] = {
    [AFT_PRINTER_NONE] = NULL,
    [AFT_PRINTER_UNASKED] = "unknown",
    [AFT_PRINTER_READY] = "ready",
    [AFT_PRINTER_PAPER_LOW] = "paper-low",
    [AFT_PRINTER_PAPER_OUT] = "paper-out",
    [AFT_PRINTER_COVER_OPEN] = "cover-open",
    [AFT_PRINTER_OFFLINE] = "offline",
    [AFT_PRINTER_FAULT] = "fault",
    [AFT_PRINTER_SILENT] = "silent",
    [AFT_PRINTER_AWAY] = "away",
  };
  return names[state];
}

const char *
aft_printer_state_get_sentence (AftPrinterState state)
{
  const char *const sentences[] = {
    [AFT_PRINTER_NONE] = N_ ("No printer is set up."),
    [AFT_PRINTER_UNASKED] = N_ ("The printer is being asked how it is …"),
    [AFT_PRINTER_READY] = N_ ("The printer is ready."),
    [AFT_PRINTER_PAPER_LOW] = N_ ("The printer needs a new roll of paper soon."),
    [AFT_PRINTER_PAPER_OUT] = N_ ("The printer has no paper."),
    [AFT_PRINTER_COVER_OPEN] = N_ ("The printer's cover is open."),
    [AFT_PRINTER_OFFLINE] = N_ ("The printer is switched to off-line."),
    [AFT_PRINTER_FAULT] = N_ ("The printer has a fault: switch it off and on again."),
    [AFT_PRINTER_SILENT] = N_ ("The printer does not answer."),
    [AFT_PRINTER_AWAY] = N_ ("The printer cannot be reached."),
  };
  return _ (sentences[state]);
}

void
aft_printer_status_ask (guint number, guint8 ret_bytes[3])
{
  ret_bytes[0] = DLE;
  ret_bytes[1] = EOT;
  ret_bytes[2] = (guint8) number;
}

gboolean
aft_printer_status_is_answer (guint8 byte)
{
  return (byte & ANSWER_MASK) == ANSWER;
}

gboolean
aft_printer_status_is_paper (guint8 byte)
{
  return (byte & PAPER_MASK) == 0;
}

gboolean
aft_printer_status_is_paper_out (guint8 byte)
{
  return (byte & PAPER_SENSOR_OUT) != 0;
}

AftPrinterState
aft_printer_status_read (const guint8 answers[AFT_PRINTER_QUESTIONS])
{
  if ((answers[1] & CAUSE_COVER) != 0)
    return AFT_PRINTER_COVER_OPEN;
  if ((answers[1] & CAUSE_PAPER) != 0 || (answers[3] & SENSOR_OUT) != 0)
    return AFT_PRINTER_PAPER_OUT;
  if ((answers[1] & CAUSE_ERROR) != 0 || (answers[2] & ERROR_ANY) != 0)
    return AFT_PRINTER_FAULT;
  if ((answers[0] & PRINTER_OFFLINE) != 0)
    return AFT_PRINTER_OFFLINE;
  return (answers[3] & SENSOR_LOW) != 0 ? AFT_PRINTER_PAPER_LOW : AFT_PRINTER_READY;
}
