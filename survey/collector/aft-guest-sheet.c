/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lines of a table of guests say: columns by their names, a guest a line, and each line
 * that says something impossible by its number and reason. Stores nothing. */
#include "aft-guest-sheet.h"

#include <stdlib.h>
#include <string.h>

#include "aft-csv-reader.h"
#include "aft-error.h"
#include "aft-house-store-guests.h"

#define PREFERENCES_MAX 2000 /* characters */
#define VISITS_MAX      1000000
#define SPEND_DIGITS    10 /* before the point */

typedef enum
{
  COLUMN_PHONE,
  COLUMN_MEMBER,
  COLUMN_TIER,
  COLUMN_VISITS,
  COLUMN_SPEND,
  COLUMN_LAST,
  COLUMN_PREFERENCES,
  COLUMNS
} Column;

/* As programs and people call them, without blanks, in lower case. */
static const char *const names[COLUMNS] = {
  [COLUMN_PHONE] = "|phone|telephone|mobile|phonenumber|电话|手机|手机号|手机号码|电话号码|联系电话"
                   "|電話|手機|手機號碼|電話號碼|",
  [COLUMN_MEMBER] = "|member|membernumber|memberno|card|cardnumber|会员号|会员编号|会员卡号|卡号"
                    "|會員號|會員編號|會員卡號|卡號|",
  [COLUMN_TIER] = "|tier|level|等级|会员等级|级别|客户等级|等級|會員等級|級別|",
  [COLUMN_VISITS] = "|visits|次数|到店次数|消费次数|次數|到店次數|消費次數|",
  [COLUMN_SPEND] = "|spend|amount|total|金额|消费金额|累计消费|累计金额|金額|消費金額|累計消費|",
  [COLUMN_LAST] = "|lastvisit|last|最近到店|最近消费|最近消费日期|上次到店|最后消费日期"
                  "|最近消費|最近消費日期|最後消費日期|",
  [COLUMN_PREFERENCES] = "|preferences|preference|notes|note|偏好|口味|备注|喜好|備註|",
};

static const char *const tier_names[AFT_TIERS] = {
  [AFT_TIER_UNKNOWN] = "|unknown|未知|",
  [AFT_TIER_LOW] = "|low|small|小|小客户|小客戶|低|低价值|低價值|",
  [AFT_TIER_ORDINARY] = "|ordinary|regular|普通|普通客户|普通客戶|一般|",
  [AFT_TIER_CORE] = "|core|核心|核心客户|核心客戶|主要|主要客户|主要客戶|",
  [AFT_TIER_VIP] = "|vip|贵宾|貴賓|vip客户|vip客戶|",
};

#define DATES "^(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2})?)?$"

typedef struct
{
  const AftGuestSheetFacts *facts;
  int at[COLUMNS]; /* -1: the table has no such column */
  GPtrArray *guests;
  GRegex *dates;     /* year, month, day */
  GHashTable *lines; /* key as text → line in which it stands */
  GString *faults;
  guint fault_count;
} Sheet;

static void
blame (Sheet *sheet, guint line, const char *reason)
{
  if (sheet->fault_count++ < AFT_GUEST_SHEET_FAULTS)
    g_string_append_printf (sheet->faults, "%sline %u: %s", sheet->faults->len > 0 ? "; " : "",
                            line, reason);
}

/* Is @name one of those between bars in @list? Case and blanks do not matter. */
static gboolean
is_called (const char *name, const char *list)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  GString *key = g_string_new ("|");
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)) && *at != '_' && *at != '-')
      g_string_append_unichar (key, g_utf8_get_char (at));
  g_string_append_c (key, '|');
  gboolean is_found = key->len > 2 && strstr (list, key->str) != NULL;
  g_string_free (key, TRUE);
  return is_found;
}

static Column
find_column (const char *name)
{
  Column column = 0;
  while (column < COLUMNS && !is_called (name, names[column]))
    column++;
  return column;
}

static gboolean
read_heading (Sheet *sheet, const GPtrArray *fields, char ***ret_left_out, GError **error)
{
  g_autoptr (GStrvBuilder) left_out = g_strv_builder_new ();
  for (guint i = 0; i < COLUMNS; i++)
    sheet->at[i] = -1;
  for (guint i = 0; i < fields->len; i++)
    {
      Column column = find_column (fields->pdata[i]);
      if (column == COLUMNS)
        g_strv_builder_add (left_out, fields->pdata[i]);
      else if (sheet->at[column] >= 0)
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "The column %s is there twice",
                       (char *) fields->pdata[i]);
          return FALSE;
        }
      else
        sheet->at[column] = (int) i;
    }
  if (sheet->at[COLUMN_PHONE] < 0 && sheet->at[COLUMN_MEMBER] < 0)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "The first line names no column for a telephone or member number");
      return FALSE;
    }
  *ret_left_out = g_strv_builder_end (left_out);
  return TRUE;
}

