/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-desk-source.h"
#include "aft-kiosk-house.h"
#include "aft-uplink.h"

G_BEGIN_DECLS

/* AftDeskHouse: the desk's source on a real kiosk: the house's store, and through the uplink the
 * venue's open cases while the collector can be reached. */
#define AFT_TYPE_DESK_HOUSE (aft_desk_house_get_type ())
G_DECLARE_FINAL_TYPE (AftDeskHouse, aft_desk_house, AFT, DESK_HOUSE, GObject)

/* @house and @uplink are borrowed; nothing is asked of them after aft_desk_source_forget() before
 * the next aft_desk_source_look(). @data_folder: whose disk is looked at. */
AftDeskSource *
aft_desk_house_new (AftKioskHouse *house, AftUplink *uplink, const char *data_folder);

G_END_DECLS
