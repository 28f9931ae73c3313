"""The question if somebody wants text messages, in forms that ask for a phone number."""

from typing import Any

from django import forms

from events.channels import sends_texts
from hub.mobile_numbers import mobile_number

NOT_MOBILE = "Enter a mobile number, or take the tick at the text messages away"


class TextsMixin(forms.Form):
    """Consent to texts on the number in the field `phone`. Asked only if the site sends texts."""

    texts = forms.BooleanField(
        label="Text me on this number",
        help_text=(
            "For a mobile. We send you short texts: your code, what changes, and a reminder. "
            "You can stop them at any time."
        ),
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not sends_texts():
            del self.fields["texts"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("texts") and not ("phone" in self.errors or _has_mobile(cleaned)):
            self.add_error("phone", NOT_MOBILE)
        return cleaned


def _has_mobile(cleaned: dict[str, Any]) -> bool:
    return bool(mobile_number(cleaned.get("phone", "")))
