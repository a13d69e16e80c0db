/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /console/settings/rules/causes as a form: the pick lists of a case. An entry's words may change
 * and new entries come at the end; none goes, and none gets another id, for figures are kept by it.
 */
#include "aft-case.h"
#include "aft-cause-list.h"
#include "aft-console-rule-form.h"
#include "aft-console-speech.h"

#include <string.h>

#define ID_MAX     64
#define ID_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-"
#define NEW_ID     "new_id"

static const AftRuleField fields[] = {
  { NEW_ID, AFT_RULE_FIELD_CONDITION, 1, ID_MAX, N_ ("Short name for the figures, for ever") },
  { "kind", AFT_RULE_FIELD_CHOICE, 1, ID_MAX, N_ ("Kind of loss") },
  { "axis", AFT_RULE_FIELD_CHOICE, 1, ID_MAX, N_ ("Lies with") },
  { "responsibility", AFT_RULE_FIELD_CHOICE, 1, ID_MAX, N_ ("Responsible") },
};

/* The lists in the order in which they are used, with what an entry refers to. */
static const struct
{
  const char *list;
  const char *name;
  struct
  {
    const char *member;
    const char *list;
  } references[2];
} lists[] = {
  { "stated", N_ ("What guests say"), { { "kind", "kinds" }, { "axis", "axes" } } },
  { "root",
    N_ ("What the house finds"),
    { { "axis", "axes" }, { "responsibility", "responsibilities" } } },
  { "outcomes", N_ ("How it ended"), { { NULL } } },
  { "responsibilities", N_ ("Who is responsible"), { { NULL } } },
  { "kinds", N_ ("Kinds of loss"), { { NULL } } },
  { "axes", N_ ("Value, system, people"), { { NULL } } },
};

static const AftCaseState ends[]
    = { AFT_CASE_STATE_RECOVERED, AFT_CASE_STATE_LOST, AFT_CASE_STATE_CLOSED_WITHOUT_REMEDY };

/* -- the fields ------------------------------------------------------------------------------- */

static void
write_references (AftRuleForm *form, guint which, const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists[which].references); i++)
    {
      const char *member = lists[which].references[i].member;
      if (member == NULL)
        continue;
      g_autofree char *field = aft_rule_tree_dup_path (path, member);
      aft_rule_form_choice (form, field, lists[which].references[i].list);
    }
}

static void
write_entry (AftRuleForm *form, guint which, gsize index)
{
  AftPage *page = form->page;
  g_autofree char *path = aft_rule_tree_dup_item_path (lists[which].list, index);
  g_autofree char *text = aft_rule_tree_dup_path (path, "text");
  g_autofree char *id = aft_rule_tree_dup_path (path, "id");

  aft_rule_form_fold (form, aft_rule_form_is_wrong (form, path),
                      aft_rule_form_get_text (form, text),
                      aft_value_get_string (aft_rule_tree_get (form->present, id)));
  aft_rule_form_texts (form, text, aft_page_say (page, N_ ("What staff read")));
  aft_html_open (page->html, "div", "class", "numbers", NULL);
  write_references (form, which, path);
  aft_html_close (page->html, "div");
  aft_rule_form_unfold (form);
}

/* How a new outcome may end a case. */
static void
write_ends (AftRuleForm *form, const char *path)
{
  AftPage *page = form->page;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *id = g_strconcat (path, ".states.", aft_case_state_to_text (ends[i]), NULL);
      const AftPageField field = { .id = id, .label = aft_speech_get_state (page, ends[i]) };
      aft_page_tick (page, &field,
                     page->form != NULL && aft_http_form_get (page->form, id) != NULL);
    }
}

static void
write_new_entry (AftRuleForm *form, guint which, gsize index)
{
  AftPage *page = form->page;
  g_autofree char *path = aft_rule_tree_dup_item_path (lists[which].list, index);
  g_autofree char *text = aft_rule_tree_dup_path (path, "text");

  aft_rule_form_fold (form, aft_rule_form_is_wrong (form, path),
                      aft_page_say (page, N_ ("One more entry")), NULL);
  aft_rule_form_member (form, path, NEW_ID);
  aft_rule_form_texts (form, text, aft_page_say (page, N_ ("What staff read")));
  aft_html_open (page->html, "div", "class", "numbers", NULL);
  write_references (form, which, path);
  aft_html_close (page->html, "div");
  if (g_str_equal (lists[which].list, "outcomes"))
    write_ends (form, path);
  aft_rule_form_unfold (form);
}

static void
write_list (AftRuleForm *form, guint which)
{
  AftPage *page = form->page;
  gsize count = aft_value_get_length (aft_rule_tree_get (form->present, lists[which].list));

  aft_html_open (page->html, "section", "class", "card", NULL);
  aft_html_put (page->html, "h2", aft_page_say (page, lists[which].name), NULL);
  for (gsize i = 0; i < count; i++)
    write_entry (form, which, i);
  if (!form->is_fixed && count < AFT_CAUSE_PICK_MAX)
    write_new_entry (form, which, count);
  aft_html_close (page->html, "section");
}

