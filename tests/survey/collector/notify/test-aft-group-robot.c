/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each maker's robot is sent, and when its answer is a yes. */
#include "aft-group-robot.h"

#include <locale.h>
#include <string.h>

#include "aft-error.h"

#define NOW_MS G_GINT64_CONSTANT (1700000000123)

static AftGroupRobot *
read_robot (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) robots = aft_group_robots_parse (line, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (robots->len, ==, 1);
  return g_ptr_array_steal_index (robots, 0);
}

static void
test_wecom (void)
{
  g_autoptr (AftGroupRobot) robot = read_robot ("wecom https://qyapi.example/send?key=k");
  g_autofree char *address = aft_group_robot_dup_address (robot, NOW_MS);
  g_autofree char *body = aft_group_robot_dup_body (robot, "有客人投诉 \"A-0042\"", NOW_MS);
  g_assert_cmpstr (address, ==, "https://qyapi.example/send?key=k");
  g_assert_cmpstr (body, ==,
                   "{\"msgtype\":\"text\",\"text\":{\"content\":\"有客人投诉 \\\"A-0042\\\"\"}}");
  g_assert_cmpstr (aft_group_robot_get_kind (robot), ==, "wecom");
}

static void
test_dingtalk (void)
{
  g_autoptr (AftGroupRobot) robot
      = read_robot ("  dingtalk\thttps://oapi.example/robot/send?access_token=t SECabc \r");
  g_autofree char *address = aft_group_robot_dup_address (robot, NOW_MS - 123);
  g_autofree char *body = aft_group_robot_dup_body (robot, "x", NOW_MS);
  g_assert_cmpstr (address, ==,
                   "https://oapi.example/robot/send?access_token=t&timestamp=1700000000000"
                   "&sign=jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM%3D");
  g_assert_cmpstr (body, ==,
                   "{\"msgtype\":\"text\",\"text\":{\"content\":\"x\"},\"at\":{\"isAtAll\":true}}");
}

static void
test_feishu (void)
{
  g_autoptr (AftGroupRobot) robot = read_robot ("feishu https://open.example/hook/x key");
  g_autofree char *address = aft_group_robot_dup_address (robot, NOW_MS);
  g_autofree char *body = aft_group_robot_dup_body (robot, "x", NOW_MS);
  g_assert_cmpstr (address, ==, "https://open.example/hook/x");
  g_assert_cmpstr (body, ==,
                   "{\"timestamp\":\"1700000000\",\"sign\":"
                   "\"q6Oev4Wrs23QSZVkmQVsgFJ6N6asqz82R5NA5r3kxD0=\",\"msg_type\":\"text\","
                   "\"content\":{\"text\":\"x\"}}");
}

static void
test_without_a_secret_nothing_is_signed (void)
{
  g_autoptr (AftGroupRobot) ding = read_robot ("dingtalk https://a.example/s");
  g_autoptr (AftGroupRobot) feishu = read_robot ("feishu https://a.example/s");
  g_autofree char *address = aft_group_robot_dup_address (ding, NOW_MS);
  g_autofree char *body = aft_group_robot_dup_body (feishu, "x", NOW_MS);
  g_assert_cmpstr (address, ==, "https://a.example/s");
  g_assert_cmpstr (body, ==, "{\"msg_type\":\"text\",\"content\":{\"text\":\"x\"}}");
}

static void
test_signature_follows_the_address (void)
{
  g_autoptr (AftGroupRobot) robot = read_robot ("dingtalk https://a.example/s SECabc");
  g_autofree char *address = aft_group_robot_dup_address (robot, NOW_MS);
  g_assert_true (g_str_has_prefix (address, "https://a.example/s?timestamp=1700000000123&sign="));
}

static void
test_long_text_is_cut (void)
{
  g_autoptr (AftGroupRobot) robot = read_robot ("wecom https://a.example/s");
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "辣");
  g_autofree char *body = aft_group_robot_dup_body (robot, text->str, NOW_MS);
  g_assert_true (g_utf8_validate (body, -1, NULL));
  g_assert_cmpuint (strlen (body), <=, 2048);
  g_assert_cmpuint (strlen (body), >=, AFT_GROUP_ROBOT_TEXT_MAX * strlen ("辣"));
}

