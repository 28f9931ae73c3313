"""Shared form fields, with autocomplete tokens and error messages.

`missing` is the error message for a missing required value.
"""

import unicodedata
from typing import Any

from django import forms
from django.conf import settings

from hub.email_addresses import validate_email_address
from hub.email_suggestions import suggestion_for
from hub.forms.second_look import Doubt, SecondLookMixin, SuggestionMixin
from hub.forms.widgets import CheckboxList
from hub.phone_numbers import doubt_about

MAX_EMAIL_LENGTH = 254  # RFC 5321 4.5.3.1
CANNOT_MAIL = (
    "Our email cannot reach an address with “%s” before the @. "
    "Give us another way to reach you, or phone us"
)


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


class EmailAddressInput(SuggestionMixin, forms.EmailInput):
    def suggestion_for(self, value: str) -> str:
        return suggestion_for(value)


class EmailAddressField(SecondLookMixin, AutocompleteMixin, forms.EmailField):
    """An e-mail address in any script. A likely slip is asked about."""

    autocomplete = "email"
    messages = {"required": "Enter your email address"}
    widget = EmailAddressInput
    default_validators = [validate_email_address]

    def to_python(self, value: object) -> str:
        return unicodedata.normalize("NFC", super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        odd = next((char for char in value.rpartition("@")[0] if not char.isascii()), "")
        if odd and not settings.EMAIL_SMTPUTF8:
            raise forms.ValidationError(CANNOT_MAIL % odd, code="cannot_mail")

    def doubt_about(self, value: str) -> Doubt | None:
        if not (suggestion := suggestion_for(value)):
            return None
        words = f"You wrote {value}. Did you mean {suggestion}?"
        return Doubt(value, words, suggestion)

    def suggestion_of_wrong(self, value: str) -> Doubt | None:
        suggestion = suggestion_for(value)
        try:
            validate_email_address(suggestion)
        except forms.ValidationError:
            return None
        return Doubt(value, f"Did you mean {suggestion}?", suggestion, can_keep=False)


class PhoneField(SecondLookMixin, AutocompleteMixin, forms.CharField):
    """A phone number from anywhere, in any notation. One that nobody can dial is asked about."""

    autocomplete = "tel"
    attrs = {"type": "tel", "class": "short"}
    messages = {"required": "Enter your phone number"}

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"max_length": 40, **kwargs})

    def doubt_about(self, value: str) -> Doubt | None:
        words = doubt_about(value)
        return Doubt(value, f"You wrote {value}. {words}") if words else None


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
