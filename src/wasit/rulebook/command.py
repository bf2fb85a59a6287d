"""The commands of the rulebook: `wasit clock` reckons a deadline, `wasit rules` checks and lists the editions."""

import json
from datetime import date, datetime

from wasit.rulebook.catalogue import citation
from wasit.rulebook.check import check_all, editions
from wasit.rulebook.glossary import term
from wasit.rulebook.reckoning import Reckoning, reckon
from wasit.text import CallParser, Problem, Words, reader_language, whole_number
from wasit.text.regions import ZONE_SHORT

_MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}
_DAYS = {
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}


def clock(argv: list[str]) -> int:
    """Reckon one clock and print a card, or with --json one object; raise Problem for wrong input."""
    language = reader_language()
    parser = CallParser(prog="wasit clock")
    parser.add_argument("clock", metavar="ID")
    parser.add_argument("--start", required=True, metavar="TIME")
    parser.add_argument("--zone", default="Asia/Jakarta")
    parser.add_argument("--extended", action="store_true")
    parser.add_argument("--length", type=whole_number(1, 100_000), metavar="N")
    parser.add_argument("--json", action="store_true", dest="as_json")
    call = parser.parse_args(argv)
    found = reckon(call.clock, _time(call.start), call.zone, extended=call.extended, length=call.length)
    print(json.dumps(_as_json(found, language), ensure_ascii=False) if call.as_json else _card(found, language))
    return 0


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Problem(
            Words(
                id=f'--start "{text}" bukan waktu yang ada. Tulis seperti 2024-10-22T09:00+07:00.',
                en=f'--start "{text}" is not a time. Write it like 2024-10-22T09:00+07:00.',
            )
        ) from error


def _as_json(found: Reckoning, language: str) -> dict[str, object]:
    return {
        "clock": found.clock.id,
        "edition": found.edition,
        "start": found.start.isoformat(),
        "zone": found.zone,
        "unit": found.unit,
        "length": found.length,
        "due": found.due.isoformat() if found.due else None,
        "skipped": [{"date": day.date.isoformat(), "reason": day.reason.in_(language)} for day in found.skipped],
        "basis": found.clock.basis,
        "confidence": found.confidence.value,
        "extended": found.extended,
        "warnings": [warning.in_(language) for warning in found.warnings],
    }


_LABELS = {
    "start": Words(id="Mulai", en="Start"),
    "length": Words(id="Lama", en="Length"),
    "due": Words(id="Tenggat", en="Due"),
    "none": Words(id="tidak ada lama yang ditetapkan", en="no length is fixed"),
    "proposal": Words(id="usul untuk setelan kantor", en="proposed as a setting of the office"),
    "hours": Words(id="Jam", en="Hours"),
    "mon_thu": Words(id="Senin–Kamis", en="Monday–Thursday"),
    "fri": Words(id="Jumat", en="Friday"),
    "skipped": Words(id="Dilewati", en="Passed over"),
    "expiry": Words(id="Bila lewat", en="On expiry"),
    "basis": Words(id="Dasar", en="Basis"),
    "confidence": Words(id="Kepastian", en="Confidence"),
    "warning": Words(id="Perhatikan", en="Mind"),
    "extended": Words(id="dengan perpanjangan", en="with extension"),
}


def _card(found: Reckoning, language: str) -> str:
    rule = found.clock
    rows = [("start", _moment(found.start, found.zone, language)), ("length", _length(found, language))]
    if found.due:
        rows.append(("due", _moment(found.due, found.zone, language)))
    if rule.hours:
        opening = f"{_say('mon_thu', language)} {rule.hours.mon_thu}, {_say('fri', language)} {rule.hours.fri}"
        rows.append(("hours", f"{opening}; {rule.hours.special.in_(language)}"))
    rows += [("skipped", f"{_day(day.date, language)} ({day.reason.in_(language)})") for day in found.skipped]
    if rule.on_expiry:
        rows.append(("expiry", rule.on_expiry.in_(language)))
    rows.append(("basis", f"{citation(rule.basis).in_(language) if rule.basis else '–'} [{found.edition}]"))
    note = f" ({rule.confidence_note.in_(language)})" if rule.confidence_note else ""
    rows.append(("confidence", term(found.confidence.value).in_(language) + note))
    rows += [("warning", warning.in_(language)) for warning in found.warnings]
    head = f"{rule.id}: {rule.trigger.in_(language)} → {rule.action.in_(language)}"
    return "\n".join([head, *_aligned([(_say(key, language), text) for key, text in rows])])


def _aligned(rows: list[tuple[str, str]]) -> list[str]:
    width = max(len(label) for label, _ in rows)
    labels = ["" if index and rows[index - 1][0] == label else label for index, (label, _) in enumerate(rows)]
    return [f"  {label:<{width}}  {text}" for label, (_, text) in zip(labels, rows, strict=True)]


def _length(found: Reckoning, language: str) -> str:
    if found.length is None:
        proposal = found.clock.suggested_default
        more = f"; {proposal} {term(found.unit).in_(language)}: {_say('proposal', language)}" if proposal else ""
        return _say("none", language) + more
    extra = f", {_say('extended', language)}" if found.extended else ""
    side = f" {term('before').in_(language)}" if found.clock.direction == "before" else ""
    return f"{found.length} {term(found.unit).in_(language)}{side}{extra}"


def _say(key: str, language: str) -> str:
    return _LABELS[key].in_(language)


def _day(day: date, language: str) -> str:
    weekday, month = _DAYS[language].split()[day.weekday()], _MONTHS[language].split()[day.month - 1]
    return f"{weekday}, {day.day} {month} {day.year}"


def _moment(moment: datetime, zone: str, language: str) -> str:
    return f"{_day(moment.date(), language)}, {moment:%H.%M} {ZONE_SHORT[zone]}"


def rules(argv: list[str]) -> int:
    """Check every edition (1 when something is wrong), or list the editions; raise Problem for a wrong call."""
    parser = CallParser(prog="wasit rules")
    parser.add_argument("what", choices=("check", "list"))
    parser.add_argument("--json", action="store_true", dest="as_json")
    call = parser.parse_args(argv)
    return _check(call.as_json) if call.what == "check" else _list(call.as_json)


def _check(as_json: bool) -> int:
    faults = check_all()
    if as_json:
        print(json.dumps({"ok": not faults, "faults": faults}, ensure_ascii=False))
    elif faults:
        print("\n".join(faults))
    else:
        count = len(editions())
        good = Words(
            id=f"{count} edisi diperiksa: bentuk, rujukan, dan kedua bahasa lengkap.",
            en=f"{count} editions checked: form, references and both languages are complete.",
        )
        print(good.in_(reader_language()))
    return 1 if faults else 0


def _list(as_json: bool) -> int:
    for head in editions():
        if as_json:
            row = {
                "id": head.id,
                "subject": head.subject,
                "valid_from": head.valid_from.isoformat(),
                "basis": head.basis,
                "confidence": head.confidence.value,
            }
            print(json.dumps(row, ensure_ascii=False))
        else:
            sure = term(head.confidence.value).in_(reader_language())
            print(f"{head.subject:<13} {head.id:<22} {head.valid_from.isoformat()}  {sure:<12}  {head.basis or '–'}")
    return 0
