"""The engine: one post in, its hits out; conduct first, for without conduct there is no hit."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wasit.screening.candidates import CandidateIndex, Claim, merge
from wasit.screening.conduct import Found, find_conduct, may_find
from wasit.screening.gate import Gate
from wasit.screening.lexicon import Tagged, bits, lexicon, split_sentences
from wasit.screening.model import (
    CandidateMatch,
    ConductMatch,
    Hit,
    Pair,
    Post,
    Reason,
    Screened,
    Servant,
    Span,
)
from wasit.screening.persons import Ranked, Surroundings, rank
from wasit.screening.places import Place, find_regions
from wasit.screening.roster import HANDLE, HOLDER, SINGLE, Mention, RosterIndex
from wasit.text import Words
from wasit.text.names import HONORIFICS, fold_name, is_listed
from wasit.text.normalise import Tokens
from wasit.text.regions import covers

HIT_SCORE = 0.35
"""A hit below this score is not told."""
CONDUCT_LEAST = 0.5
PERSON_LEAST = 0.02
PERSON_ALONE = 0.05
_MOST_HITS = 20
_MOST_MENTIONS = 100
_MOST_CLAIMS = 200
_CLAIM_WINDOW = 120
_ROSTER_SHARE = 0.9


@dataclass(slots=True)
class _Reading:
    """All that was found in one post on the way to its hits."""

    post: Post
    tagged: Tagged
    claims: list[Claim]
    found: list[Found]
    loud: list[Found]
    around: Surroundings
    staff: list[int]
    starts: list[int]


class Screener:
    """Screens posts against one roster and the candidate pairs of the contests in reach of a region.

    `region` is the code of the region whose contests count; without it the region most of the roster works in, or
    else the region that each post names, decides. The same input always gives the same output.
    """

    def __init__(self, roster: Iterable[Servant], pairs: Iterable[Pair], *, region: str | None = None) -> None:
        self._roster = RosterIndex(roster)
        self.region = region or self._usual_region()
        known = list(pairs)
        reach = contests_of(self.region, {pair.region_code for pair in known}) if self.region else None
        self._candidates = CandidateIndex(p for p in known if reach is None or p.region_code in reach)
        self._reach = reach
        self._gate = Gate(self._roster)

    def _usual_region(self) -> str | None:
        codes = Counter(servant.region_code for servant in self._roster.servants if servant.region_code)
        if not codes:
            return None
        code, count = codes.most_common(1)[0]
        return code if count >= _ROSTER_SHARE * len(self._roster.servants) else None

    def screen(self, post: Post) -> Screened:
        """Return the hits of one post; most posts have none."""
        author = self._author(post)
        if author is None and not self._may_hit(post):
            return Screened(post.post_id)
        tagged = lexicon().tag(Tokens(post.text))
        if author is None and not may_find(tagged):
            return Screened(post.post_id)
        reading = self._read(post, tagged, author)
        if not reading.loud:
            return Screened(post.post_id)
        hits = sorted(self._hits(reading, author), key=lambda hit: -hit.score)
        return Screened(post.post_id, tuple(hits[:_MOST_HITS]))

    def _may_hit(self, post: Post) -> bool:
        words = self._gate.conduct(post.text)
        return words is not None and (bool(post.author_bio) or self._gate.somebody(words))

    def _author(self, post: Post) -> Mention | None:
        """Return the people of the roster who may have written the post, by account or by the name shown."""
        if post.author_handle:
            people = self._roster.by_handle(post.author_handle, post.platform)
            if people:
                return Mention(-1, -1, tuple((number, HANDLE) for number in people))
        if post.author_name:
            mentions = self._roster.mentions(Tokens(post.author_name))
            if mentions and len(mentions[0].forms) > 1:
                return replace(mentions[0], first=-1, last=-1)
        return None

    def _read(self, post: Post, tagged: Tagged, author: Mention | None) -> _Reading:
        split_sentences(tagged)
        places = find_regions(tagged.tokens)
        claims = self._candidates.claim(tagged, self._contests(post, places))
        for claim in claims:
            tagged.mark(claim.first, claim.last, bits("TARGET"))
        _mark_unknown_candidates(tagged)
        found = find_conduct(tagged)
        loud = [each for each in found if not each.quiet and each.weight > 0]
        if author is not None and not loud:
            loud = _by_author_alone(post, tagged, claims, found)
        around = self._surroundings(tagged, places, post.region_code) if loud else _NOTHING
        if loud:
            self._settle_nicknames(tagged, around)
        staff = _staff_tokens(tagged) if loud else []
        return _Reading(post, tagged, claims, found, loud, around, staff, [claim.first for claim in claims])

    def _contests(self, post: Post, places: Sequence[Place]) -> frozenset[str] | None:
        if self._reach is not None:
            inside = contests_of(post.region_code, self._reach) if post.region_code else frozenset()
            return inside or self._reach
        code = post.region_code or next((p.codes[0] for p in places if p.sure), None)
        return contests_of(code, self._candidates.contests) if code else None

    def _surroundings(self, tagged: Tagged, places: Sequence[Place], region_code: str | None) -> Surroundings:
        units, kinds = self._roster.units.find(tagged.tokens)
        return Surroundings(tagged, tuple(places), tuple(units), frozenset(kinds), region_code)

    def _settle_nicknames(self, tagged: Tagged, around: Surroundings) -> None:
        """Take "Pak Lurah" for the nickname of a former president unless a ward or a name follows."""
        nick = bits("NICKNAME")
        if not tagged.seen & nick:
            return
        wards = {index for place in around.units for index in range(place.first, place.last + 1)}
        last = len(tagged.masks) - 1
        for index, mask in enumerate(tagged.masks):
            if not mask & nick or (index < last and tagged.masks[index + 1] & nick):
                continue
            if index in wards or (index < last and _is_name(tagged, index + 1)):
                tagged.masks[index] |= bits("STAFF", "POSITION")
                tagged.masks[index] &= ~nick
                tagged.seen |= bits("STAFF", "POSITION")
                tagged.positions.append((index, index, "lurah"))

    def _hits(self, reading: _Reading, author: Mention | None) -> list[Hit]:
        hits = []
        ranked = self._ranked(reading, author)
        for each in ranked:
            hit = _hit(reading, each)
            if hit is not None:
                hits.append(hit)
        if not hits:
            hit = _hit(reading, None)
            if hit is not None:
                hits.append(hit)
        return hits

    def _ranked(self, reading: _Reading, author: Mention | None) -> list[Ranked]:
        ranked = []
        if author is not None:
            bio = self._bio(reading.post)
            ranked.append(rank(self._roster, author, "author", reading.around, bio, candidate=False))
        for mention in self._mentions(reading)[:_MOST_MENTIONS]:
            candidate = any(
                c.first <= mention.first and mention.last <= c.last for c in reading.claims if c.by == "name"
            )
            ranked.append(rank(self._roster, mention, "mentioned", reading.around, None, candidate=candidate))
        return ranked

    def _bio(self, post: Post) -> Surroundings | None:
        if not post.author_bio:
            return None
        tagged = lexicon().tag(Tokens(post.author_bio))
        split_sentences(tagged)
        return self._surroundings(tagged, find_regions(tagged.tokens), None)

    def _mentions(self, reading: _Reading) -> list[Mention]:
        tokens = reading.tagged.tokens
        owners = {index: claim for claim in reading.claims for index in range(claim.first, claim.last + 1)}
        named = [each for each in self._roster.mentions(tokens) if _free(each, owners)]
        taken = {index for each in named for index in range(each.first, each.last + 1) if len(each.forms) > 1}
        named = [each for each in named if len(each.forms) > 1 or not self._singles(reading, each.first)]
        marked = [
            Mention(index, index, tuple((number, HANDLE) for number in self._roster.by_handle(word, None)))
            for index, word in enumerate(tokens.words)
            if word[0] == "@" and self._roster.by_handle(word, None)
        ]
        singles = [
            Mention(index, index, people, forms=(fold_name(tokens.words[index]),))
            for index in range(len(tokens))
            if index not in taken and (people := self._singles(reading, index))
        ]
        covered = taken | {each.first for each in singles}
        covered |= {index + step for index in covered for step in range(-4, 5)}
        return named + marked + singles + self._holders(reading, covered)

    def _singles(self, reading: _Reading, index: int) -> tuple[tuple[int, str], ...]:
        """One word of a name counts only after an honorific or a position, and only in the unit that is named."""
        tagged = reading.tagged
        if not index or tagged.masks[index] & bits("TARGET") or tagged.tokens.words[index][0] in "#@":
            return ()
        before = index - 1
        if tagged.tokens.words[before] not in HONORIFICS and not tagged.masks[before] & bits("POSITION"):
            return ()
        units = {int(code) for place in reading.around.units for code in place.codes if len(place.codes) == 1}
        bearers = self._roster.bearers(fold_name(tagged.tokens.words[index])) if units else ()
        return tuple((number, SINGLE) for number in bearers if self._roster.unit_of[number] in units)

    def _holders(self, reading: _Reading, covered: set[int]) -> list[Mention]:
        """The only holder of a position in a unit may be meant without any name: "Lurah ...", "Kepala SDN ..."."""
        found = []
        starting = {place.first: place for place in reading.around.units if len(place.codes) == 1}
        for first, last, code in reading.tagged.positions:
            place = next((starting[at] for at in range(last - 1, last + 3) if at in starting), None)
            if place is None or code not in _HEAD_POSITIONS or first > place.last:
                continue
            holder = self._roster.holder(code, int(place.codes[0]))
            if holder is not None and covered.isdisjoint(range(first, place.last + 4)):
                found.append(Mention(first, max(last, place.last), ((holder, HOLDER),)))
        return found


# Posts of which a unit has one; "the teacher of that school" names nobody.
_HEAD_POSITIONS = frozenset(
    (
        "lurah",
        "camat",
        "kepala_desa",
        "kepala_dinas",
        "kepala_upt",
        "kepala_sekolah",
        "sekretaris_dinas",
        "sekretaris_camat",
    )
)
_NOTHING = Surroundings(Tagged(Tokens(""), [], 0, [], [], frozenset()), (), (), frozenset())


def contests_of(code: str, known: Iterable[str]) -> frozenset[str]:
    """Return the contests in which the people of a region vote: its own, its province's, and those inside it."""
    return frozenset(each for each in known if covers(each, code) or covers(code, each))


