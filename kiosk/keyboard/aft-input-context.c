/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field's end of the input method: translates between GtkIMContext and the words of this house.
 * Dead keys and Compose stay GTK's; what a key means is not decided here. */
#include <gtk/gtkimmodule.h>
#include <string.h>

#include "aft-input-method-private.h"
#include "aft-secret.h"

#define MODULE "aftertaste"

struct _AftInputContext
{
  GtkIMContextSimple parent_instance;
  GtkWidget *client; /* GTK takes it back before it goes */
  char *preedit;
  guint caret; /* characters of it before the cursor */
};

G_DEFINE_FINAL_TYPE (AftInputContext, aft_input_context, GTK_TYPE_IM_CONTEXT_SIMPLE)

static AftInputMethod *
find_method (AftInputContext *context)
{
  return context->client == NULL ? NULL : aft_input_method_find (context->client);
}

void
aft_input_context_install (GdkDisplay *display)
{
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME, AFT_TYPE_INPUT_CONTEXT,
                                  MODULE, 0);
  g_object_set (gtk_settings_get_for_display (display), "gtk-im-module", MODULE, NULL);
}

GtkWidget *
aft_input_context_get_client (AftInputContext *context)
{
  return context->client;
}

AftTypingField
aft_input_context_read_field (AftInputContext *context)
{
  AftTypingField field = { .kind = AFT_FIELD_WORDS, .is_one_line = GTK_IS_TEXT (context->client) };
  GtkInputPurpose purpose;

  g_object_get (context, "input-purpose", &purpose, NULL);
  switch (purpose)
    {
    case GTK_INPUT_PURPOSE_DIGITS:
    case GTK_INPUT_PURPOSE_NUMBER:
    case GTK_INPUT_PURPOSE_PIN:
      field.kind = AFT_FIELD_NUMBER;
      break;
    case GTK_INPUT_PURPOSE_PHONE:
      field.kind = AFT_FIELD_PHONE;
      break;
    case GTK_INPUT_PURPOSE_EMAIL:
    case GTK_INPUT_PURPOSE_URL:
      field.kind = AFT_FIELD_EMAIL;
      break;
    default:
      break;
    }
  field.is_private = purpose == GTK_INPUT_PURPOSE_PHONE || purpose == GTK_INPUT_PURPOSE_EMAIL
                     || purpose == GTK_INPUT_PURPOSE_PIN || purpose == GTK_INPUT_PURPOSE_PASSWORD;
  return field;
}

char *
aft_input_context_dup_before (AftInputContext *context)
{
  AftSecretText *text = NULL;
  int cursor = 0;
  int anchor = 0;

  if (!gtk_im_context_get_surrounding_with_selection (GTK_IM_CONTEXT (context), &text, &cursor,
                                                      &anchor))
    return g_strdup ("");
  char *before = g_strndup (text, (gsize) MIN (cursor, anchor));
  aft_secret_free_text (text);
  return before;
}

void
aft_input_context_commit (AftInputContext *context, const char *text)
{
  g_signal_emit_by_name (context, "commit", text);
}

void
aft_input_context_show_preedit (AftInputContext *context, const char *preedit, guint caret)
{
  gboolean was_open = context->preedit != NULL;
  gboolean is_open = *preedit != '\0';

  if (!was_open && !is_open)
    return;
  aft_secret_free_text (context->preedit);
  context->preedit = is_open ? g_strdup (preedit) : NULL;
  context->caret = caret;
  if (!was_open)
    g_signal_emit_by_name (context, "preedit-start");
  g_signal_emit_by_name (context, "preedit-changed");
  if (!is_open)
    g_signal_emit_by_name (context, "preedit-end");
}

/* -- GtkIMContext -------------------------------------------------------------------------------
 */

/* GtkIMContextSimple has none to chain up to. */
static void
aft_input_context_set_client_widget (GtkIMContext *parent, GtkWidget *client)
{
  AftInputContext *context = AFT_INPUT_CONTEXT (parent);
  AftInputMethod *method = find_method (context);

  if (client == NULL && method != NULL)
    aft_input_method_lose (method, context);
  context->client = client;
}

static void
aft_input_context_get_preedit_string (GtkIMContext *parent,
                                      char **text,
                                      PangoAttrList **attributes,
                                      int *cursor)
{
  AftInputContext *context = AFT_INPUT_CONTEXT (parent);

  if (context->preedit == NULL)
    {
      GTK_IM_CONTEXT_CLASS (aft_input_context_parent_class)
          ->get_preedit_string (parent, text, attributes, cursor);
      return;
    }
  if (text != NULL)
    *text = g_strdup (context->preedit);
  if (attributes != NULL)
    {
      *attributes = pango_attr_list_new ();
      pango_attr_list_insert (*attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
    }
  if (cursor != NULL)
    *cursor = (int) context->caret;
}

/* Has a dead key or Compose begun a character? */
static gboolean
is_composing (AftInputContext *context)
{
  g_autofree char *text = NULL;

  GTK_IM_CONTEXT_CLASS (aft_input_context_parent_class)
      ->get_preedit_string (GTK_IM_CONTEXT (context), &text, NULL, NULL);
  return text != NULL && *text != '\0';
}

static gboolean
aft_input_context_filter_keypress (GtkIMContext *parent, GdkEvent *event)
{
  AftInputContext *context = AFT_INPUT_CONTEXT (parent);
  AftInputMethod *method = find_method (context);

  if (method != NULL && !is_composing (context) && aft_input_method_filter (method, context, event))
    return TRUE;
  return GTK_IM_CONTEXT_CLASS (aft_input_context_parent_class)->filter_keypress (parent, event);
}

static void
aft_input_context_focus_in (GtkIMContext *parent)
{
  AftInputContext *context = AFT_INPUT_CONTEXT (parent);
  AftInputMethod *method = find_method (context);

  if (method != NULL)
    aft_input_method_focus_in (method, context);
}

static void
aft_input_context_reset (GtkIMContext *parent)
{
  AftInputContext *context = AFT_INPUT_CONTEXT (parent);
  AftInputMethod *method = find_method (context);

  GTK_IM_CONTEXT_CLASS (aft_input_context_parent_class)->reset (parent);
  if (method != NULL)
    aft_input_method_reset (method, context);
}

static void
aft_input_context_finalize (GObject *object)
{
  AftInputContext *context = AFT_INPUT_CONTEXT (object);

  g_clear_pointer (&context->preedit, aft_secret_free_text);
  G_OBJECT_CLASS (aft_input_context_parent_class)->finalize (object);
}

static void
aft_input_context_class_init (AftInputContextClass *klass)
{
  GtkIMContextClass *im_class = GTK_IM_CONTEXT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = aft_input_context_finalize;
  im_class->set_client_widget = aft_input_context_set_client_widget;
  im_class->get_preedit_string = aft_input_context_get_preedit_string;
  im_class->filter_keypress = aft_input_context_filter_keypress;
  im_class->focus_in = aft_input_context_focus_in;
  im_class->reset = aft_input_context_reset;
}

static void
aft_input_context_init (AftInputContext *context)
{
}
