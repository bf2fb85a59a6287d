"""The cellar: words in two languages, problems a reader can mend, regions and plain text work."""

from wasit.text.calls import CallParser, whole_number
from wasit.text.speech import Problem, Words, reader_language

__all__ = ["CallParser", "Problem", "Words", "reader_language", "whole_number"]
