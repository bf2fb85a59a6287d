"""The room `cases` as a Django application."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Declares the journal verbs of this room."""

    name = "wasit.cases"
    label = "cases"

    def ready(self) -> None:
        """Give every verb of this room its words."""
        from wasit.cases.verbs import JOURNAL_VERBS
        from wasit.office import verbs

        verbs.declare(JOURNAL_VERBS)
