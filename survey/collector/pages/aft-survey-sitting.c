/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sitting on a phone, request by request: what the address opens, the state out of the form, what
 * was pressed, and the next screen. How it ends is aft-survey-ending.c's. */
#include "aft-survey-sitting-private.h"

#include <string.h>

#include "aft-error.h"
#include "aft-follow-page.h"
#include "aft-house-store-rules.h"
#include "aft-page-frame.h"
#include "aft-rule-document.h"
#include "aft-survey-form.h"
#include "aft-survey-limits.h"
#include "aft-survey-screen.h"

static void
clear_sitting (AftSurveySitting *sitting)
{
  g_clear_pointer (&sitting->session, aft_session_free);
  g_clear_pointer (&sitting->state, aft_survey_state_free);
  g_clear_pointer (&sitting->source, aft_survey_source_free);
  g_clear_pointer (&sitting->zone, g_time_zone_unref);
  g_clear_pointer (&sitting->code, aft_house_code_free);
  g_free (sitting->public_key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AftSurveySitting, clear_sitting)

/* -- what is around it -------------------------------------------------------------------------
 */

static const AftSecretBoxKey *
get_box_key (const AftSurveySitting *sitting)
{
  return sitting->page->pages->options.box_key;
}

static const char *
get_venue_name (const AftSurveySitting *sitting)
{
  AftVenue *venue = sitting->page->venue;
  const AftValue *names = aft_value_get_member (aft_venue_get_texts (venue), "names");
  return aft_value_get_member_string (names, aft_language_get_tag (sitting->page->language),
                                      aft_venue_get_name (venue));
}

const char *
aft_survey_sitting_get_telephone (const AftSurveySitting *sitting)
{
  return aft_value_get_member_string (aft_venue_get_texts (sitting->page->venue), "telephone", "");
}

static AftSurveyAround
get_around (const AftSurveySitting *sitting)
{
  AftPhonePage *page = sitting->page;
  return (AftSurveyAround){ .clock = page->pages->options.clock,
                            .zone = sitting->zone,
                            .venue_name = get_venue_name (sitting),
                            .telephone = aft_survey_sitting_get_telephone (sitting),
                            .table = sitting->code != NULL ? sitting->code->table : NULL,
                            .is_sealed = sitting->public_key != NULL,
                            .has_case = page->link != NULL && page->link->found->has_case,
                            .has_contact = sitting->has_contact };
}

char *
aft_survey_sitting_dup_path (const AftSurveySitting *sitting, AftResponseKind kind)
{
  if (sitting->code == NULL)
    return aft_follow_page_dup_path (sitting->page, "/say");
  return kind == AFT_RESPONSE_EXIT ? g_strconcat ("/s/", sitting->code->code, NULL)
                                   : g_strconcat ("/s/", sitting->code->code, "/",
                                                  aft_response_kind_to_text (kind), NULL);
}

AftPrivacyNotice *
aft_survey_sitting_load_privacy (const AftSurveySitting *sitting, GError **error)
{
  g_autoptr (GError) reason = NULL;
  const char *kind = aft_rule_document_to_text (AFT_RULE_DOCUMENT_PRIVACY);
  g_autoptr (AftHouseRules) own
      = aft_house_store_get_rules_sync (sitting->page->store, kind, 0, &reason);
  if (own != NULL)
    return aft_privacy_notice_parse (own->text, strlen (own->text), error);
  if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  g_autoptr (GBytes) bytes = aft_rule_document_load_default (AFT_RULE_DOCUMENT_PRIVACY, error);
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  return text != NULL ? aft_privacy_notice_parse (text, length, error) : NULL;
}

static gboolean
has_contact (const AftResponse *response)
{
  for (gsize i = 0; i < aft_response_get_seal_count (response); i++)
    if (g_str_equal (aft_sealed_part_get_name (aft_response_get_seal (response, i)),
                     AFT_SEALED_CONTACT))
      return TRUE;
  return FALSE;
}

static gboolean
open_code (AftSurveySitting *sitting, GError **error)
{
  AftPhonePage *page = sitting->page;
  sitting->code = aft_house_store_find_code_sync (page->store, page->word, error);
  if (sitting->code == NULL)
    return FALSE;
  page->venue = aft_house_store_get_venue_sync (page->store, &sitting->code->venue_id, error);
  return page->venue != NULL;
}

/* Where the address leads; NOT_FOUND when nowhere. */
static gboolean
open_sitting (AftSurveySitting *sitting, GError **error)
{
  AftPhonePage *page = sitting->page;
  const AftPagesOptions *options = &page->pages->options;

  if (options->box_key == NULL || (page->link != NULL && page->link->found->response == NULL))
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "No survey is given here");
      return FALSE;
    }
  if (page->link == NULL && !open_code (sitting, error))
    return FALSE;
  sitting->has_contact = page->link != NULL && has_contact (page->link->found->response);
  sitting->public_key
      = options->dup_public_key != NULL ? options->dup_public_key (options->user_data) : NULL;
  if (sitting->public_key != NULL && *sitting->public_key == '\0')
    g_clear_pointer (&sitting->public_key, g_free);
  sitting->zone = g_time_zone_new_identifier (aft_venue_get_zone (page->venue));
  if (sitting->zone == NULL)
    sitting->zone = g_time_zone_new_utc ();
  return TRUE;
}