/* What stands in @column, without blanks around it; NULL when it is empty. Newly allocated. */
static char *
dup_field (const Sheet *sheet, const GPtrArray *fields, Column column)
{
  int at = sheet->at[column];
  if (at < 0 || (guint) at >= fields->len)
    return NULL;
  g_autofree char *text = g_strstrip (g_strdup (fields->pdata[at]));
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static const char *
read_keys (const Sheet *sheet, const GPtrArray *fields, AftHouseImportedGuest *guest)
{
  g_autofree char *phone_text = dup_field (sheet, fields, COLUMN_PHONE);
  g_autofree char *member_text = dup_field (sheet, fields, COLUMN_MEMBER);
  g_autofree char *phone = aft_guest_key_dup_phone (phone_text, sheet->facts->country_code);
  g_autofree char *member = aft_guest_key_dup_member (member_text);
  if (phone_text == NULL && member_text == NULL)
    return "neither a telephone nor a member number";
  if (phone_text != NULL && phone == NULL)
    return "no telephone number";
  if (member_text != NULL && member == NULL)
    return "no member number: 1 to 32 letters, digits and hyphens";
  guest->has_phone = phone != NULL;
  guest->has_member = member != NULL;
  if (phone != NULL)
    guest->phone_key = aft_guest_key_make (sheet->facts->key, phone);
  if (member != NULL)
    guest->member_key = aft_guest_key_make (sheet->facts->key, member);
  return NULL;
}

static const char *
read_tier (const Sheet *sheet, const GPtrArray *fields, AftHouseImportedGuest *guest)
{
  g_autofree char *text = dup_field (sheet, fields, COLUMN_TIER);
  guest->tier_source = AFT_HOUSE_TIER_BY_IMPORT;
  if (text == NULL)
    return NULL;
  for (guint i = 0; i < AFT_TIERS; i++)
    if (is_called (text, tier_names[i]))
      {
        guest->tier = (AftTier) i;
        return NULL;
      }
  return "no tier: vip, core, ordinary or low";
}

static const char *
read_visits (const Sheet *sheet, const GPtrArray *fields, AftHouseImportedGuest *guest)
{
  g_autofree char *text = dup_field (sheet, fields, COLUMN_VISITS);
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, VISITS_MAX, &guest->visits, NULL))
    return NULL;
  return "no number of visits";
}

/* "1,234.50", "¥1234.5": digits, commas between them, a point. */
static gboolean
read_money (const char *text, guint minor_digits, gint64 *ret_minor)
{
  guint whole = 0;
  guint behind = 0;
  gboolean is_behind = FALSE;
  gint64 minor = 0;
  text += g_str_has_prefix (text, "¥") ? strlen ("¥") : 0;
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == ',' && !is_behind && whole > 0)
        continue;
      if (*at == '.' && !is_behind && whole > 0)
        is_behind = TRUE;
      else if (!g_ascii_isdigit (*at)
               || (is_behind ? ++behind > minor_digits : ++whole > SPEND_DIGITS))
        return FALSE;
      else
        minor = minor * 10 + (*at - '0');
    }
  for (; behind < minor_digits; behind++)
    minor *= 10;
  *ret_minor = minor;
  return whole > 0;
}

static const char *
read_spend (const Sheet *sheet, const GPtrArray *fields, AftHouseImportedGuest *guest)
{
  g_autofree char *text = dup_field (sheet, fields, COLUMN_SPEND);
  if (text == NULL || read_money (text, sheet->facts->minor_digits, &guest->spend_minor))
    return NULL;
  return "no amount";
}

/* "2026-11-05", "2026/11/5", "2026.11.5", "2026年11月5日"; a time of day behind it does not matter.
 */
static gboolean
read_day (const GRegex *dates, const char *text, gint32 *ret_day)
{
  g_autoptr (GMatchInfo) match = NULL;
  if (!g_regex_match (dates, text, 0, &match))
    return FALSE;
  g_autofree char *year = g_match_info_fetch (match, 1);
  g_autofree char *month = g_match_info_fetch (match, 2);
  g_autofree char *day = g_match_info_fetch (match, 3);
  g_autoptr (GDateTime) noon
      = g_date_time_new_utc (atoi (year), atoi (month), atoi (day), 12, 0, 0);
  if (noon == NULL || atoi (year) < 1970)
    return FALSE;
  *ret_day = (gint32) (g_date_time_to_unix (noon) / (24 * 60 * 60));
  return TRUE;
}

static const char *
read_last (const Sheet *sheet, const GPtrArray *fields, AftHouseImportedGuest *guest)
{
  g_autofree char *text = dup_field (sheet, fields, COLUMN_LAST);
  guest->has_last_day = text != NULL;
  if (text == NULL)
    return NULL;
  if (!read_day (sheet->dates, text, &guest->last_day))
    return "no date: write it as 2026-11-22";
  return guest->last_day <= sheet->facts->today ? NULL : "the last visit is in the future";
}

static const char *
read_preferences (const Sheet *sheet, const GPtrArray *fields, AftHouseImportedGuest *guest)
{
  guest->preferences = dup_field (sheet, fields, COLUMN_PREFERENCES);
  if (guest->preferences == NULL)
    return NULL;
  if (g_utf8_strlen (guest->preferences, -1) > PREFERENCES_MAX)
    return "the preferences are longer than 2,000 characters";
  for (const char *at = guest->preferences; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) && *at != '\n' && *at != '\t')
      return "a control character stands in the preferences";
  return NULL;
}

