/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-id.h"
#include "aft-seal.h"

G_BEGIN_DECLS

/* AftAttachments: guests' photos as sealed files, ID.sealed each, in one folder. What a guest sends
 * is never looked at in this process: `aftertaste-photo` makes it anew (survey/collector/photo),
 * and what that gives is sealed to the house's key before it touches the disk. Which case a file
 * belongs to is the store's (aft-house-store-attachments.h). Counted; any thread, several at once.
 */
typedef struct _AftAttachments AftAttachments;

#define AFT_ATTACHMENT_MOST_BYTES (8 * 1024 * 1024) /* of what a guest sends */
#define AFT_ATTACHMENT_SIDE       1600              /* of what is kept, in pixels */

typedef struct
{
  const char *folder;  /* "DATA/attachments"; made (0700) when the first photo comes */
  const char *program; /* path of aftertaste-photo */
  guint deadline_ms;   /* for one photo; 0: 20 s */
  /* The house's present public key; UNAVAILABLE when there is none yet. Any thread, as is. */
  gboolean (*get_key) (AftSealKey *ret_key, gpointer user_data, GError **error);
  /* What was sealed, with that of the house's keys that fits. */
  GBytes *(*open) (GBytes *sealed, const AftId *id, gpointer user_data, GError **error);
  gpointer user_data;
} AftAttachmentsOptions;

/* @options is copied. */
AftAttachments *aft_attachments_new (const AftAttachmentsOptions *options);
AftAttachments *aft_attachments_ref (AftAttachments *attachments);
/* Accepts NULL. */
void aft_attachments_unref (AftAttachments *attachments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftAttachments, aft_attachments_unref)

/* What is kept of a photo. */
typedef struct
{
  AftId id;
  guint width; /* pixels */
  guint height;
  gsize bytes; /* of the JPEG */
} AftAttachment;

/* All of these wait: for the disk, the first for another program too. */

/* Makes @picture anew and keeps it as @id, on the disk. INVALID: it is no JPEG or PNG that can be
 * read; TOO_LARGE: too many bytes or pixels; BUSY: others are being made, try again; CONFLICT:
 * there is a file of that id; TIMED_OUT; FULL; UNAVAILABLE. Nothing is left behind by a failure. */
gboolean aft_attachments_add_sync (AftAttachments *attachments,
                                   const AftId *id,
                                   GBytes *picture,
                                   AftAttachment *ret_attachment,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The JPEG. NOT_FOUND; DENIED: no key of the house opens it, or it is another's; UNAVAILABLE. The
 * caller owns it. */
GBytes *aft_attachments_open_sync (AftAttachments *attachments,
                                   const AftId *id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the file off the disk, durably; that there is none is no error. */
gboolean aft_attachments_delete_sync (AftAttachments *attachments,
                                      const AftId *id,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Deletes what a crash left behind: files that are none of @known (AftId, sorted by bytes) and
 * older than an hour at @now_ms. @ret_count: how many; may be NULL. */
gboolean aft_attachments_sweep_sync (AftAttachments *attachments,
                                     const GArray *known,
                                     gint64 now_ms,
                                     guint *ret_count,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
