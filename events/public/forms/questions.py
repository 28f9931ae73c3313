"""Forms of the booking wizard, one for each page."""

from typing import Any

from django import forms

from events.bookings import Capacity
from events.channels import sends_texts
from events.models import Booking, Person, Session
from events.models.attendance import AttendanceMode
from events.public.forms.availability import FIELDS, AvailabilityForm
from events.public.forms.context import FULL_HINT, StepForm
from events.public.forms.texts import TextsField, check_texts, offer_texts
from hub.forms.base import SiteForm
from hub.forms.clean import one_line, phone_number
from hub.forms.fields import (
    MAX_EMAIL_LENGTH,
    ChoiceField,
    ConsentField,
    EmailAddressField,
    NameField,
    PhoneField,
)
from hub.forms.widgets import Answer
from hub.phone_numbers import mobile_number

ForWhom = Booking.ForWhom
NO_NEEDS = "no"


class WhoForm(StepForm):
    question = "for_whom"
    for_whom = ChoiceField(
        label="Who is this booking for?",
        choices=ForWhom.choices,
        missing="Choose who this booking is for",
    )


class NamesForm(StepForm):
    question = "your_name"
    your_name = NameField(
        label="What is your name?", help_text="Write what we should call you. Any name is fine."
    )

    def clean_your_name(self) -> str:
        return one_line(self.cleaned_data["your_name"])


class TogetherForm(StepForm):
    """Questions about the other person: booked for, or a supporter."""

    YES_NO = (("yes", "Yes"), ("no", "No, not yet"))
    their_name = NameField(
        label="Their name",
        help_text="Write what we should call them. Any name is fine.",
        own=False,
        missing="Enter the name of the person you book for",
    )
    supporter_name = NameField(
        label="What is the name of the person who supports you?",
        help_text="Leave this empty if you do not know yet who it will be.",
        own=False,
        required=False,
    )
    person_knows = ChoiceField(choices=YES_NO)
    my_part = ChoiceField(missing="Choose how you will take part")

    def adapt(self) -> None:
        if self.context.for_whom == ForWhom.ME_AND_SUPPORTER:
            self._keep("supporter_name")
            self.question = "supporter_name"
            return
        name = self.context.their_name
        knows = self.fields["person_knows"]
        knows.label = f"Does {name} know that you are booking?"
        knows.help_text = "If not, we only write to you, or phone you."
        knows.error_messages["required"] = f"Choose if {name} knows that you are booking"
        if self.context.for_whom == ForWhom.OTHER_AND_ME:
            self._keep("their_name", "person_knows", "my_part")
            self.heading = "You and the person you book for"
            self.fields["my_part"].label = "How will you come along?"
            supports = (Person.Role.SUPPORTS, f"I will support {name}")
            self.set_choices("my_part", [supports, (Person.Role.COMES, "I will take part too")])
        else:
            self._keep("their_name", "person_knows")
            self.heading = "Who do you book for?"

    def _keep(self, *names: str) -> None:
        for name in self.fields.keys() - set(names):
            del self.fields[name]

    def clean_their_name(self) -> str:
        return one_line(self.cleaned_data["their_name"])

    def clean_supporter_name(self) -> str:
        return one_line(self.cleaned_data["supporter_name"])

    def clean_person_knows(self) -> bool:
        return self.cleaned_data["person_knows"] == "yes"


class ContactForm(StepForm):
    heading = "How can we reach you?"
    intro = (
        "Give us an email address, a phone number, or both.",
        "With an email address you get your booking and reminders by email.",
        "With a phone number only, a person will phone you.",
    )
    without_optional_mark = ("email", "phone")
    email = EmailAddressField(label="Email address", required=False, max_length=MAX_EMAIL_LENGTH)
    phone = PhoneField(label="Phone number", required=False)
    texts = TextsField()

    def adapt(self) -> None:
        offer_texts(self)
        if "texts" in self.fields:
            by_phone = "With a phone number only, we text you or a person phones you. You choose."
            self.intro = (*self.intro[:-1], by_phone)

    def clean_phone(self) -> str:
        return phone_number(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned.get("email") or cleaned.get("phone")):
            self.add_error("email", "Enter an email address or a phone number")
        check_texts(self)
        return cleaned


