"""Words for what the rosters write in the journal."""

from wasit.text import Words

JOURNAL_VERBS = {
    "rosters.file_handed_in": Words(id="menyerahkan berkas pegawai", en="handed in a roster file"),
    "rosters.imported": Words(id="memasukkan daftar pegawai", en="imported a staff roster"),
    "rosters.person_viewed": Words(id="membuka data pegawai", en="opened a staff record"),
}
