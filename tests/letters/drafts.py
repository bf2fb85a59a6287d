"""An invented draft of every kind of letter; people, schools and numbers are made up."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from wasit.letters.composing import Heading, Sheet, compose
from wasit.letters.drafts import Addressee, Draft, Fact, Signatory, Table
from wasit.letters.wordings import edition_wording
from wasit.office.models import Agency
from wasit.rulebook import letter_kinds

DAY = date(2024, 10, 26)
NUMBER = "091/PP.01.02/K.99-71/X/2024"
REGISTER = "012/Reg/TM/PB/Kota/99.71/X/2024"
CHAIR = Signatory(position="Ketua", name="Hasanah Wiradipa (rekaan)")
HEAD = Signatory(position="Koordinator Divisi Penanganan Pelanggaran", name="Lintang Prabaswari (rekaan)")
DESK = Signatory(position="Petugas penerima laporan", name="Sekar Anggraini (rekaan)", nip="199001012015012001")
SUPERIOR = Signatory(position="Kepala Dinas Pendidikan", name="Drs. Galih Purnawan (rekaan)", nip="196803031990031003")
MAYOR = Signatory(position="Wali Kota Tirtawangi", name="Ratna Adiwangsa (rekaan)")
SERVANT = "Raka Wirasana (rekaan)"
SERVANT_FACTS = (
    Fact("Nama", SERVANT),
    Fact("NIP", "198801012010011001"),
    Fact("Pangkat, golongan", "Penata, III/c"),
    Fact("Jabatan", "Guru Ahli Muda"),
    Fact("Unit kerja", "SDN Telagasari 2, Kota Tirtawangi"),
)
CASE_FACTS = (
    Fact("Nomor register", REGISTER),
    Fact("Nama terlapor", SERVANT),
    Fact("NIP", "terlampir dalam amplop tertutup"),
    Fact("Jabatan, unit", "Guru Ahli Muda, SDN Telagasari 2"),
    Fact("Waktu perbuatan", "19 Oktober 2024, masa kampanye (setelah penetapan)"),
    Fact("Perbuatan", "Kampanye calon melalui media sosial; mengunggah foto bersama calon"),
    Fact("Norma yang diduga", "PP 94/2021 Pasal 5 huruf n; SKB 22 September 2022, Lampiran II huruf B baris 2 dan 7"),
    Fact("Hasil pleno", "Dugaan pelanggaran peraturan perundang-undangan lainnya"),
)
EVIDENCE = Table(
    head=("No.", "Bukti", "Diterima", "Sidik jari SHA-256"),
    rows=tuple(
        (str(place), name, "20 Oktober 2024, 09.14 WIB", digest * 8)
        for place, name, digest in (
            (1, "Tangkapan layar unggahan akun dengan nama sama", "5be291d0"),
            (2, "Foto kegiatan di Lapangan Telaga, tiga lembar", "7c44e8a3"),
            (3, "Video 42 detik tanpa wajah anak", "0f1d6b72"),
        )
    ),
)
QUESTIONS = Table(
    head=("No.", "Pertanyaan", "Jawaban"),
    rows=(
        ("1", "Apakah Saudara sehat dan bersedia memberi keterangan?", "Ya, saya sehat dan bersedia."),
        ("2", "Apakah akun pada tangkapan layar itu milik Saudara?", "Benar, akun itu milik saya sejak 2016."),
        (
            "3",
            "Apa maksud unggahan pada 19 Oktober 2024 pukul 07.58 WIB?",
            "Saya membagikan ulang foto dari grup alumni.\nSaya tidak bermaksud mengajak siapa pun memilih, dan "
            "unggahan itu saya hapus pada hari yang sama setelah diingatkan kepala sekolah.",
        ),
        ("4", "Adakah yang hendak Saudara tambahkan?", "Saya memohon agar surat pernyataan saya dipertimbangkan."),
    ),
)
CHRONOLOGY = (
    "Pada Sabtu, 19 Oktober 2024, pukul 07.58 WIB, akun dengan nama yang sama dengan terlapor mengunggah foto bersama "
    "seorang calon wali kota dengan keterangan yang memuat nomor urut dan ajakan memilih.\n"
    "Unggahan ditemukan pengawas dalam pengawasan rutin pada hari yang sama pukul 09.02 WIB dan disegel pukul 09.14 "
    "WIB. Pada pukul 16.20 WIB unggahan itu tidak tersedia lagi."
)
ANALYSIS = (
    "Unggahan dibuat setelah penetapan pasangan calon, sehingga yang berlaku ialah norma disiplin dan bukan norma kode "
    "etik. Isi unggahan memuat nomor urut dan ajakan; keduanya bersama-sama memenuhi unsur kampanye melalui media "
    "sosial.\nKepemilikan akun diakui terlapor. Tidak ditemukan bukti penggunaan fasilitas negara. Penghapusan pada "
    "hari yang sama dicatat sebagai hal yang meringankan dan tidak meniadakan perbuatan."
)
_DRAFTS: dict[str, Callable[[], dict[str, Any]]] = {
    "report_form": lambda: {
        "signatory": DESK,
        "values": {
            "regime": "pemilu",
            "received_at": "Minggu, 20 Oktober 2024, pukul 09.40 WIB",
            "received_place": "kantor Bawaslu Kota Tirtawangi",
            "known_at": "19 Oktober 2024",
        },
        "facts": CASE_FACTS[1:2] + CASE_FACTS[3:6] + (Fact("Tempat", "media sosial"),),
        "tables": {"evidence": EVIDENCE},
        "texts": {"description": CHRONOLOGY},
    },
    "receipt": lambda: {
        "signatory": DESK,
        "values": {
            "regime": "pilkada",
            "received_at": "Minggu, 20 Oktober 2024, pukul 09.40 WIB",
            "next_step": "Kajian awal selesai paling lambat Rabu, 23 Oktober 2024, pukul 23.59 WIB.",
        },
        "facts": (Fact("Nomor laporan", "007/LP/PB/Kota/99.71/X/2024"), Fact("Pokok laporan", "unggahan dukungan")),
        "tables": {"documents": Table(("No.", "Dokumen", "Jumlah"), (("1", "Tangkapan layar", "2 lembar"),))},
    },
    "initial_study": lambda: {
        "signatory": HEAD,
        "values": {
            "regime": "pilkada",
            "kind_of_breach": "Pelanggaran peraturan perundang-undangan lainnya",
            "competent_level": "Bawaslu Kota Tirtawangi",
            "conclusion": "Memenuhi syarat formal dan materiel; diusulkan diregistrasi",
        },
        "facts": (Fact("Nomor temuan", "012"), Fact("Tanggal", "20 Oktober 2024"), Fact("Terlapor", SERVANT)),
        "tables": {
            "requirements": Table(
                ("Syarat", "Terpenuhi", "Keterangan"),
                (
                    ("Pihak terlapor", "ya", "Nama dan jabatan sesuai daftar pegawai"),
                    ("Belum lewat 7 hari sejak diketahui", "ya", "Diketahui 19 Oktober 2024"),
                    ("Waktu dan tempat kejadian", "ya", "19 Oktober 2024, media sosial"),
                    ("Bukti", "ya", "Tiga berkas tersegel"),
                ),
            )
        },
        "texts": {"analysis": ANALYSIS.split("\n")[0]},
    },
    "completion_notice": lambda: {
        "addressee": Addressee(name="Saudara pelapor dengan tanda terima 007", place="Tirtawangi"),
        "values": {
            "report_number": "007/TT/K.99-71/X/2024",
            "report_date": "20 Oktober 2024",
            "complete_by": "Selasa, 22 Oktober 2024, pukul 23.59 WIB",
        },
        "tables": {
            "missing": Table(
                ("No.", "Syarat", "Yang perlu dilengkapi"),
                (("1", "Waktu dan tempat kejadian", "Tanggal unggahan belum disebut"), ("2", "Bukti", "Satu berkas")),
            )
        },
    },
    "summons": lambda: {
        "addressee": Addressee(name=SERVANT, title="Guru Ahli Muda, SDN Telagasari 2", place="Tirtawangi"),
        "values": {
            "regime": "pilkada",
            "register_number": REGISTER,
            "capacity": "terlapor",
            "matter": "dugaan kampanye calon melalui media sosial",
            "session_day": "Jumat, 25 Oktober 2024",
            "session_time": "13.30 WIB sampai selesai",
            "session_place": "Ruang klarifikasi Bawaslu Kota Tirtawangi, Jalan Sumbu Tengah Nomor 1",
            "bring": "Kartu pegawai dan bukti yang Saudara anggap perlu",
            "contact": "Sekretariat, (0999) 555-010",
        },
    },
    "reply_invitation": lambda: {
        "addressee": Addressee(name=SERVANT, title="Guru Ahli Muda, SDN Telagasari 2", place="Tirtawangi"),
        "values": {
            "register_number": REGISTER,
            "matter": "dugaan kampanye calon melalui media sosial",
            "norm": "PP 94/2021 Pasal 5 huruf n; SKB 22 September 2022, Lampiran II huruf B baris 2",
            "reply_by": "Jumat, 25 Oktober 2024, pukul 16.00 WIB",
            "reply_channel": "surat ke kantor kami atau surel set.tirtawangi@bawaslu.example",
        },
        "facts": CASE_FACTS[4:6],
    },
    "clarification_minutes": lambda: {
        "signatory": Signatory(position="Petugas klarifikasi", name="Bagas Jayantara (rekaan)"),
        "values": {
            "regime": "pilkada",
            "register_number": REGISTER,
            "session_day": "Jumat, 25 Oktober 2024",
            "session_time": "13.30 WIB",
            "session_place": "ruang klarifikasi Bawaslu Kota Tirtawangi",
            "speaker": SERVANT,
            "capacity": "terlapor",
            "oath": "Sebelum memberi keterangan, yang bersangkutan telah mengucapkan sumpah menurut agamanya.",
            "ended": "14.45 WIB",
        },
        "facts": SERVANT_FACTS,
        "tables": {"questions": QUESTIONS},
    },
    "study": lambda: {
        "signatory": HEAD,
        "values": {"regime": "pilkada"},
        "facts": CASE_FACTS[:6],
        "tables": {
            "evidence": EVIDENCE,
            "statements": Table(
                ("Yang memberi keterangan", "Kedudukan", "Pokok keterangan"),
                (
                    (SERVANT, "Terlapor", "Mengakui akun; menyatakan hanya membagikan ulang."),
                    ("Dewi Larasmaya (rekaan)", "Saksi", "Kepala sekolah; mengingatkan terlapor pada siang harinya."),
                ),
            ),
        },
        "texts": {
            "chronology": CHRONOLOGY,
            "reply": "Terlapor menyatakan tidak mengajak siapa pun memilih dan menyesali unggahannya.",
            "analysis": ANALYSIS,
            "conclusion": "Terdapat dugaan pelanggaran peraturan perundang-undangan lainnya yang cukup bukti.",
            "recommendation": "Diteruskan kepada Badan Kepegawaian Negara dan Pejabat Pembina Kepegawaian.",
        },
    },
    "plenary_minutes": lambda: {
        "values": {
            "register_number": REGISTER,
            "session_day": "Sabtu, 26 Oktober 2024",
            "session_time": "10.00 WIB",
            "session_place": "ruang rapat Bawaslu Kota Tirtawangi",
            "attendance": "3 (tiga) dari 3 (tiga) anggota",
            "decision": "Dugaan pelanggaran dinyatakan cukup bukti dan diteruskan menurut daftar di bawah ini.",
        },
        "tables": {
            "votes": Table(
                ("No.", "Anggota", "Jabatan", "Suara"),
                (
                    ("1", "Hasanah Wiradipa (rekaan)", "Ketua", "setuju diteruskan"),
                    ("2", "Lintang Prabaswari (rekaan)", "Anggota", "setuju diteruskan"),
                    ("3", "Damar Sentosa (rekaan)", "Anggota", "berbeda pendapat"),
                ),
            ),
            "outcomes": Table(
                ("Hasil", "Diteruskan kepada"),
                (("Pelanggaran peraturan perundang-undangan lainnya", "Badan Kepegawaian Negara; Wali Kota"),),
            ),
            "signatures": Table(
                ("Nama", "Jabatan", "Tanda tangan"),
                (
                    ("Hasanah Wiradipa (rekaan)", "Ketua", "\n\n"),
                    ("Lintang Prabaswari (rekaan)", "Anggota", ""),
                    ("Damar Sentosa (rekaan)", "Anggota", ""),
                ),
            ),
        },
        "texts": {
            "considerations": ANALYSIS,
            "dissent": "Damar Sentosa berpendapat unggahan yang dihapus pada hari yang sama cukup ditegur atasan.",
        },
    },
    "forwarding": lambda: {
        "addressee": Addressee(name="Kepala Badan Kepegawaian Negara", place="Jakarta"),
        "attachments": "1 (satu) berkas, 14 lembar",
        "values": {
            "regime": "pilkada",
            "competent": "Badan Kepegawaian Negara dan Pejabat Pembina Kepegawaian",
            "reply_note": "Terlapor telah diberi kesempatan menjawab pada 25 Oktober 2024; jawabannya terlampir.",
            "answer_by": "Kamis, 14 November 2024",
        },
        "facts": CASE_FACTS,
        "copies": (
            "Wali Kota Tirtawangi selaku Pejabat Pembina Kepegawaian",
            "Ketua Bawaslu Provinsi",
            "Ketua Bawaslu Republik Indonesia",
            "Menteri Dalam Negeri",
            "Menteri PANRB",
        ),
        "recipients": ("Badan Kepegawaian Negara", "Wali Kota Tirtawangi"),
    },
    "forwarding_annex": lambda: {
        "values": {"letter_number": "091/PP.01.02/K.99-71/X/2024", "letter_date": "26 Oktober 2024"},
        "facts": CASE_FACTS,
        "tables": {
            "acts": Table(
                ("Tanggal", "Dugaan perbuatan", "Norma"),
                (("19 Oktober 2024", "Kampanye calon melalui media sosial", "PP 94/2021 Pasal 5 huruf n angka 2"),),
            ),
            "evidence": Table(EVIDENCE.head, EVIDENCE.rows * 8),
        },
        "texts": {"summary": CHRONOLOGY, "reply": "Terlapor menyesali unggahannya dan memohon pertimbangan."},
        "recipients": ("Badan Kepegawaian Negara", "Wali Kota Tirtawangi"),
    },
    "status_notice": lambda: {
        "addressee": Addressee(name="Saudara pelapor dengan tanda terima 007", place="Tirtawangi"),
        "values": {
            "regime": "pilkada",
            "register_number": REGISTER,
            "status": "Diteruskan kepada instansi yang berwenang",
            "forwarded_to": "Badan Kepegawaian Negara",
        },
    },
    "not_proven": lambda: {
        "values": {
            "register_number": REGISTER,
            "matter": "dugaan kampanye calon melalui media sosial",
            "plenary_day": "Sabtu, 26 Oktober 2024",
            "minutes_number": "014/BA/K.99-71/X/2024",
            "reason": "Akun pada tangkapan layar bukan milik yang bersangkutan.",
        },
        "facts": SERVANT_FACTS,
    },
    "follow_up_letter": lambda: {
        "addressee": Addressee(
            name="Wali Kota Tirtawangi", title="selaku Pejabat Pembina Kepegawaian", place="Tirtawangi"
        ),
        "values": {
            "ordinal": "kedua",
            "letter_number": "091/PP.01.02/K.99-71/X/2024",
            "letter_date": "26 Oktober 2024",
            "delivered": "28 Oktober 2024",
            "previous": "Permintaan pertama kami sampaikan dengan surat Nomor 104/PP.01.02/K.99-71/XI/2024.",
            "answer_by": "Jumat, 29 November 2024",
            "next_step": "Apabila tidak ada kabar, kami sampaikan permintaan ketiga.",
        },
        "facts": CASE_FACTS[:2],
    },
    "bkn_package": lambda: {
        "addressee": Addressee(name="Kepala Badan Kepegawaian Negara", place="Jakarta"),
        "attachments": "1 (satu) paket",
        "values": {
            "letter_number": "091/PP.01.02/K.99-71/X/2024",
            "letter_date": "26 Oktober 2024",
            "delivered": "28 Oktober 2024",
            "appointing_officer": "Wali Kota Tirtawangi",
        },
        "facts": CASE_FACTS[:4],
        "tables": {
            "follow_ups": Table(
                ("Surat", "Nomor", "Tanggal", "Kabar"),
                tuple(
                    (nth, f"{number}/PP.01.02/K.99-71/{month}/2024", day, "belum ada")
                    for nth, number, month, day in (
                        ("Pertama", "104", "XI", "15 November 2024"),
                        ("Kedua", "117", "XI", "22 November 2024"),
                        ("Ketiga", "125", "XII", "2 Desember 2024"),
                    )
                ),
            ),
            "contents": Table(
                ("No.", "Berkas", "Lembar"),
                (("1", "Surat penerusan dan lampirannya", "14"), ("2", "Kajian", "6"), ("3", "Tiga surat tanya", "3")),
            ),
        },
    },
    "discipline_summons": lambda: {
        "signatory": SUPERIOR,
        "values": {
            "ordinal": "I",
            "before": "Drs. Galih Purnawan (rekaan), NIP 196803031990031003, Kepala Dinas Pendidikan",
            "exam_day": "Rabu, 13 November 2024",
            "exam_time": "09.00 WIB",
            "exam_place": "ruang rapat Dinas Pendidikan Kota Tirtawangi",
            "allegation": "mengunggah dukungan kepada salah satu calon di media sosial",
            "norm": "Pasal 5 huruf n Peraturan Pemerintah Nomor 94 Tahun 2021",
        },
        "facts": SERVANT_FACTS,
    },
    "discipline_minutes": lambda: {
        "signatory": Signatory("Ketua tim pemeriksa", "Drs. Galih Purnawan (rekaan)", "196803031990031003"),
        "values": {
            "exam_day": "Rabu, 13 November 2024",
            "exam_place": "ruang rapat Dinas Pendidikan Kota Tirtawangi",
            "examined": SERVANT,
            "allegation": "mengunggah dukungan kepada salah satu calon di media sosial",
            "norm": "Pasal 5 huruf n Peraturan Pemerintah Nomor 94 Tahun 2021",
        },
        "facts": SERVANT_FACTS,
        "tables": {
            "examiners": Table(
                ("No.", "Nama, NIP", "Jabatan", "Kedudukan"),
                (
                    ("1", "Drs. Galih Purnawan (rekaan)\n196803031990031003", "Kepala Dinas Pendidikan", "Ketua"),
                    ("2", "Wisnu Adipraja (rekaan)\n197505052000031005", "Auditor, Inspektorat", "Anggota"),
                ),
            ),
            "questions": QUESTIONS,
        },
    },
    "sanction_decision": lambda: {
        "signatory": MAYOR,
        "values": {
            "official": "WALI KOTA TIRTAWANGI",
            "sanction_class": "hukuman disiplin",
            "sanction": "penundaan kenaikan gaji berkala selama 1 (satu) tahun",
            "conduct": "kampanye calon melalui media sosial",
            "norm": "Pasal 5 huruf n angka 2 Peraturan Pemerintah Nomor 94 Tahun 2021",
            "examined_on": "berita acara pemeriksaan Nomor 003/BA/P.99-71/XI/2024 dan surat penerusan Bawaslu Kota "
            "Tirtawangi Nomor 091/PP.01.02/K.99-71/X/2024",
            "legal_bases": "1. Undang-Undang Nomor 20 Tahun 2023;\n2. Peraturan Pemerintah Nomor 94 Tahun 2021;",
            "effective": "pada hari kerja kelima belas sejak diterima yang bersangkutan",
            "remedy": "Terhadap Keputusan ini yang bersangkutan dapat mengajukan keberatan menurut ketentuan peraturan "
            "perundang-undangan.",
        },
        "facts": SERVANT_FACTS,
    },
    "discipline_not_proven": lambda: {
        "signatory": MAYOR,
        "values": {
            "allegation": "pelanggaran disiplin berupa kampanye calon melalui media sosial",
            "examined_on": "berita acara pemeriksaan Nomor 003/BA/P.99-71/XI/2024",
        },
        "facts": SERVANT_FACTS,
    },
    "decision_handover": lambda: {
        "signatory": SUPERIOR,
        "values": {
            "handed_day": "Senin, 2 Desember 2024",
            "handed_place": "Kantor Dinas Pendidikan Kota Tirtawangi",
            "decision_number": "009/SK/P.99-71/XI/2024",
            "decision_date": "28 November 2024",
            "receiver": SERVANT,
            "effective": "pada hari kerja kelima belas sejak diterima",
            "remedy": "Keberatan dapat diajukan kepada atasan pejabat yang menghukum.",
        },
        "facts": SERVANT_FACTS,
    },
}
KINDS = tuple(letter_kinds())
REACHED = (
    (
        "Jalan Sumbu Tengah Nomor 1, Telaga, Kota Tirtawangi 99171",
        "Telepon (0999) 555-010 · surel set.tirtawangi@bawaslu.example",
    ),
    ("Jalan Sumbu Utara Nomor 3, Telaga, Kota Tirtawangi 99171", "Telepon (0999) 555-020"),
)


def agencies() -> tuple[Agency, Agency]:
    """Return two offices that no database knows: the supervisor's and the government of an invented city."""
    bawaslu = Agency(code="bawaslu-x", kind="bawaslu", name="Bawaslu Kota Tirtawangi", region_code="99.71")
    return bawaslu, Agency(code="pemkot-x", kind="government", name="Pemerintah Kota Tirtawangi", region_code="99.71")


