"""The question if somebody wants text messages, in forms with a field `phone`.

A form declares `texts = TextsField()`, and calls `offer_texts` and `check_texts`.
"""

from django import forms

from events.channels import sends_texts
from hub.phone_numbers import mobile_number

NOT_MOBILE = "Enter a mobile number, or take the tick at the text messages away"


class TextsField(forms.BooleanField):
    """Consent to texts on the number in the field `phone`."""

    def __init__(self) -> None:
        super().__init__(
            label="Text me on this number",
            help_text=(
                "For a mobile. We send you short texts: your code, what changes, and a reminder. "
                "You can stop them at any time."
            ),
            required=False,
        )


def offer_texts(form: forms.Form) -> None:
    """Take the question out if the site sends no texts."""
    if not sends_texts():
        del form.fields["texts"]


def check_texts(form: forms.Form) -> None:
    """Add an error to the phone number if it cannot get the texts that are wished."""
    is_good = "phone" in form.errors or mobile_number(form.cleaned_data.get("phone", ""))
    if form.cleaned_data.get("texts") and not is_good:
        form.add_error("phone", NOT_MOBILE)
