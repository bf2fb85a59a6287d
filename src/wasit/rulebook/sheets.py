"""Editions: dated YAML sheets of law, found in the package and in an installation's own folder, strictly validated."""

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from wasit.text import Problem, Words

STRICT = ConfigDict(extra="forbid", strict=True)
OWN_FOLDER = "WASIT_RULEBOOK_DIR"


class Confidence(StrEnum):
    """How well a value is known: read or agreed by two sources, seen in one source, or not sure."""

    CONFIRMED = "confirmed"
    SINGLE = "single"
    UNSURE = "unsure"


@dataclass(frozen=True, kw_only=True)
class EditionInfo:
    """The head of a sheet: what it is about, from which day it holds and what it rests on."""

    __pydantic_config__ = STRICT

    id: str
    subject: str
    valid_from: date
    basis: str | None
    confidence: Confidence
    note: Words | None = None


class Sheet(Protocol):
    """What every sheet has: the head of its edition."""

    @property
    def edition(self) -> EditionInfo:
        """The head of this sheet."""


class Item(Protocol):
    """What every row of a sheet has: an id by which a later edition replaces it."""

    @property
    def id(self) -> str:
        """The stable id of the row."""


SheetT = TypeVar("SheetT", bound=Sheet)
ItemT = TypeVar("ItemT", bound=Item)


# The C parser is about eight times faster, and every command reads editions; not every PyYAML carries it.
if TYPE_CHECKING:
    from yaml import SafeLoader as _Loader
else:
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(_Loader):
    """YAML in which dates stay text and only true and false are truths, so that `no: A1` keeps its key."""


_PlainLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _unique(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    """Build a mapping, refusing a key written twice: the first of the two would vanish without a word."""
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise yaml.constructor.ConstructorError(None, None, key.value, key.start_mark)
        seen.add(key.value)
    return loader.construct_mapping(node, deep=True)


_PlainLoader.add_constructor("tag:yaml.org,2002:map", _unique)
for _letters, _words in (("tT", "true"), ("fF", "false")):
    _PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(f"^{_words}$"), list(_letters))


def own_folder() -> str:
    """Return the installation's own folder of editions (environment WASIT_RULEBOOK_DIR), or the empty string."""
    return os.environ.get(OWN_FOLDER, "")


def sheets(subject: str, model: type[SheetT]) -> tuple[SheetT, ...]:
    """Return every sheet of `subject`, the oldest first; at equal dates the installation's own comes last and wins."""
    found: tuple[SheetT, ...] = _sheets(subject, model, own_folder())
    return found


@cache
def _sheets(subject: str, model: Any, own: str) -> Any:
    ours = [read_sheet(path, model) for path in _yaml_in(files("wasit.rulebook") / "editions" / subject)]
    theirs = [read_sheet(path, model) for path in _yaml_in(_own_subject(own, subject))] if own else []
    return tuple(sorted(ours + theirs, key=lambda sheet: sheet.edition.valid_from))


def _own_subject(own: str, subject: str) -> Path:
    folder = Path(own)
    if not folder.is_dir():
        raise Problem(
            Words(
                id=f'{OWN_FOLDER}: folder "{own}" tidak ada. Buat foldernya atau kosongkan pengaturan ini.',
                en=f'{OWN_FOLDER}: there is no folder "{own}". Make it, or leave this setting empty.',
            )
        )
    return folder / subject


def _yaml_in(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)


def read_sheet(path: Traversable, model: type[SheetT]) -> SheetT:
    """Read and validate one sheet; raise Problem naming the file and the place inside it."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_PlainLoader)  # noqa: S506 - a SafeLoader
        _check_words(data, path.name)
        return TypeAdapter(model).validate_json(json.dumps(data))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Problem(_unreadable(path.name, error)) from error
    except ValidationError as error:
        raise Problem(_unfit(path.name, error)) from error


def _unreadable(name: str, error: Exception) -> Words:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Words(
            id=f"{name}: bukan teks UTF-8. Simpan ulang sebagai UTF-8.", en=f"{name}: no UTF-8 text. Save it so."
        )
    line, column = mark.line + 1, mark.column + 1
    if isinstance(error, yaml.constructor.ConstructorError) and error.context is None:
        return Words(
            id=f'{name}, baris {line}: "{error.problem}" ditulis dua kali atau tidak dapat dibaca. Hapus salah satu.',
            en=f'{name}, line {line}: "{error.problem}" is written twice or cannot be read. Delete one.',
        )
    return Words(
        id=f"{name}, baris {line} kolom {column}: bukan YAML yang sah. Periksa indentasi, kutip, dan kurung.",
        en=f"{name}, line {line} column {column}: not valid YAML. Check indentation, quotes and brackets there.",
    )


# What the schema says in English, said in Indonesian too; by the error type of pydantic.
_SLIPS = {
    "missing": "wajib diisi",
    "unexpected_keyword_argument": "nama isian ini tidak dikenal",
    "int_type": "harus bilangan bulat tanpa tanda kutip",
    "float_type": "harus bilangan",
    "bool_type": "harus true atau false",
    "string_type": "harus teks",
    "date_type": "harus tanggal seperti 2026-01-31",
    "date_parsing": "harus tanggal yang ada, seperti 2026-01-31",
    "date_from_datetime_parsing": "harus tanggal yang ada, seperti 2026-01-31",
    "literal_error": "harus salah satu dari {expected}",
    "enum": "harus salah satu dari {expected}",
    "tuple_type": "harus berupa daftar",
}


def _unfit(name: str, error: ValidationError) -> Words:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "-"
    slip = _SLIPS.get(first["type"], "tidak sesuai bentuk edisi").format(**first.get("ctx", {}))
    return Words(id=f"{name}, {place}: {slip}.", en=f"{name}, {place}: {first['msg']}.")


def _check_words(node: object, name: str, place: str = "") -> None:
    """Catch the slip `{id: one, two, en: three}`: an unquoted comma that YAML reads as one more key."""
    if isinstance(node, dict):
        if "en" in node and set(node) != {"id", "en"}:
            raise Problem(
                Words(
                    id=f"{name}, {place}: kata hanya berisi id dan en. Beri tanda kutip pada teks yang memuat koma.",
                    en=f"{name}, {place}: words hold only id and en. Put text with a comma in quotes.",
                )
            )
        for key, child in node.items():
            _check_words(child, name, f"{place}.{key}".lstrip("."))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            _check_words(child, name, f"{place}.{index}")


def in_force(
    found: Iterable[SheetT], rows: Callable[[SheetT], Iterable[ItemT]], on: date | None = None
) -> dict[str, ItemT]:
    """Merge the rows of `found` by id, a later edition winning; with `on`, only editions valid on that day."""
    merged: dict[str, ItemT] = {}
    for sheet in found:
        if on is None or sheet.edition.valid_from <= on:
            merged.update((row.id, row) for row in rows(sheet))
    return merged


def pick(table: Mapping[str, ItemT], key: str, what: Words) -> ItemT:
    """Return the row `key` of `table`; raise Problem listing near ids when there is none."""
    if key in table:
        return table[key]
    known = ", ".join(sorted(table, key=lambda other: (-_likeness(key, other), other))[:4])
    raise Problem(
        Words(
            id=f'{what.id} "{key}" tidak dikenal. Yang ada, misalnya: {known}.',
            en=f'There is no {what.en} "{key}". Known ones are, for example: {known}.',
        )
    )


def _likeness(wanted: str, other: str) -> int:
    pairs = {wanted[i : i + 2] for i in range(len(wanted) - 1)}
    return len(pairs & {other[i : i + 2] for i in range(len(other) - 1)})
