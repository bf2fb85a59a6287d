"""The cellar: words in two languages, problems a reader can mend, regions and plain text work."""

from wasit.text.speech import Problem, Words, reader_language

__all__ = ["Problem", "Words", "reader_language"]
