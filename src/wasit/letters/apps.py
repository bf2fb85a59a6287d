"""The room `letters` as a Django application."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Declares the journal verbs of this room."""

    name = "wasit.letters"
    label = "letters"

    def ready(self) -> None:
        """Give every verb of this room its words."""
        from wasit.letters.verbs import JOURNAL_VERBS
        from wasit.office import verbs

        verbs.declare(JOURNAL_VERBS)
