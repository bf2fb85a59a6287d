"""The wording in force for a kind in an office: the office's own newest version, else the edition's."""

from dataclasses import dataclass

from wasit.letters.models import LetterTemplate
from wasit.office.models import Agency
from wasit.rulebook import LetterKind, letter_kind


@dataclass(frozen=True)
class Wording:
    """Everything of a letter that an office may word its own way; `version` 0 is the edition."""

    kind: LetterKind
    title: str
    subject: str
    code: str
    classification: str
    handling: str
    body: str
    copies: tuple[str, ...]
    version: int = 0

    @property
    def own(self) -> bool:
        """Tell whether an office wrote it itself."""
        return self.version > 0


def edition_wording(kind_id: str, regime: str = "") -> Wording:
    """Return the wording of the rulebook; the code of the form follows the regime."""
    kind = letter_kind(kind_id)
    return Wording(
        kind=kind,
        title=kind.title,
        subject=kind.subject,
        code=kind.code_in(regime),
        classification=kind.classification,
        handling=kind.handling,
        body=kind.body,
        copies=kind.copies,
    )


def wording_of(agency: Agency, kind_id: str, regime: str = "") -> Wording:
    """Return the wording an office uses now."""
    newest = LetterTemplate.objects.filter(agency=agency, kind=kind_id).first()
    edition = edition_wording(kind_id, regime)
    return edition if newest is None or newest.from_edition else _own(newest, edition)


def _own(version: LetterTemplate, edition: Wording) -> Wording:
    return Wording(
        kind=edition.kind,
        title=version.title,
        subject=version.subject,
        code=version.code or edition.code,
        classification=version.classification,
        handling=version.handling,
        body=version.body,
        copies=tuple(version.copies),
        version=version.version,
    )
