"""Taking in the signed decision: a PDF of a sensible size goes into the vault, nothing else does."""

from datetime import datetime
from typing import Any

from wasit.office import vault
from wasit.text import Problem, Words

MOST_BYTES = 20_000_000


def keep_pdf(upload: Any, *, now: datetime) -> str:
    """Put an uploaded PDF into the vault and return its hash; raise Problem that says what is wrong with it."""
    if upload is None:
        raise Problem(Words(id="Pilih berkas PDF keputusan.", en="Choose the PDF of the decision."))
    name = str(upload.name)[:120]
    if upload.size > MOST_BYTES:
        raise Problem(
            Words(
                id=f"“{name}” {upload.size // 1_000_000} MB, batasnya 20 MB. Pindai dengan mutu lebih rendah.",
                en=f"“{name}” has {upload.size // 1_000_000} MB, the limit is 20 MB. Scan it at a lower quality.",
            )
        )
    head = upload.read(5)
    upload.seek(0)
    if head != b"%PDF-":
        raise Problem(
            Words(
                id=f"“{name}” bukan PDF. Simpan keputusannya sebagai PDF, lalu unggah.",
                en=f"“{name}” is no PDF. Save the decision as PDF, then upload it.",
            )
        )
    return vault.keep(upload.file, media_type="application/pdf", now=now).sha256
