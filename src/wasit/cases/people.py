"""Persons of a case looked up in the roster, as they were on the day of the act."""

from datetime import date

from wasit.cases.forms import frozen_person
from wasit.cases.opening import OpeningPerson
from wasit.office.reach import Reach
from wasit.rosters.models import Person
from wasit.rosters.queries import access_person, people, posting_on

MOST_SHOWN = 12


def roster_matches(reach: Reach, region_code: str, query: str) -> list[Person]:
    """Return people of a region whose name or full NIP fits; nothing without a query."""
    if len(query.strip()) < 2:
        return []
    return list(people(reach, region_code, search=query)[:MOST_SHOWN])


def chosen_person(reach: Reach, chosen: str, role: str, day: date) -> OpeningPerson | None:
    """Return a frozen copy of the chosen person with position and unit of `day`, None where none was chosen."""
    if not chosen.isdecimal() or len(chosen) > 18:
        return None
    try:
        person = access_person(reach, int(chosen))
    except Person.DoesNotExist:
        return None
    posting = posting_on(reach, person, day)
    if posting is None:
        return frozen_person(person, role)
    unit = (posting.unit.name, posting.unit.code) if posting.unit else None
    return frozen_person(person, role, posting.position, unit)
