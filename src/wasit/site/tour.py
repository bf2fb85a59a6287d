"""The newcomer's walk through the main job: what to do, where, and what to notice."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach


@dataclass(frozen=True)
class Step:
    """One step of the walk; `url` is empty where the reader's role may not open the page."""

    title: str
    text: str
    url: str
    button: str


def steps(reach: Reach) -> list[Step]:
    """Return the seven steps from a weekend's posts to a case under a clock."""

    def link(name: str, permission: str) -> str:
        return reverse(name) if reach.roles & {str(role) for role in ROLES_BY_PERMISSION[permission]} else ""

    return [
        Step(
            _("Lihat apa yang menunggu"),
            _("Pekerjaan diurutkan menurut tenggat hukum. Yang lewat di atas, dengan pasal dan tanggalnya."),
            link("home", "home.view"),
            _("Buka Hari ini"),
        ),
        Step(
            _("Masukkan unggahan dan berita"),
            _(
                "Kirim berkas unggahan publik (CSV, JSONL, Parquet), halaman berita, atau tempelkan teksnya. "
                "Setiap tangkapan disegel dengan SHA-256 sebelum dibaca."
            ),
            link("deliveries", "monitoring.deliver"),
            _("Buka Kiriman"),
        ),
        Step(
            _("Pilah indikasi"),
            _(
                "Setiap indikasi menjelaskan dirinya: siapa yang mungkin, paslon mana, perbuatan apa, dan mengapa. "
                "Tidak satu pun selalu pilihan yang setara. Anda yang memutuskan, bukan mesin."
            ),
            link("triage", "monitoring.triage"),
            _("Buka Pilah"),
        ),
        Step(
            _("Jadikan temuan atau informasi awal"),
            _("Tekan D atau tombolnya. Bukti, waktu, orang, dan pasal ikut ke perkara sebagai salinan tetap."),
            link("triage", "monitoring.triage"),
            _("Buka Pilah"),
        ),
        Step(
            _("Kajian awal"),
            _("Periksa syarat formal dan materiel satu per satu. Yang kurang diberi tahu; yang lengkap diregister."),
            link("cases", "cases.view"),
            _("Buka Perkara"),
        ),
        Step(
            _("Ikuti tenggatnya"),
            _(
                "Halaman perkara menunjukkan apa yang ditunggu hukum, sampai kapan, dan mengapa: pasal, hari dihitung, "
                "hari yang dilewati. Nilai yang belum pasti ditandai agar ahli hukum Anda memastikannya."
            ),
            link("cases", "cases.view"),
            _("Buka Perkara"),
        ),
        Step(
            _("Periksa jejaknya"),
            _("Setiap langkah dan setiap pembacaan berkas tercatat dalam jurnal berantai. Ubahan pun terlihat."),
            link("journal", "journal.view"),
            _("Buka Jurnal"),
        ),
    ]
