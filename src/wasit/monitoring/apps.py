"""The room `monitoring` as a Django application."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """Declares the journal verbs of this room."""

    name = "wasit.monitoring"
    label = "monitoring"

    def ready(self) -> None:
        """Give every verb of this room its words."""
        from wasit.monitoring.verbs import JOURNAL_VERBS
        from wasit.office import verbs

        verbs.declare(JOURNAL_VERBS)
