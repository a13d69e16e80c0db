/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a slip says: the house's and the case's texts made safe for paper, and the slip's own words
 * around them. Whatever comes from elsewhere is held to a length, so that nothing prints for ever.
 * How it looks is aft-slip-drawing.c's. */
#include "aft-slip.h"

#include <glib/gi18n.h>
#include <string.h>

#include "aft-slip-private.h"

/* Characters that are printed of a text at most. */
#define MOST_NAME      120
#define MOST_TABLE     24
#define MOST_NUMBER    16
#define MOST_TELEPHONE 40
#define MOST_SENTENCE  400
#define MOST_ADDRESS   1000 /* bytes; a longer one is no address */

#define SAMPLE_TABLE "8"
#define SAMPLE_TOKEN "AftertastePrintsThisToTryThePrinterItOpensNothingAtAll0"

struct _AftSlip
{
  AftLanguage language;
  char *texts[AFT_SLIP_PARTS];
};

/* @text as one line of at most @most characters; "" for NULL. Newly allocated. */
static char *
make_safe (const char *text, glong most)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *safe = g_string_new (NULL);
  const char *place = valid;
  for (glong i = 0; *place != '\0' && i < most; i++, place = g_utf8_next_char (place))
    {
      gunichar character = g_utf8_get_char (place);
      GUnicodeType type = g_unichar_type (character);
      gboolean is_blank = type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR
                          || type == G_UNICODE_PARAGRAPH_SEPARATOR;
      g_string_append_unichar (safe, is_blank ? ' ' : character);
    }
  if (*place != '\0')
    g_string_append (safe, "…");
  return g_strstrip (g_string_free (safe, FALSE));
}

static char *
make_time (gint64 time_ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/* "2026-11-22 19:42 · 8 桌" */
static char *
make_visit (const AftSlipContent *content)
{
  g_autofree char *time = make_time (content->time_ms, content->zone);
  g_autofree char *name = make_safe (content->table, MOST_TABLE);
  if (*name == '\0')
    return g_steal_pointer (&time);
  g_autofree char *table = g_strdup_printf (_ ("Table %s"), name);
  return g_strjoin (AFT_SLIP_DIVIDER, time, table, NULL);
}

/* The number on one line. */
static char *
make_telephone (const char *telephone)
{
  g_autofree char *safe = make_safe (telephone, MOST_TELEPHONE);
  g_auto (GStrv) parts = g_strsplit (safe, " ", -1);
  g_autofree char *number = g_strjoinv ("\u00a0", parts);
  return *number != '\0' ? g_strdup_printf (_ ("Questions? Call %s"), number) : g_strdup ("");
}

AftSlip *
aft_slip_new (const AftSlipContent *content)
{
  AftSlip *slip = g_atomic_rc_box_new0 (AftSlip);
  char **texts = slip->texts;
  const char *address = content->follow_up != NULL ? content->follow_up : "";
  gboolean has_address = *address != '\0' && strlen (address) <= MOST_ADDRESS;

  slip->language = content->language;
  texts[AFT_SLIP_MARK] = g_strdup ("");
  texts[AFT_SLIP_HOUSE] = make_safe (content->house_name, MOST_NAME);
  texts[AFT_SLIP_VISIT] = make_visit (content);
  texts[AFT_SLIP_NUMBER] = make_safe (content->case_number, MOST_NUMBER);
  texts[AFT_SLIP_NUMBER_TITLE]
      = g_strdup (*texts[AFT_SLIP_NUMBER] != '\0' ? _ ("Your case number") : "");
  texts[AFT_SLIP_CODE] = make_safe (has_address ? address : "", MOST_ADDRESS);
  texts[AFT_SLIP_CODE_TITLE]
      = g_strdup (has_address ? _ ("Scan it to see what we do about it") : "");
  texts[AFT_SLIP_ADDRESS] = g_strdup (texts[AFT_SLIP_CODE]);
  texts[AFT_SLIP_NEXT] = make_safe (content->next, MOST_SENTENCE);
  texts[AFT_SLIP_TELEPHONE] = make_telephone (content->telephone);
  return slip;
}

AftSlip *
aft_slip_ref (AftSlip *slip)
{
  return g_atomic_rc_box_acquire (slip);
}

static void
clear_slip (gpointer data)
{
  AftSlip *slip = data;
  for (guint i = 0; i < AFT_SLIP_PARTS; i++)
    g_free (slip->texts[i]);
}

void
aft_slip_unref (AftSlip *slip)
{
  if (slip != NULL)
    g_atomic_rc_box_release_full (slip, clear_slip);
}

AftSlip *
aft_slip_new_sample (const AftSlipContent *content, const char *letter, const char *public_address)
{
  g_autofree char *number = g_strdup_printf ("%s-0000", letter);
  AftSlipContent sample = *content;
  g_autofree char *address = NULL;
  if (public_address != NULL && *public_address != '\0')
    address = g_strdup_printf ("%s%sf/" SAMPLE_TOKEN, public_address,
                               g_str_has_suffix (public_address, "/") ? "" : "/");
  sample.table = SAMPLE_TABLE;
  sample.case_number = number;
  sample.follow_up = address;
  sample.next = _ ("This slip only tries the printer. Nobody has complained.");
  return aft_slip_new (&sample);
}

AftLanguage
aft_slip_get_language (const AftSlip *slip)
{
  return slip->language;
}

const char *
aft_slip_get_text (const AftSlip *slip, AftSlipPart part)
{
  return slip->texts[part];
}
