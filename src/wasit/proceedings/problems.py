"""Problems of input that belong to one field, so that a page can show them beside it."""

from wasit.text import Problem, Words


class FieldProblem(Problem):
    """Bad input in the field `field`."""

    def __init__(self, field: str, words: Words) -> None:
        super().__init__(words)
        self.field = field


def missing(field: str, label: Words) -> FieldProblem:
    """Return the problem of a field that was left empty."""
    return FieldProblem(field, Words(id=f"{label.id} belum diisi.", en=f"{label.en} is missing."))
