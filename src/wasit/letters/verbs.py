"""Words for what this room writes into the journal."""

from collections.abc import Mapping

from wasit.text import Words

JOURNAL_VERBS: Mapping[str, Words] = {
    "letters.issued": Words(id="menerbitkan surat", en="issued a letter"),
    "letters.opened": Words(id="mengunduh surat", en="downloaded a letter"),
    "letters.cancelled": Words(id="membatalkan surat", en="cancelled a letter"),
    "letters.signed_filed": Words(id="menyimpan surat bertanda tangan", en="filed a signed letter"),
    "letters.pattern_set": Words(id="mengubah pola nomor surat", en="changed a number pattern"),
    "letters.template_set": Words(id="mengubah naskah surat", en="changed the wording of a letter"),
    "letters.template_reset": Words(
        id="mengembalikan naskah surat ke naskah edisi", en="put the wording of a letter back to the edition"
    ),
    "letters.letterhead_set": Words(id="mengubah kop surat", en="changed the letterhead"),
}
