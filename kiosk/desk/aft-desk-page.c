/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page behind the PIN. It shows what it is given; where that comes from, and what follows
 * a touch, is for who leads staff. */
#include "aft-desk-page.h"

#include <glib/gi18n.h>

struct _AftDeskPage
{
  GtkBox parent_instance;
  GtkLabel *staff_name;
  GtkLabel *notice;
  GtkLabel *state;
  GtkBox *cases;
  GtkBox *health;
  GtkWidget *slip;
  GtkWidget *drill;
};

enum
{
  SIGNAL_CASE_CHOSEN,
  SIGNAL_SLIP,
  SIGNAL_DRILL,
  SIGNAL_QUIT,
  SIGNAL_LEFT,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftDeskPage, aft_desk_page, GTK_TYPE_BOX)

static void
empty (GtkBox *box)
{
  GtkWidget *child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_label (GtkBox *box, const char *text, const char *class)
{
  if (*text == '\0')
    return;
  GtkWidget *label
      = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                      PANGO_WRAP_WORD_CHAR, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                      "css-classes", (const char *[]){ class, NULL }, NULL);
  gtk_box_append (box, label);
}

/* -- cases ----------------------------------------------------------------------------------- */

static void
on_case_clicked (GtkWidget *button, AftDeskPage *page)
{
  guint index = 0;
  GtkWidget *before = gtk_widget_get_prev_sibling (button);
  for (; before != NULL; before = gtk_widget_get_prev_sibling (before))
    index++;
  g_signal_emit (page, signals[SIGNAL_CASE_CHOSEN], 0, index);
}

static void
add_case (AftDeskPage *page, const AftDeskCase *shown, const AftDeskView *view)
{
  g_autofree char *heading = aft_desk_case_dup_heading (shown);
  g_autofree char *standing = aft_desk_case_dup_standing (shown, view->zone);
  g_autofree char *details = aft_desk_case_dup_details (shown, view->now_ms);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (button, "option");
  gtk_widget_add_css_class (words, "words-of-choice");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  add_label (GTK_BOX (words), heading, "choice");
  add_label (GTK_BOX (words), standing, "standing");
  add_label (GTK_BOX (words), details, "description");
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_case_clicked), page, 0);
  gtk_box_append (page->cases, button);
}

static void
show_cases (AftDeskPage *page, const AftDeskView *view)
{
  gboolean has_cases = view->cases != NULL && view->cases->len > 0;
  empty (page->cases);
  for (guint i = 0; has_cases && i < view->cases->len; i++)
    add_case (page, g_ptr_array_index (view->cases, i), view);
  gtk_label_set_label (page->state,
                       view->cases == NULL ? _ ("Looking for cases …") : _ ("No case is open."));
  gtk_widget_set_visible (GTK_WIDGET (page->state), !has_cases);
}

/* -- health ---------------------------------------------------------------------------------- */

static const char *
get_network_sentence (AftDeskNetwork network)
{
  switch (network)
    {
    case AFT_DESK_ALONE:
      return _ ("This kiosk has no collector: everything stays here.");
    case AFT_DESK_UNENROLLED:
      return _ ("The collector does not know this kiosk: it has to be enrolled.");
    case AFT_DESK_OFFLINE:
      return _ ("The collector cannot be reached. You see what this kiosk knows.");
    case AFT_DESK_ONLINE:
    default:
      return _ ("Connected to the collector.");
    }
}

static char *
dup_last_upload (const AftDeskHealth *health, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (health->last_upload_ms / 1000);
  g_autoptr (GDateTime) local
      = health->last_upload_ms > 0 && utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;
  return time != NULL ? g_strdup_printf (_ ("Last upload: %s"), time)
                      : g_strdup (_ ("Nothing has been uploaded yet."));
}

static void
add_figure (AftDeskPage *page, const char *format, guint64 figure)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, figure);
  g_autoptr (GString) text = g_string_new (format);
  g_string_replace (text, "%s", number, 1);
  add_label (page->health, text->str, "description");
}

static void
show_health (AftDeskPage *page, const AftDeskView *view)
{
  const AftDeskHealth *health = view->health;
  g_autofree char *version = g_strdup_printf (_ ("Version %s"), view->version);
  empty (page->health);
  if (health != NULL)
    {
      g_autofree char *last = dup_last_upload (health, view->zone);
      add_label (page->health, get_network_sentence (health->network), "description");
      add_figure (page, _ ("Waiting to be sent: %s"), health->unsent);
      if (health->quarantined > 0)
        add_figure (page, _ ("Refused by the collector: %s"), health->quarantined);
      add_label (page->health, last, "description");
      if (health->has_disk_free)
        add_figure (page, _ ("Free on the disk: %s MB"), health->disk_free_bytes / 1000000);
    }
  if (view->printer != NULL)
    add_label (page->health, view->printer, "description");
  add_label (page->health, version, "description");
}

void
aft_desk_page_show (AftDeskPage *page, const AftDeskView *view)
{
  gtk_label_set_label (page->staff_name, view->staff_name);
  gtk_label_set_label (page->notice, view->notice != NULL ? view->notice : "");
  gtk_widget_set_visible (GTK_WIDGET (page->notice), view->notice != NULL);
  gtk_widget_set_visible (page->drill, view->can_drill);
  gtk_widget_set_visible (page->slip, view->can_print);
  show_cases (page, view);
  show_health (page, view);
}

GtkWidget *
aft_desk_page_new (void)
{
  return g_object_new (AFT_TYPE_DESK_PAGE, NULL);
}

static void
on_slip_clicked (GtkButton *button, AftDeskPage *page)
{
  g_signal_emit (page, signals[SIGNAL_SLIP], 0);
}

static void
on_drill_clicked (GtkButton *button, AftDeskPage *page)
{
  g_signal_emit (page, signals[SIGNAL_DRILL], 0);
}

static void
on_quit_clicked (GtkButton *button, AftDeskPage *page)
{
  g_signal_emit (page, signals[SIGNAL_QUIT], 0);
}

static void
on_leave_clicked (GtkButton *button, AftDeskPage *page)
{
  g_signal_emit (page, signals[SIGNAL_LEFT], 0);
}

static void
add_signal (guint index, const char *name)
{
  signals[index] = g_signal_new (name, AFT_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
aft_desk_page_class_init (AftDeskPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  signals[SIGNAL_CASE_CHOSEN] = g_signal_new ("case-chosen", AFT_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST,
                                              0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  add_signal (SIGNAL_SLIP, "slip");
  add_signal (SIGNAL_DRILL, "drill");
  add_signal (SIGNAL_QUIT, "quit");
  add_signal (SIGNAL_LEFT, "left");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/aftertaste/kiosk/desk/aft-desk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDeskPage, staff_name);
  gtk_widget_class_bind_template_child (widget_class, AftDeskPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AftDeskPage, state);
  gtk_widget_class_bind_template_child (widget_class, AftDeskPage, cases);
  gtk_widget_class_bind_template_child (widget_class, AftDeskPage, health);
  gtk_widget_class_bind_template_child (widget_class, AftDeskPage, slip);
  gtk_widget_class_bind_template_child (widget_class, AftDeskPage, drill);
  gtk_widget_class_bind_template_callback (widget_class, on_slip_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_drill_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_quit_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_clicked);
}

static void
aft_desk_page_init (AftDeskPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}
