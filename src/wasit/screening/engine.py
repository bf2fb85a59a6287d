"""The engine: one post in, its hits out; conduct first, for without conduct there is no hit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wasit.screening.candidates import CandidateIndex, Claim
from wasit.screening.conduct import Found, find_conduct, may_find
from wasit.screening.gate import Gate
from wasit.screening.hits import Reading, hit_of
from wasit.screening.lexicon import Tagged, bits, lexicon, split_sentences
from wasit.screening.model import (
    Hit,
    Pair,
    Post,
    Screened,
    Servant,
)
from wasit.screening.persons import Ranked, Surroundings, rank
from wasit.screening.places import Place, find_regions
from wasit.screening.roster import HANDLE, HOLDER, SINGLE, Mention, RosterIndex
from wasit.text.names import HONORIFICS, fold_name, is_listed
from wasit.text.normalise import Tokens
from wasit.text.regions import covers

_MOST_HITS = 20
_MOST_MENTIONS = 100
_ROSTER_SHARE = 0.9


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

    def _read(self, post: Post, tagged: Tagged, author: Mention | None) -> Reading:
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
        return Reading(post, tagged, claims, found, loud, around, staff, [claim.first for claim in claims])

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

    def _hits(self, reading: Reading, author: Mention | None) -> list[Hit]:
        hits = []
        ranked = self._ranked(reading, author)
        for each in ranked:
            hit = hit_of(reading, each)
            if hit is not None:
                hits.append(hit)
        if not hits:
            hit = hit_of(reading, None)
            if hit is not None:
                hits.append(hit)
        return hits

    def _ranked(self, reading: Reading, author: Mention | None) -> list[Ranked]:
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

    def _mentions(self, reading: Reading) -> list[Mention]:
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

    def _singles(self, reading: Reading, index: int) -> tuple[tuple[int, str], ...]:
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

    def _holders(self, reading: Reading, covered: set[int]) -> list[Mention]:
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
