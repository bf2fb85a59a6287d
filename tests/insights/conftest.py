"""What there is to find and to do: reports, people of a roster, posts and pages. All invented."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.cast import NOW, reach_for

from wasit.cases.actions import open_case
from wasit.cases.models import Case, Deadline
from wasit.cases.opening import Opening, OpeningAct, OpeningPerson
from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.office import actions, blocks
from wasit.office.models import Agency, Officer, Role
from wasit.rosters.models import Person, Unit
from wasit.rosters.names import name_key

EARLY = datetime(2024, 1, 1, tzinfo=UTC)


def report(officer: Officer, title: str, opened: datetime, region_code: str = "35.73", **changes: Any) -> Case:
    """Open a report the day after its act; its initial review is due on the third calendar day."""
    act = opened - timedelta(days=1)
    fields: dict[str, Any] = {
        "origin": "report",
        "region_code": region_code,
        "title": title,
        "act_at": act,
        "known_at": act,
        "place": "Balai kota",
        "people": (OpeningPerson(role="reported", name="Orang Rekaan"),),
        "acts": (OpeningAct(violation_id="disiplin-interaksi-akun", at=act),),
    }
    reach = reach_for(officer, "cases.open", opened)
    return open_case(Opening(**{**fields, **changes}), officer=officer, reach=reach, now=opened)


def second_clock(case: Case, due_at: datetime) -> Deadline:
    """Let a second clock run in a case: the completion of a report."""
    row = case.deadlines.get()
    row.pk, row.clock_id, row.due_at = None, "pilkada-perbaikan", due_at
    row.save(force_insert=True)
    return row


def person(name: str, region_code: str = "35.73", **changes: Any) -> Person:
    """Put somebody on the roster of a region."""
    unit, _made = Unit.objects.get_or_create(
        code=f"{region_code}/dinas-rekaan", defaults={"name": "Dinas Rekaan", "region_code": region_code}
    )
    fields = {"kind": "pns", "position": "Analis", "unit": unit, "invented": True} | changes
    count = Person.objects.count()
    return Person.objects.create(
        person_id=f"rekaan-{count}", region_code=region_code, name=name, name_key=name_key(name), **fields
    )


def block(officer: Officer, case: Case, by: Officer) -> None:
    """Close a case to an officer."""
    blocks.set_block(
        officer, case.subject, source="declared", reason="saudara terlapor", by=by, agency=case.agency,
        region_code=case.region_code, now=NOW,
    )  # fmt: skip


@pytest.fixture
def captured(city: Agency, officer: Officer) -> Callable[..., Capture]:
    """Return a function that takes in a post (or a page) of Kota Malang; `score` makes it a hit."""

    def make(text: str, *, title: str = "", score: float = 0, kind: str = "post", **hit: Any) -> Capture:
        mark = f"{Capture.objects.count():064x}"
        delivery = Delivery.objects.create(
            agency=city, region_code="35.73", officer=officer, how="file", form="posts", file_name="rekaan.csv",
            media_type="text/csv", sha256=mark, size=1, received_at=NOW, moved_at=NOW,
        )  # fmt: skip
        capture = Capture.objects.create(
            delivery=delivery, region_code="35.73", kind=kind, sha256=mark, media_type="text/plain", sealed_at=NOW,
            author_handle="@rekaan.satu" if kind == "post" else "", title=title, text=text, posted_at=NOW,
            reading={"on_topic": True} if kind == "page" else None,
        )  # fmt: skip
        if score:
            fields = {"region_code": "35.73", "found_at": NOW, "score": score, "role": "author"} | hit
            Hit.objects.create(capture=capture, **fields)
        return capture

    return make


@pytest.fixture
def easterner(db: None) -> Officer:
    """An officer of Kota Jayapura, two hours ahead of Jakarta."""
    agency = actions.make_agency(
        code="bawaslu-jayapura", kind="bawaslu", name="Bawaslu Kota Jayapura", short_name="Bawaslu Kota Jayapura",
        region_code="91.71", actor=None, now=EARLY,
    )  # fmt: skip
    made = actions.make_officer(
        email="yosua.rekaan@wasit.example", name="Yosua Rekaan", password=None, actor=None, now=EARLY
    )
    actions.give_role(made, agency, Role.OFFICER, actor=None, now=EARLY)
    return made
