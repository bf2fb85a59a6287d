"""Words for what reading finds in a page of the press."""

from collections.abc import Mapping
from typing import Any

from wasit.text import Words

EVENTS: Mapping[str, Words] = {
    "pakta_integritas": Words(id="Pakta integritas", en="Integrity pact"),
    "surat_edaran": Words(id="Surat edaran", en="Circular"),
    "rakor_sosialisasi": Words(id="Rapat atau sosialisasi", en="Meeting or briefing"),
    "himbauan": Words(id="Imbauan", en="Appeal"),
    "temuan_laporan": Words(id="Temuan atau laporan", en="Finding or report"),
    "proses_klarifikasi": Words(id="Klarifikasi", en="Clarification"),
    "rekomendasi": Words(id="Rekomendasi", en="Recommendation"),
    "sanksi": Words(id="Sanksi", en="Sanction"),
    "statistik_kerawanan": Words(id="Statistik atau kerawanan", en="Statistics or vulnerability"),
    "pokja_satgas": Words(id="Kelompok kerja atau satgas", en="Working group or task force"),
    "pengawasan_medsos": Words(id="Pengawasan media sosial", en="Social media monitoring"),
    "deklarasi_ikrar": Words(id="Deklarasi atau ikrar", en="Declaration or pledge"),
}
SUBJECTS: Mapping[str, Words] = {
    "asn": Words(id="ASN", en="Civil servants"),
    "non_asn": Words(id="Non-ASN", en="Other staff"),
    "kepala_desa": Words(id="Kepala desa", en="Village heads"),
    "tni": Words(id="TNI", en="Armed forces"),
    "polri": Words(id="Polri", en="Police"),
    "kepala_daerah": Words(id="Kepala daerah", en="Regional heads"),
    "penyelenggara": Words(id="Penyelenggara", en="Election organisers"),
}
COUNTS: Mapping[str, Words] = {
    "cases": Words(id="kasus", en="cases"),
    "reports": Words(id="laporan", en="reports"),
    "findings": Words(id="temuan", en="findings"),
    "persons": Words(id="orang", en="persons"),
    "participants": Words(id="peserta", en="participants"),
    "signatories": Words(id="penanda tangan", en="signatories"),
    "witnesses": Words(id="saksi", en="witnesses"),
    "registered": Words(id="diregister", en="registered"),
    "not_registered": Words(id="tidak diregister", en="not registered"),
    "in_process": Words(id="sedang diproses", en="in process"),
    "pending": Words(id="menunggu", en="pending"),
    "clarified": Words(id="diklarifikasi", en="clarified"),
    "referred": Words(id="diteruskan", en="referred"),
    "sanctioned": Words(id="dikenai sanksi", en="sanctioned"),
    "proven": Words(id="terbukti", en="proven"),
    "not_violation": Words(id="bukan pelanggaran", en="no breach"),
    "dismissed": Words(id="tidak terbukti", en="not proven"),
    "stopped": Words(id="dihentikan", en="stopped"),
    "withdrawn": Words(id="dicabut", en="withdrawn"),
    "violation_forms": Words(id="bentuk pelanggaran", en="forms of breach"),
    "kades": Words(id="kepala desa", en="village heads"),
    "village_staff": Words(id="perangkat desa", en="village staff"),
    "provinces": Words(id="provinsi", en="provinces"),
    "regencies": Words(id="kabupaten", en="regencies"),
    "high_risk_regions": Words(id="daerah rawan tinggi", en="regions of high risk"),
    "medium_risk_regions": Words(id="daerah rawan sedang", en="regions of medium risk"),
    "pledge_points": Words(id="butir ikrar", en="points of the pledge"),
    "pokja": Words(id="kelompok kerja", en="working groups"),
    "tps": Words(id="TPS", en="polling stations"),
    "rank": Words(id="peringkat", en="rank"),
}


def event_words(code: str) -> Words:
    """Return the words of an event type; a code that reading learned later is shown as it is."""
    return EVENTS.get(code) or _plain(code)


def count_words(key: str) -> Words:
    """Return what a number counts."""
    return COUNTS.get(key) or _plain(key)


def facts(reading: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a page says, in words: for a list of chips and a sheet of facts."""
    return {
        "events": [event_words(code) for code in reading.get("event_types", ())],
        "regions": [str(place["name"]) for place in reading.get("regions", ())],
        "counts": [(count_words(key), value) for key, value in dict(reading.get("counts") or {}).items()],
        "circulars": [_number(each) for each in reading.get("circular_numbers", ())],
        "institutions": [str(each) for each in reading.get("institutions", ())],
        "subjects": [SUBJECTS.get(code) or _plain(code) for code in reading.get("subjects", ())],
        "days_to_vote": reading.get("days_to_vote"),
        "removed_lines": reading.get("removed_lines"),
        "source": reading.get("source") or "",
        "on_topic": bool(reading.get("on_topic", True)),
    }


def _number(each: Any) -> str:
    return str(each.get("number", "")) if isinstance(each, dict) else str(each)


def _plain(code: str) -> Words:
    shown = code.replace("_", " ")
    return Words(id=shown, en=shown)
