"""What the letters of the hand-off share: who signs, the facts of person and matter, days and articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wasit.forwarding.citing import formal
from wasit.forwarding.models import Recommendation
from wasit.forwarding.sanctions import acts_of
from wasit.letters.drafts import Addressee, Draft, Fact, Signatory, Table
from wasit.letters.queries import letterhead_of
from wasit.look.dates import longday
from wasit.office.models import Agency
from wasit.text.regions import region


@dataclass(frozen=True)
class Signer:
    """Who signs, as typed by the officer."""

    position: str
    name: str
    nip: str = ""


def forwarding_number(one: Recommendation) -> str:
    """Return the number of the forwarding letter, or the recommendation's own where none was written in Wasit."""
    return one.letter.full_number if one.letter else one.short_name


def make_draft(
    one: Recommendation,
    agency: Agency,
    kind: str,
    addressee: Addressee | None,
    signer: Signer,
    now: datetime,
    *,
    values: Mapping[str, str],
    facts: tuple[Fact, ...],
    tables: Mapping[str, Table] | None = None,
    recipients: tuple[str, ...] = (),
    copies: tuple[str, ...] | None = None,
    attachments: str = "",
) -> Draft:
    """Return a draft with what every letter of the hand-off has: matter, signatory, place and day."""
    return Draft(
        kind=kind,
        agency=agency,
        about=one.subject,
        region_code=one.region_code,
        addressee=addressee,
        values=values,
        signatory=Signatory(signer.position, signer.name, signer.nip),
        place=place_of(agency),
        date=one.local(now).date(),
        facts=facts,
        tables=tables or {},
        recipients=recipients,
        copies=copies,
        attachments=attachments,
    )


def place_of(agency: Agency) -> str:
    """Return where an office signs its letters: as its letterhead says, else the name of its region."""
    filed = letterhead_of(agency)
    if filed is not None and filed.place:
        return filed.place
    name = region(agency.region_code).name
    return name.removeprefix("Kota ").removeprefix("Kabupaten ").removeprefix("Kab. ")


def person_facts(one: Recommendation) -> tuple[Fact, ...]:
    """Return the lines about the person."""
    told = (
        ("Nama", one.person_name),
        ("NIP", one.person_nip),
        ("Jabatan", one.person_position),
        ("Unit kerja", one.person_unit),
    )
    return tuple(Fact(label, value) for label, value in told if value)


def matter_facts(one: Recommendation) -> tuple[Fact, ...]:
    """Return the lines about the matter."""
    return (Fact("Nomor perkara", one.case_name), Fact("Nomor penerusan", one.short_name))


def allegation(one: Recommendation) -> str:
    """Return what is alleged, in the words of the catalogue."""
    told = dict.fromkeys(row.label.id[:1].lower() + row.label.id[1:] for row in acts_of(one))
    return "; ".join(told) or "dugaan pelanggaran netralitas pegawai"


def norm(one: Recommendation) -> str:
    """Return the articles allegedly breached."""
    told = dict.fromkeys(formal(article) for row in acts_of(one) for article in row.legal_basis)
    return "; ".join(told) or "ketentuan tentang netralitas pegawai"


def day_words(one: Recommendation, moment: datetime) -> str:
    """Return a day as letters write it, with its weekday."""
    return longday(one.local(moment).date(), one.zone, "id")


def plain_day(one: Recommendation, moment: datetime) -> str:
    """Return a day as letters write it."""
    return day_words(one, moment).partition(", ")[2]
