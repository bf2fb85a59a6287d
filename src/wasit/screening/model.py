"""What goes into screening (posts, servants, pairs) and what comes out of it (hits that explain themselves)."""

from dataclasses import dataclass, field
from typing import Any

from wasit.text import Words

CONDUCT_CODES = (
    "declare_support", "promote_online", "like_follow", "comment_support", "share_campaign", "photo_with_candidate",
    "attend_campaign", "join_team", "display_props", "mobilise", "use_state_facility", "accompany_registration",
    "seek_candidacy", "party_membership", "give_id_support", "favouring_decision",
)  # fmt: skip
QUIET_CODES = ("neutrality_talk", "prohibition", "nickname", "report_by_media")
"""Codes that are never a hit by themselves: they only lower the score of what stands beside them."""

PLUS, MINUS, EVEN = "+", "−", "="


@dataclass(frozen=True, slots=True)
class Post:
    """A public post, comment, share or article, as taken in."""

    post_id: str
    text: str
    platform: str | None = None
    author_handle: str | None = None
    author_name: str | None = None
    author_bio: str | None = None
    posted_at: str | None = None
    url: str | None = None
    region_code: str | None = None
    kind: str = "post"


@dataclass(frozen=True, slots=True)
class Servant:
    """A person of the roster; `handles` are written `platform:@name`."""

    person_id: str
    name: str
    nip: str | None = None
    kind: str = "pns"
    position: str | None = None
    unit: str | None = None
    region_code: str | None = None
    aliases: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate pair of one contest; the contest is named by its region code (`35.73`, `35`)."""

    region_code: str
    ballot_number: int
    head_raw: str = ""
    head_core_name: str = ""
    deputy_raw: str = ""
    deputy_core_name: str = ""
    office: str = ""
    is_empty_column: bool = False
    nicknames: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    region_name: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence; `weight` is in log-odds, positive speaks for, negative against."""

    words: Words
    weight: float

    @property
    def sign(self) -> str:
        """Return "+", "−" or "=" (told, but weighs nothing)."""
        return PLUS if self.weight > 0 else MINUS if self.weight < 0 else EVEN


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person of the roster who may be meant, with the probability and every reason for and against."""

    person_id: str
    probability: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class CandidateMatch:
    """A candidate pair that the post speaks of."""

    contest: str
    number: int
    probability: float


@dataclass(frozen=True, slots=True)
class ConductMatch:
    """A conduct code (one of CONDUCT_CODES or QUIET_CODES) with its probability."""

    code: str
    probability: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original text, in characters: `text == post.text[start:end]`."""

    role: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An indication, never guilt: who may be meant, what seems to be done, for whom, and why the engine thinks so."""

    persons: tuple[PersonMatch, ...]
    none_probability: float
    candidates: tuple[CandidateMatch, ...]
    conduct: tuple[ConductMatch, ...]
    role: str
    score: float
    spans: tuple[Span, ...]
    reasons_about_post: tuple[Reason, ...] = field(default=())

    @property
    def reasons(self) -> dict[str, list[str]]:
        """Return all reasons as sentences in both languages, those about the likeliest person first."""
        told = (self.persons[0].reasons if self.persons else ()) + self.reasons_about_post
        return {
            "id": [f"{reason.sign} {reason.words.id}" for reason in told],
            "en": [f"{reason.sign} {reason.words.en}" for reason in told],
        }

    def as_json(self) -> dict[str, Any]:
        """Return the hit as the contract of `wasit screen` names its fields."""
        return {
            "persons": [{"person_id": p.person_id, "probability": _rounded(p.probability)} for p in self.persons],
            "none_probability": round(self.none_probability, 4),
            "candidates": [
                {"contest": c.contest, "number": c.number, "probability": round(c.probability, 4)}
                for c in self.candidates
            ],
            "conduct": [{"code": c.code, "probability": round(c.probability, 4)} for c in self.conduct],
            "role": self.role,
            "score": round(self.score, 4),
            "spans": [{"role": s.role, "start": s.start, "end": s.end, "text": _writable(s.text)} for s in self.spans],
            "reasons": {language: [_writable(line) for line in lines] for language, lines in self.reasons.items()},
        }


@dataclass(frozen=True, slots=True)
class Screened:
    """The outcome for one post; most posts have no hit."""

    post_id: str
    hits: tuple[Hit, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the line that `wasit screen` writes for this post."""
        return {"post_id": _writable(self.post_id), "hits": [hit.as_json() for hit in self.hits]}


def _rounded(probability: float) -> float:
    # Rounded down: shares of many namesakes must not add up to more than 1 after rounding.
    return int(probability * 10_000) / 10_000


def _writable(text: str) -> str:
    """Replace lone surrogates, which no UTF-8 output can carry; the length stays the same."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text) if not _plain(text) else text


def _plain(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
