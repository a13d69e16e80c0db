/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program aftertaste-survey from outside: what it prints, its exit statuses, its messages. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

#include "aft-temp-dir.h"

typedef struct
{
  int status;
  char *output;
  char *message;
} Run;

static void
clear_run (Run *run)
{
  g_free (run->output);
  g_free (run->message);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

/* @arguments: words; @input: for the standard input, or NULL. */
static Run
run_program (const char *const *arguments, const char *input)
{
  Run run = { -1, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_ptr_array_add (words, (gpointer) g_getenv ("AFTERTASTE_SURVEY"));
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) arguments[i]);
  g_ptr_array_add (words, NULL);
  g_autoptr (GSubprocess) process
      = g_subprocess_newv ((const char *const *) words->pdata,
                           G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                               | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                           &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &run.output, &run.message, &error);
  g_assert_no_error (error);
  run.status = g_subprocess_get_exit_status (process);
  return run;
}

#define RUN(input, ...) run_program ((const char *const[]){ __VA_ARGS__, NULL }, input)

static void
assert_one_line (const char *message, const char *part)
{
  g_assert_true (g_str_has_prefix (message, "aftertaste-survey: "));
  g_assert_nonnull (strstr (message, part));
  g_assert_true (strchr (message, '\n') == message + strlen (message) - 1);
}

static void
test_help (void)
{
  g_auto (Run) help = RUN (NULL, "--help");
  g_auto (Run) version = RUN (NULL, "--version");
  g_assert_cmpint (help.status, ==, 0);
  g_assert_nonnull (strstr (help.output, "trace SURVEY.json ACTIONS.jsonl"));
  g_assert_cmpint (version.status, ==, 0);
  g_assert_true (g_str_has_prefix (version.output, "aftertaste-survey "));
}

static void
test_misuse (void)
{
  static const char *const wrong[][4] = {
    { NULL },
    { "sing", NULL },
    { "check", NULL },
    { "check", "a", "b", NULL },
    { "trace", "a" },
    { "eval", NULL },
    { "eval", "1", "a", "b" },
    { "preview", NULL },
    { "eval", "--fast", NULL },
    { "risk", "a", NULL },
    { "risk", "a", "b", "c" },
    { "risk", "a", "b", "--rules" },
    { "risk", "a", "--loud", "b" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *words[5] = { wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3], NULL };
      g_auto (Run) run = run_program (words, NULL);
      g_assert_cmpint (run.status, ==, 2);
      g_assert_cmpstr (run.output, ==, "");
      assert_one_line (run.message, "try --help");
    }
}

static void
test_missing_files (void)
{
  static const char *const commands[] = { "check", "preview" };
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (Run) run = RUN (NULL, commands[i], "/nowhere/survey.json");
      g_assert_cmpint (run.status, ==, 1);
      assert_one_line (run.message, "/nowhere/survey.json");
    }
  g_auto (Run) values = RUN (NULL, "eval", "1", "/nowhere/values.json");
  g_assert_cmpint (values.status, ==, 1);
}

static void
test_eval (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *values = aft_temp_dir_write (dir, "v.json", "{\"a\":\"2\"}");
  g_auto (Run) sum = RUN (NULL, "eval", "{a} + 1 > 2", values);
  g_auto (Run) today = RUN (NULL, "eval", "today()");
  g_auto (Run) broken = RUN (NULL, "eval", "{a} +");
  g_assert_cmpstr (sum.output, ==, "{\"ok\":true,\"value\":true,\"cond\":true}\n");
  g_assert_nonnull (strstr (today.output, "2026-03-14T00:00:00"));
  g_assert_cmpstr (broken.output, ==, "{\"ok\":false,\"value\":null,\"cond\":false}\n");
  g_assert_cmpint (broken.status, ==, 0);
}

static void
test_batch (void)
{
  g_auto (Run) run = RUN ("{\"expr\":\"1+1\"}\n\n{\"expr\":\"{a}\",\"values\":{\"a\":[1]}}\n",
                          "eval", "--batch");
  g_auto (Run) broken = RUN ("{\"expr\":\"1\"}\nnonsense\n", "eval", "--batch");
  g_assert_cmpstr (run.output, ==,
                   "{\"ok\":true,\"value\":2,\"cond\":false}\n"
                   "{\"ok\":true,\"value\":[1],\"cond\":true}\n");
  g_assert_cmpint (broken.status, ==, 1);
  assert_one_line (broken.message, "line 2");
}

