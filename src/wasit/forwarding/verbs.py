"""Words for what this room writes into the journal."""

from collections.abc import Mapping

from wasit.text import Words

JOURNAL_VERBS: Mapping[str, Words] = {
    "forwarding.drawn_up": Words(id="menyusun penerusan", en="drew up a recommendation"),
    "forwarding.package_made": Words(id="menyusun paket penerusan", en="made the package"),
    "forwarding.redirected": Words(id="mengalihkan penerusan", en="redirected a recommendation"),
    "forwarding.owner_set": Words(id="menetapkan penanggung jawab penerusan", en="set who sees to a recommendation"),
    "forwarding.moved": Words(id="mengambil langkah pada penerusan", en="made a move on a recommendation"),
    "forwarding.viewed": Words(id="membuka penerusan", en="opened a recommendation"),
    "forwarding.evidence_opened": Words(id="membuka bukti dalam paket", en="opened evidence of a package"),
    "forwarding.summoned": Words(id="membuat panggilan pemeriksaan", en="wrote a summons to the examination"),
    "forwarding.summons_received": Words(
        id="mencatat panggilan diterima pegawai", en="noted that a summons was received"
    ),
    "forwarding.summons_missed": Words(id="mencatat panggilan tidak dihadiri", en="noted a missed summons"),
    "forwarding.team_set": Words(id="mengubah tim pemeriksa", en="changed the examination team"),
    "forwarding.examined": Words(id="mencatat berita acara pemeriksaan", en="recorded minutes of an examination"),
    "forwarding.decided": Words(id="mencatat keputusan hukuman", en="recorded a penalty"),
    "forwarding.contested": Words(id="mencatat keberatan atau banding", en="recorded an objection or appeal"),
    "forwarding.paper_kept": Words(id="menyimpan keputusan bertanda tangan", en="kept a signed decision"),
    "forwarding.deadline_late": Words(id="mencatat tenggat lewat", en="noted a deadline as passed"),
    "forwarding.deadline_recomputed": Words(id="menghitung ulang tenggat", en="reckoned a deadline anew"),
    "forwarding.record_viewed": Words(id="membuka rekam jejak", en="opened a track record"),
}
