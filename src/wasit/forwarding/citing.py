"""Articles as official letters cite them: "Pasal 5 huruf n Peraturan Pemerintah Nomor 94 Tahun 2021"."""

import re
from collections.abc import Iterable

from wasit.rulebook import citation

_NAMES = {
    "UU": "Undang-Undang",
    "PP": "Peraturan Pemerintah",
    "Perpres": "Peraturan Presiden",
    "Peraturan BKN": "Peraturan Badan Kepegawaian Negara",
}
_SHORT = re.compile(r"(UU|PP|Perpres|Peraturan BKN) (\d+)/(\d{4})(?: (Pasal .+))?")
_PARAGRAPH = re.compile(r"(?<=\d)\((\d+)\)")


def formal(article: str) -> str:
    """Return one article of the rulebook in the words of a letter; what is not of a known form stays as cited."""
    told = citation(article).id
    found = _SHORT.fullmatch(told)
    if found is None:
        return told
    kind, number, year, pasal = found.groups()
    law = f"{_NAMES[kind]} Nomor {number} Tahun {year}"
    paragraphs = _PARAGRAPH.sub(r" ayat (\1)", pasal or "")
    return f"{paragraphs} {law}" if pasal else law


def regulations(articles: Iterable[str]) -> list[str]:
    """Return the regulations that articles stand in, each once, without the articles."""
    found = (part for article in articles for part in article.split("; "))
    told = (formal(match.group(0)) for match in map(_SHORT.match, map(_bare, found)) if match)
    return list(dict.fromkeys(told))


def _bare(article: str) -> str:
    match = _SHORT.match(article)
    return f"{match.group(1)} {match.group(2)}/{match.group(3)}" if match else article
