/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of cases, tiers and roles: each has one text, every text one number, and nothing else
 * is a word. */
#include "aft-case.h"

#include "aft-role.h"
#include "aft-tier.h"

/* The numbers are stored: neither they nor the texts may ever change. */
static const char *const states[]
    = { "new",     "acknowledged", "in-progress", "offered",
        "waiting", "recovered",    "lost",        "closed-without-remedy" };
static const char *const kinds[] = { "complaint", "survey", "call", "drill" };
static const char *const events[]
    = { "flagged",   "acknowledged", "note",      "step",  "agreed",   "moved", "handed-over",
        "escalated", "closed",       "reopened",  "risk",  "called",   "offer", "action",
        "promised",  "kept",         "withdrawn", "asked", "declined", "guest", "photo" };
static const char *const steps[] = { "calm", "ask", "listen", "agree", "answer" };
static const char *const tiers[] = { "unknown", "low", "ordinary", "core", "vip" };
static const char *const roles[] = { "staff", "manager", "owner" };

G_STATIC_ASSERT (G_N_ELEMENTS (states) == AFT_CASE_STATES);
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == AFT_CASE_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (events) == AFT_CASE_EVENT_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == AFT_CASE_STEPS);
G_STATIC_ASSERT (G_N_ELEMENTS (tiers) == AFT_TIERS);
G_STATIC_ASSERT (G_N_ELEMENTS (roles) == AFT_ROLES);

#define ASSERT_WORDS(texts, Type, prefix)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    Type found = (Type) 1;                                                                         \
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)                                               \
      {                                                                                            \
        g_assert_cmpstr (prefix##_to_text ((Type) i), ==, texts[i]);                               \
        g_assert_true (prefix##_from_text (texts[i], &found));                                     \
        g_assert_cmpuint (found, ==, i);                                                           \
      }                                                                                            \
    found = (Type) 1;                                                                              \
    g_assert_false (prefix##_from_text ("New", &found));                                           \
    g_assert_false (prefix##_from_text ("", &found));                                              \
    g_assert_false (prefix##_from_text (NULL, &found));                                            \
    g_assert_cmpuint (found, ==, 1);                                                               \
  }                                                                                                \
  G_STMT_END

static void
test_words (void)
{
  ASSERT_WORDS (states, AftCaseState, aft_case_state);
  ASSERT_WORDS (kinds, AftCaseKind, aft_case_kind);
  ASSERT_WORDS (events, AftCaseEventKind, aft_case_event_kind);
  ASSERT_WORDS (steps, AftCaseStep, aft_case_step);
  ASSERT_WORDS (tiers, AftTier, aft_tier);
  ASSERT_WORDS (roles, AftRole, aft_role);
}

static void
test_closed (void)
{
  for (guint i = 0; i < AFT_CASE_STATES; i++)
    g_assert_cmpint (aft_case_state_is_closed ((AftCaseState) i), ==, i >= 5);
}

static void
test_number (void)
{
  g_autofree char *small = aft_case_dup_number ("A", 42);
  g_autofree char *large = aft_case_dup_number ("Z", 1234567);
  g_assert_cmpstr (small, ==, "A-0042");
  g_assert_cmpstr (large, ==, "Z-1234567");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/case/each-word-has-one-text", test_words);
  g_test_add_func ("/model/case/the-last-three-states-are-closed", test_closed);
  g_test_add_func ("/model/case/a-number-has-four-digits-or-more", test_number);
  return g_test_run ();
}
