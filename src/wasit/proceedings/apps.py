"""The room `proceedings` as a Django application: it has no tables of its own, only words in two languages."""

from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    """Lets Django find the translations of this room."""

    name = "wasit.proceedings"
    label = "proceedings"
