"""The roof as a Django application: management of the whole, no tables of its own."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Holds the templates and static files that belong to no single room."""

    name = "wasit.site"
    label = "wasit_site"
