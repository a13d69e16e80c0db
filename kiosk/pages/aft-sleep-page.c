/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen of a closed house: dark and still. A touch shows when it opens and where to turn
 * meanwhile, for a quarter of a minute. */
#include "aft-sleep-page.h"

#include <glib/gi18n.h>

#define AWAKE_SECONDS 15

struct _AftSleepPage
{
  GtkBox parent_instance;
  GtkWidget *details;
  GtkLabel *opening;
  GtkLabel *text;
  GtkLabel *telephone;
  guint asleep_id;
};

G_DEFINE_FINAL_TYPE (AftSleepPage, aft_sleep_page, GTK_TYPE_BOX)

static gboolean
on_asleep (gpointer user_data)
{
  AftSleepPage *page = user_data;
  page->asleep_id = 0;
  gtk_widget_set_visible (page->details, FALSE);
  return G_SOURCE_REMOVE;
}

void
aft_sleep_page_wake (AftSleepPage *page)
{
  g_clear_handle_id (&page->asleep_id, g_source_remove);
  page->asleep_id = g_timeout_add_seconds (AWAKE_SECONDS, on_asleep, page);
  gtk_widget_set_visible (page->details, TRUE);
}

static const char *
get_weekday (GDateTime *time)
{
  const char *const weekdays[]
      = { N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
          N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday") };
  return _ (weekdays[g_date_time_get_day_of_week (time) - 1]);
}

/* Days between the two dates. */
static int
count_days (GDateTime *from, GDateTime *to)
{
  GDate begin;
  GDate end;
  g_date_clear (&begin, 1);
  g_date_clear (&end, 1);
  g_date_set_dmy (&begin, (GDateDay) g_date_time_get_day_of_month (from),
                  (GDateMonth) g_date_time_get_month (from),
                  (GDateYear) g_date_time_get_year (from));
  g_date_set_dmy (&end, (GDateDay) g_date_time_get_day_of_month (to),
                  (GDateMonth) g_date_time_get_month (to), (GDateYear) g_date_time_get_year (to));
  return g_date_days_between (&begin, &end);
}

static char *
dup_opening (GDateTime *now, GDateTime *opening)
{
  g_autofree char *time = g_date_time_format (opening, "%H:%M");
  int days = count_days (now, opening);
  if (days == 0)
    return g_strdup_printf (_ ("We open again today at %s"), time);
  if (days == 1)
    return g_strdup_printf (_ ("We open again tomorrow at %s"), time);
  if (days < 7)
    return g_strdup_printf (_ ("We open again on %s at %s"), get_weekday (opening), time);
  g_autofree char *date = g_date_time_format (opening, "%Y-%m-%d");
  return g_strdup_printf (_ ("We open again on %s at %s"), date, time);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

GtkWidget *
aft_sleep_page_new (GDateTime *now, GDateTime *opening, const char *text, const char *telephone)
{
  AftSleepPage *page = g_object_new (AFT_TYPE_SLEEP_PAGE, NULL);
  g_autofree char *when = opening != NULL ? dup_opening (now, opening) : g_strdup ("");
  g_autofree char *call
      = *telephone != '\0' ? g_strdup_printf (_ ("Call us: %s"), telephone) : g_strdup ("");
  show_text (page->opening, when);
  show_text (page->text, text);
  show_text (page->telephone, call);
  return GTK_WIDGET (page);
}

static void
aft_sleep_page_dispose (GObject *object)
{
  g_clear_handle_id (&AFT_SLEEP_PAGE (object)->asleep_id, g_source_remove);
  G_OBJECT_CLASS (aft_sleep_page_parent_class)->dispose (object);
}

static void
aft_sleep_page_class_init (AftSleepPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = aft_sleep_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/pages/aft-sleep-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftSleepPage, details);
  gtk_widget_class_bind_template_child (widget_class, AftSleepPage, opening);
  gtk_widget_class_bind_template_child (widget_class, AftSleepPage, text);
  gtk_widget_class_bind_template_child (widget_class, AftSleepPage, telephone);
}

static void
aft_sleep_page_init (AftSleepPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
