"""Questions that many forms ask, each with its autocomplete token and its own sentences.

`missing` is what to say when a needed answer is not there.
"""

from typing import Any

from django import forms

from hub.forms.widgets import CheckboxList

MAX_EMAIL_LENGTH = 254  # RFC 5321 4.5.3.1


def _error_messages(missing: str, kwargs: dict[str, object]) -> dict[str, str]:
    own = {"required": missing} if missing else {}
    return {**own, **kwargs.pop("error_messages", {})}


class NameField(forms.CharField):
    """A person's name in one field, any letters. Say `own=False` for somebody else's name."""

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
    """A phone number, with any spaces or signs that a person likes to write."""

    def __init__(
        self, *, own: bool = True, missing: str = "Enter your phone number", **kwargs: object
    ) -> None:
        attrs = {"type": "tel", "autocomplete": "tel" if own else "off", "class": "short"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 40)
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)


class LongAnswerField(forms.CharField):
    """Some sentences. The browser never cuts them off: our own message says when they are too long."""

    def __init__(self, *, rows: int = 5, missing: str = "", **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class ChoiceField(forms.ChoiceField):
    """One answer from a list: radios, none chosen in advance."""

    def __init__(self, *, missing: str = "", **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)


class MultipleChoiceField(forms.MultipleChoiceField):
    """Any number of answers from a list. `exclusive` is the value of "I do not need anything"."""

    def __init__(self, *, exclusive: str = "", missing: str = "", **kwargs: object) -> None:
        kwargs.setdefault("widget", CheckboxList(exclusive=exclusive))
        super().__init__(error_messages=_error_messages(missing, kwargs), **kwargs)


class ConsentField(forms.BooleanField):
    """One tick box that says yes to the words beside it."""