static void
write_form (AftRuleForm *form)
{
  AftPage *page = form->page;

  aft_page_line (page, "quiet",
                 aft_page_say (page, N_ ("The words may change, what an entry means must not: "
                                         "figures of earlier years go by it. So none can be taken "
                                         "away.")));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    write_list (form, i);
}

/* -- what was typed --------------------------------------------------------------------------- */

static gboolean
has_id (const AftValue *list, const char *id)
{
  for (gsize i = 0; i < aft_value_get_length (list); i++)
    if (g_str_equal (aft_value_get_member_string (aft_value_get_item (list, i), "id", ""), id))
      return TRUE;
  return FALSE;
}

/* The id of a new entry, an empty one where it is not good. */
static AftValue *
read_id (AftRuleForm *form, const char *path, const AftValue *list)
{
  g_autoptr (AftValue) nothing = aft_value_new_string ("");
  g_autoptr (AftValue) typed = aft_rule_form_read_leaf (form, path, nothing);
  const char *id = aft_value_get_string (typed);

  if (strspn (id, ID_LETTERS) != strlen (id))
    aft_rule_form_refuse (form, path,
                          aft_page_say (form->page, N_ ("Only the letters a to z, digits and -, "
                                                        "please.")));
  else if (has_id (list, id))
    aft_rule_form_refuse (
        form, path, aft_page_say (form->page, N_ ("There is an entry of this name already.")));
  return g_steal_pointer (&typed);
}

static AftValue *
read_ends (AftRuleForm *form, const char *path)
{
  AftValueBuilder *states = aft_value_builder_new_array ();

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *word = aft_case_state_to_text (ends[i]);
      g_autofree char *field = g_strconcat (path, ".states.", word, NULL);
      if (aft_http_form_get (form->page->form, field) != NULL)
        aft_value_builder_take (states, aft_value_new_string (word));
    }
  return aft_value_builder_end (states);
}

static AftValue *
read_new_entry (AftRuleForm *form, guint which, const char *path, const AftValue *list)
{
  AftValueBuilder *entry = aft_value_builder_new_object ();
  g_autofree char *id = aft_rule_tree_dup_path (path, NEW_ID);
  g_autofree char *text = aft_rule_tree_dup_path (path, "text");

  aft_value_builder_set_take (entry, "id", read_id (form, id, list));
  for (guint i = 0; i < G_N_ELEMENTS (lists[which].references); i++)
    {
      const char *member = lists[which].references[i].member;
      g_autofree char *field = member != NULL ? aft_rule_tree_dup_path (path, member) : NULL;
      g_autoptr (AftValue) nothing = aft_value_new_string ("");
      if (member != NULL)
        aft_value_builder_set_take (entry, member, aft_rule_form_read_leaf (form, field, nothing));
    }
  aft_value_builder_set_take (entry, "text", aft_rule_form_read_texts (form, text, NULL));
  if (g_str_equal (lists[which].list, "outcomes"))
    aft_value_builder_set_take (entry, "states", read_ends (form, path));
  return aft_value_builder_end (entry);
}

/* Somebody wants one more: a choice alone, which always stands on something, is not that. */
static gboolean
is_wanted (AftRuleForm *form, const char *path)
{
  g_autofree char *id = aft_rule_tree_dup_path (path, NEW_ID);
  g_autofree char *text = aft_rule_tree_dup_path (path, "text");

  return aft_rule_form_is_filled (form, id) || aft_rule_form_is_filled (form, text);
}

static AftValue *
read_list (AftRuleForm *form, const char *path, const AftValue *present)
{
  guint which = 0;
  gsize count = aft_value_get_length (present);

  while (which < G_N_ELEMENTS (lists) && !g_str_equal (lists[which].list, path))
    which++;
  if (which == G_N_ELEMENTS (lists))
    return NULL;
  AftValueBuilder *list = aft_value_builder_new_array ();
  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *item = aft_rule_tree_dup_item_path (path, i);
      aft_value_builder_take (
          list, aft_rule_form_read_value (form, item, aft_value_get_item (present, i)));
    }
  g_autofree char *next = aft_rule_tree_dup_item_path (path, count);
  if (is_wanted (form, next))
    aft_value_builder_take (list, read_new_entry (form, which, next, present));
  return aft_value_builder_end (list);
}

static const char *
say_part (const AftRuleForm *form, const char *part)
{
  if (g_str_equal (part, "text"))
    return aft_page_say (form->page, N_ ("What staff read"));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].list, part))
      return aft_page_say (form->page, lists[i].name);
  return NULL;
}

const AftRuleFormKind aft_console_causes_form = { .document = AFT_RULE_DOCUMENT_CAUSES,
                                                  .fields = fields,
                                                  .count = G_N_ELEMENTS (fields),
                                                  .write = write_form,
                                                  .read_list = read_list,
                                                  .say_part = say_part };
