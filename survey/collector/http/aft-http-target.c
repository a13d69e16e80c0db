/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Path and query of a request: decoded once, here and nowhere else, and refused where two readers
 * could see two things in it (encoded slashes, dots, a parameter twice). It knows no routes. */
#include "aft-http-target.h"

#include <string.h>

/* RFC 3986: what may stand in a path or a query as it is; '%' is looked at apart. */
#define UNRESERVED  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
#define SUB_DELIMS  "!$&'()*+,;="
#define PATH_SIGNS  UNRESERVED SUB_DELIMS ":@/%"
#define QUERY_SIGNS PATH_SIGNS "?"

static AftHttpReply *
refuse (const char *reason, const char *detail)
{
  return aft_http_reply_new_problem (400, reason, detail);
}

/* NULL when a '%' is not followed by two hex digits, or what comes out is no text: control
 * characters, NUL among them, or broken UTF-8. */
static char *
decode (const char *text, gsize length, gboolean plus_is_blank)
{
  g_autoptr (GString) decoded = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char byte = text[i];

      if (byte == '%')
        {
          int high = i + 2 < length ? g_ascii_xdigit_value (text[i + 1]) : -1;
          int low = i + 2 < length ? g_ascii_xdigit_value (text[i + 2]) : -1;

          if (high < 0 || low < 0)
            return NULL;
          byte = (char) (high * 16 + low);
          i += 2;
        }
      else if (byte == '+' && plus_is_blank)
        {
          byte = ' ';
        }
      if (g_ascii_iscntrl (byte) || byte == '\0')
        return NULL;
      g_string_append_c (decoded, byte);
    }
  if (!g_utf8_validate_len (decoded->str, decoded->len, NULL))
    return NULL;
  return g_string_free (g_steal_pointer (&decoded), FALSE);
}

static gboolean
is_confusing (const char *segment)
{
  return strcmp (segment, ".") == 0 || strcmp (segment, "..") == 0
         || strpbrk (segment, "/\\") != NULL;
}

static AftHttpReply *
read_path (const char *raw, gsize length, char **ret_path)
{
  g_autofree char *copy = g_strndup (raw, length);
  g_auto (GStrv) segments = NULL;
  g_autoptr (GString) path = g_string_new (NULL);

  if (strspn (copy, PATH_SIGNS) != length)
    return refuse ("bad-path", "The path holds a character that must be encoded.");
  segments = g_strsplit (copy + 1, "/", -1);
  for (gsize i = 0; segments[i] != NULL; i++)
    {
      g_autofree char *segment = decode (segments[i], strlen (segments[i]), FALSE);

      if (segment == NULL || is_confusing (segment))
        return refuse ("bad-path", "The path is not one that is read in one way only.");
      if (*segment == '\0' && segments[i + 1] != NULL)
        return refuse ("bad-path", "The path has an empty part.");
      g_string_append_printf (path, "/%s", segment);
    }
  /* Splitting nothing gives nothing. */
  if (path->len == 0)
    g_string_append_c (path, '/');
  *ret_path = g_string_free (g_steal_pointer (&path), FALSE);
  return NULL;
}

static AftHttpReply *
add_parameter (GHashTable *query, const char *pair)
{
  const char *equals = strchr (pair, '=');
  gsize name_length = equals == NULL ? strlen (pair) : (gsize) (equals - pair);
  g_autofree char *name = decode (pair, name_length, TRUE);
  g_autofree char *value
      = equals == NULL ? g_strdup ("") : decode (equals + 1, strlen (equals + 1), TRUE);

  if (name == NULL || value == NULL || *name == '\0')
    return refuse ("bad-query", "A parameter of the query is not text.");
  if (g_hash_table_contains (query, name))
    return refuse ("repeated-parameter", "A parameter of the query stands there twice.");
  g_hash_table_insert (query, g_steal_pointer (&name), g_steal_pointer (&value));
  return NULL;
}

static AftHttpReply *
read_query (const char *raw, const AftHttpLimits *limits, GHashTable *query)
{
  g_auto (GStrv) pairs = NULL;

  if (*raw == '\0')
    return NULL;
  if (raw[strspn (raw, QUERY_SIGNS)] != '\0')
    return refuse ("bad-query", "The query holds a character that must be encoded.");
  pairs = g_strsplit (raw, "&", -1);
  if (g_strv_length (pairs) > limits->query_parameters)
    return refuse ("bad-query", "The query has too many parameters.");
  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      AftHttpReply *refusal = add_parameter (query, pairs[i]);

      if (refusal != NULL)
        return refusal;
    }
  return NULL;
}

AftHttpReply *
aft_http_target_read (const char *target,
                      const AftHttpLimits *limits,
                      char **ret_path,
                      GHashTable **ret_query)
{
  g_autoptr (GHashTable) query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = NULL;
  gsize path_length = strcspn (target, "?");
  AftHttpReply *refusal;

  if (strlen (target) > (gsize) limits->target_bytes)
    return aft_http_reply_new_problem (414, "target-too-long", "The address is too long.");
  if (*target != '/')
    return refuse ("bad-target", "The target of a request begins with a slash.");
  refusal = read_path (target, path_length, &path);
  if (refusal == NULL && target[path_length] == '?')
    refusal = read_query (target + path_length + 1, limits, query);
  if (refusal != NULL)
    return refusal;
  *ret_path = g_steal_pointer (&path);
  *ret_query = g_steal_pointer (&query);
  return NULL;
}