class TheirContactForm(StepForm):
    their_email = EmailAddressField(
        label="Their email address",
        help_text="We send them the booking too.",
        own=False,
        required=False,
        max_length=MAX_EMAIL_LENGTH,
    )
    their_phone = PhoneField(label="Their phone number", own=False, required=False)

    def adapt(self) -> None:
        """Say who is phoned in place of mail: see `Booking.objects.by_phone_only`."""
        self.heading = f"How can we reach {self.context.their_name}?"
        if self.context.answers.get("email"):
            self.intro = ("You can leave this empty. Then we write to you only.",)
        else:
            self.intro = ("You can leave this empty. Then we phone you only.",)
            self.fields[
                "their_email"
            ].help_text = "We send them the booking. Then we do not phone you about it."

    def clean_their_phone(self) -> str:
        return phone_number(self.cleaned_data["their_phone"])

    def clean(self) -> dict[str, Any]:
        """Refuse an address that we would not use, as the person does not know yet."""
        cleaned = super().clean() or self.cleaned_data
        if self.context.answers.get("person_knows") is not False:
            return cleaned
        if self.context.is_evaluating:
            return {"their_email": "", "their_phone": ""}
        words = (
            f"Leave this empty. {self.context.their_name} does not know yet, so we only reach you"
        )
        for name in [name for name in ("their_email", "their_phone") if cleaned.get(name)]:
            self.add_error(name, words)
        return cleaned


class AttendanceModeForm(StepForm):
    question = "way"
    way = ChoiceField(missing="Choose how to join")

    def adapt(self) -> None:
        who = self.context.attendee if self.context.answers else "you, or the person you book for,"
        self.fields["way"].label = f"How would {who} like to join?"
        modes = self.context.session.attendance_modes
        if self.context.is_evaluating and self.context.mode_is_closed:
            modes = [*modes, AttendanceMode(self.context.previous_mode)]
        choices = [(mode.value, Answer(mode.label, self._hint(mode))) for mode in modes]
        self.set_choices("way", choices)

    def _hint(self, mode: AttendanceMode) -> str:
        hints = []
        if mode == AttendanceMode.IN_PERSON:
            hints.append(", ".join(self.context.session.venue.split("\n")).strip(", "))
        if not self.context.is_evaluating and self.context.capacity.left(mode) == 0:
            hints.append(FULL_HINT)
        return " ".join(hint for hint in hints if hint)


class AnyNeedsForm(StepForm):
    """Whether to ask about needs at all: "no" answers all of `wizard.ABOUT_NEEDS`."""

    question = "any_needs"
    any_needs = ChoiceField(
        label="Would anything make it easier to take part?",
        choices=[
            (NO_NEEDS, "No, nothing"),
            (
                "yes",
                Answer(
                    "Yes, or I would like to talk to a person first",
                    "Such as more breaks, an interpreter, or help to get online. "
                    "The next page has a list.",
                ),
            ),
        ],
        missing="Choose if anything would make it easier",
    )


class RebookModeForm(SiteForm):
    """The attendance mode of a further booking, if that of the earlier one is closed."""

    way = ChoiceField(label="How would you like to join this time?", missing="Choose how to join")

    def __init__(
        self, *args: object, session: Session, places: Capacity, needed: int, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["way"]
        if isinstance(field, ChoiceField):
            field.choices = [
                (mode.value, Answer(mode.label, "" if places.fits(mode, needed) else FULL_HINT))
                for mode in session.attendance_modes
            ]


class CheckForm(AvailabilityForm, StepForm):
    """The last page: all answers for review, and the button that books."""

    heading = "Check your answers"
    template_name = "events/book/check_form.html"
    without_optional_mark = FIELDS  # it is all said to be so
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    would_wait = forms.BooleanField(widget=forms.HiddenInput, required=False)
    agree = ConsentField(
        label="You may use these answers to get this session ready",
        error_messages={"required": "Tick the box to say that we may use your answers"},
    )

    def adapt(self) -> None:
        self.ask_availability_of(self.who)

    @property
    def who(self) -> str:
        return self.context.attendee


class FormLinkForm(SiteForm):
    """Where to send the link to go on with an unfinished form: one of the two."""

    email = EmailAddressField(
        label="Your email address", required=False, max_length=MAX_EMAIL_LENGTH
    )
    phone = PhoneField(label="Or your mobile number", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        super().__init__(*args, **kwargs)
        if not sends_texts():
            del self.fields["phone"]

    @property
    def text_number(self) -> str:
        """Return the number for the text, in E.164. An email address comes first."""
        number = mobile_number(self.cleaned_data.get("phone", ""))
        return "" if self.cleaned_data["email"] else number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors or cleaned.get("email"):
            return cleaned
        if not cleaned.get("phone"):
            or_mobile = " or a mobile number" if "phone" in self.fields else ""
            self.add_error("email", f"Enter an email address{or_mobile}")
        elif not mobile_number(cleaned["phone"]):
            self.add_error("phone", "Enter a mobile number. Others cannot get texts.")
        return cleaned


class LostLinkForm(FormLinkForm):
    """Where we look for bookings, and send their links: one of the two, if the site sends texts."""

    email = EmailAddressField(
        label="Your email address",
        help_text="The one you gave us when you booked.",
        max_length=MAX_EMAIL_LENGTH,
    )
    phone = PhoneField(
        label="Or your mobile number",
        required=False,
        help_text="If you asked us to text you. We send texts between 8am and 8pm.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        super().__init__(*args, **kwargs)
        self.fields["email"].required = "phone" not in self.fields
