"""The room `reconciliation` as a Django application."""

from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    """Declares the journal verbs of this room."""

    name = "wasit.reconciliation"
    label = "reconciliation"

    def ready(self) -> None:
        """Give every verb of this room its words."""
        from wasit.office import verbs
        from wasit.reconciliation.verbs import JOURNAL_VERBS

        verbs.declare(JOURNAL_VERBS)
