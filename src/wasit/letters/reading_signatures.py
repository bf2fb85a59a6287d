"""What an electronic signature in a PDF says: whether the bytes still fit, and which name its certificate carries.

The chain of the certificate is not checked against any authority, and every page that shows the result says so.
"""

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

_WHOLE = {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}


@dataclass(frozen=True)
class SignatureReport:
    """What one signature says: `intact` = signed bytes unchanged, `whole` = nothing but signatures was added since."""

    name: str
    issuer: str
    intact: bool
    whole: bool
    claimed_at: str

    def as_json(self) -> dict[str, Any]:
        """Return the fields as they are kept in the register."""
        return asdict(self)


def signatures_in(pdf: bytes) -> tuple[SignatureReport, ...]:
    """Return what each signature of a PDF says; none for a file that carries none or cannot be read as PDF."""
    try:
        found: Sequence[EmbeddedPdfSignature] = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
        last = len(found) - 1
        return tuple(_report(one, last=index == last) for index, one in enumerate(found))
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return ()


def _report(signature: EmbeddedPdfSignature, *, last: bool) -> SignatureReport:
    certificate = signature.signer_cert
    intact, valid = validate_sig_integrity(
        signature.signer_info, certificate, expected_content_type="data", actual_digest=signature.compute_digest()
    )
    coverage = signature.evaluate_signature_coverage()
    wanted = {SignatureCoverageLevel.ENTIRE_FILE} if last else _WHOLE
    told = signature.self_reported_timestamp
    return SignatureReport(
        name=_common_name(certificate.subject),
        issuer=_common_name(certificate.issuer),
        intact=bool(intact and valid),
        whole=coverage in wanted,
        claimed_at=told.isoformat() if told else "",
    )


def _common_name(name: x509.Name) -> str:
    value = name.native.get("common_name") or name.human_friendly
    return str(value[0] if isinstance(value, list) else value)[:200]
