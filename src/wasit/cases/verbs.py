"""Words for what this room writes into the journal."""

from collections.abc import Mapping

from wasit.text import Words

JOURNAL_VERBS: Mapping[str, Words] = {
    "cases.opened": Words(id="membuka perkara", en="opened the case"),
    "cases.moved": Words(id="mengambil langkah", en="made the move"),
    "cases.viewed": Words(id="membuka berkas", en="opened the file"),
    "cases.party_added": Words(id="menambah orang", en="added a person"),
    "cases.act_added": Words(id="menambah dugaan perbuatan", en="added an alleged act"),
    "cases.evidence_added": Words(id="menyegel bukti", en="sealed evidence"),
    "cases.evidence_opened": Words(id="membuka bukti", en="opened evidence"),
    "cases.remark_added": Words(id="menulis catatan", en="wrote a remark"),
    "cases.study_filed": Words(id="menyimpan kajian", en="filed the study"),
    "cases.requirement_checked": Words(id="memeriksa syarat", en="checked requirements"),
    "cases.handler_set": Words(id="menetapkan penanggung jawab", en="set the handler"),
    "cases.deadline_recomputed": Words(id="menghitung ulang tenggat", en="reckoned a deadline anew"),
    "cases.deadline_late": Words(id="mencatat tenggat lewat", en="noted a deadline as passed"),
    "cases.identity_sealed": Words(id="menyegel identitas pelapor", en="sealed the reporter's identity"),
    "cases.identity_opened": Words(id="membuka identitas pelapor", en="opened the reporter's identity"),
}
