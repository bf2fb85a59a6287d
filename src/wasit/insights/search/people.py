"""Looks for people of the rosters, by words of their name or by a whole NIP; part of a NIP finds nobody."""

from collections.abc import Sequence

from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse

from wasit.insights.search.found import Found, Result
from wasit.insights.search.likeness import Marked, alike, folded, marked
from wasit.insights.search.typed import Typed
from wasit.office.reach import Reach
from wasit.rosters.models import Person
from wasit.rosters.names import name_key
from wasit.rosters.queries import people

COMPARED = 20_000


def find(reach: Reach, typed: Typed, limit: int) -> Found:
    """Find active people, those whose name begins as typed first; near spellings only where nothing else fits."""
    key = name_key(typed.text)
    words = [word for word in folded(key).split() if any(char.isalnum() for char in word)]
    if not words:
        return Found()
    fitting = people(reach, search=typed.text)
    total = fitting.count()
    if total:
        rank = Case(When(name_key__startswith=key, then=Value(0)), default=Value(1))
        best = fitting.annotate(rank=rank).order_by("rank", "name_key", "pk")[:limit]
        return Found(total, [_result(person, words) for person in best])
    near = alike(words, dict(_candidates(people(reach), words).values_list("pk", "name_key")[:COMPARED]))
    close = people(reach).filter(pk__in=near.keys[:limit])
    return Found(len(near.keys), [_result(person, near.words) for person in close], alike=True)


def _candidates(rows: "QuerySet[Person]", words: Sequence[str]) -> "QuerySet[Person]":
    """Keep the names in which the first or the last two letters of a typed word stand: the others cannot be near."""
    fits = Q()
    for word in words:
        fits |= Q(name_key__contains=word[:2].upper()) | Q(name_key__contains=word[-2:].upper())
    return rows.filter(fits)


def _result(person: Person, marks: Sequence[str]) -> Result:
    facts = (person.position, person.unit.name if person.unit else "")
    return Result(
        url=reverse("person", args=[person.pk]),
        title=marked(person.name, marks),
        facts=tuple(Marked(fact) for fact in facts if fact),
        state=person.get_kind_display(),
    )
