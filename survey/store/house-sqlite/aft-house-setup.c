/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house itself, and settings. */
#include "aft-error.h"
#include "aft-house-sqlite-care-private.h"

gboolean
aft_house_expect_row (AftHouseRow *row, const char *missing, GError **error)
{
  GError *local = NULL;
  if (aft_sqlite_step (row, &local))
    return TRUE;
  if (local == NULL)
    g_set_error_literal (&local, AFT_ERROR, AFT_ERROR_NOT_FOUND, missing);
  g_propagate_error (error, local);
  return FALSE;
}

typedef struct
{
  const AftHouse *house;
  const char *actor;
} SettingUp;

static gboolean
audit_set_up (AftHouseSession *session, const SettingUp *setting_up, GError **error)
{
  AftValueBuilder *detail = aft_value_builder_new_object ();
  aft_value_builder_set_string (detail, "name", setting_up->house->name);
  return aft_house_session_note (session, setting_up->actor, "house.set-up", NULL, detail, error);
}

static gboolean
work_set_up (AftHouseSession *session, gpointer data, GError **error)
{
  const SettingUp *setting_up = data;
  const AftHouse *house = setting_up->house;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      "INSERT INTO house (ref, name, currency, country, language, set_up_ms)"
      " VALUES (1, ?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, house->name);
  aft_sqlite_bind_text (row, 2, house->currency);
  aft_sqlite_bind_text (row, 3, house->country);
  aft_sqlite_bind_text (row, 4, aft_language_get_tag (house->language));
  aft_sqlite_bind_integer (row, 5, session->now_ms);
  if (!aft_sqlite_run (row, error))
    return FALSE;
  if (sqlite3_changes (aft_house_connection_get_sqlite (session->connection)) == 1)
    return audit_set_up (session, setting_up, error);
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_CONFLICT, "The house is set up already");
  return FALSE;
}

gboolean
aft_house_sqlite_set_up (AftHouseStore *store,
                         const AftHouse *house,
                         const char *actor,
                         GError **error)
{
  SettingUp setting_up = { house, actor };
  return aft_house_sqlite_write (store, work_set_up, &setting_up, error);
}

static gboolean
work_get_house (AftHouseSession *session, gpointer data, GError **error)
{
  AftHouse *house = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT name, currency, country, language, set_up_ms FROM house", error);
  if (row == NULL || !aft_house_expect_row (row, "The house is not set up yet", error))
    return FALSE;
  house->name = aft_sqlite_dup_text (row, 0);
  house->currency = aft_sqlite_dup_text (row, 1);
  house->country = aft_sqlite_dup_text (row, 2);
  house->language = aft_language_from_tag ((const char *) sqlite3_column_text (row, 3));
  house->set_up_ms = sqlite3_column_int64 (row, 4);
  return TRUE;
}

AftHouse *
aft_house_sqlite_get_house (AftHouseStore *store, GError **error)
{
  g_autoptr (AftHouse) house = g_new0 (AftHouse, 1);
  if (!aft_house_sqlite_read (store, work_get_house, house, error))
    return NULL;
  return g_steal_pointer (&house);
}

typedef struct
{
  const char *name;
  const char *text;
  char *found;
} Setting;

static gboolean
work_set_setting (AftHouseSession *session, gpointer data, GError **error)
{
  const Setting *setting = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection,
      setting->text != NULL ? "INSERT INTO setting (name, text) VALUES (?1, ?2)"
                              " ON CONFLICT (name) DO UPDATE SET text = ?2"
                            : "DELETE FROM setting WHERE name = ?1",
      error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, setting->name);
  if (setting->text != NULL)
    aft_sqlite_bind_text (row, 2, setting->text);
  return aft_sqlite_run (row, error);
}

gboolean
aft_house_sqlite_set_setting (AftHouseStore *store,
                              const char *name,
                              const char *text,
                              GError **error)
{
  Setting setting = { name, text, NULL };
  return aft_house_sqlite_write (store, work_set_setting, &setting, error);
}

static gboolean
work_get_setting (AftHouseSession *session, gpointer data, GError **error)
{
  Setting *setting = data;
  g_autoptr (AftHouseRow) row = aft_house_connection_prepare (
      session->connection, "SELECT text FROM setting WHERE name = ?1", error);
  if (row == NULL)
    return FALSE;
  aft_sqlite_bind_text (row, 1, setting->name);
  if (!aft_house_expect_row (row, "There is no such setting", error))
    return FALSE;
  setting->found = aft_sqlite_dup_text (row, 0);
  return TRUE;
}

char *
aft_house_sqlite_get_setting (AftHouseStore *store, const char *name, GError **error)
{
  Setting setting = { name, NULL, NULL };
  return aft_house_sqlite_read (store, work_get_setting, &setting, error) ? setting.found : NULL;
}
