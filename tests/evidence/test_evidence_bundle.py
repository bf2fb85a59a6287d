"""A bundle shows every change made to it, by the library and by the verifier that it carries, and is safe to open."""

import ast
import json
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasit.evidence import evidence, seal, verify
from wasit.text import Problem

NOW = datetime(2024, 10, 22, 2, 0, tzinfo=UTC)
FILES = [("unggahan.txt", "Ayo coblos nomor 9 🗳️ ‮".encode()), ("layar/1.png", bytes(range(256))), ("kosong.txt", b"")]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("segel") / "bukti.zip"
    seal(FILES, out=out, note="Tangkapan 22 Oktober", now=NOW)
    return out.read_bytes()


def members(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: dict[str, bytes], path: Path, compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, body in contents.items():
            archive.writestr(name, body)
    return path


def run_carried(contents: dict[str, bytes], folder: Path) -> subprocess.CompletedProcess[str]:
    for name, body in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    command = [sys.executable, "-I", "-S", "verify.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")


def test_a_fresh_bundle_is_intact(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(sealed)
    verdict = verify(path)
    assert verdict.ok and verdict.chain_ok and not verdict.problems
    assert verdict.sealed_at == NOW
    assert [file.name for file in verdict.files] == ["kosong.txt", "layar/1.png", "unggahan.txt"]
    assert verdict.as_json()["timestamp"] is None


def test_the_carried_verifier_agrees_without_the_library(sealed: bytes, tmp_path: Path) -> None:
    done = run_carried(members(sealed), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("UTUH / INTACT") == 3
    assert "Bundel utuh. / The bundle is intact." in done.stdout


def test_the_carried_verifier_is_python_3_9_and_imports_only_the_standard_library(sealed: bytes) -> None:
    tree = ast.parse(members(sealed)["verify.py"], feature_version=(3, 9))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= set(sys.stdlib_module_names)


def test_same_input_same_bundle_whatever_the_order(sealed: bytes, tmp_path: Path) -> None:
    seal(FILES[::-1], out=tmp_path / "b.zip", note="Tangkapan 22 Oktober", now=NOW)
    assert (tmp_path / "b.zip").read_bytes() == sealed


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_flipped_bit_of_any_member_is_found(sealed: bytes, tmp_path: Path, data: st.DataObject) -> None:
    contents = members(sealed)
    name = data.draw(st.sampled_from(sorted(name for name in contents if contents[name])))
    place = data.draw(st.integers(0, len(contents[name]) - 1))
    changed = bytearray(contents[name])
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    verdict = verify(packed({**contents, name: bytes(changed)}, tmp_path / "b.zip"))
    assert not verdict.ok and verdict.problems
    if name.startswith("files/"):
        assert [file.name for file in verdict.files if not file.ok] == [name.removeprefix("files/")]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_of_the_zip_itself_is_found(sealed: bytes, tmp_path: Path, place: float, bit: int) -> None:
    changed = bytearray(sealed)
    changed[int(place * len(changed))] ^= 1 << bit
    path = tmp_path / "b.zip"
    path.write_bytes(changed)
    # An unsafe name or a size out of all proportion is refused, so found as well.
    with suppress(Problem):
        assert not verify(path).ok


@pytest.mark.parametrize(
    "change",
    [
        lambda c: {**c, "files/tambahan.txt": b"baru"},
        lambda c: {**c, "catatan.txt": b""},
        lambda c: {k: v for k, v in c.items() if k != "files/kosong.txt"},
        lambda c: {k: v for k, v in c.items() if k != "verify.py"},
        lambda c: {k: v for k, v in c.items() if k != "manifest.json"},
        lambda c: {("files/lain.txt" if k == "files/unggahan.txt" else k): v for k, v in c.items()},
        lambda c: {**c, "files/unggahan.txt": c["files/layar/1.png"], "files/layar/1.png": c["files/unggahan.txt"]},
        lambda c: {**c, "manifest.json": b"[" * 100_000},
        lambda c: {**c, "manifest.json": b"{}"},
        lambda c: {**c, "manifest.json": b"\xff"},
        lambda c: {**c, "manifest.json": c["manifest.json"].replace(b"2024-10-22", b"2024-10-23")},
        lambda c: {**c, "manifest.json": c["manifest.json"].replace(b"Tangkapan", b"Salinan")},
        lambda c: {**c, "manifest.json": json.dumps(json.loads(c["manifest.json"])).encode()},
    ],
)
def test_members_added_removed_renamed_swapped_or_a_rewritten_manifest(sealed: bytes, tmp_path: Path, change) -> None:
    contents = change(members(sealed))
    assert not verify(packed(contents, tmp_path / "b.zip")).ok
    if "verify.py" in contents:
        folder = tmp_path / "buka"
        folder.mkdir()
        done = run_carried(contents, folder)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "TIDAK utuh" in done.stdout and not done.stderr


def test_reordered_entries_of_the_manifest_are_found_even_when_written_properly(sealed: bytes, tmp_path: Path) -> None:
    contents = members(sealed)
    manifest = json.loads(contents["manifest.json"])
    manifest["files"].reverse()
    raw = (json.dumps(manifest, sort_keys=True, indent=1, ensure_ascii=False) + "\n").encode()
    verdict = verify(packed({**contents, "manifest.json": raw}, tmp_path / "b.zip"))
    assert not verdict.ok and not verdict.chain_ok
    assert all(file.ok for file in verdict.files)


def test_a_repacked_zip_is_told_apart_from_the_sealed_one(sealed: bytes, tmp_path: Path) -> None:
    verdict = verify(packed(members(sealed), tmp_path / "b.zip", zipfile.ZIP_DEFLATED))
    assert not verdict.ok
    assert verdict.chain_ok and all(file.ok for file in verdict.files)
    assert "bukan zip yang disegel" in verdict.problems[0].id


def test_something_hidden_behind_the_zip_is_found(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(sealed + b"\n")
    assert not verify(path).ok


@pytest.mark.parametrize(
    "name", ["../keluar.txt", "/etc/x", "files/../../x", "files\\x", "C:x", "a/./b", "files/x\x1b[2J"]
)
def test_names_that_leave_the_folder_are_refused(sealed: bytes, tmp_path: Path, name: str) -> None:
    with pytest.raises(Problem):
        verify(packed({**members(sealed), name: b"x"}, tmp_path / "b.zip"))
    with pytest.raises(Problem):
        seal([(name, b"x")], out=tmp_path / "c.zip", note=None, now=NOW)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_twin_members_are_refused(sealed: bytes, tmp_path: Path) -> None:
    path = packed(members(sealed), tmp_path / "b.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("files/kosong.txt", b"isi lain")
    with pytest.raises(Problem, match="twice"):
        verify(path)


def test_a_zip_bomb_is_refused_before_it_unpacks(sealed: bytes, tmp_path: Path) -> None:
    contents = {**members(sealed), "files/bom.txt": b"\0" * 30_000_000}
    with pytest.raises(Problem, match="zip bomb"):
        verify(packed(contents, tmp_path / "b.zip", zipfile.ZIP_DEFLATED))


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"\x89PNG\r\n"])
def test_a_file_that_is_no_zip_is_a_problem_of_the_call(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(content)
    with pytest.raises(Problem, match="not a zip"):
        verify(path)


def test_a_truncated_bundle_is_not_intact(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(sealed[: len(sealed) // 2])
    assert not verify(path).ok


@pytest.mark.parametrize(
    "files",
    [
        [],
        [("a.txt", Path("tidak-ada.txt"))],
        [("a.txt", Path())],
        [("a.txt", b"1"), ("a.txt", b"2")],
        [("Foto.png", b"1"), ("foto.PNG", b"2")],
        [("caf\u00e9", b"1"), ("cafe\u0301", b"2")],
        [("x" * 300, b"")],
    ],
)
def test_what_cannot_be_sealed_is_told_and_leaves_nothing_behind(tmp_path: Path, files) -> None:
    with pytest.raises(Problem):
        seal(files, out=tmp_path / "b.zip", note=None, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_an_input_that_breaks_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch) -> None:
    source = tmp_path / "a.bin"
    source.write_bytes(b"x" * 3_000_000)
    calls = []

    def breaks(stream):
        calls.append(1)
        yield b"x"
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("wasit.evidence.bundle._chunks", breaks)
    with pytest.raises(Problem, match="cannot be read"):
        seal([("a.bin", source)], out=tmp_path / "b.zip", note=None, now=NOW)
    assert calls and [path.name for path in tmp_path.iterdir()] == ["a.bin"]


def test_a_sealed_bundle_is_never_overwritten(sealed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(sealed)
    with pytest.raises(Problem, match="never overwritten"):
        seal(FILES, out=path, note=None, now=NOW)
    assert path.read_bytes() == sealed


def test_the_clock_must_be_aware(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="aware"):
        seal(FILES, out=tmp_path / "b.zip", note=None, now=NOW.replace(tzinfo=None))


def test_the_page_shows_names_and_note_as_text_only(tmp_path: Path) -> None:
    seal([("a&b.txt", b"x")], out=tmp_path / "b.zip", note="<script>alert(1)</script>", now=NOW)
    page = members((tmp_path / "b.zip").read_bytes())["index.html"].decode()
    assert "<script" not in page and "&lt;script&gt;" in page and "a&amp;b.txt" in page
    assert "verify.py" in page and "2024-10-22" in page


def test_command_seals_and_verifies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    out = str(tmp_path / "bukti.zip")
    assert evidence(["seal", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--out", out, "--note", "uji"]) == 0
    capsys.readouterr()
    assert evidence(["verify", out, "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    told = json.loads(lines[0])
    assert len(lines) == 1 and told["ok"] is True and told["chain_ok"] is True and told["timestamp"] is None
    assert [file["name"] for file in told["files"]] == ["a.txt", "b.txt"]
    assert datetime.fromisoformat(told["sealed_at"]).tzinfo is not None


def test_command_answers_one_for_a_changed_bundle(sealed: bytes, tmp_path: Path, capsys) -> None:
    path = packed({**members(sealed), "files/unggahan.txt": b"lain"}, tmp_path / "b.zip")
    assert evidence(["verify", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [file["name"] for file in told["files"] if not file["ok"]] == ["unggahan.txt"]
    assert evidence(["verify", str(path)]) == 1
    assert "BERUBAH" in capsys.readouterr().out


def test_command_lets_a_problem_of_the_input_out(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        evidence(["verify", str(tmp_path / "tidak-ada.zip"), "--json"])
