"""All addresses: Indonesian, without a language prefix, so that a link printed in a letter works for every reader."""

from django.conf import settings
from django.urls import include, path

from wasit.look.views import components
from wasit.office.permission import public
from wasit.site import views

urlpatterns = [
    path("", views.front, name="front"),
    path("bahasa/", views.language, name="language"),
    path("health/", views.health, name="health"),
    path("mulai/", views.walk, name="walk"),
    path("", include("wasit.office.urls")),
    path("", include("wasit.insights.urls")),
    path("", include("wasit.rosters.urls")),
    path("", include("wasit.cases.urls")),
    path("", include("wasit.monitoring.urls")),
    path("", include("wasit.letters.urls")),
    path("", include("wasit.forwarding.urls")),
    path("", include("wasit.reconciliation.urls")),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("komponen/", public(components), name="components"))
