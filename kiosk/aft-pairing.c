/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two pages and a question to the network between them:
 *
 *   address ──entered──► (who answers?) ──an authority──► compare ──the same──► done
 *    ▲  └──not now──► done    │  └──the system trusts it──► done     │
 *    └────────────────────────┴──no good──────────────it differs─────┘
 *
 * What the kiosk says to the collector afterwards is the uplink's. */
#include "aft-pairing.h"

#include <glib/gi18n.h>

#include "aft-address-page.h"
#include "aft-authority-page.h"
#include "aft-authority-probe.h"
#include "aft-error.h"

#define FIRST_SECONDS   600 /* nobody has been asked yet: there are no guests to be kept waiting */
#define AGAIN_SECONDS   20
#define COMPARE_SECONDS 600

struct _AftPairing
{
  GObject parent_instance;
  AftKioskHouse *house;
  AftStage *stage;
  char *host_text; /* as it was entered */
  AftAuthority *authority;
  GError *error;             /* of the last try */
  gboolean has_differed;     /* what answered was not the house's collector */
  GCancellable *cancellable; /* while the network is asked */
};

enum
{
  SIGNAL_SHOWN,
  SIGNAL_DONE,
  SIGNALS
};

static guint signals[SIGNALS];

G_DEFINE_FINAL_TYPE (AftPairing, aft_pairing, G_TYPE_OBJECT)

static void show_address (AftPairing *pairing);

static void
show (AftPairing *pairing, const char *name, GtkWidget *page)
{
  AftScene scene = { .name = name, .page = page, .has_bar = TRUE, .is_for_staff = TRUE };
  aft_stage_show (pairing->stage, &scene);
  g_signal_emit (pairing, signals[SIGNAL_SHOWN], 0);
}

static char *
dup_address (AftPairing *pairing)
{
  return g_strconcat ("https://", pairing->host_text, NULL);
}

static const char *
explain (const GError *error)
{
  if (error->domain != AFT_ERROR)
    return _ (aft_error_sentence (AFT_ERROR_INTERNAL));
  switch ((AftErrorCode) error->code)
    {
    case AFT_ERROR_INVALID:
      return _ ("This is no address. One looks like collector.example or 192.168.1.20:8443");
    case AFT_ERROR_DENIED:
      return _ (error->message);
    case AFT_ERROR_TIMED_OUT:
    case AFT_ERROR_UNAVAILABLE:
      return _ ("No collector answers there. Is the address right, and the network plugged in?");
    case AFT_ERROR_NOT_FOUND:
    case AFT_ERROR_CONFLICT:
    case AFT_ERROR_BUSY:
    case AFT_ERROR_FULL:
    case AFT_ERROR_CORRUPT:
    case AFT_ERROR_TOO_LARGE:
    case AFT_ERROR_UNSUPPORTED:
    case AFT_ERROR_INTERNAL:
    default:
      return _ (aft_error_sentence ((AftErrorCode) error->code));
    }
}

/* What the address page says under its keys; NULL: nothing. */
static const char *
get_sentence (AftPairing *pairing)
{
  if (pairing->cancellable != NULL)
    return _ ("Looking who answers there …");
  if (pairing->error != NULL)
    return explain (pairing->error);
  if (pairing->has_differed)
    return _ ("Then something else answers there. Nothing has been sent to it.");
  return NULL;
}

/* FALSE, with the reason on the address page, when it cannot be kept. */
static gboolean
choose (AftPairing *pairing, const char *address, const char *pem)
{
  g_clear_error (&pairing->error);
  if (aft_kiosk_house_choose_collector (pairing->house, address, pem, &pairing->error))
    return TRUE;
  g_warning ("keeping the collector's address: %s", pairing->error->message);
  return FALSE;
}

static void
choose_authority (AftPairing *pairing)
{
  g_autofree char *address = dup_address (pairing);
  if (choose (pairing, address, pairing->authority->pem))
    g_signal_emit (pairing, signals[SIGNAL_DONE], 0);
  else
    show_address (pairing);
}

/* -- compare --------------------------------------------------------------------------------- */

static void
on_agreed (AftAuthorityPage *page, AftPairing *pairing)
{
  choose_authority (pairing);
}

static void
on_refused (AftAuthorityPage *page, AftPairing *pairing)
{
  pairing->has_differed = TRUE;
  show_address (pairing);
}

static void
show_authority (AftPairing *pairing, double seconds)
{
  g_autofree char *address = dup_address (pairing);
  g_autofree char *fingerprint = aft_authority_dup_fingerprint (pairing->authority);
  GtkWidget *page = aft_authority_page_new (address, fingerprint, seconds, COMPARE_SECONDS);
  g_signal_connect_object (page, "agreed", G_CALLBACK (on_agreed), pairing, 0);
  g_signal_connect_object (page, "refused", G_CALLBACK (on_refused), pairing, 0);
  show (pairing, "authority", page);
}

