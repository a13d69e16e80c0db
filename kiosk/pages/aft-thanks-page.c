/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thanks: what happens next, the case number and its QR code where there is a case, and the
 * ring that shows how long they stay. Says nothing that is not certain without a network; who comes
 * is said when somebody of the house has said so. */
#include "aft-thanks-page.h"

#include <string.h>

#include <glib/gi18n.h>

#include "aft-qr-texture.h"
#include "aft-ring.h"

#define NEWS_SECONDS 15 /* in which it can be read, whenever it comes */

struct _AftThanksPage
{
  GtkBox parent_instance;
  GtkWidget *mark;
  GtkLabel *message;
  GtkLabel *what_next;
  GtkWidget *arrival;
  GtkLabel *who;
  GtkWidget *case_card;
  GtkLabel *case_number;
  GtkLabel *telephone;
  GtkWidget *print;
  GtkWidget *slip;
  GtkLabel *slip_state;
  GtkWidget *qr_card;
  GtkPicture *qr;
  GtkWidget *complain;
  AftRing *ring;
  double total_seconds;
};

enum
{
  SIGNAL_DONE,
  SIGNAL_COMPLAINED,
  SIGNAL_SLIP_ASKED,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftThanksPage, aft_thanks_page, GTK_TYPE_BOX)

double
aft_thanks_page_get_left_seconds (AftThanksPage *page)
{
  return aft_ring_get_left_seconds (page->ring);
}

static void
on_done (GObject *object, AftThanksPage *page)
{
  g_signal_emit (page, signals[SIGNAL_DONE], 0);
}

static void
on_complain_clicked (GtkButton *button, AftThanksPage *page)
{
  g_signal_emit (page, signals[SIGNAL_COMPLAINED], 0);
}

/* There is something new on the page. */
static void
stay_a_while (AftThanksPage *page)
{
  if (aft_ring_get_left_seconds (page->ring) < NEWS_SECONDS)
    aft_ring_start (page->ring, NEWS_SECONDS, MAX (page->total_seconds, NEWS_SECONDS));
}

/* A sentence ends with its full stop and the blanks after it. */
const char *
aft_thanks_find_next (const char *message)
{
  for (const char *at = message; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      const char *after = g_utf8_next_char (at);
      gboolean is_wide = character == 0x3002 || character == 0xff01; /* 。 ！ */
      gboolean is_narrow = (character == '.' || character == '!') && *after == ' ';
      if (is_wide || is_narrow)
        return after + strspn (after, " ");
    }
  return message + strlen (message);
}

/* The first sentence thanks, large; what follows says what happens next. */
static void
show_message (AftThanksPage *page, const char *message)
{
  const char *second = aft_thanks_find_next (message);
  g_autofree char *first = g_strndup (message, (gsize) (second - message));
  gtk_label_set_label (page->message, g_strchomp (first));
  gtk_label_set_label (page->what_next, second);
  gtk_widget_set_visible (GTK_WIDGET (page->what_next), *second != '\0');
}

/* An address too long for a code shows none; the number still stands there. */
static void
show_follow_up (AftThanksPage *page, const char *address)
{
  g_autoptr (GdkTexture) texture = address != NULL ? aft_qr_texture_new (address) : NULL;
  gtk_widget_set_visible (page->qr_card, texture != NULL);
  if (texture != NULL)
    gtk_picture_set_paintable (page->qr, GDK_PAINTABLE (texture));
}

/* A number or a name is not broken between two lines. */
static char *
keep_together (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  return g_strjoinv ("\u00a0", parts);
}

char *
aft_thanks_dup_arrival (const char *name)
{
  g_autofree char *whole = keep_together (name);
  return *name != '\0' ? g_strdup_printf (_ ("%s is coming to you now"), whole)
                       : g_strdup (_ ("A member of staff is coming to you now"));
}

static void
show_arrival (AftThanksPage *page, const char *name)
{
  g_autofree char *text = aft_thanks_dup_arrival (name);
  gtk_label_set_label (page->who, text);
  gtk_widget_set_visible (page->arrival, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (page->what_next), FALSE);
}

