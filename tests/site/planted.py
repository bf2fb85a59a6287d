"""Kota Malang with one of everything, each carrying a word that stands nowhere else and that nobody else may learn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import NOW, PASSWORD, reach_for
from tests.monitoring.conftest import as_csv, post
from tests.site.planted_matters import (
    CITY,
    CONFLICT,
    OF_THE_EXAMINATION,
    OF_THE_PACKAGE,
    OF_THE_PROCEDURE,
    SIGNED,
    Matters,
    People,
    make_matters,
)

from wasit.cases import actions as cases
from wasit.cases.models import Case, Invitation
from wasit.cases.opening import Opening, OpeningAct, OpeningEvidence, OpeningPerson, OpeningReporter
from wasit.monitoring import actions as monitoring
from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.office import actions as office
from wasit.office import notices, vault
from wasit.office.models import Agency, Membership, Officer, Role
from wasit.reconciliation.models import Entry, Match, SourceList
from wasit.rosters import actions as rosters
from wasit.rosters.models import ImportRun, Person, Posting, Unit
from wasit.text import Words

EARLY = datetime(2024, 1, 1, tzinfo=UTC)
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
SECRETS = (
    OF_THE_ROSTER | OF_THE_CASE | OF_THE_PROCEDURE | OF_THE_PACKAGE | OF_THE_EXAMINATION
    | {"reporter": REPORTER, "conflict": CONFLICT}
)  # fmt: skip

AGENCIES = {
    "city": ("bawaslu-malang", "bawaslu", "Bawaslu Kota Malang", CITY),
    "other_city": ("bawaslu-bima", "bawaslu", "Bawaslu Kota Bima", "52.72"),
    "province": ("bawaslu-jatim", "bawaslu", "Bawaslu Jawa Timur", "35"),
    "government": ("pemkot-malang", "government", "Pemerintah Kota Malang", CITY),
    "other_government": ("pemkot-bima", "government", "Pemerintah Kota Bima", "52.72"),
}
CAST = {
    "member": ("Sekar Anggraini", "city", Role.OFFICER),
    "colleague": ("Bagas Jayantara", "city", Role.OFFICER),
    "division_head": ("Lintang Prabaswari", "city", Role.DIVISION_HEAD),
    "chair": ("Hasanah Widuri", "city", Role.CHAIR),
    "administrator": ("Damar Sentosa", "city", Role.ADMINISTRATOR),
    "supervisor": ("Kirana Sasmaya", "province", Role.PROVINCIAL_SUPERVISOR),
    "stranger": ("Ranu Wiguna", "other_city", Role.OFFICER),
    "appointing": ("Wisnu Adipraja", "government", Role.APPOINTING_OFFICE),
    "operator": ("Puspa Wardhani", "government", Role.UNIT_OPERATOR),
    "neighbour": ("Dae Mangge", "other_government", Role.APPOINTING_OFFICE),
    "former": ("Galih Wirayuda", "city", Role.OFFICER),
    # Also a head of division: a conflict of interest must hold against the widest reach of the office.
    "recused": ("Satria Adinata", "city", Role.DIVISION_HEAD),
}

_CALL = f"Pagi! Saya mengajak semua dukung paslon nomor 2, yuk menangkan nomor 2, {SECRETS['post']}. Tolong bagikan"
_PAGE = (
    f"<html><head><title>{SECRETS['clipping']}: Bawaslu Ingatkan Netralitas ASN Kota Malang</title></head><body><p>"
    "Bawaslu Kota Malang mengingatkan netralitas ASN pada Pilkada 2024 lewat surat edaran kepada seluruh OPD.</p>"
    "</body></html>"
).encode()


@dataclass(frozen=True)
class Place:
    """The planted things, and how to ask for each of them."""

    agencies: Mapping[str, Agency]
    cast: Mapping[str, Officer]
    case: Case
    person: Person
    unit: Unit
    run: ImportRun
    hit: Hit
    other: Hit
    clipping: Capture
    delivery: Delivery
    matters: Matters

    @property
    def agency(self) -> Agency:
        """Bawaslu Kota Malang."""
        return self.agencies["city"]

    @property
    def handler(self) -> Officer:
        """The colleague."""
        return self.cast["colleague"]

    def address(self, name: str, method: str = "GET") -> str:
        """Return the address of a route, with the keys of this place; what is written may lie elsewhere than what is read."""
        keys = self._keys_to_write if method == "POST" else self._keys_to_read
        kind = {"case": (self.case.pk,), "hit": (self.hit.pk,), "letter": (self.matters.letter.pk,)}
        asked = Invitation.objects.filter(case=self.matters.handed).values_list("pk", flat=True)
        query = f"?untuk=undangan-{asked[0]}" if name in {"case_letter", "case_letter_draft"} else ""
        return reverse(name, args=keys.get(name, kind.get(name.split("_")[0], ()))) + query

    @cached_property
    def _keys_to_read(self) -> dict[str, tuple[Any, ...]]:
        return self._keys() | self._keys_of_matters()

    def _keys(self) -> dict[str, tuple[Any, ...]]:
        held = Membership.objects.get(officer=self.handler)
        return {
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
            "role_end": (self.handler.pk, held.pk),
            "mfa_edit_webauthn": (1,),
            "mfa_remove_webauthn": (1,),
            "account_reset_password_from_key": ("1", "tidak-ada"),
            "calendar_feed": ("tidak-ada",),
        }

    def _keys_of_matters(self) -> dict[str, tuple[Any, ...]]:
        heard, handed, letter = self.matters.heard, self.matters.handed, self.matters.letter
        first, second = heard.parties.filter(role="reported").order_by("pk")
        answered = handed.parties.filter(role="reported").order_by("pk")[0]
        invited = Invitation.objects.get(case=handed)
        bkn = self.matters.of("bkn").pk
        step = {name: (one.pk,) for name, one in self.matters.recommendations.items()}
        keys: dict[str, tuple[Any, ...]] = {
            "case_invite": (heard.pk,),
            "case_statement": (handed.pk, invited.pk),
            "case_offer": (heard.pk, second.pk),
            "case_reply": (handed.pk, answered.pk),
            "case_reply_file": (handed.pk, answered.pk),
            "case_warning": (heard.pk,),
            "case_print": (handed.pk,),
            "case_plenary": (handed.pk,),
            "case_conflicts": (handed.pk,),
            "case_conflict_lift": (handed.pk, self.matters.block.pk),
            "case_expunge": (self.matters.ended.pk,),
            "case_untie": (heard.pk, self.matters.tie.pk),
            "case_links": (handed.pk,),
            "case_letters": (handed.pk,),
            "case_letter": (handed.pk, "summons"),
            "case_letter_draft": (handed.pk, "summons"),
            "letters": (),
            "letter_pdf": (letter.pk, 1),
            "letter_templates": (),
            "letter_template": ("status_notice",),
            "letter_template_reset": ("status_notice",),
            "letterhead": (),
            "check_code": (letter.marked_copies.get().code,),
            "recommendation": step["contested"],
            "recommendation_evidence": (*step["decided"], self.matters.of("decided").package["evidence"][0]["sha256"]),
            "recommendation_move": (*step["sent"], "receive"),
            "recommendation_letter": (*step["sent"], "letter_1"),
            "recommendation_redirect": step["bkn"],
            "recommendation_contest": step["delivered"],
            "recommendation_summons": step["summoned"],
            "recommendation_received": step["summoned"],
            "recommendation_verdict": step["contested"],
            "record": (self.person.pk,),
        }
        keys |= {f"case_{name}": (handed.pk, bkn) for name in ("package", "send", "send_draft")}
        keys |= {f"recommendation_{name}": step["examined"] for name in ("missed", "team", "minutes", "decision")}
        keys |= {
            f"recommendation_{name}": step["decided"] for name in ("owner", "handover", "paper", "signed", "record")
        }
        return keys | self._keys_of_lists()

    def _keys_of_lists(self) -> dict[str, tuple[Any, ...]]:
        made = self.matters.comparison.pk
        names = ("comparison", "comparison_xlsx", "comparison_upload", "comparison_own", "comparison_confirm_clear")
        entry = Entry.objects.get(source_list__side="bkn")
        return dict.fromkeys(names, (made,)) | {
            "comparison_columns": (made, SourceList.objects.get(side="government").pk),
            "comparison_match": (made, Match.objects.get(pair="bawaslu-government").pk),
            "comparison_entry": (made, entry.pk),
        }  # fmt: skip

    @cached_property
    def _keys_to_write(self) -> dict[str, tuple[Any, ...]]:
        """Return where a form is sent that has still something to do there."""
        heard = self.matters.heard
        asked = Invitation.objects.get(case=heard)
        keys: dict[str, tuple[Any, ...]] = {
            f"case_{name}": (heard.pk, asked.pk) for name in ("statement", "absence", "uninvite")
        }
        return (
            self._keys_to_read
            | keys
            | {"case_reply": (heard.pk, asked.party_id), "case_plenary": (self.matters.voting.pk,)}
        )

    def filled_in(self, name: str) -> dict[str, Any]:
        """Return what a well filled form of a route sends; nothing for a mere button."""
        sent = self._sent() | self._sent_in_cases() | self._sent_across()
        return sent.get(name, {})

    def _sent(self) -> dict[str, dict[str, Any]]:
        return {
            "language": {"language": "en", "next": "/"},
            "staff_new": {
                "name": "Galih Rekaan", "email": "galih.rekaan@wasit.example", "agency": self.agency.pk, "role": "officer",
            },
            "staff_one": {"agency": self.agency.pk, "role": "chair"},
            "roster_import": {"wilayah": CITY, "berkas": SimpleUploadedFile("baru.csv", b"Nama,NIP\nTari Rekaan,\n")},
            "hit_confirm": {"person": self.person.person_id, "origin": "finding"},
            "hit_dismiss": {"reason": "news"},
            "hit_postpone": {"days": "1"},
            "hit_merge": {"lain": self.other.pk},
            "deliveries": {"how": "paste", "region": CITY, "text": "Hujan deras sejak pagi di pasar."},
            "screen_again": {"region": CITY},
            "comparisons": {"wilayah": CITY, "dari": "1-8-2024", "sampai": "1-9-2024"},
            "comparison_upload": {"sisi": "bkn", "berkas": SimpleUploadedFile("b.csv", b"Nama,NIP\nTari Rekaan,\n")},
            "comparison_columns": {"kolom-0": "name", "kolom-1": "nip", "baris": "1"},
            "comparison_match": {"keputusan": "sama"},
            "comparison_entry": {"dengan": str(Entry.objects.get(source_list__side="bawaslu").pk)},
            "letter_sign": {"signed": SimpleUploadedFile("surat.pdf", SIGNED)},
            "letter_cancel": {"reason": "salah tanggal"},
            "letter_template": {"subject": "Kabar", "body": "Perkara {register_number} {status}.", "handling": "Biasa"},
            "letterhead": {"lines": "BAWASLU\nKOTA REKAAN", "paper": "F4", "place": "Rekaan"},
            "number_pattern": {"deret": "kajian", "pola": "{number}-{year}"},
            "check": {"file": SimpleUploadedFile("surat.pdf", SIGNED)},
        }  # fmt: skip

    def _sent_in_cases(self) -> dict[str, dict[str, Any]]:
        heard, voting = self.matters.heard, self.matters.voting
        person = heard.parties.filter(role="reported").order_by("-pk")[0]
        votes = {
            key: value
            for one in (self.cast[name].pk for name in ("chair", "division_head", "recused"))
            for key, value in {f"choice_{one}": "proven", f"outcomes_{one}": "ethics_discipline"}.items()
        }
        letter = {"position": "Ketua", "signer": "Rekaan", "place": "Malang", "paper": "A4", "name": "Rekaan"}
        return {
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
            "case_invite": {"party": person.pk, "place": "Kantor", **_typed("sent_at", 28), **_typed("held_at", 29)},
            "case_statement": {"statement": "rekaan", **_typed("heard_at", 28)},
            "case_offer": _typed("offered_at", 28),
            "case_reply": {"text": "jawaban rekaan"},
            "case_warning": {"party": person.pk, "kind": "circular", "what": "rekaan", **_typed("on", 2)},
            "case_plenary": {"place": "Kantor", "considerations": "rekaan", **_typed("held_at", 28), **votes},
            # Declared for oneself by a member, ordered by the chair; a colleague may not choose somebody else.
            "case_conflicts": {"whose": self.cast["member"].pk, "reason": "rekaan"},
            "case_conflict_lift": {"reason": "rekaan"},
            "case_expunge": {"reason": "rekaan"},
            "case_ties": {"other": voting.pk, "how": "related", "reason": "rekaan", "q": "lapangan"},
            "case_untie": {"reason": "rekaan"},
            "case_transfer": {"agency": self.agencies["province"].pk, "reason": "rekaan"},
            "case_package": {"conclusion": "rekaan"},
            **dict.fromkeys(("case_letter", "case_letter_draft", "case_send", "case_send_draft"), letter),
        }  # fmt: skip

    def _sent_across(self) -> dict[str, dict[str, Any]]:
        decision = {
            "result": "proven",
            "sanction_id": "turun-jabatan",
            "number": "800/7",
            "signer_position": "Wali Kota",
        }
        sent: dict[str, dict[str, Any]] = {
            "redirect": {"name": "Gubernur", "reason": "rekaan"},
            "owner": {"owner": self.handler.pk},
            "summons": {"place": "BKPSDM", **_typed("examination_at", 28, "november")},
            "received": _typed("received_at", 28),
            "team": {"element": "personnel", "name": "Rekaan"},
            "minutes": {"place": "BKPSDM", "minutes": "rekaan", **_typed("held_at", 28)},
            "decision": {"considerations": "rekaan", **decision, **_typed("decided_at", 28)},
            "handover": _typed("notified_at", 28),
            "paper": {"berkas": SimpleUploadedFile("sk.pdf", SIGNED)},
            "contest": {"note": "rekaan", **_typed("notified_at", 28)},
            "verdict": {"move": "uphold", "note": "rekaan"},
        }
        return {f"recommendation_{name}": fields for name, fields in sent.items()}


def _typed(field: str, day: int, month: str = "oktober") -> dict[str, str]:
    return {f"{field}_day": str(day), f"{field}_month": month, f"{field}_year": "2024", f"{field}_time": "09.00"}


def plant(folder: Path) -> Place:
    """Make everybody, and everything in Kota Malang as its officer."""
    agencies = {name: _agency(*row) for name, row in AGENCIES.items()}
    cast = {who: _officer(name, agencies[where], role) for who, (name, where, role) in CAST.items()}
    office.end_role(Membership.objects.get(officer=cast["former"]), actor=None, now=NOW)
    officer, now = cast["member"], NOW
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
    matters = make_matters(People.of(cast), _reported(person), case, now)
    notices.notify(
        officer, key="rekaan", words=Words(id=case.title, en=case.title), url=case.get_absolute_url(), now=now
    )
    delivery = _delivered(_posts(), f"{SECRETS['delivery']}.csv", folder, officer, now)
    _delivered(_PAGE, "berita.html", folder, officer, now)
    first, second = Hit.objects.order_by("pk")
    return Place(
        agencies=agencies, cast=cast, case=case, person=person, unit=unit, run=run, hit=first, other=second,
        clipping=Capture.objects.get(kind="page"), delivery=delivery, matters=matters,
    )  # fmt: skip


def _agency(code: str, kind: str, name: str, region_code: str) -> Agency:
    return office.make_agency(
        code=code, kind=kind, name=name, short_name=name, region_code=region_code, actor=None, now=EARLY
    )


def _officer(name: str, agency: Agency, role: Role) -> Officer:
    email = f"{name.lower().replace(' ', '.')}@wasit.example"
    officer = office.make_officer(email=email, name=name, password=PASSWORD, actor=None, now=EARLY)
    unit = f"{CITY}/disdik" if role == Role.UNIT_OPERATOR else ""
    office.give_role(officer, agency, role, actor=None, now=EARLY, unit_code=unit)
    return officer


def _reported(person: Person) -> OpeningPerson:
    return OpeningPerson(
        role="reported", name=person.name, kind="pns", nip=SECRETS["NIP"], unit_name=SECRETS["unit"],
        unit_code=f"{CITY}/dinas-wr", person_id=person.pk,
    )  # fmt: skip


def _case(person: Person, officer: Officer, at: datetime) -> Case:
    kept = vault.keep(b"bukti rekaan", media_type="text/plain", now=at)
    evidence = OpeningEvidence(
        sha256=kept.sha256, name=f"{SECRETS['evidence']}.txt", media_type="text/plain", sealed_at=kept.sealed_at
    )
    day = at - timedelta(days=1)
    opening = Opening(
        origin="report", region_code=CITY, title=SECRETS["title"], act_at=day, known_at=day, place=SECRETS["place"],
        summary=SECRETS["summary"], people=(_reported(person),),
        acts=(OpeningAct(violation_id="disiplin-kampanye-medsos", at=day),), evidence=(evidence,),
        reporter=OpeningReporter(name=REPORTER, address="Jalan Rekaan 7"),
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