def draft_of(kind: str, bawaslu: Agency, government: Agency, **changes: Any) -> Draft:
    """Return the invented draft of a kind, written by the office of its side."""
    agency = government if letter_kinds()[kind].side == "government" else bawaslu
    fields: Mapping[str, Any] = {
        "kind": kind,
        "agency": agency,
        "about": "case:12",
        "region_code": agency.region_code,
        "addressee": None,
        "signatory": CHAIR,
        "place": "Tirtawangi",
        "date": DAY,
        **_DRAFTS[kind](),
    }
    return replace(Draft(**fields), **changes)


def sheet_of(kind: str, **changes: Any) -> tuple[Draft, Sheet]:
    """Return the invented draft of a kind and its sheet with a number, as two offices no database knows write it."""
    bawaslu, government = agencies()
    draft = draft_of(kind, bawaslu, government, **changes)
    lines = ("BADAN PENGAWAS PEMILIHAN UMUM", "KOTA TIRTAWANGI")
    heading = Heading(lines, *REACHED[0])
    if draft.agency is government:
        heading = Heading(("PEMERINTAH KOTA TIRTAWANGI", "DINAS PENDIDIKAN"), *REACHED[1])
    return draft, compose(draft, edition_wording(kind, draft.values.get("regime", "")), heading, NUMBER)
