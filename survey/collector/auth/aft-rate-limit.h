/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aft-clock.h"

G_BEGIN_DECLS

/* AftRateLimit: how often each of many may do something: a bucket each, which holds `burst` tries
 * and is filled again evenly. By monotonic time; one thread. */
typedef struct _AftRateLimit AftRateLimit;

typedef struct
{
  guint burst;      /* at once */
  guint per_minute; /* for ever */
  guint keys;       /* that are remembered; whoever was quiet longest is forgotten first */
} AftRateLimitOptions;

AftRateLimit *aft_rate_limit_new (AftClock *clock, const AftRateLimitOptions *options);
/* Accepts NULL. */
void aft_rate_limit_free (AftRateLimit *limit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AftRateLimit, aft_rate_limit_free)

/* One try of @key (any text). 0 when it may, else the seconds to wait, 1 or more. */
guint aft_rate_limit_take (AftRateLimit *limit, const char *key);
/* What @key tried is forgiven: it may try as often as if it were new. */
void aft_rate_limit_forget (AftRateLimit *limit, const char *key);

G_END_DECLS
