"""Shared form fields, with autocomplete tokens and error messages.

`missing` is the error message for a missing required value.
"""

from typing import Any

from django import forms

from hub.forms.widgets import CheckboxList

MAX_EMAIL_LENGTH = 254  # RFC 5321 4.5.3.1


class MissingMessageMixin:
    """A field with the error messages in `messages`. Those that a form gives go before them."""

    messages: dict[str, str] = {}

    def __init__(self, *, missing: str = "", **kwargs: object) -> None:
        messages = self.messages | ({"required": missing} if missing else {})
        super().__init__(error_messages=messages | kwargs.pop("error_messages", {}), **kwargs)


class AutocompleteMixin(MissingMessageMixin):
    """A fact about one person. Pass `own=False` for another person's."""

    autocomplete: str
    attrs = {"spellcheck": "false"}

    def __init__(self, *, own: bool = True, **kwargs: object) -> None:
        attrs = {"autocomplete": self.autocomplete if own else "off", **self.attrs}
        kwargs.setdefault("widget", self.widget(attrs=attrs))
        super().__init__(**kwargs)


class NameField(AutocompleteMixin, forms.CharField):
    """A full name in one field, in any script."""

    autocomplete = "name"
    messages = {"required": "Enter your name"}

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"max_length": 120, **kwargs})


class EmailAddressField(AutocompleteMixin, forms.EmailField):
    autocomplete = "email"
    messages = {"required": "Enter your email address"}


class PhoneField(AutocompleteMixin, forms.CharField):
    """A phone number in any notation."""

    autocomplete = "tel"
    attrs = {"type": "tel", "class": "short"}
    messages = {"required": "Enter your phone number"}

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"max_length": 40, **kwargs})


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
