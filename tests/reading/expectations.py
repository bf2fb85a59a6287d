"""What a careful reader finds in the invented pages beside this file and in the source documents; the comparison."""

import json
import os
from pathlib import Path
from typing import Any

from wasit.reading import Page, read_page

PAGES = Path(__file__).parent / "pages"
SEEDS = Path(os.environ.get("WASIT_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "seeds"
# Orders that the text decides stay as they are; kinds and bodies are sets.
_SETS = {"event_types", "institutions", "subjects", "conduct"}


def invented() -> list[Path]:
    """Return the invented pages."""
    return sorted(path for path in PAGES.iterdir() if path.suffix in {".txt", ".html"})


def wanted(path: Path) -> dict[str, Any]:
    """Return what the page at `path` should say."""
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def said(page: Page, field: str) -> Any:
    """Return what `page` says in the form in which expectations are written."""
    if field == "regions":
        return [place.code for place in page.regions]
    if field == "regions_main":
        return page.regions[0].code if page.regions else None
    return page.as_json()[field]


def differences(page: Page, expected: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return, by field, what was expected and what was read where the two differ."""
    wrong: dict[str, tuple[Any, Any]] = {}
    for field, want in expected.items():
        if field == "body_lacks":
            got: Any = [text for text in want if text in page.body]
            want = []
        elif field == "body_has":
            got = [text for text in want if text in page.body]
        elif field.endswith("_has"):
            got = [value for value in want if value in said(page, field.removesuffix("_has"))]
        else:
            got = said(page, field)
            if field in _SETS:
                want, got = sorted(want), sorted(got)
        if got != want:
            wrong[field] = (want, got)
    return wrong


def read(path: Path) -> Page:
    """Read the page at `path`."""
    return read_page(path.read_bytes(), file=path.name)


_CITY = {
    "circulars": [],
    "subjects": ["asn"],
    "conduct": [],
    "conduct_role": None,
    "days_to_vote": None,
    "on_topic": True,
}
SOURCE_DOCUMENTS: dict[str, dict[str, Any]] = {
    "malang-2018-malangtimes": {
        **_CITY,
        "regions": ["35.73"], "published": "2018-12-13", "source": "MALANGTIMES", "title": None,
        "counts": {"participants": 171, "cases": 2},
        "event_types": ["rakor_sosialisasi", "himbauan", "temuan_laporan", "proses_klarifikasi"],
        "conduct": ["campaign_online"], "conduct_role": "alleged",
        "institutions": ["Pemerintah Kota Malang", "Bawaslu Kota Malang"],
        "body_lacks": ["End of content", "No more pages", "Foto:"],
    },
    "malang-2024-ulasanfakta": {
        **_CITY,
        "regions": ["35.73"], "published": "2024-10-01", "source": "ULASANFAKTA.COM", "counts": {"cases": 0},
        "title": "Pantau Netralitas ASN, Pemkot Malang Koordinasi Dengan Bawaslu",
        "event_types": ["pakta_integritas", "himbauan"], "institutions": ["Pemerintah Kota Malang", "Bawaslu"],
        "body_lacks": [
            "Notification", "×", "Kategori", "Cari Berita", "Indeks", "Views", "Last Updated", "Google News",
            "Terbaru",
            "Foto:", "Sumber:",
        ],
    },
    "malang-2024-viva": {
        **_CITY,
        "regions": ["35.73"], "published": "2024-10-01", "source": "VIVA", "counts": {"cases": 0},
        "title": "Pemkot Malang Serahkan Bawaslu Dalam Pengawasan Netralitas ASN di Pilkada",
        "event_types": ["pakta_integritas", "himbauan"], "institutions": ["Pemerintah Kota Malang", "Bawaslu Kota Malang"],
        "body_lacks": ["Sumber :", "Uki Rama"],
    },
    "cirebon-2024-jabartangang": {
        **_CITY,
        "regions": ["32.74"], "published": "2024-10-24", "source": "Jabartangang.com", "counts": {}, "days_to_vote": 33,
        "title": "Pj Wali Kota Tegaskan Netralitas ASN Jelang Pilkada 2024", "subjects": ["asn", "non_asn"],
        "event_types": ["rakor_sosialisasi", "surat_edaran", "himbauan", "pokja_satgas", "pengawasan_medsos"],
        "circulars": [{"number": "100.1.4.1/SE-22-PKASN", "date": "2024-07-28"}],
        "circular_numbers": ["100.1.4.1/SE-22-PKASN"],
        "institutions": ["Pemerintah Kota Cirebon", "Bawaslu Kota Cirebon"], "body_lacks": ["views"],
    },
    "bima-2024-gardaasakota": {
        **_CITY,
        "regions": ["52.72"], "published": None, "source": "Gardaasakota.com", "counts": {"cases": 12},
        "title": "Bawaslu Harap Pj Wali Kota Bima Jadi Penegak Netralitas ASN pada Pemilihan 2024",
        "event_types": ["pakta_integritas", "rakor_sosialisasi", "pokja_satgas", "statistik_kerawanan"],
        "institutions": ["Pemerintah Kota Bima", "Bawaslu Kota Bima"],
        "body_lacks": ["Tinggalkan", "Alamat email", "Ruas yang wajib", "cannot copy"],
    },
}  # fmt: skip
