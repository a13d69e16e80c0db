/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each maker's robot wants to be spoken to, and what its yes looks like. Bytes in, bytes out:
 * sending is aft-web-sender.c's, when and what to say is the program's. */
#include "aft-group-robot.h"

#include <string.h>

#include "aft-error.h"
#include "aft-json.h"
#include "aft-secret.h"
#include "aft-value.h"

#define MS_PER_SECOND     1000
#define ADDRESS_MAX_BYTES 1024

typedef enum
{
  WECOM,
  DINGTALK,
  FEISHU
} Kind;

static const char *const kinds[] = { "wecom", "dingtalk", "feishu" };

struct _AftGroupRobot
{
  Kind kind;
  char *address;
  char *secret; /* NULL: it does not ask for a signature */
};

void
aft_group_robot_free (AftGroupRobot *robot)
{
  if (robot == NULL)
    return;
  aft_secret_free_text (robot->address);
  aft_secret_free_text (robot->secret);
  g_free (robot);
}

static gboolean
is_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  return strlen (text) <= ADDRESS_MAX_BYTES && uri != NULL && g_uri_get_host (uri) != NULL
         && *g_uri_get_host (uri) != '\0' && g_uri_get_userinfo (uri) == NULL
         && g_uri_get_fragment (uri) == NULL
         && (g_str_equal (scheme, "https") || g_str_equal (scheme, "http"));
}

/* NULL with what is wrong with the line. */
static AftGroupRobot *
read_line (char **words, const char **ret_wrong)
{
  guint count = g_strv_length (words);
  guint kind = 0;
  while (kind < G_N_ELEMENTS (kinds) && !g_str_equal (words[0], kinds[kind]))
    kind++;
  *ret_wrong = NULL;
  if (kind == G_N_ELEMENTS (kinds))
    *ret_wrong = "a robot is of the kind wecom, dingtalk or feishu";
  else if (count < 2 || !is_address (words[1]))
    *ret_wrong = "behind the kind stands the robot's https address";
  else if (count > 3 || (count == 3 && kind == WECOM))
    *ret_wrong = "there are too many words in it";
  if (*ret_wrong != NULL)
    return NULL;
  AftGroupRobot *robot = g_new0 (AftGroupRobot, 1);
  robot->kind = (Kind) kind;
  robot->address = g_strdup (words[1]);
  robot->secret = count == 3 ? g_strdup (words[2]) : NULL;
  return robot;
}

static void
wipe_words (char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    aft_secret_free_text (words[i]);
  g_free (words);
}

/* Words of @line; blanks between them do not count. */
static char **
split_line (const char *line)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  while (*(line += strspn (line, " \t\r")) != '\0')
    {
      gsize length = strcspn (line, " \t\r");
      g_ptr_array_add (words, g_strndup (line, length));
      line += length;
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}

/* FALSE with @error set when @line is wrong. */
static gboolean
take_line (GPtrArray *robots, const char *line, guint number, GError **error)
{
  const char *wrong = NULL;
  char **words = split_line (line);
  if (words[0] != NULL && words[0][0] != '#')
    {
      AftGroupRobot *robot = read_line (words, &wrong);
      if (robot != NULL)
        g_ptr_array_add (robots, robot);
      if (robots->len > AFT_GROUP_ROBOTS_MAX)
        wrong = "there are too many robots";
    }
  wipe_words (words);
  if (wrong != NULL)
    g_set_error (error, AFT_ERROR, AFT_ERROR_INVALID, "Line %u: %s", number, wrong);
  return wrong == NULL;
}

GPtrArray *
aft_group_robots_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) robots
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_group_robot_free);
  gboolean is_right = g_utf8_validate (text, -1, NULL);
  if (!is_right)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, "It is no UTF-8 text");
  for (guint number = 1; is_right && *text != '\0'; number++)
    {
      gsize length = strcspn (text, "\n");
      char *line = g_strndup (text, length);
      is_right = take_line (robots, line, number, error);
      aft_secret_free_text (line);
      text += length + (text[length] == '\n' ? 1 : 0);
    }
  return is_right ? g_steal_pointer (&robots) : NULL;
}

const char *
aft_group_robot_get_kind (const AftGroupRobot *robot)
{
  return kinds[robot->kind];
}

/* HMAC-SHA-256 in base64. */
static char *
sign (const char *key, const char *text)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key));
  g_hmac_update (hmac, (const guchar *) text, (gssize) strlen (text));
  g_hmac_get_digest (hmac, digest, &length);
  g_hmac_unref (hmac);
  return g_base64_encode (digest, length);
}

char *
aft_group_robot_dup_address (const AftGroupRobot *robot, gint64 now_ms)
{
  if (robot->kind != DINGTALK || robot->secret == NULL)
    return g_strdup (robot->address);
  char *signed_text = g_strdup_printf ("%" G_GINT64_FORMAT "\n%s", now_ms, robot->secret);
  g_autofree char *signature = sign (robot->secret, signed_text);
  g_autofree char *escaped = g_uri_escape_string (signature, NULL, FALSE);
  aft_secret_free_text (signed_text);
  return g_strdup_printf ("%s%ctimestamp=%" G_GINT64_FORMAT "&sign=%s", robot->address,
                          strchr (robot->address, '?') != NULL ? '&' : '?', now_ms, escaped);
}

static AftValue *
make_pair (const char *name, AftValue *value)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, name, value);
  return aft_value_builder_end (builder);
}

static void
add_feishu_signature (AftValueBuilder *builder, const char *secret, gint64 now_ms)
{
  g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, now_ms / MS_PER_SECOND);
  char *key = g_strconcat (seconds, "\n", secret, NULL);
  g_autofree char *signature = sign (key, "");
  aft_secret_free_text (key);
  aft_value_builder_set_string (builder, "timestamp", seconds);
  aft_value_builder_set_string (builder, "sign", signature);
}

char *
aft_group_robot_dup_body (const AftGroupRobot *robot, const char *text, gint64 now_ms)
{
  g_autofree char *cut = g_utf8_substring (
      text, 0, MIN (g_utf8_strlen (text, -1), (glong) AFT_GROUP_ROBOT_TEXT_MAX));
  AftValueBuilder *builder = aft_value_builder_new_object ();
  if (robot->kind == FEISHU)
    {
      if (robot->secret != NULL)
        add_feishu_signature (builder, robot->secret, now_ms);
      aft_value_builder_set_string (builder, "msg_type", "text");
      aft_value_builder_set_take (builder, "content",
                                  make_pair ("text", aft_value_new_string (cut)));
    }
  else
    {
      aft_value_builder_set_string (builder, "msgtype", "text");
      aft_value_builder_set_take (builder, "text",
                                  make_pair ("content", aft_value_new_string (cut)));
    }
  if (robot->kind == DINGTALK)
    aft_value_builder_set_take (builder, "at", make_pair ("isAtAll", aft_value_new_boolean (TRUE)));
  g_autoptr (AftValue) body = aft_value_builder_end (builder);
  return aft_json_to_line (body);
}

gboolean
aft_group_robot_has_taken (const AftGroupRobot *robot, const char *reply, gsize length_bytes)
{
  const char *name = robot->kind == FEISHU ? "code" : "errcode";
  g_autoptr (AftValue) value = aft_json_parse (reply, length_bytes, &aft_json_limits_wire, NULL);
  return aft_value_get_member_number (value, name, -1) == 0;
}
