"""One search over everything: it finds what its reader may see, in every spelling, and betrays nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.cast import NOW, reach_for
from tests.insights.conftest import block, person, report

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.cases.opening import OpeningPerson
from wasit.insights.search.answer import answer
from wasit.insights.search.likeness import alike, excerpt, folded, marked
from wasit.insights.search.typed import FileNumber, read
from wasit.monitoring.models import Capture
from wasit.office.models import JournalEntry, Officer

Browser = Callable[[Officer | None], Client]
OPENED = datetime(2024, 10, 26, 3, tzinfo=UTC)


def found(officer: Officer, text: str, only: str = "") -> dict[str, list[str]]:
    """Return the titles found, by kind."""
    groups = answer(officer, read(text), NOW, only).groups
    return {group.finder.id: [one.title.text for one in group.found.best] for group in groups}


@pytest.fixture
def wirasana(officer: Officer) -> Case:
    """A report about an invented teacher."""
    reported = OpeningPerson(role="reported", name="Raka Wirasana")
    return report(officer, "Dugaan unggahan dukungan", OPENED, place="Kelurahan Rekaan", people=(reported,))


@pytest.fixture
def registered(wirasana: Case) -> Case:
    """The same, with a number in the register: LP 001."""
    Case.objects.filter(pk=wirasana.pk).update(register_number="001/Reg/LP/PB/Kota/35.73/X/2024")
    return Case.objects.get(pk=wirasana.pk)


# ---------- cases ----------


@pytest.mark.parametrize(
    "text",
    ["PK-1", "pk 1", "PK1", "PK-2024-0001", "pk-2024-1", "LP 001", "lp1", "LP-1", "001/Reg", "001/reg/lp",
     "unggahan", "UNGGAHAN dukungan", "kelurahan rekaan", "Wirasana", "raka wir", "wirasana dukungan"],
)  # fmt: skip
def test_a_case_is_found_by_number_title_place_and_name(text: str, registered: Case, officer: Officer) -> None:
    assert registered.short_name == "LP 001"
    assert found(officer, text) == {"perkara": ["Dugaan unggahan dukungan"]}


@pytest.mark.parametrize("text", ["TM 001", "LP 002", "PK-2023-0001", "PK 2", "002/Reg", "kampanye", "3573"])
def test_another_number_or_word_finds_nothing(text: str, registered: Case, officer: Officer) -> None:
    assert found(officer, text) == {}


@pytest.mark.parametrize("text", ["Wirasna", "Wirasanna", "Wriasana", "raka wirsana", "ungahan"])
def test_a_slip_of_the_finger_is_forgiven(text: str, wirasana: Case, officer: Officer) -> None:
    [group] = answer(officer, read(text), NOW).groups
    assert group.found.alike
    assert [one.title.text for one in group.found.best] == ["Dugaan unggahan dukungan"]


@pytest.mark.parametrize("text", ["Wirxxna", "Rxka", "Bambang", "Raja Wirasana", "Wira Sanjaya"])
def test_another_name_is_not_taken_for_it(text: str, wirasana: Case, officer: Officer) -> None:
    assert found(officer, text) == {}


def test_the_best_comes_first(officer: Officer) -> None:
    for number, (title, role, name) in enumerate(
        [
            ("Dugaan dua belas", "reported", "Orang Rekaan"),
            ("Dugaan lain", "witness", "Sagara Rekaan"),
            ("Dugaan ketiga", "reported", "Sagara Rekaan"),
        ],
        start=1,
    ):
        people = (OpeningPerson(role=role, name=name),)
        report(officer, title, datetime(2024, 10, 20 + number, 3, tzinfo=UTC), people=people)
    report(officer, "Dugaan Sagara 2", datetime(2024, 10, 27, 3, tzinfo=UTC))
    assert found(officer, "sagara")["perkara"] == ["Dugaan ketiga", "Dugaan Sagara 2", "Dugaan lain"]
    assert found(officer, "PK-2")["perkara"] == ["Dugaan lain"]
    assert found(officer, "02")["perkara"][0] == "Dugaan lain"


def test_what_is_in_a_note_is_not_found(wirasana: Case, officer: Officer, supervisor: Officer) -> None:
    reach = reach_for(officer, "cases.handle")
    actions.add_note(wirasana, "catatan qarmunelo", kind="remark", officer=officer, reach=reach, now=NOW)
    assert found(officer, "qarmunelo") == found(supervisor, "qarmunelo") == {}


# ---------- other kinds ----------


def test_people_are_found_by_name_and_by_a_whole_nip_only(officer: Officer) -> None:
    person("Hj. Laksmi Prabandari, S.Pd.", nip="197903052005012999")
    person("Bayu Laksmana")
    person("Laksmi Prabandari", "52.72")
    assert found(officer, "laksmi")["pegawai"] == ["Hj. Laksmi Prabandari, S.Pd."]
    assert found(officer, "laksm")["pegawai"] == ["Bayu Laksmana", "Hj. Laksmi Prabandari, S.Pd."][::-1]
    assert found(officer, "Hj. Laksmi")["pegawai"] == ["Hj. Laksmi Prabandari, S.Pd."]
    assert found(officer, "laksmy prabandary")["pegawai"] == ["Hj. Laksmi Prabandari, S.Pd."]
    assert found(officer, "197903052005012999")["pegawai"] == ["Hj. Laksmi Prabandari, S.Pd."]
    assert found(officer, "19790305") == {}


def test_indications_and_pages_are_found_but_posts_without_an_indication_are_not(
    captured: Callable[..., Capture], officer: Officer
) -> None:
    captured("Mari dukung paslon nomor 2, semangat qulandora", score=0.6)
    captured("Ayo semangat qulandora bersama nomor 2", score=0.9)
    captured("Sarapan pagi qulandora")
    captured("Isi halaman: qulandora disebut.", title="Imbauan netralitas", kind="page")
    captured("Lain.", title="Qulandora di judul", kind="page")
    assert found(officer, "qulandora") == {
        "indikasi": ["Ayo semangat qulandora bersama nomor 2", "Mari dukung paslon nomor 2, semangat qulandora"],
        "kliping": ["Qulandora di judul", "Imbauan netralitas"],
    }
    assert len(found(officer, "@rekaan.satu")["indikasi"]) == 2


def test_one_kind_shows_more_of_itself(officer: Officer, client_for: Browser) -> None:
    for number in range(9):
        person(f"Kusuma Rekaan {'abcdefghi'[number]}")
    client = client_for(officer)
    page = client.get("/cari/", {"q": "kusuma"}).content.decode()
    assert page.count("data-row>") == 6
    assert "3 lagi" in page
    page = client.get("/cari/", {"q": "kusuma", "jenis": "pegawai"}).content.decode()
    assert page.count("data-row>") == 9
    assert client.get("/cari/", {"q": "kusuma", "jenis": "bukan-jenis"}).status_code == 200


# ---------- reach ----------


@pytest.fixture
def everything(registered: Case, captured: Callable[..., Capture]) -> None:
    """One of each kind in Kota Malang that answers to the same word."""
    person("Raka Wirasana")
    captured("Unggahan Wirasana untuk nomor 2", score=0.9)
    captured("Halaman tentang Wirasana", title="Berita Wirasana", kind="page")


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("officer", {"perkara", "pegawai", "indikasi", "kliping"}),
        ("chair", {"perkara", "pegawai", "indikasi", "kliping"}),
        ("supervisor", {"perkara", "pegawai", "indikasi", "kliping"}),
        ("appointing", {"pegawai"}),
        ("stranger", set()),
    ],
)
def test_each_kind_asks_the_reach_of_its_own_permission(
    who: str, kinds: set[str], everything: None, client_for: Browser, request: pytest.FixtureRequest
) -> None:
    reader = request.getfixturevalue(who)
    assert set(found(reader, "wirasana")) == kinds
    page = client_for(reader).get("/cari/", {"q": "wirasana"}).content.decode()
    assert ("Tidak ada yang cocok" in page) == (not kinds)


@pytest.mark.parametrize("text", ["wirasana", "Wirasna", "LP 001", "PK-2024-0001", "unggahan", "001/Reg", "kelurahan"])
def test_a_stranger_is_answered_as_for_nonsense(
    text: str, everything: None, stranger: Officer, client_for: Browser
) -> None:
    client = client_for(stranger)
    pages = [client.get("/cari/", {"q": asked}).content.decode() for asked in (text, "wxyzentah")]
    assert _without(pages[0], text) == _without(pages[1], "wxyzentah")


def _without(page: str, asked: str) -> str:
    """Return a page without what its reader typed and without its random token."""
    kept = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return "\n".join(kept).replace(asked, "?")


def test_a_conflict_of_interest_closes_the_case_and_the_indication_it_came_from(
    registered: Case, captured: Callable[..., Capture], officer: Officer, colleague: Officer, chair: Officer
) -> None:
    captured("Unggahan Wirasana untuk nomor 2", score=0.9, state="confirmed", case=registered)
    assert set(found(officer, "wirasana")) == {"perkara", "indikasi"}
    block(officer, registered, chair)
    for text in ("wirasana", "Wirasna", "LP 001", "PK-1"):
        assert found(officer, text) == {}
    assert set(found(colleague, "wirasana")) == {"perkara", "indikasi"}


@pytest.mark.parametrize("who", ["operator", "administrator"])
def test_who_has_no_part_in_files_has_no_search(who: str, client_for: Browser, request: pytest.FixtureRequest) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.get("/cari/", {"q": "wirasana"}).status_code == 403
    assert 'action="/cari/"' not in client.get("/hari-ini/").content.decode()


# ---------- the page ----------


def test_what_was_looked_for_is_marked_and_everything_is_escaped(officer: Officer, client_for: Browser) -> None:
    report(officer, 'Dugaan <script>alert("x")</script> dukungan', OPENED)
    page = client_for(officer).get("/cari/", {"q": "<script>alert"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert 'value="&lt;script&gt;alert"' in page
    page = client_for(officer).get("/cari/", {"q": "dukungan"}).content.decode()
    assert '<mark class="s p">dukungan</mark>' in page
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in page


@pytest.mark.parametrize(("text", "said"), [
    ("", "Ketik nama, nomor, atau tempat"), ("  ", "Ketik sedikitnya dua huruf atau angka"),
    ("a", "Ketik sedikitnya dua huruf atau angka"), ("/-", "Ketik sedikitnya dua huruf atau angka"),
    ("%", "Ketik sedikitnya dua huruf atau angka"), ("zz", "Tidak ada yang cocok"), ("%_", "Ketik sedikitnya"),
    ("x" * 5000, "Tidak ada yang cocok"), ("'; DROP --", "Tidak ada yang cocok"), ("%%aa", "Tidak ada yang cocok"),
    ("\u202egnarab", "Tidak ada yang cocok"), ("9" * 30, "Tidak ada yang cocok"), ("🙂🙂", "Ketik sedikitnya"),
])  # fmt: skip
def test_every_question_gets_an_answer(
    text: str, said: str, wirasana: Case, officer: Officer, client_for: Browser
) -> None:
    answered = client_for(officer).get("/cari/", {"q": text})
    assert answered.status_code == 200
    assert said in answered.content.decode()


def test_a_question_is_kept_nowhere(everything: None, officer: Officer, client_for: Browser) -> None:
    before = JournalEntry.objects.count()
    answered = client_for(officer).get("/cari/", {"q": "wirasana"})
    assert JournalEntry.objects.count() == before
    assert "no-store" in answered.headers["Cache-Control"]
    page = answered.content.decode()
    assert "wirasana" not in page[page.index("<title>") : page.index("</title>")].lower()


def test_page_in_english(everything: None, officer: Officer, client_for: Browser) -> None:
    client = client_for(officer)
    client.cookies["bahasa"] = "en"
    page = client.get("/cari/", {"q": "Wirasna"}).content.decode()
    assert "similar spelling" in page
    assert "What you search for is neither kept nor recorded." in page


# ---------- words ----------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("PK-2024-0012", FileNumber(12, "PK", 2024)),
        ("tm 012", FileNumber(12, "TM")),
        ("LP.7", FileNumber(7, "LP")),
        ("012/Reg/TM/PB/Kota/35.73/X/2024", FileNumber(12)),
        ("2024", FileNumber(2024)),
        ("12 orang", None),
        ("198801012010011001", None),
        ("TMX 1", None),
    ],
)
def test_numbers_are_read_in_each_of_their_forms(text: str, number: FileNumber | None) -> None:
    assert read(text).number == number


def test_likeness() -> None:
    assert folded("Géréja ÉÑ") == "gereja en"
    texts = {1: "José Rekaan", 2: "Wirasana", 3: "Sri Utami", 4: "Sri Utari"}
    assert list(alike(["jose"], texts).keys) == [1]
    assert list(alike(["utami"], texts).keys) == [3]  # a word that is there as typed is meant as typed
    assert list(alike(["utaxi"], texts).keys) == [3, 4]
    assert list(alike(["sri", "wirasana"], texts).keys) == []
    assert list(alike(["sru"], texts).keys) == []  # short words have no near ones
    assert list(alike([], texts).keys) == []


def test_marks_and_excerpts() -> None:
    told = marked("Ibu Éka dan ibu eka", ["eka", "i"])
    assert [told.text[one.start : one.end] for one in told.spans] == ["Éka", "eka"]
    told = excerpt("kata " * 100 + "dicari " + "lagi " * 100, ["dicari"], 60)
    assert told.text.startswith("…") and told.text.endswith("…") and len(told.text) <= 62
    assert [told.text[one.start : one.end] for one in told.spans] == ["dicari"]
    assert excerpt("pendek", ["tidak"]).text == "pendek"
