/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a printer is, by its own word. */
typedef enum
{
  AFT_PRINTER_NONE,    /* there is none in the settings */
  AFT_PRINTER_UNASKED, /* nobody has asked it yet */
  AFT_PRINTER_READY,
  AFT_PRINTER_PAPER_LOW, /* prints, and wants a new roll soon */
  AFT_PRINTER_PAPER_OUT,
  AFT_PRINTER_COVER_OPEN,
  AFT_PRINTER_OFFLINE,
  AFT_PRINTER_FAULT,  /* cutter, head, anything that it calls an error */
  AFT_PRINTER_SILENT, /* takes bytes and answers no question */
  AFT_PRINTER_AWAY    /* cannot be reached */
} AftPrinterState;

/* May a slip be sent to it? */
gboolean aft_printer_state_can_print (AftPrinterState state);
/* "paper-out": what is sent to the collector; static. NULL for NONE. */
const char *aft_printer_state_get_name (AftPrinterState state);
/* One sentence for staff, in the program's present language. */
const char *aft_printer_state_get_sentence (AftPrinterState state);

/* -- ESC/POS real-time status, DLE EOT 1 to 4 (Epson, "ESC/POS Command Reference") ------------- */

#define AFT_PRINTER_QUESTIONS 4

/* The three bytes that ask question @number, 1 to AFT_PRINTER_QUESTIONS; each is answered with one
 * byte. */
void aft_printer_status_ask (guint number, guint8 ret_bytes[3]);
/* Is @byte an answer to such a question, by the bits that each of them has? */
gboolean aft_printer_status_is_answer (guint8 byte);
/* @answers: to the four questions in order. What keeps it from printing comes first. */
AftPrinterState aft_printer_status_read (const guint8 answers[AFT_PRINTER_QUESTIONS]);
/* Is @byte an answer to GS r 1, the paper sensors? Such one is behind everything sent before. */
gboolean aft_printer_status_is_paper (guint8 byte);
/* Does that answer say that the paper has come to its end? */
gboolean aft_printer_status_is_paper_out (guint8 byte);

G_END_DECLS
