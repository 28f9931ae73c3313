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
_CONDITIONS: dict[str, Callable[[BookingFormContext], bool]] = {
    "together": lambda ctx: ctx.for_other,
    "their-contact": lambda ctx: ctx.for_other and ctx.answers.get("person_knows", True),
    "way": lambda ctx: ctx.can_choose_mode,
    "their-needs": lambda ctx: ctx.has_second_attendee,
    "sharing": lambda ctx: "contact_first" not in ctx.answers or has_requests(ctx.answers),
}

Stored = Mapping[str, Mapping[str, list[str]]]


@dataclass
class Progress:
    """The result of evaluating stored answers in order."""

    context: BookingFormContext
    steps: list[str] = field(default_factory=list)
    # The first step without a valid answer. Steps after it are provisional.
    missing: str | None = None

    @property
    def answers(self) -> dict[str, Any]:
        return self.context.answers


def evaluate(context: BookingFormContext, stored: Stored, stale: Container[str] = ()) -> Progress:
    """Evaluate stored answers up to the first missing one. Steps in `stale` count as missing.

    A step with only one possible answer is skipped.
    """
    session = context.session
    progress = Progress(context)
    context.is_evaluating = True
    for step, form_class in STEPS.items():
        if not _CONDITIONS.get(step, lambda ctx: True)(context):
            if step == "way" and session.attendance_modes:
                context.answers["way"] = session.attendance_modes[0].value
            continue
        progress.steps.append(step)
        if progress.missing or step == CHECK:
            continue
        data = stored.get(step)
        form = form_class(data=MultiValueDict(data) if data is not None else None, context=context)
        if step in stale or not form.is_valid():
            progress.missing = step
        else:
            # A prefix keeps the second attendee's answers apart.
            prefix = f"{form.prefix}_" if form.prefix else ""
            context.answers |= {prefix + name: value for name, value in form.cleaned_data.items()}
    context.is_evaluating = False
    return progress
