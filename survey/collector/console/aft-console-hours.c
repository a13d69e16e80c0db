/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of opening hours. The store keeps a text a day ("11:00-14:00,17:00-22:30", "closed") and
 * one text for all days that differ ("2027-02-16=closed …"): here they are fields that a person can
 * fill in. Whether they are hours is judged by survey/model. */
#include "aft-console-hours.h"

#include "aft-console-form.h"
#include "aft-opening-hours.h"

#include <string.h>

#define SPECIAL_DAYS "special_days"
#define CLOSED       "closed"
#define HOURS_MAX    100
#define BLANK_ROWS   3 /* for days that are not there yet */

/* In the order of aft_opening_hours_get_day_name(). */
static const char *const days[AFT_OPENING_HOURS_DAYS]
    = { N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
        N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday") };

/* One day, of the week or of the calendar, as it stands in the form. */
typedef struct
{
  char *name;     /* of its fields: "monday", "special-0" */
  char *calendar; /* "2027-02-16", "" of a blank row; NULL: a day of the week */
  char *hours;    /* "11:00-14:00"; "": nothing is said */
  gboolean is_closed;
} Day;

static void
day_free (Day *day)
{
  g_free (day->name);
  g_free (day->calendar);
  g_free (day->hours);
  g_free (day);
}

/* @hours: "closed" or times. */
static Day *
day_new (const char *name, const char *calendar, const char *hours)
{
  Day *day = g_new0 (Day, 1);
  day->name = g_strdup (name);
  day->calendar = g_strdup (calendar);
  day->is_closed = g_str_equal (hours, CLOSED);
  day->hours = g_strdup (day->is_closed ? "" : hours);
  return day;
}

/* -- as it was sent ----------------------------------------------------------------------------
 */

/* What people write for ":", "," and "-". */
static const struct
{
  const char *sign;
  const char *plain;
} signs[] = { { "：", ":" }, { "，", "," }, { "、", "," }, { "；", "," }, { ";", "," },
              { "–", "-" },  { "—", "-" },  { "～", "-" }, { "~", "-" },  { "至", "-" } };

static char *
dup_field (const AftPage *page, const char *name, const char *part)
{
  g_autofree char *field = g_strconcat (name, part, NULL);
  return aft_form_dup_trimmed (page, field);
}

/* Without the signs of another keyboard and with a comma between two times. */
static char *
dup_hours (const AftPage *page, const char *name)
{
  g_autofree char *typed = dup_field (page, name, "");
  GString *text = g_string_new (typed);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    g_string_replace (text, signs[i].sign, signs[i].plain, 0);
  g_auto (GStrv) parts = g_strsplit_set (text->str, ", \t\r\n", -1);
  g_string_truncate (text, 0);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean continues = text->len > 0 && text->str[text->len - 1] != '-' && *parts[i] != '-';
      if (*parts[i] == '\0')
        continue;
      if (continues)
        g_string_append_c (text, ',');
      g_string_append (text, parts[i]);
    }
  return g_string_free (text, FALSE);
}

static Day *
read_day (const AftPage *page, const char *name, gboolean is_special)
{
  g_autofree char *calendar = is_special ? dup_field (page, name, "-day") : NULL;
  g_autofree char *closed = dup_field (page, name, "-closed");
  g_autofree char *hours = dup_hours (page, name);

  return day_new (name, calendar, *closed != '\0' ? CLOSED : hours);
}

/* -- as it is stored ---------------------------------------------------------------------------
 */

static void
add_stored_special (GPtrArray *list, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; parts[i] != NULL && list->len < AFT_HOURS_SPECIAL_MAX; i++)
    {
      char *hours = strchr (parts[i], '=');
      g_autofree char *name = g_strdup_printf ("special-%u", list->len);
      if (hours == NULL)
        continue;
      *hours = '\0';
      g_ptr_array_add (list, day_new (name, parts[i], hours + 1));
    }
}

/* Day: the rows of the form, with blank ones at the end. */
static GPtrArray *
list_special (const AftPage *page, const AftValue *hours)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) day_free);

  for (guint i = 0; page->form != NULL && i < AFT_HOURS_SPECIAL_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("special-%u", i);
      g_autofree char *field = g_strconcat (name, "-day", NULL);
      if (aft_http_form_get (page->form, field) == NULL)
        break;
      g_ptr_array_add (list, read_day (page, name, TRUE));
    }
  if (page->form == NULL)
    add_stored_special (list, aft_value_get_member_string (hours, SPECIAL_DAYS, ""));
  for (guint i = 0; i < BLANK_ROWS && page->form == NULL && list->len < AFT_HOURS_SPECIAL_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("special-%u", list->len);
      g_ptr_array_add (list, day_new (name, "", ""));
    }
  return list;
}

