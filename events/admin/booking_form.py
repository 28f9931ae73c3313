"""The form for bookings that organisers enter, mostly on the phone."""

import uuid
from datetime import datetime
from itertools import chain
from typing import Any

from django import forms
from django.utils import timezone

from events import extension_points
from events.admin.forms import AdminForm, LinesField
from events.channels import sends_letters
from events.models import AccessOption, Booking, Person, Session
from events.public.forms.availability import FIELDS, AvailabilityForm
from events.public.forms.booking_data import to_booking_arguments
from events.public.forms.context import FOR_OTHER
from events.public.forms.deadlines import deadlines
from events.public.forms.texts import TextsField, check_texts, offer_texts
from events.public.forms.which import AsksWhich
from hub.forms.base import SiteBoundField
from hub.forms.clean import address_lines
from hub.forms.fields import ChoiceField, EmailAddressField, NameField, PhoneField

ForWhom = Booking.ForWhom

# What only those may ask who may also see the answers.
NEEDS_FIELDS = (
    *("options", "words", "second_options", "second_words"),
    *("contact_first", "contact_when", "anything_else", "share_needs", "remember_needs"),
)
PREFIXES = ("", "second_")  # of the fields about the needs of the first and the second person
ONE_PERSON = (ForWhom.ME, ForWhom.OTHER)
LAST_FIELDS = (*FIELDS, "told", "use_held", "may_wait")
TEXTS_HINT = "Only if they say yes, and it is a mobile. They can stop the texts at any time."
ONE_PERSON_COMES = "Only one person comes. Put this in the boxes above."
AVAILABILITY_HINT = (
    "Only if they want to say. We count what people say, and do not keep who said it."
)
CONTACT_HINT = "We need a phone number or an email address."


