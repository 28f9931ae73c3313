"""The form for contributions."""

import uuid
from typing import Any, cast

from django import forms
from django.http import QueryDict

from hub.forms.base import SiteForm
from hub.forms.fields import (
    ChoiceField,
    ConsentField,
    EmailAddressField,
    LongAnswerField,
    NameField,
    PhoneField,
)
from hub.forms.widgets import HoneypotInput
from hub.signed_links import UidSigner, UnknownLink
from stories.models import Contribution

MAX_LENGTH = 20_000  # characters

_SIGNER = UidSigner(salt="stories.share")


def new_form_key() -> str:
    """Return a signed key for one form, so that only forms rendered here are accepted."""
    return _SIGNER.token_for(uuid.uuid4())


class ShareForm(SiteForm):
    kind = ChoiceField(
        label="What would you like to share?",
        choices=Contribution.Kind.choices,
        missing="Choose what you would like to share",
    )
    title = forms.CharField(label="Does it have a title?", max_length=120, required=False)
    words = LongAnswerField(
        label="Your words",
        help_text="Write it your way. We keep your lines as you write them.",
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        strip=False,
        max_length=MAX_LENGTH,
        missing="Write or paste your words",
    )
    name = NameField(
        label="What should we call you?",
        help_text="We show this beside your words. You can use a made-up name.",
        required=False,
    )
    wants_no_name = ConsentField(label="I do not want a name beside my words", required=False)
    email = EmailAddressField(
        label="Your email address",
        help_text="So that we can talk to you about it. We do not show it to anyone.",
        required=False,
    )
    phone = PhoneField(label="Your phone number", required=False)
    consent = ChoiceField(
        label="Can we put it on this site?",
        help_text="You can change your mind at any time.",
        choices=Contribution.Consent.choices,
        missing="Choose if we can put it on this site",
    )
    website = forms.CharField(required=False, widget=HoneypotInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    without_optional_mark = ("name",)

    def clean_words(self) -> str:
        words = self.cleaned_data["words"].replace("\r\n", "\n").strip("\n")
        if not words.strip():
            raise forms.ValidationError("Write or paste your words")
        return words.rstrip()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        answers["form_key"] = self._form_key(answers)
        if not answers.get("name") and not answers.get("wants_no_name"):
            self.add_error("name", "Enter a name, or tick the box under it for no name")
        wants_contact = answers.get("consent") == Contribution.Consent.ASK
        has_contact = answers.get("email") or answers.get("phone")
        if wants_contact and not has_contact and "email" not in self.errors:
            self.add_error("email", "Enter an email address or a phone number, so that we can talk")
        return answers

    def _form_key(self, answers: dict[str, Any]) -> uuid.UUID | None:
        """Return the verified key. Add an error if it is invalid or the honeypot is filled."""
        try:
            key = _SIGNER.uid_in(answers.get("key", ""))
        except UnknownLink:
            key = None
        if key is None or answers.get("website"):
            self.add_error(None, "Press the button once more. Your words are still here")
        return key

    @property
    def answers(self) -> dict[str, Any]:
        """Return the data to save, without the signed key and the honeypot."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("key", "website")
        }

    def with_valid_key(self) -> "ShareForm":
        """Return this form, with a new key if its own is invalid."""
        if not self.cleaned_data.get("form_key"):
            data = cast(QueryDict, self.data).copy()
            data["key"] = new_form_key()
            self.data = data
        return self
