/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of one program: key files laid over a table of what is known. GKeyFile reads the
 * notation; this file refuses what is not in the table and converts once, at loading. Which files
 * there are, and in which order they count, is the program's business. */
#include "aft-config.h"

#include <string.h>

#include "aft-error.h"
#include "aft-file-private.h"

#define MOST_FILE_BYTES (1024 * 1024)

typedef struct
{
  char *text;
  gint64 integer;
  gboolean boolean;
  gboolean is_given; /* by the file at hand */
} Setting;

struct _AftConfig
{
  const AftConfigKey *keys;
  gsize count;
  Setting *settings; /* one a key, in the table's order */
};

/* Where a value stands, for converting it and for telling where it is wrong. */
typedef struct
{
  GKeyFile *file;
  const char *path; /* NULL for the table's fallbacks */
  const AftConfigKey *key;
} Source;

static gboolean
refuse (const Source *source, GError **error, const char *reason)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: [%s] %s: %s",
               source->path != NULL ? source->path : "fallback", source->key->group,
               source->key->name, reason);
  return FALSE;
}

/* Are all escapes of the key file's notation known? GKeyFile itself trips over two wrong ones in a
 * value: it sets its error twice. */
static gboolean
has_valid_escapes (const char *raw)
{
  for (const char *p = strchr (raw, '\\'); p != NULL; p = strchr (p + 2, '\\'))
    if (p[1] == '\0' || strchr ("sntr\\", p[1]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
read_text (const Source *source, Setting *setting, GError **error)
{
  const AftConfigKey *key = source->key;
  g_autofree char *raw = g_key_file_get_value (source->file, key->group, key->name, NULL);
  g_autofree char *text = NULL;

  if (has_valid_escapes (raw))
    text = g_key_file_get_string (source->file, key->group, key->name, NULL);
  if (text == NULL)
    return refuse (source, error, "not a valid text");
  if (source->key->type == AFT_CONFIG_PATH && source->path != NULL && text[0] != '\0')
    {
      g_autofree char *folder = g_path_get_dirname (source->path);

      setting->text = g_canonicalize_filename (text, folder);
      return TRUE;
    }
  setting->text = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
read_integer (const Source *source, Setting *setting, GError **error)
{
  const AftConfigKey *key = source->key;
  g_autofree char *text = g_key_file_get_value (source->file, key->group, key->name, NULL);
  g_autofree char *reason
      = g_strdup_printf ("must be a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
                         key->minimum, key->maximum);

  g_strstrip (text);
  if (!g_ascii_string_to_signed (text, 10, key->minimum, key->maximum, &setting->integer, NULL))
    return refuse (source, error, reason);
  return TRUE;
}

static gboolean
read_boolean (const Source *source, Setting *setting, GError **error)
{
  g_autoptr (GError) fault = NULL;

  setting->boolean
      = g_key_file_get_boolean (source->file, source->key->group, source->key->name, &fault);
  if (fault != NULL)
    return refuse (source, error, "must be true or false");
  return TRUE;
}

static gboolean
read_setting (const Source *source, Setting *setting, GError **error)
{
  switch (source->key->type)
    {
    case AFT_CONFIG_INTEGER:
      return read_integer (source, setting, error);
    case AFT_CONFIG_BOOLEAN:
      return read_boolean (source, setting, error);
    case AFT_CONFIG_TEXT:
    case AFT_CONFIG_PATH:
      return read_text (source, setting, error);
    default:
      g_assert_not_reached ();
    }
}

static void
free_settings (Setting *settings, gsize count)
{
  for (gsize i = 0; i < count; i++)
    g_free (settings[i].text);
  g_free (settings);
}

static void
load_fallback (AftConfig *config, gsize index)
{
  const AftConfigKey *key = &config->keys[index];
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  Source source = { .file = file, .key = key };
  gboolean valid;

  g_key_file_set_value (file, key->group, key->name, key->fallback);
  valid = read_setting (&source, &config->settings[index], &error);
  /* The table is part of the program. */
  g_assert_no_error (error);
  g_assert (valid);
}

AftConfig *
aft_config_new (const AftConfigKey *keys)
{
  AftConfig *config = g_new0 (AftConfig, 1);

  config->keys = keys;
  while (keys[config->count].group != NULL)
    config->count++;
  config->settings = g_new0 (Setting, config->count);
  for (gsize i = 0; i < config->count; i++)
    load_fallback (config, i);
  return config;
}

void
aft_config_free (AftConfig *config)
{
  if (config == NULL)
    return;
  free_settings (config->settings, config->count);
  g_free (config);
}

static gssize
find_key (const AftConfig *config, const char *group, const char *name)
{
  for (gsize i = 0; i < config->count; i++)
    if (strcmp (config->keys[i].group, group) == 0 && strcmp (config->keys[i].name, name) == 0)
      return (gssize) i;
  return -1;
}

static gboolean
is_known_group (const AftConfig *config, const char *group)
{
  for (gsize i = 0; i < config->count; i++)
    if (strcmp (config->keys[i].group, group) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
read_group (const AftConfig *config,
            Source *source,
            const char *group,
            Setting *settings,
            GError **error)
{
  g_auto (GStrv) names = g_key_file_get_keys (source->file, group, NULL, NULL);

  if (!is_known_group (config, group))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: [%s]: there is no such group",
                   source->path, group);
      return FALSE;
    }
  for (gsize i = 0; names[i] != NULL; i++)
    {
      gssize index = find_key (config, group, names[i]);

      if (index < 0)
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: [%s] %s: there is no such key",
                       source->path, group, names[i]);
          return FALSE;
        }
      source->key = &config->keys[index];
      if (settings[index].is_given)
        return refuse (source, error, "is given twice");
      settings[index].is_given = TRUE;
      if (!read_setting (source, &settings[index], error))
        return FALSE;
    }
  return TRUE;
}

static void
take_over (AftConfig *config, Setting *settings)
{
  for (gsize i = 0; i < config->count; i++)
    {
      Setting *setting = &config->settings[i];

      if (!settings[i].is_given)
        continue;
      g_free (setting->text);
      *setting = settings[i];
      settings[i].text = NULL;
    }
}

static GKeyFile *
read_key_file (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) fault = NULL;
  gsize length;
  g_autofree char *text = aft_file_read (path, MOST_FILE_BYTES, &length, error);

  if (text == NULL)
    return NULL;
  if (memchr (text, '\0', length) != NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: the file holds a NUL byte", path);
      return NULL;
    }
  /* Translations are kept to be refused: without the flag they would be dropped unseen. */
  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_KEEP_TRANSLATIONS, &fault))
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "%s: %s", path, fault->message);
      return NULL;
    }
  return g_steal_pointer (&file);
}

