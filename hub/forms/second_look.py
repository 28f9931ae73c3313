"""A second look at an odd answer: asked about once, kindly, and never refused.

The page of a field with a second look sends back which values it has asked about or shown before
(`<name>-asked`). Data without that comes from no such page, such as a stored answer, and is not
asked about. Pressing the button again keeps the value; a tick takes the suggestion instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

MAX_ASKED = 10  # values that one page remembers


@dataclass(frozen=True)
class Doubt:
    """A question about one value. Without `can_keep` the value is an error: only the suggestion can be taken."""

    value: str
    words: str
    suggestion: str = ""
    can_keep: bool = True


class SuggestionMixin:
    """A text input whose suggestion, if ticked, comes after it under the same name.

    It counts only beside the value that it was made for: what has been typed since goes first.
    Nothing but the data decides, so that stored data gives the same answer.
    """

    def suggestion_for(self, value: str) -> str:
        """Return what was probably meant, or ""."""
        return ""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> object:
        value = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        typed, *ticked = (data.getlist(name) if hasattr(data, "getlist") else []) or [value]
        if ticked:
            return ticked[-1] if ticked[-1] == self.suggestion_for(typed) else typed
        return value


class SecondLookMixin:
    """A field with a second look."""

    def doubt_about(self, value: str) -> Doubt | None:
        """Return what is odd about a valid value."""
        return None

    def suggestion_of_wrong(self, value: str) -> Doubt | None:
        """Return the suggestion for a value that is an error."""
        return None


def asked_name(html_name: str) -> str:
    return f"{html_name}-asked"


def doubts_of(form: forms.BaseForm) -> dict[str, Doubt]:
    """Return the doubts about the answers of a bound and cleaned form, by field."""
    doubts = {}
    for name, field in form.fields.items():
        bound = form[name]
        if not isinstance(field, SecondLookMixin) or asked_name(bound.html_name) not in form.data:
            continue
        if name in form.errors:
            doubt = field.suggestion_of_wrong(str(bound.data or ""))
        else:
            value = form.cleaned_data.get(name) or ""
            doubt = None if _is_in(value, _posted(bound)) else field.doubt_about(value)
        if doubt:
            doubts[name] = doubt
    return doubts


def asked_values(bound: forms.BoundField) -> list[str]:
    """Return the values that the page says it has asked about. The first is empty, a mark."""
    if not bound.form.is_bound:
        shown = bound.value()  # an answer from before: it has been accepted
        return ["", *([str(shown)] if shown else [])]
    doubt = bound.form.doubts.get(bound.name)  # type: ignore[attr-defined]
    values = [*_posted(bound), *([doubt.value] if doubt and doubt.can_keep else [])]
    return ["", *list(dict.fromkeys(value for value in values if value))[-MAX_ASKED:]]


def _posted(bound: forms.BoundField) -> list[str]:
    data, name = bound.form.data, asked_name(bound.html_name)
    return list(data.getlist(name)) if hasattr(data, "getlist") else [data.get(name, "")]


def _is_in(value: str, values: list[str]) -> bool:
    return " ".join(value.split()) in [" ".join(each.split()) for each in values]
