/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* AftGroupRobot: a robot in a chat group of the house, which takes messages by an address of its
 * own. Formats and signatures as the makers document them: WeCom "群机器人配置说明", DingTalk
 * "自定义机器人安全设置", Feishu "自定义机器人使用指南". Immutable. */
typedef struct _AftGroupRobot AftGroupRobot;

#define AFT_GROUP_ROBOTS_MAX     16
#define AFT_GROUP_ROBOT_TEXT_MAX 600 /* characters; WeCom takes 2,048 bytes */

/* Reads the lines "KIND ADDRESS [SECRET]", KIND wecom, dingtalk or feishu; empty lines and those
 * that begin with '#' are passed over. AftGroupRobot in their order. INVALID with the line's
 * number; the message never holds an address or a secret. */
GPtrArray *aft_group_robots_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Wipes its secrets. Accepts NULL. */
void aft_group_robot_free (AftGroupRobot *robot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftGroupRobot, aft_group_robot_free)

/* "wecom", "dingtalk", "feishu": what may be said of it in a log. */
const char *aft_group_robot_get_kind (const AftGroupRobot *robot);

/* Where to POST at @now_ms (UTC), with the signature where the robot has a secret. Secret: free it
 * with aft_secret_free_text(). */
char *aft_group_robot_dup_address (const AftGroupRobot *robot, gint64 now_ms);
/* What to POST at that time: JSON that says @text to everybody in the group; longer texts are cut.
 * Newly allocated. */
char *aft_group_robot_dup_body (const AftGroupRobot *robot, const char *text, gint64 now_ms);

/* Has the robot taken the message? Only its own yes counts, whatever the status says. */
gboolean
aft_group_robot_has_taken (const AftGroupRobot *robot, const char *reply, gsize length_bytes);

G_END_DECLS
