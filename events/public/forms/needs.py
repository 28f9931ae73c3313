"""Forms about access needs (ACCESSIBILITY 5.3): they ask about needs, never conditions."""

from collections.abc import Collection
from typing import Any

from django import forms

from events.models import AccessOption, Booking
from events.public.forms.context import StepForm
from events.public.forms.deadlines import Deadline, deadlines
from events.public.forms.which import WHICH, AsksWhich
from hub.forms.clean import paragraphs, phone_number
from hub.forms.fields import ChoiceField, LongAnswerField, MultipleChoiceField, PhoneField
from hub.forms.widgets import Answer

NOTHING = "nothing"
MAX_TEXT_LENGTH = 2000


class AvailableChoicesField(MultipleChoiceField):
    """A field that drops withdrawn options without an error."""

    def to_python(self, value: object) -> list[str]:
        return [choice for choice in super().to_python(value) if self.valid_value(choice)]


class NeedsForm(AsksWhich, StepForm):
    options = AvailableChoicesField(
        label="Tick all that would help",
        help_text="You do not need to tell us why.",
        required=False,
        exclusive=NOTHING,
        template_name="events/book/needs_field.html",
    )
    words = LongAnswerField(
        label="Something else? Tell us what would help",
        required=False,
        rows=4,
        max_length=MAX_TEXT_LENGTH,
    )

    def adapt(self) -> None:
        who = self.context.attendee
        self.heading = f"What would make it easier for {who} to take part?"
        nothing = "I do not need anything" if who == "you" else f"{who} does not need anything"
        self._offer(nothing)

    def _offer(self, nothing: str) -> None:
        self.set_choices("options", [*self._groups(), (NOTHING, nothing)])
        self.add_which_fields(self.context.fitting_options)

    @property
    def name(self) -> str:
        """Return whose needs these are, or "" for the reader's."""
        return self.context.others_name

    @property
    def deadlines(self) -> list[Deadline]:
        return deadlines(
            self.context.fitting_options,
            session=self.context.session,
            now=self.context.now,
            name=self.name,
        )

    @property
    def late_promise(self) -> str:
        return self.context.late_promise

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Return the tick boxes by subject, with "nothing" in a group of its own."""
        boxes = {str(box.data["value"]): box for box in self["options"].subwidgets}
        groups = [
            {
                "title": title,
                "options": [
                    {"box": boxes[value], "which": self.which_field(value)} for value, _ in choices
                ],
            }
            for title, choices in self._groups()
        ]
        return [*groups, {"title": "", "options": [{"box": boxes[NOTHING], "which": None}]}]

    def _groups(self) -> list[tuple[str, list[tuple[str, Answer]]]]:
        groups = []
        for subject in AccessOption.Subject:
            choices = [
                (str(option.pk), Answer(option.label_for(self.name), option.hint))
                for option in self.context.fitting_options
                if option.subject == subject
            ]
            if choices:
                groups.append((str(subject.label), choices))
        return groups

    @classmethod
    def sent_names(cls, data: Collection[str]) -> list[str]:
        start = f"{cls.prefix}-{WHICH}" if cls.prefix else WHICH
        which = [each for each in data if each.startswith(start) and each[len(start) :].isdecimal()]
        return super().sent_names(data) + which

    def clean(self) -> dict[str, Any]:
        """Put the options and what was written below each together. Writing there is asking.

        But words that the booking had before are not written now: the tick was taken away. Needs
        override "nothing" if both are ticked.
        """
        cleaned = super().clean() or self.cleaned_data
        which = self.which_words()
        chosen = set(cleaned.pop("options", ()))
        before = self.context.previous_words
        chosen |= {str(pk) for pk, words in which.items() if words not in before.get(pk, ())}
        options = [option for option in self.context.options if str(option.pk) in chosen]
        return {
            "options": options,
            "which": {option.pk: which[option.pk] for option in options if option.pk in which},
            "words": cleaned.get("words", ""),
        }

    def clean_words(self) -> str:
        return paragraphs(self.cleaned_data["words"])


class SecondNeedsForm(NeedsForm):
    """The needs of the second attendee."""

    prefix = "second"

    @property
    def name(self) -> str:
        return self.context.second_name

    def adapt(self) -> None:
        super().adapt()
        who = self.context.second_attendee
        self.heading = f"And what would make it easier for {who}?"
        self._offer("Nothing is needed")


class TalkForm(StepForm):
    question = "contact_first"
    contact_first = ChoiceField(
        label="Would you like to talk to a person first?",
        choices=Booking.TalkFirst.choices,
        required=False,
    )
    talk_phone = PhoneField(
        label="Your phone number",
        help_text="If we should phone or text you.",
        required=False,
    )
    contact_when = forms.CharField(
        label="A good time to phone you",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    anything_else = LongAnswerField(
        label="Is there anything else you want to tell us?",
        required=False,
        rows=4,
        max_length=MAX_TEXT_LENGTH,
    )

    def adapt(self) -> None:
        if self.context.answers.get("phone"):
            del self.fields["talk_phone"]

    def clean_talk_phone(self) -> str:
        phone = phone_number(self.cleaned_data["talk_phone"])
        if self.cleaned_data.get("contact_first") == Booking.TalkFirst.PHONE and not phone:
            raise forms.ValidationError("Enter your phone number, so that we can phone you")
        return phone

    def clean_contact_first(self) -> str:
        return self.cleaned_data["contact_first"] or Booking.TalkFirst.NO

    def clean_anything_else(self) -> str:
        return paragraphs(self.cleaned_data["anything_else"])


class SharingForm(StepForm):
    """Separate consent to sharing and retaining needs, in our own words (UK GDPR article 9)."""

    heading = "Who may see this, and for how long?"
    without_optional_mark = ("share_needs", "remember_needs")
    share_needs = ChoiceField(
        label="Can we share what you told us with the people who run the session?",
        choices=[
            ("yes", "Yes, so they can get it ready"),
            ("no", "No, only the organiser"),
        ],
        missing="Choose who may see what you told us",
    )
    remember_needs = ChoiceField(
        label="Can we remember this for next time?",
        choices=[("yes", "Yes"), ("no", "No, delete it after the session")],
        missing="Choose if we may remember this",
    )

    def adapt(self) -> None:
        if not has_requests(self.context.answers):
            self.intro = ("Leave this empty if you have asked for nothing.",)
            for field in self.fields.values():
                field.required = False

    def clean_share_needs(self) -> bool:
        return self.cleaned_data["share_needs"] == "yes"

    def clean_remember_needs(self) -> bool:
        return self.cleaned_data["remember_needs"] == "yes"


def has_requests(answers: dict[str, Any]) -> bool:
    """Return whether any answer needs consent."""
    names = ("options", "words", "second_options", "second_words", "anything_else", "contact_when")
    return any(answers.get(name) for name in names) or answers.get("contact_first") in (
        Booking.TalkFirst.PHONE,
        Booking.TalkFirst.MESSAGE,
    )