/* -- writing -----------------------------------------------------------------------------------
 */

/* Can the day be read by itself? */
static gboolean
is_good (const Day *day)
{
  const char *texts[AFT_OPENING_HOURS_DAYS] = { NULL };
  g_autofree char *special = NULL;

  if (day->is_closed || (*day->hours == '\0' && (day->calendar == NULL || *day->calendar == '\0')))
    return TRUE;
  if (day->calendar == NULL)
    texts[0] = day->hours;
  else
    special = g_strconcat (day->calendar, "=", day->hours, NULL);
  g_autoptr (AftOpeningHours) hours = aft_opening_hours_new (texts, special, "UTC", NULL);
  return hours != NULL;
}

static void
write_day (AftPage *page, const Day *day, const char *label)
{
  g_autofree char *calendar_id = g_strconcat (day->name, "-day", NULL);
  g_autofree char *closed_id = g_strconcat (day->name, "-closed", NULL);
  const AftPageField calendar = { .id = calendar_id,
                                  .label = aft_page_say (page, N_ ("Date")),
                                  .type = "date",
                                  .value = day->calendar };
  const AftPageField hours = {
    .id = day->name, .label = label, .value = day->hours, .autocomplete = "off", .most = HOURS_MAX
  };
  const AftPageField closed
      = { .id = closed_id, .label = aft_page_say (page, N_ ("Closed all day")) };

  aft_html_open (page->html, "div", "class", "day", NULL);
  if (day->calendar != NULL)
    aft_page_field (page, &calendar);
  aft_page_field (page, &hours);
  aft_page_tick (page, &closed, day->is_closed);
  if (page->form != NULL && !is_good (day))
    aft_page_line (page, "late",
                   aft_page_say (page, N_ ("This cannot be read. Times are like "
                                           "11:00-14:00, 17:00-22:30.")));
  aft_html_close (page->html, "div");
}

static void
write_week (AftPage *page, const AftValue *hours)
{
  aft_html_open (page->html, "fieldset", "class", "days", NULL);
  aft_html_put (page->html, "legend", aft_page_say (page, N_ ("Opening hours")), NULL);
  aft_page_line (page, "hint",
                 aft_page_say (page, N_ ("For instance 11:00-14:00, 17:00-22:30, or past midnight "
                                         "17:00-02:00. Left empty: all day. The clocks of cases "
                                         "stand still while it is closed.")));
  for (guint i = 0; i < AFT_OPENING_HOURS_DAYS; i++)
    {
      const char *name = aft_opening_hours_get_day_name (i);
      Day *day = page->form != NULL
                     ? read_day (page, name, FALSE)
                     : day_new (name, NULL, aft_value_get_member_string (hours, name, ""));
      write_day (page, day, aft_page_say (page, days[i]));
      day_free (day);
    }
  aft_html_close (page->html, "fieldset");
}

static void
write_special (AftPage *page, const AftValue *hours)
{
  g_autoptr (GPtrArray) list = list_special (page, hours);

  aft_html_open (page->html, "fieldset", "class", "days", NULL);
  aft_html_put (page->html, "legend",
                aft_page_say (page, N_ ("Holidays and other days that differ")), NULL);
  aft_page_line (page, "hint",
                 aft_page_say (page, N_ ("A row without a day is left out. There is room for more "
                                         "after saving.")));
  for (guint i = 0; i < list->len; i++)
    write_day (page, list->pdata[i], aft_page_say (page, N_ ("Open then")));
  aft_html_close (page->html, "fieldset");
}

void
aft_hours_write (AftPage *page, const AftValue *hours)
{
  write_week (page, hours);
  write_special (page, hours);
}

/* -- reading -----------------------------------------------------------------------------------
 */

static const char *
get_text (const Day *day)
{
  return day->is_closed ? CLOSED : day->hours;
}

AftValue *
aft_hours_read (const AftPage *page)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autoptr (GPtrArray) special = list_special (page, NULL);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < AFT_OPENING_HOURS_DAYS; i++)
    {
      const char *name = aft_opening_hours_get_day_name (i);
      Day *day = read_day (page, name, FALSE);
      if (*get_text (day) != '\0')
        aft_value_builder_set_string (builder, name, get_text (day));
      day_free (day);
    }
  for (guint i = 0; i < special->len; i++)
    {
      const Day *day = special->pdata[i];
      if (*day->calendar != '\0')
        g_string_append_printf (all, "%s%s=%s", all->len > 0 ? " " : "", day->calendar,
                                get_text (day));
    }
  if (all->len > 0)
    aft_value_builder_set_string (builder, SPECIAL_DAYS, all->str);
  g_string_free (all, TRUE);
  return aft_value_builder_end (builder);
}
