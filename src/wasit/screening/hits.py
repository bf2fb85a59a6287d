"""From what was read in a post to its hits: conduct and person brought together, weighed and told part by part."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from wasit.screening.candidates import Claim, merge
from wasit.screening.conduct import Found
from wasit.screening.lexicon import Tagged, bits, lexicon
from wasit.screening.model import CandidateMatch, ConductMatch, Hit, Post, Reason, Span
from wasit.screening.persons import Ranked, Surroundings
from wasit.text import Words
from wasit.text.normalise import Tokens

HIT_SCORE = 0.35
"""A hit below this score is not told."""
CONDUCT_LEAST = 0.5
PERSON_LEAST = 0.02
PERSON_ALONE = 0.05
_MOST_CLAIMS = 200
_CLAIM_WINDOW = 120


@dataclass(slots=True)
class Reading:
    """All that was found in one post on the way to its hits."""

    post: Post
    tagged: Tagged
    claims: list[Claim]
    found: list[Found]
    loud: list[Found]
    around: Surroundings
    staff: list[int]
    starts: list[int]


def _link(tagged: Tagged, found: Found, first: int, last: int) -> float | None:
    """Return how well a person or staff word and a conduct go together; None when they stand too far apart."""
    sentences = tagged.sentences
    apart = max(sentences[first] - sentences[found.last], sentences[found.first] - sentences[last], 0)
    if apart > 2:
        return None
    distance = max(first - found.last, found.first - last, 0)
    return -0.7 * apart - (0.5 if distance > 14 else 0.0) - (1.0 if distance > 40 else 0.0)


def _best_conduct(reading: Reading, stretches: Sequence[tuple[int, int]]) -> tuple[Found, float] | None:
    """Return the conduct that goes best with one of the stretches, and its link."""
    best: tuple[Found, float] | None = None
    for found in reading.loud:
        for first, last in stretches:
            link = _link(reading.tagged, found, first, last)
            if link is not None and (best is None or found.weight + link > best[0].weight + best[1]):
                best = found, link
    return best


def hit_of(reading: Reading, ranked: Ranked | None) -> Hit | None:
    """Return the hit of one mention (or of staff words alone), None where the evidence does not carry it."""
    staff = [(index, index) for index in [*reading.staff[:40], *_facilities(reading)]]
    bio_alone = ranked is None and bool(reading.post.author_bio) and _bio_is_staff(reading.post.author_bio or "")
    if ranked is not None and ranked.mention.first >= 0:
        best = _best_conduct(reading, [(ranked.mention.first, ranked.mention.last)])
    elif ranked is not None or bio_alone:
        best = max(((found, 0.0) for found in reading.loud), key=lambda pair: pair[0].weight)
    else:
        best = _best_conduct(reading, staff)
    if best is None or not _carried(reading, ranked, best[0], staff):
        return None
    parts = _score_parts(reading, ranked, best, bio_alone=bio_alone)
    score = _sigmoid(sum(reason.weight for reason in parts))
    if score < HIT_SCORE:
        return None
    return _assembled(reading, ranked, best[0], score, parts, bio_alone=bio_alone)


def _facilities(reading: Reading) -> list[int]:
    """Return words of state property ("mobil dinas"): with its use for a candidate, an official stands behind it."""
    if all(found.code != "use_state_facility" for found in reading.loud):
        return []
    return [index for index, mask in enumerate(reading.tagged.masks) if mask & bits("FACILITY_OF_OFFICE")][:20]


def _carried(reading: Reading, ranked: Ranked | None, found: Found, staff: Sequence[tuple[int, int]]) -> bool:
    if ranked is None or ranked.any >= PERSON_ALONE:
        return True
    if ranked.any < PERSON_LEAST:
        return False
    return any(_link(reading.tagged, found, first, last) == 0.0 for first, last in staff)


def _score_parts(
    reading: Reading, ranked: Ranked | None, best: tuple[Found, float], *, bio_alone: bool
) -> tuple[Reason, ...]:
    """Return the additive parts of the score, each with its words."""
    found, link = best
    label = CONDUCT_WORDS[found.code]
    parts = [
        _told("Titik awal: kebanyakan kiriman bukan indikasi.", "Starting point: most posts are no hit.", -1.6),
        _told(f"Perbuatan: {label.id}.", f"Conduct: {label.en}.", round(min(found.weight, 2.0), 2)),
        *found.reasons,
    ]
    if any(claim.shares for claim in reading.claims):
        parts.append(_told("Pasangan calon dikenali.", "A candidate pair is recognised.", 0.6))
    if ranked is not None:
        weight = round(2.2 * ranked.top, 2)
        parts.append(
            _told("Seseorang di daftar pegawai mungkin dimaksud.", "Somebody on the roster may be meant.", weight)
        )
    elif not reading.staff and not bio_alone:
        parts.append(_told("Tidak ada kata pegawai pemerintah.", "There is no civil-servant word.", -0.2))
    if reading.staff:
        strong = any(reading.tagged.masks[index] & bits("STAFF") for index in reading.staff)
        parts.append(_told("Ada kata pegawai pemerintah.", "There is a civil-servant word.", 0.9 if strong else 0.1))
    if bio_alone:
        parts.append(_told("Bio penulis menyebut pegawai pemerintah.", "The author's bio names a civil servant.", 0.9))
    if link < 0:
        parts.append(_told("Perbuatan dan orangnya berjauhan.", "Conduct and person stand apart.", round(link, 2)))
    return tuple(parts + _quiet_parts(reading))


_QUIET_WEIGHTS = {"neutrality_talk": -0.9, "prohibition": -1.0, "nickname": -1.6, "report_by_media": -0.3}


def _quiet_parts(reading: Reading) -> list[Reason]:
    codes = {found.code for found in reading.found if found.quiet}
    if "nickname" in codes and not reading.tagged.seen & bits("NICKNAME"):
        codes.discard("nickname")
    return [Reason(CONDUCT_WORDS[code], _QUIET_WEIGHTS[code]) for code in sorted(codes) if code in _QUIET_WEIGHTS]


def _assembled(
    reading: Reading, ranked: Ranked | None, found: Found, score: float, parts: tuple[Reason, ...], *, bio_alone: bool
) -> Hit:
    role = ranked.role if ranked is not None else "author" if bio_alone or _speaks_of_self(reading) else "mentioned"
    people = ranked.people if ranked is not None else ()
    candidates = _candidates_near(reading, found)
    return Hit(
        persons=people,
        none_probability=ranked.none_probability if ranked is not None else 1.0,
        candidates=candidates,
        conduct=_conduct(reading, found),
        role=role,
        score=score,
        spans=_spans(reading, ranked, found, candidates),
        reasons_about_post=parts,
    )


def _candidates_near(reading: Reading, found: Found) -> tuple[CandidateMatch, ...]:
    """Return the pairs that the text around a conduct speaks of; in a long text the rest is another story."""
    low = bisect_left(reading.starts, found.first - _CLAIM_WINDOW)
    high = bisect_right(reading.starts, found.last + _CLAIM_WINDOW)
    return merge(reading.claims[low:high][:_MOST_CLAIMS])


def _speaks_of_self(reading: Reading) -> bool:
    return any(reading.tagged.near(index, bits("SELF"), 3, 2) for index in reading.staff)


def _conduct(reading: Reading, best: Found) -> tuple[ConductMatch, ...]:
    """Return every code with its best probability: conduct first, then what is never a hit by itself."""
    weights: dict[str, float] = {}
    for found in [*reading.found, *reading.loud]:
        if found.quiet or found.weight > -1:
            near = found.quiet or _link(reading.tagged, found, best.first, best.last) is not None
            if near:
                weights[found.code] = max(weights.get(found.code, -9.0), found.weight)
    matches = (ConductMatch(code, _sigmoid(weight)) for code, weight in weights.items())
    kept = [match for match in matches if match.probability >= CONDUCT_LEAST or match.code == best.code]
    return tuple(sorted(kept, key=lambda match: (match.code in _QUIET_WEIGHTS, -match.probability, match.code)))


def _spans(
    reading: Reading, ranked: Ranked | None, found: Found, candidates: tuple[CandidateMatch, ...]
) -> tuple[Span, ...]:
    stretches = [("conduct", found.first, found.last)]
    if ranked is not None and ranked.mention.first >= 0:
        stretches.append(("person", ranked.mention.first, ranked.mention.last))
    if ranked is not None:
        stretches += ranked.used
    else:
        stretches += [("position", index, index) for index in reading.staff[:10]]
    stretches += [("candidate", claim.first, claim.last) for claim in reading.claims[:20]]
    tokens = reading.tagged.tokens
    spans = {
        Span(role, tokens.starts[first], tokens.ends[last], tokens.original(first, last))
        for role, first, last in stretches
    }
    return tuple(sorted(spans, key=lambda span: (span.start, span.end, span.role)))


def _bio_is_staff(bio: str) -> bool:
    return bool(lexicon().tag(Tokens(bio)).seen & bits("STAFF"))


def _told(indonesian: str, english: str, weight: float) -> Reason:
    return Reason(Words(id=indonesian, en=english), weight)


def _sigmoid(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


CONDUCT_WORDS = {
    "declare_support": Words(id="menyatakan dukungan", en="declares support"),
    "promote_online": Words(id="mempromosikan calon di media sosial", en="promotes a candidate online"),
    "like_follow": Words(id="menyukai atau mengikuti akun calon", en="likes or follows a candidate's account"),
    "comment_support": Words(id="berkomentar mendukung", en="comments in support"),
    "share_campaign": Words(id="membagikan bahan kampanye", en="shares campaign material"),
    "photo_with_candidate": Words(id="berfoto dengan calon atau simbolnya", en="poses with a candidate or the sign"),
    "attend_campaign": Words(id="menghadiri kampanye", en="attends a campaign"),
    "join_team": Words(id="bergabung dengan tim calon", en="joins a candidate's team"),
    "display_props": Words(id="memasang atau memakai alat peraga", en="displays campaign props"),
    "mobilise": Words(id="mengarahkan orang lain memilih calon", en="steers others to a candidate"),
    "use_state_facility": Words(id="memakai fasilitas negara", en="uses a state facility"),
    "accompany_registration": Words(id="mengantar pendaftaran calon", en="accompanies a registration"),
    "seek_candidacy": Words(id="mencari pencalonan", en="seeks a candidacy"),
    "party_membership": Words(id="menjadi anggota partai", en="is a party member"),
    "give_id_support": Words(id="memberi KTP sebagai dukungan", en="gives an identity card as support"),
    "favouring_decision": Words(id="keputusan yang menguntungkan calon", en="a decision that favours a candidate"),
    "neutrality_talk": Words(id="Kiriman ini berbicara tentang netralitas.", en="The post speaks of neutrality."),
    "prohibition": Words(id="Kiriman ini memuat larangan.", en="The post carries a prohibition."),
    "nickname": Words(id="“Lurah” di sini nama julukan.", en="“Lurah” is a nickname here."),
    "report_by_media": Words(id="Kiriman ini kabar tentang suatu perkara.", en="The post reports on a case."),
}
