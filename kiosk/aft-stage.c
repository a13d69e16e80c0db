/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What surrounds every page and stays while pages change: the bar, the language and the size of
 * text of this guest, what it takes to write, the look by the hour, a card over the page. Does not
 * know what the pages are.
 */
#include "aft-stage.h"

#include "aft-bar.h"
#include "aft-language-switch.h"
#include "aft-style.h"
#include "aft-test-hooks.h"
#include "aft-writing.h"

struct _AftStage
{
  GObject parent_instance;
  AftKioskHouse *house;
  AftKioskWindow *window; /* a reference: the program may end by the window's being closed */
  AftStyle *style;
  AftTestHooks *hooks;
  AftWriting *writing;
  AftBar *bar; /* of the window; NULL: none */
  AftLanguage language;
  gboolean has_bar;
  gboolean can_restart;
  gboolean is_for_staff;
  gboolean has_card;
  gboolean has_staff_mark;
};

enum
{
  SIGNAL_LANGUAGE_CHANGED,
  SIGNAL_STAFF_CALLED,
  SIGNAL_RESTART_CHOSEN,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftStage, aft_stage, G_TYPE_OBJECT)

static void rebuild_bar (AftStage *stage);

static void
set_language (AftStage *stage, AftLanguage language)
{
  stage->language = language;
  aft_language_switch_to (language);
  aft_style_set_language (stage->style, language);
  aft_kiosk_window_set_house_name (
      stage->window, aft_kiosk_config_get_house_name (stage->house->config, language));
  aft_writing_begin_guest (stage->writing, language);
}

static void
on_language_chosen (AftBar *bar, guint language, AftStage *stage)
{
  if ((AftLanguage) language == stage->language)
    return;
  set_language (stage, (AftLanguage) language);
  rebuild_bar (stage);
  g_signal_emit (stage, signals[SIGNAL_LANGUAGE_CHANGED], 0);
  aft_stage_mark_language (stage);
}

static void
set_text_size (AftStage *stage, guint size)
{
  aft_style_set_text_size (stage->style, size);
  aft_kiosk_window_set_larger_text (stage->window, size > 1);
  aft_writing_note_size (stage->writing);
}

static void
on_text_size_chosen (AftBar *bar, AftStage *stage)
{
  set_text_size (stage, aft_style_get_text_size (stage->style) % AFT_STYLE_TEXT_SIZES + 1);
}

static void
on_staff_called (AftBar *bar, AftStage *stage)
{
  g_signal_emit (stage, signals[SIGNAL_STAFF_CALLED], 0);
}

static void
on_restart_chosen (AftBar *bar, AftStage *stage)
{
  g_signal_emit (stage, signals[SIGNAL_RESTART_CHOSEN], 0);
}

static void
rebuild_bar (AftStage *stage)
{
  stage->bar = NULL;
  if (!stage->has_bar)
    {
      aft_kiosk_window_set_bar (stage->window, NULL);
      return;
    }
  GtkWidget *bar = stage->is_for_staff ? aft_bar_new_for_staff (stage->language)
                                       : aft_bar_new (stage->language, stage->can_restart);
  g_signal_connect_object (bar, "language-chosen", G_CALLBACK (on_language_chosen), stage, 0);
  g_signal_connect_object (bar, "text-size-chosen", G_CALLBACK (on_text_size_chosen), stage, 0);
  g_signal_connect_object (bar, "staff-called", G_CALLBACK (on_staff_called), stage, 0);
  g_signal_connect_object (bar, "restart-chosen", G_CALLBACK (on_restart_chosen), stage, 0);
  aft_kiosk_window_set_bar (stage->window, bar);
  stage->bar = AFT_BAR (bar);
  aft_bar_set_staff_mark (stage->bar, stage->has_staff_mark && !stage->is_for_staff);
}

void
aft_stage_set_staff_mark (AftStage *stage, gboolean is_shown)
{
  stage->has_staff_mark = is_shown;
  if (stage->bar != NULL)
    aft_bar_set_staff_mark (stage->bar, is_shown && !stage->is_for_staff);
}

