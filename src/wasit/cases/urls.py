"""Addresses of the room."""

from django.urls import path

from wasit.cases.views import opening, reading, working

urlpatterns = [
    path("perkara/", reading.case_list, name="cases"),
    path("perkara/baru/", opening.case_new, name="case_new"),
    path("perkara/<int:pk>/", reading.case_page, name="case"),
    path("perkara/<int:pk>/cetak/", reading.case_print, name="case_print"),
    path("perkara/<int:pk>/jurnal/", reading.case_journal, name="case_journal"),
    path("perkara/<int:pk>/langkah/<slug:move_id>/", working.case_move, name="case_move"),
    path("perkara/<int:pk>/syarat/", working.case_requirements, name="case_requirements"),
    path("perkara/<int:pk>/orang/", working.case_party, name="case_party"),
    path("perkara/<int:pk>/perbuatan/", working.case_act, name="case_act"),
    path("perkara/<int:pk>/bukti/", working.case_evidence, name="case_evidence"),
    path("perkara/<int:pk>/bukti/<int:item>/", reading.evidence_file, name="case_evidence_file"),
    path("perkara/<int:pk>/catatan/", working.case_note, {"kind": "remark"}, name="case_remark"),
    path("perkara/<int:pk>/kajian/", working.case_note, {"kind": "study"}, name="case_study"),
    path("perkara/<int:pk>/penanggung-jawab/", working.case_handler, name="case_handler"),
    path("perkara/<int:pk>/identitas/", working.case_identity, name="case_identity"),
]
