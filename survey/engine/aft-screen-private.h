/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-screen.h"

G_BEGIN_DECLS

/* Empty records, to be filled by the session. */
AftScreen *aft_screen_new (void);
AftQuestionView *aft_question_view_new (void);

G_END_DECLS
