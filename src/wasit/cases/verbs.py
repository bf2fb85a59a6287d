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
    "cases.invited": Words(id="mengundang klarifikasi", en="invited to a clarification"),
    "cases.clarification_heard": Words(
        id="mencatat berita acara klarifikasi", en="recorded minutes of a clarification"
    ),
    "cases.clarification_absent": Words(id="mencatat ketidakhadiran", en="recorded an absence"),
    "cases.clarification_cancelled": Words(id="membatalkan undangan", en="cancelled an invitation"),
    "cases.reply_offered": Words(id="memberi kesempatan menjawab", en="offered to answer in writing"),
    "cases.reply_taken": Words(id="menerima jawaban terlapor", en="received the answer of a reported person"),
    "cases.warning_added": Words(id="mencatat yang sudah diperingatkan", en="noted a prior warning"),
    "cases.plenary_held": Words(id="mencatat pleno", en="recorded a plenary"),
    "cases.related": Words(id="menghubungkan perkara", en="related cases"),
    "cases.merged": Words(id="menggabungkan perkara", en="merged cases"),
    "cases.untied": Words(id="melepas hubungan perkara", en="took cases apart"),
    "cases.expunged": Words(id="menghapus rekam jejak", en="expunged the record"),
}
