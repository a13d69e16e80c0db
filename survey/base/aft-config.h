/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* AftConfig: the settings of one program from key files, held against a table of known keys. An
 * unknown group or key, a key given twice, or a value of the wrong type or out of range, is an
 * error that names file, group and key. */
typedef enum
{
  AFT_CONFIG_TEXT,
  AFT_CONFIG_INTEGER,
  AFT_CONFIG_BOOLEAN,
  AFT_CONFIG_PATH /* relative to the folder of the file that names it */
} AftConfigType;

typedef struct
{
  const char *group;
  const char *name;
  AftConfigType type;
  const char *fallback; /* in the key file's own notation, e.g. "30", "true", "" */
  gint64 minimum;       /* INTEGER only */
  gint64 maximum;
  const char *summary; /* one line for the manual */
} AftConfigKey;

typedef struct _AftConfig AftConfig;

/* @keys: a table ended by an entry with group NULL, which must outlive the result. Holds the
 * fallbacks until files are loaded. */
AftConfig *aft_config_new (const AftConfigKey *keys);
void aft_config_free (AftConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftConfig, aft_config_free)

/* Lays @path over what is there, key by key (a later file wins). Nothing is taken over when one
 * line is wrong. NOT_FOUND when there is no such file, INVALID with the place when it is wrong. */
gboolean
aft_config_load (AftConfig *config, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Readers; asking for a key that is not in the table is a programming error (asserted). Texts are
 * borrowed and never NULL. */
const char *aft_config_get_text (AftConfig *config, const char *group, const char *name);
gint64 aft_config_get_integer (AftConfig *config, const char *group, const char *name);
gboolean aft_config_get_boolean (AftConfig *config, const char *group, const char *name);

G_END_DECLS