def _by_author_alone(post: Post, tagged: Tagged, claims: list[Claim], found: list[Found]) -> list[Found]:
    """A known author who names a candidate without any word of conduct: weak, but kind and hashtag tell."""
    if not claims or any(each.code in {"prohibition", "neutrality_talk"} for each in found):
        return []
    if any(not each.quiet and each.weight < -1 for each in found):
        return []
    claim = max(claims, key=lambda each: each.by == "hashtag")
    weight = 0.6 if claim.by == "hashtag" else -0.5
    code = "promote_online"
    if post.kind == "share" or tagged.tokens.words[0] == "rt":
        code, weight = "share_campaign", weight + 0.8
    elif post.kind == "comment":
        code = "comment_support"
    return [Found(code, weight, claim.first, claim.last)] if weight > 0 else []


def _mark_unknown_candidates(tagged: Tagged) -> None:
    """In a post about an election, a name right after "dukung" is somebody's candidate, though not on our list."""
    if not tagged.seen & bits("ELECTION") or not tagged.seen & bits("SUPPORT", "WIN"):
        return
    for index in range(1, len(tagged.masks)):
        if tagged.masks[index - 1] & bits("SUPPORT", "WIN") and _is_name(tagged, index):
            tagged.mark(index, index, bits("TARGET"))