/* Pages to which it matters follow the window. */
static void
bind_page (AftStage *stage, GtkWidget *page)
{
  const char *const names[] = { "is-tight", "is-writing" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (page), names[i]) != NULL)
      g_object_bind_property (stage->window, names[i], page, names[i], G_BINDING_SYNC_CREATE);
}

void
aft_stage_show (AftStage *stage, const AftScene *scene)
{
  aft_stage_set_card (stage, NULL);
  stage->has_bar = scene->has_bar;
  stage->can_restart = scene->can_restart;
  stage->is_for_staff = scene->is_for_staff;
  rebuild_bar (stage);
  aft_kiosk_window_set_for_staff (stage->window, scene->is_for_staff);
  bind_page (stage, scene->page);
  aft_kiosk_window_set_page (stage->window, scene->page, scene->needs_room);
  aft_stage_mark_language (stage);
  aft_test_hooks_note_page (stage->hooks, scene->name, scene->acknowledged);
}

GtkWidget *
aft_stage_get_page (AftStage *stage)
{
  return aft_kiosk_window_get_page (stage->window);
}

void
aft_stage_set_card (AftStage *stage, GtkWidget *card)
{
  stage->has_card = card != NULL;
  if (card != NULL)
    aft_language_switch_mark (card, stage->language);
  aft_kiosk_window_set_card (stage->window, card);
}

gboolean
aft_stage_has_card (AftStage *stage)
{
  return stage->has_card;
}

void
aft_stage_mark_language (AftStage *stage)
{
  aft_language_switch_mark (GTK_WIDGET (stage->window), stage->language);
}

AftLanguage
aft_stage_get_language (AftStage *stage)
{
  return stage->language;
}

gboolean
aft_stage_reset (AftStage *stage)
{
  AftLanguage language = aft_kiosk_config_get_language (stage->house->config);
  gboolean is_other = language != stage->language;
  if (is_other)
    set_language (stage, language);
  else
    {
      aft_writing_begin_guest (stage->writing, language);
      /* The house may have been given another name. */
      aft_kiosk_window_set_house_name (
          stage->window, aft_kiosk_config_get_house_name (stage->house->config, language));
    }
  set_text_size (stage, 1);
  return is_other;
}

gboolean
aft_stage_is_changed (AftStage *stage)
{
  return stage->language != aft_kiosk_config_get_language (stage->house->config)
         || aft_style_get_text_size (stage->style) != 1;
}

void
aft_stage_note_touch (AftStage *stage)
{
  aft_test_hooks_note_touch (stage->hooks);
}

static void
on_window_turned (AftKioskWindow *window, gboolean is_portrait, AftStage *stage)
{
  aft_style_set_direction (stage->style, is_portrait);
}

AftStage *
aft_stage_new (AftKioskHouse *house, AftKioskWindow *window, gboolean has_test_hooks)
{
  AftStage *stage = g_object_new (AFT_TYPE_STAGE, NULL);
  stage->house = house;
  stage->window = g_object_ref (window);
  stage->style = aft_style_new (GTK_WIDGET (window), house);
  stage->hooks = aft_test_hooks_new (GTK_WIDGET (window), has_test_hooks);
  stage->writing = aft_writing_new (house, window);
  set_language (stage, aft_kiosk_config_get_language (house->config));
  g_signal_connect_object (window, "turned", G_CALLBACK (on_window_turned), stage, 0);
  return stage;
}

static void
aft_stage_dispose (GObject *object)
{
  AftStage *stage = AFT_STAGE (object);
  g_clear_pointer (&stage->writing, aft_writing_free);
  g_clear_pointer (&stage->hooks, aft_test_hooks_free);
  g_clear_pointer (&stage->style, aft_style_free);
  g_clear_object (&stage->window);
  G_OBJECT_CLASS (aft_stage_parent_class)->dispose (object);
}

static void
add_signal (guint index, const char *name)
{
  signals[index]
      = g_signal_new (name, AFT_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
aft_stage_class_init (AftStageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_stage_dispose;
  add_signal (SIGNAL_LANGUAGE_CHANGED, "language-changed");
  add_signal (SIGNAL_STAFF_CALLED, "staff-called");
  add_signal (SIGNAL_RESTART_CHOSEN, "restart-chosen");
}

static void
aft_stage_init (AftStage *stage)
{
}
