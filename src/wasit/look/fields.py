"""How the control of a form field is drawn and tied to its hint and its error."""

from collections.abc import Iterator

from django.forms import BoundField
from django.utils.safestring import SafeString

_KINDS = {"radioselect": "picks", "checkboxselectmultiple": "picks", "checkbox": "pick"}


def kind_of(bound: BoundField) -> str:
    """Return "picks" for several cards, "pick" for one card with a box, empty for an ordinary control."""
    return _KINDS.get(bound.widget_type, "")


def control(bound: BoundField, *, hinted: bool) -> SafeString:
    """Return the HTML of the control; the cards of "picks" are drawn one by one by the template instead."""
    kind = kind_of(bound)
    if kind == "picks":
        return SafeString("")
    attrs: dict[str, str | bool] = {}
    described = " ".join(_described(bound, hinted))
    if described:
        attrs["aria-describedby"] = described
    if kind != "pick":
        base = "form-select" if bound.widget_type.startswith("select") else "form-control"
        given = bound.field.widget.attrs.get("class", "")
        attrs["class"] = " ".join(filter(None, (base, given, "bad" if bound.errors else "")))
    return bound.as_widget(attrs=attrs)


def _described(bound: BoundField, hinted: bool) -> Iterator[str]:
    if hinted:
        yield f"{bound.auto_id}_helptext"
    if bound.errors:
        yield f"{bound.auto_id}_error"
