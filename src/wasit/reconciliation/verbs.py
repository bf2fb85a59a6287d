"""Words for what this room writes into the journal."""

from collections.abc import Mapping

from wasit.text import Words

JOURNAL_VERBS: Mapping[str, Words] = {
    "reconciliation.made": Words(id="membuat rekonsiliasi", en="made a reconciliation"),
    "reconciliation.viewed": Words(id="membuka rekonsiliasi", en="opened a reconciliation"),
    "reconciliation.list_received": Words(id="menerima daftar", en="received a list"),
    "reconciliation.list_dropped": Words(id="membuang daftar yang belum dipakai", en="dropped a list not yet used"),
    "reconciliation.list_read": Words(id="membaca daftar", en="read a list"),
    "reconciliation.match_confirmed": Words(id="menetapkan padanan sama", en="confirmed a match"),
    "reconciliation.matches_confirmed": Words(
        id="menetapkan padanan ber-NIP sama", en="confirmed matches with one NIP"
    ),
    "reconciliation.match_rejected": Words(id="menolak padanan", en="rejected a match"),
    "reconciliation.match_undone": Words(id="mengurungkan keputusan padanan", en="undid a decision on a match"),
    "reconciliation.paired": Words(id="memadankan dua baris", en="paired two rows"),
    "reconciliation.exported": Words(id="mengunduh hasil rekonsiliasi", en="downloaded a reconciliation"),
}
