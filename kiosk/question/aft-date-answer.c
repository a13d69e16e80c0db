/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day as an answer: "2026-11-21", as the survey format stores it. It may be typed in the ways
 * people write a day in our three languages, or set by steps. Bounds (min, max) are the session's
 * to check. */
#include "aft-date-answer.h"

#include <glib/gi18n.h>

#include "aft-line-field.h"
#include "aft-question-template.h"

struct _AftDateAnswer
{
  AftTypedAnswer parent_instance;
  AftLineField *field;
  GtkLabel *year;
  GtkLabel *month;
  GtkLabel *day;
  char *today; /* the venue's, as the view tells it */
};

G_DEFINE_FINAL_TYPE (AftDateAnswer, aft_date_answer, AFT_TYPE_TYPED_ANSWER)

/* Reads 2026-11-21, 2026/11/21, 2026.11.21, 2026年11月21日 and 20261121. */
static gboolean
read_date (const char *text, GDate *date)
{
  static const char pattern[] = "^\\s*(\\d{4})(?:\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})"
                                "\\s*日?|(\\d{2})(\\d{2}))\\s*$";
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint64 parts[3];
  if (!g_regex_match (regex, text ? text : "", 0, &match))
    return FALSE;
  gboolean is_compact = g_match_info_get_match_count (match) > 4;
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *part = g_match_info_fetch (match, i == 0 || !is_compact ? i + 1 : i + 3);
      parts[i] = g_ascii_strtoull (part, NULL, 10);
    }
  if (!g_date_valid_dmy ((GDateDay) parts[2], (GDateMonth) parts[1], (GDateYear) parts[0]))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) parts[2], (GDateMonth) parts[1], (GDateYear) parts[0]);
  return TRUE;
}

static char *
write_date (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), (int) g_date_get_month (date),
                          g_date_get_day (date));
}

static void
show_parts (AftDateAnswer *self)
{
  GDate date;
  g_autofree char *year = NULL, *month = NULL, *day = NULL;
  if (read_date (aft_line_field_get_text (self->field), &date))
    {
      year = g_strdup_printf ("%d", g_date_get_year (&date));
      month = g_strdup_printf ("%d", (int) g_date_get_month (&date));
      day = g_strdup_printf ("%d", g_date_get_day (&date));
    }
  gtk_label_set_text (self->year, year ? year : _ ("Year"));
  gtk_label_set_text (self->month, month ? month : _ ("Month"));
  gtk_label_set_text (self->day, day ? day : _ ("Day"));
}

/* What is not yet a day goes on as it stands: the session's check then says so. */
static void
on_field_changed (AftDateAnswer *self)
{
  const char *text = aft_line_field_get_text (self->field);
  g_autoptr (AftValue) value = NULL;
  GDate date;
  show_parts (self);
  if (read_date (text, &date))
    value = aft_value_new_take_string (write_date (&date));
  else if (*text != '\0')
    value = aft_value_new_string (text);
  aft_typed_answer_type (AFT_TYPED_ANSWER (self), value);
}

static void
on_field_confirmed (AftDateAnswer *self)
{
  aft_typed_answer_confirm (AFT_TYPED_ANSWER (self));
}

/* From no day at all the first step shows today, as a place to step from. */
static void
step (AftDateAnswer *self, int years, int months, int days)
{
  g_autofree char *text = NULL;
  GDate date;
  if (read_date (aft_line_field_get_text (self->field), &date))
    {
      int total = (int) g_date_get_year (&date) * 12 + (int) g_date_get_month (&date) - 1 + months
                  + years * 12;
      int year = CLAMP (total / 12, 1, 9998);
      GDateMonth month = (GDateMonth) (total % 12 + 1);
      GDateDay last = g_date_get_days_in_month (month, (GDateYear) year);
      g_date_set_dmy (&date, MIN (g_date_get_day (&date), last), month, (GDateYear) year);
      gint64 julian = (gint64) g_date_get_julian (&date) + days;
      g_date_set_julian (&date, (guint32) MAX (1, julian));
    }
  else if (!read_date (self->today, &date))
    return;
  text = write_date (&date);
  aft_line_field_set_text (self->field, text);
}

static void
on_year_later (AftDateAnswer *self)
{
  step (self, 1, 0, 0);
}

static void
on_year_earlier (AftDateAnswer *self)
{
  step (self, -1, 0, 0);
}

static void
on_month_later (AftDateAnswer *self)
{
  step (self, 0, 1, 0);
}

static void
on_month_earlier (AftDateAnswer *self)
{
  step (self, 0, -1, 0);
}

static void
on_day_later (AftDateAnswer *self)
{
  step (self, 0, 0, 1);
}

static void
on_day_earlier (AftDateAnswer *self)
{
  step (self, 0, 0, -1);
}

static void
aft_date_answer_show (AftTypedAnswer *answer, const AftValue *value)
{
  aft_line_field_set_text (AFT_DATE_ANSWER (answer)->field, aft_value_get_string (value));
}

static void
aft_date_answer_update (AftAnswer *answer, const AftQuestionView *view)
{
  AftDateAnswer *self = AFT_DATE_ANSWER (answer);
  /* Translators: how to type a day; year, month and day in this order. */
  const char *placeholder = view->placeholder ? view->placeholder : _ ("2026-12-31");
  const AftLineFieldKind kind = { .input_type = "date", .placeholder = placeholder };
  aft_line_field_set_kind (self->field, &kind);
  g_free (self->today);
  self->today = g_strdup (view->today);
  aft_typed_answer_sync (AFT_TYPED_ANSWER (self), view);
  show_parts (self);
}

static GtkAccessible *
aft_date_answer_get_accessible (AftAnswer *answer)
{
  return aft_line_field_get_accessible (AFT_DATE_ANSWER (answer)->field);
}

static gboolean
aft_date_answer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AFT_DATE_ANSWER (widget)->field));
}

static void
aft_date_answer_finalize (GObject *object)
{
  g_free (AFT_DATE_ANSWER (object)->today);
  G_OBJECT_CLASS (aft_date_answer_parent_class)->finalize (object);
}

static void
aft_date_answer_class_init (AftDateAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = aft_date_answer_finalize;
  widget_class->grab_focus = aft_date_answer_grab_focus;
  AFT_ANSWER_CLASS (klass)->update = aft_date_answer_update;
  AFT_TYPED_ANSWER_CLASS (klass)->show = aft_date_answer_show;
  AFT_ANSWER_CLASS (klass)->get_accessible = aft_date_answer_get_accessible;
  g_type_ensure (AFT_TYPE_LINE_FIELD);
  aft_question_template_set (widget_class, "aft-date-answer.ui");
  gtk_widget_class_bind_template_child (widget_class, AftDateAnswer, field);
  gtk_widget_class_bind_template_child (widget_class, AftDateAnswer, year);
  gtk_widget_class_bind_template_child (widget_class, AftDateAnswer, month);
  gtk_widget_class_bind_template_child (widget_class, AftDateAnswer, day);
  gtk_widget_class_bind_template_callback (widget_class, on_field_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_field_confirmed);
  gtk_widget_class_bind_template_callback (widget_class, on_year_later);
  gtk_widget_class_bind_template_callback (widget_class, on_year_earlier);
  gtk_widget_class_bind_template_callback (widget_class, on_month_later);
  gtk_widget_class_bind_template_callback (widget_class, on_month_earlier);
  gtk_widget_class_bind_template_callback (widget_class, on_day_later);
  gtk_widget_class_bind_template_callback (widget_class, on_day_earlier);
}

static void
aft_date_answer_init (AftDateAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_parts (self);
}
