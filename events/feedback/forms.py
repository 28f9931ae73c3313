"""The feedback form: one short page. Nothing in it says who writes, unless they choose to."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from events.bookings.errors import MESSAGES
from events.feedback.asked import AskedNeed, sign
from events.feedback.submissions import YES_TO_QUOTE, QuoteConsent
from events.models import Feedback
from hub.forms.base import SiteForm
from hub.forms.clean import one_line, paragraphs
from hub.forms.fields import ChoiceField, ConsentField, LongAnswerField

MAX_LENGTH = 2000
GotIt = Feedback.GotIt
NEED_CHOICES = [(each.value, each.label) for each in (GotIt.YES, GotIt.PARTLY, GotIt.NO)]


class FeedbackForm(SiteForm):
    """A form of optional fields, at least one of which must be filled in.

    `needs` are asked about one by one, in fields "need-0" and so on; without any, all in one question.
    `about` is the booking or session that it is for.
    """

    needs_met = ChoiceField(
        label="Did you get what you asked for?",
        help_text="For example captions, a break, or someone to talk to.",
        choices=GotIt.choices,
        required=False,
    )
    ring_me = ConsentField(
        label="You can ring or write to me about what I did not get",
        help_text="Then our organisers see your name with these answers. Not with your words below.",
        required=False,
    )
    how_it_was = LongAnswerField(
        label="How was it for you?", rows=4, max_length=MAX_LENGTH, required=False
    )
    do_better = LongAnswerField(
        label="What should we do better?", rows=4, max_length=MAX_LENGTH, required=False
    )
    may_quote = ChoiceField(
        label="Can we put your words on our site?",
        help_text="Only what you wrote under “How was it for you?”. You can take it back by this link.",
        choices=QuoteConsent.choices,
        required=False,
    )
    quote_name = forms.CharField(
        label="The name to put with them",
        help_text="Any name that you like, such as “Jo” or “A carer from Norfolk”.",
        max_length=120,
        required=False,
    )
    form_key = forms.CharField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: object, needs: Sequence[AskedNeed] = (), about: str = "", **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial["asked"] = sign(needs, about)
        self.needs = {f"need-{number}": need for number, need in enumerate(needs)}
        if needs:
            del self.fields["needs_met"]
            self.fields |= {name: _need_field(need) for name, need in self.needs.items()}
            self.order_fields(self.needs)
        else:
            del self.fields["ring_me"]

    def clean_form_key(self) -> uuid.UUID:
        """Return the idempotency key, or a new one for a malformed value."""
        try:
            return uuid.UUID(self.cleaned_data["form_key"])
        except ValueError:
            return uuid.uuid4()

    def clean_quote_name(self) -> str:
        return one_line(self.cleaned_data["quote_name"])

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        texts = ("how_it_was", "do_better")
        answers |= {name: paragraphs(answers[name]) for name in texts if name in answers}
        if self.errors:
            return answers
        first = next(iter(self.needs), "needs_met")
        if not any(answers.get(name) for name in (*self.needs, "needs_met", *texts)):
            self.add_error(first, MESSAGES["nothing_said"])
        elif answers["may_quote"] in YES_TO_QUOTE and not answers["how_it_was"]:
            self.add_error("how_it_was", MESSAGES["no_words_to_use"])
        elif answers["may_quote"] == QuoteConsent.WITH_NAME and not answers["quote_name"]:
            self.add_error("quote_name", MESSAGES["no_name_to_use"])
        return answers

    @property
    def answers(self) -> dict[str, Any]:
        """Return what `submissions.submit` takes, apart from who may be rung and who has the link."""
        data = self.cleaned_data
        return {
            "needs_met": data.get("needs_met", ""),
            "how_it_was": data["how_it_was"],
            "do_better": data["do_better"],
            "form_key": data["form_key"],
            "needs": [(need.label, data[name]) for name, need in self.needs.items() if data[name]],
            "may_quote": data["may_quote"],
            "quote_name": data["quote_name"],
        }


def _need_field(need: AskedNeed) -> ChoiceField:
    return ChoiceField(label=need.question, choices=NEED_CHOICES, required=False)
