"""The form for bookings that organisers enter, mostly on the phone."""

import uuid
from itertools import chain
from typing import Any

from django import forms

from events import extension_points
from events.admin.forms import AdminForm, LinesField
from events.channels import sends_letters
from events.models import AccessOption, Booking, Person, Session
from events.public.forms.booking_data import to_booking_arguments
from events.public.forms.context import FOR_OTHER
from events.public.forms.texts import TextsField, check_texts, offer_texts
from hub.forms.clean import address_lines
from hub.forms.fields import ChoiceField, EmailAddressField, NameField, PhoneField

ForWhom = Booking.ForWhom

# What only those may ask who may also see the answers.
NEEDS_FIELDS = ("options", "words", "share_needs", "remember_needs")
LAST_FIELDS = ("told", "use_held", "may_wait")
TEXTS_HINT = "Only if they say yes, and it is a mobile. They can stop the texts at any time."
CONTACT_HINT = "We need a phone number or an email address."


class PhoneBookingForm(AdminForm):
    """A one-page booking form, in the order of a phone conversation."""

    without_optional_mark = ("phone", "email", "other_name", "options", "postal_address")

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
    options = forms.ModelMultipleChoiceField(
        label="What would make it easier for them?",
        help_text="Tick all that they ask for. They do not need to say why.",
        queryset=AccessOption.objects.filter(in_use=True),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = LinesField(label="Something else that would help", max_length=2000, required=False)
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
        offer_texts(self)
        if "texts" in self.fields:
            self.fields["texts"].label = "Text them on this number"
            self.fields["texts"].help_text = TEXTS_HINT
        if not sends_letters():
            del self.fields["postal_address"]
        if not asks_needs:
            for name in NEEDS_FIELDS:
                del self.fields[name]
        elif not session.in_person:
            options = self.fields["options"]
            options.queryset = options.queryset.exclude(subject=AccessOption.Subject.ROOM)
        if not session.places_held:
            del self.fields["use_held"]
        if session.places is None and session.places_in_person is None:
            del self.fields["may_wait"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("email") and not data.get("phone") and "email" not in self.errors:
            self.add_error("phone", "Write a phone number or an email address.")
        has_other = data.get("for_whom") not in (None, "", ForWhom.ME)
        if has_other and not data.get("other_name"):
            self.add_error("other_name", "Write the name of the other person.")
        check_texts(self)
        return data

    def clean_postal_address(self) -> str:
        return address_lines(self.cleaned_data["postal_address"])

    def answers(self) -> dict[str, Any]:
        """Return keyword arguments for `bookings.book`. Access requests are the first attendee's."""
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
