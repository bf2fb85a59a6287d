"""Days, times and numbers as a clerk writes them, in both languages."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from babel.numbers import format_decimal, format_percent

DEFAULT_ZONE = "Asia/Jakarta"
ZONE_LETTERS = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

_LONG = {"id": "EEEE, d MMMM y", "en": "EEEE, d MMMM y"}
_SHORT = {"id": "EEE d MMM", "en": "EEE d MMM"}
_PLAIN = {"id": "d MMM y", "en": "d MMM y"}
_TIME = {"id": "HH.mm", "en": "HH:mm"}


def longday(moment: datetime | date, zone: str, language: str) -> str:
    """Return "Sabtu, 26 Oktober 2024, 23.59 WIB"; a plain date has no time."""
    return _told(moment, _LONG, zone, language, letters=True)


def shortday(moment: datetime | date, zone: str, language: str, *, now: datetime | None = None) -> str:
    """Return "Sab 26 Okt, 23.59"; with the year where `now` is given and lies in another one."""
    local = _local(moment, zone)
    with_year = now is not None and _local(now, zone).year != local.year
    pattern = {key: value + " y" for key, value in _SHORT.items()} if with_year else _SHORT
    return _told(moment, pattern, zone, language, letters=False)


def plainday(moment: datetime | date, zone: str, language: str) -> str:
    """Return "26 Okt 2024"."""
    return _formatted(_local(moment, zone), _PLAIN, language)


def stamp(moment: datetime, zone: str, language: str) -> str:
    """Return "26 Okt 2024, 23.59 WIB"."""
    return f"{plainday(moment, zone, language)}, {clocktime(moment, zone, language)}"


def clocktime(moment: datetime, zone: str, language: str) -> str:
    """Return "23.59 WIB"."""
    return f"{hour(moment, zone, language)} {zone_letters(zone)}"


def hour(moment: datetime, zone: str, language: str) -> str:
    """Return "23.59"."""
    return _formatted(_local(moment, zone), _TIME, language)


_MOST_SAID = 0.99
_ALMOST_SURE = 0.995


def zone_letters(zone: str) -> str:
    """Return WIB, WITA or WIT; another zone is named in full."""
    return ZONE_LETTERS.get(zone, zone)


def hours(span: str, language: str) -> str:
    """Return "08:00-16:00" as "08.00–16.00", in English "08:00–16:00"."""
    joined = span.replace("-", "–")
    return joined.replace(":", ".") if language == "id" else joined


def number(value: float, language: str) -> str:
    """Return "4.087" or, in English, "4,087"; at most two decimals."""
    return str(format_decimal(value, format="#,##0.##", locale=_locale(language)))


def share(value: float, language: str) -> str:
    """Return a share of one with two decimals: "0,71"."""
    return str(format_decimal(value, format="0.00", locale=_locale(language)))


def likelihood(value: float, language: str) -> str:
    """Return a probability as "0,71"; never "1,00" nor "0,00", because no estimate is certain."""
    if value >= _ALMOST_SURE:
        return ">\u00a0" + share(_MOST_SAID, language)
    return "<\u00a0" + share(1 - _MOST_SAID, language) if value < 1 - _ALMOST_SURE else share(value, language)


def percent(value: float, language: str) -> str:
    """Return a share of one as "83,5 %" ("83.5%" in English), cut and not rounded: no 100 before all are there."""
    cut = int(value * 1000 + 1e-9) / 1000
    return str(
        format_percent(cut, format="#,##0.#\u00a0%" if language == "id" else "#,##0.#%", locale=_locale(language))
    )


def short_language(code: str | None) -> str:
    """Return "en" for any English code, else "id"."""
    return "en" if (code or "id").lower().startswith("en") else "id"


def _told(moment: datetime | date, day: dict[str, str], zone: str, language: str, *, letters: bool) -> str:
    if not isinstance(moment, datetime):
        return _formatted(moment, day, language)
    words = f"{_formatted(_local(moment, zone), day, language)}, {hour(moment, zone, language)}"
    return f"{words} {zone_letters(zone)}" if letters else words


def _local(moment: datetime | date, zone: str) -> datetime | date:
    return moment.astimezone(ZoneInfo(zone)) if isinstance(moment, datetime) else moment


def _formatted(moment: datetime | date, patterns: dict[str, str], language: str) -> str:
    return str(format_datetime(_naive(moment), patterns[language], locale=_locale(language)))


def _naive(moment: datetime | date) -> datetime:
    # Babel would move an aware time to UTC; it is already in the reader's zone.
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - a day without a time has no zone


def _locale(language: str) -> str:
    return {"id": "id_ID", "en": "en_US"}[language]
