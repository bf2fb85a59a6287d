"""DOCX letters open in LibreOffice and say there what they say here."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.letters.drafts import KINDS, sheet_of
from tests.letters.test_letter_rendering import pieces, squeezed

from wasit.letters.docx import render_docx


@pytest.mark.heavy
def test_every_docx_opens_in_libreoffice_with_the_same_text(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not here; DOCX letters are opened where it is")
    sheets = {kind: sheet_of(kind)[1] for kind in KINDS}
    for kind, sheet in sheets.items():
        data = render_docx(sheet, code="P91H-7QXK-2MDA", paper="A4", now=datetime(2024, 10, 26, tzinfo=UTC))
        (tmp_path / f"{kind}.docx").write_bytes(data)
    call = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    files = [str(tmp_path / f"{kind}.docx") for kind in KINDS]
    subprocess.run(
        [*call, "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
        timeout=400,
    )
    for kind, sheet in sheets.items():
        told = squeezed((tmp_path / f"{kind}.txt").read_text(encoding="utf-8-sig"))
        assert [one for one in pieces(sheet) if one not in told] == [], kind
