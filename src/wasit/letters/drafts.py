"""What a room above hands over to have a letter written: a frozen draft, complete in itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wasit.office.models import Agency


@dataclass(frozen=True)
class Addressee:
    """To whom a letter goes: a person or office, what it is ("Kepala Badan …"), and the town."""

    name: str
    place: str = ""
    title: str = ""


@dataclass(frozen=True)
class Fact:
    """A labelled line, such as "Nomor register : 012/…"."""

    label: str
    value: str


@dataclass(frozen=True)
class Table:
    """A table with a head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Signatory:
    """Who signs, and in which position."""

    position: str
    name: str
    nip: str = ""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A letter before it has a number.

    `kind` is an id of the rulebook's letters; `about` names the matter ("case:12"), which also decides who may read
    it; `values`, `facts`, `tables` and `texts` are what the wording of the kind asks for. `copies` None takes the
    list of the edition. Each of `recipients` gets a marked copy of its own; without any there is one unmarked copy.
    """

    kind: str
    agency: Agency
    about: str
    region_code: str
    addressee: Addressee | None
    values: Mapping[str, str]
    signatory: Signatory
    place: str
    date: date
    facts: tuple[Fact, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    copies: tuple[str, ...] | None = None
    recipients: tuple[str, ...] = ()
    attachments: str = ""
    subject: str = ""
