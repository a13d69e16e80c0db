/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A widget that only holds children; where they stand is its layout manager's business. */
#include "aft-flow-box.h"

#include "aft-flow-layout.h"
#include "aft-question-template.h"

struct _AftFlowBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (AftFlowBox, aft_flow_box, GTK_TYPE_WIDGET)

static void
aft_flow_box_dispose (GObject *object)
{
  aft_question_template_empty (GTK_WIDGET (object));
  G_OBJECT_CLASS (aft_flow_box_parent_class)->dispose (object);
}

static void
aft_flow_box_class_init (AftFlowBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = aft_flow_box_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), AFT_TYPE_FLOW_LAYOUT);
}

static void
aft_flow_box_init (AftFlowBox *self)
{
}
