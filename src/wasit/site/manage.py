"""Django's own management commands (`wasit manage migrate`), for whoever runs an installation."""

from django.core.management import execute_from_command_line


def command(argv: list[str]) -> int:
    """Hand the arguments to Django."""
    execute_from_command_line(["wasit manage", *argv])
    return 0
