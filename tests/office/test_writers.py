"""Many writers at once: the journal stays one chain and numbers have neither gaps nor doubles."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from tests.cast import NOW

from wasit.office import journal, numbers, vault
from wasit.office.models import Agency, NumberSeries, StoredFile

WRITERS = 50
EACH = 2
SERIES = ("register", "letter")


@pytest.fixture
def agency() -> Agency:
    return Agency.objects.create(code="x", kind="bawaslu", name="X", short_name="X", region_code="35.73")


@pytest.mark.django_db(transaction=True)
def test_fifty_writers_at_once(agency: Agency) -> None:
    """All set off together, on two series in turn; every seventh act fails and gives its number back."""
    together = threading.Barrier(WRITERS)

    def take(place: int) -> list[tuple[str, int]]:
        kept = []
        try:
            together.wait(timeout=60)
            for turn in range(EACH):
                series = SERIES[(place + turn) % 2]
                try:
                    with transaction.atomic():
                        journal.record(
                            verb="office.signed_in",
                            actor=None,
                            agency=agency,
                            region_code="35.73",
                            subject="s",
                            now=NOW,
                        )
                        number = numbers.take(agency, series, NOW)
                        if (place * EACH + turn) % 7 == 6:
                            raise ZeroDivisionError
                except ZeroDivisionError:
                    continue
                kept.append((series, number))
        finally:
            connection.close()
        return kept

    with ThreadPoolExecutor(WRITERS) as pool:
        taken = [one for kept in pool.map(take, range(WRITERS)) for one in kept]
    assert len(taken) == WRITERS * EACH - WRITERS * EACH // 7
    for series in SERIES:
        numbers_of = sorted(number for name, number in taken if name == series)
        assert numbers_of == list(range(1, len(numbers_of) + 1))
        assert NumberSeries.objects.get(agency=agency, series=series).last == len(numbers_of)
    report = journal.verify()
    assert report.ok
    assert report.entries == len(taken)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_number_is_given_again(agency: Agency) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert numbers.take(agency, "register", NOW) == 1
        raise ZeroDivisionError
    with transaction.atomic():
        assert numbers.take(agency, "register", NOW) == 1
    assert NumberSeries.objects.get().last == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_a_transaction_is_refused(agency: Agency) -> None:
    with pytest.raises(RuntimeError):
        numbers.take(agency, "register", NOW)


def test_series_and_agencies_count_apart(city: Agency, other_city: Agency) -> None:
    assert [numbers.take(city, "register", NOW), numbers.take(city, "letter", NOW)] == [1, 1]
    assert [numbers.take(other_city, "register", NOW), numbers.take(city, "register", NOW)] == [1, 2]


def test_vault_keeps_once_and_notices_damage(db: None, settings: pytest.FixtureRequest) -> None:
    first = vault.keep(b"bukti", media_type="text/plain", now=NOW)
    again = vault.keep(b"bukti", media_type="text/html", now=NOW)
    assert first.pk == again.pk
    assert StoredFile.objects.count() == 1
    assert vault.intact(first.sha256)
    with vault.open_file(first.sha256) as source:
        assert source.read() == b"bukti"
    path = vault._path(first.sha256)
    path.write_bytes(b"bukte")
    assert not vault.intact(first.sha256)
    path.unlink()
    assert not vault.intact(first.sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "g" * 64, "A" * 64])
def test_vault_opens_nothing_that_is_no_hash(db: None, name: str) -> None:
    assert not vault.intact(name)
