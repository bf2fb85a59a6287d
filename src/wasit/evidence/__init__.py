"""Evidence: seal files by hash, chain what happened, bundle both for a court, verify anywhere."""

from wasit.evidence.bundle import Entry, Manifest, seal, sha256_of
from wasit.evidence.chain import GENESIS, JSON, canonical, link
from wasit.evidence.command import evidence
from wasit.evidence.verification import FileCheck, Timestamp, Verification, verify

__all__ = [
    "GENESIS",
    "JSON",
    "Entry",
    "FileCheck",
    "Manifest",
    "Timestamp",
    "Verification",
    "canonical",
    "evidence",
    "link",
    "seal",
    "sha256_of",
    "verify",
]
