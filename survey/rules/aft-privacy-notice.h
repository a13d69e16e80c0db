/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aft-locale.h"

G_BEGIN_DECLS

/* AftPrivacyNotice: what a house says to its guests about their data (privacy.json): sections of a
 * title and a paragraph, in three languages. Immutable, counted atomically. */
typedef struct _AftPrivacyNotice AftPrivacyNotice;

#define AFT_PRIVACY_NOTICE_MAX_BYTES    49152
#define AFT_PRIVACY_NOTICE_SECTIONS_MAX 10
#define AFT_PRIVACY_NOTICE_TITLE_MAX    60 /* characters; of a text: AFT_RULE_TEXT_MAX */
#define AFT_PRIVACY_NOTICE_VERSION_MAX  24 /* it stands in the version of a consent's text */

/* For whom it is written out, and what the house's settings know; NULL or "": nothing. Borrowed. */
typedef struct
{
  AftLanguage language;
  const char *house_name;
  const char *telephone;
} AftPrivacyReader;

/* Reads a document. INVALID with the section and the member at fault, or TOO_LARGE. */
AftPrivacyNotice *aft_privacy_notice_parse (const char *text,
                                            gsize length_bytes,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
AftPrivacyNotice *aft_privacy_notice_ref (AftPrivacyNotice *notice);
/* Accepts NULL. */
void aft_privacy_notice_unref (AftPrivacyNotice *notice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftPrivacyNotice, aft_privacy_notice_unref)

/* Borrowed. */
const char *aft_privacy_notice_get_version (const AftPrivacyNotice *notice);

guint aft_privacy_notice_count_sections (const AftPrivacyNotice *notice);
/* As they were written, with {house} and {contact} in them; @index below the count. Borrowed. */
const char *
aft_privacy_notice_get_title (const AftPrivacyNotice *notice, guint index, AftLanguage language);
const char *
aft_privacy_notice_get_text (const AftPrivacyNotice *notice, guint index, AftLanguage language);
/* As they are read: {house} is the house's name, else "this restaurant"; {contact} its telephone,
 * else "any member of our staff". Newly allocated. */
char *aft_privacy_notice_dup_title (const AftPrivacyNotice *notice,
                                    guint index,
                                    const AftPrivacyReader *reader);
char *aft_privacy_notice_dup_text (const AftPrivacyNotice *notice,
                                   guint index,
                                   const AftPrivacyReader *reader);

/* Has @text no braces but those of {house} and {contact}? */
gboolean aft_privacy_notice_is_fillable (const char *text);

G_END_DECLS
