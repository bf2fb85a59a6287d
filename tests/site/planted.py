"""Kota Malang with one of everything, each carrying a word that stands nowhere else and that nobody else may learn."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import reach_for
from tests.monitoring.conftest import as_csv, post

from wasit.cases import actions as cases
from wasit.cases.models import Case
from wasit.cases.opening import Opening, OpeningAct, OpeningEvidence, OpeningPerson, OpeningReporter
from wasit.monitoring import actions as monitoring
from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.office import notices, vault
from wasit.office.models import Agency, Membership, Officer
from wasit.rosters import actions as rosters
from wasit.rosters.models import ImportRun, Person, Posting, Unit
from wasit.text import Words

CITY = "35.73"

OF_THE_ROSTER = {
    "person": "Zarwendra Qushtamala",
    "NIP": "198801012010011987",
    "NIP in groups": "19880101 201001 1 987",
    "unit": "Dinas Wrantasnitya",
    "account": "zarwendraq.rekaan",
    "roster file": "daftar-qimbronasa",
}
OF_THE_CASE = {
    "title": "Dugaan qibratanu",
    "summary": "uraian qisfalandu",
    "place": "Lapangan qontramadi",
    "evidence": "lampiran-qestobari",
    "note": "catatan qarmunelo",
    "post": "semangat qulandoraya",
    "link": "q-warung-7731",
    "delivery": "kiriman-qasbindoro",
    "clipping": "Qerstamandi",
}
REPORTER = "Melgwintara Qosandi"
SECRETS = OF_THE_ROSTER | OF_THE_CASE | {"reporter": REPORTER}

_CALL = f"Pagi! Saya mengajak semua dukung paslon nomor 2, yuk menangkan nomor 2, {SECRETS['post']}. Tolong bagikan"
_PAGE = (
    f"<html><head><title>{SECRETS['clipping']}: Bawaslu Ingatkan Netralitas ASN Kota Malang</title></head><body><p>"
    "Bawaslu Kota Malang mengingatkan netralitas ASN pada Pilkada 2024 lewat surat edaran kepada seluruh OPD.</p>"
    "</body></html>"
).encode()


@dataclass(frozen=True)
class Place:
    """The planted things, and how to ask for each of them."""

    agency: Agency
    handler: Officer
    held: Membership
    case: Case
    person: Person
    unit: Unit
    run: ImportRun
    hit: Hit
    other: Hit
    clipping: Capture
    delivery: Delivery

    def address(self, name: str) -> str:
        """Return the address of a route, with the keys of this place."""
        keys: dict[str, tuple[Any, ...]] = {
            "person": (self.person.pk,),
            "unit": (self.unit.code,),
            "roster_import_run": (self.run.pk,),
            "case_new": (),
            "case_move": (self.case.pk, "ask_completion"),
            "case_evidence_file": (self.case.pk, self.case.evidence.get().pk),
            "hit_compare": (self.hit.pk, self.other.pk),
            "delivery": (self.delivery.pk,),
            "delivery_resume": (self.delivery.pk,),
            "delivery_pause": (self.delivery.pk,),
            "clipping": (self.clipping.pk,),
            "capture": (self.hit.capture_id,),
            "capture_original": (self.hit.capture_id,),
            "staff_one": (self.handler.pk,),
            "staff_link": (self.handler.pk,),
            "factor_forget": (self.handler.pk,),
            "role_end": (self.handler.pk, self.held.pk),
            "mfa_edit_webauthn": (1,),
            "mfa_remove_webauthn": (1,),
            "account_reset_password_from_key": ("1", "tidak-ada"),
        }
        kind = {"case": (self.case.pk,), "hit": (self.hit.pk,)}.get(name.split("_")[0], ())
        return reverse(name, args=keys.get(name, kind))

    def filled_in(self, name: str) -> dict[str, Any]:
        """Return what a well filled form of a route sends; nothing for a mere button."""
        sent: dict[str, dict[str, Any]] = {
            "language": {"language": "en", "next": "/"},
            "staff_new": {
                "name": "Galih Rekaan", "email": "galih.rekaan@wasit.example", "agency": self.agency.pk, "role": "officer",
            },
            "staff_one": {"agency": self.agency.pk, "role": "chair"},
            "roster_import": {"wilayah": CITY, "berkas": SimpleUploadedFile("baru.csv", b"Nama,NIP\nTari Rekaan,\n")},
            "case_new": {
                "origin": "finding", "election_id": "pilkada-2024", "agency": self.agency.pk, "title": "Dugaan lain",
                "place": "Balai", **_typed("act_at", 27), **_typed("known_at", 27),
            },
            "case_move": {"missing_requirements": "evidence", **_typed("notified_at", 28)},
            "case_requirements": {"syarat-evidence": "ya"},
            "case_party": {"role": "witness", "name": "Saksi Rekaan"},
            "case_act": {"violation_id": "disiplin-spanduk", **_typed("at", 27)},
            "case_evidence": {"uploads": SimpleUploadedFile("foto.txt", b"foto rekaan")},
            "case_remark": {"text": "dicatat"},
            "case_study": {"text": "kajian rekaan"},
            "case_handler": {"handler": self.handler.pk},
            "case_identity": {"reason": "pemeriksaan rekaan"},
            "hit_confirm": {"person": self.person.person_id, "origin": "finding"},
            "hit_dismiss": {"reason": "news"},
            "hit_postpone": {"days": "1"},
            "hit_merge": {"lain": self.other.pk},
            "deliveries": {"how": "paste", "region": CITY, "text": "Hujan deras sejak pagi di pasar."},
            "screen_again": {"region": CITY},
        }  # fmt: skip
        return sent.get(name, {})


def _typed(field: str, day: int) -> dict[str, str]:
    return {f"{field}_day": str(day), f"{field}_month": "oktober", f"{field}_year": "2024", f"{field}_time": "09.00"}


def plant(agency: Agency, officer: Officer, handler: Officer, now: datetime, folder: Path) -> Place:
    """Make everything in Kota Malang, as its officer."""
    unit = Unit.objects.create(code=f"{CITY}/dinas-wr", name=SECRETS["unit"], kind="department", region_code=CITY)
    person = Person.objects.create(
        person_id="invented-zq", region_code=CITY, name=SECRETS["person"], name_key=SECRETS["person"].upper(),
        kind="pns", nip=SECRETS["NIP"], position="Analis", unit=unit, handles=[f"instagram:@{SECRETS['account']}"],
        invented=True,
    )  # fmt: skip
    Posting.objects.create(person=person, unit=unit, position="Analis", since=date(2023, 3, 1))
    run = rosters.hand_in(
        b"Nama,NIP\nTari Anggarawati,\n", name=f"{SECRETS['roster file']}.csv", region_code=CITY, actor=officer,
        reach=reach_for(officer, "rosters.import"), now=now,
    )  # fmt: skip
    case = _case(person, officer, now - timedelta(hours=3))
    notices.notify(
        officer, key="rekaan", words=Words(id=case.title, en=case.title), url=case.get_absolute_url(), now=now
    )
    delivery = _delivered(_posts(), f"{SECRETS['delivery']}.csv", folder, officer, now)
    _delivered(_PAGE, "berita.html", folder, officer, now)
    first, second = Hit.objects.order_by("pk")
    return Place(
        agency=agency, handler=handler, held=Membership.objects.get(officer=handler), case=case, person=person, unit=unit, run=run, hit=first, other=second,
        clipping=Capture.objects.get(kind="page"), delivery=delivery,
    )  # fmt: skip


def _case(person: Person, officer: Officer, at: datetime) -> Case:
    kept = vault.keep(b"bukti rekaan", media_type="text/plain", now=at)
    evidence = OpeningEvidence(
        sha256=kept.sha256, name=f"{SECRETS['evidence']}.txt", media_type="text/plain", sealed_at=kept.sealed_at
    )
    reported = OpeningPerson(
        role="reported", name=person.name, kind="pns", nip=SECRETS["NIP"], unit_name=SECRETS["unit"],
        unit_code=f"{CITY}/dinas-wr", person_id=person.pk,
    )  # fmt: skip
    day = at - timedelta(days=1)
    opening = Opening(
        origin="report", region_code=CITY, title=SECRETS["title"], act_at=day, known_at=day, place=SECRETS["place"],
        summary=SECRETS["summary"], people=(reported,), acts=(OpeningAct(violation_id="disiplin-kampanye-medsos", at=day),),
        evidence=(evidence,), reporter=OpeningReporter(name=REPORTER, address="Jalan Rekaan 7"),
    )  # fmt: skip
    case = cases.open_case(opening, officer=officer, reach=reach_for(officer, "cases.open"), now=at)
    reach = reach_for(officer, "cases.handle")
    cases.add_note(case, SECRETS["note"], kind="remark", officer=officer, reach=reach, now=at)
    return case


def _posts() -> bytes:
    whose = {"platform": "instagram", "author_handle": f"@{SECRETS['account']}", "author_name": SECRETS["person"]}
    calls = (_CALL, f"Beda: mari dukung paslon nomor 2 dan menangkan nomor 2 bersama, {SECRETS['post']}")
    link = f"https://instagram.example/{SECRETS['link']}"
    return as_csv([*(post(n, text, url=f"{link}/{n}", **whose) for n, text in enumerate(calls)), post(9)])


def _delivered(data: bytes, name: str, folder: Path, officer: Officer, now: datetime) -> Delivery:
    path = folder / name
    path.write_bytes(data)
    reach = reach_for(officer, "monitoring.deliver")
    return monitoring.deliver(path, how="file", region_code=CITY, officer=officer, reach=reach, now=now, name=name)
