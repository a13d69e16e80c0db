/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-house-sqlite-private.h"
#include "aft-house-store-attachments-private.h"

G_BEGIN_DECLS

/* aft-house-attachments.c. Private to house-sqlite. */
extern const AftHouseAttachmentsClass aft_house_sqlite_attachments;

G_END_DECLS
