"""The room `forwarding` as a Django application."""

from django.apps import AppConfig


class ForwardingConfig(AppConfig):
    """Declares the journal verbs of this room."""

    name = "wasit.forwarding"
    label = "forwarding"

    def ready(self) -> None:
        """Give every verb of this room its words."""
        from wasit.forwarding.verbs import JOURNAL_VERBS
        from wasit.office import verbs

        verbs.declare(JOURNAL_VERBS)