/* -- the state ---------------------------------------------------------------------------------
 */

static void
walk (AftSurveySitting *sitting)
{
  const AftSurveyAround around = get_around (sitting);
  g_clear_pointer (&sitting->session, aft_session_free);
  sitting->session = aft_survey_walk_begin (sitting->source->survey, sitting->state, &around);
}

gboolean
aft_survey_sitting_start (AftSurveySitting *sitting,
                          AftResponseKind kind,
                          const AftSurveyState *before,
                          GError **error)
{
  AftPhonePage *page = sitting->page;
  const AftPagesOptions *options = &page->pages->options;
  AftSurveySource *source
      = aft_survey_source_find_current_sync (page->store, options->surveys, kind, error);
  if (source == NULL)
    return FALSE;
  AftSurveyState *state = aft_survey_state_new (kind, page->word);
  state->survey = source->digest;
  state->response_id
      = before != NULL ? before->next_id : aft_id_generate (options->clock, options->random);
  state->sitting_id
      = before != NULL ? before->sitting_id : aft_id_generate (options->clock, options->random);
  if (page->link != NULL)
    state->sitting_id = *aft_response_get_sitting_id (page->link->found->response);
  state->next_id = aft_id_generate (options->clock, options->random);
  state->started_ms = page->now_ms;
  state->language = page->language;
  aft_random_fill (options->random, (guint8 *) &state->seed, sizeof state->seed);
  state->marks = before != NULL ? before->marks : 0;
  state->is_second = before != NULL;

  aft_survey_source_free (sitting->source);
  aft_survey_state_free (sitting->state);
  sitting->kind = kind;
  sitting->source = source;
  sitting->state = state;
  walk (sitting);
  return TRUE;
}

/* TRUE when the form goes on with a sitting of this address that is not over. */
static gboolean
take_up (AftSurveySitting *sitting)
{
  AftPhonePage *page = sitting->page;
  const char *text = aft_phone_page_get_field (page, AFT_SURVEY_FIELD_STATE);
  g_autoptr (AftSurveyState) state = aft_survey_state_open (text, get_box_key (sitting), NULL);

  if (state == NULL || state->kind != sitting->kind || !g_str_equal (state->word, page->word)
      || page->now_ms - state->started_ms > AFT_SURVEY_STATE_MOST_MS)
    return FALSE;
  sitting->source = aft_survey_source_find_sync (page->store, page->pages->options.surveys,
                                                 state->kind, &state->survey, NULL);
  if (sitting->source == NULL)
    return FALSE;
  page->language = state->language;
  sitting->state = g_steal_pointer (&state);
  walk (sitting);
  return TRUE;
}

