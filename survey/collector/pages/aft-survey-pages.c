/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where surveys are asked on a phone: by the code of a table or of the door, and by a slip's link.
 * What is asked is the survey's, how it goes on aft-survey-sitting.c's. */
#include "aft-survey-limits.h"
#include "aft-survey-sitting.h"

static AftHttpReply *
begin_exit (AftPhonePage *page, GError **error)
{
  return aft_survey_sitting_begin (page, AFT_RESPONSE_EXIT, error);
}

static AftHttpReply *
go_on_exit (AftPhonePage *page, GError **error)
{
  return aft_survey_sitting_go_on (page, AFT_RESPONSE_EXIT, error);
}

static AftHttpReply *
begin_complaint (AftPhonePage *page, GError **error)
{
  return aft_survey_sitting_begin (page, AFT_RESPONSE_COMPLAINT, error);
}

static AftHttpReply *
go_on_complaint (AftPhonePage *page, GError **error)
{
  return aft_survey_sitting_go_on (page, AFT_RESPONSE_COMPLAINT, error);
}

static AftHttpReply *
begin_suggestion (AftPhonePage *page, GError **error)
{
  return aft_survey_sitting_begin (page, AFT_RESPONSE_SUGGESTION, error);
}

static AftHttpReply *
go_on_suggestion (AftPhonePage *page, GError **error)
{
  return aft_survey_sitting_go_on (page, AFT_RESPONSE_SUGGESTION, error);
}

static AftHttpReply *
begin_follow_up (AftPhonePage *page, GError **error)
{
  return aft_survey_sitting_begin (page, AFT_RESPONSE_FOLLOW_UP, error);
}

static AftHttpReply *
go_on_follow_up (AftPhonePage *page, GError **error)
{
  return aft_survey_sitting_go_on (page, AFT_RESPONSE_FOLLOW_UP, error);
}

static const AftPhoneRoute routes[] = {
  { .method = "GET", .pattern = "/s/{word:word}", .work = begin_exit },
  { .method = "POST", .pattern = "/s/{word:word}", .work = go_on_exit },
  { .method = "GET", .pattern = "/s/{word:word}/complaint", .work = begin_complaint },
  { .method = "POST", .pattern = "/s/{word:word}/complaint", .work = go_on_complaint },
  { .method = "GET", .pattern = "/s/{word:word}/suggestion", .work = begin_suggestion },
  { .method = "POST", .pattern = "/s/{word:word}/suggestion", .work = go_on_suggestion },
  { .method = "GET", .pattern = "/f/{word:word}/say", .work = begin_follow_up, .needs_link = TRUE },
  { .method = "POST",
    .pattern = "/f/{word:word}/say",
    .work = go_on_follow_up,
    .needs_link = TRUE },
};

void
aft_pages_add_surveys (AftPages *pages, AftRouter *router)
{
  pages->surveys = aft_survey_limits_new (pages->options.clock);
  aft_pages_add (pages, router, routes, G_N_ELEMENTS (routes));
}