class OptionsBoundField(SiteBoundField):
    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return each tick box with the question "which?" below it, if there is one."""
        prefix = self.name.removesuffix("options")
        return [
            {"box": box, "which": self.form.which_field(box.data["value"], prefix)}
            for box in self.subwidgets
        ]


class OptionsField(forms.ModelMultipleChoiceField):
    """Tick boxes for access needs, with the hint of each as on the site."""

    bound_field_class = OptionsBoundField

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - of Django's field
        super().__init__(
            queryset=AccessOption.objects.offered(),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            template_name="events/admin/options_field.html",
            **kwargs,
        )

    def label_from_instance(self, option: AccessOption) -> str:
        return f"{option}. {option.hint}" if option.hint else str(option)


class PhoneBookingForm(AsksWhich, AvailabilityForm, AdminForm):
    """A one-page booking form, in the order of a phone conversation."""

    without_optional_mark = (
        *("phone", "email", "other_name", "options", "second_options", "postal_address"),
        *("contact_first", *FIELDS),
    )

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    contact_name = NameField(
        own=False, label="Name of the person you speak to", missing="Write the person's name."
    )
    phone = PhoneField(own=False, label="Phone number", required=False, help_text=CONTACT_HINT)
    texts = TextsField()
    email = EmailAddressField(
        own=False,
        label="Email address",
        required=False,
        help_text="With an email address they get a confirmation and a link to change things.",
    )
    postal_address = LinesField(
        label="Address, if they would like letters",
        help_text=(
            "Street, town and postcode, a line for each. A letter takes up to four days. So phone "
            "them too."
        ),
        max_length=300,
        required=False,
    )
    for_whom = ChoiceField(
        label="Who is coming?",
        choices=[
            (ForWhom.ME, "Just this person"),
            (ForWhom.ME_AND_SUPPORTER, "This person, and someone who supports them"),
            (ForWhom.OTHER, "Someone else"),
            (ForWhom.OTHER_AND_ME, "Someone else, and this person too"),
        ],
        missing="Choose who is coming.",
    )
    other_name = NameField(
        own=False,
        label="Name of the other person",
        required=False,
        help_text="Leave this empty if just one person is coming.",
    )
    way = ChoiceField(label="How will they join?", missing="Choose how they will join.")
    options = OptionsField(
        label="What would make it easier for the person who comes?",
        help_text="Tick all that they ask for. They do not need to say why.",
    )
    words = LinesField(label="Something else that would help", max_length=2000, required=False)
    second_options = OptionsField(
        label="If two people come: what would make it easier for the second?",
        help_text="The second is whoever supports them, or comes too.",
    )
    second_words = LinesField(
        label="Something else that would help the second", max_length=2000, required=False
    )
    contact_first = ChoiceField(
        label="Would they like to talk to a person before the session?",
        choices=[
            (Booking.TalkFirst.PHONE, "Yes, phone them"),
            (Booking.TalkFirst.MESSAGE, "Yes, text or email them"),
            (Booking.TalkFirst.NO, "No, thank you"),
        ],
        required=False,
    )
    contact_when = forms.CharField(
        label="A good time to phone them", max_length=150, required=False
    )
    anything_else = LinesField(
        label="Is there anything else they want to tell us?", max_length=2000, required=False
    )
    share_needs = forms.BooleanField(
        label="Those who run the session may know what they asked for", required=False
    )
    remember_needs = forms.BooleanField(
        label="We may remember what they asked for until next time", required=False
    )
    told = forms.BooleanField(
        label="I told them what we keep, and that we delete it after the session",
        error_messages={"required": "Tell them what we keep. Then tick this box."},
    )
    use_held = forms.BooleanField(
        label="Use a place that we hold back",
        help_text="For people who would find it hard to come another time.",
        required=False,
    )
    may_wait = forms.BooleanField(
        label="If it is full, put them on the waiting list", required=False
    )

    def __init__(
        self, *args: object, session: Session, asks_needs: bool = True, **kwargs: object
    ) -> None:
        self.questions = list(chain.from_iterable(extension_points.phone_questions(session)))
        asked = {question.name: question.field for question in self.questions}
        self.base_fields = self.base_fields | asked
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in LAST_FIELDS])
        self.fields["way"].choices = [(mode, mode.label) for mode in session.attendance_modes]
        self.ask_availability_of("them")
        self.fields["weekdays"].help_text = AVAILABILITY_HINT
        offer_texts(self)
        if "texts" in self.fields:
            self.fields["texts"].label = "Text them on this number"
            self.fields["texts"].help_text = TEXTS_HINT
        if not sends_letters():
            del self.fields["postal_address"]
        if not asks_needs:
            for name in NEEDS_FIELDS:
                del self.fields[name]
        else:
            self._offer_options(session, timezone.now())
        if not session.places_held:
            del self.fields["use_held"]
        if session.places is None and session.places_in_person is None:
            del self.fields["may_wait"]

    def _offer_options(self, session: Session, now: datetime) -> None:
        """Offer what fits the session, with what to say before it and by when to ask."""
        offered = AccessOption.objects.offered().fitting(session.attendance_modes)
        for prefix in PREFIXES:
            self.fields[f"{prefix}options"].queryset = offered
            self.add_which_fields(offered, prefix)
        self.always_there = session.standing_arrangements_lines
        self.deadlines = deadlines(offered, session=session, now=now)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for prefix in PREFIXES:
            if f"{prefix}options" in data:
                which = self.which_words(prefix)
                ticked = {option.pk for option in data[f"{prefix}options"]} | which.keys()
                offered = self.fields[f"{prefix}options"].queryset
                data[f"{prefix}options"] = list(offered.filter(pk__in=ticked))
                data[f"{prefix}which"] = which
        if not data.get("email") and not data.get("phone") and "email" not in self.errors:
            self.add_error("phone", "Write a phone number or an email address.")
        has_other = data.get("for_whom") not in (None, "", ForWhom.ME)
        if has_other and not data.get("other_name"):
            self.add_error("other_name", "Write the name of the other person.")
        wants_second = data.get("second_options") or data.get("second_words")
        if wants_second and data.get("for_whom") in ONE_PERSON:
            self.add_error("second_options", ONE_PERSON_COMES)
        if data.get("contact_first") == Booking.TalkFirst.PHONE and not data.get("phone"):
            self.add_error("phone", "Write the number, so that we can phone them.")
        check_texts(self)
        return data

    def clean_postal_address(self) -> str:
        return address_lines(self.cleaned_data["postal_address"])

    def answers(self) -> dict[str, Any]:
        """Return keyword arguments for `bookings.book`."""
        data = self.cleaned_data
        names = {
            "your_name": data["contact_name"],
            "their_name": data["other_name"],
            "supporter_name": data["other_name"],
        }
        who = {"my_part": Person.Role.COMES, "person_knows": data["for_whom"] in FOR_OTHER or None}
        return to_booking_arguments(data | names | who) | {
            "form_key": data["form_key"],
            "join_waiting_list": data.get("may_wait", False),
            "use_held_places": data.get("use_held", False),
        }

    @property
    def ticked_questions(self) -> list[extension_points.PhoneQuestion]:
        return [question for question in self.questions if self.cleaned_data.get(question.name)]
