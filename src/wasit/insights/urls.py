"""Addresses of insights."""

from django.urls import path

from wasit.insights.views import calendar, search, today

urlpatterns = [
    path("hari-ini/", today.home, name="home"),
    path("cari/", search.search, name="search"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/buat/", calendar.calendar_make, name="calendar_make"),
    path("kalender/cabut/", calendar.calendar_revoke, name="calendar_revoke"),
    path("kalender/<slug:token>.ics", calendar.calendar_feed, name="calendar_feed"),
]
