"""Words for what the journal records: every room declares its verbs, and an undeclared verb is refused."""

from collections.abc import Mapping

from wasit.text import Words

OFFICE_VERBS: Mapping[str, Words] = {
    "office.signed_in": Words(id="masuk", en="signed in"),
    "office.sign_in_failed": Words(id="gagal masuk", en="failed to sign in"),
    "office.signed_out": Words(id="keluar", en="signed out"),
    "office.agency_made": Words(id="mendaftarkan instansi", en="registered an agency"),
    "office.officer_made": Words(id="mendaftarkan petugas", en="registered an officer"),
    "office.membership_given": Words(id="memberi peran", en="gave a role"),
    "office.membership_ended": Words(id="mengakhiri peran", en="ended a role"),
    "office.link_made": Words(id="membuat tautan kata sandi", en="made a password link"),
    "office.second_factor_removed": Words(id="melepas faktor kedua", en="removed a second factor"),
    "office.block_set": Words(id="menutup berkas bagi seorang petugas", en="closed a file to an officer"),
    "office.block_lifted": Words(id="membuka lagi berkas bagi petugas", en="opened a file to an officer again"),
    "office.journal_viewed": Words(id="membuka jurnal", en="opened the journal"),
}

_declared: dict[str, Words] = {}


def declare(verbs: Mapping[str, Words]) -> None:
    """Make `verbs` usable in the journal; a verb keeps the words it was first given."""
    _declared.update(verbs)


def words_of(verb: str) -> Words:
    """Return the words of `verb`; raise KeyError where no room declared it."""
    return _declared[verb]


def declared() -> Mapping[str, Words]:
    """Return all verbs with their words."""
    return _declared
