"""Reading: what a news page says – regions, events, numbers, letters, bodies, conduct – with the place of each fact."""

from wasit.reading.command import read
from wasit.reading.page import Page, Span
from wasit.reading.places import Place
from wasit.reading.reader import read_page

__all__ = ["Page", "Place", "Span", "read", "read_page"]
