"""The feedback form: one short page without identifying fields."""

import uuid
from typing import Any

from django import forms

from events.bookings.errors import MESSAGES
from events.models import Feedback
from hub.forms.base import SiteForm
from hub.forms.clean import paragraphs
from hub.forms.fields import ChoiceField, LongAnswerField

MAX_LENGTH = 2000


class FeedbackForm(SiteForm):
    """A form of optional fields, at least one of which must be filled in."""

    needs_met = ChoiceField(
        label="Did you get what you asked for?",
        help_text="For example captions, a break, or someone to talk to.",
        choices=Feedback.GotIt.choices,
        required=False,
    )
    how_it_was = LongAnswerField(
        label="How was it for you?", rows=4, max_length=MAX_LENGTH, required=False
    )
    do_better = LongAnswerField(
        label="What should we do better?", rows=4, max_length=MAX_LENGTH, required=False
    )
    form_key = forms.CharField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def clean_form_key(self) -> uuid.UUID:
        """Return the idempotency key, or a new one for a malformed value."""
        try:
            return uuid.UUID(self.cleaned_data["form_key"])
        except ValueError:
            return uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        texts = ("how_it_was", "do_better")
        answers |= {name: paragraphs(answers[name]) for name in texts if name in answers}
        if not self.errors and not any(answers[name] for name in ("needs_met", *texts)):
            self.add_error("needs_met", MESSAGES["nothing_said"])
        return answers
