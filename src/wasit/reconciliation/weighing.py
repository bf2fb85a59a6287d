"""What speaks for and against two rows telling of the same person and event, each finding with its weight and words.

The weights are natural logarithms of likelihood ratios, set by hand: +2.3 makes "the same" ten times likelier. They are
all here, and `tests/reconciliation/test_matching.py` measures what they do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wasit.reconciliation.entries import EntryFields, squeezed
from wasit.reconciliation.likeness import name_forms, name_likeness, text_likeness, unit_likeness, unit_words
from wasit.text import Words

# ---------- weights ----------
NIP_SAME = 9.0
NIP_SAME_OTHER_NAME = -6.0
NIP_PART_LONG, NIP_PART_BIRTH, NIP_PART_OTHER = 4.0, 2.5, -4.0
# A name counts by how rare it is: a common one little, a rare one much.
NAME_PER_RARITY, NAME_LEAST, NAME_MOST = 0.45, 2.5, 5.5
NAME_STEPS = ((0.96, 1.0), (0.9, 0.8), (0.82, 0.6), (0.72, 0.35))
NAME_OTHER = -5.0
UNIT_SAME, UNIT_ALIKE, UNIT_OTHER = 2.0, 1.2, -0.7
POSITION_SAME, POSITION_OTHER = 0.7, -0.2
REGION_SAME, REGION_OTHER = 0.2, -1.5
REGISTER_SAME, REGISTER_OTHER = 3.5, -3.0
LETTER_SAME, LETTER_OTHER = 2.0, -0.3
DECISION_SAME = 1.5
# Days apart: up to that many days, that weight.
ACT_DAYS = ((0, 2.5), (3, 1.5), (14, 0.0), (45, -1.5), (math.inf, -5.0))
REPORT_DAYS = ((0, 1.5), (3, 0.8), (21, 0.0), (45, -1.0), (math.inf, -3.0))
LETTER_DAYS = ((0, 1.5), (3, 0.8), (21, 0.0), (45, -2.0), (math.inf, -4.0))
DECISION_DAYS = ((0, 1.0), (7, 0.5), (60, 0.0), (math.inf, -1.5))
ANY_DAYS = ((30, 0.3), (180, 0.0), (math.inf, -2.0))
ACT_WORDS_SAME, ACT_WORDS_OTHER = 1.0, -0.4

# ---------- thresholds ----------
SUGGEST_TOTAL, SUGGEST_PERSON = 4.0, 2.5
STRONG_TOTAL, STRONG_PERSON, STRONG_EVENT = 7.5, 4.0, 1.0
OTHER_EVENT = -3.5
"""At or below this, dates and numbers tell of another event, whoever the person is."""
MARGIN = 1.5
"""A pair is strong only when it fits this much better than every other pair of its two rows."""


class Finding(NamedTuple):
    """One thing that was compared: its weight, what it is about, and the value that its words need."""

    points: float
    about: str
    kind: str
    value: float | int | str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A row with the parts of it that every comparison needs."""

    fields: EntryFields
    name: tuple[str, ...]
    unit: str
    position: str
    region: str
    register: str
    letter: str
    decision: str
    act: str