static void
test_check (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *good
      = aft_temp_dir_write (dir, "g.json", "{\"elements\":[{\"type\":\"text\",\"name\":\"a\"}]}");
  g_autofree char *warned = aft_temp_dir_write (
      dir, "w.json", "{\"elements\":[{\"type\":\"text\",\"name\":\"a\",\"width\":\"1\"}]}");
  g_autofree char *bad = aft_temp_dir_write (dir, "b.json", "{\"elements\":[{\"type\":\"file\"}]}");
  g_auto (Run) good_run = RUN (NULL, "check", good);
  g_auto (Run) warned_run = RUN (NULL, "check", warned);
  g_auto (Run) bad_run = RUN (NULL, "check", bad);
  g_assert_cmpint (good_run.status, ==, 0);
  g_assert_cmpstr (good_run.output, ==, "");
  g_assert_cmpint (warned_run.status, ==, 0);
  g_assert_cmpstr (warned_run.output, ==,
                   "{\"level\":\"warning\",\"code\":\"property-ignored\","
                   "\"path\":\"elements[0].width\",\"what\":\"width\"}\n");
  g_assert_cmpint (bad_run.status, ==, 1);
  g_assert_cmpstr (bad_run.output, ==,
                   "{\"level\":\"error\",\"code\":\"type-unsupported\","
                   "\"path\":\"elements[0].type\",\"what\":\"file\"}\n");
}

static void
test_trace (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *survey
      = aft_temp_dir_write (dir, "s.json", "{\"elements\":[{\"type\":\"text\",\"name\":\"a\"}]}");
  g_autofree char *good = aft_temp_dir_write (
      dir, "g.jsonl", "{\"do\":\"set\",\"name\":\"a\",\"value\":\"x\"}\n{\"do\":\"complete\"}\n");
  g_autofree char *unknown = aft_temp_dir_write (dir, "u.jsonl", "{\"do\":\"dance\"}\n");
  g_autofree char *broken = aft_temp_dir_write (dir, "b.jsonl", "{\"do\":\n");
  g_autofree char *late
      = aft_temp_dir_write (dir, "l.jsonl", "{\"do\":\"init\",\"now\":\"soon\"}\n");
  g_auto (Run) run = RUN (NULL, "trace", survey, good);
  g_auto (Run) refused = RUN (NULL, "trace", good, good);
  g_assert_cmpint (run.status, ==, 0);
  g_auto (GStrv) lines = g_strsplit (run.output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_nonnull (strstr (lines[2], "\"state\":\"completed\""));
  g_assert_nonnull (strstr (lines[2], "\"data\":{\"a\":\"x\"}"));
  g_assert_cmpint (refused.status, ==, 1);
  const char *const wrong[] = { unknown, broken, late };
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_auto (Run) wrong_run = RUN (NULL, "trace", survey, wrong[i]);
      g_assert_cmpint (wrong_run.status, ==, 1);
      assert_one_line (wrong_run.message, "");
    }
}

#define VISIT                                                                                      \
  "{\"elements\":[{\"type\":\"rating\",\"name\":\"overall\"},{\"type\":\"checkbox\",\"name\":"     \
  "\"why\","                                                                                       \
  "\"choices\":[\"food\",\"service\"]}]}"

static void
test_risk_says_why (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *survey = aft_temp_dir_write (dir, "s.json", VISIT);
  g_autofree char *answers
      = aft_temp_dir_write (dir, "a.json", "{\"overall\":1,\"why\":[\"service\"]}");
  g_autofree char *facts
      = aft_temp_dir_write (dir, "f.json", "{\"guest\":{\"tier\":\"vip\",\"lastScores\":[1]}}");
  g_auto (Run) plain = RUN (NULL, "risk", survey, answers);
  g_auto (Run) chinese = RUN (NULL, "risk", "--language", "zh_TW.UTF-8", survey, answers);
  g_auto (Run) known = RUN (NULL, "risk", survey, answers, "--facts", facts, "--json");
  g_assert_cmpint (plain.status, ==, 0);
  g_assert_cmpstr (plain.output, ==,
                   "service           +30  Unhappy with the service\n"
                   "low-scores        +15  Gave one of the two lowest marks\n"
                   "total              45  at-risk (rules 1)\n");
  g_assert_cmpint (chinese.status, ==, 0);
  g_assert_true (g_str_has_prefix (chinese.output, "service           +30  對服務不滿意\n"));
  g_assert_cmpint (known.status, ==, 0);
  g_assert_cmpstr (known.output, ==,
                   "{\"level\":\"critical\",\"points\":70,\"rules\":\"1\",\"signals\":["
                   "{\"id\":\"service\",\"points\":30,\"reason\":\"Unhappy with the service\"},"
                   "{\"id\":\"low-scores\",\"points\":15,"
                   "\"reason\":\"Gave one of the two lowest marks\"},"
                   "{\"id\":\"failed-again\",\"points\":15,"
                   "\"reason\":\"We let them down last time too\"},"
                   "{\"id\":\"vip\",\"points\":10,\"reason\":\"One of our VIPs, let down\"}]}\n");
}

