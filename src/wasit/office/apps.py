"""The secretariat as a Django application."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Declares the journal verbs of this room."""

    name = "wasit.office"
    label = "office"

    def ready(self) -> None:
        """Give every verb of this room its words."""
        from wasit.office import verbs

        verbs.declare(verbs.OFFICE_VERBS)