static void
test_comments_and_blank_lines_are_no_robots (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) robots = aft_group_robots_parse (
      "# ours\n\n  \nwecom https://a.example/1\n#\nfeishu https://a.example/2 s", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (robots->len, ==, 2);
  g_assert_cmpstr (aft_group_robot_get_kind (g_ptr_array_index (robots, 1)), ==, "feishu");
}

static void
test_wrong_line_is_named_without_its_secret (void)
{
  const char *const wrong[] = { "slack https://a.example/s hush",
                                "wecom",
                                "wecom not-an-address-hush",
                                "wecom ftp://a.example/hush",
                                "wecom https://",
                                "wecom https://hush@a.example/s",
                                "wecom https://a.example/s#hush",
                                "wecom https://a.example/s hush",
                                "dingtalk https://a.example/s hush hush",
                                "WECOM https://a.example/s" };
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strconcat ("# one\n", wrong[i], "\n", NULL);
      g_assert_null (aft_group_robots_parse (text, &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "Line 2: "));
      g_assert_null (strstr (error->message, "hush"));
    }
}

static void
test_hostile_file_is_refused (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *endless = g_strnfill (5000, 'a');
  g_autofree char *line = g_strconcat ("wecom https://a.example/", endless, NULL);
  for (guint i = 0; i <= AFT_GROUP_ROBOTS_MAX; i++)
    g_string_append (many, "wecom https://a.example/s\n");
  const char *const texts[] = { many->str, line, "wecom https://a.example/\xff" };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (aft_group_robots_parse (texts[i], &error));
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
    }
}

static gboolean
has_taken (const char *line, const char *reply)
{
  g_autoptr (AftGroupRobot) robot = read_robot (line);
  return aft_group_robot_has_taken (robot, reply, strlen (reply));
}

static void
test_only_its_own_yes_counts (void)
{
  const char *const none[] = { "",
                               "ok",
                               "{}",
                               "[]",
                               "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}",
                               "{\"errcode\":\"0\"}",
                               "{\"errcode\":0,\"errcode\":1}",
                               "<html>welcome to our network</html>",
                               "{\"code\":19021,\"msg\":\"sign match fail\"}" };
  g_assert_true (has_taken ("wecom https://a.example/s", "{\"errcode\":0,\"errmsg\":\"ok\"}"));
  g_assert_true (has_taken ("dingtalk https://a.example/s", "{\"errcode\":0,\"errmsg\":\"ok\"}"));
  g_assert_true (has_taken ("feishu https://a.example/s",
                            "{\"StatusCode\":0,\"code\":0,\"data\":{},\"msg\":\"success\"}"));
  g_assert_false (has_taken ("feishu https://a.example/s", "{\"errcode\":0}"));
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_assert_false (has_taken ("wecom https://a.example/s", none[i]));
      g_assert_false (has_taken ("feishu https://a.example/s", none[i]));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notify/group-robot/wecom-is-sent-its-text", test_wecom);
  g_test_add_func ("/notify/group-robot/dingtalk-is-sent-a-signed-address", test_dingtalk);
  g_test_add_func ("/notify/group-robot/feishu-is-sent-a-signed-text", test_feishu);
  g_test_add_func ("/notify/group-robot/without-a-secret-nothing-is-signed",
                   test_without_a_secret_nothing_is_signed);
  g_test_add_func ("/notify/group-robot/signature-follows-the-address",
                   test_signature_follows_the_address);
  g_test_add_func ("/notify/group-robot/long-text-is-cut", test_long_text_is_cut);
  g_test_add_func ("/notify/group-robot/comments-and-blank-lines-are-no-robots",
                   test_comments_and_blank_lines_are_no_robots);
  g_test_add_func ("/notify/group-robot/wrong-line-is-named-without-its-secret",
                   test_wrong_line_is_named_without_its_secret);
  g_test_add_func ("/notify/group-robot/hostile-file-is-refused", test_hostile_file_is_refused);
  g_test_add_func ("/notify/group-robot/only-its-own-yes-counts", test_only_its_own_yes_counts);
  return g_test_run ();
}
