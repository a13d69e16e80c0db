/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on a key and what it is called. Colours and sizes are the style sheet's, by class:
 *
 *   key          each of them           letter     one character stands on it
 *   function     it writes nothing      word       up to four
 *   primary      Enter                  long       more
 *   pressed      under a finger         on         shift is in force */
#include "aft-key.h"

#include <glib/gi18n.h>
#include <string.h>

struct _AftKey
{
  GtkButton parent_instance;
  const AftKeySpec *spec;
  GtkWidget *label; /* NULL while an icon stands there */
  GtkWidget *icon;
};

G_DEFINE_FINAL_TYPE (AftKey, aft_key, GTK_TYPE_BUTTON)

char *
aft_key_dup_shifted (const char *text, AftShift shift)
{
  if (shift == AFT_SHIFT_OFF)
    return g_strdup (text);
  GString *capitals = g_string_new (NULL);
  /* Not g_utf8_strup(): in a Turkish locale that gives another letter for "i". */
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (capitals, g_unichar_toupper (g_utf8_get_char (at)));
  return g_string_free (capitals, FALSE);
}

/* The key has the name: what stands on it would be read a second time. */
static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, "label", text, NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Of two that are divided by a stroke the first is in force, and stands there larger. */
static void
set_text (AftKey *self, const char *text)
{
  const char *stroke = g_utf8_strlen (text, -1) == 3 ? strchr (text, '/') : NULL;
  if (stroke == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->label), text);
      return;
    }
  g_autofree char *first = g_strndup (text, (gsize) (stroke - text));
  g_autofree char *markup
      = g_markup_printf_escaped ("%s<span size=\"79%%\">%s</span>", first, stroke + 1);
  gtk_label_set_markup (GTK_LABEL (self->label), markup);
}

static void
set_icon (AftKey *self, const char *name)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), name);
}

static void
set_name (AftKey *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Enter says what it does here in words, or shows its sign. */
static void
show_enter (AftKey *self, const char *text)
{
  gtk_widget_set_visible (self->icon, text == NULL);
  gtk_widget_set_visible (self->label, text != NULL);
  gtk_label_set_text (GTK_LABEL (self->label), text != NULL ? text : "");
  if (text != NULL)
    set_name (self, text);
}

static void
show_letter (AftKey *self, AftShift shift)
{
  g_autofree char *text = aft_key_dup_shifted (self->spec->text, shift);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  set_name (self, text);
}

void
aft_key_set_state (AftKey *self, const AftKeyPadState *state)
{
  g_return_if_fail (AFT_IS_KEY (self));
  const AftKeySpec *spec = self->spec;
  set_name (self, spec->name != NULL ? _ (spec->name) : spec->text);
  switch (spec->action)
    {
    case AFT_KEY_ENTER:
      show_enter (self, state->enter);
      break;
    case AFT_KEY_SCRIPT:
      set_text (self, state->is_traditional ? "繁" : "简");
      break;
    case AFT_KEY_SHIFT:
      set_icon (self, state->shift == AFT_SHIFT_LOCKED ? "aft-shift-locked-symbolic" : spec->icon);
      set_class (GTK_WIDGET (self), "on", state->shift != AFT_SHIFT_OFF);
      break;
    case AFT_KEY_TEXT:
      if (aft_key_layout_get (state->layout)->has_shift)
        show_letter (self, state->shift);
      break;
    case AFT_KEY_SPACE:
    case AFT_KEY_ERASE:
    case AFT_KEY_LAYOUT:
    case AFT_KEY_HIDE:
    default:
      break;
    }
}

void
aft_key_set_pressed (AftKey *self, gboolean is_pressed)
{
  g_return_if_fail (AFT_IS_KEY (self));
  set_class (GTK_WIDGET (self), "pressed", is_pressed);
}

const AftKeySpec *
aft_key_get_spec (AftKey *self)
{
  g_return_val_if_fail (AFT_IS_KEY (self), NULL);
  return self->spec;
}

static void
aft_key_class_init (AftKeyClass *klass)
{
}

static void
aft_key_init (AftKey *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "key");
  gtk_button_set_has_frame (GTK_BUTTON (self), TRUE);
  /* A touch must not take the focus out of the field that is written in. */
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), FALSE);
}

static const char *
choose_class (const AftKeySpec *spec)
{
  if (spec->action == AFT_KEY_ENTER)
    return "primary";
  if (spec->action != AFT_KEY_TEXT && spec->action != AFT_KEY_SPACE)
    return "function";
  glong length = g_utf8_strlen (spec->label != NULL ? spec->label : spec->text, -1);
  return length == 1 ? "letter" : length <= 4 ? "word" : "long";
}

static void
fill (AftKey *self)
{
  const AftKeySpec *spec = self->spec;
  GtkWidget *overlay
      = g_object_new (GTK_TYPE_OVERLAY, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *text = spec->label != NULL ? spec->label : spec->text;

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->label = make_label (spec->icon == NULL ? text : "", "sign");
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "icon-name", spec->icon, NULL);
  gtk_widget_set_visible (self->label, spec->icon == NULL);
  gtk_widget_set_visible (self->icon, spec->icon != NULL);
  if (spec->icon == NULL)
    set_text (self, text);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), box);
  if (spec->hint != NULL)
    {
      GtkWidget *hint = make_label (spec->hint, "hint");
      gtk_widget_set_halign (hint, GTK_ALIGN_END);
      gtk_widget_set_valign (hint, GTK_ALIGN_START);
      gtk_overlay_add_overlay (GTK_OVERLAY (overlay), hint);
    }
  gtk_button_set_child (GTK_BUTTON (self), overlay);
}

GtkWidget *
aft_key_new (const AftKeySpec *spec)
{
  AftKey *self = g_object_new (AFT_TYPE_KEY, NULL);
  self->spec = spec;
  gtk_widget_add_css_class (GTK_WIDGET (self), choose_class (spec));
  fill (self);
  return GTK_WIDGET (self);
}
