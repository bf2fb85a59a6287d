"""Insights as a Django application: it reads every room and is read by none."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Has pages but no tables of its own yet."""

    name = "wasit.insights"
    label = "insights"

    def ready(self) -> None:
        """Give the verbs of calendar addresses, whose page stands here, their words."""
        from wasit.office import verbs
        from wasit.office.feeds import FEED_VERBS

        verbs.declare(FEED_VERBS)
