"""Looks for cases: by number in each of its forms, by title and place, by the names of the persons in them."""

from collections.abc import Sequence

from django.db.models import Case as Choice
from django.db.models import Exists, OuterRef, Q, QuerySet, Value, When

from wasit.cases.models import Case, Origin, Party
from wasit.cases.queries import cases_visible_to
from wasit.insights.search.found import Found, Result
from wasit.insights.search.likeness import Alike, alike, marked
from wasit.insights.search.typed import FileNumber, Typed
from wasit.office.blocks import unblocked
from wasit.office.reach import Reach
from wasit.rulebook import workflow

COMPARED = 5000
_NOTHING = Q(pk__in=())


def find(reach: Reach, typed: Typed, limit: int) -> Found:
    """Find cases, best first: by number, by the reported person, by the rest; what is only near where nothing fits."""
    rows = unblocked(reach, cases_visible_to(reach), "case")
    numbered, reporting, mentioned = _numbered(typed), _NOTHING, _NOTHING
    if typed.words:
        reporting, mentioned = Q(), Q()
        for word in typed.typed_words:
            reporting &= _reports(word)
            mentioned &= _mentions(word)
    fitting = rows.filter(numbered | mentioned)
    total = fitting.count()
    if total:
        rank = Choice(When(numbered, then=Value(0)), When(reporting, then=Value(1)), default=Value(2))
        best = fitting.annotate(rank=rank).order_by("rank", "-opened_at", "-pk")[:limit]
        return Found(total, [_result(case, _marks(typed)) for case in best.prefetch_related("parties")])
    near = _near(rows, typed.words)
    close = rows.filter(pk__in=near.keys[:limit]).prefetch_related("parties")
    return Found(len(near.keys), [_result(case, near.words) for case in close], alike=True)


def _numbered(typed: Typed) -> Q:
    """Return what fits a number: "PK-2024-0012" the office's own, "TM 012" the register's, "12" either."""
    number = typed.number
    if number is None:
        return _NOTHING
    own = Q(number=number.number) & (Q(year=number.year) if number.year else Q())
    if number.series == "PK":
        return own
    return _registered(number) if number.series else own | _registered(number)


def _registered(number: FileNumber) -> Q:
    fits = Q(register_number__startswith=f"{number.number:03d}/") | Q(register_number__startswith=f"{number.number}/")
    if number.series == "LP":
        return fits & Q(origin=Origin.REPORT)
    if number.series == "TM":
        return fits & ~Q(origin=Origin.REPORT)
    return _NOTHING if number.series else fits


def _reports(word: str) -> Q:
    return Q(Exists(Party.objects.filter(case=OuterRef("pk"), role=Party.Role.REPORTED, name__icontains=word)))


def _mentions(word: str) -> Q:
    own = Q(title__icontains=word) | Q(place__icontains=word) | Q(district__icontains=word)
    named = Exists(Party.objects.filter(case=OuterRef("pk"), name__icontains=word))
    return own | Q(register_number__icontains=word) | Q(named)


def _near(rows: "QuerySet[Case]", words: Sequence[str]) -> Alike:
    latest = list(rows.order_by("-opened_at", "-pk").values_list("pk", "title", "place")[:COMPARED])
    texts = {pk: f"{title} {place}" for pk, title, place in latest}
    # By the rows and not by their keys: a statement takes only so many values.
    for pk, name in Party.objects.filter(case__in=rows.order_by()).values_list("case_id", "name"):
        if pk in texts:
            texts[pk] += f" {name}"
    return alike(words, texts)


def _marks(typed: Typed) -> tuple[str, ...]:
    return (*typed.words, f"{typed.number.number:03d}") if typed.number else typed.words


def _result(case: Case, marks: Sequence[str]) -> Result:
    names = [marked(f"{party.get_role_display()} {party.name}", marks) for party in case.parties.all()]
    return Result(
        url=case.get_absolute_url(),
        title=marked(case.title, marks),
        facts=(
            marked(case.short_name, marks),
            marked(case.place, marks),
            *(name for name in names if name.spans),
        ),
        state=workflow(case.regime).state(case.state).words,
    )
