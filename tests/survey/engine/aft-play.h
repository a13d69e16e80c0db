/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-session.h"

G_BEGIN_DECLS

/* A rule of the survey engine as a small play: a survey and what a guest does and sees in it. */
typedef struct
{
  const char *name;   /* the rule, as a test path */
  const char *survey; /* JSON with ' for "; the elements of one page when it begins with [ */
  const char *script; /* lines, see aft-play.c */
} AftPlay;

/* Registers each play as a test. @plays must live as long as the program. */
void aft_play_add_tests (const AftPlay *plays, gsize count);

/* A session of @survey (as above) at 2026-03-14T19:30 in Shanghai, without variables. */
AftSession *aft_play_new_session (const char *survey);
AftSurvey *aft_play_new_survey (const char *survey);
/* JSON with ' for ". */
AftValue *aft_play_parse (const char *text);

G_END_DECLS
