"""The page that shows every part with its states; served in the demonstration and to developers only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wasit.look.showcase import examples


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Show every part of the pages in every state."""
    return render(request, "look/components.html", examples(request.now))  # type: ignore[attr-defined]