void
aft_thanks_page_set_arrival (AftThanksPage *page, const char *name)
{
  show_arrival (page, name);
  stay_a_while (page);
}

/* -- the slip -------------------------------------------------------------------------------- */

static void
on_print_clicked (GtkButton *button, AftThanksPage *page)
{
  stay_a_while (page);
  g_signal_emit (page, signals[SIGNAL_SLIP_ASKED], 0);
}

static const char *
get_slip_sentence (AftThanksPage *page, AftThanksSlip slip)
{
  switch (slip)
    {
    case AFT_THANKS_SLIP_PRINTING:
      return _ ("Your slip is being printed …");
    case AFT_THANKS_SLIP_PRINTED:
      return _ ("Your slip is printed. Please take it with you.");
    case AFT_THANKS_SLIP_PROBLEM:
      return gtk_widget_get_visible (page->qr_card)
                 ? _ ("The printer has a problem. The code on the screen is the same.")
                 : _ ("The printer has a problem. Please note the number on the screen.");
    case AFT_THANKS_SLIP_NONE:
    case AFT_THANKS_SLIP_OFFERED:
    default:
      return "";
    }
}

void
aft_thanks_page_set_slip (AftThanksPage *page, AftThanksSlip slip)
{
  const char *sentence = get_slip_sentence (page, slip);
  gtk_widget_set_visible (page->print, slip == AFT_THANKS_SLIP_OFFERED);
  gtk_widget_set_visible (page->slip, *sentence != '\0');
  gtk_label_set_label (page->slip_state, sentence);
}

static void
show_case (AftThanksPage *page, const AftThanks *thanks)
{
  gtk_widget_set_visible (page->case_card, thanks->case_number != NULL);
  gtk_widget_set_visible (page->mark, thanks->case_number == NULL);
  if (thanks->case_number == NULL)
    return;
  gtk_label_set_label (page->case_number, thanks->case_number);
  gboolean has_telephone = thanks->telephone != NULL && *thanks->telephone != '\0';
  gtk_widget_set_visible (GTK_WIDGET (page->telephone), has_telephone);
  if (has_telephone)
    {
      g_autofree char *number = keep_together (thanks->telephone);
      g_autofree char *text = g_strdup_printf (_ ("Questions? Call %s"), number);
      gtk_label_set_label (page->telephone, text);
    }
}

GtkWidget *
aft_thanks_page_new (const AftThanks *thanks)
{
  AftThanksPage *page = g_object_new (AFT_TYPE_THANKS_PAGE, NULL);
  show_message (page, thanks->message != NULL ? thanks->message : _ ("Thank you!"));
  show_case (page, thanks);
  show_follow_up (page, thanks->case_number != NULL ? thanks->follow_up : NULL);
  aft_thanks_page_set_slip (page, thanks->slip);
  gtk_widget_set_visible (page->complain, thanks->can_complain);
  if (thanks->arrival != NULL)
    show_arrival (page, thanks->arrival);
  page->total_seconds = thanks->total_seconds;
  aft_ring_start (page->ring, thanks->seconds, thanks->total_seconds);
  return GTK_WIDGET (page);
}

static void
aft_thanks_page_class_init (AftThanksPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  g_type_ensure (AFT_TYPE_RING);
  signals[SIGNAL_DONE] = g_signal_new ("done", AFT_TYPE_THANKS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COMPLAINED] = g_signal_new ("complained", AFT_TYPE_THANKS_PAGE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SLIP_ASKED] = g_signal_new ("slip-asked", AFT_TYPE_THANKS_PAGE, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-thanks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, message);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, what_next);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, arrival);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, who);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, mark);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, case_card);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, case_number);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, telephone);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, print);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, slip);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, slip_state);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, qr_card);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, qr);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, complain);
  gtk_widget_class_bind_template_child (widget_class, AftThanksPage, ring);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
  gtk_widget_class_bind_template_callback (widget_class, on_complain_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_print_clicked);
}

static void
aft_thanks_page_init (AftThanksPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
