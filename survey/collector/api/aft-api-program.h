/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-api.h"
#include "aft-house-store-tokens.h"

G_BEGIN_DECLS

/* Requests of other programs, which take figures and answers away with a token of their own
 * (made in the console, or by `aftertaste-collector api-token`). */

/* One of them, on a thread of the store. All is borrowed. */
typedef struct
{
  AftHouseStore *store;
  AftCatalogue *catalogue; /* NULL: texts stay English */
  const AftHttpRequest *request;
  const AftHouseToken *token;
  const AftUploadOpener *opener; /* of what guests sealed */
  gint64 now_ms;
  guint64 enough; /* as in AftTrendScope, as is */
  guint64 few;
} AftProgramAsk;

/* Gives the reply, or NULL with @error set; may wait for the disk. */
typedef AftHttpReply *(*AftProgramWork) (const AftProgramAsk *ask, GError **error);

/* A GET at @path for programs, done by @work; @path and @work are static. */
typedef struct
{
  const char *path;
  AftProgramWork work;
} AftProgramRoute;
void aft_api_add_program_route (AftApi *api, AftRouter *router, const AftProgramRoute *route);

G_END_DECLS