/* -- screens -----------------------------------------------------------------------------------
 */

/* Ways to go that are not this survey: beside its very first question alone. */
static void
write_ways (AftSurveySitting *sitting)
{
  AftPhonePage *page = sitting->page;
  g_autofree char *complaint = aft_survey_sitting_dup_path (sitting, AFT_RESPONSE_COMPLAINT);
  g_autofree char *suggestion = aft_survey_sitting_dup_path (sitting, AFT_RESPONSE_SUGGESTION);

  aft_html_open (page->html, "div", "class", "ways", NULL);
  aft_page_frame_link (page, aft_page_frame_say (page, N_ ("I have a complaint")), "", complaint);
  aft_page_frame_link (page, aft_page_frame_say (page, N_ ("I have a suggestion")), "", suggestion);
  aft_html_close (page->html, "div");
}

static void
write_table (AftSurveySitting *sitting)
{
  AftPhonePage *page = sitting->page;
  aft_html_open (page->html, "p", "class", "quiet", NULL);
  aft_html_text (page->html, get_venue_name (sitting));
  if (sitting->code->table != NULL)
    {
      g_autofree char *table
          = g_strdup_printf (aft_page_frame_say (page, N_ ("Table %s")), sitting->code->table);
      aft_html_text_printf (page->html, " · %s", table);
    }
  aft_html_close (page->html, "p");
}

AftHttpReply *
aft_survey_sitting_show (AftSurveySitting *sitting, const char *fault, GError **error)
{
  AftPhonePage *page = sitting->page;
  AftSurveyState *state = sitting->state;
  g_autoptr (AftScreen) screen = aft_session_dup_screen (sitting->session);
  g_autoptr (AftPrivacyNotice) privacy = aft_survey_sitting_load_privacy (sitting, error);
  if (privacy == NULL)
    return NULL;
  if (screen->state == AFT_SCREEN_EMPTY)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND, "The survey asks nothing");
      return NULL;
    }
  gboolean is_first = page->form == NULL;
  aft_survey_walk_save (sitting->session, state);
  g_autofree char *sealed
      = aft_survey_state_seal (state, get_box_key (sitting), page->pages->options.random);
  const AftSurveyLook look = { .screen = screen,
                               .state = sealed,
                               .answers = state->answers,
                               .privacy = privacy,
                               .telephone = aft_survey_sitting_get_telephone (sitting),
                               .fault = fault,
                               .is_first = is_first };
  g_free (page->path);
  page->path = aft_survey_sitting_dup_path (sitting, state->kind);
  aft_survey_screen_open (page, &look);
  if (state->kind == AFT_RESPONSE_EXIT && !screen->has_previous)
    write_ways (sitting);
  if (sitting->code != NULL && is_first)
    write_table (sitting);
  AftHttpReply *reply = aft_page_frame_end (page, 200);
  /* Back shows the page as it was, out of the phone's own memory; nothing is sent anew. */
  aft_http_reply_set_header (reply, "Cache-Control", "private, no-cache");
  return reply;
}

AftHttpReply *
aft_survey_sitting_begin (AftPhonePage *page, AftResponseKind kind, GError **error)
{
  g_auto (AftSurveySitting) sitting = { .page = page, .kind = kind };

  if (page->link != NULL && !page->link->found->has_arrived)
    return aft_follow_page_tell_not_yet (page);
  if (!open_sitting (&sitting, error) || !aft_survey_sitting_start (&sitting, kind, NULL, error))
    return NULL;
  return aft_survey_sitting_show (&sitting, NULL, error);
}

/* -- what was pressed --------------------------------------------------------------------------
 */

/* Names of the questions on the screen. */
static GPtrArray *
list_names (AftSession *session)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  for (guint i = 0; i < screen->questions->len; i++)
    g_ptr_array_add (names, g_strdup (((AftQuestionView *) screen->questions->pdata[i])->name));
  return names;
}

