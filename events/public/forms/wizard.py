"""The order of the forms, and the conditions for each."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict

from events.public.forms.context import BookingFormContext, StepForm
from events.public.forms.needs import (
    NeedsForm,
    SecondNeedsForm,
    SharingForm,
    TalkForm,
    has_requests,
)
from events.public.forms.questions import (
    AttendanceModeForm,
    CheckForm,
    ContactForm,
    NamesForm,
    TheirContactForm,
    TogetherForm,
    WhoForm,
)

CHECK = "check"
STEPS: dict[str, type[StepForm]] = {
    "who": WhoForm,
    "names": NamesForm,
    "together": TogetherForm,
    "contact": ContactForm,
    "their-contact": TheirContactForm,
    "way": AttendanceModeForm,
    "needs": NeedsForm,
    "their-needs": SecondNeedsForm,
    "talk": TalkForm,
    "sharing": SharingForm,
    CHECK: CheckForm,
}

NEEDS = ("needs", "their-needs")  # the steps about the first and the second attendee

# Conditions on earlier answers. All other steps are always shown.
_ASKED_IF: dict[str, Callable[[BookingFormContext], bool]] = {
    "together": lambda asking: asking.for_other,
    "their-contact": lambda asking: asking.for_other and asking.so_far.get("person_knows", True),
    "way": lambda asking: len(asking.session.attendance_modes) > 1 or asking.mode_is_closed,
    "their-needs": lambda asking: asking.second_comes,
    "sharing": lambda asking: "contact_first" not in asking.so_far or has_requests(asking.so_far),
}

Stored = Mapping[str, Mapping[str, list[str]]]


@dataclass
class Progress:
    """The result of evaluating stored answers in order."""

    asking: BookingFormContext
    steps: list[str] = field(default_factory=list)
    # The first step without a valid answer. Steps after it are provisional.
    missing: str | None = None

    @property
    def so_far(self) -> dict[str, Any]:
        return self.asking.so_far


def evaluate(*, asking: BookingFormContext, stored: Stored, again: Container[str] = ()) -> Progress:
    """Evaluate stored answers up to the first missing one. Steps in `again` count as missing.

    A step with one possible answer is skipped, and that answer taken.
    """
    session = asking.session
    found = Progress(asking)
    asking.is_reading = True
    for step, form_class in STEPS.items():
        if not _ASKED_IF.get(step, lambda asking: True)(asking):
            if step == "way" and session.attendance_modes:
                asking.so_far["way"] = session.attendance_modes[0].value
            continue
        found.steps.append(step)
        if found.missing or step == CHECK:
            continue
        data = stored.get(step)
        form = form_class(data=MultiValueDict(data) if data is not None else None, asking=asking)
        if step in again or not form.is_valid():
            found.missing = step
        else:
            # A prefix keeps the second attendee's answers apart.
            start = f"{form.prefix}_" if form.prefix else ""
            asking.so_far |= {start + name: value for name, value in form.cleaned_data.items()}
    asking.is_reading = False
    return found