gboolean
aft_config_load (AftConfig *config, const char *path, GError **error)
{
  g_autofree char *full_path = g_canonicalize_filename (path, NULL);
  g_autoptr (GKeyFile) file = read_key_file (full_path, error);
  g_auto (GStrv) groups = NULL;
  Setting *settings;
  Source source = { .file = file, .path = full_path };
  gboolean valid = TRUE;

  if (file == NULL)
    return FALSE;
  groups = g_key_file_get_groups (file, NULL);
  settings = g_new0 (Setting, config->count);
  for (gsize i = 0; groups[i] != NULL && valid; i++)
    valid = read_group (config, &source, groups[i], settings, error);
  if (valid)
    take_over (config, settings);
  free_settings (settings, config->count);
  return valid;
}

static const Setting *
get_setting (AftConfig *config, const char *group, const char *name, AftConfigType type)
{
  gssize index = find_key (config, group, name);

  g_assert (index >= 0);
  g_assert (config->keys[index].type == type
            || (type == AFT_CONFIG_TEXT && config->keys[index].type == AFT_CONFIG_PATH));
  return &config->settings[index];
}

const char *
aft_config_get_text (AftConfig *config, const char *group, const char *name)
{
  return get_setting (config, group, name, AFT_CONFIG_TEXT)->text;
}

gint64
aft_config_get_integer (AftConfig *config, const char *group, const char *name)
{
  return get_setting (config, group, name, AFT_CONFIG_INTEGER)->integer;
}

gboolean
aft_config_get_boolean (AftConfig *config, const char *group, const char *name)
{
  return get_setting (config, group, name, AFT_CONFIG_BOOLEAN)->boolean;
}
