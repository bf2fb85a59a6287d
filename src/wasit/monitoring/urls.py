"""Addresses of the room."""

from django.urls import path

from wasit.monitoring.views import clippings, deliveries, triage

urlpatterns = [
    path("pilah/", triage.first, name="triage"),
    path("pilah/<int:pk>/", triage.one, name="hit"),
    path("pilah/<int:pk>/jadikan/", triage.confirm, name="hit_confirm"),
    path("pilah/<int:pk>/bukan/", triage.dismiss, name="hit_dismiss"),
    path("pilah/<int:pk>/tunda/", triage.postpone, name="hit_postpone"),
    path("pilah/<int:pk>/gabung/", triage.merge, name="hit_merge"),
    path("pilah/<int:pk>/lepas/", triage.unmerge, name="hit_unmerge"),
    path("pilah/<int:pk>/pisah/", triage.separate, name="hit_separate"),
    path("pilah/<int:pk>/urungkan/", triage.undo, name="hit_undo"),
    path("pilah/<int:pk>/ambil/", triage.take, name="hit_take"),
    path("pilah/<int:pk>/banding/<int:other>/", triage.compare, name="hit_compare"),
    path("kiriman/", deliveries.board, name="deliveries"),
    path("kiriman/<int:pk>/", deliveries.one, name="delivery"),
    path("kiriman/<int:pk>/lanjut/", deliveries.resume, name="delivery_resume"),
    path("kiriman/<int:pk>/jeda/", deliveries.pause, name="delivery_pause"),
    path("kiriman/saring-ulang/", deliveries.screen_again, name="screen_again"),
    path("kliping/", clippings.board, name="clippings"),
    path("kliping/<int:pk>/", clippings.one, name="clipping"),
    path("tangkapan/<int:pk>/", clippings.capture, name="capture"),
    path("tangkapan/<int:pk>/asli/", clippings.original, name="capture_original"),
]