static void
test_risk_goes_by_the_rules_given (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *survey = aft_temp_dir_write (dir, "s.json", VISIT);
  g_autofree char *answers = aft_temp_dir_write (dir, "a.json", "{\"overall\":5}");
  g_autofree char *rules = aft_temp_dir_write (
      dir, "r.json",
      "{\"version\":\"house-2\",\"levels\":{\"watch\":1,\"at-risk\":2,\"critical\":3},\"signals\":["
      "{"
      "\"id\":\"glad\",\"when\":\"{overall} = 5\",\"points\":2,"
      "\"reason\":{\"default\":\"Glad\",\"zh-cn\":\"高兴\",\"zh-tw\":\"高興\"}}]}");
  g_auto (Run) run = RUN (NULL, "risk", survey, answers, "--rules", rules);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.output, ==,
                   "glad               +2  Glad\ntotal               2  at-risk (rules house-2)\n");
}

static void
test_risk_refuses_what_it_cannot_read (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *survey = aft_temp_dir_write (dir, "s.json", VISIT);
  g_autofree char *answers = aft_temp_dir_write (dir, "a.json", "{\"overall\":5}");
  g_autofree char *wrong = aft_temp_dir_write (dir, "wrong.json", "{\"overall\":6}");
  g_autofree char *list = aft_temp_dir_write (dir, "list.json", "[1]");
  g_autofree char *rules = aft_temp_dir_write (dir, "rules.json", "{\"version\":\"1\"}");
  const struct
  {
    const char *words[5];
    const char *said;
  } cases[] = {
    { { survey, wrong }, "wrong.json: The survey has no such answer to the question overall" },
    { { survey, list }, "list.json: an object is needed" },
    { { survey, "/nowhere/a.json" }, "/nowhere/a.json" },
    { { "/nowhere/s.json", answers }, "/nowhere/s.json" },
    { { list, answers }, "list.json: " },
    { { survey, answers, "--rules", rules }, "rules.json: levels: an object is needed" },
    { { survey, answers, "--rules", "/nowhere/r.json" }, "/nowhere/r.json" },
    { { survey, answers, "--facts", list }, "list.json: an object is needed" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const *words = cases[i].words;
      const char *const all[] = { "risk", words[0], words[1], words[2], words[3], NULL };
      g_auto (Run) run = run_program (all, NULL);
      g_assert_cmpint (run.status, ==, 1);
      g_assert_cmpstr (run.output, ==, "");
      assert_one_line (run.message, cases[i].said);
    }
}

/* The program becomes the kiosk it finds on PATH, when none stands beside it. */
static void
test_preview (void)
{
  g_autoptr (AftTempDir) dir = aft_temp_dir_new ();
  g_autofree char *survey = aft_temp_dir_write (dir, "s.json", "{}");
  g_autofree char *kiosk
      = aft_temp_dir_write (dir, "aftertaste-kiosk", "#!/bin/sh\necho \"$@\"\nexit 7\n");
  g_autofree char *program = aft_temp_dir_dup_path (dir, "aftertaste-survey");
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  int status = 0;
  g_autoptr (GFile) from = g_file_new_for_path (g_getenv ("AFTERTASTE_SURVEY"));
  g_autoptr (GFile) to = g_file_new_for_path (program);
  g_assert_true (g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error));
  g_assert_cmpint (g_chmod (kiosk, 0755), ==, 0);
  char *words[] = { program, (char *) "preview", survey, NULL };
  g_assert_true (g_spawn_sync (NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                               &status, &error));
  g_autofree char *wanted = g_strdup_printf ("--preview %s\n", survey);
  g_assert_cmpstr (output, ==, wanted);
  g_assert_cmpint (WEXITSTATUS (status), ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/survey-tool/help-and-version", test_help);
  g_test_add_func ("/survey-tool/wrong-use-is-status-two-and-one-line", test_misuse);
  g_test_add_func ("/survey-tool/missing-file-is-status-one-and-one-line", test_missing_files);
  g_test_add_func ("/survey-tool/eval-prints-one-answer", test_eval);
  g_test_add_func ("/survey-tool/batch-answers-each-line-and-stops-at-a-broken-one", test_batch);
  g_test_add_func ("/survey-tool/check-fails-on-errors-only", test_check);
  g_test_add_func ("/survey-tool/trace-plays-acts-and-refuses-what-it-does-not-know", test_trace);
  g_test_add_func ("/survey-tool/risk-says-why-in-the-language-asked-for", test_risk_says_why);
  g_test_add_func ("/survey-tool/risk-goes-by-the-rules-given", test_risk_goes_by_the_rules_given);
  g_test_add_func ("/survey-tool/risk-refuses-what-it-cannot-read-in-one-line",
                   test_risk_refuses_what_it_cannot_read);
  g_test_add_func ("/survey-tool/preview-becomes-the-kiosk-beside-it", test_preview);
  return g_test_run ();
}
