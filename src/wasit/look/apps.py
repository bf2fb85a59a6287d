"""Tells Django that the look exists."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """The look of every page."""

    name = "wasit.look"
    label = "look"
    verbose_name = "Tampilan"