/* The line that had that key before, 0: none had. */
static guint
note_key (Sheet *sheet, const AftDigest *key, guint line)
{
  char *text = aft_digest_to_text (key);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (sheet->lines, text));
  if (known == 0)
    g_hash_table_insert (sheet->lines, text, GUINT_TO_POINTER (line));
  else
    g_free (text);
  return known;
}

static void
note_guest (Sheet *sheet, AftHouseImportedGuest *guest)
{
  guint by_phone = guest->has_phone ? note_key (sheet, &guest->phone_key, guest->line) : 0;
  guint by_member = guest->has_member ? note_key (sheet, &guest->member_key, guest->line) : 0;
  guint known = MAX (by_phone, by_member);
  if (known != 0)
    {
      g_autofree char *reason = g_strdup_printf ("the same guest as in line %u", known);
      blame (sheet, guest->line, reason);
    }
  g_ptr_array_add (sheet->guests, guest);
}

static void
read_line (Sheet *sheet, const GPtrArray *fields, guint line)
{
  typedef const char *(*Reader) (const Sheet *, const GPtrArray *, AftHouseImportedGuest *);
  static const Reader readers[]
      = { read_keys, read_tier, read_visits, read_spend, read_last, read_preferences };
  g_autoptr (AftHouseImportedGuest) guest = g_new0 (AftHouseImportedGuest, 1);
  const char *reason = NULL;
  guest->line = line;
  for (guint i = 0; i < G_N_ELEMENTS (readers) && reason == NULL; i++)
    reason = readers[i](sheet, fields, guest);
  if (reason != NULL)
    blame (sheet, line, reason);
  else
    note_guest (sheet, g_steal_pointer (&guest));
}

static gboolean
is_blank (const GPtrArray *fields)
{
  gboolean is_empty = TRUE;
  for (guint i = 0; i < fields->len && is_empty; i++)
    is_empty = *(const char *) fields->pdata[i] == '\0';
  return is_empty;
}

/* FALSE: no line is left. */
static gboolean
read_next (Sheet *sheet, AftCsvReader *reader, GPtrArray *fields)
{
  g_autoptr (GError) fault = NULL;
  gboolean is_read = aft_csv_reader_next (reader, fields, &fault);
  if (fault != NULL)
    blame (sheet, aft_csv_reader_get_line (reader), fault->message);
  else if (is_read && !is_blank (fields))
    read_line (sheet, fields, aft_csv_reader_get_line (reader));
  return is_read || fault != NULL;
}

static gboolean
is_good (const Sheet *sheet, GError **error)
{
  if (sheet->fault_count > AFT_GUEST_SHEET_FAULTS)
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID,
                 "Nothing was imported, %u lines are wrong: %s; and %u more", sheet->fault_count,
                 sheet->faults->str, sheet->fault_count - AFT_GUEST_SHEET_FAULTS);
  else if (sheet->fault_count > 0)
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "Nothing was imported, %u %s wrong: %s",
                 sheet->fault_count, sheet->fault_count == 1 ? "line is" : "lines are",
                 sheet->faults->str);
  else if (sheet->guests->len > AFT_HOUSE_IMPORT_MAX)
    g_set_error (error, AFT_ERROR, AFT_ERROR_TOO_LARGE, "More than %d guests at a time",
                 AFT_HOUSE_IMPORT_MAX);
  return sheet->fault_count == 0 && sheet->guests->len <= AFT_HOUSE_IMPORT_MAX;
}

GPtrArray *
aft_guest_sheet_read (const char *text,
                      const AftGuestSheetFacts *facts,
                      char ***ret_left_out,
                      GError **error)
{
  g_autoptr (AftCsvReader) reader = aft_csv_reader_new (text);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) guests
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_imported_guest_free);
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) faults = g_string_new (NULL);
  g_autoptr (GRegex) dates = g_regex_new (DATES, 0, 0, NULL);
  g_auto (GStrv) left_out = NULL;
  GError *local = NULL;
  Sheet sheet
      = { .facts = facts, .guests = guests, .dates = dates, .lines = lines, .faults = faults };
  if (!aft_csv_reader_next (reader, fields, &local) && local == NULL)
    g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_INVALID, "The file is empty");
  if (local == NULL)
    read_heading (&sheet, fields, &left_out, &local);
  while (local == NULL && read_next (&sheet, reader, fields))
    ;
  if (local == NULL && is_good (&sheet, &local))
    {
      *ret_left_out = g_steal_pointer (&left_out);
      return g_steal_pointer (&guests);
    }
  g_propagate_error (error, local);
  return NULL;
}

guint
aft_guest_sheet_get_minor_digits (const char *currency)
{
  static const char without[]
      = "|BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF|";
  static const char with_three[] = "|BHD|IQD|JOD|KWD|LYD|OMR|TND|";
  g_autofree char *code = g_strconcat ("|", currency, "|", NULL);
  if (strstr (without, code) != NULL)
    return 0;
  return strstr (with_three, code) != NULL ? 3 : 2;
}
