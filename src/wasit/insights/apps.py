"""Insights as a Django application: it reads every room and is read by none."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Has pages but no tables of its own yet."""

    name = "wasit.insights"
    label = "insights"
