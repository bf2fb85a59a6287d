"""Addresses of the room."""

from django.urls import path

from wasit.forwarding.views import deciding, examining, reading, records, working

urlpatterns = [
    path("penerusan/", reading.recommendation_list, name="recommendations"),
    path("penerusan/<int:pk>/", reading.recommendation_page, name="recommendation"),
    path("penerusan/<int:pk>/bukti/<slug:sha256>/", reading.recommendation_evidence, name="recommendation_evidence"),
    path("penerusan/<int:pk>/langkah/<slug:move_id>/", working.recommendation_move, name="recommendation_move"),
    path("penerusan/<int:pk>/surat-tanya/<slug:move_id>/", working.recommendation_letter, name="recommendation_letter"),
    path("penerusan/<int:pk>/alihkan/", working.recommendation_redirect, name="recommendation_redirect"),
    path("penerusan/<int:pk>/penanggung-jawab/", working.recommendation_owner, name="recommendation_owner"),
    path("penerusan/<int:pk>/panggilan/", examining.recommendation_summons, name="recommendation_summons"),
    path("penerusan/<int:pk>/panggilan/diterima/", examining.recommendation_received, name="recommendation_received"),
    path("penerusan/<int:pk>/panggilan/mangkir/", examining.recommendation_missed, name="recommendation_missed"),
    path("penerusan/<int:pk>/tim/", examining.recommendation_team, name="recommendation_team"),
    path("penerusan/<int:pk>/berita-acara/", examining.recommendation_minutes, name="recommendation_minutes"),
    path("penerusan/<int:pk>/keputusan/", deciding.recommendation_decision, name="recommendation_decision"),
    path("penerusan/<int:pk>/penyerahan/", deciding.recommendation_handover, name="recommendation_handover"),
    path("penerusan/<int:pk>/bertanda-tangan/", deciding.recommendation_paper, name="recommendation_paper"),
    path("penerusan/<int:pk>/bertanda-tangan/unduh/", reading.recommendation_signed, name="recommendation_signed"),
    path("penerusan/<int:pk>/keberatan/", deciding.recommendation_contest, name="recommendation_contest"),
    path("penerusan/<int:pk>/putusan-keberatan/", deciding.recommendation_verdict, name="recommendation_verdict"),
    path("penerusan/<int:pk>/rekam-jejak/", records.recommendation_record, name="recommendation_record"),
    path("rekam-jejak/", records.record_search, name="records"),
    path("rekam-jejak/<int:person>/", records.record, name="record"),
]
