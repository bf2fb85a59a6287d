"""Addresses of insights."""

from django.urls import path

from wasit.insights import views

urlpatterns = [path("hari-ini/", views.home, name="home")]