def _is_name(tagged: Tagged, index: int) -> bool:
    tokens = tagged.tokens
    plain = not tagged.masks[index] and tokens.capitalised(index) and not tokens.between(index - 1, index).strip(" ")
    return plain and is_listed(fold_name(tokens.words[index]))


def _free(mention: Mention, owners: dict[int, Claim]) -> bool:
    """Candidates' stretches are claimed first; a person must be written longer, or equal and then weighed against."""
    for index in range(mention.first, mention.last + 1):
        claim = owners.get(index)
        if claim is None:
            continue
        covers_it = mention.first <= claim.first and claim.last <= mention.last
        if not covers_it or (claim.by == "single" and mention.first == mention.last):
            return False
    return True


def _staff_tokens(tagged: Tagged) -> list[int]:
    """Return civil-servant words that speak of people in office, not of their pay or of former holders."""
    wanted = bits("STAFF", "WEAK_STAFF")
    if not tagged.seen & wanted:
        return []
    return [
        index
        for index, mask in enumerate(tagged.masks)
        if mask & wanted
        and not mask & bits("NICKNAME")
        and not tagged.near(index, bits("FORMER"), 2, 0)
        and not tagged.near(index, bits("BENEFIT"), 3, 3)
    ]


def _link(tagged: Tagged, found: Found, first: int, last: int) -> float | None:
    """Return how well a person or staff word and a conduct go together; None when they stand too far apart."""
    sentences = tagged.sentences
    apart = max(sentences[first] - sentences[found.last], sentences[found.first] - sentences[last], 0)
    if apart > 2:
        return None
    distance = max(first - found.last, found.first - last, 0)
    return -0.7 * apart - (0.5 if distance > 14 else 0.0) - (1.0 if distance > 40 else 0.0)