/* Has an answer brought a question onto the screen that the guest has not seen? */
static gboolean
has_new_question (AftSession *session, const GPtrArray *before)
{
  g_autoptr (GPtrArray) now = list_names (session);
  for (guint i = 0; i < now->len; i++)
    if (!g_ptr_array_find_with_equal_func ((GPtrArray *) before, now->pdata[i], g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

static AftHttpReply *
go_forward (AftSurveySitting *sitting, const GPtrArray *before, GError **error)
{
  const AftSurveyAround around = get_around (sitting);
  g_autoptr (AftScreen) screen = aft_session_dup_screen (sitting->session);
  gboolean is_asking = aft_survey_walk_asks (screen);

  if (has_new_question (sitting->session, before)
      || !aft_survey_walk_next (sitting->session, &around))
    return aft_survey_sitting_show (sitting, NULL, error);
  sitting->state->screens += is_asking ? 1 : 0;
  return aft_session_is_complete (sitting->session)
             ? aft_survey_sitting_end (sitting, error)
             : aft_survey_sitting_show (sitting, NULL, error);
}

static AftHttpReply *
change_language (AftSurveySitting *sitting, GError **error)
{
  AftPhonePage *page = sitting->page;
  const char *tag = aft_phone_page_get_field (page, AFT_SURVEY_FIELD_LANGUAGE);

  page->language = aft_language_from_tag (tag);
  page->has_language = TRUE;
  sitting->state->language = page->language;
  g_autoptr (AftValue) name = aft_value_new_string (get_venue_name (sitting));
  aft_session_set_variable (sitting->session, "venue.name", name);
  aft_session_set_locale (sitting->session, aft_language_get_survey_key (page->language));
  return aft_survey_sitting_show (sitting, NULL, error);
}

static AftHttpReply *
act (AftSurveySitting *sitting, GError **error)
{
  AftPhonePage *page = sitting->page;
  AftSurveyAct pressed = aft_survey_form_read_act (page->form);
  const AftSurveyAround around = get_around (sitting);
  g_autoptr (GPtrArray) before = list_names (sitting->session);

  if (pressed == AFT_SURVEY_ACT_SHOW)
    return aft_survey_sitting_show (sitting, NULL, error);
  gboolean is_all = aft_survey_form_answer (page->form, sitting->session);
  switch (pressed)
    {
    case AFT_SURVEY_ACT_LANGUAGE:
      return change_language (sitting, error);
    case AFT_SURVEY_ACT_BACK:
      (void) aft_survey_walk_back (sitting->session, &around);
      return aft_survey_sitting_show (sitting, NULL, error);
    case AFT_SURVEY_ACT_NEXT:
    case AFT_SURVEY_ACT_SHOW:
      break;
    }
  if (!is_all)
    return aft_survey_sitting_show (
        sitting, aft_page_frame_say (page, N_ ("Please choose a few more, or fewer.")), error);
  return go_forward (sitting, before, error);
}

/* What came is over, or none of ours: the guest begins again and is told. */
static AftHttpReply *
begin_again (AftSurveySitting *sitting, GError **error)
{
  AftPhonePage *page = sitting->page;
  if (!aft_survey_sitting_start (sitting, sitting->kind, NULL, error))
    return NULL;
  return aft_survey_sitting_show (
      sitting, aft_page_frame_say (page, N_ ("That page was too old. Let us begin again.")), error);
}

AftHttpReply *
aft_survey_sitting_go_on (AftPhonePage *page, AftResponseKind kind, GError **error)
{
  g_auto (AftSurveySitting) sitting = { .page = page, .kind = kind };
  guint seconds = aft_survey_limits_take_screen (page->pages->surveys, page->sender);

  if (page->link != NULL && !page->link->found->has_arrived)
    return aft_follow_page_tell_not_yet (page);
  if (!open_sitting (&sitting, error))
    return NULL;
  if (seconds > 0)
    return aft_page_frame_tell_wait (page, seconds);
  return take_up (&sitting) ? act (&sitting, error) : begin_again (&sitting, error);
}