def prepared(fields: EntryFields) -> Prepared:
    """Return a row ready to be compared."""
    return Prepared(
        fields,
        name_forms(fields.name) if fields.name else (),
        fields.unit,
        unit_words(fields.position),
        _region(fields.region),
        squeezed(fields.register_number),
        squeezed(fields.letter_number),
        squeezed(fields.decision_number),
        fields.act,
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """All findings on a pair; `person` and `event` are their sums."""

    findings: tuple[Finding, ...]
    person: float
    event: float

    @property
    def total(self) -> float:
        """Everything together."""
        return self.person + self.event

    @property
    def score(self) -> float:
        """The total between 0 and 1, as shown."""
        return 1 / (1 + math.exp(-(self.total - 6) / 1.5))

    @property
    def sure_enough(self) -> bool:
        """Tell whether the pair is strong, its rivals aside: the person is sure and the event fits."""
        same_nip = any(one.kind == "nip_same" for one in self.findings)
        if self.total < STRONG_TOTAL:
            return False
        return self.event >= 0 if same_nip else self.person >= STRONG_PERSON and self.event >= STRONG_EVENT


def weigh(one: Prepared, other: Prepared) -> Weighed | None:
    """Return what speaks for and against; None where they cannot be the same: two NIPs, another event, too little."""
    left, right = one.fields, other.fields
    if left.nip and right.nip and left.nip != right.nip:
        return None
    found = [*_person(one, other)]
    person = sum(each.points for each in found)
    if person < SUGGEST_PERSON:
        return None
    events = _event(one, other)
    event = sum(each.points for each in events)
    if event <= OTHER_EVENT or person + event < SUGGEST_TOTAL:
        return None
    return Weighed((*found, *events), person, event)


# ---------- the person ----------


def _person(one: Prepared, other: Prepared) -> list[Finding]:
    left, right = one.fields, other.fields
    found: list[Finding] = []
    same_nip = bool(left.nip) and left.nip == right.nip
    if same_nip:
        found.append(Finding(NIP_SAME, "person", "nip_same"))
    else:
        found += _nip_part(left, right)
    if one.name and other.name:
        found.append(_name(one.name, other.name, same_nip=same_nip))
        if found[-1].points <= NAME_OTHER and not same_nip:
            return found
    found += _place(one, other)
    return found


def _nip_part(left: EntryFields, right: EntryFields) -> list[Finding]:
    known, other = left.nip or left.nip_hint, right.nip or right.nip_hint
    length = min(len(known), len(other))
    if length < 8 or not (left.nip_hint or right.nip_hint):
        return []
    if known[:length] == other[:length]:
        return [Finding(NIP_PART_LONG if length >= 14 else NIP_PART_BIRTH, "person", "nip_part", length)]
    return [Finding(NIP_PART_OTHER, "person", "nip_part_other")]


def _name(one: tuple[str, ...], other: tuple[str, ...], *, same_nip: bool) -> Finding:
    alike = name_likeness(one, other)
    for least, share in NAME_STEPS:
        if alike.score >= least:
            points = share * min(NAME_MOST, max(NAME_LEAST, alike.rarity * NAME_PER_RARITY))
            return Finding(points, "person", "name", alike.score)
    return Finding(NIP_SAME_OTHER_NAME if same_nip else NAME_OTHER, "person", "name_other", alike.score)


def _place(one: Prepared, other: Prepared) -> list[Finding]:
    found = []
    if one.unit and other.unit:
        alike = unit_likeness(one.unit, other.unit)
        points, kind = (
            (UNIT_SAME, "unit_same") if alike >= 0.97
            else (UNIT_ALIKE, "unit_alike") if alike >= 0.8
            else (UNIT_OTHER, "unit_other")
        )  # fmt: skip
        found.append(Finding(points, "person", kind))
    if one.position and other.position:
        same = unit_likeness(one.position, other.position) >= 0.85
        kind = "position_same" if same else "position_other"
        found.append(Finding(POSITION_SAME if same else POSITION_OTHER, "person", kind))
    if one.region and other.region:
        same = one.region in other.region or other.region in one.region
        found.append(
            Finding(REGION_SAME if same else REGION_OTHER, "person", "region_same" if same else "region_other")
        )
    return found


def _region(text: str) -> str:
    words = unit_words(text).split()
    plain = {"pemerintah", "pemkot", "pemkab", "pemprov", "kota", "kabupaten", "kab", "provinsi", "daerah"}
    return " ".join(word for word in words if word not in plain)


# ---------- the event ----------


def _event(one: Prepared, other: Prepared) -> list[Finding]:
    found: list[Finding] = []
    for kind, left, right, same, different in (
        ("register", one.register, other.register, REGISTER_SAME, REGISTER_OTHER),
        ("letter", one.letter, other.letter, LETTER_SAME, LETTER_OTHER),
        ("decision", one.decision, other.decision, DECISION_SAME, 0.0),
    ):
        if left and right:
            fits = left == right
            if fits or different:
                found.append(Finding(same if fits else different, "event", f"{kind}_{'same' if fits else 'other'}"))
    dated = [*_dates(one.fields, other.fields)]
    found += dated or _any_dates(one.fields, other.fields)
    if len(one.act.split()) > 1 and len(other.act.split()) > 1:
        alike = text_likeness(one.act, other.act)
        if alike >= 0.75 or alike < 0.35:
            same_words = alike >= 0.75
            points = ACT_WORDS_SAME if same_words else ACT_WORDS_OTHER
            found.append(Finding(points, "event", "act_same" if same_words else "act_other"))
    return found


def _dates(left: EntryFields, right: EntryFields) -> list[Finding]:
    pairs = (
        ("act_days", left.act_date, right.act_date, ACT_DAYS),
        ("report_days", left.report_date, right.report_date, REPORT_DAYS),
        ("letter_days", left.letter_date, right.letter_date, LETTER_DAYS),
        ("decision_days", left.decision_date, right.decision_date, DECISION_DAYS),
    )
    return [
        Finding(_by_days(abs((one - other).days), steps), "event", kind, abs((one - other).days))
        for kind, one, other, steps in pairs
        if one and other
    ]


def _any_dates(left: EntryFields, right: EntryFields) -> list[Finding]:
    gaps = [abs((one - other).days) for one in _all_dates(left) for other in _all_dates(right)]
    return [Finding(_by_days(min(gaps), ANY_DAYS), "event", "any_days", min(gaps))] if gaps else []


def _all_dates(fields: EntryFields) -> list[date]:
    return [day for day in (fields.act_date, fields.report_date, fields.letter_date) if day]


def _by_days(days: int, steps: Sequence[tuple[float, float]]) -> float:
    return next(points for most, points in steps if days <= most)


# ---------- words ----------

_PLAIN = {
    "nip_same": Words(id="NIP sama", en="same NIP"),
    "nip_part_other": Words(id="angka awal NIP berbeda", en="the first figures of the NIP differ"),
    "unit_same": Words(id="unit sama", en="same unit"),
    "unit_alike": Words(id="unit mirip", en="similar unit"),
    "unit_other": Words(id="unit berbeda", en="different unit"),
    "position_same": Words(id="jabatan sama", en="same position"),
    "position_other": Words(id="jabatan berbeda", en="different position"),
    "region_same": Words(id="wilayah sama", en="same region"),
    "region_other": Words(id="wilayah berbeda", en="different region"),
    "register_same": Words(id="nomor register sama", en="same register number"),
    "register_other": Words(id="nomor register berbeda", en="different register numbers"),
    "letter_same": Words(id="nomor surat sama", en="same letter number"),
    "letter_other": Words(id="nomor surat berbeda", en="different letter numbers"),
    "decision_same": Words(id="nomor keputusan sama", en="same decision number"),
    "act_same": Words(id="uraian perbuatan mirip", en="similar description of the act"),
    "act_other": Words(id="uraian perbuatan berbeda", en="different description of the act"),
}
_DAYS = {
    "act_days": ("tanggal kejadian", "date of the act"),
    "report_days": ("tanggal laporan", "date of the report"),
    "letter_days": ("tanggal surat", "date of the letter"),
    "decision_days": ("tanggal keputusan", "date of the decision"),
    "any_days": ("tanggal terdekat", "nearest dates"),
}


def words_of(finding: Finding) -> Words:
    """Say a finding: "nama 0,93", "tanggal kejadian selisih 2 hari"."""
    if finding.kind in _PLAIN:
        return _PLAIN[finding.kind]
    if finding.kind in {"name", "name_other"}:
        cut = math.floor(float(finding.value) * 100) / 100
        if cut >= 1:
            return Words(id="nama sama", en="same name")
        head = ("nama", "name") if finding.kind == "name" else ("nama berbeda,", "different name,")
        return Words(id=f"{head[0]} {cut:.2f}".replace(".", ","), en=f"{head[1]} {cut:.2f}")
    if finding.kind == "nip_part":
        return Words(
            id=f"{finding.value} angka awal NIP sama", en=f"the first {finding.value} figures of the NIP agree"
        )
    indonesian, english = _DAYS[finding.kind]
    days = int(finding.value)
    if days == 0:
        return Words(id=f"{indonesian} sama", en=f"same {english}")
    return Words(id=f"{indonesian} selisih {days} hari", en=f"{english} {days} {'day' if days == 1 else 'days'} apart")
