"""Shared form fields, with autocomplete tokens and error messages.

`missing` is the error message for a missing required value.
"""

from typing import Any

from django import forms

from hub.forms.widgets import CheckboxList

MAX_EMAIL_LENGTH = 254  # RFC 5321 4.5.3.1


def _error_messages(missing: str, kwargs: dict[str, object]) -> dict[str, str]:
    own = {"required": missing} if missing else {}
    return {**own, **kwargs.pop("error_messages", {})}


class NameField(forms.CharField):
    """A full name in one field, in any script. Pass `own=False` for another person's name."""

    def __init__(
        self, *, own: bool = True, missing: str = "Enter your name", **kwargs: object
    ) -> None:
        attrs = {"autocomplete": "name" if own else "off", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 120)
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)


class EmailAddressField(forms.EmailField):
    def __init__(
        self, *, own: bool = True, missing: str = "Enter your email address", **kwargs: object
    ) -> None:
        attrs = {"autocomplete": "email" if own else "off", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.EmailInput(attrs=attrs))
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)


class PhoneField(forms.CharField):
    """A phone number in any notation."""

    def __init__(
        self, *, own: bool = True, missing: str = "Enter your phone number", **kwargs: object
    ) -> None:
        attrs = {"type": "tel", "autocomplete": "tel" if own else "off", "class": "short"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 40)
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)


class LongAnswerField(forms.CharField):
    """A long text without `maxlength`: an error message, not the browser, enforces the limit."""

    def __init__(self, *, rows: int = 5, missing: str = "", **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class ChoiceField(forms.ChoiceField):
    """A single choice as radios, none preselected."""

    def __init__(self, *, missing: str = "", **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)


class MultipleChoiceField(forms.MultipleChoiceField):
    """Checkboxes. `exclusive` is the value of an option such as "I do not need anything"."""

    def __init__(self, *, exclusive: str = "", missing: str = "", **kwargs: object) -> None:
        kwargs.setdefault("widget", CheckboxList(exclusive=exclusive))
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)


class ConsentField(forms.BooleanField):
    """A single consent checkbox."""
