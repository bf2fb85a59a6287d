"""The room `rosters` as a Django application."""

from django.apps import AppConfig


class RostersConfig(AppConfig):
    """Declares the journal verbs of this room."""

    name = "wasit.rosters"
    label = "rosters"

    def ready(self) -> None:
        """Give every verb of this room its words."""
        from wasit.office import verbs
        from wasit.rosters.verbs import JOURNAL_VERBS

        verbs.declare(JOURNAL_VERBS)
