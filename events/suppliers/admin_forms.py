"""The form in which an organiser asks a supplier."""

import re
import uuid
from collections.abc import Sequence

from django import forms
from django.db.models import Case, QuerySet, When
from django.utils.functional import cached_property

from events.admin.attendees import AttendeeList, attendees_of
from events.admin.forms import AdminForm
from events.admin.sheet import names_in
from events.bookings.access_needs import MAX_ANSWER_LENGTH
from events.models import AccessNeed, Session, Supplier, SupplierRequest
from events.suppliers.kinds import NeedKind
from events.suppliers.requests import Ask
from hub.forms.clean import one_line, paragraphs
from hub.forms.fields import MultipleChoiceField

MAX_LISTED = 40  # longer lists of people would make the page too long: then it is about all

NO_NAMES = "Write no names, and nothing about anybody’s health."
LEADS_TO = "Take this out, as it leads to somebody: {found}."


class SupplierChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, supplier: Supplier) -> str:
        return f"{supplier.name} ({supplier.email})"


class AskForm(AdminForm):
    """What to ask a supplier for one kind of need of one session. No words of people by default."""

    what = forms.CharField(
        label="What do you ask for?",
        help_text=f"On one line, such as: A large print menu. {NO_NAMES}",
        max_length=SupplierRequest._meta.get_field("what").max_length,
    )
    needs = MultipleChoiceField(
        label="Who is it for?",
        help_text="The supplier reads only how many they are. Take out who needs something else.",
        missing="Tick at least one.",
    )
    told = MultipleChoiceField(
        label="Words to pass on",
        help_text="People wrote these. Tick only what the supplier must know, such as a language.",
        required=False,
    )
    supplier = SupplierChoiceField(
        label="Whom do you ask?",
        queryset=Supplier.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose a supplier.", "invalid_choice": "Choose a supplier."},
    )
    sentence = forms.CharField(
        label="One more sentence for the supplier",
        help_text=f"Such as: Tell us your price. {NO_NAMES}",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=SupplierRequest._meta.get_field("sentence").max_length,
        required=False,
    )
    words_for_people = forms.CharField(
        label="What people read when it is booked",
        help_text="It goes with “In place”. The supplier does not see it.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=MAX_ANSWER_LENGTH,
        required=False,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: object, session: Session, kind: NeedKind, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.session, self.kind = session, kind
        if kind.option_label:
            del self.fields["what"]
        self.is_listed = len(kind.needs) <= MAX_LISTED or not kind.option_label
        if self.is_listed:
            self._list_people()
        else:
            del self.fields["needs"], self.fields["told"]
        self.fields["supplier"].queryset = suppliers_for(kind)

    def _list_people(self) -> None:
        kind = self.kind
        needs = sorted(kind.needs, key=lambda need: need.pk in kind.asked)[:MAX_LISTED]
        self.fields["needs"].choices = [(need.pk, self._about(need)) for need in needs]
        not_asked = kind.not_asked if kind.option_label else []
        self.initial.setdefault(
            "needs",
            [str(each.pk) for each in not_asked if each.state != AccessNeed.State.TALK],
        )
        written = [need for need in needs if need.words]
        self.fields["told"].choices = [(need.pk, f"“{need.words}”") for need in written]
        if not written or not kind.option_label:
            del self.fields["told"]

    def _about(self, need: AccessNeed) -> str:
        way = need.person.booking.get_attendance_mode_display().lower()
        parts = [need.person.name, way, need.get_state_display().lower()]
        if not need.option_label:
            parts.append(f"“{need.words}”")
        if need.pk in self.kind.asked:
            parts.append("a supplier knows of it")
        return ", ".join(parts)

    def clean_sentence(self) -> str:
        return self._without_contact(" ".join(self.cleaned_data["sentence"].split()))

    def clean_what(self) -> str:
        return self._without_contact(one_line(self.cleaned_data["what"]))

    def clean_told(self) -> list[str]:
        told = self.cleaned_data["told"]
        for need in self.kind.needs:
            if str(need.pk) in told:
                self._without_contact(need.words)
        return told

    def clean_words_for_people(self) -> str:
        return paragraphs(self.cleaned_data["words_for_people"])

    @property
    def chosen(self) -> list[AccessNeed]:
        """Return the needs that are ticked, or all that no supplier knows of if they are not listed."""
        if not self.is_listed:
            return self.kind.not_asked
        return [need for need in self.kind.needs if str(need.pk) in self.cleaned_data["needs"]]

    @property
    def ask(self) -> Ask:
        data, chosen = self.cleaned_data, self.chosen
        told = data.get("told", [])
        return Ask(
            supplier=data["supplier"],
            option_label=self.kind.option_label,
            what=self.kind.option_label or data["what"],
            needs=chosen,
            told=[need.pk for need in chosen if str(need.pk) in told],
            sentence=data["sentence"],
            words_for_people=data["words_for_people"],
        )

    def names_in(self, draft: SupplierRequest, which: Sequence[str]) -> list[str]:
        """Return words for the supplier that are also names of people of the session.

        No error: "French" is a language too. Whoever sends it looks at them.
        """
        written = [draft.sentence, *which, *([] if self.kind.option_label else [draft.what])]
        return names_in("\n".join(written), self._attendees) if any(written) else []

    def _without_contact(self, words: str) -> str:
        """Return the words. Raise ValidationError if they lead to somebody of the session."""
        if words and (found := contact_details_in(words, self._attendees)):
            raise forms.ValidationError(LEADS_TO.format(found=", ".join(found)))
        return words

    @cached_property
    def _attendees(self) -> AttendeeList:
        return attendees_of(self.session)


def suppliers_for(kind: NeedKind) -> QuerySet[Supplier]:
    """Return the suppliers that we can write to, those for this option first."""
    usable = Supplier.objects.in_use().exclude(email="")
    fitting = Supplier.objects.filter(options=kind.option).values("pk")
    return usable.order_by(Case(When(pk__in=fitting, then=0), default=1), "name", "pk")


def contact_details_in(words: str, attendees: AttendeeList) -> list[str]:
    """Return the email addresses and phone numbers of people of the session in these words."""
    found, digits, text = [], re.sub(r"\D", "", words), words.casefold()
    for booking in (*attendees.bookings, *attendees.cancelled):
        emails = {booking.email, *(person.email for person in booking.people.all())}
        found += [email for email in emails if email and email.casefold() in text]
        phone = re.sub(r"\D", "", booking.phone)
        if phone and phone in digits:
            found.append(booking.phone)
    return list(dict.fromkeys(found))
