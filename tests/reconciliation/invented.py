"""Three invented lists of the same matters with known truth: slips, turned names, lost NIPs, namesakes, two events."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wasit.reconciliation.entries import EntryFields

GIVEN = [
    "Siti",
    "Sri",
    "Muhammad",
    "Ahmad",
    "Dwi",
    "Nur",
    "Eka",
    "Tri",
    "Agus",
    "Budi",
    "Dewi",
    "Endang",
    "Rina",
    "Bambang",
    "Hendra",
    "Yuni",
    "Wahyu",
    "Fitri",
    "Rizky",
    "Andi",
    "Ratna",
    "Joko",
    "Slamet",
    "Lestari",
    "Indah",
    "Arif",
    "Bayu",
    "Citra",
    "Dian",
    "Eko",
    "Galih",
    "Hari",
    "Intan",
    "Jati",
    "Kartika",
    "Laras",
    "Mega",
    "Nanda",
    "Oki",
    "Prita",
    "Raka",
    "Sekar",
    "Tirta",
    "Umar",
    "Vina",
    "Wulan",
    "Yoga",
    "Zainal",
]
FAMILY = [
    "Wahyuni",
    "Aminah",
    "Rahayu",
    "Santoso",
    "Hidayat",
    "Lestari",
    "Setiawan",
    "Wibowo",
    "Nugroho",
    "Susanti",
    "Utami",
    "Kurniawan",
    "Saputra",
    "Handayani",
    "Purnomo",
    "Maharani",
    "Wirasana",
    "Adipraja",
    "Kusumaningrum",
    "Prabaswari",
    "Jayantara",
    "Widuri",
    "Sasmaya",
    "Wiguna",
    "Anggraini",
    "Kinasih",
    "Sentosa",
    "Wardhani",
    "Tirtawangi",
    "Wirayuda",
    "Gumelar",
    "Pranata",
    "Sulistyo",
    "Mahardika",
    "Pratiwi",
    "Yudhistira",
    "Cahyono",
    "Suryani",
    "Hartono",
    "Ningsih",
    "Basuki",
    "Darmawan",
    "Firdaus",
    "Ginanjar",
    "Hakim",
    "Iskandar",
    "Junaedi",
    "Kusnadi",
    "Laksono",
    "Mulyadi",
]
UNITS = [f"SD Negeri Rekaan {n}" for n in range(1, 30)] + [
    "Dinas Pendidikan", "Dinas Kesehatan", "Dinas Perhubungan", "Satuan Polisi Pamong Praja", "Kecamatan Telaga",
    "Kelurahan Kebonrejo", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Sekretariat Daerah",
]  # fmt: skip
SHORT = {
    "SD Negeri": "SDN", "Dinas Pendidikan": "Disdik", "Dinas Kesehatan": "Dinkes", "Kecamatan": "Kec.", "Kelurahan": "Kel.",
    "Satuan Polisi Pamong Praja": "Satpol PP", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia": "BKPSDM",
}  # fmt: skip
POSITIONS = (
    "Guru Ahli Muda",
    "Kepala Seksi",
    "Pengadministrasi Umum",
    "Camat",
    "Lurah",
    "Sekretaris",
    "Perawat Terampil",
)
ACTS = (
    "Mengunggah dukungan kepada pasangan calon di media sosial", "Menghadiri kampanye pasangan calon",
    "Berfoto bersama bakal calon dengan simbol dukungan", "Mendaftar sebagai bakal calon ke partai politik",
    "Memberi like dan komentar pada akun calon",
)  # fmt: skip
TITLES = ("{}", "{}", "{}, S.Pd.", "Drs. {}, M.Si.", "Hj. {}, S.E.", "{}, S.Sos., M.AP.")


@dataclass(frozen=True)
class Matter:
    """The truth behind rows: `number` is the same for the same person and event."""

    number: int
    fields: EntryFields


def people(count: int, dice: random.Random) -> list[EntryFields]:
    """Return invented people; one in ten shares the name of somebody before."""
    made: list[EntryFields] = []
    for n in range(count):
        name = (
            f"{dice.choice(GIVEN)} {dice.choice(GIVEN)} {dice.choice(FAMILY)}"
            if dice.random() < 0.25
            else f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}"
        )
        if made and dice.random() < 0.1:
            name = dice.choice(made).name
        born = date(1966, 1, 1) + timedelta(days=dice.randrange(11_000))
        nip = f"{born:%Y%m%d}{born.year + dice.randrange(22, 33)}{dice.randrange(1, 13):02d}{dice.randrange(1, 3)}{n % 999 + 1:03d}"
        made.append(
            EntryFields(
                name=name, nip=nip, unit=dice.choice(UNITS), position=dice.choice(POSITIONS), region="Kota Rekaan"
            )
        )
    return made


def matters(count: int, dice: random.Random) -> list[Matter]:
    """Return the true matters: one in twelve people has a second one, months later."""
    made: list[Matter] = []
    for person in people(count, dice):
        for _event in range(2 if dice.random() < 0.08 else 1):
            day = date(2024, 8, 1) + timedelta(days=dice.randrange(60) + 70 * _event)
            number = len(made) + 1
            made.append(Matter(number, replace(
                person, act=dice.choice(ACTS), act_date=day, report_date=day + timedelta(days=dice.randrange(1, 6)),
                letter_date=day + timedelta(days=dice.randrange(12, 20)), register_number=f"{number:03d}/Reg/TM/PB/Rekaan/2024",
                letter_number=f"{100 + number // 3}/PM.05/Rekaan/2024",
            )))  # fmt: skip
    return made


def as_kept_by(matter: Matter, side: str, dice: random.Random) -> EntryFields:
    """Return the row that a list would hold of a matter, with the slips of its keeper."""
    fields = matter.fields
    name, nip, hint = TITLES[dice.randrange(len(TITLES))].format(_slipped(fields.name, dice)), fields.nip, ""
    chance = dice.random()
    if chance < 0.12:
        nip = ""
    elif chance < 0.18:
        nip, hint = "", fields.nip[:15]
    unit = fields.unit
    if dice.random() < 0.5:
        for long, short in SHORT.items():
            unit = unit.replace(long, short)
    if dice.random() < 0.06:
        unit = dice.choice(UNITS)
    off = timedelta(days=dice.choice((0, 0, 0, 0, 1, -1, 2)))
    row = replace(
        fields,
        name=name,
        nip=nip,
        nip_hint=hint,
        unit=unit,
        act_date=fields.act_date + off if fields.act_date else None,
    )
    if side == "government":
        # The city files by the letter that it received, seldom by Bawaslu's register.
        row = replace(row, register_number=fields.register_number if dice.random() < 0.2 else "", report_date=None)
    if side == "bkn":
        row = replace(
            row,
            register_number="",
            position="",
            act="",
            letter_number=fields.letter_number if dice.random() < 0.6 else "",
        )
        row = replace(row, act_date=None if dice.random() < 0.35 else row.act_date, report_date=None)
    return row


def _slipped(name: str, dice: random.Random) -> str:
    words = name.split()
    chance = dice.random()
    if chance < 0.12:
        which = dice.randrange(len(words))
        letters = list(words[which])
        place = dice.randrange(1, len(letters) - 1)
        if dice.random() < 0.5:
            letters[place], letters[place - 1] = letters[place - 1], letters[place]
        else:
            letters[place] = dice.choice("aeinrst")
        words[which] = "".join(letters)
    elif chance < 0.17:
        words = words[::-1]
    elif chance < 0.22 and len(words) > 1:
        words[0] = words[0][0] + "."
    elif chance < 0.25 and len(words) > 2:
        words = words[:2]
    elif chance < 0.3:
        words = [word.upper() for word in words]
    return " ".join(words)


def three_lists(count: int = 400, seed: int = 2024) -> dict[str, list[tuple[int, EntryFields]]]:
    """Return side → (true number, row); each list lacks some matters, and each is in an order of its own."""
    dice = random.Random(seed)
    true = matters(count, dice)
    lists: dict[str, list[tuple[int, EntryFields]]] = {}
    for side, share in (("bawaslu", 0.97), ("government", 0.8), ("bkn", 0.75)):
        rows = [(one.number, as_kept_by(one, side, dice)) for one in true if dice.random() < share]
        dice.shuffle(rows)
        lists[side] = rows
    return lists
