"""Shared form fields, with autocomplete tokens and error messages.

`missing` is the error message for a missing required value.
"""

from typing import Any

from django import forms

from hub.forms.widgets import CheckboxList

MAX_EMAIL_LENGTH = 254  # RFC 5321 4.5.3.1


class MissingMessageMixin:
    def __init__(self, *, missing: str = "", **kwargs: object) -> None:
        messages = {"required": missing} if missing else {}
        super().__init__(error_messages=messages | kwargs.pop("error_messages", {}), **kwargs)


class NameField(MissingMessageMixin, forms.CharField):
    """A full name in one field, in any script. Pass `own=False` for another person's name."""

    def __init__(
        self, *, own: bool = True, missing: str = "Enter your name", **kwargs: object
    ) -> None:
        attrs = {"autocomplete": "name" if own else "off", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 120)
        super().__init__(missing=missing, **kwargs)


class EmailAddressField(MissingMessageMixin, forms.EmailField):
    def __init__(
        self, *, own: bool = True, missing: str = "Enter your email address", **kwargs: object
    ) -> None:
        attrs = {"autocomplete": "email" if own else "off", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.EmailInput(attrs=attrs))
        super().__init__(missing=missing, **kwargs)


class PhoneField(MissingMessageMixin, forms.CharField):
    """A phone number in any notation."""

    def __init__(
        self, *, own: bool = True, missing: str = "Enter your phone number", **kwargs: object
    ) -> None:
        attrs = {"type": "tel", "autocomplete": "tel" if own else "off", "class": "short"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 40)
        super().__init__(missing=missing, **kwargs)


class LongAnswerField(MissingMessageMixin, forms.CharField):
    """A long text without `maxlength`: an error message, not the browser, enforces the limit."""

    def __init__(self, *, rows: int = 5, **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class ChoiceField(MissingMessageMixin, forms.ChoiceField):
    """A single choice as radios, none preselected."""

    widget = forms.RadioSelect


class MultipleChoiceField(MissingMessageMixin, forms.MultipleChoiceField):
    """Checkboxes. `exclusive` is the value of an option such as "I do not need anything"."""

    def __init__(self, *, exclusive: str = "", **kwargs: object) -> None:
        kwargs.setdefault("widget", CheckboxList(exclusive=exclusive))
        super().__init__(**kwargs)


class ConsentField(forms.BooleanField):
    """A single consent checkbox."""