def _best_conduct(reading: _Reading, stretches: Sequence[tuple[int, int]]) -> tuple[Found, float] | None:
    """Return the conduct that goes best with one of the stretches, and its link."""
    best: tuple[Found, float] | None = None
    for found in reading.loud:
        for first, last in stretches:
            link = _link(reading.tagged, found, first, last)
            if link is not None and (best is None or found.weight + link > best[0].weight + best[1]):
                best = found, link
    return best


def _hit(reading: _Reading, ranked: Ranked | None) -> Hit | None:
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


def _facilities(reading: _Reading) -> list[int]:
    """Return words of state property ("mobil dinas"): with its use for a candidate, an official stands behind it."""
    if all(found.code != "use_state_facility" for found in reading.loud):
        return []
    return [index for index, mask in enumerate(reading.tagged.masks) if mask & bits("FACILITY_OF_OFFICE")][:20]


def _carried(reading: _Reading, ranked: Ranked | None, found: Found, staff: Sequence[tuple[int, int]]) -> bool:
    if ranked is None or ranked.any >= PERSON_ALONE:
        return True
    if ranked.any < PERSON_LEAST:
        return False
    return any(_link(reading.tagged, found, first, last) == 0.0 for first, last in staff)


def _score_parts(
    reading: _Reading, ranked: Ranked | None, best: tuple[Found, float], *, bio_alone: bool
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


def _quiet_parts(reading: _Reading) -> list[Reason]:
    codes = {found.code for found in reading.found if found.quiet}
    if "nickname" in codes and not reading.tagged.seen & bits("NICKNAME"):
        codes.discard("nickname")
    return [Reason(CONDUCT_WORDS[code], _QUIET_WEIGHTS[code]) for code in sorted(codes) if code in _QUIET_WEIGHTS]


def _assembled(
    reading: _Reading, ranked: Ranked | None, found: Found, score: float, parts: tuple[Reason, ...], *, bio_alone: bool
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


def _candidates_near(reading: _Reading, found: Found) -> tuple[CandidateMatch, ...]:
    """Return the pairs that the text around a conduct speaks of; in a long text the rest is another story."""
    low = bisect_left(reading.starts, found.first - _CLAIM_WINDOW)
    high = bisect_right(reading.starts, found.last + _CLAIM_WINDOW)
    return merge(reading.claims[low:high][:_MOST_CLAIMS])


def _speaks_of_self(reading: _Reading) -> bool:
    return any(reading.tagged.near(index, bits("SELF"), 3, 2) for index in reading.staff)


def _conduct(reading: _Reading, best: Found) -> tuple[ConductMatch, ...]:
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
    reading: _Reading, ranked: Ranked | None, found: Found, candidates: tuple[CandidateMatch, ...]
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
