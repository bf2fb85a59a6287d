"""Addresses of the rosters."""

from django.urls import path

from wasit.rosters import views

urlpatterns = [
    path("pegawai/", views.people, name="people"),
    path("pegawai/impor/", views.roster_import, name="roster_import"),
    path("pegawai/impor/contoh/", views.roster_example, name="roster_example"),
    path("pegawai/impor/<int:pk>/", views.roster_import_run, name="roster_import_run"),
    path("pegawai/<int:pk>/", views.person, name="person"),
    path("unit/", views.units, name="units"),
    path("unit/<path:code>/", views.unit, name="unit"),
]
