/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one cookie that is ours, found among whatever else a browser sends for this host, and the
 * header that sets it. What its value means is for those who gave it. */
#include "aft-http-cookie.h"

#include <string.h>

#include "aft-error.h"
#include "aft-secret.h"

#define HOST_PREFIX "__Host-"
/* RFC 6265, 4.1.1, cookie-octet. */
#define VALUE_SIGNS                                                                                \
  "!#$%&'()*+-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
#define GIVEN "; Path=/; Secure; HttpOnly; SameSite=Strict"
#define TAKEN GIVEN "; Max-Age=0"

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, message);
  return FALSE;
}

/* Takes @pair ("name=value") for ours, or leaves it. */
static gboolean
read_pair (const char *pair, gsize length, const char *name, char **value, GError **error)
{
  gsize name_length = strlen (name);
  g_autofree char *found = NULL;

  if (length <= name_length || pair[name_length] != '=' || strncmp (pair, name, name_length) != 0)
    return TRUE;
  found = g_strndup (pair + name_length + 1, length - name_length - 1);
  if (*value != NULL)
    return refuse (error, "The same cookie was sent twice.");
  if (found[strspn (found, VALUE_SIGNS)] != '\0')
    return refuse (error, "A cookie is not well formed.");
  *value = g_steal_pointer (&found);
  return TRUE;
}

gboolean
aft_http_cookie_find (const char *header, const char *name, char **ret_value, GError **error)
{
  g_autoptr (AftSecretText) value = NULL;
  const char *at = header == NULL ? "" : header;

  *ret_value = NULL;
  while (*at != '\0')
    {
      gsize length;

      at += strspn (at, " \t;");
      length = strcspn (at, ";");
      while (length > 0 && (at[length - 1] == ' ' || at[length - 1] == '\t'))
        length--;
      if (!read_pair (at, length, name, &value, error))
        return FALSE;
      at += strcspn (at, ";");
    }
  *ret_value = g_steal_pointer (&value);
  return TRUE;
}

char *
aft_http_cookie_dup_setting (const char *name, const char *value)
{
  g_assert (g_str_has_prefix (name, HOST_PREFIX));
  g_assert (value == NULL || value[strspn (value, VALUE_SIGNS)] == '\0');
  return g_strconcat (name, "=", value == NULL ? "" : value, value == NULL ? TAKEN : GIVEN, NULL);
}
