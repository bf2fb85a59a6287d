"""Signed papers that come back: a PDF signed in this test with a certificate made here, a changed one, a scan."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore
from tests.cast import reach_for

from wasit.letters import actions, queries
from wasit.letters.models import Letter
from wasit.letters.reading_signatures import signatures_in
from wasit.office import vault
from wasit.office.models import JournalEntry, Officer
from wasit.text import Problem

SIGNER = "Hasanah Wiradipa Rekaan"


def signer() -> SimpleSigner:
    """A signer with a certificate of its own making, which no authority knows."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    start = datetime(2024, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(start).not_valid_after(start + timedelta(days=4_000))
    certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )


def signed(pdf: bytes) -> bytes:
    target = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    sign_pdf(writer, PdfSignatureMetadata(field_name="TandaTangan"), signer=signer(), output=target)
    return target.getvalue()


@pytest.fixture
def letter(issue_one: Callable[..., Letter]) -> Letter:
    return issue_one("summons")


@pytest.fixture
def issued_pdf(letter: Letter) -> bytes:
    with vault.open_file(letter.marked_copies.get().pdf_sha256) as source:
        return source.read()


def test_an_e_signed_letter_is_filed_and_told_of(
    letter: Letter, issued_pdf: bytes, officer: Officer, now: datetime
) -> None:
    data = signed(issued_pdf)
    reach = reach_for(officer, "letters.issue")
    (report,) = actions.attach_signed(letter, data, officer=officer, reach=reach, now=now)
    assert (report.name, report.issuer, report.intact, report.whole) == (SIGNER, SIGNER, True, True)
    letter.refresh_from_db()
    assert letter.signature["of_this_letter"] is True
    assert vault.intact(letter.signed_sha256)
    found = queries.match_file(letter.signed_sha256)
    assert found is not None
    assert found.what == "signed"
    details = JournalEntry.objects.get(verb="letters.signed_filed").details
    assert details["signatures"] == {"all": 1, "intact": 1}
    assert SIGNER not in str(details)


def test_a_changed_file_is_told(letter: Letter, issued_pdf: bytes, officer: Officer, now: datetime) -> None:
    data = signed(issued_pdf)
    at = data.index(b"/CreationDate")
    changed = data[: at + 3] + data[at + 3 :].replace(b"2024", b"2023", 1)
    assert len(changed) == len(data)
    (report,) = actions.attach_signed(
        letter, changed, officer=officer, reach=reach_for(officer, "letters.issue"), now=now
    )
    assert not report.intact
    assert letter.signature["of_this_letter"] is False


def test_something_added_after_the_signature_is_told(issued_pdf: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(issued_pdf)))
    writer.root["/Tambahan"] = writer.root["/Type"]
    writer.update_root()
    target = io.BytesIO()
    writer.write(target)
    (report,) = signatures_in(target.getvalue())
    assert report.intact
    assert not report.whole


def test_a_scan_is_kept_and_says_nothing_of_signatures(letter: Letter, officer: Officer, now: datetime) -> None:
    reach = reach_for(officer, "letters.issue")
    assert actions.attach_signed(letter, b"\xff\xd8\xff\xe0rekaan", officer=officer, reach=reach, now=now) == ()
    assert letter.signature == {"media_type": "image/jpeg", "of_this_letter": False, "signatures": []}


@pytest.mark.parametrize(
    ("start", "size", "told"),
    [(b"", 0, "empty"), (b"PK\x03\x04", 4, "PDF, JPEG or PNG"), (b"%PDF-", 30_000_001, "30 MB")],
)
def test_other_files_are_refused(
    start: bytes, size: int, told: str, letter: Letter, officer: Officer, now: datetime
) -> None:
    data = start.ljust(size, b"x")
    with pytest.raises(Problem, match=told):
        actions.attach_signed(letter, data, officer=officer, reach=reach_for(officer, "letters.issue"), now=now)


@pytest.mark.parametrize("data", [b"%PDF-1.7\nrusak", b"%PDF-1.7\n%%EOF", b"%PDF-" + bytes(range(256)) * 40], ids="abc")
def test_a_broken_pdf_carries_no_signature(data: bytes) -> None:
    assert signatures_in(data) == ()