/* -- the address ----------------------------------------------------------------------------- */

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AftPairing) pairing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AftAuthority) authority = aft_authority_probe_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || pairing->cancellable == NULL)
    return;
  g_clear_object (&pairing->cancellable);
  if (authority == NULL)
    {
      pairing->error = g_steal_pointer (&error);
      show_address (pairing);
      return;
    }
  g_clear_pointer (&pairing->authority, aft_authority_free);
  pairing->authority = g_steal_pointer (&authority);
  if (pairing->authority->pem == NULL)
    choose_authority (pairing);
  else
    show_authority (pairing, COMPARE_SECONDS);
}

static void
break_off (AftPairing *pairing)
{
  if (pairing->cancellable != NULL)
    g_cancellable_cancel (pairing->cancellable);
  g_clear_object (&pairing->cancellable);
  g_clear_error (&pairing->error);
  pairing->has_differed = FALSE;
}

static void
keep_text (AftPairing *pairing, AftAddressPage *page)
{
  g_autofree char *text = g_strstrip (g_strdup (aft_address_page_get_host_text (page)));
  g_free (pairing->host_text);
  pairing->host_text = g_steal_pointer (&text);
}

static void
on_entered (AftAddressPage *page, AftPairing *pairing)
{
  break_off (pairing);
  keep_text (pairing, page);
  g_autofree char *address = dup_address (pairing);
  pairing->cancellable = g_cancellable_new ();
  aft_address_page_say (page, get_sentence (pairing), TRUE);
  aft_authority_probe_async (address, 0, pairing->cancellable, on_probed, g_object_ref (pairing));
}

static void
on_skipped (AftAddressPage *page, AftPairing *pairing)
{
  break_off (pairing);
  if (!choose (pairing, "", NULL))
    g_clear_error (&pairing->error);
  g_signal_emit (pairing, signals[SIGNAL_DONE], 0);
}

static void
show_address (AftPairing *pairing)
{
  gboolean was_asked = aft_kiosk_house_was_asked (pairing->house);
  GtkWidget *page
      = aft_address_page_new (pairing->host_text, was_asked ? AGAIN_SECONDS : FIRST_SECONDS);
  g_signal_connect_object (page, "entered", G_CALLBACK (on_entered), pairing, 0);
  g_signal_connect_object (page, "skipped", G_CALLBACK (on_skipped), pairing, 0);
  show (pairing, "address", page);
  aft_address_page_say (AFT_ADDRESS_PAGE (page), get_sentence (pairing),
                        pairing->cancellable != NULL);
  gtk_widget_grab_focus (page);
}

void
aft_pairing_begin (AftPairing *pairing)
{
  show_address (pairing);
}

void
aft_pairing_refresh (AftPairing *pairing)
{
  GtkWidget *page = aft_stage_get_page (pairing->stage);
  if (AFT_IS_ADDRESS_PAGE (page))
    {
      keep_text (pairing, AFT_ADDRESS_PAGE (page));
      show_address (pairing);
    }
  else if (AFT_IS_AUTHORITY_PAGE (page))
    show_authority (pairing, aft_authority_page_get_left_seconds (AFT_AUTHORITY_PAGE (page)));
}

void
aft_pairing_stop (AftPairing *pairing)
{
  break_off (pairing);
}

AftPairing *
aft_pairing_new (AftKioskHouse *house, AftStage *stage)
{
  AftPairing *pairing = g_object_new (AFT_TYPE_PAIRING, NULL);
  pairing->house = house;
  pairing->stage = stage;
  pairing->host_text = g_strdup ("");
  return pairing;
}

static void
aft_pairing_dispose (GObject *object)
{
  AftPairing *pairing = AFT_PAIRING (object);
  break_off (pairing);
  g_clear_pointer (&pairing->host_text, g_free);
  g_clear_pointer (&pairing->authority, aft_authority_free);
  G_OBJECT_CLASS (aft_pairing_parent_class)->dispose (object);
}

static void
add_signal (guint index, const char *name)
{
  signals[index] = g_signal_new (name, AFT_TYPE_PAIRING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
aft_pairing_class_init (AftPairingClass *class)
{
  G_OBJECT_CLASS (class)->dispose = aft_pairing_dispose;
  add_signal (SIGNAL_SHOWN, "shown");
  add_signal (SIGNAL_DONE, "done");
}

static void
aft_pairing_init (AftPairing *pairing)
{
}
