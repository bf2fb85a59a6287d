"""A sample of each kind for the preview of a wording: every value says in brackets what will stand there."""

from datetime import date

from wasit.letters.drafts import Addressee, Draft, Fact, Signatory, Table
from wasit.letters.queries import letterhead_of
from wasit.office.models import Agency
from wasit.rulebook import LetterKind, letter_kind


def sample_draft(kind_id: str, agency: Agency, day: date) -> Draft:
    """Return a draft of `kind_id` that names nobody."""
    kind = letter_kind(kind_id)
    letterhead = letterhead_of(agency)
    return Draft(
        kind=kind_id,
        agency=agency,
        about="sample",
        region_code=agency.region_code,
        addressee=Addressee("‹yang dituju›", "‹kota›") if kind.layout == "letter" else None,
        values=_values(kind),
        facts=(Fact("‹label›", "‹isi›"), Fact("‹label berikut›", "‹isi berikut›")),
        tables={one.id: Table(("No.", f"‹{one.words.id}›"), (("1", "‹isi›"), ("2", "‹isi›"))) for one in kind.tables},
        texts={one.id: f"‹{one.words.id}›" for one in kind.texts},
        signatory=Signatory(position=kind.signer.id, name="‹nama›"),
        place=(letterhead.place if letterhead else "") or "‹tempat›",
        date=day,
    )


def _values(kind: LetterKind) -> dict[str, str]:
    told = {one.id: f"‹{one.words.id}›" for one in kind.placeholders}
    return told | ({"regime": "pilkada"} if "regime" in told else {})
