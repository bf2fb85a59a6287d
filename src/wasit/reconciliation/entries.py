"""One row of a list: a person and an event, in fields that can be compared whatever the list called them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wasit.text import Words
from wasit.text.names import parse_name
from wasit.text.normalise import folded_text

SIDES = ("bawaslu", "government", "bkn")
SIDE_WORDS: Mapping[str, Words] = {
    "bawaslu": Words(id="Bawaslu", en="Bawaslu"),
    "government": Words(id="Pemda", en="Government"),
    "bkn": Words(id="BKN", en="BKN"),
}

FIELD_WORDS: Mapping[str, Words] = {
    "name": Words(id="Nama", en="Name"),
    "nip": Words(id="NIP", en="NIP"),
    "position": Words(id="Jabatan", en="Position"),
    "unit": Words(id="Unit kerja", en="Unit"),
    "region": Words(id="Wilayah atau instansi", en="Region or agency"),
    "act": Words(id="Perbuatan", en="Act"),
    "act_date": Words(id="Tanggal kejadian", en="Date of the act"),
    "report_date": Words(id="Tanggal laporan atau temuan", en="Date of report or finding"),
    "register_number": Words(id="Nomor register Bawaslu", en="Bawaslu register number"),
    "letter_number": Words(id="Nomor surat penerusan", en="Number of the forwarding letter"),
    "letter_date": Words(id="Tanggal surat penerusan", en="Date of the forwarding letter"),
    "outcome": Words(id="Status atau hasil", en="Status or outcome"),
    "sanction": Words(id="Sanksi", en="Sanction"),
    "decision_number": Words(id="Nomor keputusan sanksi", en="Number of the sanction decision"),
    "decision_date": Words(id="Tanggal keputusan sanksi", en="Date of the sanction decision"),
}
DATE_FIELDS = ("act_date", "report_date", "letter_date", "decision_date")
TEXT_FIELDS = (
    "name", "position", "unit", "region", "act", "register_number", "letter_number", "sanction", "decision_number",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntryFields:
    """What a row says; empty text and None mean that it does not say it.

    `nip` holds 18 figures that can exist or nothing. `nip_hint` holds the leading figures of a NIP that was spoilt on
    its way: they may speak for a person, they never are the person. `outcome` is a code of `outcomes.yaml`.
    """

    row: int = 0
    name: str = ""
    nip: str = ""
    nip_hint: str = ""
    position: str = ""
    unit: str = ""
    region: str = ""
    act: str = ""
    act_date: date | None = None
    report_date: date | None = None
    register_number: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    outcome: str = ""
    outcome_text: str = ""
    sanction: str = ""
    decision_number: str = ""
    decision_date: date | None = None
    source: str = ""


def keys_of(fields: EntryFields) -> tuple[str, str]:
    """Return the two keys of person and event under which a decision finds the row again in a newer list.

    The first rests on the NIP where there is one, the second on name and unit; what changes with time (status,
    sanction, decision) is in neither.
    """
    named = f"{' '.join(parse_name(fields.name).forms)}@{squeezed(fields.unit)}" if fields.name else ""
    event = _event(fields)
    return f"{fields.nip or named}|{event}", f"{named}|{event}"


def _event(fields: EntryFields) -> str:
    said = (
        fields.act_date and f"act {fields.act_date}",
        fields.register_number and f"reg {squeezed(fields.register_number)}",
        fields.report_date and f"rep {fields.report_date}",
        fields.letter_number and f"let {squeezed(fields.letter_number)}",
        fields.act and f"txt {squeezed(fields.act)[:60]}",
    )
    return next((one for one in said if one), "")


def squeezed(text: str) -> str:
    """Return letters and figures only, in lower case: "012/Reg/TM" and "012 REG TM" are one number."""
    return "".join(char for char in folded_text(text) if char.isalnum())
