"""What happens to a letter after it has its number: signed papers come back, it is cancelled, it is looked at."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from wasit.letters.actions.ledger import check_may, record
from wasit.letters.cleaning import one_line
from wasit.letters.models import Letter
from wasit.letters.reading_signatures import SignatureReport, signatures_in
from wasit.office import vault
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.text import Problem, Words

LARGEST_SIGNED = 30_000_000
_KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def cancel(letter: Letter, reason: str, *, officer: Officer | None, reach: Reach, now: datetime) -> None:
    """Cancel a letter; its number stays in the register as cancelled. Raises Problem where it is so already."""
    check_may(reach, letter.agency, about=letter.about)
    reason = one_line(reason, limit=500, what="alasan")
    if not reason:
        raise Problem(Words(id="Alasan pembatalan belum diisi.", en="The reason of the cancelling is missing."))
    with transaction.atomic():
        rows = Letter.objects.filter(pk=letter.pk, state=Letter.State.ISSUED)
        changed = rows.update(
            state=Letter.State.CANCELLED, cancelled_at=now, cancelled_by=officer, cancelled_reason=reason
        )
        if not changed:
            raise Problem(Words(id="Surat ini sudah batal.", en="This letter is cancelled already."))
        record(letter, "letters.cancelled", officer, now, number=letter.full_number)
    letter.refresh_from_db()


def attach_signed(
    letter: Letter, data: bytes, *, officer: Officer | None, reach: Reach, now: datetime
) -> tuple[SignatureReport, ...]:
    """File the signed paper (scan as PDF, JPEG, PNG, or an e-signed PDF) and return what its signatures say.

    A later file takes the place of an earlier one; both stay in the vault and in the journal.
    """
    check_may(reach, letter.agency, about=letter.about)
    media_type = _media_type(data)
    if not letter.holds:
        raise Problem(Words(id="Surat ini sudah batal.", en="This letter is cancelled."))
    reports = signatures_in(data) if media_type == "application/pdf" else ()
    with transaction.atomic():
        kept = vault.keep(data, media_type=media_type, now=now)
        letter.signed_sha256, letter.signed_at, letter.signed_by = kept.sha256, now, officer
        letter.signature = {
            "media_type": media_type,
            "of_this_letter": _begins_with_ours(letter, data),
            "signatures": [report.as_json() for report in reports],
        }
        letter.save(update_fields=["signed_sha256", "signed_at", "signed_by", "signature"])
        record(letter, "letters.signed_filed", officer, now, sha256=kept.sha256, signatures=_counted(reports))
    return reports


def note_opened(letter: Letter, what: str, *, officer: Officer | None, now: datetime) -> None:
    """Write down that a file of a letter was handed out; `what` is the place of a copy, "docx" or "signed"."""
    with transaction.atomic():
        record(letter, "letters.opened", officer, now, file=what)


def _counted(reports: Iterable[SignatureReport]) -> dict[str, int]:
    states = [report.intact and report.whole for report in reports]
    return {"all": len(states), "intact": sum(states)}


def _media_type(data: bytes) -> str:
    if not data:
        raise Problem(Words(id="Berkasnya kosong. Pilih berkas lain.", en="The file is empty. Choose another."))
    if len(data) > LARGEST_SIGNED:
        raise Problem(
            Words(
                id=f"Berkas {len(data) // 1_000_000} MB, batasnya {LARGEST_SIGNED // 1_000_000} MB. Pindai ulang "
                "dengan resolusi lebih rendah.",
                en=f"The file has {len(data) // 1_000_000} MB, the limit is {LARGEST_SIGNED // 1_000_000} MB. Scan "
                "again at a lower resolution.",
            )
        )
    found = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    if found is None:
        raise Problem(
            Words(
                id="Surat bertanda tangan diterima sebagai PDF, JPEG, atau PNG. Simpan ulang dalam salah satunya.",
                en="A signed letter is taken as PDF, JPEG or PNG. Save it again as one of these.",
            )
        )
    return found


def _begins_with_ours(letter: Letter, data: bytes) -> bool:
    """Tell whether a file is one of our PDFs with something added at its end, as e-signing does."""
    for copy in letter.marked_copies.all():
        with vault.open_file(copy.pdf_sha256) as source:
            if data.startswith(source.read()):
                return True
    return False
